"""Starts both servers on free loopback ports in a directory of their own, and stops them."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.errors import FlowsError
from flows.mailroom import dovecot, postfix
from flows.mailroom.certificates import Authority, Certificate
from flows.mailroom.dovecot import Passwords
from flows.mailroom.needs import missing
from flows.settings import environment_for_others

SERVICES = ("imap", "imaps", "pop3", "pop3s", "smtp", "smtps")
START_WITHIN = 20.0  # seconds; both take about one
STOP_WITHIN = 10.0


@dataclass(frozen=True)
class Mailroom:
    """The running mail server. `ports` by service; `imap`, `pop3` and `smtp` also speak STARTTLS."""

    host: str
    ports: Mapping[str, int]
    authority: Authority
    directory: Path

    @property
    def settings(self) -> dict[str, str]:
        """What to set so that the doors of this server are on."""
        return {
            "FLOWS_IMAP": f"imaps://{self.host}:{self.ports['imaps']}",
            "FLOWS_POP3": f"pop3s://{self.host}:{self.ports['pop3s']}",
            "FLOWS_SMTP": f"smtp+starttls://{self.host}:{self.ports['smtp']}",
            "FLOWS_CA_FILE": str(self.authority.certificate),
        }

    def log(self) -> str:
        """What both servers wrote down, for a person who looks for a fault."""
        written = [
            self.directory / name for name in ("dovecot.err", "dovecot.log", "postfix.err", "postfix.log")
        ]
        return "\n".join(
            f"{path.name}:\n{path.read_text(errors='replace')}" for path in written if path.exists()
        )


@contextmanager
def open_mailroom(
    passwords: Passwords | Path,
    *,
    odd_certificates: Mapping[str, Certificate] | None = None,
    authority: Authority | None = None,
    names: Sequence[str] = (),
    mechanisms: str = "plain login",
    connections: int = 20,
    sign_ins_a_minute: int = 0,
) -> Iterator[Mailroom]:
    """Dovecot and Postfix over the passwords of a practice site's database.

    `names` stand in the certificate beside localhost; `odd_certificates` shows others at further loopback
    addresses (127.0.0.2, …); `connections` is how many a user may have open, `sign_ins_a_minute` how many
    Postfix allows a client (0: no limit).
    Raises FlowsError when the packages are missing or a server does not come up.
    """
    lacking = missing()
    if lacking:
        raise FlowsError(f"The mail server cannot be started: {lacking}.")
    if isinstance(passwords, Path):
        passwords = Passwords(passwords.resolve())
    # Not below a caller's directory: the servers' own users must be able to reach it.
    here = Path(tempfile.mkdtemp(prefix="mailroom-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, here, ignore_errors=True)
        here.chmod(0o711)
        authority = authority or Authority(here)
        certificate = authority.issue(["localhost", "127.0.0.1", *names])
        ports = dict(zip(SERVICES, _free_ports(len(SERVICES)), strict=True))
        room = Mailroom("localhost", ports, authority, here)
        servers = [
            dovecot.start(
                here, ports, passwords, certificate, odd_certificates or {}, mechanisms, connections
            )
        ]
        stack.callback(_stop, servers[0])
        servers.append(postfix.start(here, ports, certificate, odd_certificates or {}, sign_ins_a_minute))
        stack.callback(_stop, servers[1])
        stack.enter_context(_outlived_by_nothing(servers, here))
        _await(room, servers)
        yield room


def _await(room: Mailroom, servers: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + START_WITHIN
    waiting = list(room.ports.values())
    while waiting:
        if any(server.poll() is not None for server in servers) or time.monotonic() > deadline:
            raise FlowsError(f"The mail server did not come up.\n{room.log()}")
        waiting = [port for port in waiting if not _listens(port)]
        if waiting:
            time.sleep(0.05)  # no browser here: there is nothing to be told by


def _listens(port: int) -> bool:
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex(("127.0.0.1", port)) == 0


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@contextmanager
def _outlived_by_nothing(servers: Sequence[subprocess.Popen[bytes]], here: Path) -> Iterator[None]:
    """When this process is killed, the pipe closes, and a shell that waits for just that ends the servers."""
    watch = subprocess.Popen(
        ["sh", "-c", 'read _; d=$1; shift; kill "$@"; rm -rf "$d"', "watch", str(here)]
        + [str(server.pid) for server in servers],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment_for_others(),
        start_new_session=True,
    )
    try:
        yield
    finally:
        watch.kill()
        watch.communicate()


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
