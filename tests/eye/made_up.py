"""A page nobody wrote: drawn at random from every kind of caption, control, place and decoy of the issue."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from hypothesis import strategies as st

STYLE = (
    "<style>body{margin:12px;font:13px 'Noto Sans CJK JP',sans-serif}td,th{padding:4px 8px;text-align:left}"
    ".t{border:1px solid #888;height:22px;width:200px}.gone{display:none}.ghost{visibility:hidden}"
    ".twin{position:absolute;width:1px;height:1px;border:0;padding:0;opacity:0}.b{display:inline-block;"
    "border:1px solid #777;padding:4px 14px;background:#e8e8e8;cursor:pointer}.red{color:#c00}"
    "fieldset{margin:10px 0;width:620px}.row{margin:8px 0}</style>"
)


@dataclass(frozen=True)
class MadeUp:
    """A page, the screen it is, and the parts on it, each marked by `data-is` in the source."""

    screen: str
    html: str
    parts: dict[str, bool]
    accounts: tuple[str, ...] = ()


def pick(draw: st.DrawFn, *options: str) -> str:
    return draw(st.sampled_from(options))


def dressed(draw: st.DrawFn, words: str) -> str:
    """The same words as another site would print them: colons, marks, widths, invisible breaks."""
    how = draw(st.integers(0, 8))
    half = len(words) // 2
    return (
        escape(words),
        f"{escape(words)}：",
        f"{escape(words)} :",
        f"{escape(words)} <span class='red'>*</span>",
        f"{escape(words)} <small>必須</small>",
        f"{escape(words[:half])}<wbr>&#8203;{escape(words[half:])}",
        "".join(f"<b>{escape(letter)}</b>" if letter != " " else "&nbsp;" for letter in words),
        f"■ {escape(words)}",
        f"{escape(words[:half])}&shy;{escape(words[half:])}:",
    )[how]


def entry(draw: st.DrawFn, is_: str, words: str, caption: str = "") -> str:
    """Something to press that says `words`."""
    mark = f'data-is="{is_}"' if is_ else ""
    said = escape(words)
    kind = draw(st.integers(0, 9))
    return (
        f'<input type="submit" value="{said}" {mark}>',
        f'<button type="button" {mark}>{said}</button>',
        f"<a href=\"javascript:__doPostBack('x','')\" {mark}>{said}</a>",
        f'<a href="#" onclick="return false" class="b" {mark}><span><span>{said}</span></span></a>',
        f'<div class="b" onclick="void 0" {mark}><span>{said}</span></div>',
        f'<span class="b" tabindex="0" role="button" {mark}>{said}</span>',
        f'<table class="b" style="display:inline-table" {mark}><tr><td>&nbsp;</td><td>{said}</td></tr></table>',
        f'<input type="image" alt="{said}" style="width:80px;height:24px;background:#ccc" {mark}>',
        f'<span><input type="button" value="{said}" {mark}></span>',
        f'<a href="#x" {mark}><img alt="{said}" style="width:60px;height:20px;background:#ccc"></a>',
    )[kind]


def secret(draw: st.DrawFn, is_: str, name: str, extra: str = "") -> str:
    """A password box, alone, with a 1px twin, or behind a text box that gives way to it."""
    mark = f'data-is="{is_}"' if is_ else ""
    box = f'<input type="password" class="t" name="{name}" {mark} {extra}>'
    kind = draw(st.integers(0, 3))
    if kind == 1:
        return f'<span>{box}<input type="password" class="twin" name="{name}_t" tabindex="-1"></span>'
    if kind == 2 and "placeholder" not in extra and "aria" not in extra:
        return f'<span><input type="password" class="t gone" name="{name}"><input type="text" class="t" {mark}></span>'
    return box


def placed(draw: st.DrawFn, html: str) -> str:
    """In the page itself, in a layer over it, or in a frame."""
    where = draw(st.integers(0, 4))
    if where == 1:
        return (
            f"{STYLE}<h2>Inbox</h2><input type='text' name='q'><div "
            f"style='position:fixed;inset:0;background:#0006;z-index:5'></div>"
            f"<div style='position:absolute;z-index:9;left:200px;top:60px;background:#fff;padding:16px'>{html}</div>"
        )
    if where == 2:
        return f"{STYLE}<p>Web</p><iframe style='width:900px;height:700px' srcdoc=\"{escape(STYLE + html)}\"></iframe>"
    if where == 3:
        inner = f"<iframe style='width:860px;height:640px' srcdoc=\"{escape(STYLE + html)}\"></iframe>"
        return f"{STYLE}<iframe style='width:900px;height:700px' srcdoc=\"{escape(inner)}\"></iframe>"
    return STYLE + html
