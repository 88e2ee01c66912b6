"""The organ's key at this station: chosen as a file, opened by its passphrase, kept in memory until one leaves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.reporting import keys
from app.reporting.keys import OrganKey
from ui.shell import lang
from ui.shell.station import Station
from ui.widgets import parts
from ui.work import Lane


class KeyBar(lang.Speaks, QWidget):
    """One line: no key, asking for the passphrase of a file, or the key that is open."""

    opened = Signal(object)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._file: Path | None = None
        self.key: OrganKey | None = None
        self._state = parts.label(self, "soft")
        self._choose = parts.button(self, "reporting.key", self.choose, icon="key")
        self.passphrase = QLineEdit(self)
        self.passphrase.setObjectName("reporting.passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setMinimumWidth(220)
        self.passphrase.returnPressed.connect(self.open_file)
        self._open = parts.button(
            self, "reporting.open_key", self.open_file, kind="primary", icon="lock-open"
        )
        self._close = parts.button(self, "reporting.close_key", self.close_key, icon="lock")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for piece in (self._state, self.passphrase, self._choose, self._open, self._close):
            row.addWidget(piece)
        station.left.connect(self.close_key)
        self.retranslate()
        self._show()

    def choose(self) -> None:
        """Ask for the key file."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("The organ's key"), "", f"*{keys.SUFFIX};;*"
        )
        if name:
            self.use(Path(name))

    def use(self, file: Path) -> None:
        """This file: now its passphrase."""
        self._file = file
        self._show()
        self.passphrase.setFocus()

    def open_file(self) -> None:
        """Open the key, in a worker: the passphrase is slow on purpose, and the file may lie on a stick."""
        if self._file is None:
            return
        words = self.passphrase.text()
        self.passphrase.clear()
        self._open.setEnabled(False)
        self._station.work.run(
            self, _opened, self._file, words, then=self._took, failed=self._not, lane=Lane.WIRE
        )

    def close_key(self) -> None:
        """Forget the key."""
        self.key = self._file = None
        self.passphrase.clear()
        self._show()
        self.opened.emit(None)

    def _took(self, key: OrganKey) -> None:
        self.key = key
        self._station.notices.forgive()
        self._show()
        self.opened.emit(key)

    def _not(self, trouble: Exception) -> None:
        self._station.refuse(trouble)
        self._show()
        self.passphrase.setFocus()

    def _show(self) -> None:
        asks = self.key is None and self._file is not None
        self._choose.setVisible(self.key is None and not asks)
        self.passphrase.setVisible(asks)
        self._open.setVisible(asks)
        self._open.setEnabled(True)
        self._close.setVisible(self.key is not None)
        if self.key is not None:
            self._state.setText(self.tr("Key open: {0}").format(self.key.organ))
        elif self._file is not None:
            self._state.setText(self._file.name)
        else:
            self._state.setText(self.tr("Without the organ's key nothing can be opened."))

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._choose, self.tr("Choose key file…"))
        parts.say(self._open, self.tr("Open key"))
        parts.say(self._close, self.tr("Put key away"))
        self.passphrase.setPlaceholderText(self.tr("Passphrase of the key"))
        self._show()


def _opened(file: Path, passphrase: str) -> OrganKey:
    from app import errors

    try:
        text = file.read_text("utf-8")
    except OSError as trouble:
        raise errors.PathUnusable.of(trouble, file) from trouble
    except UnicodeDecodeError:
        text = ""
    return keys.opened(text, passphrase)
