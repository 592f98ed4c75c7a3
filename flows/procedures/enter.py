"""Sign in: to the web mail (2-1-1), and to the admin console by its direct address or by 管理 (2-1-2)."""

from __future__ import annotations

from flows.errors import PartMissing
from flows.pages.admin_console import AdminConsole
from flows.pages.admin_login import AdminLogin
from flows.pages.session import Session
from flows.pages.webmail import Webmail
from flows.pages.webmail_login import WebmailLogin
from flows.records import Credentials
from flows.steps import Observer, Step, announced

WEBMAIL = Step(
    "2-1-1/sign-in", "Sign in to the web mail", "webmail-login", ("address", "password", "sign-in")
)
DIRECT = Step(
    "2-1-2/direct",
    "Open the admin console's own address",
    "admin-login",
    ("user-name", "password", "sign-in"),
)
MENU = Step("2-1-2/menu", "Press 管理: a new window opens", "webmail", ("admin-link",))


def enter_webmail(session: Session, who: Credentials, observer: Observer) -> Webmail:
    """Sign in to the web mail (manual 2-1-1). Raises SignInRefused, tried once."""
    window = session.open(session.settings.webmail)
    login = WebmailLogin(session, window).arrive()
    with announced(observer, WEBMAIL, window):
        return login.enter(who)


def enter_console(session: Session, observer: Observer) -> AdminConsole:
    """Sign in as the administrator and reach the console (manual 2-1-2), the way that FLOWS_ADMIN_ENTRY says.

    Raises SignInRefused, tried once; PartMissing where the web mail shows no 管理.
    """
    settings = session.settings
    who = settings.administrator
    if settings.admin_entry == "direct":
        window = session.open(settings.admin_login_url)
        with announced(observer, DIRECT, window):
            return AdminLogin(session, window).arrive().enter(who)
    webmail = enter_webmail(session, who, observer)
    if not webmail.admin_link.is_shown(within=3):
        raise PartMissing(
            f"{who.user} signed in to the web mail, but it shows no 管理 (Administration): "
            "that menu is there for administrators only. Check FLOWS_ADMIN_USER."
        )
    with announced(observer, MENU, webmail.window):
        screen = webmail.administration()
    return screen.enter(who) if isinstance(screen, AdminLogin) else screen
