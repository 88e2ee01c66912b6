"""What may be done with a card from its page: the fields an act asks for, and how they become its arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from app.custody import holds, labelling, rules
from app.custody.types import Card, Shot
from ui import texts
from ui.custody import approval, correcting, sealing
from ui.custody.job import milligrams
from ui.widgets.field import FieldDef, Kind

Values = Mapping[str, Any]
Made = dict[str, Any]

#: Acts that have a page of their own, and the page.
PAGES: Final = {
    "RECEIVE": "intake",
    "REFUSE": "intake",
    "DECLARE": "intake",
    "HAND_OVER": "hand_over",
    "SEND_EXAM": "hand_over",
    "TAKE_BACK": "return",
    "ACCEPT_BACK": "return",
    "RETURN_EXAM": "return",
}
#: Acts that come first on the card, in this order; the others are behind "More".
FIRST: Final = (
    "RECEIVE", "HAND_OVER", "ACCEPT_BACK", "RETURN_EXAM", "TAKE_BACK", "PLACE", "RESOLVE",
    "RETURN_TO_OWNER", "TRANSFER", "SIGN_TRANSFER", "PAY_TREASURY", "SELL", "DESTROY", "ARCHIVE",
    "DECLARE", "RESEAL", "PICK_UP", "REPORT", "UNSEAL", "SEAL", "LIFT",
)  # fmt: skip
#: Acts that cannot be undone: asked once more before they are done.
FINAL: Final = frozenset({*holds.WAYS, "SIGN_TRANSFER", "VOID"} - {"TRANSFER"})


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: its fields in the language shown, which photographs it wants, its arguments."""

    fields: Callable[[Card], tuple[FieldDef, ...]]
    arguments: Callable[[Card, Values, tuple[Shot, ...]], Made]
    photos: tuple[str, ...] = ()
    photos_needed: bool = False
    #: What the decision says already: it stands in the form, and who carries it out compares.
    decided: Callable[[Card], Made] = lambda _: {}
    #: The act that asks first for a field of the card, and for the rest as that field wants it.
    corrects: bool = False
    #: What was said the last time is offered again: whoever empties a shelf says it once.
    again: tuple[str, ...] = ()


def needs_second(event: str) -> bool:
    """Whether the law always wants a second person for the act."""
    return rules.LAW[event].second


def _money(value: Any) -> int:
    return int((Decimal(value) * 100).to_integral_value())


def _request(card: Card) -> str:
    return approval.of(card).request_id


def _receipt() -> FieldDef:
    return FieldDef(
        "receipt_no", QCoreApplication.translate("deeds", "Receipt number"), required=True
    )


def _amount() -> FieldDef:
    return FieldDef(
        "amount_fen",
        QCoreApplication.translate("deeds", "Amount"),
        Kind.MONEY,
        required=True,
        unit=texts.word("unit.yuan"),
        least=0,
    )


