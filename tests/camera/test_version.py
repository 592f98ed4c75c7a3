"""The version that a site tells: read beside the product's name, never guessed."""

from __future__ import annotations

import pytest

from flows.camera.reading import Pane
from flows.camera.version import server_version


@pytest.mark.parametrize(
    ("told", "version"),
    [
        ("IMail Server 12.5.5.32\n© 2014", "12.5.5.32"),
        ("Ipswitch IMail Server (v12.4)", "12.4"),
        ("IMail Web Administration バージョン 11.03", "11.03"),
        ("IMail Web Client", ""),
        ("IMail Server 2026", ""),
        ("Microsoft .NET Framework Version:4.0.30319", ""),
        ("IMail Server 12.4 and IMail Server 12.5", ""),
    ],
)
def test_a_version_is_read_only_where_the_product_says_it(told: str, version: str) -> None:
    assert server_version((Pane(None, (0, 0, 1280, 800), (), (), told),)) == version
