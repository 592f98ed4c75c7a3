"""The whole way: a password set in the browser opens the mail doors, and the old one opens none."""

from __future__ import annotations

from pydantic import SecretStr

from flows.doors import prove
from flows.pages.site import open_site
from flows.procedures import change_own_password, enter_console, enter_webmail, reset_password
from flows.procedures.list_accounts import user_list
from flows.records import Credentials
from flows.steps import Nobody
from tests.conftest import settings_for
from tests.mailserver import MailHouse

ADDRESS = "abcd@example.jp"


def test_a_password_set_by_the_administrator_and_then_by_the_user_opens_every_door(
    mail_house: MailHouse,
) -> None:
    first = SecretStr(mail_house.site.password_of(ADDRESS))
    second, third = SecretStr("Set-by_Admin.42"), SecretStr("Set-by_User.4242")
    doors = mail_house.doors()
    with open_site(settings_for(mail_house.site)) as site:
        with site.session() as session:
            reset_password(user_list(enter_console(session, Nobody()), Nobody()), ADDRESS, second, Nobody())
        by_the_administrator = prove(doors, ADDRESS, second, first)
        with site.session() as session:
            webmail = enter_webmail(session, Credentials(ADDRESS, second), Nobody())
            change_own_password(webmail, second, third, Nobody())
        by_the_user = prove(doors, ADDRESS, third, second)
    assert by_the_administrator.proven, by_the_administrator.findings
    assert by_the_user.proven, by_the_user.findings
    assert len(by_the_user.new) == len(by_the_user.old) == 3
