"""Where what stands on a label: boxes in millimetres, kept as data in resources/labels."""

import dataclasses
import functools
import json
import string
from dataclasses import dataclass
from typing import Final, Literal

from app import paths
from app.labels import rules
from app.labels.types import Kind, Label

DPIS: Final = (203, 300)
#: A "203 dpi" head has eight dots to the millimetre.
DOTS_PER_MM: Final = {203: 8.0, 300: 300 / 25.4}


@dataclass(frozen=True, slots=True)
class Size:
    """A label stock, in millimetres."""

    width: float
    height: float

    @property
    def name(self) -> str:
        """As it is written on the roll: 60x40."""
        return f"{self.width:g}x{self.height:g}"

    def dots(self, dpi: int) -> tuple[int, int]:
        """The picture's width and height on a head of this density."""
        return dots(self.width, dpi), dots(self.height, dpi)


@dataclass(frozen=True, slots=True)
class Stock:
    """What lies in a printer: labels of this size, so far apart on their roll."""

    size: Size
    gap: float = 2.0


_PRACTICE: Final = "练习"
BOX: Final = Size(60, 40)
BAG: Final = Size(40, 25)
SMALL: Final = Size(30, 20)
TAIL: Final = Size(60, 12)  # a jewellery tag: printed on the first half, the other is its tail
SIZES: Final = {size.name: size for size in (BOX, BAG, SMALL, TAIL)}


@dataclass(frozen=True, slots=True)
class Element:
    """One box of a layout, in millimetres from the upper left corner."""

    kind: Literal["matrix", "linear", "text"]
    x: float
    y: float
    width: float
    height: float
    parts: tuple[str, ...] = ()
    bold: bool = False
    align: Literal["left", "center", "right"] = "left"
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of labels for an office printer: so many across and down, in millimetres."""

    name: str
    label: str
    page: tuple[float, float]
    columns: int
    rows: int
    left: float
    top: float
    across: float
    down: float

    @property
    def size(self) -> Size:
        """The page."""
        return Size(*self.page)

    @property
    def places(self) -> int:
        """How many labels it takes."""
        return self.columns * self.rows

    def place(self, number: int) -> tuple[float, float]:
        """Where the label of this number (from 0, row by row) has its upper left corner."""
        row, column = divmod(number % self.places, self.columns)
        return self.left + column * self.across, self.top + row * self.down


@functools.cache
def sheets() -> dict[str, Sheet]:
    """The known sheets by name."""
    rows = json.loads((paths.resources() / "labels" / "sheets.json").read_text("utf-8"))
    return {
        name: Sheet(name=name, **{**row, "page": tuple(row["page"])}) for name, row in rows.items()
    }


def dots(mm: float, dpi: int) -> int:
    """Millimetres as whole printer dots."""
    return round(mm * DOTS_PER_MM[dpi])


def elements(label: Label, size: Size) -> tuple[Element, ...]:
    """The boxes of this label on this stock: things have their own layout, all else shows a big word."""
    code = rules.parse(label.payload)
    is_thing = code is None or code.kind in {Kind.ITEM, Kind.CONTAINER, Kind.FORM}
    return _read(f"{'item' if is_thing else 'place'}-{size.name}")


def has_linear(label: Label, size: Size) -> bool:
    """Whether a Code128 stands on it beside the DataMatrix."""
    return any(element.kind == "linear" for element in elements(label, size))


@dataclass(frozen=True, slots=True)
class Rule:
    """What the symbols of a label keep: dots a module at least, and modules of white around; 0 where there is none."""

    matrix_module: int
    matrix_quiet: int
    linear_module: int
    linear_quiet: int


#: Millimetres a module at least. Camera and wear want three dots of a 203 dpi head; a bag's linear code has room for two.
_MATRIX_MM: Final = 0.375
_LINEAR_MM: Final = {"60x40": 0.375, "40x25": 0.25}


def rule(label: Label, size: Size, dpi: int) -> Rule:
    """The rule of this label on this stock, in dots of this head."""
    linear = _LINEAR_MM[size.name] if has_linear(label, size) else 0
    return Rule(_whole(_MATRIX_MM, dpi), 1, _whole(linear, dpi), 10 if linear else 0)


def _whole(mm: float, dpi: int) -> int:
    """Whole dots nearest below: a 300 dpi head has no 0.375 mm, and four of its dots are 0.34."""
    return int(mm * DOTS_PER_MM[dpi] + 1e-6)


def words(element: Element, label: Label) -> str:
    """What a text box says; a part none of whose fields is filled is left out."""
    fields = _fields(label)
    return "  ".join(
        part.format_map(fields)
        for part in element.parts
        if any(fields[name] for _, name, _, _ in string.Formatter().parse(part) if name)
    )


def _fields(label: Label) -> dict[str, str]:
    fields = {each.name: str(getattr(label, each.name)) for each in dataclasses.fields(label)}
    number = f"{_PRACTICE} {label.number}" if label.practice else label.number
    head, dash, tail = number.rpartition("-")
    return fields | {
        "number": number,
        "digits": _grouped(label.payload, 4),
        "head": _grouped(label.head, 5),
        "number_head": head + dash,
        "number_tail": tail,
    }


def _grouped(text: str, size: int) -> str:
    """Groups for the eye, with the wider gap that a small print needs."""
    signs = "".join(text.split())
    return "  ".join(signs[at : at + size] for at in range(0, len(signs), size))


@functools.cache
def _read(name: str) -> tuple[Element, ...]:
    rows = json.loads((paths.resources() / "labels" / f"{name}.json").read_text("utf-8"))
    return tuple(Element(**{**row, "parts": tuple(row.get("parts", ()))}) for row in rows)
