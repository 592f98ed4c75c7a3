"""The mail server for practice: Dovecot and Postfix on loopback, over the accounts of a practice site.

    with PracticeSite(database=path) as site, open_mailroom(path) as room:
        room.settings  # FLOWS_IMAP, FLOWS_POP3, FLOWS_SMTP, FLOWS_CA_FILE

A password changed in the browser opens IMAP the next second.
"""

from flows.mailroom.certificates import Authority, Certificate
from flows.mailroom.dovecot import Passwords
from flows.mailroom.needs import INSTALL_LINE, missing
from flows.mailroom.room import Mailroom, open_mailroom

__all__ = [
    "INSTALL_LINE",
    "Authority",
    "Certificate",
    "Mailroom",
    "Passwords",
    "missing",
    "open_mailroom",
]
