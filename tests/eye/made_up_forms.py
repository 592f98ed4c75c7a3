# ruff: noqa: E501 - markup stands on the lines its author would have given it
"""Forms: the properties of a user, the dialog that changes one's own password, and the two sign-in pages."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from hypothesis import strategies as st

from tests.eye.made_up import MadeUp, dressed, entry, pick, placed, secret

Field = tuple[str, str, bool]  # part (empty: none of ours), words, whether it is a password

WORDS = {
    "ja": {
        "new-password": ("新しいパスワード", "新パスワード", "新規パスワード", "変更後のパスワード"),
        "confirm-password": (
            "新しいパスワードの再入力",
            "パスワード(確認)",
            "確認用パスワード",
            "パスワード（再入力）",
            "新しいパスワード(確認)",
        ),
        "existing-password": ("既存のパスワード", "現在のパスワード", "旧パスワード", "今のパスワード"),
        "save": ("保存", "Save", "保存する", "変更を保存"),
        "user": ("ユーザー名", "ユーザ名", "ユーザーID", "メールアドレス", "ログインＩＤ", "アカウント"),
        "password": ("パスワード", "ﾊﾟｽﾜｰﾄﾞ"),
        "sign-in": ("ログイン", "サインイン", "ログオン"),
        "others": ("氏名", "返信先アドレス", "転送先アドレス", "最大サイズ", "部署", "メールアドレス(確認)"),
        "section": ("パスワード変更", "パスワードの変更"),
    },
    "en": {
        "new-password": ("New Password", "New password", "Your new password"),
        "confirm-password": (
            "Confirm Password",
            "Re-enter new password",
            "Retype Password",
            "Confirm new password",
        ),
        "existing-password": ("Existing Password", "Current password", "Old Password"),
        "save": ("Save", "SAVE", "Save Changes"),
        "user": ("User Name", "Username", "User ID", "E-mail Address", "Login ID"),
        "password": ("Password",),
        "sign-in": ("Log In", "Sign in", "Login", "Log On"),
        "others": (
            "Full Name",
            "Reply-To Address",
            "Forwarding Address",
            "Maximum Size",
            "Department",
            "Confirm E-mail Address",
        ),
        "section": ("Change Password",),
    },
}


def box(draw: st.DrawFn, number: int, part: str, is_secret: bool, extra: str = "") -> str:
    name = f"ctl{number:02}"
    if is_secret:
        return secret(draw, part, name, extra)
    mark = f'data-is="{part}"' if part else ""
    return f'<input type="text" class="t" name="{name}" {mark} {extra}>'


def cells_beside(draw: st.DrawFn, fields: list[Field]) -> str:
    rows = "".join(
        f"<tr><td>{dressed(draw, words)}</td><td>{box(draw, n, part, hidden)}</td></tr>"
        for n, (part, words, hidden) in enumerate(fields)
    )
    return f"<table>{rows}</table>"


def cells_above(draw: st.DrawFn, fields: list[Field]) -> str:
    rows = ""
    for start in range(0, len(fields), 2):
        pair = fields[start : start + 2]
        rows += "<tr>" + "".join(f"<td>{dressed(draw, words)}</td>" for _, words, _ in pair) + "</tr>"
        rows += (
            "<tr>"
            + "".join(
                f"<td>{box(draw, start + n, part, hidden)}</td>" for n, (part, _, hidden) in enumerate(pair)
            )
            + "</tr>"
        )
    return f"<table>{rows}</table>"


def blocks_above(draw: st.DrawFn, fields: list[Field]) -> str:
    return "".join(
        f"<div class='row'><div>{dressed(draw, words)}</div><div>{box(draw, n, part, hidden)}</div></div>"
        for n, (part, words, hidden) in enumerate(fields)
    )


def words_right(draw: st.DrawFn, fields: list[Field]) -> str:
    return "".join(
        f"<div class='row'>{box(draw, n, part, hidden)} <span>{dressed(draw, words)}</span></div>"
        for n, (part, words, hidden) in enumerate(fields)
    )


def cells_below(draw: st.DrawFn, fields: list[Field]) -> str:
    boxes = "".join(f"<td>{box(draw, n, part, hidden)}</td>" for n, (part, _, hidden) in enumerate(fields))
    words = "".join(f"<td>{dressed(draw, words)}</td>" for _, words, _ in fields)
    return f"<table><tr>{boxes}</tr><tr>{words}</tr></table>"


def labels_for(draw: st.DrawFn, fields: list[Field]) -> str:
    return "".join(
        f"<div class='row'><label for='i{n}'>{dressed(draw, words)}</label> {box(draw, n, part, hidden, f'id=i{n}')}</div>"
        for n, (part, words, hidden) in enumerate(fields)
    )


def labels_around(draw: st.DrawFn, fields: list[Field]) -> str:
    return "".join(
        f"<div class='row'><label>{dressed(draw, words)} {box(draw, n, part, hidden)}</label></div>"
        for n, (part, words, hidden) in enumerate(fields)
    )


def by_attribute(name: str) -> Callable[[st.DrawFn, list[Field]], str]:
    def draw_them(draw: st.DrawFn, fields: list[Field]) -> str:
        boxes = [
            box(draw, n, part, hidden, f"{name}='{words}' data-aria")
            for n, (part, words, hidden) in enumerate(fields)
        ]
        return "".join(f"<div class='row'>{one}</div>" for one in boxes)

    return draw_them


def labelled_by(draw: st.DrawFn, fields: list[Field]) -> str:
    return "".join(
        f"<div class='row'><span id='l{n}'>{dressed(draw, words)}</span> {box(draw, n, part, hidden, f'aria-labelledby=l{n}')}</div>"
        for n, (part, words, hidden) in enumerate(fields)
    )


def copied_for(draw: st.DrawFn, fields: list[Field]) -> str:
    rows = "".join(
        f"<tr><td><label for='i0'>{dressed(draw, words)}</label></td><td>{box(draw, n, part, hidden, f'id=i{n} data-aria')}</td></tr>"
        for n, (part, words, hidden) in enumerate(fields)
    )
    return f"<table>{rows}</table>"


def two_tables(draw: st.DrawFn, fields: list[Field]) -> str:
    tall = "style='height:32px'"
    words = "".join(f"<tr {tall}><td>{dressed(draw, words)}</td></tr>" for _, words, _ in fields)
    boxes = "".join(
        f"<tr {tall}><td>{box(draw, n, part, hidden)}</td></tr>" for n, (part, _, hidden) in enumerate(fields)
    )
    return f"<div style='display:flex'><table>{words}</table><table>{boxes}</table></div>"


def placed_by_hand(draw: st.DrawFn, fields: list[Field]) -> str:
    """Absolute positions, the source in another order than the eye's."""
    pieces = []
    for n, (part, words, hidden) in enumerate(fields):
        pieces.append(
            f"<span style='position:absolute;left:10px;top:{10 + 34 * n}px'>{dressed(draw, words)}</span>"
        )
        pieces.append(
            f"<div style='position:absolute;left:260px;top:{8 + 34 * n}px'>{box(draw, n, part, hidden)}</div>"
        )
    pieces = draw(st.permutations(pieces))
    return f"<div style='position:relative;height:{20 + 34 * len(fields)}px'>{''.join(pieces)}</div>"


