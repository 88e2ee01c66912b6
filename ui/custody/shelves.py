"""The places as a counter knows them: which one a code means, and whether a thing may lie there."""

from __future__ import annotations

from collections.abc import Sequence

from app import errors, spelling
from app.custody import rules
from app.custody.types import Card
from app.labels import rules as label_rules
from app.locations.types import LocationRow
from ui.widgets.checklist import Stage


class Shelves:
    """The tree of the places, as the books find one: by its code or its label."""

    def __init__(self, rows: Sequence[LocationRow] = ()) -> None:
        self._by_code = {code: row for row in rows for code in (row.code, row.payload) if code}
        self._by_path = {row.path: row for row in rows}
        self._above = {row.parent_id for row in rows}

    def find(self, text: str) -> LocationRow | None:
        """The place of this code, or of this label: typed in its groups of four, too."""
        return self._by_code.get(spelling.code(text)) or self._by_code.get(label_rules.plain(text))

    def takes_two(self, text: str) -> bool:
        """Whether it is a place of two keys (双人双锁); the path that a card tells will do."""
        found = self._by_path.get(text) or self.find(text)
        return found is not None and found.two_person

    def look(self, text: str, card: Card) -> tuple[Stage, errors.Refused | None]:
        """How far the step of the place is, and why this thing cannot lie there, as the books would say it."""
        if not text:
            return Stage.OPEN, None
        place = self.find(text)
        if place is not None:
            no = self._against(place, card)
            return Stage.BAD if no else Stage.DONE, no
        if not self._by_code:
            return Stage.DONE, None  # no place is known yet: the books will say it
        if self._is_begun(text):
            return Stage.OPEN, None
        return Stage.BAD, errors.UnknownCode(code=text)

    def _is_begun(self, text: str) -> bool:
        """Whether it may be a code that is still being typed."""
        begun = spelling.code(text), label_rules.plain(text)
        return any(code.startswith(begun) for code in self._by_code)

    def _against(self, place: LocationRow, card: Card) -> errors.Refused | None:
        try:
            rules.require_place(
                place,
                card.storage,
                card.secrecy,
                is_above=lambda: place.id in self._above,
                load=lambda: 0 if card.row.place == place.path else place.items,
            )
        except errors.Refused as no:
            return no
        return None
