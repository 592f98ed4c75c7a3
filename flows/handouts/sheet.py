"""What stands on a sheet: the fields of the manual's table 2-1-2, for one person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import SecretStr

from flows.doors.address import Kind, Security

Language = Literal["ja", "en"]


class Layout(StrEnum):
    """One A4 page for each user, or eight slips to a page with cut marks."""

    PAGE = "page"
    SLIPS = "slips"


@dataclass(frozen=True)
class Service:
    """A mail door as it was proven: this host, this port, this way of encryption."""

    kind: Kind
    host: str
    port: int
    security: Security


@dataclass(frozen=True)
class HandoutAccount:
    """One person's sheet. The password never shows in a repr."""

    address: str
    full_name: str
    password: SecretStr
    serial: str
    services: tuple[Service, ...] = ()


@dataclass(frozen=True)
class Letterhead:
    """What all sheets of one printing share. `webmail_url` alone goes into the QR code."""

    webmail_url: str
    organisation: str = ""
    logo: Path | None = None
    note: str = ""
    picture: Path | None = None
    language: Language = "ja"
