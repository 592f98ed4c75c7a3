"""The administrator's CSV: as Excel, LibreOffice and scripts write it; faults by line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from flows.cli.export import write
from flows.errors import InputError
from flows.rotation.csv_file import CsvFaults, Fault, Row, read_csv

ENGLISH = "address,password,current_password,name\n"
AOI = Row(2, "aoi@example.jp", SecretStr("Haru-2026"), SecretStr("old1"), "青井 葵")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_ending_that_people_have_reads_the_same(encoding: str, newline: str) -> None:
    text = ENGLISH + "aoi@example.jp,Haru-2026,old1,青井 葵\n"
    assert read_csv(text.replace("\n", newline).encode(encoding)).rows == (AOI,)


def test_columns_may_stand_in_any_order_and_in_japanese() -> None:
    read = read_csv(
        "氏名,パスワード,メールアドレス,現在のパスワード\n青井 葵,Haru-2026,aoi@example.jp,old1\n".encode()
    )
    assert read.rows == (AOI,)
    assert read.column("address") == "メールアドレス"


def test_an_empty_password_is_left_to_the_generator() -> None:
    assert read_csv(b"address,password\naoi@example.jp,\n").rows[0].password is None
    assert read_csv(b"address\naoi@example.jp\n").rows[0].password is None


def test_a_quoted_password_keeps_its_comma_quotes_and_spaces() -> None:
    read = read_csv(b'address,password\naoi@example.jp,"a,""b"" "\n')
    assert read.rows[0].password == SecretStr('a,"b" ')


def test_a_password_is_never_trimmed_or_normalised() -> None:
    assert read_csv("address,password\naoi@example.jp, ａ \n".encode()).rows[0].password == SecretStr(" ａ ")


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    read = read_csv(b'address,name\n\naoi@example.jp,"two\nlines"\n,nobody\n')
    assert read.faults == (
        Fault(3, "name", "contains control characters"),
        Fault(5, "address", "is empty"),
    )


@pytest.mark.parametrize("cell", ["aoi", "@example.jp", "aoi@", "a@b@c", "ao i@example.jp"])
def test_what_is_no_address_is_a_fault(cell: str) -> None:
    assert [str(fault) for fault in read_csv(f"address\n{cell}\n".encode()).faults] == [
        "line 2, column address: is no mail address"
    ]


def test_full_width_addresses_from_an_input_method_are_narrowed() -> None:
    assert read_csv("address\nａｏｉ＠example.jp\n".encode()).rows[0].address == "aoi@example.jp"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_the_full_width_space_between_family_and_given_name_is_no_fault(encoding: str) -> None:
    assert read_csv("address,name\naoi@example.jp,青井　葵\n".encode(encoding)).rows[0].name == "青井　葵"


def test_what_was_exported_reads_back_as_it_was(tmp_path: Path) -> None:
    rows = [
        ("+sales@example.jp", "=a", SecretStr("'=Abcdefg1!")),
        ("o'hara@example.jp", "'quoted", SecretStr("x1!")),
        ("'-x@example.jp", "''=a", SecretStr("''+x1!")),
    ]
    write(tmp_path / "passwords.csv", rows)
    read = read_csv(tmp_path / "passwords.csv")
    assert [(row.address, row.name, row.password) for row in read.rows] == rows


def test_a_comma_too_many_is_named_and_the_password_is_not() -> None:
    fault = read_csv(b"address,password\naoi@example.jp,Se,cret99\n").faults[0]
    assert (fault.line, "comma" in fault.says, "cret99" in str(fault)) == (2, True, False)


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("address,pasword", "did you mean password"),
        ("adress", "did you mean address"),
        ("address,address", "twice"),
        ("password", "no column address"),
        ("", "no column address"),
        ("address;password", "did you mean|no column address"),
    ],
)
def test_a_heading_that_cannot_be_trusted_stops_everything(heading: str, says: str) -> None:
    with pytest.raises(CsvFaults, match=says):
        read_csv((heading + "\naoi@example.jp,secret\n").encode())


def test_columns_for_other_purposes_are_ignored_and_named() -> None:
    assert read_csv("address,部署\naoi@example.jp,営業\n".encode()).ignored == ("部署",)


@pytest.mark.parametrize("raw", [b"\xff\xfea\x00d\x00", b"address\n\x81\x20\n", "address\n".encode("utf-16")])
def test_an_unknown_encoding_is_said_and_not_guessed(raw: bytes) -> None:
    with pytest.raises(CsvFaults, match="neither UTF-8 nor CP932"):
        read_csv(raw)


def test_an_open_quotation_mark_is_named_by_its_line_without_its_text() -> None:
    with pytest.raises(CsvFaults, match="line 3: a quotation mark") as raised:
        read_csv(b'address,password\naoi@example.jp,ok\nberu@example.jp,"Secret99\n')
    assert "Secret99" not in str(raised.value)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_csv(tmp_path / "none.csv")


def test_no_password_shows_in_the_repr_of_what_was_read() -> None:
    assert "Haru-2026" not in repr(read_csv((ENGLISH + "aoi@example.jp,Haru-2026,old1,x\n").encode()))


@settings(max_examples=1000, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_at_all_end_in_rows_or_in_faults(raw: bytes) -> None:
    try:
        read = read_csv(b"address,password,name\n" + raw)
    except CsvFaults:
        return
    assert all("@" in row.address for row in read.rows)
