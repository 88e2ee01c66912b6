"""A thing as it went out beside the thing as it came back: out, in, difference, tolerance, verdict."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.custody.types import Compared, Comparison
from ui import texts
from ui.shell import lang
from ui.widgets.chips import Chip

_TONES: Final = {"same": "ok", "differs": "danger", "not_measured": "ended", "resealed": "late"}


class ComparisonTable(lang.Speaks, QWidget):
    """Three lines: quantity, weight, seal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compared: Comparison | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._heads = [self._label(0, column) for column in range(1, 5)]
        self._lines: dict[str, tuple[list[QLabel], Chip]] = {}
        for row, what in enumerate(("quantity", "weight", "seal"), 1):
            cells = [self._label(row, column) for column in range(5)]
            chip = Chip(parent=self)
            chip.setObjectName(f"return.verdict.{what}")
            self._grid.addWidget(chip, row, 5, Qt.AlignmentFlag.AlignLeft)
            self._lines[what] = (cells, chip)
        self._hint = QLabel(self)
        self._hint.setProperty("tone", "late")
        self._hint.setWordWrap(True)
        self._grid.addWidget(self._hint, 4, 0, 1, 6)
        self._grid.setColumnStretch(5, 1)
        self.retranslate()

    def show_comparison(self, compared: Comparison | None) -> None:
        """Show this one; None empties it."""
        self._compared = compared
        for what, (cells, chip) in self._lines.items():
            line: Compared | None = getattr(compared, what) if compared is not None else None
            for cell, words in zip(cells[1:], _cells(line), strict=True):
                cell.setText(words)
            chip.setVisible(line is not None)
            if line is not None:
                chip.show_state(self._verdict(line), _TONES[line.verdict])
        swapped = compared is not None and compared.seal.hint == "transposed"
        self._hint.setVisible(swapped)

    def _verdict(self, line: Compared) -> str:
        match line.verdict:
            case "same":
                return self.tr("agrees")
            case "differs":
                return self.tr("differs")
            case "resealed":
                return self.tr("sealed anew")
        return self.tr("not measured")

    def _label(self, row: int, column: int) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "small" if row == 0 else "soft" if column == 0 else "")
        side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(label, row, column, side)
        return label

    def retranslate(self) -> None:
        """Set every text anew."""
        for head, words in zip(
            self._heads,
            (
                self.tr("Went out"),
                self.tr("Came back"),
                self.tr("Difference"),
                self.tr("Tolerance"),
            ),
            strict=True,
        ):
            head.setText(words)
        for what, key in (("quantity", "quantity"), ("weight", "weight_mg"), ("seal", "seal_no")):
            self._lines[what][0][0].setText(texts.word(f"item.{key}"))
        self._hint.setText(
            self.tr(
                "Two neighbouring digits of the seal are swapped: look once more, then hold it."
            )
        )
        self.show_comparison(self._compared)


def _cells(line: Compared | None) -> tuple[str, str, str, str]:
    if line is None:
        return "", "", "", ""
    return (
        _value(line.what, line.out),
        _value(line.what, line.back),
        _value(line.what, line.difference, signed=True),
        "" if line.tolerance is None else f"± {_value(line.what, line.tolerance)}",
    )


def _value(what: str, value: int | str | None, *, signed: bool = False) -> str:
    if value is None or value == "":
        return "" if signed else texts.NONE
    if isinstance(value, str):
        return value
    sign = "+" if signed and value > 0 else ""
    return sign + (texts.weight(value) if what == "weight" else f"{value:,}")
