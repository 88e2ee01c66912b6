"""Which of the photographs taken count: the same picture twice is one, and one on the card shows an earlier moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.custody import photographs
from app.custody.types import PictureUse, Shot
from ui import texts

_NAMED: Final = 3


def faults(shots: Sequence[Shot], uses: Mapping[str, PictureUse]) -> list[str]:
    """Beside each why it does not count, in words; empty where it does."""
    said: list[str] = []
    first: dict[str, str] = {}
    for shot in shots:
        before, on_card = first.get(shot.sha256, ""), _on_card(shot, uses)
        if before:
            same = QCoreApplication.translate(
                "alike", "the same picture as “{0}”: it does not count"
            )
            said.append(same.format(texts.word(f"photo.{before}")))
        elif not photographs.is_anew(shot.kind, on_card):
            old = QCoreApplication.translate("alike", "on the card already, as “{0}”: take another")
            said.append(old.format(texts.word(f"photo.{on_card}")))
        else:
            said.append("")
        first[shot.sha256] = before or shot.kind
    return said


def shared(numbers: Sequence[str]) -> str:
    """A word on a picture that is on the cards of these other things: it counts, and whoever looks will see it."""
    if not numbers:
        return ""
    also = QCoreApplication.translate("alike", "the same picture is on the card of {0}")
    return also.format("、".join(numbers[:_NAMED]))


def _on_card(shot: Shot, uses: Mapping[str, PictureUse]) -> str:
    return uses[shot.sha256].on_card if shot.sha256 in uses else ""
