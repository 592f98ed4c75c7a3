"""The same two page loads for each account and nothing else, shared out among several at work.

By bare HTTP: the floor, no browser and no check. By bare Playwright: what a browser costs, whoever drives it; signed in
once, no journal, no look at anything but the words of success.
"""

from __future__ import annotations

import http.client
import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from urllib.parse import urlencode, urljoin, urlsplit

from tests.bench.scripts import AGAIN, NEW, SAVE, SAVED, browser, save, sign_in
from tests.bench.site import Running
from tests.practice.visitor import Form


class Connection:
    """One kept-alive connection with its cookies."""

    def __init__(self, site: Running) -> None:
        self.site = site
        self.http = http.client.HTTPConnection(urlsplit(site.url).netloc)
        self.cookies: dict[str, str] = {}

    def ask(self, address: str, form: Mapping[str, str] | None = None) -> str:
        parts = urlsplit(urljoin(self.site.url, address))
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers["Accept-Language"] = "ja-JP"
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.http.request(
            "POST" if form is not None else "GET",
            f"{parts.path}?{parts.query}",
            urlencode(form) if form is not None else None,
            headers,
        )
        answer = self.http.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        text = answer.read().decode()
        if location := answer.headers.get("Location"):
            return self.ask(urljoin(parts.geturl(), location))
        return text

    def sign_in(self) -> None:
        form = fields(self.ask(self.site.admin_url))
        form |= {"txtUserName": self.site.user, "txtPassword": self.site.password, "btnLogin": "1"}
        self.ask(self.site.admin_url, form)

    def reset(self, link: str, password: str) -> None:
        form = fields(self.ask(link))
        form |= {NEW: password, AGAIN: password, SAVE: "Save"}
        assert SAVED in self.ask(link, form)


def fields(page: str) -> dict[str, str]:
    form = Form()
    form.feed(page)
    return form.fields


Reset = Callable[[str], None]
"""Changes the password of the account that a link opens."""


@contextmanager
def by_http(site: Running) -> Iterator[Reset]:
    connection = Connection(site)
    connection.sign_in()
    yield lambda link: connection.reset(link, "Bare-http-2015")


@contextmanager
def by_browser(site: Running) -> Iterator[Reset]:
    with browser() as opened:
        page = opened.new_page(locale="ja-JP")
        sign_in(page, site)

        def reset(link: str) -> None:
            page.goto(link)
            save(page, "Bare-browser-2015")

        yield reset


def share_out(links: list[str], number: int, begin: Callable[[], AbstractContextManager[Reset]]) -> None:
    """So many at work, one link at a time, until none is left."""
    work: queue.SimpleQueue[str] = queue.SimpleQueue()
    for link in links:
        work.put(link)
    failed: list[BaseException] = []

    def serve() -> None:
        try:
            with begin() as reset:
                while True:
                    reset(work.get_nowait())
        except queue.Empty:
            return
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=serve) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
