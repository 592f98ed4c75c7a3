"""The sheets as one HTML document that needs nothing but itself: fonts, logo and QR code are inside."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.resources import files

import segno
from markupsafe import Markup

from flows.handouts.images import image
from flows.handouts.reading import groups, spelled
from flows.handouts.sheet import HandoutAccount, Layout, Letterhead, Service
from flows.handouts.words import DATE, ORDER, SECURITY, SHORT, WORDS
from flows.paper import data_uri, templates

SLIPS_A_PAGE = 8

_templates = templates("flows.handouts", "templates")


def document(accounts: Sequence[HandoutAccount], letterhead: Letterhead, layout: Layout = Layout.PAGE) -> str:
    """All sheets in the order given. Raises InputError when the logo or the picture cannot be read."""
    language = letterhead.language
    return _templates.get_template("document.html").render(
        layout=layout.value,
        pages=list(_pages(accounts, 1 if layout is Layout.PAGE else SLIPS_A_PAGE)),
        head=letterhead,
        made_on=DATE[language](date.today()),
        words=WORDS[language],
        security=SECURITY[language],
        short=SHORT,
        in_order=_in_order,
        groups=groups,
        spelled=lambda password: spelled(password, language),
        size=_size,
        fonts={weight: _font(weight) for weight in ("Regular", "Medium")},
        styles=Markup((files("flows.handouts") / "templates" / "sheets.css").read_text(encoding="utf-8")),
        qr=qr_code(letterhead.webmail_url),
        logo=image(letterhead.logo, "The logo"),
        picture=image(letterhead.picture, "The picture"),
    )


def qr_code(webmail_url: str) -> str:
    """The web mail's address, and nothing else, as a QR code in a data URI.

    A bitmap: one picture shared by all pages, where a drawing would be a thousand lines on each.
    """
    drawn = io.BytesIO()
    segno.make(webmail_url, error="m", micro=False).save(drawn, kind="png", border=2, scale=12)
    return data_uri("image/png", drawn.getvalue())


def _pages(accounts: Sequence[HandoutAccount], size: int) -> Iterable[Sequence[HandoutAccount]]:
    return (accounts[start : start + size] for start in range(0, len(accounts), size))


def _in_order(services: Iterable[Service]) -> list[Service]:
    return sorted(services, key=lambda service: ORDER.index(service.kind))


def _size(password: str) -> str:
    """Thirty characters must stand on one line: long passwords are set smaller."""
    return "long" if len(password) > 24 else "medium" if len(password) > 16 else "short"


def _font(weight: str) -> str:
    return data_uri(
        "font/ttf", (files("flows.handouts") / "fonts" / f"JetBrainsMono-{weight}.ttf").read_bytes()
    )
