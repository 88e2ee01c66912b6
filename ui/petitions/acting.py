"""The sheet of an act: its fields, a file if one goes with it, the second person if the rules want one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app import ids
from app.organs import service as organs
from app.organs.types import Office, OrganKind
from app.petitions import alike, rules
from app.petitions.types import Action, MatterRow, Original, PetitionView
from app.store import Store
from ui import texts
from ui.petitions import amending, words
from ui.petitions.acts import ACTS, SOURCES, Act, Ask
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet
from ui.work import Lane

Choices = tuple[tuple[str, str], ...]
_FIXED: Final[dict[str, Callable[[], Choices]]] = {
    "amendable": lambda: tuple((f, texts.word(f"petition.{f}")) for f in rules.AMENDABLE),
    "verify": lambda: tuple((w, texts.word(f"petition.way.{w}")) for w in rules.VERIFY_WAYS),
    "order_reason": lambda: tuple(
        (r, texts.word(f"petition.order_reason.{r}"))
        for r in ("overdue", "leader_note", "superior", "repeated", "opinion")
    ),
    "verdict": lambda: tuple(
        (v, texts.word(f"petition.verdict.{v}")) for v in ("cancel", "return")
    ),
}


class ActSheet(Sheet):
    """One act on the petition that is shown beside it."""

    def __init__(
        self, station: Station, done: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("petition_act", parent)
        self._station = station
        self._told = done
        self._act = ids.new()
        self._verb = ""
        self._view: PetitionView | None = None
        self._choices: dict[str, Choices] = {}
        self._files: tuple[Original, ...] = ()
        self._attach = parts.button(self, "petition_act.attach", self._pick, icon="file-plus")
        self._attached = parts.label(self, "soft", wraps=True)
        row = QHBoxLayout()
        row.addWidget(self._attach)
        row.addWidget(self._attached, 1)
        self.extra.addLayout(row)
        self.setMinimumWidth(320)
        self.submitted.connect(self._send)
        self.form.changed.connect(self._changed)
        self.retranslate()

    def begin(self, verb: str, view: PetitionView) -> None:
        """Open for this act; one that asks for nothing is done at once, unless it cannot be taken back."""
        self._act, self._verb, self._view, self._files = ids.new(), verb, view, ()
        self._choices = {}
        act = ACTS[verb]
        if not act.asks and not act.file and verb != "petitions.divert":
            self._send()
            return
        self._say()
        self.form.set_values({})
        for source in {ask.of for ask in act.asks} & SOURCES:
            self._ask_source(source, view)
        if verb == _CLASSIFY:
            self._classify(view.matters[0])
        self.show()
        self.form.focus_first()

    def _changed(self, field: str) -> None:
        """Another matter is classified from what it bears itself; what is amended begins with what stands there."""
        if self._verb == _AMEND and field == "field" and self._view is not None:
            self.form.change(amending.value_def(self._amended(), self._view))
            self.form.field("value").set_value(amending.stands(self._amended(), self._view))
        if self._verb == _CLASSIFY and field == "matter_id" and (matter := self._matter()):
            self._classify(matter)

    def _amended(self) -> str:
        """Which field is amended."""
        return str(self.form.draft().get("field") or "")

    def _classify(self, matter: MatterRow) -> None:
        self.form.set_values(_classified(matter))
        self._say()

    def _matter(self) -> MatterRow | None:
        """Which matter is classified."""
        chosen = self.form.draft().get("matter_id")
        found = self._view.matters if self._view else ()
        return next((matter for matter in found if matter.id == chosen), None)

    # -- sources -------------------------------------------------------------------------------------

    def _ask_source(self, source: str, view: PetitionView) -> None:
        ask = partial(self._station.ask, self)
        take = partial(self._take, source)
        row = view.row
        if source == "organs":
            ask(organs.tree, then=lambda found: take(_below(found, row.organ_id)))
        elif source == "handlers":
            ask(
                organs.staff, organ_id=row.organ_id, role="handler", then=lambda f: take(_people(f))
            )
        elif source == "colleagues":
            ask(organs.staff, organ_id=row.organ_id, then=lambda found: take(_people(found)))
        elif source == "candidates":
            ask(
                alike.candidates,
                petition_id=row.id,
                then=lambda found: take(
                    tuple((c.petition_id, f"{c.number}  {c.score}%  {c.accused}") for c in found)
                ),
            )
        else:
            take(self._at_hand(source, view))

    def _at_hand(self, source: str, view: PetitionView) -> Choices:
        if source == "matters":
            return tuple((m.id, f"{at} {m.summary[:12]}") for at, m in enumerate(view.matters, 1))
        if source == "links":
            return tuple(
                (link.id, f"{texts.word(f'petition.link.{link.kind}')}  {link.other_number}")
                for link in view.links
                if link.is_undoable
            )
        if source in ("orders", "answered"):
            wanted = source == "answered"
            return tuple(
                (o.id, f"{o.number}  {o.demand[:20]}")
                for o in view.orders
                if (o.is_answered if wanted else o.verdict != "cancel")
            )
        if source == "clocks":
            return tuple(
                (c.rule, f"{texts.word(f'rule.limit.{c.rule}')}  {c.due}")
                for c in view.clocks
                if c.met_at is None and c.is_extendable
            )
        offices = [office for office in Office if office not in (Office.PETITIONS, Office.LEADERS)]
        return tuple((str(office), texts.word(f"office.{office}")) for office in offices)

    def _take(self, source: str, choices: Choices) -> None:
        self._choices[source] = choices
        self._say()

    # -- a file --------------------------------------------------------------------------------------

    def _pick(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self._attach.text())
        if chosen:
            self.attach(Path(chosen))

    def attach(self, path: Path) -> None:
        """Keep a file as the proof or the material of this act."""
        act = ACTS[self._verb]
        self._station.work.run(
            self,
            partial(keep_file, copied=act.file in _SEVERAL),
            self._station.store,
            path,
            act.file_kind,
            then=self._kept,
            failed=self._station.refuse,
            lane=Lane.WIRE,
        )

    def _kept(self, kept: tuple[Original, ...]) -> None:
        self._files = kept
        self._attached.setText(kept[0].name)

    # -- doing it ------------------------------------------------------------------------------------

    def _send(self) -> None:
        view = self._view
        if view is None:
            return
        act = ACTS[self._verb]
        given = self._given(act, view)
        if act.file_required and not self._files:
            self._attached.setText(self.tr("A file is needed: the proof that it was done."))
            return
        self.set_busy(True)
        action = next((a for a in view.actions if a.verb == self._verb), None)
        done, failed = self._done, self._failed
        if action is not None and action.seconds:
            told = self._summary(action, view)
            self._station.do_with_second(
                self, act.verb, told, act=self._act, then=done, failed=failed, **given
            )
            return
        self._station.do(
            self, act.verb, act=self._act, then=done, failed=failed, queued=self._drafted, **given
        )

    def _given(self, act: Act, view: PetitionView) -> dict[str, Any]:
        shown = bool(act.asks)
        given = {k: v for k, v in self.form.values().items() if v is not None} if shown else {}
        if act.key:
            given |= {act.key: view.row.id}
            if self._verb not in _WITHOUT_VERSION:
                given["version"] = view.row.seq
        if self._verb == _AMEND:
            given["value"] = amending.told(given["value"])
        if "outcome" in given:
            given["outcomes"] = dict.fromkeys((m.id for m in view.matters), given.pop("outcome"))
        if self._verb == _CLASSIFY:
            given |= _marks(given, self._matter())
        if self._verb == "petitions.route_out":
            given.setdefault("guidance", "")
        if act.file and self._files:
            given[act.file] = self._files if act.file in _SEVERAL else self._files[0]
        return given

    def _summary(self, action: Action, view: PetitionView) -> str:
        return f"{texts.word(f'verb.{action.verb}')}  {view.row.number}  {view.row.accused}"

    def _done(self, _: object) -> None:
        self.set_busy(False)
        word = texts.word(f"verb.{self._verb}")
        number = self._view.row.number if self._view else ""
        # over the banner of a refusal that came before it too: what stands there is the last word
        self._station.notices.done(f"{word}  {number}")
        self._station.told.emit(f"{word}  {number}")
        self._told()

    def _drafted(self) -> None:
        """Kept without a network; the banner says so."""
        self.set_busy(False)
        self._told()

    def _failed(self, trouble: Exception) -> None:
        self._act = ids.new()
        self.blame(trouble)

    # -- what it says --------------------------------------------------------------------------------

    def _say(self) -> None:
        if not self._verb:
            return
        act = ACTS[self._verb]
        word = texts.word(f"verb.{self._verb}")
        self.set_defs([self._def(ask) for ask in act.asks])
        self.say(word, word, self._about())
        word = self.tr("Attach a file")
        parts.say(self._attach, f"{word} *" if act.file_required else word)
        self._attach.setVisible(bool(act.file))
        self._attached.setVisible(bool(act.file))

    def _about(self) -> str:
        action = None
        if self._view is not None:
            action = next((a for a in self._view.actions if a.verb == self._verb), None)
        if self._verb == "petitions.divert":
            return self.tr(
                "All that was taken down is emptied for good; then seal it and pass it on."
            )
        if self._verb == _CLASSIFY and (kept := _unshown(self._matter())):
            return self.tr("It keeps as well: {0}.").format(texts.several(kept))
        if action is not None and action.seconds:
            roles = texts.several(texts.word(f"role.{role}") for role in action.seconds)
            return self.tr("A second person signs here: {0}.").format(roles)
        return ""

    def _def(self, ask: Ask) -> FieldDef:
        if self._verb == _AMEND and ask.id == "value":
            return amending.value_def(self._amended(), self._view)
        choices: Choices = ()
        if ask.kind is Kind.CHOICE:
            choices = self._offered(ask.of)
        word = texts.word(f"petition.{ask.word or ask.id}")
        hint = word if ask.kind is Kind.CHECK else ""
        return FieldDef(ask.id, word, ask.kind, required=ask.required, hint=hint, choices=choices)

    def _offered(self, of: str) -> Choices:
        if of in SOURCES:
            return self._choices.get(of, ())
        if of in _FIXED:
            return _FIXED[of]()
        return words.choices(of)

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        self._say()


#: The arguments that take several files: a file with its working copy; the others take one, and a copy would lie about.
_SEVERAL: Final = ("evidence", "originals")
#: An argument of several values → the fields that they are typed into.
_TOGETHER: Final = {
    "disciplines": ("discipline", "discipline2"),
    "offences": ("offence", "offence2"),
}
_CLASSIFY: Final = "petitions.classify"
_AMEND: Final = "petitions.amend"
_WITHOUT_VERSION: Final = frozenset({"petitions.erase_identity"})


def keep_file(store: Store, path: Path, kind: str, *, copied: bool = True) -> tuple[Original, ...]:
    """Read a file and keep it enciphered, with its working copy where it is `copied`; for a worker."""
    from app.reporting import papers  # the libraries of pictures: only who attaches needs them

    return papers.keep(store.keep, path.read_bytes(), kind=kind, name=path.name, copied=copied)


def _below(found: tuple[Any, ...], organ_id: str) -> Choices:
    mine = next((organ for organ in found if organ.id == organ_id), None)
    if mine is None:
        return ()
    return tuple(
        (organ.id, organ.name)
        for organ in found
        if organ.path.startswith(mine.path)
        and organ.id != organ_id
        and organ.kind != OrganKind.UNIT
        and organ.until is None
    )


def _people(found: tuple[Any, ...]) -> Choices:
    return tuple((person.id, person.name) for person in found)


def _classified(matter: MatterRow) -> dict[str, Any]:
    """What stands of a matter, as the fields show it."""
    told: dict[str, Any] = {"matter_id": matter.id, "kind": matter.kind}
    for name, fields in _TOGETHER.items():
        told |= dict(zip(fields, getattr(matter, name), strict=False))
    return told | {"topic": matter.facts.get("topic")}


def _marks(given: dict[str, Any], matter: MatterRow | None) -> dict[str, Any]:
    """The marks and the topic that go with a classification: what the fields show, and what they have no room for."""
    told: dict[str, Any] = {"topic": given.get("topic") or ""}
    for name, fields in _TOGETHER.items():
        shown = [given.pop(field) for field in fields if given.get(field)]
        told[name] = (*shown, *_beyond(matter, name))
    return told


def _beyond(matter: MatterRow | None, name: str) -> tuple[str, ...]:
    return tuple(getattr(matter, name)[len(_TOGETHER[name]) :]) if matter else ()


def _unshown(matter: MatterRow | None) -> list[str]:
    """The marks of a matter for which there is no field, in words."""
    return [
        texts.word(f"petition.{name.removesuffix('s')}.{code}")
        for name in _TOGETHER
        for code in _beyond(matter, name)
    ]
