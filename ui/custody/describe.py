"""A card in words: its facts in groups as on the paper card, and its trail as moments of a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from app import clock, words
from app.custody import categories, corrections, weights
from app.custody.categories import Field
from app.custody.types import CODES, Card, Paper
from app.ledger.types import EntryView
from ui import texts
from ui.shell import lang
from ui.widgets.facts import Fact, Group
from ui.widgets.timeline import Moment, Photo

_ICONS: Final = {
    "REGISTER": ("file-plus", "accent"),
    "DECLARE": ("clipboard-list", "accent"),
    "RECEIVE": ("package-check", "ok"),
    "REFUSE": ("ban", "danger"),
    "PICK_UP": ("move", "accent"),
    "PLACE": ("map-pin", "ok"),
    "APPROVE_OUT": ("stamp", "accent"),
    "RELEASE": ("undo-2", "ended"),
    "HAND_OVER": ("send", "accent"),
    "EXTEND": ("calendar-clock", "accent"),
    "OVERDUE": ("clock", "late"),
    "TAKE_BACK": ("inbox", "accent"),
    "ACCEPT_BACK": ("archive-restore", "ok"),
    "SEND_EXAM": ("truck", "accent"),
    "RETURN_EXAM": ("file-check", "ok"),
    "APPROVE_DISPOSAL": ("gavel", "accent"),
    "REPORT": ("triangle-alert", "danger"),
    "RESOLVE": ("circle-check", "ok"),
    "CORRECT": ("pencil", "late"),
    "REPRINT": ("printer", "late"),
    "LABEL_SENT": ("printer", "ended"),
    "LABEL_PRINTED": ("tag", "ended"),
    "LABEL_NOT_OUT": ("tag", "late"),
    "ADD_PHOTO": ("camera", "accent"),
    "VOID": ("trash-2", "ended"),
    "SEAL": ("lock", "ok"),
    "UNSEAL": ("lock-open", "late"),
    "RESEAL": ("lock", "ok"),
}
_ENDED: Final = ("circle-check", "ended")
#: Facts of an entry that are sentences or numbers a reader wants to see, in this order.
_TOLD: Final = (
    "reason", "late_reason", "text", "finding", "purpose", "opinion", "result", "report_no", "place",
    "receipt_no", "institution", "letter_no", "receiver", "relation", "method", "buyer",
    "file_no", "notice_no", "note",
)  # fmt: skip


def groups(card: Card) -> tuple[Group, ...]:
    """Everything that is written on the card."""
    return (_thing(card), _custody(card), _origin(card), *_papers(card))


def _thing(card: Card) -> Group:
    row = card.row
    category = categories.all_().get(row.category)
    facts = [
        Fact(texts.word("item.name"), row.name),
        Fact(texts.word("item.category"), category.label(lang.now()) if category else row.category),
        Fact(texts.word("item.quantity"), texts.amount(row.quantity, row.unit)),
    ]
    if row.weight_mg is not None:
        mark = weights.mark_of(card)
        told = "  ·  ".join((texts.weight(row.weight_mg), *([texts.word(mark)] if mark else [])))
        facts.append(Fact(texts.word("item.weight_mg"), told, tone="late" if mark else ""))
    if row.value_fen is not None:
        facts.append(Fact(texts.word("item.value_fen"), texts.money(row.value_fen, row.currency)))
    if card.serial:
        facts.append(Fact(texts.word("item.serial"), card.serial))
    if category is not None:
        facts += details(category.fields, card.details, without=("serial",) if card.serial else ())
    if card.description:
        facts.append(Fact(texts.word("item.description"), card.description))
    return Group(QCoreApplication.translate("describe", "Item"), tuple(facts))


def details(
    fields: Iterable[Field], values: Mapping[str, Any], *, without: Iterable[str] = ()
) -> list[Fact]:
    """The category's own fields, those that are filled in."""
    hidden = frozenset(without)
    return [
        Fact(field.label(lang.now()), detail(field, values[field.id]))
        for field in fields
        if field.id in values and field.column not in hidden - {""}
    ]


def detail(field: Field, value: Any) -> str:
    """A field's value in words."""
    at = 1 if lang.now() == "zh" else 2
    match field.type:
        case "money":
            return texts.money(int(value))
        case "weight":
            return texts.weight(int(value))
        case "check":
            yes = QCoreApplication.translate("describe", "yes")
            return yes if value else QCoreApplication.translate("describe", "no")
        case "choice":
            return next((str(choice[at]) for choice in field.choices if choice[0] == value), value)
        case "denominations":
            return _sheet(field, value)
        case "moment":
            return _moment_of(value)
        case _:
            return f"{value} {field.unit}".strip()


def changed(category: str, name: str, old: Any, new: Any) -> str:
    """A corrected field before and after."""
    field = corrections.field_of(category, name)
    return f"{field.label(lang.now())}: {held(field, old)} → {held(field, new)}"


def held(field: Field, value: Any) -> str:
    """What a card holds in one of its fields, in one line; a dash where nothing is held."""
    return "—" if value in (None, "") else detail(field, value).replace("\n", "；")


def _sheet(field: Field, rows: Iterable[Mapping[str, int]]) -> str:
    at = 1 if lang.now() == "zh" else 2
    faces = {choice[0]: choice[at] for choice in field.choices}
    lines = []
    for row in rows:
        counts = [f"{row['count']:,}"] if row.get("count") else []
        if row.get("straps"):
            counts.append(
                QCoreApplication.translate("describe", "{0} straps").format(row["straps"])
            )
        if row.get("bundles"):
            counts.append(
                QCoreApplication.translate("describe", "{0} bundles").format(row["bundles"])
            )
        lines.append(f"{faces.get(str(row['face']), row['face'])} × {' + '.join(counts)}")
    return "\n".join(lines)


