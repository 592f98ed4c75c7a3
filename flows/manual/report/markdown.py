"""The report as Markdown, for a repository or a ticket; the pictures lie beside it."""

from __future__ import annotations

from flows.manual.check import Line, Report
from flows.manual.report.compared import Difference
from flows.manual.report.data import picture_name
from flows.manual.report.wording import meanwhile, moment, say


def as_markdown(report: Report, language: str, other: list[Difference]) -> str:
    """The whole report in one language."""
    share = round(100 * report.tried / len(report.lines))
    stop = "。" if language == "ja" else "."
    out = [
        f"# {report.ledger.title[language]} {report.ledger.edition}",
        "",
        say(
            "checked",
            language,
            target=meanwhile(report.target, language),
            address=report.address,
            time=moment(report.began),
        ),
        say("tried_of", language, tried=report.tried, total=len(report.lines), share=share) + stop,
        "",
        *(f"- {verdict.words[language]}: {count}" for verdict, count in report.counts.items()),
    ]
    if other:
        out += ["", f"## {say('differences', language)}", ""]
        here, where = say("here", language), other[0].where
        out += _table(
            ["", here, where], [[d.statement, d.here.words[language], d.there.words[language]] for d in other]
        )
    for section in report.ledger.sections:
        mine = [line for line in report.lines if line.statement.section == section.id]
        if mine:
            out += ["", f"## {section.title[language]}", "", *(_line(line, language) for line in mine)]
    out += ["", f"## {say('contradictions', language)}", ""]
    for each in report.contradictions:
        said = (f"  - `{place}`: {_plain(what[language])}" for place, what in each.said)
        out += [f"- {each.about[language]}", *said]
    out += ["", f"## {say('requests', language)}", "", _requests(report, language), ""]
    return "\n".join(out)


def _line(line: Line, language: str) -> str:
    judgement = line.judgement
    out = [f"- **{judgement.verdict.words[language]}** `{line.statement.id}` {line.statement.says[language]}"]
    remarks = [judgement.note[language]]
    if line.expected:
        remarks.append(f"{say('surprise' if line.breaks else 'expected', language)}: {line.expected}")
    if judgement.second_try:
        remarks.append(f"{say('second_try', language)}: {judgement.second_try}")
    for number, each in enumerate(judgement.evidence):
        picture = f" [{'図' if language == 'ja' else 'picture'}]({picture_name(line.statement.id, number)})"
        found = f"{say('found', language)}: {say('quoted', language, text=each.text)}" if each.text else ""
        told = (found, each.address, f"{each.time[11:19]}{picture if each.picture else ''}")
        remarks.append(("、" if language == "ja" else ", ").join(filter(None, told)))
    return "\n".join([*out, *(f"  - {_plain(remark)}" for remark in remarks if remark)])


def _requests(report: Report, language: str) -> str:
    posts = report.log.posts
    saves = [sent for sent in posts if sent.saves]
    counted = say("counts", language, reads=report.log.reads, posts=len(posts), saves=len(saves))
    said = [say("read_only", language)]
    if account := report.test_account:
        back = "set_back" if report.set_back else "not_set_back"
        said = [say(each, language, account=account) for each in ("written", back)]
    return ("" if language == "ja" else " ").join([*said, counted])


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows]]


def _plain(text: str) -> str:
    """One line, and nothing of the site's words taken for markup."""
    return " ".join(text.split()).replace("<", "&lt;").replace("|", "\\|")
