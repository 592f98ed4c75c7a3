"""What is printed is what is in the journal, byte for byte."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pydantic import SecretStr
from pypdf import PdfReader

from flows.handouts import HandoutAccount, Layout, Letterhead
from flows.handouts import printing as printing_module
from flows.handouts.document import document
from flows.handouts.printing import SheetDiffers, printed, write_sheets
from flows.handouts.readback import read_back
from tests.handouts.conftest import PRINTABLE, account

LENGTHS = [PRINTABLE[start : start + 30] for start in range(0, len(PRINTABLE), 30)]
LIGATURES = [
    "!=<=>=--",
    "->=>::==",
    "fiflffffi",
    "www|||{}",
    "<!--&amp;",
    "&lt;&#39;",
    "0Oo1lI|`'\"",
    "\\\\n\\t",
]
EVERY_PAIR = [
    "".join(one + other for other in PRINTABLE[start : start + 15])
    for one in PRINTABLE
    for start in range(0, 94, 15)
]


def pairs(accounts: list[HandoutAccount]) -> list[tuple[str, str]]:
    return [(one.address, one.password.get_secret_value()) for one in accounts]


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_printable_character_is_read_back_exactly(
    printer: Browser, layout: Layout, language: str
) -> None:
    accounts = [account(number, text) for number, text in enumerate([*LENGTHS, *LIGATURES, "abc"])]
    head = Letterhead("https://mail9.example.jp/", language=language)  # type: ignore[arg-type]
    assert read_back(printed(printer, document(accounts, head, layout))) == pairs(accounts)


@pytest.mark.long
def test_every_pair_of_characters_is_read_back_exactly(printer: Browser, letterhead: Letterhead) -> None:
    accounts = [account(number, text) for number, text in enumerate(EVERY_PAIR)]
    assert read_back(printed(printer, document(accounts, letterhead, Layout.SLIPS))) == pairs(accounts)


@pytest.mark.parametrize("layout", [Layout.SLIPS, pytest.param(Layout.PAGE, marks=pytest.mark.long)])
def test_five_hundred_sheets_in_one_file(printer: Browser, letterhead: Letterhead, layout: Layout) -> None:
    chance = random.Random(500)
    accounts = [
        account(number, "".join(chance.choices(PRINTABLE, k=chance.randint(3, 30))), f"山﨑 髙子{number}")
        for number in range(500)
    ]
    pdf = printed(printer, document(accounts, letterhead, layout))
    assert read_back(pdf) == pairs(accounts)
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == (500 if layout is Layout.PAGE else 63)
    assert "山﨑 髙子499" in pages[-1].extract_text()


def test_japanese_is_on_the_paper_and_each_account_has_its_page(
    printer: Browser, letterhead: Letterhead
) -> None:
    accounts = [account(1, "Kx7_mfQ#4hTr", "佐藤 花子"), account(2, "Nv3.pWz+8kJd", "髙橋 﨑")]
    pages = [
        page.extract_text()
        for page in PdfReader(io.BytesIO(printed(printer, document(accounts, letterhead)))).pages
    ]
    assert len(pages) == 2
    for text, name in zip(pages, ("佐藤 花子", "髙橋 﨑"), strict=True):
        for words in (
            name,
            "株式会社みどり商事",
            "imap.example.jp",
            "993",
            "STARTTLS",
            "https://mail9.example.jp/",
        ):
            assert words in text
        assert "［アクション］から［パスワードの変更］" in text.replace("\n", "")


def test_the_fonts_are_in_the_file(printer: Browser, letterhead: Letterhead) -> None:
    reader = PdfReader(io.BytesIO(printed(printer, document([account(1, "Kx7_mfQ#4hTr")], letterhead))))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[index]
    ours = [font for font in fonts if "JetBrainsMono" in font.get("/BaseFont", "")]
    assert len(ours) == 2
    for font in ours:
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_a_sheet_that_does_not_read_as_it_should_is_not_written(
    printer: Browser, letterhead: Letterhead, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = [account(1, "Kx7_mfQ#4hTr")]
    other = printed(printer, document([account(1, "Kx7_mfQ#4hTR")], letterhead))
    monkeypatch.setattr(printing_module, "printed", lambda browser, html: other)
    with pytest.raises(SheetDiffers) as differs:
        write_sheets(printer, accounts, letterhead, tmp_path / "sheets")
    assert list(tmp_path.iterdir()) == []
    assert "Kx7" not in str(differs.value)


def test_a_note_that_pushes_something_off_the_paper_is_refused(printer: Browser, tmp_path: Path) -> None:
    head = Letterhead("https://mail9.example.jp/", note="長い\n" * 40)
    with pytest.raises(SheetDiffers, match="do not fit"):
        write_sheets(printer, [account(1, "Kx7_mfQ#4hTr")], head, tmp_path / "sheets")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("layout", list(Layout))
def test_the_longest_name_address_and_password_fit(printer: Browser, layout: Layout) -> None:
    widest = HandoutAccount(
        f"{'w' * 30}@mail.example.co.jp",
        "国際事業開発推進本部 サプライチェーン統括グループ",
        SecretStr(PRINTABLE[64:94]),
        "20260401-0001",
        account(1, "abc").services,
    )
    for language in ("ja", "en"):
        head = Letterhead("https://mail9.example.jp/", language=language)
        assert read_back(printed(printer, document([widest], head, layout))) == pairs([widest])


def test_an_encrypted_file_opens_with_its_passphrase_alone(
    printer: Browser, letterhead: Letterhead, tmp_path: Path
) -> None:
    accounts = [account(1, "Kx7_mfQ#4hTr")]
    phrase = SecretStr("くもり のち 晴れ")
    made = write_sheets(printer, accounts, letterhead, tmp_path / "sheets", passphrase=phrase)
    content = made.pdf.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["sheets.pdf"]
    assert PdfReader(io.BytesIO(content)).is_encrypted
    assert b"/AESV3" in content
    assert PdfReader(io.BytesIO(content)).decrypt("another") == 0
    assert read_back(content, phrase) == pairs(accounts)
