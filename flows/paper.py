"""What every page that we write is made with: templates that escape all they print, and pictures inside the page."""

from __future__ import annotations

from base64 import b64encode

from jinja2 import Environment, PackageLoader, StrictUndefined


def templates(package: str, folder: str = "") -> Environment:
    """The templates that lie in a package; a name that is not given to one is an error."""
    return Environment(
        loader=PackageLoader(package, folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def data_uri(kind: str, content: bytes) -> str:
    """A picture or a font as an address that holds it."""
    return f"data:{kind};base64,{b64encode(content).decode()}"
