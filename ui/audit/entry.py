"""One line of the trail in words: what, on which object, by whom, when, with which facts, and its hash."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app import errors, words
from app.audit.types import TrailRow
from app.ledger.types import EntryView
from ui import entries, texts
from ui.shell import icons, lang
from ui.widgets import parts
from ui.widgets.empty import EmptyState
from ui.widgets.facts import Fact, Facts, Group

_SMALL_DRIFT_MS = 2_000
_SAME_MOMENT = timedelta(seconds=1)
#: Objects that have a page of their own.
PAGES = {"item": "item", "case": "case", "request": "request", "location": "locations"}


class EntryPanel(lang.Speaks, QWidget):
    """The chosen line."""

    #: Show the object: its page and its id.
    object_asked = Signal(str, str)
    #: Show only the lines of this object.
    chain_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: TrailRow | None = None
        self._sign = icons.Sign("circle-dot", "accent", 24, self)
        self._title = parts.label(self, "heading", wraps=True)
        self._sentence = parts.label(self, wraps=True)
        self._sentence.setObjectName("audit.sentence")
        self._open = parts.button(self, "audit.object", self._ask_object, icon="external-link")
        self._chain = parts.button(self, "audit.chain", self._ask_chain, icon="link")
        self._facts = Facts(self, label_width=88)
        self._nothing = EmptyState("history", self)
        self._body = QWidget(self)
        self._lay_out()
        self.setMinimumWidth(320)
        self.retranslate()
        self.show_row(None)

    def show_row(self, row: TrailRow | None) -> None:
        """Show this line."""
        self._row = row
        self._body.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        self._say()

    def _say(self) -> None:
        row = self._row
        if row is None:
            return
        entry = row.entry
        self._sign.show_sign(*entries.icon(entry.kind))
        self._title.setText(texts.word(f"event.{entry.kind}"))
        self._sentence.setText(self._told(row))
        self._open.setVisible(entry.object_kind in PAGES)
        self._facts.show_groups(self._groups(row))

    def _told(self, row: TrailRow) -> str:
        entry = row.entry
        himself = entry.object_kind == "account" and entry.object_id == entry.actor
        sentence = (
            self.tr("{who}: {what}") if himself else self.tr("{who} did “{what}” on {object}")
        )
        told = sentence.format(
            who=entries.who(entry) or texts.NONE,
            what=texts.word(f"event.{entry.kind}"),
            object=_object_words(row),
        )
        refused = refusal_words(entry)
        said = refused or entries.said(entry.facts)
        return f"{told}\n{said}" if said else told

    def _groups(self, row: TrailRow) -> tuple[Group, ...]:
        entry = row.entry
        signed = [
            Fact(self.tr("Signed by"), entry.actor_name),
            Fact(self.tr("Beside him"), entry.second_name),
            Fact(self.tr("Station"), entry.station),
            Fact(self.tr("Recorded"), texts.moment(entry.recorded_at, seconds=True)),
        ]
        if abs(entry.occurred_at - entry.recorded_at) > _SAME_MOMENT:
            signed.append(Fact(self.tr("Occurred"), texts.moment(entry.occurred_at, seconds=True)))
        if abs(entry.drift_ms) > _SMALL_DRIFT_MS:
            drift = self.tr("{0} s").format(round(entry.drift_ms / 1000))
            signed.append(Fact(self.tr("Clock off by"), drift, tone="late"))
        told = tuple(Fact(name, value) for name, value in entries.lines(entry.facts))
        chain = (
            Fact(self.tr("Place in its chain"), f"{entry.seq:,}"),
            Fact(self.tr("Hash"), f"{entry.hash[:16]}…{entry.hash[-8:]}"),
            Fact(self.tr("Act"), f"{entry.act[:8]}…{entry.act[-4:]}"),
        )
        groups = [Group(self.tr("Signatures"), tuple(signed))]
        if told:
            groups.append(Group(self.tr("What it says"), told))
        return (*groups, Group(self.tr("Chain"), chain))

    def _ask_object(self) -> None:
        if self._row is not None:
            entry = self._row.entry
            self.object_asked.emit(PAGES[entry.object_kind], entry.object_id)

    def _ask_chain(self) -> None:
        if self._row is not None:
            self.chain_asked.emit(self._row.entry.object_id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._sign)
        head.addWidget(self._title, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._open)
        row.addWidget(self._chain)
        row.addStretch()
        scroll = QScrollArea(self._body)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._facts.setProperty("surface", "clear")
        scroll.setWidget(self._facts)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(8, 0, 0, 0)
        inner.setSpacing(12)
        inner.addLayout(head)
        inner.addWidget(self._sentence)
        inner.addLayout(row)
        inner.addWidget(scroll, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._body)
        whole.addWidget(self._nothing)

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._open, self.tr("Open"))
        parts.say(self._chain, self.tr("Only this object"))
        self._nothing.say(self.tr("Choose a line"), self.tr("It is told here in words."))
        self._say()


def refusal_words(entry: EntryView) -> str:
    """What was tried in vain, and why it was refused."""
    if entry.kind != "REFUSED":
        return ""
    name = str(entry.facts.get("refusal", ""))
    found = next((each for each in _all(errors.Refusal) if each.__name__ == name), None)
    verb = texts.word(f"verb.{entry.facts.get('verb', '')}")
    if found is None:
        return f"{verb}  {entry.facts.get('code', '')}"
    told = words.refusal(found(**entry.facts.get("facts", {})), lang.now())
    return f"{verb}: {told.what}  {told.code}"


def _all(parent: type[errors.Refusal]) -> list[type[errors.Refusal]]:
    found = [parent]
    for child in parent.__subclasses__():
        found += _all(child)
    return found


def _object_words(row: TrailRow) -> str:
    kind = texts.word(f"object.{row.entry.object_kind}")
    return f"{kind} {row.label}".strip()
