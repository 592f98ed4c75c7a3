"""The web mail's door: does this password let its owner in (manual 2-1-3, log-in of the user)?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import SecretStr

from flows.errors import FlowsError, SignInRefused
from flows.pages.site import Site
from flows.procedures import enter_webmail
from flows.records import Credentials, DoorAnswer, DoorState
from flows.steps import Nobody

NOT_THE_PASSWORD = re.compile(
    r"ロック|しばらく|回数|無効|停止|利用できません|混み合|メンテナンス|"
    r"locked|too many|try again later|disabled|suspended|maintenance|unavailable|blocked",
    re.IGNORECASE,
)
"""Words by which a site turns somebody away for another reason than his password."""


@dataclass(frozen=True)
class WebmailDoor:
    """Signs in once, in a fresh browser profile, and leaves."""

    site: Site
    name: str = "webmail"

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        """Open when the web mail's window appears; shut when the site refuses; unclear in every other case."""
        try:
            with self.site.session() as session:
                enter_webmail(session, Credentials(address, password), Nobody())
        except SignInRefused as refused:
            if NOT_THE_PASSWORD.search(str(refused)):
                return DoorAnswer(DoorState.UNCLEAR, str(refused))
            return DoorAnswer(DoorState.SHUT, "wrong password")
        except FlowsError as trouble:
            return DoorAnswer(DoorState.UNCLEAR, str(trouble))
        return DoorAnswer(DoorState.OPEN)
