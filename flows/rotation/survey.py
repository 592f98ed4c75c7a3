"""Read the domain before anything is planned: its accounts, and what its own page asks of a password."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.errors import NoSuchAccount
from flows.pages.links import Links
from flows.pages.site import open_site
from flows.passwords import WEBMAIL, Rule, read_rule
from flows.procedures import enter_console
from flows.procedures.list_accounts import user_list
from flows.records import Account, same_address
from flows.settings import Settings
from flows.steps import Observer


@dataclass(frozen=True)
class Domain:
    """What the site says of itself: the accounts of ユーザー管理, where their links lead, the rules of a password."""

    accounts: tuple[Account, ...]
    rules: tuple[Rule, ...]
    links: Links = field(default_factory=dict)


def survey(settings: Settings, observer: Observer) -> Domain:
    """Every account of the domain, and the rule that stands on one account's properties."""
    with open_site(settings) as site, site.session() as session:
        console = enter_console(session, observer)
        accounts = user_list(console, observer).accounts(settings.administrator.domain)
        rules = _rules(console.users().open(_ordinary(accounts, settings)).rule()) if accounts else (WEBMAIL,)
        return Domain(tuple(accounts), rules, dict(session.links.read))


def survey_one(settings: Settings, address: str, observer: Observer) -> Domain:
    """The same for a single account, without reading the whole list. Raises NoSuchAccount."""
    with open_site(settings) as site, site.session() as session:
        users = user_list(enter_console(session, observer), observer)
        if not users.has(address):
            raise NoSuchAccount(
                f"{address} is not in the user list. Nothing was tried. Check its spelling with `flows accounts`."
            )
        return Domain((Account(address),), _rules(users.open(address).rule()))


def _rules(sentence: str | None) -> tuple[Rule, ...]:
    return (WEBMAIL, read_rule(sentence)) if sentence else (WEBMAIL,)


def _ordinary(accounts: list[Account], settings: Settings) -> str:
    """An account whose properties show the rule; the administrator's own only where there is no other."""
    others = [
        a
        for a in accounts
        if not a.administrator and not same_address(a.address, settings.administrator.user)
    ]
    return (others or accounts)[0].address
