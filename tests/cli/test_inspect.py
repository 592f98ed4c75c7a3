"""flows inspect: what is found on a page that somebody saved."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Flows

FORM = """<p>ユーザー名 <input></p><p>パスワード <input type=password></p><button>ログイン</button>"""


def test_a_page_that_its_script_draws_a_while_after_it_has_loaded_is_read(
    flows: Flows, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.html"
    saved.write_text(
        f"<meta charset=utf-8><div id=app></div><script>setTimeout(() => app.innerHTML = `{FORM}`, 900)</script>",
        "utf-8",
    )
    asked = flows("inspect", "admin-login", str(saved), "--json")
    assert asked.returncode == 0, asked.stderr
    assert {part["result"] for part in json.loads(asked.stdout)["parts"].values()} == {"found"}
