"""A form made from field definitions: fields in columns, made in turns, checked as one, kept as a draft."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from ui.shell.turns import Turns
from ui.widgets import parts, scroll
from ui.widgets.editors import Unreadable
from ui.widgets.field import Field, FieldDef, Kind
from ui.widgets.sought import Sought


class Form(QWidget):
    """Fields in one or more columns; Enter goes to the next, after the last it says `confirmed`.

    They are made when they are asked for; what is shown before makes them a few in each turn, and a page that has time
    makes them ahead (`get_ready`).
    Each editor is named `<named>.<id>`.
    """

    changed = Signal(str)
    confirmed = Signal()
    built = Signal()
    #: A field that is sought wants to know what fits these words: (its id, the words).
    asked = Signal(str, str)

    def __init__(
        self,
        defs: Sequence[FieldDef] = (),
        columns: int = 1,
        parent: QWidget | None = None,
        *,
        named: str = "",
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._named = named
        self._fields: dict[str, Field] = {}
        #: Whether everything is there, so that Enter in any field is the last one.
        self.is_ready: Callable[[], bool] = lambda: False
        #: What is wanted and not made yet.
        self._due: tuple[FieldDef, ...] = ()
        self._due_values: Mapping[str, object] = {}
        #: Fields that the form now shown does not need: a new field costs a visible moment, an old one nearly none.
        self._spare: list[Field] = []
        #: Fields that the next form has too: they never go out of sight, so the keys stay where they are.
        self._staying: dict[str, Field] = {}
        #: A block of its own among the fields, and the field that it follows.
        self._inset: tuple[str, QWidget] | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._share()
        self._turns = Turns(self)
        self.set_defs(defs)

    def put_after(self, field: str, block: QWidget) -> None:
        """A block of its own stands below this field, as wide as the form; it hides and shows itself."""
        self._inset = (field, block)
        self._place()

    def set_columns(self, columns: int) -> None:
        """So many fields side by side from now on: a small window has room for fewer."""
        if columns != self._columns:
            self._columns = columns
            self._share()
            self._place()

    def _share(self) -> None:
        for column in range(max(self._columns, self._grid.columnCount())):
            self._grid.setColumnStretch(column, int(column < self._columns))

    def set_defs(self, defs: Sequence[FieldDef]) -> None:
        """Show these fields; the same fields in another language keep what was typed."""
        shown = self._due or [field.definition for field in self._fields.values()]
        if [(what.id, what.kind) for what in defs] == [(what.id, what.kind) for what in shown]:
            if self._due:
                self._due = tuple(defs)
            else:
                for what in defs:
                    if self._fields[what.id].definition != what:
                        self._fields[what.id].relabel(what)
            return
        is_seen = self.isVisible() and bool(defs)
        if not is_seen:
            self._clear(())
        self._due, self._due_values = tuple(defs), {}
        # what is shown stays whole until the others are ready; whoever has the keys in it is not kept waiting
        if is_seen and self._has_keys():
            self._made_fields()
        elif is_seen:
            self._turns.begin(self.get_ready())

    def get_ready(self) -> Iterator[None]:
        """Make what is wanted, one field in each step."""
        yield from self.prepare(self._due)
        self._made_fields()
        yield

    def showEvent(self, event: QShowEvent) -> None:
        if self._due:
            self._turns.begin_next(self.get_ready())
        super().showEvent(event)

    def prepare(self, defs: Sequence[FieldDef]) -> Iterator[None]:
        """Make the fields of a long form ready one by one, before it is shown."""
        wanted = [what for what in defs if not self._stays(what)]
        others = [spare for spare in self._spare if spare.definition not in wanted]
        for what in wanted:
            if any(spare.definition == what for spare in self._spare):
                continue
            fits = next((spare for spare in others if spare.fits(what)), None)
            if fits is None:
                fits = self._made(what)
                fits.hide()
                self._spare.append(fits)
            else:
                others.remove(fits)
                fits.relabel(what)
            fits.dress()
            yield

    def is_made(self) -> bool:
        """Whether the fields are there; else they are made when one is asked for or the form is shown."""
        return not self._due

    def field(self, name: str) -> Field:
        """One field."""
        return self._made_fields()[name]

    def fields(self) -> Iterable[Field]:
        """All of them, in order."""
        return self._made_fields().values()

    def change(self, what: FieldDef) -> None:
        """Another editor in the place of a field, empty: what it takes follows from another field."""
        was = self._made_fields()[what.id]
        if was.fits(what):
            if was.definition != what:
                was.become(what)
            return
        field = self._take(what)
        self._grid.replaceWidget(was, field)
        self._lay_aside(was)
        field.show()
        self._fields[what.id] = field
        self._name_and_chain()

    def values(self) -> dict[str, object]:
        """What stands in the fields; raises editors.Unreadable, so `check` first."""
        return {name: field.value() for name, field in self._made_fields().items()}

    def draft(self) -> dict[str, object]:
        """What can be read now, for keeping a half-filled form."""
        kept: dict[str, object] = {}
        for name, field in self._made_fields().items():
            try:
                value = field.value()
            except Unreadable:
                continue
            if value is not None:
                kept[name] = value
        return kept

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show values; a field that is not named is emptied."""
        if self._due:
            self._due_values = dict(values)
            return
        for name, field in self._fields.items():
            field.set_value(values.get(name))

    def fill_in(self, values: Mapping[str, object]) -> frozenset[str]:
        """Show values where nothing stands, and tell where that was; what stands in a field stays."""
        fields = self._made_fields()
        told = {name for name in values if name in fields and fields[name].is_empty()}
        for name in told:
            fields[name].set_value(values[name])
        return frozenset(told)

    def check(self) -> bool:
        """Whether every field is well; otherwise goes to the first that is not, and brings it into sight."""
        bad = [field for field in self._made_fields().values() if not field.check()]
        if bad:
            self._go_to(bad[0])
        return not bad

    def lacking(self) -> tuple[str, ...]:
        """What the fields are called in which something is said to be wrong."""
        return tuple(field.name() for field in self._made_fields().values() if field.error())

    def _go_to(self, field: Field) -> None:
        """The keys go there; it may have had them out of sight, and what is said beneath it takes room of its own."""
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        scroll.follow(field)
        QTimer.singleShot(0, field, lambda: scroll.follow(field))

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Say under the fields what the rules say is wrong with them."""
        for name, field in self._made_fields().items():
            field.set_error(errors.get(name, ""))

    def blame(self, named: str, told: str) -> bool:
        """Say a refusal under the field that it is about, and go there; whether there is one."""
        for field in self._made_fields().values():
            if field.id in (named, named.rpartition(".")[2]):
                field.set_error(told)
                self._go_to(field)
                return True
        return False

    def focus_first(self) -> None:
        """Begin at the first field that is still empty."""
        for field in self._made_fields().values():
            try:
                empty = field.value() in (None, False)
            except Unreadable:
                empty = True
            if empty and field.editor.isEnabled():
                self._go_to(field)
                return

    def _made_fields(self) -> dict[str, Field]:
        if self._due:
            self._turns.stop()
            defs, self._due = self._due, ()
            values, self._due_values = self._due_values, {}
            self._clear(defs if self.isVisible() else ())
            self._build(defs)
            if values:
                self.set_values(values)
            self.built.emit()
        return self._fields

    def _build(self, defs: Sequence[FieldDef]) -> None:
        with parts.still(self._grid):
            for what in defs:
                self._fields[what.id] = self._take(what)
            self._place()
        self._name_and_chain()

    def _place(self) -> None:
        """Each where it stands, row by row."""
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        row, column = 0, 0
        for field in self._fields.values():
            wide = field.definition.wide or field.definition.kind is Kind.LONG
            if wide and column:
                row, column = row + 1, 0
            self._grid.addWidget(field, row, column, 1, self._columns if wide else 1)
            column += self._columns if wide else 1
            follows = self._inset is not None and self._inset[0] == field.id
            if column >= self._columns or (follows and column):
                row, column = row + 1, 0
            if follows and self._inset is not None:
                self._grid.addWidget(self._inset[1], row, 0, 1, self._columns)
                row += 1
        self._grid.setRowStretch(row + 1, 1)

    def _name_and_chain(self) -> None:
        """Name the editors, and let Tab go from each to the next."""
        for field in self._fields.values() if self._named else ():
            field.editor.setObjectName(f"{self._named}.{field.id}")
        for before, after in itertools.pairwise(self._fields.values()):
            QWidget.setTabOrder(before.editor, after.editor)

    def _take(self, what: FieldDef) -> Field:
        """A field for this: the one that stood there, a spare one that fits, or a new one."""
        stays = self._staying.pop(what.id, None)
        if stays is not None:
            stays.become(what)
            return stays
        fitting = (spare for spare in self._spare if spare.fits(what))
        spare = min(fitting, key=lambda each: each.definition != what, default=None)
        if spare is None:
            return self._made(what)
        self._spare.remove(spare)
        spare.become(what)
        return spare

    def _made(self, what: FieldDef) -> Field:
        field = Field(what, self)
        field.changed.connect(self.changed)
        field.confirmed.connect(self._go_on)
        if isinstance(field.editor, Sought):
            field.editor.asked.connect(lambda words: self.asked.emit(field.id, words))
        return field

    def _clear(self, following: Sequence[FieldDef]) -> None:
        """Away with all that the form that follows does not have."""
        staying = {what.id for what in following if self._stays(what)}
        shown, self._fields = self._fields, {}
        for name, field in shown.items():
            if name in staying:
                self._grid.removeWidget(field)
                self._staying[name] = field
            else:
                self._lay_aside(field)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)

    def _stays(self, what: FieldDef) -> bool:
        """Whether a field that is shown now goes on as this one, so that the keys stay in it."""
        shown = self._fields.get(what.id)
        return shown is not None and shown.fits(what) and self.isVisible()

    def _has_keys(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def _lay_aside(self, field: Field) -> None:
        self._grid.removeWidget(field)
        field.hide()
        field.editor.setObjectName("")
        self._spare.append(field)

    def _go_on(self, name: str) -> None:
        if self.is_ready():
            self.confirmed.emit()
            return
        names = list(self._fields)
        for later in names[names.index(name) + 1 :]:
            if self._fields[later].editor.isEnabled() and not self._fields[later].isHidden():
                self._fields[later].editor.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.confirmed.emit()
