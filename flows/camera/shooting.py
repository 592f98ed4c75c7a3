"""A shooting: the procedures walked on one site in one language, always under the same light."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from pydantic import SecretStr

from flows.camera.album import Album
from flows.camera.camera import Camera
from flows.camera.framing import PictureFailed
from flows.camera.privacy import Privacy, is_sample
from flows.camera.shots import SHOTS
from flows.doctor.machine import japanese_is_drawn
from flows.errors import FlowsError
from flows.manual.looking import now
from flows.pages.session import Session
from flows.pages.site import Site
from flows.passwords import WEBMAIL, generate
from flows.procedures import change_own_password, enter_console, enter_webmail, reset_password
from flows.procedures.change_own_password import OPEN as OPEN_DIALOG
from flows.procedures.list_accounts import user_list
from flows.procedures.reset_password import OPEN as OPEN_ACCOUNT
from flows.steps import Observer, Several, announced

SCALE = 2.0
LIGHT: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800},
    "timezone_id": "Asia/Tokyo",
    "reduced_motion": "reduce",
    "color_scheme": "light",
    "forced_colors": "none",
}
"""As Playwright's `new_context` takes it."""
NOON = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
"""What the pages' clock shows in every picture: noon in Japan."""

Walk = Callable[["Shooting", Session, Observer], None]


class Shooting:
    """One album of one site. `writes`: nothing is real there, so passwords are changed to picture how.

    Where nothing may be written, the walks end before the first new password is typed, and the pictures beyond
    are left out.
    """

    def __init__(self, site: Site, name: str, language: str, writes: bool, watch: Observer) -> None:
        settings = site.settings
        self.site, self.writes, self._watch = site, writes, watch
        self.album = Album(name, language, now(), SCALE)
        who = [settings.admin_user or "", settings.user or ""]
        real = any(address and not is_sample(address) for address in who)
        self.privacy = Privacy(real, named=settings.covered)
        self.privacy.learn(*(part for address in who for part in (address, *address.split("@"))))
        self.privacy.secrets += [s for s in (settings.admin_password, settings.password) if s]
        self.account = settings.user or ""
        if not writes:
            self.album.left_out = {
                shot.name: f"{shot.name}: its step needs a Save, and on this site nothing is saved."
                for shot in SHOTS
                if shot.needs_save
            }

    def shoot(self, only: tuple[Walk, ...] = ()) -> Album:
        """Walk everything. A walk that breaks off fails the pictures it did not reach, each with the reason."""
        if not japanese_is_drawn(self.site):
            raise PictureFailed(
                "This machine has no Japanese font: every picture would show empty boxes. Get one: "
                "flows browser install"
            )
        broke: list[str] = []
        # The names on the user list are learnt before the mail is pictured; a Save on it would end the user's way.
        for walk in only or (WALKS if self.writes else tuple(reversed(WALKS))):
            with under_light(self.site) as session:
                try:
                    walk(self, session, Several([self._watch, self._camera(session)]))
                except FlowsError as error:
                    broke.append(str(error).partition("\n")[0])
        why = "; ".join(broke) or "the walk does not come by here"
        for shot in SHOTS:
            if shot.name not in self.album.failed:
                self.album.fail(shot, f"{shot.name}: its step was not proved true: {why}")
        for word in self.privacy.unmatched():
            for shot in SHOTS:
                self.album.pictures.pop(shot.name, None)
                self.album.fail(
                    shot, f"{shot.name}: “{word}” is to be covered and stands in no picture at all."
                )
        return self.album

    def fresh(self) -> SecretStr:
        """A new password, known to the pictures' guard before it is typed anywhere."""
        password = generate(14, [WEBMAIL])
        self.privacy.secrets.append(password)
        return password

    def _camera(self, session: Session) -> Camera:
        return Camera(session, self.album, self.privacy, self.account)


@contextmanager
def under_light(site: Site, scale: float = SCALE) -> Iterator[Session]:
    """A session that looks the same every time: size, scale, time zone, clock."""
    with site.session(**LIGHT, device_scale_factor=scale) as session:
        session.equip(lambda context: context.clock.set_fixed_time(NOON))
        yield session


def as_user(shooting: Shooting, session: Session, observer: Observer) -> None:
    """2-1-3 for the user: アクション, パスワードの変更, 保存."""
    settings = session.settings
    if not settings.user or settings.password is None:
        raise PictureFailed("FLOWS_USER and FLOWS_PASSWORD are not set.")
    webmail = enter_webmail(session, settings.end_user, observer)
    if not shooting.writes:
        webmail.open_action_menu()
        with announced(observer, OPEN_DIALOG, webmail.window):
            webmail.change_password()
        return
    change_own_password(webmail, settings.end_user.password, shooting.fresh(), observer)


def by_menu(shooting: Shooting, session: Session, observer: Observer) -> None:
    """2-1-2: the web mail as the administrator, 管理."""
    session.settings = session.settings.model_copy(update={"admin_entry": "menu"})
    enter_console(session, observer)


def as_administrator(shooting: Shooting, session: Session, observer: Observer) -> None:
    """2-1-2 and 2-1-3: the console's own address, ユーザー管理, the account, Save."""
    session.settings = session.settings.model_copy(update={"admin_entry": "direct"})
    users = user_list(enter_console(session, observer), observer)
    shown = users.shown(session.settings.administrator.domain)
    if not shown and not shooting.account:
        raise PictureFailed("The list shows no account until one is searched; FLOWS_USER says which.")
    address = shooting.account or shown[0].address
    if not users.has(
        address
    ):  # which brings it into sight where it must be searched, or stands on a later page
        raise PictureFailed(f"{address} is not in the user list.")
    if shooting.writes:
        reset_password(users, address, shooting.fresh(), observer)
        return
    with announced(observer, OPEN_ACCOUNT, users.window):
        users.open(address)


WALKS: tuple[Walk, ...] = (as_user, by_menu, as_administrator)
