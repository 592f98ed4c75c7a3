"""A browser to print with, and people to print for."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from pydantic import SecretStr

from flows.browser import launched
from flows.doors.address import Security
from flows.handouts import HandoutAccount, Letterhead, Service
from flows.settings import Settings

PRINTABLE = string.ascii_letters + string.digits + string.punctuation
SERVICES = (
    Service("smtp", "smtp.example.jp", 587, Security.STARTTLS),
    Service("imap", "imap.example.jp", 993, Security.TLS),
    Service("pop3", "pop.example.jp", 995, Security.TLS),
)


@pytest.fixture(scope="module")
def printer() -> Iterator[Browser]:
    with sync_playwright() as playwright, launched(playwright, Settings()) as browser:
        yield browser


def account(number: int, password: str, name: str = "佐藤 花子") -> HandoutAccount:
    return HandoutAccount(
        f"user.{number}@example.jp", name, SecretStr(password), f"20260401-{number:04}", SERVICES
    )


@pytest.fixture
def letterhead() -> Letterhead:
    return Letterhead(
        "https://mail9.example.jp/", organisation="株式会社みどり商事", note="お困りのときは内線 1234 へ。"
    )
