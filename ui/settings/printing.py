"""Beside the printers' settings: what the choices are called, what fits together, and the looks that need a worker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QWidget

from app.labels import layout, rules
from app.labels.types import Code, Kind, Label

if TYPE_CHECKING:
    from app.labels.printers import Printer


def choice(parent: QWidget, name: str, values: tuple[object, ...]) -> QComboBox:
    """A box of choices; their words come later."""
    box = QComboBox(parent)
    box.setObjectName(f"settings.{name}")
    for value in values:
        box.addItem("", value)
    return box


def millimetres(parent: QWidget, name: str, least: float, most: float) -> QDoubleSpinBox:
    """A length that is turned by tenths."""
    box = QDoubleSpinBox(parent)
    box.setObjectName(f"settings.{name}")
    box.setRange(least, most)
    box.setDecimals(1)
    box.setSingleStep(0.1)
    box.setSuffix(" mm")
    return box


def sample() -> Label:
    """A label that stands for nothing, with every line that a real one may have."""
    translate = QCoreApplication.translate
    return Label(
        payload=rules.encode(Code(Kind.ITEM, "00000000000", 1)),
        number="0000-0000-0000",
        alias=translate("PrintersSection", "Test"),
        name=translate("PrintersSection", "Test print"),
        quantity="1",
        seal="F-000000",
        date="2026-01-01",
        unit=translate("PrintersSection", "not valid"),
        head="AAAAA BBBBB CCCCC DDDDD",
    )


def called(printer: Printer) -> str:
    """A printer in the list: its name, what it speaks, what lies in it."""
    speaks = language_word(printer.language)
    size = layout.SIZES[printer.size]
    name = printer.name or printer.address or way_word(printer.way)
    return f"{name}  ·  {speaks}  ·  {size.width:g} × {size.height:g}"


def fitting(now: Printer, before: Printer) -> Printer:
    """What does not fit the last choice follows it: a file goes to a folder or a queue, a sheet has the label's size."""
    if now.language == "png" or (now.language == "pdf" and now.way not in ("folder", "queue")):
        now = replace(now, way="folder")
    elif now.is_label_printer and not before.is_label_printer and now.way == "folder":
        now = replace(now, way="tcp")
    if now.way != before.way and now.address == before.address:
        now = replace(now, address="")
    sheet = layout.sheets().get(now.sheet)
    if now.sheet != before.sheet and sheet is not None:
        now = replace(now, size=sheet.label, first=0)
    elif sheet is not None and sheet.label != now.size:
        now = replace(now, sheet=f"a4-{now.size}", first=0)
    return now


def language_word(name: str) -> str:
    """What a language is called, with the makers who speak it."""
    translate = QCoreApplication.translate
    said = {
        "zpl": "ZPL (Zebra)",
        "tspl": translate("PrintersSection", "TSPL (TSC, Gprinter, HPRT, Deli)"),
        "tspl-inverted": translate("PrintersSection", "TSPL, black and white the other way round"),
        "ezpl": "EZPL (Godex)",
        "escpos": translate("PrintersSection", "ESC/POS, continuous roll"),
        "escpos-label": translate("PrintersSection", "ESC/POS, roll of labels"),
        "png": translate("PrintersSection", "Pictures (PNG)"),
        "pdf": translate("PrintersSection", "PDF, office printer"),
    }
    return said[name]


def way_word(name: str) -> str:
    """What a connection is called."""
    translate = QCoreApplication.translate
    said = {
        "tcp": translate("PrintersSection", "Network (port 9100)"),
        "serial": translate("PrintersSection", "Serial port"),
        "device": translate("PrintersSection", "USB device"),
        "queue": translate("PrintersSection", "Print queue of this computer"),
        "folder": translate("PrintersSection", "Folder"),
    }
    return said[name]


def say_choices(
    language: QComboBox, way: QComboBox, stock: QComboBox, dpi: QComboBox, sheet: QComboBox
) -> None:
    """The words of every choice."""
    for box, say in ((language, language_word), (way, way_word)):
        for at in range(box.count()):
            box.setItemText(at, say(str(box.itemData(at))))
    for at in range(stock.count()):
        size = layout.SIZES[str(stock.itemData(at))]
        stock.setItemText(at, f"{size.width:g} × {size.height:g} mm")
    for at in range(dpi.count()):
        dpi.setItemText(at, f"{dpi.itemData(at)} dpi")
    for at in range(sheet.count()):
        known = layout.sheets().get(str(sheet.itemData(at)))
        single = QCoreApplication.translate("PrintersSection", "one label a page")
        sheet.setItemText(
            at, f"A4  {known.columns} × {known.rows}  ({known.label})" if known else single
        )


# -- in a worker -----------------------------------------------------------------------------------


def drawn(printer: Printer) -> bytes:
    """The picture that would be sent."""
    from app.labels import encode, press

    return encode.to_png(press.picture(printer, sample()), printer.dpi)


def looked(printer: Printer) -> tuple[str, str]:
    """How the printer is: ok, bad or untold, and the key of the sentence."""
    from app.labels import press

    told = press.status(printer)
    return told.state, told.why


def reached() -> dict[str, list[tuple[str, str]]]:
    """What is plugged in: for each way its addresses with their titles."""
    from app.devices import printer, serial_line

    return {
        "serial": [(port.identity, port.words()) for port in serial_line.ports()],
        "device": [(path, path) for path in printer.raw_devices()],
        "queue": [(name, name) for name in printer.queues()],
    }