def written_by_style(draw: st.DrawFn, fields: list[Field]) -> str:
    head = "<style>.d{display:flex;margin:8px 0}.d:before{content:attr(data-w);width:220px}</style>"
    return head + "".join(
        f"<div class='d' data-w='{escape(words)}：'>{box(draw, n, part, hidden)}</div>"
        for n, (part, words, hidden) in enumerate(fields)
    )


def pictures(draw: st.DrawFn, fields: list[Field]) -> str:
    rows = "".join(
        f"<tr><td><img alt='{escape(words)}' style='width:150px;height:18px;background:#ddd'></td><td>{box(draw, n, part, hidden)}</td></tr>"
        for n, (part, words, hidden) in enumerate(fields)
    )
    return f"<table>{rows}</table>"


def laid_over(draw: st.DrawFn, fields: list[Field]) -> str:
    return "".join(
        f"<div style='position:relative;margin:10px 0;height:28px'>{box(draw, n, part, hidden)}"
        f"<span style='position:absolute;left:6px;top:4px;color:#999;pointer-events:none'>{escape(words)}</span></div>"
        for n, (part, words, hidden) in enumerate(fields)
    )


LAYOUTS = (
    cells_beside,
    cells_above,
    blocks_above,
    words_right,
    cells_below,
    labels_for,
    labels_around,
    by_attribute("placeholder"),
    by_attribute("aria-label"),
    by_attribute("title"),
    labelled_by,
    copied_for,
    two_tables,
    placed_by_hand,
    written_by_style,
    pictures,
    laid_over,
)


