"""The handler's side of the counter: choose a case, write cards or import a list, declare them with a second officer."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app import errors
from app.cases import service as cases
from app.cases.types import CaseFileView, CaseRow, CaseStatus
from app.custody import categories, service
from app.custody.errors import NumberKnown
from app.custody.types import ItemRow
from app.store import Store
from ui import choosing, texts
from ui.custody import category_form, kept
from ui.custody.category_form import CategoryForm
from ui.custody.declaring import DeclarePanel
from ui.custody.importing import ImportPanel
from ui.custody.offering import Offering
from ui.shell import keys, lang
from ui.shell.keys import hint
from ui.shell.pages import InPieces
from ui.shell.turns import Turns
from ui.widgets import scroll
from ui.widgets.empty import EmptyState
from ui.widgets.form import Form
from ui.widgets.scroll import Scroll
from ui.widgets.sought import Sought
from ui.work import Lane

_COPIES: Final = 500
_ONE, _LIST, _DECLARE = range(3)

if TYPE_CHECKING:
    from app.requests.types import Scanned


class RegisterPanel(InPieces, QWidget):
    """登记移交."""

    def _pieces(self) -> Iterator[None]:
        self.tabs = QTabWidget(self)
        self._registering = False
        self._restored = False
        self._importing: ImportPanel | None = None
        self._declaring: DeclarePanel | None = None
        self._build()
        yield
        yield from self.shared.get_ready()
        yield from self._lay_out()
        self._wire()
        self.retranslate()
        yield
        self.shared.set_values({"measure": "seize"})
        self._turns = Turns(self)
        QTimer.singleShot(0, self, lambda: self._turns.begin(self._begin()))

    @property
    def importing(self) -> ImportPanel:
        """The list's side, built when first needed."""
        if self._importing is None:
            self._importing = ImportPanel(self._station, self)
            self._importing.imported.connect(lambda _: self.tabs.setCurrentIndex(_DECLARE))
            self._importing.show_case(self.case_id())
            _put_into(self.tabs.widget(_LIST), self._importing)
        return self._importing

    @property
    def declaring(self) -> DeclarePanel:
        """The drafts' side, built when first needed."""
        if self._declaring is None:
            self._declaring = DeclarePanel(self._station, self)
            self._declaring.counted.connect(self._say_drafts)
            _put_into(self.tabs.widget(_DECLARE), self._declaring)
        return self._declaring

    def refresh(self) -> None:
        """The case one works on, the newest at first, and what is not yet declared."""
        asked = self.case_id()
        self._station.work.run(
            self,
            _open_case,
            self._station.store,
            asked,
            then=lambda row: self._took_case(asked, row),
            failed=self._station.refuse,
            lane=Lane.READS,
        )

    def show_case(self, case_id: str, *, declare: bool = False) -> None:
        """Register for this case; or show what waits to be declared."""
        if case_id and case_id != self.case_id():
            self._case.set_value(case_id)
            self._case_chosen()
            self.refresh()
        self.tabs.setCurrentIndex(_DECLARE if declare else _ONE)

    def take_scan(self, scanned: Scanned) -> bool:
        """A code that is none of ours goes into the field of the card that it belongs to."""
        if self.tabs.currentIndex() != _ONE or not self.case_id():
            return False
        if scanned.kind == "lot":
            return self._offering.take_taken(scanned)
        return scanned.kind == "unknown" and self._offering.take(scanned.number)

    def first_focus(self) -> None:
        """Where the keys go first."""
        if not self.case_id():
            self._case.setFocus()
        elif self.tabs.currentIndex() == _ONE:
            form = self.card.form if self._has_shared() else self.shared
            form.focus_first()

    def case_id(self) -> str:
        """The case that is chosen; empty when none is."""
        return self._case.value() or ""

    def add(self) -> None:
        """Register the card, as often as asked."""
        case_id, category = self.case_id(), self.card.category
        if not case_id or category is None or self._registering:
            return
        if not (self.shared.check() and self.card.check()):
            lacking = (*self.shared.lacking(), *self.card.form.lacking())
            self._station.notices.warn(
                self.tr("Nothing is registered yet. Please look at: {0}").format(
                    texts.several(lacking)
                )
            )
            return
        values = self.card.form.values()
        new = category_form.new_item(category, self.shared.values(), values, self.card.sheet.rows())
        self._set_registering(on=True)
        self._station.do(
            self,
            service.register,
            then=self._registered,
            failed=self._not_registered,
            case_id=case_id,
            items=(new,) * self._copies.value(),
        )

    def _took_case(self, asked: str, row: CaseRow | None) -> None:
        if self.case_id() != asked:
            return  # another was chosen meanwhile
        self._case.set_known([(row.id, choosing.case_words(row))] if row is not None else [])
        if row is None or row.id != asked:
            self._case.set_value(row.id if row is not None else None)
        self._nothing.setVisible(row is None)
        self._body.setVisible(row is not None)
        self._case_chosen()

    def _look_for_case(self, words: str) -> None:
        choosing.look_for_case(
            self._station,
            self,
            words,
            lambda found: self._case.offer(words, *found),
            CaseStatus.ACTIVE,
        )

    def _case_chosen(self) -> None:
        case_id = self.case_id()
        if not case_id:
            return
        QTimer.singleShot(0, self, self._show_drafts)
        if self._importing is not None:
            self._importing.show_case(case_id)
        if not self._restored:
            self._restored = True
            kept.load(self._station, self, "register", self._who(), self._took_draft)

    def _show_drafts(self) -> None:
        if self.case_id():
            self.declaring.show_case(self.case_id())

    def _begin(self) -> Iterator[None]:
        """A long form takes its time: field by field, the page is on the screen first."""
        yield from self.card.sheet.get_ready()
        id_ = self._category.currentData()
        if self.card.category is None and id_:
            yield from self.card.form.prepare(category_form.card_fields(categories.get(str(id_))))
        if self.card.category is None:
            self._choose_category()

    def _tab_shown(self, at: int) -> None:
        if at == _LIST:
            self.importing.show_case(self.case_id())

    def _took_draft(self, draft: Mapping[str, Any] | None) -> None:
        if not draft:
            return
        at = self._category.findData(draft.get("category", ""))
        if at >= 0:
            self._category.setCurrentIndex(at)
            self._choose_category()
        self.shared.set_values(draft.get("shared", {}))
        self.card.form.set_values(draft.get("values", {}))
        self.card.sheet.set_rows(draft.get("sheet", ()))

    def _registered(self, rows: tuple[ItemRow, ...]) -> None:
        self._set_registering(on=False)
        self._offering.forget()
        last = rows[-1]
        words = self.tr("{0} {1} registered").format(last.number, last.name)
        if len(rows) > 1:
            words = self.tr("{0} cards registered: {1} to {2}").format(
                len(rows), rows[0].number, last.number
            )
        self._station.told.emit(words)
        self._station.notices.done(words)
        self._next_card()
        self.declaring.show_case(self.case_id())
        kept.discard(self._station, self, "register", self._who())

    def _next_card(self) -> None:
        """The next row of the same list: what belongs to the list stays, the thing's own fields are empty."""
        was = self.card.form.draft()
        row = was.get("list_row")
        same: dict[str, object] = {name: was[name] for name in ("unit", "currency") if name in was}
        following = int(str(row)) + 1 if row is not None else None
        self._copies.setValue(1)
        self.card.form.set_values({"list_row": following, "quantity": 1, **same})
        self.card.sheet.set_rows(())
        self.card.form.focus_first()

    def _not_registered(self, trouble: Exception) -> None:
        self._set_registering(on=False)
        if isinstance(trouble, NumberKnown):
            self._go_to("same_number")
        elif isinstance(trouble, errors.FieldMissing | errors.FieldInvalid):
            name = str(trouble.facts.get("id") or "")
            field = (
                categories.DETAILS + name
                if name
                else str(trouble.facts.get("field", "")).removeprefix("item.")
            )
            for each in self.card.form.fields():
                if each.id == field:
                    each.set_error(self.tr("Please check this field"))
                    self._go_to(field)

    def _go_to(self, field: str) -> None:
        """The keys go to this field of the card, and it comes into sight."""
        self.card.form.field(field).editor.setFocus()
        scroll.follow(self.card.form.field(field))

    def _set_registering(self, *, on: bool) -> None:
        self._registering = on
        self._add.setEnabled(not on)

    def _choose_category(self) -> None:
        id_ = self._category.currentData()
        if id_:
            self.card.show_category(categories.get(str(id_)))
            self._card_scroll.verticalScrollBar().setValue(0)  # another form, read from its top

    def _keep(self) -> None:
        value = {
            "category": self._category.currentData(),
            "shared": _plain(self.shared.draft()),
            "values": _plain(self.card.form.draft()),
            "sheet": self.card.sheet.rows(),
        }
        kept.save(self._station, self, "register", self._who(), value)

    def _who(self) -> str:
        actor = self._station.store.actor
        return actor.id if actor is not None else ""

    def _has_shared(self) -> bool:
        return bool(self.shared.draft().get("list_no"))

    def _say_drafts(self, many: int) -> None:
        words = self.tr("To be declared")
        self.tabs.setTabText(_DECLARE, f"{words}  {many}" if many else words)

    def _build(self) -> None:
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._case = Sought(self, keeps=True)
        self._case.setObjectName("register.case")
        self._case.setFixedWidth(240)
        self._case_label = QLabel(self)
        self._case_label.setProperty("role", "soft")
        self._category = QComboBox(self)
        self._category.setObjectName("register.category")
        self._category.setMaxVisibleItems(24)
        self._category_label = QLabel(self)
        self._category_label.setProperty("role", "soft")
        self.shared = Form(category_form.list_fields(), parent=self, named="register")
        self._shared_title = QLabel(self)
        self._shared_title.setProperty("role", "strong")
        self.card = CategoryForm(self)
        self._offering = Offering(self._station, self.card)
        self._sum = QLabel(self)
        self._sum.setObjectName("register.sum")
        self._sum.setProperty("role", "strong")
        self.card.summed.connect(self._sum.setText)
        self._copies = QSpinBox(self)
        self._copies.setObjectName("register.copies")
        self._copies.setRange(1, _COPIES)
        self._copies_label = QLabel(self)
        self._copies_label.setProperty("role", "soft")
        self._add = QPushButton(self)
        self._add.setObjectName("register.add")
        self._add.setProperty("kind", "primary")
        self.tabs.setObjectName("register.tabs")
        self._nothing = EmptyState("folder-open", self)

    def _wire(self) -> None:
        self._case.asked.connect(self._look_for_case)
        self._case.chosen.connect(self._case_chosen)
        self._category.activated.connect(self._choose_category)
        self._add.clicked.connect(self.add)
        self.card.confirmed.connect(self.add)
        self.card.changed.connect(self._keep)
        self.shared.changed.connect(lambda _: self._keep())
        self.shared.confirmed.connect(self.card.form.focus_first)
        self.tabs.currentChanged.connect(self._tab_shown)
        self._nothing.acted.connect(lambda: self._station.go("cases"))
        keys.bind(self, "Ctrl+Return", self.add)

    def _lay_out(self) -> Iterator[None]:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._case_label)
        head.addWidget(self._case)
        one = QWidget(self)
        row = QHBoxLayout(one)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(16)
        self.tabs.addTab(one, "")
        self.tabs.addTab(_holder(self), "")
        self.tabs.addTab(_holder(self), "")
        self._body = self.tabs
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self.tabs, 1)
        whole.addWidget(self._nothing, 1)
        self._nothing.hide()
        yield
        row.addWidget(self._of_the_list(one))
        yield
        row.addLayout(self._of_the_thing(one), 1)
        yield

    def _of_the_list(self, page: QWidget) -> QWidget:
        """What belongs to the list and stays from thing to thing."""
        left = QFrame(page)
        left.setProperty("kind", "card")
        left.setFixedWidth(292)
        side = QVBoxLayout(left)
        side.setContentsMargins(16, 12, 16, 12)
        side.setSpacing(12)
        side.addWidget(self._shared_title)
        side.addWidget(_scrolled(left, self.shared), 1)
        return left

    def _of_the_thing(self, page: QWidget) -> QVBoxLayout:
        """Its kind, its card, how many of the kind."""
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._category_label)
        top.addWidget(self._category, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._sum)
        foot.addStretch()
        foot.addWidget(self._copies_label)
        foot.addWidget(self._copies)
        foot.addWidget(self._add)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(top)
        self._card_scroll = _scrolled(page, self.card)
        right.addWidget(self._card_scroll, 1)
        right.addLayout(foot)
        return right

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Register and declare"))
        self._case_label.setText(texts.word("object.case"))
        self._category_label.setText(texts.word("item.category"))
        self._shared_title.setText(self.tr("The list"))
        self._copies_label.setText(self.tr("How many the same"))
        self._add.setText(hint(self.tr("Register"), "Ctrl+Enter"))
        self.tabs.setTabText(_ONE, self.tr("One by one"))
        self.tabs.setTabText(_LIST, self.tr("Import a list"))
        self._say_drafts(self._declaring.count() if self._declaring is not None else 0)
        self._nothing.say(
            self.tr("You work on no open case"),
            self.tr("Open a case ledger, or ask its head to put you on the team."),
            self.tr("Open a case"),
        )
        was = self._category.currentData()
        self._category.clear()
        for category in categories.all_().values():
            self._category.addItem(category.label(lang.now()), category.id)
        self._category.setCurrentIndex(max(self._category.findData(was), 0))
        self.shared.set_defs(category_form.list_fields())
        self.card.retranslate()


