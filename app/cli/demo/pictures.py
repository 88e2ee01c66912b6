"""Evidence photographs, drawn: a thing on the white table, with scale bar, bag edge and seal number."""

import functools
import io
import math
import random
from collections.abc import Callable
from typing import Any, Final

from app import paths

WIDTH, HEIGHT = 1280, 960
Pen = Any
_LAYER: Final = (1000, 780)  # what a thing is drawn on, before it is turned and laid on the table
_LEFT: Final = (WIDTH - _LAYER[0]) // 2
_TOP: Final = 110
_SMALL: Final = (480, 360)
#: What of a picture the kinds of photographs show: left, top, right, bottom.
_WHOLE: Final = (0, 0, WIDTH, HEIGHT)
_CUTS: Final = {
    "feature": (280, 180, 1000, 720),
    "damage": (400, 260, 880, 620),
    "seal": (320, 20, 960, 500),
    "scale": (40, 480, 680, 960),
    "in": (40, 30, 1240, 930),
}
_INKS: Final = ("#2c2f36", "#5a4632", "#70757d", "#8c2f39", "#23405e", "#3d5a45", "#b08d3e")


def draw(shape: str, seal: str, seed: int) -> bytes:
    """One JPEG of about 100 kB: the same seed draws the same picture."""
    from PIL import Image, ImageDraw

    chance = random.Random(seed)
    picture = _table(chance).copy()
    layer = Image.new("RGBA", (WIDTH, HEIGHT), (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    _SHAPES.get(shape, _box)(pen, chance)
    left, top, right, bottom = layer.getbbox() or (0, 0, *_LAYER)
    thing = layer.crop((left, top, right, bottom))  # turning costs by the pixel
    turned = thing.rotate(chance.uniform(-14, 14), Image.Resampling.BILINEAR, expand=True)
    at = (
        _LEFT + (left + right - turned.width) // 2,
        max(122, min(HEIGHT - 116 - turned.height, _TOP + (top + bottom - turned.height) // 2)),
    )
    outline = turned.getchannel("A")
    picture.paste((96, 98, 104), (at[0] + 10, at[1] + 14), outline.point(lambda v: v // 2))
    picture.paste(turned, at, outline)
    _bag(picture, seal, chance)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


def look(picture: bytes, kind: str, number: int) -> bytes:
    """A photograph of what is on a picture, from where its kind is taken from; each has its number, as from a camera."""
    return _numbered(_cut(picture, _CUTS.get(kind, _WHOLE)), number)


def placeholder(number: int) -> bytes:
    """The picture of a store without photographs."""
    return _numbered(_blank(), number)


def _numbered(picture: Any, number: int) -> bytes:
    from PIL import ImageDraw

    shown = picture.copy()
    ImageDraw.Draw(shown).text(
        (10, 6),
        f"No.{number:06d}",
        fill="white",
        font=_font(20),
        stroke_width=2,
        stroke_fill="#333",
    )
    file = io.BytesIO()
    shown.save(file, "JPEG", quality=70)
    return file.getvalue()


@functools.lru_cache(96)
def _cut(picture: bytes, box: tuple[int, int, int, int]) -> Any:
    """A part of a picture, small: most of a demo's photographs are looked at as thumbnails only."""
    from PIL import Image

    whole = Image.open(io.BytesIO(picture))
    return whole.resize(_SMALL, Image.Resampling.BILINEAR, box)


@functools.lru_cache(1)
def _blank() -> Any:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", _SMALL, "#e8e9ec")
    middle = (_SMALL[0] // 2, _SMALL[1] // 2)
    ImageDraw.Draw(picture).text(
        middle, "演示：无照片", fill="#70757d", font=_font(36), anchor="mm"
    )
    return picture


@functools.lru_cache(8)
def _ground(kind: int) -> Any:
    """The white table under the lamp, with the grain of a sensor."""
    from PIL import Image

    grain = Image.effect_noise((WIDTH, HEIGHT), 9)
    light = (
        Image.radial_gradient("L").resize((WIDTH, HEIGHT)).point(lambda v: 246 - v // (5 + kind))
    )
    grey = Image.blend(light, grain, 0.10)
    tints = ((0, 0, 4), (3, 2, 0), (0, 2, 2), (2, 0, 2))
    return Image.merge("RGB", [grey.point(lambda v, t=t: min(255, v + t + 6)) for t in tints[kind]])


def _table(chance: random.Random) -> Any:
    return _ground(chance.randrange(4))


@functools.lru_cache(8)
def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(paths.resources() / "fonts" / "NotoSansSC-Bold.ttf"), size)


def _bag(picture: Any, seal: str, chance: random.Random) -> None:
    """The edge of the evidence bag, the red seal strip with its number, the scale bar."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(picture, "RGBA")
    pen.rounded_rectangle(
        (60, 50, WIDTH - 60, HEIGHT - 110), 26, outline=(120, 140, 160, 120), width=5
    )
    for _ in range(9):
        x, y = chance.randint(90, WIDTH - 300), chance.randint(130, HEIGHT - 260)
        pen.line(
            (x, y, x + chance.randint(60, 220), y + chance.randint(-40, 60)),
            (255, 255, 255, 120),
            3,
        )
    pen.rectangle((60, 50, WIDTH - 60, 116), fill=(190, 40, 46, 235))
    pen.text(
        (WIDTH // 2, 83), f"物 证 袋    封条 {seal}", fill="white", font=_font(34), anchor="mm"
    )
    for at in range(10):
        left = 80 + at * 48
        ink = (20, 20, 20, 255) if at % 2 == 0 else (245, 245, 245, 255)
        pen.rectangle(
            (left, HEIGHT - 86, left + 48, HEIGHT - 60), fill=ink, outline=(20, 20, 20, 255)
        )
    pen.text((80, HEIGHT - 52), "0", fill="#222", font=_font(22))
    pen.text((546, HEIGHT - 52), "10 cm", fill="#222", font=_font(22))


def _middle(chance: random.Random) -> tuple[float, float]:
    return _LAYER[0] / 2 + chance.randint(-50, 50), _LAYER[1] / 2 + chance.randint(-15, 15)


def _box(pen: Pen, chance: random.Random) -> None:
    x, y = _middle(chance)
    w, h, ink = chance.randint(220, 330), chance.randint(130, 220), chance.choice(_INKS)
    pen.rounded_rectangle((x - w, y - h, x + w, y + h), 24, fill=ink)
    pen.line((x - w, y - h / 3, x + w, y - h / 3), (0, 0, 0, 90), 6)
    pen.rounded_rectangle((x - 44, y - h / 3 - 18, x + 44, y - h / 3 + 30), 8, fill="#c9b26a")
    pen.arc((x - 90, y - h - 80, x + 90, y - h + 60), 180, 360, fill=ink, width=20)


def _cash(pen: Pen, chance: random.Random) -> None:
    x, y = _middle(chance)
    for at in range(chance.randint(3, 7)):
        left, top = x - 300 + at * 22, y + 90 - at * 46
        pen.rectangle(
            (left, top - 120, left + 480, top + 80), fill="#c75b62", outline="#8d3139", width=4
        )
        pen.ellipse((left + 200, top - 80, left + 280, top + 40), outline="#f0d9d2", width=6)
        pen.rectangle((left + 200, top - 120, left + 260, top + 80), fill="#f3efe6")


def _bar(pen: Pen, chance: random.Random) -> None:
    x, y = _middle(chance)
    for at in range(chance.randint(1, 3)):
        top = y - 130 + at * 130
        pen.polygon(
            [(x - 260, top + 90), (x - 220, top), (x + 220, top), (x + 260, top + 90)],
            fill="#d9b44a",
        )
        pen.polygon(
            [(x - 220, top), (x + 220, top), (x + 190, top - 22), (x - 190, top - 22)],
            fill="#f2d782",
        )
        pen.text((x, top + 44), "Au999.9", fill="#8a6a1c", font=_font(34), anchor="mm")


def _ring(pen: Pen, chance: random.Random) -> None:
    x, y = _middle(chance)
    r, ink = chance.randint(150, 220), chance.choice(("#5f9e6e", "#d9dbd6", "#c58a3a", "#b5434f"))
    pen.ellipse((x - r, y - r, x + r, y + r), outline=ink, width=chance.randint(30, 60))
    for at in range(12):
        a = at * math.pi / 6
        cx, cy = x + math.cos(a) * (r - 20), y + math.sin(a) * (r - 20)
        pen.ellipse((cx - 9, cy - 9, cx + 9, cy + 9), fill=(255, 255, 255, 150))


def _watch(pen: Pen, chance: random.Random) -> None:
    x, y = _middle(chance)
    strap, face = chance.choice(_INKS), chance.choice(("#f5f5ef", "#1d2733", "#e9e2cc"))
    pen.rounded_rectangle((x - 70, y - 330, x + 70, y + 330), 30, fill=strap)
    pen.ellipse((x - 170, y - 170, x + 170, y + 170), fill="#b9bcc2", outline="#7c8087", width=12)
    pen.ellipse((x - 135, y - 135, x + 135, y + 135), fill=face)
    for at in range(12):
        a = at * math.pi / 6
        pen.line(
            (
                x + math.cos(a) * 104,
                y + math.sin(a) * 104,
                x + math.cos(a) * 126,
                y + math.sin(a) * 126,
            ),
            "#a08c4a",
            8,
        )
    for length, width in ((70, 10), (105, 6)):
        a = chance.uniform(0, 2 * math.pi)
        pen.line((x, y, x + math.cos(a) * length, y + math.sin(a) * length), "#7a5b22", width)
    pen.rectangle((x + 168, y - 14, x + 192, y + 14), fill="#9a9da3")


def _phone(pen: Pen, chance: random.Random) -> None:
    x, y = _middle(chance)
    pen.rounded_rectangle(
        (x - 160, y - 310, x + 160, y + 310), 40, fill="#17191d", outline="#767b83", width=8
    )
    pen.rounded_rectangle(
        (x - 140, y - 286, x + 140, y + 286),
        24,
        fill=chance.choice(("#262b34", "#0f1318", "#313a45")),
    )
    pen.ellipse((x - 10, y - 276, x + 10, y - 256), fill="#0a0b0d")
    pen.line((x - 120, y - 200, x + 60, y + 240), "#2b313b", 40)


def _card(pen: Pen, chance: random.Random) -> None:
    x, y = _middle(chance)
    for at in range(chance.randint(1, 3)):
        left, top = x - 330 + at * 40, y - 210 + at * 60
        pen.rounded_rectangle((left, top, left + 600, top + 370), 28, fill=chance.choice(_INKS))
        pen.rounded_rectangle((left + 50, top + 110, left + 140, top + 175), 10, fill="#d8c37a")
        pen.text((left + 50, top + 250), "**** **** **** ****", fill="#f0f0f0", font=_font(40))


def _scroll(pen: Pen, chance: random.Random) -> None:
    x, y = _middle(chance)
    pen.rectangle((x - 200, y - 330, x + 200, y + 330), fill="#d9ccb0")
    pen.rectangle((x - 165, y - 280, x + 165, y + 270), fill="#f3ecdb")
    for _ in range(9):
        px, py = x + chance.randint(-160, 20), y + chance.randint(-150, 220)
        pen.polygon(
            [(px, py), (px + chance.randint(30, 90), py - chance.randint(40, 120)), (px + 120, py)],
            fill=(60, 70, 66, 110),
        )
    pen.rectangle((x + 110, y + 200, x + 146, y + 240), fill="#b8393b")
    for top in (y - 350, y + 316):
        pen.rounded_rectangle((x - 240, top, x + 240, top + 34), 16, fill="#5b3a24")


def _bottle(pen: Pen, chance: random.Random) -> None:
    x, y = _middle(chance)
    count = chance.randint(1, 3)
    for at in range(count):
        cx, ink = x + (at - (count - 1) / 2) * 190, chance.choice(("#e9ece9", "#3a1b1e", "#c9d6cf"))
        pen.rounded_rectangle(
            (cx - 75, y - 130, cx + 75, y + 320), 26, fill=ink, outline="#8b9097", width=4
        )
        pen.rectangle((cx - 30, y - 290, cx + 30, y - 120), fill=ink, outline="#8b9097", width=4)
        pen.rectangle((cx - 34, y - 320, cx + 34, y - 270), fill="#b3202a")
        pen.rectangle((cx - 75, y + 20, cx + 75, y + 200), fill="#c22d34")


def _paper(pen: Pen, chance: random.Random) -> None:
    x, y = _middle(chance)
    for at in range(chance.randint(2, 5)):
        left, top = x - 250 + at * 16, y - 310 + at * 12
        pen.rectangle(
            (left, top, left + 440, top + 600), fill="#fbfaf5", outline="#a7a9ab", width=3
        )
        for row in range(16):
            pen.line(
                (
                    left + 50,
                    top + 90 + row * 30,
                    left + chance.randint(250, 400),
                    top + 90 + row * 30,
                ),
                "#6b7078",
                4,
            )
        pen.line((left + 140, top + 50, left + 300, top + 50), "#a33", 8)


def _stamp(pen: Pen, chance: random.Random) -> None:
    x, y = _middle(chance)
    pen.ellipse((x - 330, y - 130, x - 70, y + 130), outline="#c0262c", width=14)
    pen.regular_polygon((x - 200, y, 54), 5, fill="#c0262c")
    pen.rounded_rectangle((x + 60, y - 230, x + 230, y + 120), 60, fill="#5b3a24")
    pen.rounded_rectangle((x + 20, y + 100, x + 270, y + 220), 20, fill="#7c5233")


def _car(pen: Pen, chance: random.Random) -> None:
    x, y = _middle(chance)
    ink = chance.choice(_INKS)
    pen.rounded_rectangle((x - 420, y - 40, x + 420, y + 140), 50, fill=ink)
    pen.polygon(
        [(x - 250, y - 30), (x - 150, y - 190), (x + 190, y - 190), (x + 310, y - 30)], fill=ink
    )
    pen.polygon(
        [(x - 205, y - 40), (x - 130, y - 160), (x + 10, y - 160), (x + 10, y - 40)], fill="#b9cbd6"
    )
    pen.polygon(
        [(x + 30, y - 40), (x + 30, y - 160), (x + 175, y - 160), (x + 250, y - 40)], fill="#b9cbd6"
    )
    for cx in (x - 260, x + 260):
        pen.ellipse(
            (cx - 85, y + 60, cx + 85, y + 230), fill="#16181b", outline="#50545a", width=10
        )
        pen.ellipse((cx - 35, y + 110, cx + 35, y + 180), fill="#a9adb3")


_SHAPES: Final[dict[str, Callable[[Pen, random.Random], None]]] = {
    "box": _box,
    "cash": _cash,
    "bar": _bar,
    "ring": _ring,
    "watch": _watch,
    "phone": _phone,
    "card": _card,
    "scroll": _scroll,
    "bottle": _bottle,
    "paper": _paper,
    "stamp": _stamp,
    "car": _car,
}
