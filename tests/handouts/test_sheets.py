"""What stands on a sheet, and what must never."""

from __future__ import annotations

import base64
import io
import re
import stat
from pathlib import Path

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from playwright.sync_api import Browser
from pydantic import SecretStr

from flows.errors import InputError
from flows.handouts import HandoutAccount, Layout, Letterhead
from flows.handouts.document import document, qr_code
from flows.handouts.printing import write_sheets
from flows.handouts.reading import NAMES, groups, spelled
from tests.handouts.conftest import PRINTABLE, account


@given(st.text(alphabet=PRINTABLE, min_size=1, max_size=30))
def test_groups_lose_nothing_and_none_is_a_single_sign(password: str) -> None:
    parts = groups(password)
    assert "".join(parts) == password
    assert len(password) == 1 or all(2 <= len(part) <= 5 for part in parts)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_special_character_has_a_name_of_its_own(language: str) -> None:
    names = NAMES[language]  # type: ignore[index]
    specials = [sign for sign in PRINTABLE if not sign.isalnum()]
    assert set(specials) <= set(names)
    assert len(set(names.values())) == len(names)
    assert [sign for sign, _ in spelled("a#b_0#", language)] == ["#", "_", "0"]  # type: ignore[arg-type]


@pytest.mark.parametrize("layout", list(Layout))
def test_a_hostile_name_is_text_and_nothing_else(printer: Browser, layout: Layout) -> None:
    hostile = '</p><script>document.title="taken"</script><img src=x onerror=alert(1)>{{ 7*7 }}'
    html = document(
        [account(1, "Kx7_mfQ#4hTr", hostile)], Letterhead("https://x.example.jp/?a=1&b=<i>"), layout
    )
    page = printer.new_page()
    try:
        page.set_content(html)
        assert page.title() == "メールアカウントのお知らせ"
        assert page.locator("script, img, i:not(.drawing i):not(.line i)").count() == 0
        assert hostile in page.locator(".person").inner_text()
        assert "https://x.example.jp/?a=1&b=<i>" in page.locator("body").inner_text()
    finally:
        page.close()


def test_the_document_reaches_for_nothing_outside_itself(letterhead: Letterhead) -> None:
    html = document([account(1, "Kx7_mfQ#4hTr")], letterhead)
    assert set(re.findall(r"url\(.(\w+):", html)) == {"data"}
    assert not re.search(r"<(script|link|iframe)\b|@import|\bsrc=|\bhref=", html)


def test_the_qr_code_holds_the_web_mails_address_and_no_password(letterhead: Letterhead) -> None:
    html = document([account(1, "Kx7_mfQ#4hTr"), account(2, "Nv3.pWz+8kJd")], letterhead)
    codes = re.findall(r'\.qr \{\s*background-image: url\("(data:image/png[^"]+)"\)', html)
    assert codes == [qr_code("https://mail9.example.jp/")]
    assert modules_of(codes[0]) == [
        [bool(module) for module in row]
        for row in segno.make("https://mail9.example.jp/", error="m", micro=False).matrix
    ]
    assert html.count('class="qr"') == 2


def modules_of(code: str) -> list[list[bool]]:
    """The dark and light modules of a drawn code, without its border of two."""
    picture = Image.open(io.BytesIO(base64.b64decode(code.partition(",")[2]))).convert("L")
    return [
        [picture.getpixel((x + 6, y + 6)) == 0 for x in range(24, picture.width - 24, 12)]
        for y in range(24, picture.height - 24, 12)
    ]


def test_a_password_never_shows_in_a_repr() -> None:
    assert "Kx7_mfQ#4hTr" not in repr(account(1, "Kx7_mfQ#4hTr"))


def test_only_proven_doors_are_on_the_sheet() -> None:
    one = account(1, "Kx7_mfQ#4hTr")
    imap_only = HandoutAccount(one.address, one.full_name, one.password, one.serial, one.services[1:2])
    html = document([imap_only], Letterhead("https://mail9.example.jp/"))
    assert "imap.example.jp" in html
    assert "smtp.example.jp" not in html
    assert "pop.example.jp" not in html


def test_files_are_for_their_owner_and_never_overwritten(
    printer: Browser, letterhead: Letterhead, tmp_path: Path
) -> None:
    made = write_sheets(printer, [account(1, "Kx7_mfQ#4hTr")], letterhead, tmp_path / "new" / "sheets")
    assert made.html is not None
    for path in (made.pdf, made.html):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = made.pdf.read_bytes()
    with pytest.raises(InputError, match="exists already"):
        write_sheets(printer, [account(2, "Nv3.pWz+8kJd")], letterhead, tmp_path / "new" / "sheets")
    assert made.pdf.read_bytes() == before


BAD_LOGOS = {
    "missing.png": None,
    "logo.exe": b"MZ",
    "text.png": b"not a picture",
    "half.png": (Path(__file__).parents[2] / "docs" / "demo.png").read_bytes()[:2000],
    "photo.jpeg": b"\x89PNG\r\n\x1a\n",
    "page.svg": b"<html><body>not a drawing</body></html>",
    "large.svg": b"<svg xmlns='http://www.w3.org/2000/svg'>" + b" " * 2_000_000 + b"</svg>",
}


@pytest.mark.parametrize("name", BAD_LOGOS)
def test_a_logo_that_cannot_be_used_is_bad_input(tmp_path: Path, name: str) -> None:
    content = BAD_LOGOS[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=f"^The logo .*{name} "):
        document([account(1, "abc")], Letterhead("https://mail9.example.jp/", logo=tmp_path / name))


def test_no_accounts_make_no_sheets(printer: Browser, letterhead: Letterhead, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        write_sheets(printer, [], letterhead, tmp_path / "sheets", passphrase=SecretStr("x"))
