"""The floor: the same two requests for each account over kept-alive connections, no browser and no check."""

from __future__ import annotations

import http.client
import queue
import threading
from collections.abc import Mapping
from urllib.parse import urlencode, urljoin, urlsplit

from tests.bench.scripts import AGAIN, NEW, SAVE, SAVED
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


def post(site: Running, links: list[str], connections: int) -> None:
    """Change the passwords of the accounts that these links open."""
    work: queue.SimpleQueue[str] = queue.SimpleQueue()
    for link in links:
        work.put(link)
    failed: list[BaseException] = []

    def serve() -> None:
        try:
            connection = Connection(site)
            connection.sign_in()
            while True:
                connection.reset(work.get_nowait(), "Bare-http-2015")
        except queue.Empty:
            return
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=serve) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
