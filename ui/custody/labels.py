"""One press prints the label that lives now; the printer's word is written into the books."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from app.custody import labelling
from app.custody.labelling import LabelState
from app.labels.types import Label
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
        else:
            station.ask(owner, labelling.label, then=drawn, item_id=item_id)

    def drawn(label: Label) -> None:
        if station.devices is not None:
            station.devices.print_label(
                owner, label, lambda where: printed(label, where), station.refuse
            )

    def printed(label: Label, where: str) -> None:
        station.do(
            owner,
            labelling.label_printed,
            then=lambda _: told(label, where),
            item_id=item_id,
            payload=label.payload,
        )

    def told(label: Label, where: str) -> None:
        station.told.emit(
            QCoreApplication.translate("labels", "Label of {0} printed: {1}").format(
                label.number, where
            )
        )
        if then is not None:
            then()

    station.ask(owner, labelling.label_state, then=looked, item_id=item_id)
