"""The form that makes a place under another."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app import ids
from app.locations import service as locations
from app.locations.types import LocationRow, NewLocation
from ui import texts
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet

CLASSES: Final = (
    "general",
    "valuable",
    "cash",
    "electronic",
    "document",
    "drink",
    "vehicle",
    "estate",
    "relic",
    "secret",
    "danger",
)
_UNDER: Final = {"room": "zone", "zone": "rack", "rack": "shelf", "shelf": "shelf"}


class NewPlaceSheet(Sheet):
    """Code, name, kind, room for how many, what it takes; its own code to scan comes by itself."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("new_place", parent)
        self._station = station
        self._above: LocationRow | None = None
        self._act = ids.new()
        self._takes = parts.label(self, "")
        self.extra.addWidget(self._takes)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        self._boxes: dict[str, QCheckBox] = {}
        for at, name in enumerate(CLASSES):
            box = QCheckBox(self)
            box.setObjectName(f"new_place.class.{name}")
            self._boxes[name] = box
            grid.addWidget(box, at // 2, at % 2)
        self.extra.addLayout(grid)
        self.setMinimumWidth(340)
        self.submitted.connect(self._add)
        self.retranslate()

    def begin(self, above: LocationRow | None) -> None:
        """Empty, for a place under this one."""
        self._above = above
        self._act = ids.new()
        self.form.set_values(
            {
                "code": f"{above.code}-" if above and above.kind in ("zone", "rack") else "",
                "kind": _UNDER.get(above.kind, "shelf") if above else "room",
                "secrecy": str(above.secrecy if above else 0),
            }
        )
        for name, box in self._boxes.items():
            box.setChecked(bool(above) and name in (above.classes.split() if above else ()))
        self._say_above()
        self.show()

    def _add(self) -> None:
        given: dict[str, Any] = self.form.values()
        chosen = [name for name, box in self._boxes.items() if box.isChecked()]
        place = NewLocation(
            code=given["code"],
            name=given["name"],
            kind=given["kind"],
            parent_id=self._above.id if self._above else None,
            classes=" ".join(chosen) or "*",
            secrecy=int(given.get("secrecy") or 0),
            capacity=given.get("capacity"),
            two_person=bool(given.get("two_person")),
        )
        self.set_busy(True)
        self._station.do(
            self,
            locations.add,
            place=place,
            act=self._act,
            then=self._done,
            failed=self._refused,
        )

    def _done(self, row: LocationRow) -> None:
        self.set_busy(False)
        self.leave()
        self._station.notices.done(
            self.tr("Place {0} is made; print its code and fix it there.").format(row.code)
        )

    def _refused(self, trouble: Exception) -> None:
        self._act = ids.new()
        self.blame(trouble)

    def _say_above(self) -> None:
        where = f"{self._above.code}  {self._above.name}" if self._above else ""
        self.say(
            self.tr("New place"),
            self.tr("Make place"),
            self.tr("Under {0}").format(where) if where else self.tr("At the top of the tree"),
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self._say_above()
        self._takes.setText(self.tr("Takes (none ticked: anything)"))
        for name, box in self._boxes.items():
            box.setText(texts.word(f"storage.{name}"))
        self.set_defs(
            (
                FieldDef("code", texts.word("location.code"), Kind.CODE, required=True),
                FieldDef("name", texts.word("location.name"), required=True),
                FieldDef(
                    "kind",
                    texts.word("location.kind"),
                    Kind.CHOICE,
                    required=True,
                    choices=tuple((each, texts.word(f"place.{each}")) for each in locations.KINDS),
                ),
                FieldDef(
                    "capacity",
                    texts.word("location.capacity"),
                    Kind.NUMBER,
                    unit=self.tr("items"),
                    least=1,
                    hint=self.tr("Empty: no limit"),
                ),
                FieldDef(
                    "secrecy",
                    texts.word("location.secrecy"),
                    Kind.CHOICE,
                    choices=tuple((str(n), texts.word(f"secrecy.{n}")) for n in range(4)),
                ),
                FieldDef(
                    "two_person",
                    texts.word("location.two_person"),
                    Kind.CHECK,
                    hint=self.tr("Opened by two persons only"),
                ),
            )
        )
