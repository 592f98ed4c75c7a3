"""The web mail's door: does this password let its owner in (manual 2-1-3, log-in of the user)?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pydantic import SecretStr

from flows.doors.causes import OPEN, Cause, unclear
from flows.errors import FlowsError, SignInRefused, Unreachable, WrongOrigin
from flows.origins import origin
from flows.pages.site import Site
from flows.procedures import enter_webmail
from flows.records import Credentials, DoorAnswer, DoorState
from flows.secrecy.forms import cover_text
from flows.steps import Nobody

NOT_THE_PASSWORD: dict[Cause, re.Pattern[str]] = {
    Cause.ATTEMPTS: re.compile(r"ロック|回数|locked|too many|blocked", re.I),
    Cause.DISABLED: re.compile(
        r"停止|disabled|suspended|^(?!.*パスワード).*(アカウント(?!名)|ユーザ(?!ー?名)).*無効", re.I | re.S
    ),
    Cause.PROTOCOL: re.compile(
        r"しばらく|利用できません|混み合|メンテナンス|try again later|maintenance|unavailable", re.I
    ),
}
"""Words by which a site turns somebody away for another reason than his password."""

WHY_NOT_REACHED = {
    "ERR_NAME_NOT_RESOLVED": Cause.NAME,
    "ERR_CONNECTION_REFUSED": Cause.REFUSED,
    "ERR_CONNECTION_TIMED_OUT": Cause.TIMEOUT,
    "ERR_TIMED_OUT": Cause.TIMEOUT,
    "Timeout": Cause.TIMEOUT,
    "ERR_ADDRESS_UNREACHABLE": Cause.UNREACHABLE,
    "ERR_INTERNET_DISCONNECTED": Cause.UNREACHABLE,
    "ERR_CERT_DATE_INVALID": Cause.CERTIFICATE,
    "ERR_CERT_COMMON_NAME_INVALID": Cause.CERTIFICATE,
    "ERR_CERT_AUTHORITY_INVALID": Cause.CERTIFICATE,
    "ERR_CERT": Cause.CERTIFICATE,
}
"""The browser's codes, as `flows.pages.unreachable` knows them; all others are a matter of the protocol."""


@dataclass(frozen=True)
class WebmailDoor:
    """Signs in once, in a fresh browser profile, and leaves."""

    site: Site
    name: str = "webmail"

    @property
    def where(self) -> str:
        return origin(self.site.settings.webmail)

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        """Open when the web mail's window appears; shut when the site refuses; unclear in every other case."""
        answer = self._knock(address, password)
        if answer.state is DoorState.OPEN:
            return answer
        return replace(answer, cause=cover_text(answer.cause, [password.get_secret_value()]))

    def _knock(self, address: str, password: SecretStr) -> DoorAnswer:
        try:
            with self.site.session() as session:
                enter_webmail(session, Credentials(address, password), Nobody())
        except SignInRefused as refused:
            return _turned_away(str(refused), address)
        except Unreachable as away:
            return unclear(WHY_NOT_REACHED.get(away.code, Cause.PROTOCOL), str(away))
        except WrongOrigin as elsewhere:
            return unclear(Cause.NOT_TRIED, str(elsewhere))
        except FlowsError as trouble:
            return unclear(Cause.PROTOCOL, str(trouble))
        return OPEN


def _turned_away(words: str, address: str) -> DoorAnswer:
    for cause, said in NOT_THE_PASSWORD.items():
        if said.search(words.replace(address, "")):
            return unclear(cause, words)
    return DoorAnswer(DoorState.SHUT, Cause.PASSWORD)