def _open_case(store: Store, case_id: str) -> CaseRow | None:
    """This case if it is still open, else the newest that is."""
    if case_id:
        with contextlib.suppress(errors.Refusal):
            view: CaseFileView = store.read(cases.view, case_id=case_id)
            if view.row.status == CaseStatus.ACTIVE:
                return view.row
    newest: Sequence[CaseRow] = store.read(cases.rows, status=CaseStatus.ACTIVE, limit=1)
    return newest[0] if newest else None


def _scrolled(parent: QWidget, content: QWidget) -> Scroll:
    """The content at its own height, scrolled where the window is too low for it."""
    content.setProperty("surface", "clear")
    return Scroll(content, parent)


def _holder(parent: QWidget) -> QWidget:
    """An empty tab, until its side is needed."""
    made = QWidget(parent)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    return made


def _put_into(holder: QWidget | None, side: QWidget) -> None:
    layout = holder.layout() if holder is not None else None
    if layout is not None:
        layout.addWidget(side)


def _plain(values: Mapping[str, object]) -> dict[str, Any]:
    """Values as a draft keeps them, and as the editors take them again."""
    return {name: _kept(value) for name, value in values.items()}


def _kept(value: object) -> object:
    if isinstance(value, datetime):
        return texts.moment(value)
    return value if isinstance(value, bool) else str(value)
