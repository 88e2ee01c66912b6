"""The label printers of this computer as data: language, way, density, stock, offset; kept in one small file.

Light to load: the window reads it. What is done with a printer is in `app.labels.press`.
"""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from app import errors, paths
from app.labels import layout
from app.labels.layout import Sheet, Stock

LANGUAGES: Final = ("zpl", "tspl", "tspl-inverted", "ezpl", "escpos", "escpos-label")
"""What label printers speak; `app.labels.languages` says how."""

WAYS: Final = ("tcp", "serial", "device", "queue", "folder")
FILES: Final = ("png", "pdf")
"""What needs no printer language: a picture, and pages for an office printer."""
FURTHEST_MM: Final = 5.0


@dataclass(frozen=True, slots=True)
class Printer:
    """How one printer is reached and what lies in it; `right` and `down` move the print, in millimetres.

    `sheet`: the page of labels of an office printer, used up to the place `first`.
    `tells`: it answers questions about itself. `read_back`: a label counts as printed when it was scanned.
    """

    name: str = ""
    language: str = "png"
    way: str = "folder"
    address: str = ""
    baud: int = 9600
    dpi: int = 203
    size: str = "60x40"
    gap: float = 2.0
    right: float = 0.0
    down: float = 0.0
    tells: bool = True
    read_back: bool = False
    sheet: str = ""
    first: int = 0

    @property
    def stock(self) -> Stock:
        """What lies in it."""
        return Stock(layout.SIZES[self.size], self.gap)

    @property
    def lies_on(self) -> Sheet | None:
        """Its sheet of labels, if it prints documents and the sheet has labels of its size."""
        sheet = layout.sheets().get(self.sheet)
        fits = sheet is not None and sheet.label == self.size and self.language == "pdf"
        return sheet if fits else None

    @property
    def is_label_printer(self) -> bool:
        """Whether it speaks a printer language; else it takes files."""
        return self.language in LANGUAGES

    @property
    def may_tell(self) -> bool:
        """Whether it can be asked how it is."""
        return self.tells and self.is_label_printer and self.way in ("tcp", "serial", "device")

    @property
    def folder(self) -> Path:
        """Where a printer that is a folder keeps its files."""
        return Path(self.address) if self.address else paths.data() / "labels"

    @property
    def title(self) -> str:
        """What it is called: its name, else where it is."""
        return self.name or self.address or self.way


# -- what this computer remembers ------------------------------------------------------------------


def load() -> tuple[Printer, ...]:
    """The printers that were set up here, the one in use first; never none: at least a folder."""
    try:
        kept = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        kept = []
    found = [_read(row) for row in kept if isinstance(row, dict)] if isinstance(kept, list) else []
    return tuple(found) or (Printer(),)


def save(printers: tuple[Printer, ...]) -> None:
    """Remember them, whole or not at all."""
    made = _file().with_suffix(".new")
    try:
        rows = [asdict(each) for each in printers]
        made.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
        made.replace(_file())
    except OSError as no:
        raise errors.DiskTrouble(why=no.strerror or str(no)) from no


def use_up(printer: Printer, labels: int) -> None:
    """So many places of its sheet are used: the next job begins behind them."""
    sheet = printer.lies_on
    if sheet is not None:
        later = replace(printer, first=(printer.first + labels) % sheet.places)
        save(tuple(later if each == printer else each for each in load()))


def _file() -> Path:
    return paths.data() / "printers.json"


def _read(row: dict[str, Any]) -> Printer:
    """A printer as it was kept; what a hand or another version wrote wrongly falls back to the default."""
    plain = Printer()
    kept = {
        field.name: row[field.name]
        for field in fields(Printer)
        if field.name in row and isinstance(row[field.name], _kinds(getattr(plain, field.name)))
    }
    found = Printer(**kept)
    known = (
        found.language in (*LANGUAGES, *FILES)
        and found.way in WAYS
        and found.dpi in layout.DPIS
        and found.size in layout.SIZES
    )
    return found if known else Printer(name=found.name)


def _kinds(value: object) -> tuple[type, ...]:
    if isinstance(value, bool):
        return (bool,)
    return (int, float) if isinstance(value, float) else (type(value),)