def _custody(card: Card) -> Group:
    row = card.row
    late = row.custody == "OVERDUE"
    facts = [
        Fact(
            texts.word("item.custody"),
            texts.state_word(row.custody),
            chip=texts.state_tone(row.custody),
        ),
        Fact(texts.word("item.place"), row.place),
    ]
    if row.holder:
        facts.append(Fact(texts.word("item.holder"), row.holder))
    if row.due_at is not None:
        due = texts.moment(row.due_at)
        facts.append(Fact(texts.word("item.due_at"), due, tone="late" if late else ""))
    facts += [
        Fact(texts.word("item.seal_no"), _seal(card)),
        Fact(texts.word("item.legal"), texts.word(f"legal.{row.legal}")),
        Fact(texts.word("item.tier"), texts.word(f"tier.{row.tier}")),
        Fact(texts.word("item.storage"), texts.word(f"storage.{card.storage}")),
    ]
    if card.secrecy:
        facts.append(Fact(texts.word("item.secrecy"), texts.word(f"secrecy.{card.secrecy}")))
    facts.append(Fact(texts.word("item.received_at"), texts.moment(row.received_at)))
    return Group(QCoreApplication.translate("describe", "Custody"), tuple(facts))


def _seal(card: Card) -> str:
    if not card.row.seal_no:
        return texts.word("seal_status.NONE")
    return f"{card.row.seal_no}  ·  {texts.word(f'seal_status.{card.seal_status}')}"


def _origin(card: Card) -> Group:
    facts = [
        Fact(
            texts.word("item.case_number"),
            f"{card.row.case_alias}  {card.row.case_number}",
            goes=("case", card.row.case_id),
        ),
        Fact(texts.word("item.measure"), texts.word(f"measure.{card.measure}")),
        Fact(texts.word("item.measured_at"), texts.moment(card.measured_at)),
        Fact(
            texts.word("item.list_no"),
            QCoreApplication.translate("describe", "{0}, row {1}").format(
                card.list_no, card.list_row
            ),
        ),
    ]
    for key, value in (
        ("notice_no", card.notice_no),
        ("seized_at_place", card.seized_at_place),
        ("source", card.source),
        ("owner", card.owner),
    ):
        if value:
            facts.append(Fact(texts.word(f"item.{key}"), value))
    facts.append(Fact(texts.word("item.evidential"), texts.word(f"evidential.{card.evidential}")))
    names = [name for part, _, name in card.parts if part == "seizer"]
    if names:
        facts.append(Fact(texts.word("part.seizer"), "、".join(names)))
    return Group(QCoreApplication.translate("describe", "Origin"), tuple(facts))


def _papers(card: Card) -> tuple[Group, ...]:
    if not card.documents:
        return ()
    facts = tuple(
        Fact(texts.word(f"document.{paper.kind}"), _paper(paper)) for paper in card.documents
    )
    return (Group(QCoreApplication.translate("describe", "Documents"), facts),)


def _paper(paper: Paper) -> str:
    scanned = QCoreApplication.translate("describe", "scanned")
    return f"{paper.number}  ·  {scanned}" if paper.sha256 else paper.number


def hashes(entry: EntryView) -> list[str]:
    """The photographs that an entry names."""
    return [str(shot["sha256"]) for shot in entry.facts.get("photos") or () if "sha256" in shot]


def moments(card: Card, thumbs: Mapping[str, bytes]) -> tuple[Moment, ...]:
    """The card's trail, newest first: what, who with whom, when, why, and its photographs."""
    return tuple(_moment(entry, thumbs, card.row.category) for entry in card.entries)


def _moment(entry: EntryView, thumbs: Mapping[str, bytes], category: str) -> Moment:
    icon, tone = _ICONS.get(entry.kind, _ENDED)
    return Moment(
        entry.id,
        texts.word(f"event.{entry.kind}"),
        "  ·  ".join(part for part in (entry.actor_name, entry.second_name, entry.station) if part),
        texts.moment(entry.recorded_at),
        _why(entry, category),
        icon,
        tone,
        tuple(Photo(sha, thumbs[sha]) for sha in hashes(entry) if sha in thumbs),
    )


def _why(entry: EntryView, category: str) -> str:
    """What an entry says beyond who and when."""
    facts = entry.facts
    told = [f"{facts['left']} → {_to(entry)}".rstrip()] if facts.get("left") else []
    told += [
        _said(key, facts[key]) for key in _TOLD if isinstance(facts.get(key), str) and facts[key]
    ]
    if isinstance(facts.get("amount_fen"), int):
        told.append(texts.money(facts["amount_fen"], str(facts.get("currency") or "CNY")))
    if due := facts.get("due_at"):
        told.append(f"{texts.word('item.due_at')} {_moment_of(due)}")
    if "field" in facts and "old" in facts:
        told.append(changed(category, facts["field"], facts["old"], facts["new"]))
    return "  ·  ".join(told)


def _to(entry: EntryView) -> str:
    """Who took it over the counter: the carrier who signed beside."""
    return entry.second_name if entry.kind == "HAND_OVER" else ""


def _said(fact: str, value: str) -> str:
    """A fact as a reader has it: one of the house's words, or what was written."""
    known = (name for name in (value, f"{fact}.{value}") if words.has(name))
    return next((texts.word(name) for name in known), value)


def _moment_of(kept: object) -> str:
    """A moment as the books keep it, for a reader."""
    try:
        return texts.moment(kept if isinstance(kept, datetime) else clock.moment(str(kept)))
    except ValueError:
        return str(kept)


def code(event: str) -> str:
    """The event's number in the rules, such as E14."""
    return CODES.get(event, "")
