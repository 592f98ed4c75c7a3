"""What a run leaves behind: HTML and Markdown in both languages, JSON for machines, the pictures as files."""

from __future__ import annotations

import json
from pathlib import Path

from flows.manual.check import Report
from flows.manual.report.compared import Difference, differences, read_report
from flows.manual.report.data import as_data, one_line_each, pictures
from flows.manual.report.html import as_html
from flows.manual.report.markdown import as_markdown
from flows.manual.words import LANGUAGES

__all__ = ["differences", "one_line_each", "read_report", "write_report"]


def write_report(report: Report, folder: Path, other: list[Difference] | None = None) -> list[Path]:
    """Write everything into the folder and return the files a person opens, the Japanese page first."""
    (folder / "evidence").mkdir(parents=True, exist_ok=True)
    for name, picture in pictures(report).items():
        (folder / name).write_bytes(picture)
    data = json.dumps(as_data(report), ensure_ascii=False, indent=1)
    (folder / "report.json").write_text(data, encoding="utf-8")
    written = []
    for language in LANGUAGES:
        page = folder / f"report.{language}.html"
        page.write_text(as_html(report, language, other or []), encoding="utf-8")
        text = as_markdown(report, language, other or [])
        (folder / f"report.{language}.md").write_text(text, encoding="utf-8")
        written.append(page)
    return [*written, folder / "report.json"]
