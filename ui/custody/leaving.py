"""A thing that leaves: what must be there before its carrier may sign, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.custody.types import ItemRow
from app.requests.types import RequestItemRow, RequestView
from ui import texts
from ui.widgets.checklist import Stage, Step


def left(view: RequestView) -> list[RequestItemRow]:
    """What of a request is still to be handed over."""
    return [row for row in view.items if row.done_at is None and row.custody == "RESERVED"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown at the counter so far."""

    #: Its label was read.
    is_scanned: bool
    seal_no: str
    weight_mg: int | None
    #: Its weight is kept: it is wanted here too.
    is_weighed: bool
    #: The weight was typed: the display is photographed.
    by_hand: bool
    #: The scale says something else, and nobody has said why (C19).
    unexplained: bool
    #: Of what there are photographs.
    kinds: tuple[str, ...]
    camera_lost: bool
    #: The names of the carriers who are here.
    carriers: tuple[str, ...]


def steps(row: ItemRow, shown: Shown) -> tuple[Step, ...]:
    """The checklist of this thing: the next step lit, done ones dim."""
    return (
        Step(
            "label",
            QCoreApplication.translate("leaving", "Label"),
            row.number if shown.is_scanned else "",
            Stage.DONE if shown.is_scanned else Stage.OPEN,
        ),
        Step("seal", texts.word("item.seal_no"), *_seal(shown.seal_no, row.seal_no)),
        Step(
            "weight",
            texts.word("item.weight_mg"),
            texts.weight(shown.weight_mg) if shown.weight_mg else "",
            _weight(shown),
            "F8",
            optional=not shown.is_weighed,
        ),
        _photo(shown),
        Step(
            "carriers",
            texts.word("part.carrier"),
            "、".join(shown.carriers),
            Stage.DONE if shown.carriers else Stage.OPEN,
        ),
    )


def _seal(shown: str, told: str) -> tuple[str, Stage]:
    if not told and not shown:
        return texts.word("seal_status.NONE"), Stage.DONE
    if shown == told:
        return shown, Stage.DONE
    return (f"{shown} ≠ {told or '—'}", Stage.BAD) if shown else ("", Stage.OPEN)


def _weight(shown: Shown) -> Stage:
    """One that the scale does not say stands only with a reason (C19)."""
    if not shown.weight_mg:
        return Stage.OPEN
    return Stage.BAD if shown.unexplained else Stage.DONE


def _photo(shown: Shown) -> Step:
    is_done = "out" in shown.kinds and (not shown.by_hand or "scale" in shown.kinds)
    lost = shown.camera_lost and not is_done
    value = (
        QCoreApplication.translate("leaving", "no camera") if lost else str(len(shown.kinds) or "")
    )
    stage = Stage.DONE if is_done else Stage.BAD if lost else Stage.OPEN
    return Step("photo", texts.word("photo.out"), value, stage, "F3")
