"""What can be said without signing in: does this machine draw Japanese, and do the addresses answer?"""

from __future__ import annotations

from flows.errors import FlowsError
from flows.pages.site import Site


def japanese_is_drawn(site: Site) -> bool:
    """Two different characters look different; without a Japanese font both are the same empty box."""
    page = site.browser.new_page(locale=site.settings.locale)
    try:
        page.set_content(
            "<p id=one style='display:inline-block'>管</p><br><p id=two style='display:inline-block'>録</p>"
        )
        return page.locator("#one").screenshot() != page.locator("#two").screenshot()
    finally:
        page.close()


def reachable(site: Site, address: str) -> str:
    """An empty text where the address answers with a page, else what went wrong."""
    with site.session() as session:
        try:
            window = session.open(address)
        except FlowsError as away:
            return str(away)
        status = session.error_page(window)
        return f"{address} answered {status}." if status else ""
