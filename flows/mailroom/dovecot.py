"""Dovecot: IMAP and POP3, and the word on passwords for Postfix."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.mailroom.certificates import Certificate
from flows.mailroom.needs import program
from flows.settings import environment_for_others

MAIL_OWNER = "nobody"

CONFIGURATION = """\
protocols = imap pop3
listen = {listen}
base_dir = {here}/run
state_dir = {here}/state
instance_name = {name}
log_path = {here}/dovecot.log
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
{odd_certificates}
disable_plaintext_auth = no
auth_mechanisms = {mechanisms}
auth_failure_delay = 0
mail_location = maildir:~/Maildir
mail_max_userip_connections = {connections}
first_valid_uid = 0
passdb {{
  driver = sql
  args = {here}/denied.sql
  deny = yes
}}
passdb {{
  driver = sql
  args = {here}/passwords.sql
}}
userdb {{
  driver = static
  args = uid={owner} gid=nogroup home={here}/mail/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service pop3-login {{
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = {pop3s}
    ssl = yes
  }}
}}
service auth {{
  user = root
  unix_listener {here}/sasl {{
    mode = 0666
  }}
}}
service auth-worker {{
  user = root
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""

ODD_CERTIFICATE = """\
local {address} {{
  ssl_cert = <{certificate}
  ssl_key = <{key}
}}
"""

QUERY = """\
driver = sqlite
connect = {database}
default_pass_scheme = PLAIN
password_query = {query}
"""


@dataclass(frozen=True)
class Passwords:
    """Where the passwords are: two queries to a SQLite file, with Dovecot's %u for the address, %s for the service.

    A disabled account is known by its password and told so (IMAP and POP3). Postfix does not look at
    Dovecot's `nologin`, so for SMTP the account is denied before its password is looked at, with the same reason.
    """

    database: Path
    who_may_sign_in: str = (
        "SELECT username AS user, password, NULL AS nologin, NULL AS reason FROM mail_users WHERE username = '%u' "
        "UNION ALL SELECT address, '{PLAIN}' || password, 'y', 'This account is disabled.' "
        "FROM accounts WHERE address = '%u' AND disabled"
    )
    who_is_denied: str = (
        "SELECT address AS user, NULL AS password, 'This account is disabled.' AS reason FROM accounts "
        "WHERE address = '%u' AND disabled AND '%s' = 'smtp'"
    )


def start(
    here: Path,
    ports: Mapping[str, int],
    passwords: Passwords,
    certificate: Certificate,
    odd_certificates: Mapping[str, Certificate],
    mechanisms: str,
    connections: int,
) -> subprocess.Popen[bytes]:
    """Writes the configuration below `here` and starts the server in the foreground."""
    (here / "mail").mkdir()
    (here / "mail").chmod(0o777)
    for name, query in (("passwords", passwords.who_may_sign_in), ("denied", passwords.who_is_denied)):
        (here / f"{name}.sql").write_text(QUERY.format(database=passwords.database, query=query))
    configuration = here / "dovecot.conf"
    configuration.write_text(
        CONFIGURATION.format(
            here=here,
            name=here.name,
            listen=", ".join(("127.0.0.1", *odd_certificates)),
            certificate=certificate.certificate,
            key=certificate.key,
            odd_certificates="".join(
                ODD_CERTIFICATE.format(address=address, certificate=odd.certificate, key=odd.key)
                for address, odd in odd_certificates.items()
            ),
            mechanisms=mechanisms,
            connections=connections,
            owner=MAIL_OWNER,
            **ports,
        )
    )
    return subprocess.Popen(
        [program("dovecot"), "-F", "-c", str(configuration)],
        stdout=subprocess.DEVNULL,
        stderr=(here / "dovecot.err").open("wb"),
        env=environment_for_others(),
    )
