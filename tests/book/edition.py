"""What an edition is made of, without a server: a run in which everything holds, and the addresses."""

from __future__ import annotations

from typing import Any

from flows.manual.contradictions import contradictions
from flows.manual.ledger import load_ledger

PLACES = {"webmail": "https://mail.example.jp/", "console": "https://mail.example.jp/IAdmin/login.aspx"}


def report(**verdicts: str) -> dict[str, Any]:
    """A run in which every statement holds but those given, with the dots of their ids as slashes."""
    changed = {name.replace("__", "/").replace("_", "-"): verdict for name, verdict in verdicts.items()}
    found = contradictions(load_ledger())
    return {
        "target": "practice site",
        "began": "2026-04-01T12:00:00+09:00",
        "statements": [
            {"id": one.id, "verdict": changed.get(one.id, "holds")} for one in load_ledger().statements
        ],
        "contradictions": [
            {
                "kind": one.kind,
                "about": {"ja": one.about.ja, "en": one.about.en},
                "said": [{"id": place, "ja": what.ja, "en": what.en} for place, what in one.said],
            }
            for one in found
        ],
    }
