"""The pictures of a walk: the mark on the thing, nothing private to read, the same pixels every time."""

from __future__ import annotations

from io import BytesIO
from statistics import mean

import pytest
from PIL import Image
from pydantic import SecretStr

from flows.browser import Window
from flows.camera.drawing import COVER
from flows.camera.framing import CENTRED, SHOWS
from flows.camera.privacy import Privacy
from flows.camera.shooting import Shooting, as_administrator, as_user, under_light
from flows.camera.shots import SHOTS
from flows.pages.site import open_site
from flows.practice import SKINS, PracticeSite
from flows.procedures.reset_password import OPEN
from flows.steps import Nobody, Several, Step, announced
from tests.camera.measure import Keeping
from tests.camera.trial import Trial, trial
from tests.conftest import settings_for

WANTED = 0.95


def test_marks_lie_on_the_parts_in_frames() -> None:
    well_marked(trial("frameset", 1, walks=(as_user,)))


def test_marks_lie_on_the_parts_in_windows_of_their_own_and_two_runs_give_equal_pixels() -> None:
    one, other = trial("popup", 1, walks=(as_user,)), trial("popup", 1, walks=(as_user,), paint=False)
    well_marked(one)
    assert one.pictures.keys() == other.pictures.keys()
    for name, picture in one.pictures.items():
        assert _pixels(picture) == _pixels(other.pictures[name]), name


def well_marked(found: Trial) -> None:
    assert not found.failed
    assert found.pictures.keys() == {"sign-in", "action-menu", "own-password", "own-password-saved"}
    assert len(found.overlaps) == 9
    assert mean(found.overlaps.values()) >= WANTED, found.overlaps
    assert len(found.hidden) == 9
    assert not any(found.hidden.values()), found.hidden


@pytest.mark.long
@pytest.mark.parametrize("scale", [1, 2, 3])
def test_the_mean_overlap_of_marks_and_parts_over_every_skin(
    scale: int, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {skin: trial(skin, scale) for skin in sorted(SKINS)}
    every = [one for each in found.values() for one in each.overlaps.values()]
    failed = {skin: each.failed for skin, each in found.items() if each.failed}
    with capsys.disabled():
        print(
            f"\nscale {scale}: mean overlap {mean(every):.4f} of {len(every)} marks, least {min(every):.3f}",
            end="",
        )
        for what in ("in_frames", "scrolled"):
            print(f", {sum(getattr(each, what) for each in found.values())} {what.replace('_', ' ')}", end="")
        print(f"; {sum(len(each.hidden) for each in found.values())} numbers; failed: {failed}")
    assert mean(every) >= WANTED
    assert len(every) >= 160
    assert not failed
    assert not {skin: each.hidden for skin, each in found.items() if any(each.hidden.values())}


class Reader:
    """Listens after the camera, and notes where real addresses stand in the window: their right ends' middles."""

    def __init__(self) -> None:
        self.places: dict[str, tuple[float, float]] = {}

    def before(self, step: Step, page: Window | None) -> None:
        if step.id == OPEN.id and page:
            for one in page.get_by_role("link").filter(has_text="@midori-shoji.co.jp").all():
                box = one.bounding_box()
                if box and box["y"] + box["height"] < 800:
                    self.places[one.inner_text()] = (
                        box["x"] + box["width"] - 4,
                        box["y"] + box["height"] / 2,
                    )

    def after(self, step: Step, page: Window | None) -> None: ...


def test_on_a_real_site_nothing_is_written_and_no_address_can_be_read() -> None:
    with PracticeSite(20, domain="midori-shoji.co.jp") as site:
        settings = settings_for(site, user=site.user.address, password=SecretStr(site.user.password))
        reader = Reader()
        with open_site(settings) as browser:
            shooting = Shooting(browser, "real", "ja", False, reader)
            album = shooting.shoot((as_administrator,))
            assert shooting.privacy.real
        saves = sum(account["saves"] for account in site.state()["accounts"].values())
    assert saves == 0
    assert {"account", "user-management", "console-sign-in"} <= album.pictures.keys()
    assert album.left_out.keys() == {shot.name for shot in SHOTS if shot.needs_save}
    assert "needs a Save" in album.left_out["new-password"]
    assert not album.failed.keys() & album.left_out.keys()
    assert "midori" not in str(album.as_data()["pictures"])
    account = album.pictures["account"]
    x, y, width, height = account.marks[0].box
    marked = reader.places[settings.user or ""]
    left, top = marked[0] + 4 - x - width, marked[1] - y - height / 2
    shown = [(x - left, y - top) for x, y in reader.places.values() if 0 < y - top < account.height]
    assert len(shown) >= 10
    picture = Image.open(BytesIO(account.image)).convert("RGB")
    assert {picture.getpixel((round(2 * x), round(2 * y))) for x, y in shown} == {COVER}


def test_only_a_step_that_came_true_gives_a_picture_and_a_missing_mark_is_named(
    practice: PracticeSite,
) -> None:
    with open_site(settings_for(practice, user="nobody@example.jp")) as browser:
        shooting = Shooting(browser, "practice", "ja", True, Nobody())
        with under_light(browser) as session:
            session.settings = session.settings.model_copy(update={"timeout": 1})
            camera = Keeping(session, shooting.album, Privacy(), "nobody@example.jp")
            window = session.open(practice.url)
            window.evaluate("document.body.append('IMail Server 12.5.5')")
            with pytest.raises(LookupError), announced(Several([camera]), SHOTS[0].step, window):
                raise LookupError("the sign-in was refused")
            assert "sign-in" in camera.exposed
            assert not shooting.album.pictures
            assert shooting.album.server == "12.5.5"
            with announced(Several([camera]), OPEN, window):
                pass
    assert shooting.album.failed["account"] == (
        "account: account is to be marked and is not to be seen on user-list."
    )


@pytest.mark.long
def test_a_list_that_shows_nobody_until_searched_needs_to_be_told_whom_to_picture() -> None:
    with PracticeSite(20, skin="search") as site, open_site(settings_for(site)) as browser:
        album = Shooting(browser, "search", "ja", False, Nobody()).shoot((as_administrator,))
    assert "user-management" in album.pictures
    assert "FLOWS_USER says which" in album.failed["account"]


def _pixels(picture: bytes) -> bytes:
    return Image.open(BytesIO(picture)).convert("RGB").tobytes()


def test_a_part_that_a_pane_has_rolled_out_of_sight_is_brought_into_it(practice: PracticeSite) -> None:
    with open_site(settings_for(practice)) as browser, browser.session() as session:
        window = session.open("about:blank")
        window.set_content(
            "<div style='height:90px;overflow:auto'><button id=far style='margin-top:300px'>Save</button></div>"
        )
        control = window.locator("#far")
        assert not control.evaluate(SHOWS)
        control.evaluate(CENTRED)
        assert control.evaluate(SHOWS)
