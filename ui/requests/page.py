"""The approvals page: what waits for me, what I asked for, and all of it; the chosen one beside the list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.requests import service as requests
from app.requests.types import RequestView
from ui import texts
from ui.requests import words
from ui.requests.deputies import DeputySheet
from ui.requests.detail import RequestDetail
from ui.shell import keys, lang
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.shell.rows import BookRows
from ui.widgets import parts
from ui.widgets.beside import Beside
from ui.widgets.chips import Filter, FilterBar
from ui.widgets.table import Column, DataTable

_SPLIT: Final = "page/approvals/split"
_FILTERS: Final[dict[str, dict[str, Any]]] = {
    "waiting": {"to_decide": True},
    "mine": {"mine": True},
    "submitted": {"status": "SUBMITTED"},
    "approved": {"status": "APPROVED"},
    "all": {},
}


class ApprovalsPage(InPieces, QWidget):
    """审批: list at the left, the request at the right; Ctrl+Enter approves the version that is shown."""

    features = frozenset({"requests", "custody"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._title = parts.label(self, "title")
        self._deputy = parts.button(self, "approvals.deputy", self._open_deputies, icon="users")
        self._bar = FilterBar(self)
        self._bar.setObjectName("approvals.filter")
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        yield
        self.table = DataTable(
            station.work,
            BookRows(station.store, requests.rows, requests.count),
            columns(),
            self._split,
        )
        self.table.setObjectName("approvals.table")
        yield
        self.detail = RequestDetail(station, self._split, whole=False)
        yield from self.detail.pieces()
        yield
        self._beside = Beside(self.table, self._shown, self.detail.show_request)
        self._deputies: DeputySheet | None = None
        self._lay_out()
        yield
        self._wire()
        self.retranslate()
        decides = station.may("head", "leader")
        handler = station.may("handler")
        self._bar.set_on("waiting" if decides else "mine" if handler else "approved")

    @property
    def deputies(self) -> DeputySheet:
        """Who decides in one's stead, built when first needed."""
        if self._deputies is None:
            self._deputies = DeputySheet(self._station, self)
            self._deputies.hide()
            self._split.addWidget(self._deputies)
            self._split.setSizes([*self._split.sizes()[:2], 320])
        return self._deputies

    def get_ready(self) -> Iterator[None]:
        """Build it before it is asked for."""
        self.deputies.ensurePolished()
        yield

    def refresh(self) -> None:
        """Look again, without moving what is shown."""
        self._deputy.setVisible(self._station.may("head", "leader", "chief"))
        self._beside.refresh(self._filters())
        self.detail.reload()

    def show_target(self, target: str, extra: str = "") -> None:
        """Show one group (waiting, mine, submitted, approved, all), or one request by its id."""
        if target in _FILTERS:
            self._bar.set_on(target)
            self._filter()
        elif target:
            self._beside.keep(target)

    def take_scan(self, scanned: Any) -> bool:
        """A printed request's code opens that request."""
        if scanned.kind != "request":
            return False
        self.show_target(scanned.id)
        return True

    def command(self, command: Any) -> bool:
        """The card that says confirm approves what is shown."""
        if command.name == "CONFIRM" and self.detail.decision.decides():
            self.detail.decision.do_approve()
            return True
        return False

    def first_focus(self) -> None:
        """Where the keys go first."""
        self.table.view.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Choose a request at the left; read what is asked, look at the photographs and at what happened "
            "before. Ctrl+Enter approves, Ctrl+B sends back, Ctrl+D rejects; the last two need an opinion. "
            "What was approved and nobody carries out, a head ends with Ctrl+D and a reason. "
            "Your decision holds for the version you see: if it was changed meanwhile, it is shown anew."
        )

    def _filters(self) -> dict[str, Any]:
        on = self._bar.on() or ["all"]
        return dict(_FILTERS[on[0]])

    def _filter(self) -> None:
        self._beside.filter(self._filters())

    def _shown(self) -> str:
        view = self.detail.view()
        return view.row.id if view is not None else ""

    def _amend(self, view: RequestView) -> None:
        self._station.go("request", view.row.id, "amend")

    def _open_deputies(self) -> None:
        self.deputies.begin()

    def _say_empty(self) -> None:
        on = (self._bar.on() or ["all"])[0]
        if on == "waiting":
            self.table.empty.say(
                self.tr("Nothing waits for your decision"),
                self.tr("Requests whose next step is yours appear here."),
                icon="circle-check",
            )
        elif on == "mine":
            self.table.empty.say(
                self.tr("You have asked for nothing"),
                self.tr("Choose items on a case's ledger and press “Request”."),
                self.tr("Go to the cases"),
                icon="send",
            )
        else:
            self.table.empty.say(
                self.tr("No request here"), self.tr("Choose another group above."), icon="stamp"
            )

    def _wire(self) -> None:
        self._bar.changed.connect(self._filter)
        self.table.opened.connect(lambda row: self._station.go("request", row.id))
        self.table.failed.connect(self._station.refuse)
        self.table.model.counted.connect(self._say_empty)
        self.table.empty.acted.connect(lambda: self._station.go("cases"))
        self.detail.amend_asked.connect(self._amend)
        keys.bind(self, Key.REFRESH, self.refresh)
        self._split.splitterMoved.connect(
            lambda: QSettings().setValue(_SPLIT, self._split.saveState())
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._title)
        head.addWidget(self._bar)
        head.addStretch()
        head.addWidget(self._deputy)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([400, 760])
        kept = QSettings().value(_SPLIT)
        if kept is not None:
            self._split.restoreState(kept)
        self.table.setMinimumWidth(300)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self._split, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Approvals"))
        parts.say(self._deputy, self.tr("Deputies"))
        self._bar.show_filters(
            (
                Filter("waiting", self.tr("For me to decide")),
                Filter("mine", self.tr("My requests")),
                Filter("submitted", texts.word("status.SUBMITTED")),
                Filter("approved", texts.word("status.APPROVED")),
                Filter("all", self.tr("All")),
            )
        )
        self._say_empty()


def columns() -> tuple[Column, ...]:
    """What a list of requests shows."""
    return (
        Column(
            "kind",
            lambda: QCoreApplication.translate("requests", "Kind"),
            lambda r: words.kind_word(r.kind),
            width=72 if lang.now() == "zh" else 96,
            sortable=False,
        ),
        Column(
            "number",
            lambda: texts.word("request.number"),
            lambda r: r.number,
            width=120,
            sortable=False,
        ),
        Column(
            "status",
            lambda: texts.word("case.status"),
            lambda r: texts.word(f"status.{r.status}"),
            width=84,
            chip=lambda r: texts.request_tone(r.status),
            sortable=False,
        ),
        Column(
            "requester",
            lambda: texts.word("part.requester"),
            lambda r: r.requester_name,
            width=84,
            sortable=False,
        ),
        Column(
            "case",
            lambda: texts.word("case.alias"),
            lambda r: r.case_alias,
            width=84,
            sortable=False,
        ),
        Column(
            "items",
            lambda: texts.word("request.items"),
            lambda r: f"{r.items:,}",
            width=50,
            align="right",
            sortable=False,
        ),
        Column(
            "submitted",
            lambda: texts.word("request.submitted_at"),
            lambda r: texts.moment(r.submitted_at),
            width=130,
            sortable=False,
        ),
        Column(
            "reason",
            lambda: texts.word("request.reason"),
            lambda r: r.reason,
            width=220,
            sortable=False,
        ),
    )
