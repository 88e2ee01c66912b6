"""What was photographed for one act: which of it counts, what is wrong with each, and whose label must be legible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.custody import labelling, photographs
from app.custody.types import PhotoKind, PictureUse, Shot
from ui import texts
from ui.custody import alike
from ui.custody.taken import Taken
from ui.shell.station import Station

if TYPE_CHECKING:
    from app.labels.types import Label

#: On these the thing's own label must be legible: they show that the thing is the one that the books name.
_LABELLED: Final = (PhotoKind.OUT, PhotoKind.IN)
_OF_LABEL: Final = frozenset({"LABEL_UNREAD", "LABEL_OTHER"})


class TakenShots(QObject):
    """They lie in the order they were taken; the books tell of each where it is already."""

    #: The books told something of them.
    told = Signal()

    def __init__(self, station: Station, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station
        self._taken: list[Taken] = []
        self._item = self._label = ""
        self._uses: dict[str, PictureUse] = {}

    def __len__(self) -> int:
        return len(self._taken)

    def __getitem__(self, at: int) -> Taken:
        return self._taken[at]

    def all(self) -> tuple[Taken, ...]:
        """What was taken."""
        return tuple(self._taken)

    def counting(self) -> tuple[Shot, ...]:
        """Those that count, as an act names them: no picture twice, none of an earlier act."""
        faults = self._alike()
        return tuple(
            each.shot for each, fault in zip(self._taken, faults, strict=True) if not fault
        )

    def begin(self, taken: Sequence[Taken]) -> None:
        """These instead."""
        self._taken = list(taken)
        self._ask_uses()

    def put_before(self, taken: Sequence[Taken]) -> int:
        """These were taken before those that are there, but for what is there already; how many they are."""
        here = {each.shot.sha256 for each in self._taken}
        earlier = [each for each in taken if each.shot.sha256 not in here]
        self._taken[:0] = earlier
        self._ask_uses()
        return len(earlier)

    def set_thing(self, item_id: str, *, labelled: bool) -> None:
        """What is photographed; one without a label yet is photographed without."""

        def took(label: Label) -> None:
            if item_id == self._item:  # else it is the label of the thing before
                self._label = label.payload

        self._label, self._item, self._uses = "", item_id, {}
        if labelled:
            self._station.ask(
                self, labelling.label, then=took, failed=lambda _: None, item_id=item_id
            )
        self._ask_uses()

    def add(self, taken: Taken) -> bool:
        """One more; whether it is as it must be."""
        self._taken.append(taken)
        self._ask_uses()
        return not (taken.faults or self._alike()[-1])

    def remove(self, at: int) -> None:
        """It does not belong to this act."""
        del self._taken[at]

    def set_kind(self, at: int, kind: str) -> None:
        """It is of something else than was thought."""
        was = self._taken[at]
        self._taken[at] = replace(was, shot=replace(was.shot, kind=kind))

    def label_on(self, kind: str) -> str:
        """The label that must be legible on the next photograph of this kind: one of them is enough."""
        shown = any(
            each.shot.kind == kind and not _OF_LABEL & {*each.faults} for each in self._taken
        )
        return self._label if kind in _LABELLED and not shown else ""

    def verdict(self, at: int) -> tuple[str, str]:
        """What is to be said of one, and its tone."""
        taken, fault = self._taken[at], self._alike()[at]
        if fault:
            return fault, "danger"
        said = [texts.word(f"fault.{fault}") for fault in taken.faults]
        if taken.shot.fallback:
            said.append(self.tr("imported from a file"))
        use = self._uses.get(taken.shot.sha256)
        if use is not None and use.shared_with:
            said.append(alike.shared(use.shared_with))
        return ("  ·  ".join(said), "late") if said else (self.tr("clear"), "ok")

    def _alike(self) -> list[str]:
        return alike.faults([each.shot for each in self._taken], self._uses)

    def _ask_uses(self) -> None:
        """Where the pictures taken are already: the books say it before the act is asked for."""
        item, hashes = self._item, tuple(each.shot.sha256 for each in self._taken)

        def took(uses: tuple[PictureUse, ...]) -> None:
            if uses and item == self._item:
                self._uses |= {use.sha256: use for use in uses}
                self.told.emit()

        if item and hashes:
            self._station.ask(
                self,
                photographs.picture_uses,
                then=took,
                failed=lambda _: None,  # the act itself will say it
                item_id=item,
                hashes=hashes,
            )
