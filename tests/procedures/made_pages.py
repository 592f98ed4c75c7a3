"""Pages that are made for one test, and a visitor of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flows.pages.session import Session
from flows.pages.site import open_site
from flows.settings import Settings
from tests.secrecy.stranger import Answer, Asked, Stranger, Told

FORM = """<form id="f" onsubmit="return false"><h2>ユーザーのプロパティ</h2><table>
<tr><td>ユーザー名</td><td><input name="user" value="%s" readonly></td></tr>
<tr><td>新しいパスワード</td><td><input type="password" name="p"></td></tr>
<tr><td>パスワード(確認)</td><td><input type="password" name="c"></td></tr>
</table><button id="save">Save</button></form>"""
PAGE = '<!doctype html><html lang="ja"><meta charset="utf-8"><title>IMail</title><p id="said"></p>'


def late(body: str, seconds: float = 4) -> Answer:
    """An answer that takes longer than a page's words need to be believed."""

    def answer(_: Asked) -> Told:
        threading.Event().wait(seconds)
        return Told(body)

    return answer


@contextmanager
def visited(pages: dict[str, Answer], **more: str) -> Iterator[tuple[Session, Stranger]]:
    with Stranger(pages) as server:
        settings = Settings(webmail_url=server.url(), admin_url=server.url("/login"), timeout=8, **more)  # type: ignore[arg-type]
        with open_site(settings) as site, site.session() as session:
            yield session, server