def decoys_before(draw: st.DrawFn, own: list[Field], say: dict[str, tuple[str, ...]]) -> str:
    """What stands in the source before the form and must not be taken."""
    hidden = (
        "".join(f"<label>{words}<input type=password></label>" for _, words, _ in own)
        + f"<input type=submit value='{say['save'][0]}'>"
    )
    choices = (
        "",
        f"<div class='gone'>{hidden}</div>",
        f"<div class='ghost' style='height:0;overflow:hidden'>{hidden}</div>",
        f"<div style='position:absolute;left:-9999px'>{hidden}</div>",
        f"<form><div class='row'><span>{say['others'][0]}</span> <input type=text class=t> <input type=submit value='{say['save'][0]}'></div></form>",
        f"<p>{own[-1][1]}: {own[0][1]} / {own[-1][1]}</p>",
    )
    return pick(draw, *choices)


def decoys_after(draw: st.DrawFn, own: list[Field], say: dict[str, tuple[str, ...]]) -> str:
    """Validators that show nothing, a help text of the same words, a pair of boxes for something else."""
    pin = "PIN"
    choices = (
        "",
        "".join(f"<span class='red ghost'>{words}</span>" for _, words, _ in own),
        f"<div style='width:500px;color:#777'>{'、'.join(words for _, words, _ in own)}を入力して、[{say['save'][0]}]を押してください。</div>",
        f"<fieldset><legend>{pin}</legend><table><tr><td>{pin}</td><td><input type=password class=t></td></tr>"
        f"<tr><td>{pin} ({'確認' if say is WORDS['ja'] else 'confirm'})</td><td><input type=password class=t></td></tr></table></fieldset>",
        f"<input type=submit disabled value='{say['save'][0]}'>",
    )
    return pick(draw, *choices)


@st.composite
def password_forms(draw: st.DrawFn) -> MadeUp:
    """User properties with other fields around, or the dialog with the existing password."""
    screen = pick(draw, "user-properties", "change-password-dialog")
    say = WORDS[pick(draw, "ja", "en")]
    names = (
        ["new-password", "confirm-password"]
        if screen == "user-properties"
        else ["existing-password", "new-password", "confirm-password"]
    )
    own: list[Field] = [(name, pick(draw, *say[name]), True) for name in names]
    layout = draw(st.sampled_from(LAYOUTS))
    around = (
        draw(st.lists(st.sampled_from(say["others"]), max_size=3, unique=True))
        if screen == "user-properties"
        else []
    )
    before: list[Field] = [("", words, False) for words in around]
    save = entry(draw, "save", pick(draw, *say["save"]))
    cancel = entry(draw, "", "キャンセル" if say is WORDS["ja"] else "Cancel")
    together = draw(st.booleans())
    title = f"<legend>{pick(draw, *say['section'])}</legend>"
    upper = "" if together or not before else f"<fieldset>{layout(draw, before)}</fieldset>"
    body = f"{upper}<fieldset>{title}{layout(draw, before + own if together else own)}</fieldset>"
    buttons = pick(draw, f"{save} {cancel}", f"{cancel} {save}", save)
    form = pick(draw, f"{body}<div class='row'>{buttons}</div>", f"<div class='row'>{buttons}</div>{body}")
    html = f"{decoys_before(draw, own, say)}<form onsubmit='return false'>{form}</form>{decoys_after(draw, own, say)}"
    return MadeUp(screen, placed(draw, html), {**dict.fromkeys(names, True), "save": True})


@st.composite
def sign_in_forms(draw: st.DrawFn) -> MadeUp:
    """Web mail or admin console: a name, a password, a button."""
    screen = pick(draw, "webmail-login", "admin-login")
    say = WORDS[pick(draw, "ja", "en")]
    name = "address" if screen == "webmail-login" else "user-name"
    own: list[Field] = [
        (name, pick(draw, *say["user"]), False),
        ("password", pick(draw, *say["password"]), True),
    ]
    layout = draw(st.sampled_from(LAYOUTS))
    button = entry(draw, "sign-in", pick(draw, *say["sign-in"]))
    remember = pick(
        draw,
        "",
        "<div><input type=checkbox> ログイン状態を保存する</div>",
        "<div><label><input type=checkbox> Remember my password</label></div>",
    )
    forgot = pick(draw, "", "<a href='#'>パスワードをお忘れの方</a>", "<a href='#'>Forgot your password?</a>")
    hidden = pick(
        draw,
        "",
        "<div class='gone'><input type=text name=user><input type=password><input type=submit value='ログイン'></div>",
    )
    language = pick(
        draw, "", "<div>言語 <select><option>日本語</option><option>English</option></select></div>"
    )
    html = f"{hidden}{language}<form onsubmit='return false'>{layout(draw, own)}{remember}<div class='row'>{button}</div></form>{forgot}"
    return MadeUp(screen, placed(draw, html), {name: True, "password": True, "sign-in": True})
