"""The request page: asks for items (调用, 续借, 送鉴, 处置), changes what was asked, or shows one request whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app import clock, errors, ids
from app.cases import service as cases
from app.cases.types import CaseFileView, CaseStatus
from app.deadlines import rules as limits
from app.deadlines import service as deadlines
from app.identity import service as identity
from app.identity.types import Colleague
from app.requests import service as requests
from app.requests.types import RequestKind, RequestRow, RequestView, Terms
from ui import choosing
from ui.requests import terms
from ui.requests import words as said
from ui.requests.chosen import Chosen
from ui.requests.detail import RequestDetail
from ui.shell.keeping import Keeper, Kept
from ui.shell.pages import InPieces
from ui.widgets import parts
from ui.widgets.chips import Filter, FilterBar
from ui.widgets.sheet import Sheet
from ui.widgets.sought import Sought

KINDS: Final = tuple(RequestKind)


class RequestPage(InPieces, QWidget):
    """申请: the items at the left, the form at the right; with a request's id alone it shows that request."""

    features = frozenset({"requests", "custody"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._amending: RequestView | None = None
        self._act = ids.new()
        self._people: tuple[tuple[str, str], ...] = ()
        # What the cases are called that were offered or chosen for a thing of another one.
        self._cases: dict[str, str] = {}
        self._limits: dict[str, int] = {}
        self._stack = QStackedWidget(self)
        self._form = QWidget(self._stack)
        self._split = QSplitter(self._form)
        self._title = parts.label(self._form, "title")
        self._kinds = FilterBar(self._form)
        self._kinds.setObjectName("request.kind")
        yield
        self.chosen = Chosen(station, self._split)
        yield
        self.sheet = Sheet("request", self._split, columns=2)
        self._agree = parts.label(self.sheet, "soft", wraps=True)
        self._agree.setObjectName("request.approvers")
        self.sheet.extra.addWidget(self._agree)
        self._keeper = Keeper(station, self.sheet.form, "request", self, self._beside_form)
        yield
        self.detail = RequestDetail(station, self._stack, whole=False)
        yield from self.detail.pieces()
        yield
        self._lay_out()
        yield
        self._wire()
        self._kinds_known()
        self._kinds.set_on(RequestKind.CHECK_OUT)
        self.retranslate()

    # -- what is shown ---------------------------------------------------------------------------------

    def show_target(self, target: str, extra: str = "") -> None:
        """Item ids with a kind: a new request; a request's id: that request, with "amend" its form."""
        if extra == "amend":
            self._station.ask(self, requests.view, request_id=target, then=self._amend)
            return
        if extra in KINDS or not target:
            self._begin(extra or RequestKind.CHECK_OUT, [t for t in target.split(",") if t])
            return
        self._stack.setCurrentWidget(self.detail)
        self.detail.show_request(target)

    def refresh(self) -> None:
        """Look again."""
        if self._stack.currentWidget() is self.detail:
            self.detail.reload()
        self.chosen.look_again()
        self._station.ask(self, deadlines.in_force, then=self._took_limits)
        self._station.ask(self, identity.colleagues, role="handler", then=self._took_people)

    def take_scan(self, scanned: Any) -> bool:
        """A label or seal adds its item while the form stands open."""
        if self._stack.currentWidget() is self.detail or self._amending is not None:
            return False
        if scanned.kind in ("item", "seal") and scanned.id:
            self.chosen.add_ids([scanned.id])
            return True
        return False

    def take_hidden(self, text: str) -> bool:
        """A thing of another case is asked for by what stands on it, as by its number (C51)."""
        if self._stack.currentWidget() is self.detail or self._amending is not None:
            return False
        self.chosen.add_code(text)
        return True

    def at_work(self) -> str:
        """What is being asked for, once something was chosen."""
        is_open = self._stack.currentWidget() is not self.detail and self.chosen.things()
        return said.kind_word(self.kind()) if is_open else ""

    def command(self, command: Any) -> bool:
        """The card that says confirm sends the request."""
        if command.name == "CONFIRM" and self._stack.currentWidget() is not self.detail:
            self.sheet.submit()
            return True
        return False

    def first_focus(self) -> None:
        """Where the keys go first."""
        if self._stack.currentWidget() is not self.detail:
            self.sheet.form.focus_first()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Choose what is asked for, say for what and until when, and name the carriers; valuables need two. "
            "Scanning a label adds the item. Ctrl+S sends the request; the line below says who has to agree."
        )

    @property
    def leaves_draft(self) -> bool:
        """Whether something half-written stands here."""
        return self._stack.currentWidget() is not self.detail and bool(self.sheet.form.draft())

    def kind(self) -> str:
        """What is asked for."""
        return (self._kinds.on() or [RequestKind.CHECK_OUT])[0]

    # -- a new one, or one that is changed -------------------------------------------------------------

    def _begin(self, kind: str, item_ids: Sequence[str]) -> None:
        self._amending = None
        self._act = ids.new()
        self._stack.setCurrentWidget(self._form)
        self._kinds.set_on(kind)
        self._kinds.setEnabled(True)
        self.chosen.clear()
        self.chosen.set_fixed(False)
        self._say_defs()
        self.sheet.form.set_values(self._defaults())
        self.chosen.add_ids(item_ids)
        self._keeper.load(lambda kept: self._take_draft(kept, kind, item_ids))
        self._say()

    def _beside_form(self) -> Kept:
        names = [each.row.id for each in self.chosen.things() if each.row is not None]
        return {"kind": self.kind(), "items": names}

    def _take_draft(self, kept: Kept | None, kind: str, item_ids: Sequence[str]) -> None:
        """The same things were asked for before and never sent: what was written is here again."""
        if kept is None or kept["kind"] != kind or not set(item_ids) <= set(kept["items"]):
            return
        self.chosen.add_ids([each for each in kept["items"] if each not in item_ids])
        self._say_defs(str(kept["values"].get("way", "")))
        self.sheet.form.set_values(kept["values"])
        self._station.notices.done(self.tr("What you had begun is here again."))

    def _amend(self, view: RequestView) -> None:
        self._amending = view
        self._act = ids.new()
        self._stack.setCurrentWidget(self._form)
        self._kinds.set_on(view.row.kind)
        self._kinds.setEnabled(False)
        self.chosen.clear()
        self.chosen.set_fixed(True)
        self.chosen.add_ids([item.item_id for item in view.items if item.name])
        self.chosen.add_foreign([item.number for item in view.items if not item.name])
        known = terms.values(view.row.reason, view.terms)
        self._say_defs(str(known.get("way") or ""))
        self.sheet.form.set_values(known)
        self._name_case(known.get("for_case"))
        self._say()
        self.refresh()

    def _defaults(self) -> dict[str, object]:
        actor = self._station.store.actor
        days = self._limit("loan_default_days")
        due = clock.now() + timedelta(days=days)
        return {
            "due_at": due.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1),
            "carrier1": actor.id if actor is not None else None,
        }

    def _limit(self, name: str) -> int:
        return self._limits.get(name, int(limits.DEFAULTS[name].value))

    def _kind_changed(self) -> None:
        kept = self.sheet.form.draft()
        self._say_defs(str(kept.get("way") or ""))
        self.sheet.form.set_values({**self._defaults(), **kept})
        self._say()

    def _field_changed(self, field: str) -> None:
        if field == "way":
            kept = self.sheet.form.draft()
            self._say_defs(str(kept.get("way") or ""))
            self.sheet.form.set_values(kept)

    def _things_changed(self) -> None:
        kept = self.sheet.form.draft()
        self._say_defs(str(kept.get("way") or ""))
        self.sheet.form.set_values(kept)
        self._say()

    # -- sending ---------------------------------------------------------------------------------------

    def _send(self) -> None:
        things = self.chosen.things()
        if not things:
            self._station.notices.warn(
                self.tr("No item chosen yet"), self.tr("Scan a label or type an item's number.")
            )
            return
        given = self.sheet.form.values()
        asked = terms.terms(given)
        reason = str(given["reason"])
        self.sheet.set_busy(True)
        if self._amending is not None:
            self._send_amended(self._amending, reason, asked)
            return
        self._station.do(
            self,
            requests.submit,
            act=self._act,
            kind=self.kind(),
            item_ids=tuple(each.row.id if each.row else each.name for each in things),
            reason=reason,
            terms=asked,
            then=self._sent,
            failed=self._refused,
        )

    def _send_amended(self, view: RequestView, reason: str, asked: Terms) -> None:
        self._station.do(
            self,
            requests.amend,
            act=self._act,
            request_id=view.row.id,
            reason=reason,
            terms=asked,
            version=view.row.version,
            then=self._sent,
            failed=self._refused,
        )

    def _sent(self, row: RequestRow) -> None:
        self.sheet.set_busy(False)
        self._keeper.discard()
        told = self.tr("Request {0} is sent.").format(row.number)
        self._amending = None
        self._act = ids.new()
        self.sheet.form.set_values({})
        self.chosen.clear()
        self._stack.setCurrentWidget(self.detail)
        self.detail.show_request(row.id)
        self._station.notices.done(told)
        self._station.told.emit(told)

    def _refused(self, trouble: Exception) -> None:
        self._act = ids.new()
        self.sheet.blame(trouble)
        if isinstance(trouble, errors.ChangedMeanwhile) and self._amending is not None:
            # Somebody decided it meanwhile: show how it stands now.
            self._stack.setCurrentWidget(self.detail)
            self.detail.show_request(self._amending.row.id)

    # -- what the form must know -----------------------------------------------------------------------

    def _took_people(self, found: tuple[Colleague, ...]) -> None:
        self._people = tuple((p.id, p.name) for p in found)
        self._say_defs_again()

    def _look_for_case(self, field: str, words: str) -> None:
        choosing.look_for_case(
            self._station,
            self,
            words,
            lambda found: self._took_cases(field, words, *found),
            CaseStatus.ACTIVE,
        )

    def _took_cases(
        self, field: str, words: str, rows: Sequence[tuple[str, str, str]], count: int
    ) -> None:
        self._cases |= {id_: name for id_, name, _ in rows}
        for each in self.sheet.form.fields():
            if each.id == field and isinstance(each.editor, Sought):
                each.editor.offer(words, rows, count)

    def _name_case(self, case_id: object) -> None:
        """What was asked before names its case by its id alone."""
        if case_id and str(case_id) not in self._cases:
            self._station.ask(self, cases.view, then=self._took_case, case_id=str(case_id))

    def _took_case(self, view: CaseFileView) -> None:
        self._cases[view.row.id] = choosing.case_words(view.row)
        self._say_defs_again()

    def _took_limits(self, found: tuple[deadlines.RuleRow, ...]) -> None:
        names = ("loan_default_days", "loan_max_days")
        self._limits = {r.name: int(json.loads(r.value)) for r in found if r.name in names}
        self._say_defs_again()

    def _say_defs_again(self) -> None:
        kept = self.sheet.form.draft()
        actor = self._station.store.actor
        if "carrier1" not in kept and actor is not None and self._amending is None:
            kept["carrier1"] = actor.id
        if self._amending is not None:
            before = terms.values(self._amending.row.reason, self._amending.terms)
            kept = {**{k: v for k, v in before.items() if v is not None}, **kept}
        self._say_defs(str(kept.get("way") or ""))
        self.sheet.form.set_values(kept)

    def _say_defs(self, way: str = "") -> None:
        things = self.chosen.things()
        told = terms.Context(
            two_carriers=any(t.row is not None and t.row.tier != "ordinary" for t in things),
            people=self._people,
            most_days=self._limit("loan_max_days"),
            foreign=any(t.foreign for t in things),
            cases=tuple(self._cases.items()),
            case_stays=self._amending is not None,
        )
        self.sheet.set_defs(terms.fields(self.kind(), way, told))

    def _say(self) -> None:
        things = self.chosen.things()
        tiers = [t.row.tier for t in things if t.row is not None]
        foreign = any(t.foreign for t in things)
        who = terms.approvers(self.kind(), tiers, foreign=foreign)
        if self.kind() == RequestKind.EXTENSION:
            self._agree.setText(self.tr("The same approvers as for the check-out have to agree."))
        else:
            self._agree.setText(self.tr("Has to be approved by: {0}").format(who))
        if self._amending is not None:
            self._title.setText(self.tr("Change request {0}").format(self._amending.row.number))
            self.sheet.say(
                said.kind_word(self.kind()),
                self.tr("Send again"),
                self.tr("It becomes a new version; everybody has to agree anew."),
            )
            return
        self._title.setText(self.tr("New request"))
        self.sheet.say(said.kind_word(self.kind()), self.tr("Send request"))

    def _left(self) -> None:
        """Esc on the form: back to where one came from."""
        self.sheet.show()
        if self._amending is not None:
            self._stack.setCurrentWidget(self.detail)
            self.detail.show_request(self._amending.row.id)
            return
        self._station.go("approvals", "mine")

    def _kinds_known(self) -> None:
        self._kinds.show_filters([Filter(kind, said.kind_word(kind)) for kind in KINDS])

    def _wire(self) -> None:
        self._kinds.changed.connect(self._kind_changed)
        self.chosen.changed.connect(self._things_changed)
        self.sheet.form.changed.connect(self._field_changed)
        self.sheet.form.asked.connect(self._look_for_case)
        self.sheet.submitted.connect(self._send)
        self.sheet.closed.connect(self._left)
        self.detail.amend_asked.connect(self._amend)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._title)
        head.addWidget(self._kinds)
        head.addStretch()
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([480, 620])
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._split, 1)
        self._stack.addWidget(self._form)
        self._stack.addWidget(self.detail)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.addWidget(self._stack)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._kinds_known()
        kept = self.sheet.form.draft()
        self._say_defs(str(kept.get("way") or ""))
        self._say()
