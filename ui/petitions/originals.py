"""The originals of a petition: working copies are looked at here, a file as it came leaves only for a reason that is told."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import ids
from app.forms import exports
from app.petitions import originals, papers
from app.petitions.types import Original, OriginalRow, PetitionView
from app.reporting import attachments
from app.store import Store
from ui import texts
from ui.shell import files
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.field import FieldDef, Kind
from ui.widgets.photos import Photos
from ui.widgets.picture import Picture
from ui.widgets.sheet import Sheet
from ui.work import Lane

_TALL: Final = 260


class OriginalsSheet(Sheet):
    """Pictures above, a line for each paper beneath; the reason is asked for when an original is to be taken out."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("petition_originals", parent)
        self._station = station
        self._view: PetitionView | None = None
        self._wanted: OriginalRow | None = None
        self._act = ids.new()
        self.photos = Photos(station.work, self)
        self.photos.setMinimumHeight(_TALL)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.over.addWidget(self.photos)
        self.over.addLayout(self._lines)
        self.setMinimumWidth(420)
        self.submitted.connect(self._ask_file)
        self.retranslate()

    def begin(self, view: PetitionView) -> None:
        """Show the papers of this petition."""
        self._view, self._wanted = view, None
        self._say()
        copies = [each for each in view.originals if _is_shown(each)]
        self.photos.show_pictures([self._picture(each) for each in copies])
        self.photos.setVisible(bool(copies))
        self._show_lines(view)
        self.show()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def hide(self) -> None:
        """Nothing of it stays, on the screen or in memory: whether it is left, or another petition takes its place."""
        self.photos.forget()
        self._clear_lines()
        self._view = self._wanted = None
        super().hide()

    def _picture(self, row: OriginalRow) -> Picture:
        read = partial(_copy, self._station.store, row.id)
        return Picture(row.id, read, read, row.name)

    # -- the lines -----------------------------------------------------------------------------------

    def _show_lines(self, view: PetitionView) -> None:
        self._clear_lines()
        for row, copy in papers.paired(view.originals):
            self._lines.addWidget(self._line(row, copy))

    def _clear_lines(self) -> None:
        while self._lines.count():
            taken = self._lines.takeAt(0)
            if taken is not None and (old := taken.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _line(self, row: OriginalRow, copy: OriginalRow | None) -> QWidget:
        line = QWidget(self)
        line.setProperty("surface", "clear")
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        kind = texts.word(f"petition.original.{row.kind}")
        told = "　".join(x for x in (kind, row.name, texts.moment(row.at)) if x)
        if row.is_erased:
            told = "　".join((told, self.tr("emptied")))
        elif copy is None and row.kind not in papers.READ:
            told = "　".join((told, self.tr("no working copy")))
        name = QLabel(told, line)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        inside.addWidget(name, 1)
        readable = copy or (row if row.kind in papers.READ else None)
        if readable is not None and not readable.is_erased and not _is_shown(readable):
            save = parts.button(
                line, "originals.save", partial(self._save_copy, readable), kind="quiet"
            )
            parts.say(save, self.tr("Save the copy…"))
            inside.addWidget(save)
        if row.kind not in papers.READ and not row.is_erased:
            take = parts.button(
                line, "originals.take", partial(self._want, row), kind="quiet", icon="shield"
            )
            parts.say(take, self.tr("Original…"))
            inside.addWidget(take)
        return line

    def _save_copy(self, row: OriginalRow) -> None:
        path = files.ask_save(self, self.tr("Working copy"), attachments.copy_name(row.name), "*")
        if path is None:
            return
        self._station.do(
            self,
            exports.exported,
            what="petition_copy",
            object_id=row.id,
            form="file",
            then=lambda _: self._station.work.run(
                self,
                _written_copy,
                self._station.store,
                row.id,
                path,
                then=lambda at: self._station.notices.done(self.tr("Saved: {0}").format(at)),
                failed=self._station.refuse,
                lane=Lane.WIRE,
            ),
        )

    # -- the file as it came -------------------------------------------------------------------------

    def _want(self, row: OriginalRow) -> None:
        self._wanted, self._act = row, ids.new()
        self._say()
        self.form.set_values({})
        self.form.focus_first()

    def _ask_file(self) -> None:
        row = self._wanted
        if row is None:
            return
        path = files.ask_save(self, self.submit_button.text(), row.name, "*")
        if path is not None:
            self.write_to(path)

    def write_to(self, path: Path) -> None:
        """Have it noted, then write the file there."""
        row = self._wanted
        assert row is not None
        self.set_busy(True)
        self._station.do(
            self,
            papers.take_original,
            act=self._act,
            original_id=row.id,
            reason=str(self.form.values().get("reason") or ""),
            then=partial(self._write, path),
            failed=self._refused,
        )

    def _write(self, path: Path, original: Original) -> None:
        self._station.work.run(
            self,
            _written,
            self._station.store,
            original,
            path,
            then=self._written,
            failed=self._refused_to_write,
            lane=Lane.WIRE,
        )

    def _written(self, path: Path) -> None:
        self.set_busy(False)
        told = self.tr("The original is in {0}. Open it on a machine apart only.").format(path)
        self._station.notices.done(told)
        self._station.told.emit(told)
        self.leave()

    def _refused(self, trouble: Exception) -> None:
        self._act = ids.new()
        self.blame(trouble)

    def _refused_to_write(self, trouble: Exception) -> None:
        self._station.refuse(trouble)
        self._refused(trouble)

    def _say(self) -> None:
        row = self._wanted
        self.submit_button.setVisible(row is not None)
        if row is None:
            self.cancel_button.setText(self.tr("Close"))
            self.set_defs(())
            self.say(
                self.tr("Originals"),
                self.tr("Take the original out"),
                self.tr("What is shown are working copies: only what stands in them, drawn anew."),
            )
            return
        self._say_cancel()
        self.set_defs(
            (FieldDef("reason", texts.word("petition.reason"), Kind.LONG, required=True),)
        )
        self.say(
            self.tr("The original of {0}").format(row.name),
            self.tr("Take the original out"),
            self.tr(
                "It may carry traces of the reporter and harmful parts; the working copy is enough for reading. "
                "Who takes it and why is written in the trail first."
            ),
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self._say()
        if self._view is not None:
            self._show_lines(self._view)


def _is_shown(row: OriginalRow) -> bool:
    """A copy that is a picture."""
    return row.kind == papers.COPY and attachments.is_picture(row.name) and not row.is_erased


def _copy(store: Store, original_id: str) -> bytes:
    found = store.read(papers.original, original_id=original_id)
    return originals.opened(store.blobs.get(found.sha256), found.key)


def _written_copy(store: Store, original_id: str, path: Path) -> Path:
    return files.write(path, _copy(store, original_id))


def _written(store: Store, original: Original, path: Path) -> Path:
    return files.write(path, originals.opened(store.blobs.get(original.sha256), original.key))
