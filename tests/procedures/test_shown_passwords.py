"""A site on which “show the password” is ticked: its boxes are text boxes, and no picture may show what is in them."""

from __future__ import annotations

from pydantic import SecretStr

from flows.browser import Window
from flows.pages.site import open_site
from flows.procedures import change_own_password, enter_webmail
from flows.records import Credentials
from flows.steps import Nobody, Step
from tests.conftest import settings_for
from tests.manual.broken_site import Breakage, Page, broken

SHOWN = Breakage(
    "passwords are shown",
    frozenset(),
    (Page("/iclient/changepassword.aspx", 'type="password"', 'type="text"'),),
)
NEW = SecretStr("Own-Pass.2015")


class Onlooker(Nobody):
    """Sees how each box that holds the new password is drawn."""

    def __init__(self) -> None:
        self.drawn: list[str] = []

    def before(self, step: Step, page: Window | None) -> None:
        for window in page.context.pages if page else ():
            for frame in window.frames:
                for box in frame.locator("input[type=text]").all():
                    if box.input_value() == NEW.get_secret_value():
                        self.drawn.append(
                            box.evaluate(
                                "el => getComputedStyle(el).getPropertyValue('-webkit-text-security')"
                            )
                        )


def test_a_password_in_a_box_that_shows_it_is_changed_and_drawn_as_dots() -> None:
    onlooker = Onlooker()
    with (
        broken(SHOWN) as (site, page),
        open_site(settings_for(site)) as browser,
        browser.session() as session,
    ):
        who = Credentials(site.user.address, SecretStr(site.user.password))
        change_own_password(enter_webmail(session, who, Nobody()), who.password, NEW, onlooker)
        assert site.password_of(who.user) == NEW.get_secret_value()
    assert page is not None
    assert page.hits
    assert len(onlooker.drawn) >= 2
    assert set(onlooker.drawn) == {"disc"}
