"""Makes the small pictures that the style sheet needs (arrows, ticks) from the tokens: run after changing them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

STYLE: Final = Path(__file__).resolve().parents[2] / "resources" / "style"
_LINE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" '
    'stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round">{shape}</svg>\n'
)
_SHAPES: Final = {
    "down": ("soft", 2, '<path d="m6 9 6 6 6-6"/>'),
    "up": ("soft", 2, '<path d="m18 15-6-6-6 6"/>'),
    "right": ("soft", 2, '<path d="m9 18 6-6-6-6"/>'),
    "left": ("soft", 2, '<path d="m15 18-6-6 6-6"/>'),
    "calendar": (
        "soft",
        2,
        '<path d="M8 2v4M16 2v4M3 10h18"/><rect width="18" height="18" x="3" y="4" rx="2"/>',
    ),
    "check": ("on_accent", 3, '<path d="M19 7 10 17l-5-5"/>'),
    "tick": ("accent", 3, '<path d="M19 7 10 17l-5-5"/>'),
    "dash": ("on_accent", 3, '<path d="M6 12h12"/>'),
    "dot": ("accent", 12, '<path d="M12 12h.01"/>'),
}


def pictures() -> dict[Path, str]:
    """Each picture's place and what it must hold."""
    tokens = json.loads((STYLE / "tokens.json").read_text("utf-8"))
    return {
        STYLE / mode / f"{name}.svg": _LINE.format(
            colour=tokens[mode][tone], width=width, shape=shape
        )
        for mode in ("light", "dark")
        for name, (tone, width, shape) in _SHAPES.items()
    }


def main() -> None:
    """Write them all."""
    for path, text in pictures().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
