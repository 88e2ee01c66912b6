"""One press prints the label that lives now; what is known of it is written into the books."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.custody import labelling
from app.custody.labelling import LabelState, OwedLabel
from ui.shell import printing
from ui.shell.station import Station


def print_living(
    station: Station,
    owner: QObject,
    item_id: str,
    *,
    printed_before: Callable[[], object],
    then: Callable[[], object] | None = None,
) -> None:
    """Print a card's living label; one that was printed already is a reprint, and that needs a second person."""

    def looked(state: LabelState) -> None:
        if state.printed_at is not None:
            printed_before()
        elif state.sent_at is not None:
            printing.in_doubt(station)
        else:
            owed = OwedLabel(
                "item", item_id, "", "", state.payload, state.generation, state.made_at
            )
            printing.print_one(station, owner, owed, then)

    station.ask(owner, labelling.label_state, then=looked, item_id=item_id)