def _choices(prefix: str, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((key, texts.word(f"{prefix}.{key}")) for key in keys)


def _reason(word: str) -> Callable[[Card], tuple[FieldDef, ...]]:
    return lambda _: (FieldDef("reason", texts.word(word), required=True, wide=True),)


def _report_fields(_: Card) -> tuple[FieldDef, ...]:
    kinds = ("damage", "seal", "label", "swap", "missing", "quantity", "weight", "surplus", "other")
    return (
        FieldDef(
            "kind",
            QCoreApplication.translate("deeds", "What is wrong"),
            Kind.CHOICE,
            required=True,
            choices=_choices("difference", kinds),
        ),
        FieldDef(
            "text",
            QCoreApplication.translate("deeds", "What was seen"),
            Kind.LONG,
            required=True,
        ),
    )


def _resolve_fields(card: Card) -> tuple[FieldDef, ...]:
    return (
        FieldDef(
            "finding", QCoreApplication.translate("deeds", "Finding"), Kind.LONG, required=True
        ),
        FieldDef(
            "document",
            QCoreApplication.translate("deeds", "Document of the finding"),
            required=True,
        ),
        FieldDef("place", texts.word("item.place"), Kind.CODE, required=True),
        FieldDef("quantity", texts.word("item.quantity"), Kind.NUMBER, least=0, unit=card.row.unit),
        FieldDef("weight_mg", texts.word("item.weight_mg"), Kind.DECIMAL, unit="g", places=3),
        FieldDef("seal_no", texts.word("item.seal_no"), Kind.CODE),
    )


def _resolve(card: Card, values: Values, shots: tuple[Shot, ...]) -> Made:
    """What the finding says of numbers follows; what it does not speak of stays."""
    made = _plain(card, values, shots)
    if "weight_mg" in made:
        made["weight_mg"] = milligrams(made["weight_mg"])
    return made


def _reprint_fields(_: Card) -> tuple[FieldDef, ...]:
    return (
        FieldDef(
            "reason",
            QCoreApplication.translate("deeds", "Why a new label is needed"),
            required=True,
            wide=True,
        ),
        FieldDef(
            "old_label",
            QCoreApplication.translate("deeds", "What became of the old one"),
            Kind.CHOICE,
            required=True,
            choices=tuple((each, texts.word(f"old_label.{each}")) for each in labelling.OLD_LABELS),
        ),
    )


def _owner_fields(card: Card) -> tuple[FieldDef, ...]:
    return (
        FieldDef("receiver", QCoreApplication.translate("deeds", "Receiver's name"), required=True),
        FieldDef(
            "id_document",
            QCoreApplication.translate("deeds", "Number of the identity document"),
            Kind.CODE,
            required=True,
        ),
        FieldDef(
            "relation",
            QCoreApplication.translate("deeds", "Relation to the owner"),
            Kind.CHOICE,
            required=True,
            hint=card.owner,
            choices=(
                ("owner", QCoreApplication.translate("deeds", "The owner himself")),
                ("victim", QCoreApplication.translate("deeds", "The victim himself")),
                ("agent", QCoreApplication.translate("deeds", "Acts with written authority")),
                ("heir", QCoreApplication.translate("deeds", "Family or heir, with authority")),
            ),
        ),
        FieldDef(
            "authority", QCoreApplication.translate("deeds", "Authority, if he acts for another")
        ),
    )


def _transfer_fields(_: Card) -> tuple[FieldDef, ...]:
    return (
        FieldDef(
            "receiver",
            QCoreApplication.translate("deeds", "Receiving organ"),
            required=True,
            wide=True,
        ),
    )


def _signed_fields(_: Card) -> tuple[FieldDef, ...]:
    return (
        _receipt(),
        FieldDef(
            "signed",
            QCoreApplication.translate("deeds", "Answer"),
            Kind.CHOICE,
            required=True,
            choices=(
                ("yes", QCoreApplication.translate("deeds", "Received and signed")),
                ("no", QCoreApplication.translate("deeds", "Not accepted, comes back")),
            ),
        ),
        FieldDef(
            "place",
            QCoreApplication.translate("deeds", "Place, if it comes back"),
            Kind.CODE,
        ),
    )


def _signed(card: Card, values: Values, shots: tuple[Shot, ...]) -> Made:
    one = (card.row.id,)
    return {
        "item_ids": one,
        "not_signed": () if values["signed"] == "yes" else one,
        "receipt_no": values["receipt_no"],
        "receipt_scan": shots[0].sha256 if shots else "",
        "place": values.get("place") or "",
    }


def _destroy_fields(_: Card) -> tuple[FieldDef, ...]:
    return (
        FieldDef(
            "method", QCoreApplication.translate("deeds", "Way of destruction"), required=True
        ),
        FieldDef("place", QCoreApplication.translate("deeds", "Where"), required=True),
        FieldDef(
            "scanned",
            QCoreApplication.translate("deeds", "Label (scan it)"),
            Kind.CODE,
            required=True,
        ),
    )


def _ending(card: Card, values: Values, _: tuple[Shot, ...]) -> Made:
    """One card's ending under its approved request."""
    given = {key: value for key, value in values.items() if value is not None}
    if "amount_fen" in given:
        given["amount_fen"] = _money(given["amount_fen"])
    return {"request_id": _request(card), "item_ids": (card.row.id,), **given}


def _destroy(card: Card, values: Values, shots: tuple[Shot, ...]) -> Made:
    made = _ending(card, values, shots)
    made["scanned"] = (made["scanned"],)
    return {**made, "photos": shots}


def _to_owner(card: Card, values: Values, shots: tuple[Shot, ...]) -> Made:
    return {
        "request_id": _request(card),
        "item_id": card.row.id,
        "receiver": values["receiver"],
        "id_document": values["id_document"],
        "relation": values["relation"],
        "authority": values.get("authority") or "",
        "photos": shots,
    }


def _place_fields(_: Card) -> tuple[FieldDef, ...]:
    return (
        FieldDef(
            "place",
            QCoreApplication.translate("deeds", "Scan the new place"),
            Kind.CODE,
            required=True,
            wide=True,
        ),
    )


def _with_photos(card: Card, values: Values, shots: tuple[Shot, ...]) -> Made:
    return {**_plain(card, values, shots), "photos": shots}


def _lift_fields(_: Card) -> tuple[FieldDef, ...]:
    return (FieldDef("notice_no", texts.word("item.notice_no"), required=True, wide=True),)


def _none(_: Card) -> tuple[FieldDef, ...]:
    return ()


def _plain(card: Card, values: Values, _: tuple[Shot, ...]) -> Made:
    return {"item_id": card.row.id, **{k: v for k, v in values.items() if v is not None}}


def _decided(*names: str) -> Callable[[Card], Made]:
    """These fields as the approved request has them."""

    def told(card: Card) -> Made:
        decision = card.decision
        if decision is None:
            return {}
        said = {**decision.facts, "receiver": decision.receiver}
        return {name: said[name] for name in names if said.get(name)}

    return told


def _owner_decided(card: Card) -> Made:
    """Who is to have it; and how he stands to the owner, where the request wrote it as the form's words do."""
    made = _decided("receiver", "relation")(card)
    written = str(made.pop("relation", "")).strip()
    (choices,) = (each.choices for each in _owner_fields(card) if each.id == "relation")
    kept = next((key for key, word in choices if written in (key, word)), "")
    return {**made, "relation": kept} if kept else made


def told(arguments: Made, currency: str) -> str:
    """What an ending says that cannot be taken back, for who is asked once more and who signs beside."""
    said = []
    for name in ("receiver", "buyer", "method", "place", "file_no", "receipt_no", "amount_fen"):
        value = arguments.get(name)
        if value not in (None, ""):
            shown = texts.money(value, currency) if name == "amount_fen" else str(value)
            said.append(f"{texts.word(f'disposal.{name}')} {shown}")
    return "  ·  ".join(said)


DEEDS: Final[dict[str, Deed]] = {
    "PICK_UP": Deed(_reason("move.reason"), _plain, again=("reason",)),
    "PLACE": Deed(_place_fields, _plain),
    "VOID": Deed(_reason("void.reason"), _plain),
    "REPORT": Deed(
        _report_fields,
        lambda card, values, shots: {
            **_plain(card, values, shots),
            "photos": shots,
            "missing": values["kind"] == "missing",
        },
        photos=("damage",),
    ),
    "RESOLVE": Deed(_resolve_fields, _resolve),
    "CORRECT": Deed(correcting.fields, _plain, corrects=True),
    "REPRINT": Deed(_reprint_fields, _plain),
    "ADD_PHOTO": Deed(
        _none,
        lambda card, _, shots: {"item_id": card.row.id, "photos": shots},
        photos=("overall", "feature", "seal", "scale", "damage", "document"),
        photos_needed=True,
    ),
    "SEAL": Deed(sealing.seal_fields, _with_photos, photos=("seal", "overall"), photos_needed=True),
    "UNSEAL": Deed(
        sealing.unseal_fields, _with_photos, photos=("seal", "overall"), photos_needed=True
    ),
    "RESEAL": Deed(
        sealing.seal_fields, _with_photos, photos=("seal", "overall"), photos_needed=True
    ),
    "LIFT": Deed(
        _lift_fields,
        lambda card, values, _: {"item_ids": (card.row.id,), "notice_no": values["notice_no"]},
    ),
    "RETURN_TO_OWNER": Deed(
        _owner_fields,
        _to_owner,
        photos=("handover", "document"),
        photos_needed=True,
        decided=_owner_decided,
    ),
    "TRANSFER": Deed(_transfer_fields, _ending, decided=_decided("receiver")),
    "SIGN_TRANSFER": Deed(_signed_fields, _signed, photos=("document",), photos_needed=True),
    "PAY_TREASURY": Deed(lambda _: (_receipt(), _amount()), _ending),
    "SELL": Deed(
        lambda _: (
            _receipt(),
            _amount(),
            FieldDef("buyer", QCoreApplication.translate("deeds", "Buyer"), required=True),
        ),
        _ending,
    ),
    "DESTROY": Deed(
        _destroy_fields,
        _destroy,
        photos=("handover",),
        photos_needed=True,
        decided=_decided("method", "place"),
    ),
    "ARCHIVE": Deed(
        lambda _: (
            FieldDef("file_no", QCoreApplication.translate("deeds", "File number"), required=True),
        ),
        _ending,
        decided=_decided("file_no"),
    ),
}
