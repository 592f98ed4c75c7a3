"""Postfix: submission with SASL through Dovecot. It accepts sign-ins and no mail; nothing leaves the machine."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from flows.mailroom.certificates import Certificate
from flows.mailroom.needs import program
from flows.settings import environment_for_others

MAIN = """\
compatibility_level = 3.6
queue_directory = {here}/queue
data_directory = {here}/data
maillog_file = {here}/postfix.log
maillog_file_prefixes = {here}
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mail.example.jp
mydestination =
mynetworks =
default_transport = error:5.1.0 this server sends no mail
smtpd_client_restrictions = permit_sasl_authenticated, reject
smtpd_relay_restrictions = reject
smtpd_recipient_restrictions = reject
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {here}/sasl
smtpd_sasl_security_options = noanonymous
smtpd_delay_reject = yes
smtpd_tls_security_level = may
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_soft_error_limit = 100
smtpd_client_auth_rate_limit = {sign_ins_a_minute}
smtpd_client_event_limit_exceptions =
"""

MASTER = """\
127.0.0.1:{smtp} inet n - n - - smtpd
127.0.0.1:{smtps} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
{odd_certificates}\
tlsmgr    unix - - n 1000? 1 tlsmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
error     unix - - n - - error
proxymap  unix - - n - - proxymap
anvil     unix - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd
"""

ODD_CERTIFICATE = """\
{address}:{smtp} inet n - n - - smtpd
  -o smtpd_tls_cert_file={certificate}
  -o smtpd_tls_key_file={key}
{address}:{smtps} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_tls_cert_file={certificate}
  -o smtpd_tls_key_file={key}
"""


def start(
    here: Path,
    ports: Mapping[str, int],
    certificate: Certificate,
    odd_certificates: Mapping[str, Certificate],
    sign_ins_a_minute: int,
) -> subprocess.Popen[bytes]:
    """Writes the configuration below `here` and starts the server in the foreground."""
    configuration = here / "postfix"
    for directory in (configuration, here / "queue", here / "data"):
        directory.mkdir()
    subprocess.run(["chown", "postfix", str(here / "data")], check=True)
    (configuration / "main.cf").write_text(
        MAIN.format(
            here=here,
            certificate=certificate.certificate,
            key=certificate.key,
            sign_ins_a_minute=sign_ins_a_minute,
        )
    )
    (configuration / "master.cf").write_text(
        MASTER.format(
            odd_certificates="".join(
                ODD_CERTIFICATE.format(address=address, certificate=odd.certificate, key=odd.key, **ports)
                for address, odd in odd_certificates.items()
            ),
            **ports,
        )
    )
    subprocess.run(
        [program("postfix"), "-c", str(configuration), "check"],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=(here / "postfix.err").open("wb"),
        env=environment_for_others(),
    )
    return subprocess.Popen(
        [_master(configuration), "-c", str(configuration), "-d"],
        stdout=subprocess.DEVNULL,
        stderr=(here / "postfix.err").open("ab"),
        env=environment_for_others(),
    )


def _master(configuration: Path) -> str:
    said = subprocess.run(
        [program("postconf"), "-c", str(configuration), "-h", "daemon_directory"],
        check=True,
        capture_output=True,
        text=True,
    )
    return f"{said.stdout.strip()}/master"
