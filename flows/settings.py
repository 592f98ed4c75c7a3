"""The settings, and the only reader of the environment.

Read from the environment, then `.env` in the working directory, then a directory of secret files
(`FLOWS_SECRETS_DIR`, one file a setting). `.env.example` lists every one with its meaning.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values
from platformdirs import user_state_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from flows.errors import InputError
from flows.records import Credentials

PREFIX = "FLOWS_"
TELLTALES = ("DEBUG", "DEBUG_FILE")
"""Where Playwright is told to log; it logs every password that is typed."""


class Settings(BaseSettings):
    """Where the site is, who signs in, and how a run behaves. Secrets never show in a repr."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
        frozen=True,
    )

    webmail_url: str | None = Field(None, description="the web mail's address")
    admin_url: str | None = Field(None, description="the admin console's login page")
    admin_user: str | None = Field(None, description="the administrator, root@domain")
    admin_password: SecretStr | None = Field(None, description="the administrator's password")
    user: str | None = Field(None, description="an end user, for his own password")
    password: SecretStr | None = Field(None, description="the end user's present password")
    admin_entry: Literal["direct", "menu"] = Field(
        "direct", description="`direct` (the login page) or `menu` (web mail, then 管理)"
    )
    locale: str = Field("ja-JP", description="language asked of the site")
    browser: Literal["chromium", "firefox", "webkit"] = Field("chromium", description="the engine")
    browser_path: Path | None = Field(None, description="an executable to use instead of the found one")
    browser_endpoints: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="comma-separated Playwright servers (ws://…) to use instead of local browsers"
    )
    headed: bool = Field(False, description="show the browser")
    timeout: float = Field(30, gt=0, description="seconds to wait for a part")
    workers: int = Field(4, ge=1, le=64, description="sessions at once in a rotation")
    imap: str | None = Field(None, description="the IMAP door, host[:port] with imaps:// and so on")
    pop3: str | None = Field(None, description="the POP3 door")
    smtp: str | None = Field(None, description="the SMTP door")
    ca_file: Path | None = Field(None, description="a private certificate authority, for web and mail alike")
    wording: Path | None = Field(None, description="a TOML file that overrides how parts are found")
    covered: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="comma-separated words that are covered in every picture of the manual"
    )
    state_dir: Path = Field(
        default_factory=lambda: user_state_path("imail-flows"), description="where the journal is kept"
    )
    output_dir: Path = Field(Path("out"), description="where a run writes its files")
    organisation: str = Field("", description="the name at the head of each user's sheet")
    logo: Path | None = Field(None, description="the picture beside it: PNG, JPEG or SVG")
    handout_note: str = Field("", description="a paragraph of your own on each sheet, as whom to ask")
    journal_key: SecretStr | None = Field(
        None, description="the passphrase that protects passwords at rest; else the system keyring"
    )

    @field_validator("webmail_url", "admin_url")
    @classmethod
    def _an_address_of_the_web(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("an address begins with https:// and a host name")
        if parts.username or parts.password:
            raise ValueError("an address must not carry a user name or password")
        return value

    @field_validator("browser_endpoints", "covered", mode="before")
    @classmethod
    def _comma_separated(cls, value: object) -> object:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @property
    def admin_login_url(self) -> str:
        """The admin console's login page: the setting, else the manual's place below the web mail (2-1-2)."""
        if self.admin_url:
            return self.admin_url
        parts = urlsplit(needed(self.webmail_url, "webmail_url"))
        return f"{parts.scheme}://{parts.netloc}/IAdmin/login.aspx"

    @property
    def webmail(self) -> str:
        return needed(self.webmail_url, "webmail_url")

    @property
    def logins(self) -> tuple[str, ...]:
        """The sign-in pages, as far as they are set."""
        console = self.admin_login_url if self.admin_url or self.webmail_url else None
        return tuple(page for page in (self.webmail_url, console) if page)

    @property
    def domain(self) -> str:
        """The domain of the administrator, or else of the end user: whose journal it is."""
        return needed(self.admin_user or self.user, "admin_user").partition("@")[2]

    @property
    def administrator(self) -> Credentials:
        return Credentials(
            needed(self.admin_user, "admin_user"), needed(self.admin_password, "admin_password")
        )

    @property
    def end_user(self) -> Credentials:
        return Credentials(needed(self.user, "user"), needed(self.password, "password"))


T = TypeVar("T")


def needed(value: T | None, name: str) -> T:
    """The setting's value, or InputError saying which setting is missing and where to put it."""
    if value is None:
        raise InputError(missing_text([name]))
    return value


def read_settings(**overrides: object) -> Settings:
    """Read the settings once. Raises InputError that names each wrong setting, never its value."""
    _as_written()
    try:
        return Settings(_secrets_dir=_secrets_directory(), **overrides)  # type: ignore[arg-type]
    except ValidationError as wrong:
        faults = "; ".join(
            f"{PREFIX}{str(fault['loc'][0]).upper()}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in wrong.errors(include_input=False, include_url=False)
        )
        raise InputError(f"Wrong settings: {faults}. See .env.example.") from None


def _as_written() -> None:
    """`${…}` in `.env` would be replaced, and another password tried. Raises InputError where one stands there."""
    written, read = dotenv_values(".env", interpolate=False), dotenv_values(".env")
    if replaced := [name for name in written if name.startswith(PREFIX) and written[name] != read[name]]:
        raise InputError(
            f"In .env, {', '.join(replaced)} has ${{…}} in it, which would be replaced by something else. "
            "Put it into the environment, or into a file of its own in FLOWS_SECRETS_DIR."
        )


def require(settings: Settings, *names: str) -> None:
    """Raise InputError unless each named setting has a value."""
    missing = [name for name in names if getattr(settings, name) is None]
    if missing:
        raise InputError(missing_text(missing))


def missing_text(names: list[str]) -> str:
    listed = ", ".join(
        f"{PREFIX}{name.upper()} ({Settings.model_fields[name].description})" for name in names
    )
    return (
        f"Not set: {listed}. Put it into a file .env here (see .env.example) or into the environment. "
        "To try without a server: flows demo"
    )


def without_telltales() -> list[str]:
    """Turn Playwright's own log off for this process, before it is imported; returns what was set."""
    return [name for name in TELLTALES if os.environ.pop(name, "")]


def environment_for_others() -> dict[str, str]:
    """The environment for a program that we start, without our secrets, and without Playwright's log of all typing."""
    fields = Settings.model_fields.items()
    secret = {f"{PREFIX}{name.upper()}" for name, field in fields if "SecretStr" in str(field.annotation)}
    return {
        name: value
        for name, value in os.environ.items()
        if name.upper() not in secret and name not in TELLTALES
    }


def _secrets_directory() -> Path | None:
    place = os.environ.get(f"{PREFIX}SECRETS_DIR") or dotenv_values(".env").get(f"{PREFIX}SECRETS_DIR")
    if not place:
        return None
    if not Path(place).is_dir():
        raise InputError(f"{PREFIX}SECRETS_DIR names {place}, which is not a directory.")
    return Path(place)
