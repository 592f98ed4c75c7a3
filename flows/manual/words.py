"""One thing said in the two languages of the manual's readers."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("ja", "en")


@dataclass(frozen=True)
class Words:
    """`words["ja"]`, `words["en"]`."""

    ja: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.ja if language == "ja" else self.en
