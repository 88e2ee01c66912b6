"""A shelf as a camera sees it: labelled boxes in rows, slanted, unevenly lit, a little blurred; for figures and tests."""

import random
from dataclasses import dataclass
from typing import Any, Final

from app.labels import layout, render, rules
from app.labels.types import Code, Kind, Label

WIDE, HIGH = 3840, 2160
_ACROSS, _DOWN = 7, 6
_PATCH: Final = 620
_TURN: Final = 12.0  # degrees that a hand leaves a label askew


@dataclass(frozen=True, slots=True)
class Scene:
    """The picture (BGR), the payloads on it, and which of them were made unreadable, with the middle of each label."""

    pixels: Any
    payloads: tuple[str, ...]
    ruined: dict[str, tuple[float, float]]


def shelf(seed: int = 1, *, labels: int = 42, ruined: int = 0, blur: float = 0.7) -> Scene:
    """So many labels, `ruined` of them smeared beyond reading, among boxes that carry none of ours."""
    import numpy as np

    chance = random.Random(seed)
    scene = _wall(chance)
    made, spoiled = [], {}
    cells = [(y, x) for y in range(_DOWN) for x in range(_ACROSS)]
    for number, (y, x) in enumerate(sorted(chance.sample(cells, labels))):
        label = _label(chance, number)
        middle = (
            (x + 0.5) * WIDE / _ACROSS + chance.uniform(-16, 16),
            (y + 0.5) * HIGH / _DOWN + chance.uniform(-14, 14),
        )
        is_ruined = number < ruined
        _stick(scene, _face(label, is_ruined, chance), middle, chance)
        made.append(label.payload)
        if is_ruined:
            spoiled[label.payload] = middle
    seen, turn = _seen(scene, seed, blur)
    moved = {text: _moved(turn, at) for text, at in spoiled.items()}
    return Scene(np.ascontiguousarray(seen), tuple(made), moved)


def jpeg(scene: Scene, quality: int = 88) -> bytes:
    """The scene as a camera would keep it."""
    import cv2

    return bytes(cv2.imencode(".jpg", scene.pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def _label(chance: random.Random, number: int) -> Label:
    return Label(
        payload=rules.encode(Code(Kind.ITEM, rules.new_key(chance), 1)),
        number=f"2026-0012-{number + 1:04d}",
        alias="代号 松柏",
        name=chance.choice(("手表", "手机", "金条", "银行卡", "笔记本电脑", "玉镯")),
        quantity="1 件",
        tier=chance.choice(("一般", "贵重")),
        seal=f"F-{chance.randrange(10**6):06d}",
        date="2026-05-14",
        unit="某市纪委监委",
    )


def _wall(chance: random.Random) -> Any:
    """Boxes and bags behind the labels: texture that is no code."""
    import cv2
    import numpy as np

    wall = np.full((HIGH, WIDE, 3), (96, 104, 112), dtype=np.uint8)
    for row in range(_DOWN):
        top = row * HIGH // _DOWN
        x = 0
        while x < WIDE:
            wide = chance.randrange(260, 700)
            shade = [chance.randrange(70, 210) for _ in range(3)]
            cv2.rectangle(
                wall, (x + 4, top + 10), (x + wide - 4, top + HIGH // _DOWN - 14), shade, -1
            )
            for line in range(chance.randrange(0, 3)):
                at = (x + 30, top + 60 + 90 * line)
                cv2.putText(
                    wall, "FRAGILE  24 PCS", at, cv2.FONT_HERSHEY_SIMPLEX, 1.1, (40, 40, 40), 2
                )
            x += wide
        cv2.rectangle(
            wall, (0, top + HIGH // _DOWN - 14), (WIDE, top + HIGH // _DOWN), (60, 70, 80), -1
        )
    return wall


def _face(label: Label, is_ruined: bool, chance: random.Random) -> Any:
    import cv2
    import numpy as np

    size = chance.choice((layout.BOX, layout.BOX, layout.BAG))
    face = np.asarray(render.render(label, size).convert("L"))
    if is_ruined:  # a wet cloth went over it: what it is can be seen, what it says cannot
        face = cv2.GaussianBlur(face, (0, 0), 7)
    return cv2.cvtColor(np.asarray(face, dtype=np.uint8), cv2.COLOR_GRAY2BGR)


def _stick(scene: Any, face: Any, middle: tuple[float, float], chance: random.Random) -> None:
    import cv2
    import numpy as np

    high, wide = face.shape[:2]
    scale = 440 / 480 if wide > 400 else 1.0
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), chance.uniform(-_TURN, _TURN), scale)
    turn[:, 2] += (_PATCH / 2 - wide / 2, _PATCH / 2 - high / 2)
    shape = (_PATCH, _PATCH)
    paper = cv2.warpAffine(np.full((high, wide), 255, np.uint8), turn, shape, flags=cv2.INTER_AREA)
    print_ = cv2.warpAffine(face, turn, shape, flags=cv2.INTER_LINEAR)
    left, top = round(middle[0] - _PATCH / 2), round(middle[1] - _PATCH / 2)
    x, y = max(0, left), max(0, top)
    wall = scene[y : top + _PATCH, x : left + _PATCH]
    seen = np.s_[y - top : y - top + wall.shape[0], x - left : x - left + wall.shape[1]]
    where = paper[seen] > 200
    wall[where] = print_[seen][where]


def _seen(scene: Any, seed: int, blur: float) -> tuple[Any, Any]:
    """From a little to the side, in the light of a lamp, through a webcam."""
    import cv2
    import numpy as np

    corners = np.array([[0, 0], [WIDE, 0], [WIDE, HIGH], [0, HIGH]], dtype=np.float32)
    seen = np.array([[40, 30], [WIDE - 90, 0], [WIDE, HIGH - 20], [0, HIGH - 90]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(corners, seen)
    picture = cv2.warpPerspective(scene, turn, (WIDE, HIGH), flags=cv2.INTER_LINEAR)
    picture = cv2.GaussianBlur(picture, (0, 0), blur)
    light = np.linspace(245, 180, WIDE, dtype=np.uint8)[None, :, None]
    picture = cv2.multiply(picture, np.broadcast_to(light, picture.shape).copy(), scale=1 / 255)
    cv2.setRNGSeed(seed)
    noise: Any = np.empty(picture.shape, dtype=np.int16)
    cv2.randn(noise, np.zeros(3), np.full(3, 4.0))
    return cv2.add(picture, noise, dtype=cv2.CV_8U), turn


def _moved(turn: Any, at: tuple[float, float]) -> tuple[float, float]:
    x, y, w = turn @ (at[0], at[1], 1.0)
    return float(x / w), float(y / w)
