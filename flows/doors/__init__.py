"""Does this password open IMAP, POP3 and SMTP? (The web mail's door stands on the pages.)

doors = [parse_door("imap", "imaps://mail.example.jp"), parse_door("smtp", "smtp+starttls://mail.example.jp")]
verdict = prove(doors, "taro@example.jp", new=SecretStr("…"), old=SecretStr("…"))
verdict.proven, verdict.findings
"""

from flows.doors.causes import Cause, cause_of
from flows.doors.mail import MailDoor, mail_doors, parse_door
from flows.doors.verdict import prove

__all__ = [
    "Cause",
    "MailDoor",
    "cause_of",
    "mail_doors",
    "parse_door",
    "prove",
]
