"""Hands and a scanner at the real screen: key presses and clicks that come through the X server, as from outside."""

import subprocess
from collections.abc import Sequence
from typing import Final

from tests.support.xvfb import at_once

#: What a wedge scanner takes for one character, and what a person takes.
SCANNER_MS: Final = 2
PERSON_MS: Final = 160  # xdotool types twice as fast as it is told: 80 ms from key to key
#: No hand is on the keys sooner after a scan; what comes sooner belongs to the scan.
_MOMENT: Final = "sleep 0.08"


class Hands:
    """One xdotool that is told line by line what to press."""

    def __init__(self) -> None:
        self._tool = subprocess.Popen(["xdotool", "-"], stdin=subprocess.PIPE, text=True)
        at_once(self._tool.pid)

    def scan(self, text: str) -> None:
        """A code comes from the scanner, with Enter behind it."""
        self._say(f'type --delay {SCANNER_MS} "{text}"', "key --delay 0 Return")

    def type(self, text: str) -> None:
        """A person types; letters, digits and dashes."""
        self._say(_MOMENT, f'type --delay {PERSON_MS} "{text}"')

    def press(self, *keys: str) -> None:
        """One key after another, such as F3, Return, ctrl+Return."""
        self._say(_MOMENT, f"key --delay {PERSON_MS} {' '.join(keys)}")

    def click(self, x: int, y: int) -> None:
        """The left button at a place of the screen."""
        self._say(f"mousemove {x} {y} click 1")

    def draw(self, points: Sequence[tuple[int, int]]) -> None:
        """A line with the left button down, from point to point."""
        first, *others = [f"mousemove {x} {y}" for x, y in points]
        moves = [line for move in others for line in (move, "sleep 0.02")]
        self._say(first, "mousedown 1", *moves, "mouseup 1")

    def close(self) -> None:
        """Hands off."""
        assert self._tool.stdin is not None
        self._tool.stdin.close()
        self._tool.wait(timeout=10)

    def _say(self, *lines: str) -> None:
        assert self._tool.stdin is not None
        self._tool.stdin.write("".join(f"{line}\n" for line in lines))
        self._tool.stdin.flush()
