# ruff: noqa: E501 - markup stands on the lines its author would have given it
"""User lists: tables, grids and definition lists, whole addresses or bare ids, every way to the next page."""

from __future__ import annotations

from html import escape

from hypothesis import strategies as st

from tests.eye.made_up import MadeUp, entry, pick, placed

NAMES = (
    "abc",
    "abcd",
    "abc-d",
    "a",
    "tanaka",
    "tanaka.k",
    "sato_h",
    "kato",
    "kato2",
    "m.suzuki",
    "info",
    "root",
    "yamada",
    "ito-m",
    "accounts",
    "name",
    "next",
    "edit",
)
PEOPLE = ("田中 太郎", "佐藤 花子", "Kato Ken", "鈴木 一郎", "営業部共有", "Yamada Rei", "伊藤 美咲")


PAINTS = ("b", "i", "span class=locked", "span style=color:#999", "a href=#locked class=off")
"""An account that is locked, an administrator's, one that nobody may open."""


def account(draw: st.DrawFn, name: str, whole: bool, kind: int) -> str:
    text = f"{name}@example.jp" if whole else name
    return (
        f'<a href="user.aspx?u={name}">{text}</a>',
        f"<a href=\"javascript:__doPostBack('g${name}','')\">{text}</a>",
        f'<a href="#">{name}</a><span>@example.jp</span>' if whole else f'<a href="#">{name}</a>',
        text,
        f"<a href='#'>{'<wbr>'.join(escape(piece) for piece in (text[:2], text[2:]))}</a>",
        f"<span style='cursor:pointer' onclick='void 0'>{text}</span>",
    )[kind]


@st.composite
def user_lists(draw: st.DrawFn) -> MadeUp:
    japanese = draw(st.booleans())
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=8, unique=True))
    whole, kind = draw(st.booleans()), draw(st.integers(0, 5))
    head = pick(
        draw,
        *(
            ("ユーザー名", "ユーザ名", "ユーザーID", "アカウント", "メールアドレス")
            if japanese
            else ("Username", "User Name", "User ID", "Account")
        ),
    )
    columns = [("id", head), ("name", "氏名" if japanese else "Full Name")]
    columns += draw(
        st.lists(
            st.sampled_from(
                [
                    ("off", "無効" if japanese else "Disabled"),
                    ("dept", "部署" if japanese else "Department"),
                    ("fwd", "転送先" if japanese else "Forward To"),
                    ("no", "No."),
                    ("tick", "&nbsp;"),
                ]
            ),
            max_size=3,
            unique=True,
        )
    )
    columns = draw(st.permutations(columns))

    def cell(column: str, number: int, name: str) -> str:
        return {
            "id": painted(name, account(draw, name, whole, 3 if odd.get(name) else kind)),
            "name": PEOPLE[number % len(PEOPLE)],
            "off": ("無効" if japanese else "Yes") if number == 1 else "",
            "dept": ("総務部", "技術部")[number % 2],
            "fwd": f"{NAMES[-1 - number]}@example.net" if number % 2 else "",
            "no": str(number + 1),
            "tick": "<input type=checkbox>",
        }[column]

    odd = {name: draw(st.sampled_from(PAINTS)) for name in draw(st.lists(st.sampled_from(names), max_size=2))}

    def painted(name: str, shown: str) -> str:
        tag = odd.get(name, "")
        return f"<{tag}>{shown}</{tag.split()[0]}>" if tag else shown

    rows = [[cell(column, number, name) for column, _ in columns] for number, name in enumerate(names)]
    titles = [title for _, title in columns]
    shape = draw(st.integers(0, 3))
    grid = f"display:grid;grid-template-columns:repeat({len(columns)},170px);gap:6px 12px"
    if shape == 0:
        listing = (
            "<table><tr>"
            + "".join(f"<th>{t}</th>" for t in titles)
            + "</tr>"
            + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
            + "</table>"
        )
    elif shape == 1:
        listing = "".join(
            f"<div style='{grid}'>" + "".join(f"<div>{c}</div>" for c in row) + "</div>"
            for row in [titles, *rows]
        )
    elif shape == 2:
        listing = (
            f"<dl style='{grid};margin:0'>"
            + "".join(f"<dt>{t}</dt>" for t in titles)
            + "".join(f"<dd style='margin:0'>{c}</dd>" for row in rows for c in row)
            + "</dl>"
        )
    else:
        split = max(1, len(columns) // 2)
        halves = [slice(0, split), slice(split, None)]
        listing = (
            "<div style='display:flex'>"
            + "".join(
                "<table><tr style='height:30px'>"
                + "".join(f"<th>{t}</th>" for t in titles[half])
                + "</tr>"
                + "".join(
                    "<tr style='height:30px'>" + "".join(f"<td>{c}</td>" for c in row[half]) + "</tr>"
                    for row in rows
                )
                + "</table>"
                for half in halves
            )
            + "</div>"
        )

    has_next, has_search = draw(st.booleans()), draw(st.booleans())
    words = pick(
        draw,
        *(
            ("次へ", "次のページ", "次へ >", "もっと見る")
            if japanese
            else ("Next", "Next Page", "Next >", "Load more")
        ),
    )
    back = f"<a href='#0'>{'前へ' if japanese else 'Previous'}</a>"
    onward = "<b>1</b> <a href='#2'>2</a> <a href='#3'>3</a>"
    ended = "<a href='#1'>1</a> <a href='#2'>2</a> <b>3</b>"
    further = (
        f"{back} {onward} {entry(draw, 'next-page', words)}",
        f"{back} {onward} <a href='#2' title='次のページ' data-is='next-page'>&gt;</a>",
        "<b>1</b> <a href='#2' data-is='next-page'>2</a> <a href='#3'>3</a>",
    )
    finished = (
        f"{back} {ended}",
        f"{back} {ended} <span style='color:#999'>次へ</span>",
        f"{back} {ended} <input type=button disabled value='次へ'>",
        f"{back} {ended} <a class='aspNetDisabled'>Next</a>",
    )
    pager = f"<div class='row'>{pick(draw, *(further if has_next else finished))}</div>"
    find = "検索" if japanese else "Search"
    searches = (
        f"<label>{find}: <input type=text class=t data-is=search></label>",
        f"<input type=text class=t data-is=search> <input type=submit value='{find}'>",
        f"<input type=text class=t placeholder='{'ユーザーを検索' if japanese else 'Search users'}' data-is=search>",
        f"<span><input type=text class=t data-is=search title='{find}'><input class=twin type=text></span>",
    )
    search = pick(draw, *searches) if has_search else ""
    letters = pick(draw, "", "<div>" + " ".join(f"<a href='#{c}'>{c}</a>" for c in "ABCDEF") + "</div>")
    printed = pick(
        draw,
        "",
        "<div class='gone'><table><tr><th>Username</th></tr><tr><td>ghost</td></tr></table><a href='#'>Next</a></div>",
    )
    title = "ユーザー管理" if japanese else "User Administration"
    html = f"{printed}<h2>{title}</h2><form onsubmit='return false'><div class='row'>{search}</div>{letters}{listing}{pager}</form>"
    return MadeUp(
        "user-list", placed(draw, html), {"search": has_search, "next-page": has_next}, tuple(names)
    )
