"""The CSV that an administrator hands in: read whole, every fault named by line and column, no password repeated."""

from __future__ import annotations

import csv
import difflib
import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from flows.errors import InputError
from flows.records import is_legible

COLUMNS: dict[str, tuple[str, ...]] = {
    "address": ("address", "メールアドレス"),
    "password": ("password", "パスワード"),
    "current_password": ("current_password", "現在のパスワード"),
    "name": ("name", "氏名"),
}
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a cell."""


@dataclass(frozen=True)
class Row:
    """One account as the file asks for it; a password that is None is to be generated."""

    line: int
    address: str
    password: SecretStr | None = None
    current_password: SecretStr | None = None
    name: str = ""


@dataclass(frozen=True)
class Fault:
    """Where the file is wrong, and how: column in the file's own word, or empty for the whole line."""

    line: int
    column: str
    says: str

    def __str__(self) -> str:
        place = f"line {self.line}" + (f", column {self.column}" if self.column else "")
        return f"{place}: {self.says}"


class CsvFaults(InputError):
    """The file cannot be used as it is; `faults` names each place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class CsvFile:
    """What was read: the rows that can be used, the faults, the columns that nobody asked for."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    ignored: tuple[str, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)

    def column(self, name: str) -> str:
        """The file's own heading of a column, so that a fault can be found by eye."""
        return self.headings.get(name, name)


def read_csv(source: Path | bytes) -> CsvFile:
    """Read a file in UTF-8 (with or without BOM) or CP932, as Excel writes it.

    Raises CsvFaults where the file as a whole cannot be read: encoding, heading, quoting.
    """
    lines = _lines(_text(source if isinstance(source, bytes) else _bytes(source)))
    line, heading = next(lines, (1, []))
    places, ignored = _headings(line, heading)
    rows: list[Row] = []
    faults: list[Fault] = []
    for line, cells in lines:
        if any(cell.strip() for cell in cells):
            row, wrong = _row(line, cells, heading, places)
            faults += wrong
            rows += [row] if not wrong else []
    return CsvFile(
        tuple(rows), tuple(faults), ignored, {name: heading[at].strip() for name, at in places.items()}
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None


def _text(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise CsvFaults([Fault(1, "", "the file is neither UTF-8 nor CP932 (Shift_JIS); save it as “CSV UTF-8”")])


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line that it begins on; a quoted cell may run over several."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise CsvFaults(
            [Fault(begins, "", "a quotation mark is not closed, or stands inside a cell")]
        ) from None


def _headings(line: int, heading: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    known = {word: name for name, words in COLUMNS.items() for word in words}
    places: dict[str, int] = {}
    faults: list[Fault] = []
    ignored: list[str] = []
    for at, cell in enumerate(heading):
        word = unicodedata.normalize("NFKC", cell).strip().casefold().replace(" ", "_")
        name = known.get(word)
        if name is None and (near := difflib.get_close_matches(word, known, n=1, cutoff=0.75)):
            faults.append(Fault(line, cell.strip(), f"is no known column; did you mean {near[0]}?"))
        elif name is None:
            ignored += [cell.strip()] if cell.strip() else []
        elif name in places:
            faults.append(Fault(line, cell.strip(), "stands in the heading twice"))
        else:
            places[name] = at
    if "address" not in places and not faults:
        faults.append(
            Fault(
                line, "", "no column address (メールアドレス); the first line names the columns, with commas"
            )
        )
    if faults:
        raise CsvFaults(faults)
    return places, tuple(ignored)


def _row(line: int, cells: list[str], heading: list[str], places: dict[str, int]) -> tuple[Row, list[Fault]]:
    if len(cells) > len(heading):
        says = f"{len(cells)} cells under {len(heading)} columns; a value with a comma needs quotation marks"
        return Row(line, ""), [Fault(line, "", says)]

    def cell(name: str) -> str:
        at = places.get(name)
        return cells[at] if at is not None and at < len(cells) else ""

    address = unicodedata.normalize("NFKC", _as_meant(cell("address").strip()))
    name = _as_meant(cell("name").strip())
    faults = []
    if not address:
        faults.append(Fault(line, heading[places["address"]].strip(), "is empty"))
    elif not _looks_like_an_address(address):
        faults.append(Fault(line, heading[places["address"]].strip(), "is no mail address"))
    if not all(map(is_legible, name)):
        faults.append(Fault(line, heading[places["name"]].strip(), "contains control characters"))
    return Row(line, address, _secret(cell("password")), _secret(cell("current_password")), name), faults


def starts_a_formula(text: str) -> bool:
    return text.startswith(STARTS_A_FORMULA)


def harmless(text: str) -> str:
    """Text that no spreadsheet calculates; one that has an apostrophe there already gets another, to be read back."""
    return f"'{text}" if starts_a_formula(text.lstrip("'")) else text


def _as_meant(text: str) -> str:
    """What `harmless` was given."""
    return text[1:] if text[:1] == "'" and starts_a_formula(text.lstrip("'")) else text


def _looks_like_an_address(text: str) -> bool:
    local, at, domain = text.partition("@")
    whole = text.isprintable() and not any(map(str.isspace, text))
    return bool(local and at and domain) and "@" not in domain and whole


def _secret(text: str) -> SecretStr | None:
    return SecretStr(text) if text else None
