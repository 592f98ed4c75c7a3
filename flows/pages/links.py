"""Where the user list's own links lead, so that an account is opened as its link would, without the list before it.

No address is ever made up: each was read from the list. They count only once a link that was clicked in this very
session has led to the address that it names, and to the one that was read for this account before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Locator

Links = Mapping[str, str]

READ = """links => links.map(link => [link.innerText.trim(), link.href, link.target])"""


@dataclass
class KnownLinks:
    """The links read so far, by the text that the list shows for an account, in lower case."""

    read: dict[str, str] = field(default_factory=dict)
    proven_in: Frame | None = None
    _from: str = ""

    def take(self, links: Links) -> None:
        """Links that another session has read; what this one reads itself stands."""
        self.read = {**links, **self.read}

    def to(self, address: str) -> str | None:
        """The address that opens this account in `proven_in`, once the links are proven."""
        return self._link(address) if self.proven_in and not self.proven_in.is_detached() else None

    def clicked(self, address: str, link: Locator) -> Clicked | None:
        """What is to be proven by clicking this account's link; None where it is no plain link."""
        try:
            handle = link.element_handle()
            href, frame = handle.evaluate("el => el.closest('a[href]')?.href"), handle.owner_frame()
        except PlaywrightError:
            return None
        if frame is None or not href or not _plain(href) or self._link(address) not in (None, href):
            return None
        return Clicked(frame, frame.url, urldefrag(href).url)

    def prove(self, clicked: Clicked | None) -> None:
        """After the click: the frame that held the link shows the address that it named, or nothing is proven."""
        held = clicked is not None and urldefrag(clicked.frame.url).url == clicked.leads_to
        self.proven_in = clicked.frame if clicked and held else None
        self._from = clicked.stood_on if clicked else ""

    def go(self, link: str) -> None:
        """Open it where a click would have opened it."""
        assert self.proven_in is not None
        self.proven_in.goto(link, referer=self._from, wait_until="domcontentloaded")

    def _link(self, address: str) -> str | None:
        whole = address.casefold()
        return self.read.get(whole) or self.read.get(whole.partition("@")[0])


@dataclass(frozen=True)
class Clicked:
    """A link about to be clicked: the frame that holds it, the page that it stands on, and where it says it leads."""

    frame: Frame
    stood_on: str
    leads_to: str


def read_links(frames: list[Frame], rows: set[str]) -> dict[str, str]:
    """The plain links whose text is exactly an account of these rows; one that is there twice is none."""
    found: dict[str, set[str]] = {}
    for frame in frames:
        try:
            links = frame.locator("a[href]").evaluate_all(READ)
        except PlaywrightError:
            continue
        for text, href, target in links:
            if text in rows and target in ("", "_self") and _plain(href):
                found.setdefault(text.casefold(), set()).add(href)
    return {text: hrefs.pop() for text, hrefs in found.items() if len(hrefs) == 1}


def _plain(href: str) -> bool:
    """An address of the web that is more than the page itself."""
    parts = urlsplit(href)
    return parts.scheme in ("http", "https") and not (parts.fragment and not parts.query)
