"""F8 一物一卡卡片: what a card says on paper, and how the thing went from hand to hand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from app import clock, registry, words
from app.custody import categories, corrections, weights
from app.custody.categories import Category, Field
from app.custody.types import Card, PhotoKind
from app.forms import amounts, cells, layout, page, paper
from app.forms.imprint import Imprint
from app.forms.page import Marks
from app.forms.types import CardSheet, Step
from app.labels import layout as label_layout
from app.labels import render
from app.labels.types import Label
from app.ledger.types import EntryView

#: As many photos as the front of a card holds.
MOST_PHOTOS: Final = 6


def card_pdf(
    card: Card,
    photos: Sequence[bytes] = (),
    label: Label | None = None,
    *,
    imprint: Imprint | None = None,
) -> bytes:
    """The card as PDF: a front with what it is, backs with its whole way; `photos` as the card has them."""
    title = f"一物一卡 {card.row.number}"
    return booklet_pdf(title, [(card, photos, label)], imprint=imprint)


def booklet_pdf(
    title: str,
    cards: Iterable[tuple[Card, Sequence[bytes], Label | None]],
    *,
    imprint: Imprint | None = None,
) -> bytes:
    """Cards one after the other, each counting its own pages."""
    forms = (
        (registry.plain(value(card)), _marks(card, photos, label, imprint))
        for card, photos, label in cards
    )
    return page.bound(layout.get("F8"), forms, title)


def _marks(
    card: Card, photos: Sequence[bytes], label: Label | None, imprint: Imprint | None
) -> Marks:
    pictures: dict[str, Any] = {
        shot.sha256: data
        for shot, data in zip(card.photos, photos, strict=False)
        if shot.kind != PhotoKind.CLIP
    }
    if label is not None:
        pictures["label"] = render.render(label, label_layout.BOX, 300).convert("L")
    return Marks(
        number=card.row.number,
        code=card.head,
        code_name="链头",
        imprint=imprint,
        pictures=pictures,
    )


def value(card: Card) -> CardSheet:
    """What the form says of a card."""
    row = card.row
    return CardSheet(
        case_number=row.case_number,
        case_alias=row.case_alias,
        secrecy=card.secrecy,
        number=row.number,
        name=row.name,
        lines=(row.name, f"案件 {row.case_number}    代号 {row.case_alias}"),
        facts=_facts(card),
        photos=tuple(p.sha256 for p in card.photos if p.kind != PhotoKind.CLIP),
        steps=tuple(_step(entry, row.category) for entry in reversed(card.entries)),
    )


def _facts(card: Card) -> tuple[tuple[str, str, bool], ...]:
    """(name, value, over the whole width) of everything that is known; short ones first."""
    row = card.row
    known = categories.all_().get(row.category)
    worth = "" if row.value_fen is None else f"{row.currency} {amounts.figures(row.value_fen)}"
    short = [
        ("名称", row.name),
        ("类别", known.zh if known else row.category),
        ("数量", f"{row.quantity} {row.unit}"),
        ("重量", _weight(card)),
        ("等级", words.word(f"tier.{row.tier}")),
        ("估值", worth),
        ("状态", words.word(f"status.{row.custody}")),
        ("库位/持有人", row.place or row.holder),
        ("法律措施", words.word(f"legal.{row.legal}")),
        ("查扣时间", paper.moment(card.measured_at)),
        ("清单编号/行号", f"{card.list_no} / {card.list_row}"),
        ("通知书文号", card.notice_no),
        ("封条号", row.seal_no),
        ("入库时间", paper.moment(row.received_at)),
        ("持有人/所有人", card.owner),
        ("序列号/编号", card.serial),
    ]
    wide = [
        ("查扣地点", card.seized_at_place),
        ("来源", card.source),
        ("特征描述", card.description),
    ]
    for field, told in _details(known, card.details):
        target = wide if field.type in ("long", "denominations") else short
        target.append((field.zh, told))
    pairs = [(name, told) for name, told in short if told]
    alone = (
        len(pairs) - 1 if len(pairs) % 2 else -1
    )  # it has the row to itself: no cell stands empty
    return (
        *((name, told, at == alone) for at, (name, told) in enumerate(pairs)),
        *((name, told, True) for name, told in wide if told),
    )


def _weight(card: Card) -> str:
    """In grams; one that was not read from the scale here is marked as what it is."""
    if card.row.weight_mg is None:
        return ""
    mark = weights.mark_of(card)
    told = f"（{words.word(mark)}）" if mark else ""
    return f"{cells.grams(card.row.weight_mg)}{told}"


def _details(known: Category | None, details: Mapping[str, Any]) -> list[tuple[Field, str]]:
    """The category's own fields in words; what is secret is not printed."""
    if known is None:
        return []
    return [
        (field, _detail(field, details[field.id]))
        for field in known.fields
        if field.id in details and field.column != "serial"
    ]


def _detail(field: Field, value: Any) -> str:
    if field.secrecy:
        return "（不予打印）"
    match field.type:
        case "choice":
            return next((zh for id_, zh, _ in field.choices if id_ == value), str(value))
        case "check":
            return "是" if value else "否"
        case "money":
            return amounts.figures(int(value)) + " 元"
        case "weight":
            return cells.grams(int(value))
        case "moment":
            return paper.moment(clock.moment(str(value)))
        case "denominations":
            return "；".join(_sheet_row(row) for row in value)
    return f"{value} {field.unit}".strip()


def _sheet_row(row: Mapping[str, int]) -> str:
    counts = (("bundles", "捆"), ("straps", "把"), ("count", "张"))
    told = "".join(f"{row[name]}{unit}" for name, unit in counts if row[name])
    return f"{row['face'] / 100:g} 元×{told or '0张'}"


def _step(entry: EntryView, category: str) -> Step:
    """A line of the back: when, what, who, beside whom, whereto."""
    facts = entry.facts
    after = facts.get("after", {})
    return Step(
        at=entry.occurred_at,
        event=words.word(f"event.{entry.kind}"),
        actor=entry.actor_name,
        second=entry.second_name,
        state=words.word(f"status.{after['custody']}") if after.get("custody") else "",
        seal_no=str(after.get("seal_no", "")),
        told=_corrected(facts, category) if facts.get("field") else _whereto(facts),
    )


def _whereto(facts: Mapping[str, Any]) -> str:
    for name in ("receiver", "buyer", "institution", "file_no", "place", "reason", "text"):
        if facts.get(name):
            return str(facts[name])
    return ""


def _corrected(facts: Mapping[str, Any], category: str) -> str:
    """更正: the field, what it said, what it says, and why; what is secret is not printed."""
    field = corrections.field_of(category, str(facts["field"]))
    old, new = (
        "—" if value in (None, "") else _detail(field, value)
        for value in (facts.get("old"), facts.get("new"))
    )
    return f"{field.zh}：{old} → {new}（{facts.get('reason', '')}）"
