"""What a hostile page can do in the browser: nothing is downloaded, no permission is granted, no call goes out."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.pages.session import Session
from flows.pages.site import open_site
from flows.settings import Settings
from tests.secrecy.stranger import Stranger, Told

PRIZE = b"MZ-this-is-a-program"
ASKS = """<!doctype html><meta charset="utf-8"><title>asking</title><script>
const said = [];
const note = (what, answer) => said.push(what + '=' + answer);
const states = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
Promise.all([
  ...states.map(name => navigator.permissions.query({name}).then(it => note(name, it.state), () => note(name, 'none'))),
  Notification.requestPermission().then(it => note('asked for notifications', it)),
  new Promise(done => navigator.geolocation.getCurrentPosition(
    () => done(note('place', 'granted')), () => done(note('place', 'denied')), {timeout: 2000})),
  ...Object.entries({
    sound: () => navigator.mediaDevices.getUserMedia({audio: true}),
    clipboard: () => navigator.clipboard.readText(),
    worker: () => navigator.serviceWorker.register('/worker.js').then(it => it || Promise.reject()),
  }).map(([what, ask]) => ask().then(() => note(what, 'granted'), () => note(what, 'denied'))),
]).then(() => fetch('/said', {method: 'POST', body: said.join('\\n')})).then(() => document.title = 'asked');
</script>"""
GIVES = """<!doctype html><meta charset="utf-8"><title>giving</title><a id="a" href="/prize" download>take</a>
<a id="b" href="data:application/octet-stream,MZ-this-is-a-program" download="b.exe">take</a>
<iframe src="/prize"></iframe><script>a.click(); b.click(); setTimeout(() => document.title = 'given', 500)</script>"""
CALLS = """<!doctype html><meta charset="utf-8"><title>calling</title><iframe id="inner"></iframe><script>
const call = ({RTCPeerConnection: Line}) => Line && new Promise(done => {
  const line = new Line({iceServers: [{urls: 'stun:127.0.0.2:%d'}]});
  line.createDataChannel('x');
  line.createOffer().then(it => line.setLocalDescription(it));
  line.onicegatheringstatechange = () => line.iceGatheringState === 'complete' && done();
});
Promise.all([call(window), call(inner.contentWindow)]).then(() => document.title = 'ended');
</script>"""
ATTACHED = Told(
    PRIZE, headers={"Content-Type": "application/octet-stream", "Content-Disposition": "attachment"}
)


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A directory for everything temporary, so that what is left there can be seen."""
    with pytest.MonkeyPatch.context() as patch:
        here = tmp_path_factory.mktemp("rooms")
        for name in ("TMPDIR", "HOME"):
            (here / name).mkdir()
            patch.setenv(name, str(here / name))
        patch.setattr(tempfile, "tempdir", None)
        yield here


@pytest.fixture(scope="module")
def stranger() -> Iterator[Stranger]:
    worker = Told("self.addEventListener('fetch', () => {})", headers={"Content-Type": "text/javascript"})
    with Stranger(
        {"/asks": ASKS, "/gives": GIVES, "/prize": ATTACHED, "/said": "", "/worker.js": worker}
    ) as one:
        yield one


@pytest.fixture(scope="module")
def session(rooms: Path, stranger: Stranger) -> Iterator[Session]:
    settings = Settings(webmail_url=stranger.url(), timeout=10)
    with open_site(settings) as site, site.session() as session:
        yield session


def test_no_permission_is_granted(session: Session, stranger: Stranger) -> None:
    window = session.open(stranger.url("/asks"))
    window.wait_for_function("document.title == 'asked'")
    said = next(asked.body.decode() for asked in stranger.asked if asked.path == "/said")
    assert "asked for notifications=" in said
    assert "granted" not in said


def test_no_download_is_written(session: Session, stranger: Stranger, rooms: Path) -> None:
    session.open(stranger.url("/gives")).wait_for_function("document.title == 'given'")
    assert "/prize" in {asked.path for asked in stranger.asked}
    written = [path for path in rooms.rglob("*") if path.is_file()]
    assert [path for path in written if path.suffix == ".exe" or PRIZE in path.read_bytes()] == []


def test_no_packet_is_sent_by_web_rtc(session: Session, stranger: Stranger) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.2", 0))
        listening.settimeout(1)
        stranger.pages["/calls"] = CALLS % listening.getsockname()[1]
        session.open(stranger.url("/calls")).wait_for_function("document.title == 'ended'")
        with pytest.raises(TimeoutError):
            listening.recvfrom(2000)
        assert session.context.browser
        with session.context.browser.new_page() as anybody:  # the counter-proof: elsewhere the page does call
            anybody.goto(stranger.url("/calls"))
            listening.settimeout(10)
            assert listening.recvfrom(2000)
