"""Two pictures, point by point: how much differs, and a third picture that shows where."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from flows.errors import InputError

SEEN = 4
"""Of 255: a point that differs by less in every colour looks the same to everybody."""
CHANGED, PAPER = (196, 0, 160), (255, 255, 255)
"""Neither the marks' red nor any colour of the site."""
FADED = 0.72
REACH = 5
"""Points; a single changed one is drawn so large."""
SMALL, RING = 0.02, 14
"""What changed within so little of the picture is ringed, so many points away from it: nobody finds it otherwise."""

Size = tuple[int, int]


@dataclass(frozen=True)
class Difference:
    """`share` of all points, 0 to 1. `image` is the later picture, pale, with everything that changed painted."""

    share: float
    before: Size
    after: Size
    image: Image.Image | None = field(default=None, repr=False)


def opened(path: Path) -> Image.Image:
    """A picture from a file. Raises InputError where it is missing or damaged."""
    try:
        with Image.open(path, formats=["PNG"]) as image:
            return image.convert("RGB")
    except FileNotFoundError:
        raise InputError(f"There is no picture {path}.") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise InputError(f"{path} is damaged, or no PNG: it cannot be compared.") from None


def difference(before: Image.Image, after: Image.Image) -> Difference:
    """What differs. What only one of them has, where their sizes differ, counts as changed."""
    if before.size == after.size and before.tobytes() == after.tobytes():
        return Difference(0.0, before.size, after.size)
    mask = _changed(before, after)
    count = mask.histogram()[255]
    if not count:
        return Difference(0.0, before.size, after.size)
    share = count / (mask.width * mask.height)
    return Difference(share, before.size, after.size, _shown(after, mask))


def _changed(before: Image.Image, after: Image.Image) -> Image.Image:
    """White where the two differ, black elsewhere."""
    size = (max(before.width, after.width), max(before.height, after.height))
    red, green, blue = ImageChops.difference(_on(size, before), _on(size, after)).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    mask = most.point([0] * SEEN + [255] * (256 - SEEN))
    if before.size != after.size:
        common = Image.new("L", size, 255)
        both = (min(before.width, after.width) - 1, min(before.height, after.height) - 1)
        ImageDraw.Draw(common).rectangle((0, 0, *both), fill=0)
        mask = ImageChops.lighter(mask, common)
    return mask


def _shown(after: Image.Image, mask: Image.Image) -> Image.Image:
    pale = Image.blend(
        _on(mask.size, after.convert("L").convert("RGB")), Image.new("RGB", mask.size, PAPER), FADED
    )
    pale.paste(CHANGED, mask=mask.filter(ImageFilter.MaxFilter(REACH)))
    left, top, right, bottom = mask.getbbox() or (0, 0, *mask.size)
    if (right - left) * (bottom - top) < SMALL * mask.width * mask.height:
        ring = (left - RING, top - RING, right + RING, bottom + RING)
        ImageDraw.Draw(pale).rounded_rectangle(ring, RING, outline=CHANGED, width=4)
    return pale


def _on(size: Size, image: Image.Image) -> Image.Image:
    """The picture at the upper left of a white sheet."""
    sheet = Image.new("RGB", size, PAPER)
    sheet.paste(image)
    return sheet
