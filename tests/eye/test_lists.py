# ruff: noqa: E501 - markup stands on the lines its author would have given it
"""Which of the repeated texts are the accounts, what their rows say, and what opens one of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from flows import wording
from flows.pages import sight
from tests.eye.conftest import Look

TABLE = """<h2>ユーザー管理</h2><table><tr><th></th><th>ユーザー名</th><th>氏名</th><th>管理者</th><th>無効</th></tr>
<tr><td><input type=checkbox></td><td><a href=#abc>abc</a></td><td>安部 千尋</td><td>○</td><td></td></tr>
<tr><td><input type=checkbox></td><td><a href=#abcd>abcd</a></td><td>阿部 大輔</td><td></td><td>無効</td></tr>
<tr><td><input type=checkbox></td><td><a href=#abc-d>abc-d</a></td><td>アベ デザイン</td><td></td><td><input type=checkbox checked></td></tr>
</table>"""

HEAD = "<table><tr><th>ユーザー名</th><th>氏名</th><th></th></tr>"
COLUMNS = "anna accounts bob users group log server host name mailbox"
COMMANDS = "anna cancel bob back edit details first last more next add import zoe"

LISTS = {
    "a display name and the address in one cell": (
        "<table><tr><th>ユーザー</th><th>部署</th></tr><tr><td>田中 太郎 &lt;tanaka@example.jp&gt;</td><td>総務</td></tr>"
        "<tr><td>佐藤 花子 &lt;sato@example.jp&gt;</td><td>技術</td></tr></table>",
        ["tanaka@example.jp", "sato@example.jp"],
    ),
    "a badge behind the name": (
        "<table><tr><th>User Name</th><th>Full Name</th></tr><tr><td>root (管理者)</td><td>Root</td></tr><tr><td>tanaka</td><td>Tanaka T</td></tr></table>",
        ["root", "tanaka"],
    ),
    "numbered rows and other people's addresses": (
        "<table><tr><th>No.</th><th>転送先</th><th>アカウント</th></tr><tr><td>1</td><td>x@example.com</td><td>tanaka</td></tr>"
        "<tr><td>2</td><td>y@example.com</td><td>sato</td></tr></table>",
        ["tanaka", "sato"],
    ),
    "a row of page numbers, the second of which is this page": (
        "<table><tr><th>ユーザー名</th><th>氏名</th></tr><tr><td><a href=#a>aoki</a></td><td>青木</td></tr><tr><td><a href=#b>baba</a></td><td>馬場</td></tr>"
        "<tr><td colspan=2><table><tr><td><a href=#1>1</a></td><td>2</td><td><a href=#3>3</a></td></tr></table></td></tr></table>",
        ["aoki", "baba"],
    ),
    "columns of a grid, which are no cards": (
        "<style>.r{display:grid;grid-template-columns:repeat(3,170px);gap:6px 12px}</style><div class=r><div>Username</div><div>Full Name</div><div>No.</div></div>"
        "<div class=r><div>abc</div><div>田中</div><div>1</div></div><div class=r><div>abcd</div><div>佐藤</div><div>2</div></div>"
        "<div class=r><div>abc-d</div><div>鈴木</div><div>3</div></div>",
        ["abc", "abcd", "abc-d"],
    ),
    "no title, only links under a heading": (
        "<h2>ユーザー一覧</h2><ul><li><a href=#1>tanaka@example.jp</a></li><li><a href=#2>sato@example.jp</a></li><li><a href=#3>a@example.jp</a></li></ul>",
        ["tanaka@example.jp", "sato@example.jp", "a@example.jp"],
    ),
    "two halves side by side": (
        "<table><tr><th>ユーザー名</th><th>氏名</th><th>ユーザー名</th><th>氏名</th></tr><tr><td>a</td><td>甲</td><td>b</td><td>乙</td></tr>"
        "<tr><td>c</td><td>丙</td><td>d</td><td>丁</td></tr></table>",
        ["a", "b", "c", "d"],
    ),
    "three to a row under one title, beside an index of letters": (
        "<p>索引: <a href=#A>a</a> <a href=#B>b</a> <a href=#C>c</a> <a href=#K>k</a> <b>m</b> <a href=#N>n</a></p><table width=700><tr><td colspan=6>ﾕｰｻﾞｰ名</td></tr>"
        + "".join(
            f"<tr>{''.join(f'<td><input type=radio name=s><td><a href=#{who}>{who}</a>' for who in row.split())}</tr>"
            for row in ("m mac maeda", "makino maruyama masuda-s", "matsui mikami minami")
        )
        + "</table>",
        ["m", "mac", "maeda", "makino", "maruyama", "masuda-s", "matsui", "mikami", "minami"],
    ),
    "a list box under a heading, and the way out": (
        "<h2>User Administration</h2><select size=8><option>kai<option>kamei</select><hr><p>[<a href=#h>Home</a>] [<a href=#o>Log Off</a>]</p>",
        ["kai", "kamei"],
    ),
    "rows of two colours, the account in plain letters": (
        HEAD
        + "".join(
            f"<tr class=r{n % 2}><td class=row{n % 2}>{who}</td><td class=row{n % 2}>氏名 {n}</td><td><a href=#{who}>編集</a></td></tr>"
            for n, who in enumerate(("abe", "baba", "chiba", "doi", "endo"))
        )
        + "</table>",
        ["abe", "baba", "chiba", "doi", "endo"],
    ),
    "one that is locked, one greyed, one in bold, one without a link": (
        HEAD
        + "".join(
            f"<tr><td>{who}</td><td>氏名</td><td></td></tr>"
            for who in (
                "<b>root</b>",
                "<a href=#1>abe</a>",
                "<a href=#2 class=locked><img width=16 height=9> baba</a>",
                "<span style='color:#999'>chiba</span>",
                "doi",
                "<a href=#5>endo</a>",
                "<a href=#6>fuji</a>",
                "<span class=off>goto</span>",
            )
        )
        + "</table>",
        ["root", "abe", "baba", "chiba", "doi", "endo", "fuji", "goto"],
    ),
    "a bare list, some of it painted otherwise": (
        "<h2>ユーザー一覧</h2><ul><li><b>root</b></li><li><a href=#1>abe</a></li><li><a href=#2 class=x>baba</a></li><li>chiba</li><li><a href=#4>doi</a></li></ul>",
        ["root", "abe", "baba", "chiba", "doi"],
    ),
    "rows without a table, some of them painted otherwise": (
        "<h2>ユーザー一覧</h2>"
        + "".join(
            f"<div style='display:grid;grid-template-columns:200px 200px'><div>{who}</div><div>氏名</div></div>"
            for who in (
                "<a href=#1>abe</a>",
                "<i>baba</i>",
                "<a href=#2>chiba</a>",
                "<a href=#3 class=z>doi</a>",
            )
        ),
        ["abe", "baba", "chiba", "doi"],
    ),
    "loose cells of a grid, some in bold": (
        "<h2>Users</h2><dl style='display:grid;grid-template-columns:200px 200px'><dt>Username</dt><dt>Full Name</dt><dd><b>abc</b></dd><dd>田中 太郎</dd><dd>abcd</dd><dd>佐藤 花子</dd>"
        "<dd><i>in<u>f</u><u>o</u></i></dd><dd>営業部</dd><dd>abc-d</dd><dd>Kato Ken</dd></dl>",
        ["abc", "abcd", "info", "abc-d"],
    ),
    "no two painted alike": (
        "<h2>Users</h2>"
        + "".join(
            f"<div style='display:grid;grid-template-columns:200px 200px'><div>{who}</div><div>{name}</div></div>"
            for who, name in (
                ("Username", "Full Name"),
                ("<b>abc</b>", "田中"),
                ("<i>abcd</i>", "佐藤"),
                ("<a href=#1>abc-d</a>", "鈴木"),
            )
        ),
        ["abc", "abcd", "abc-d"],
    ),
    "two lines to each account, the second about something else": (
        "<table><tr><th>ユーザー名</th><th>使用量</th></tr>"
        + "".join(
            f"<tr><td><a href=#{who}>{who}</a></td><td>1 MB</td></tr><tr><td>{who[0]}-office</td><td>2 MB</td></tr>"
            for who in ("abe", "baba", "chiba")
        )
        + "</table>",
        ["abe", "baba", "chiba"],
    ),
    "accounts that are called as columns are": (
        "<table><tr><td>Username</td><td>Full Name</td><td>Disabled</td></tr>"
        + "".join(f"<tr><td>{who}</td><td>Ann Lee</td><td>No</td></tr>" for who in COLUMNS.split())
        + "</table>",
        COLUMNS.split(),
    ),
    "accounts that are called as columns are, in rows without a table": (
        "<h2>User Management</h2>"
        + "".join(
            f"<div style='display:grid;grid-template-columns:repeat(3,170px)'><div>{who}</div><div>{name}</div><div>{off}</div></div>"
            for who, name, off in [
                ("Username", "Full Name", "Disabled"),
                *((who, "Ann Lee", "No") for who in COLUMNS.split()),
            ]
        ),
        COLUMNS.split(),
    ),
    "accounts that are called as commands are": (
        "<table><tr><th>User Name<th>Full Name<th></tr>"
        + "".join(
            f"<tr><td>{who}</td><td>Ann Lee</td><td><a href=#{who}>Edit</a> <a href=#d{who}>Delete</a></td></tr>"
            for who in COMMANDS.split()
        )
        + "</table><p><a href=#0>Back</a> <a href=#2>Next</a></p>",
        COMMANDS.split(),
    ),
    "accounts at the height of the way out": (
        "<p style='position:absolute;left:900px;top:60px'><a href=#o>ログアウト</a></p><table style='position:absolute;top:30px;left:300px'><tr><th>ユーザー名<th>氏名</tr>"
        + "".join(
            f"<tr><td><a href=#{who}>{who}</a></td><td>山田 一郎</td></tr>"
            for who in ("abe", "baba", "chiba", "doi")
        )
        + "</table>",
        ["abe", "baba", "chiba", "doi"],
    ),
    "a tree whose other branches are open too": (
        "<ul><li>example.jp<ul><li>ユーザー<ul><li><a href=#1>abe</a></li><li><a href=#2>baba</a></li></ul></li>"
        "<li>エイリアス<ul><li><a href=#3>info</a></li><li><a href=#4>sales</a></li></ul></li></ul></li></ul>",
        ["abe", "baba"],
    ),
    "a card of those seen last, beside cards": (
        "<div style='position:absolute;left:800px;top:20px'><b>最近表示したユーザー</b><p><a href=#x>wada@example.jp</a><p><a href=#y>abe.y@example.jp</a></div>"
        "<h2>ユーザー管理</h2>"
        + "".join(
            f"<div style='height:50px'><a href=#{who}>{who}</a><br><small>転送先 x-{who}@example.com</small></div>"
            for who in ("abe", "baba", "chiba")
        ),
        ["abe", "baba", "chiba"],
    ),
    "a list box of users, beside one of lists": (
        "<table><tr><td>Users:<br><select size=8><option>kai (甲斐 渚)<option>kamei<option>m.kano</select></td><td>Mailing lists:<br><select size=3><option>all</select></td></tr></table>",
        ["kai", "kamei", "m.kano"],
    ),
    "a list box that holds other things as well": (
        "<p>Users:<br><select size=8><option>kai<option>-- all users --</select></p>",
        [],
    ),
    "a list of users that drops down": ("<p>Users: <select><option>kai<option>kamei</select></p>", []),
    "nobody there": (
        "<h2>ユーザー管理</h2><table><tr><th>ユーザー名</th><th>氏名</th></tr></table><p>該当するユーザーはありません。</p>",
        [],
    ),
}


@pytest.mark.parametrize(("html", "accounts"), LISTS.values(), ids=LISTS)
def test_the_accounts_are_read_from(look: Look, html: str, accounts: list[str]) -> None:
    assert look("user-list", html).readings["accounts"] == accounts


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("<td>ichiro ⚠ ロック中</td><td>一郎</td><td>-</td>", ["ichiro ⚠ ロック中"]),
        ("<td>鈴木</td><td>一郎</td><td>-</td>", ["鈴木"]),
        ("<td colspan=3>営業部</td>", []),
        ("<td>営業部</td><td></td><td></td>", []),
        ("<td>ユーザー名</td><td>氏名</td><td>無効</td>", []),
        ("<td></td><td>一郎</td><td>-</td>", []),
    ],
)
def test_a_row_among_the_accounts_that_has_none_is_left_out_and_said_so(
    look: Look, row: str, left: list[str]
) -> None:
    rows = "".join(f"<tr><td>{who}</td><td>氏名</td><td>-</td></tr>" for who in ("abe", "baba", "chiba"))
    more = "<tr><td>doi</td><td>氏名</td><td>-</td></tr>"
    read = look("user-list", f"{HEAD}{rows}<tr>{row}</tr>{more}</table>").readings
    assert read["accounts"] == ["abe", "baba", "chiba", "doi"]
    assert read["left_out"] == left
    assert read["goes_on"] == (left[0] if left else None)


def test_second_lines_about_something_else_are_no_accounts_and_nothing_is_left_out(look: Look) -> None:
    rows = "".join(
        f"<tr><td>{who}</td><td>氏名</td><td>-</td></tr><tr><td>転送先: {who}@example.net</td><td>部署</td><td>-</td></tr>"
        for who in ("abe", "baba", "chiba")
    )
    read = look("user-list", f"{HEAD}{rows}</table>").readings
    assert (read["accounts"], read["left_out"]) == (["abe", "baba", "chiba"], [])


def test_a_row_says_who_is_administrator_and_who_is_disabled(look: Look) -> None:
    rows = look("user-list", TABLE).readings["rows"]
    assert rows == [
        {"id": "abc", "full_name": "安部 千尋", "disabled": False, "administrator": True},
        {"id": "abcd", "full_name": "阿部 大輔", "disabled": True, "administrator": False},
        {"id": "abc-d", "full_name": "アベ デザイン", "disabled": True, "administrator": False},
    ]


@pytest.mark.parametrize("address", ["abc", "abcd", "abc-d", "ABC@example.jp"])
def test_the_link_of_exactly_this_account_is_taken(window: Page, address: str) -> None:
    window.set_content(TABLE)
    link = sight.account_link(window, address, wording.load(None))
    assert link.locator.get_attribute("href") == f"#{address.split('@')[0].lower()}"


MENU = (
    "<div style='position:absolute;left:0;top:40px;line-height:24px'>"
    + "<a href=#menu>ドメインのプロパティ</a><br>" * 6
    + "</div>"
)
WITHOUT_LINKS = {
    "a table": "<table><tr><th>ユーザー名<th>氏名<th></tr>{}</table>",
    "rows without a table": "<h2>ユーザー一覧</h2>{}",
}
ROW = {
    "a table": "<tr><td>{0}</td><td>氏名</td><td><a href=#{0}>編集</a></td></tr>",
    "rows without a table": "<div style='display:grid;grid-template-columns:200px 200px 99px'><div>{0}</div><div>氏名</div><div><a href=#{0}>編集</a></div></div>",
}


@pytest.mark.parametrize("how", ROW)
def test_a_row_without_a_link_is_opened_by_its_own_button_and_by_no_other_at_its_height(
    window: Page, how: str
) -> None:
    rows = "".join(ROW[how].format(who) for who in ("abe", "baba", "chiba", "doi"))
    window.set_content(
        f"{MENU}<div style='position:absolute;left:240px;top:40px'>{WITHOUT_LINKS[how].format(rows)}</div>"
    )
    link = sight.account_link(window, "chiba", wording.load(None))
    assert link.locator.get_attribute("href") == "#chiba"


def test_of_two_buttons_that_open_a_row_neither_is_taken(window: Page) -> None:
    rows = "".join(
        f"<tr><td>{who}</td><td>氏名</td><td><a href=#1>編集</a> <a href=#2>詳細</a></td></tr>"
        for who in ("abe", "baba")
    )
    window.set_content(WITHOUT_LINKS["a table"].format(rows))
    assert sight.account_link(window, "baba", wording.load(None)).result == "ambiguous"


def test_an_account_in_a_list_box_is_its_option(window: Page) -> None:
    window.set_content(
        "<p>Users:<br><select size=8><option>kai<option value=2>kamei<option>m.kano</select></p>"
    )
    link = sight.account_link(window, "kamei@example.jp", wording.load(None))
    assert link.by == "option"
    assert link.locator.get_attribute("value") == "2"


@pytest.mark.parametrize("address", ["ab", "bc", "abcde", "abc-"])
def test_an_account_that_is_not_listed_has_no_link(window: Page, address: str) -> None:
    window.set_content(TABLE)
    assert sight.account_link(window, address, wording.load(None)).result == "missing"


def test_the_domain_counts_where_the_list_shows_it(window: Page) -> None:
    window.set_content(
        "<h2>ユーザー一覧</h2><ul><li><a href=#1>a@example.jp</a></li><li><a href=#2>b@example.jp</a></li></ul>"
    )
    assert sight.account_link(window, "a@example.com", wording.load(None)).result == "missing"
    assert sight.account_link(window, "a@example.jp", wording.load(None)).result == "found"


def test_rows_that_were_scrolled_out_of_their_pane_are_read_all_the_same(window: Page) -> None:
    rows = "".join(f"<tr><td>user{n:02}</td><td>氏名 {n}</td></tr>" for n in range(60))
    window.set_content(
        "<table><tr><th width=200>ユーザー名</th><th>氏名</th></tr></table>"
        f"<div id=pane style='height:200px;overflow:auto'><table><col width=200>{rows}</table></div>"
    )
    window.evaluate("pane.scrollTop = 500")
    accounts = sight.look(window, "user-list", wording.load(None)).readings["accounts"]
    assert accounts == [f"user{n:02}" for n in range(60)]


PAGERS = {
    "arrows only": "<a href=#0>&lt;&lt;</a> <a href=#0>&lt;</a> 1 / 3 <a href=#2 data-is=next-page>&gt;</a> <a href=#3>&gt;&gt;</a>",
    "last but not next": "<a href=#1>最初へ</a> <b>3</b> <a href=#3>最後へ</a> <span>次へ</span>",
    "a greyed picture": "<a href=#0>前へ</a> <img alt=次へ style='width:20px;height:20px;opacity:.4'>",
    "above and below the list": "<a href=#0>前へ</a> <a href=#2 data-is=next-page>次へ</a>",
    "the month after": "<a href=#>次の月</a> <a href=#>次回更新</a> <a href=# data-is=next-page>次の20件</a>",
    "numbers only": "<span>1</span> <a href=#2 data-is=next-page>2</a> <a href=#3>3</a>",
    "numbers only, all links": "<a href=#1>1</a> <a href=#2 class=current>2</a> <a href=#3 data-is=next-page>3</a>",
    "the last of ten numbers": "<a href=#9>9</a> <b>10</b> <a href=#11 data-is=next-page>...</a>",
    "numbers only, the last page": "<a href=#1>1</a> <a href=#2>2</a> <b>3</b>",
    "disabled by the item around it": "<ul><li class=disabled><a href=#>次へ</a></li></ul>",
}


@pytest.mark.parametrize("html", PAGERS.values(), ids=PAGERS)
def test_the_next_page_is_found_where(look: Look, html: str) -> None:
    seen = look("user-list", f"{TABLE}<div>{html}</div>")
    assert seen.right == ({"next-page"} if "data-is" in html else set()), seen.others
    assert not seen.others


@pytest.mark.parametrize(
    ("pager", "goes_on", "begins_later"),
    [
        ("<p>21 - 40 of 64</p>", "21 - 40 of 64", "21 - 40 of 64"),
        ("<p>41 - 64 of 64</p>", None, "41 - 64 of 64"),
        ("<p>1 - 20 of 64</p>", "1 - 20 of 64", None),
        ("<p>ページ: <select><option>1<option>2<option>3</select></p>", "1 / 3 pages", None),
        ("<p><select><option>1<option selected>2<option>3</select> / 3</p>", "2 / 3 pages", "2 / 3 pages"),
        ("<p>Page <select><option>1<option>2<option selected>3</select></p>", None, "3 / 3 pages"),
        ("<p>表示件数 <select><option>10<option>20</select></p>", None, None),
        ("<p>有効期限 <select><option>1<option>2<option>3</select> 月</p>", None, None),
    ],
)
def test_a_list_says_whether_it_goes_on_and_whether_it_begins_here(
    look: Look, pager: str, goes_on: str | None, begins_later: str | None
) -> None:
    read = look("user-list", TABLE + pager).readings
    assert (read["goes_on"], read["begins_later"]) == (goes_on, begins_later)
