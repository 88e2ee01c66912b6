"""What is read of cards: rows, the whole card with its timeline and legal next actions, search."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app import blobs, errors, registry, search, spelling
from app.actor import Actor
from app.cases import service as cases
from app.custody import holds, photographs, ranges, rules
from app.custody.types import Action, Card, Decision, Hit, ItemRow, LoanRow, Paper
from app.identity import service as identity
from app.identity.roles import Role
from app.labels import service as labels
from app.ledger import service as ledger
from app.states import Custody
from db.custody import approved as decisions
from db.custody import queries
from db.custody import search as index
from db.custody.models import Item, Loan
from db.identity import queries as people
from db.ledger import queries as trail


def row(found: Any) -> ItemRow:
    """A joined row as the table shows it."""
    item: Item = found.Item
    return ItemRow(
        id=item.id,
        number=item.number,
        name=item.name,
        case_id=item.case_id,
        case_number=found.case_number,
        case_alias=found.case_alias,
        category=item.category,
        quantity=item.quantity,
        unit=item.unit,
        tier=item.tier,
        legal=item.legal,
        custody=item.custody,
        seal_no=item.seal_no,
        place=found.place or "",
        holder=found.holder_name or item.holder,
        weight_mg=item.weight_mg,
        value_fen=item.value_fen,
        currency=item.currency,
        received_at=item.received_at,
        due_at=found.due_at,
        photo=found.photo or "",
        list_no=item.list_no,
        notice_no=item.notice_no,
    )


def rows_of(session: Session, items: Sequence[Item]) -> tuple[ItemRow, ...]:
    """The table rows of cards that were just changed."""
    session.flush()
    return tuple(row(r) for r in queries.rows(session, [i.pk for i in items]))


@registry.query("custody.rows")
def rows(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    case_id: str = "",
    states: tuple[str, ...] = (),
    category: str = "",
    location_id: str = "",
    sort: str = "-number",
    limit: int = 100,
    offset: int = 0,
) -> tuple[ItemRow, ...]:
    """A page of the cards the asker may see; among the held ones are those that are carried elsewhere now."""
    chosen = _chosen(session, actor, case_id, states, category, location_id)
    limit, offset = max(0, min(limit, 5_000)), max(0, offset)
    found = queries.page(session, sort=sort, limit=limit, offset=offset, **chosen)
    return tuple(row(r) for r in queries.rows(session, found))


@registry.query("custody.count")
def count(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    case_id: str = "",
    states: tuple[str, ...] = (),
    category: str = "",
    location_id: str = "",
) -> int:
    """How many cards `custody.rows` has."""
    return queries.count(session, **_chosen(session, actor, case_id, states, category, location_id))


def _chosen(
    session: Session,
    actor: Actor,
    case_id: str,
    states: tuple[str, ...],
    category: str,
    location_id: str,
) -> dict[str, Any]:
    if case_id:
        cases.require_visible(session, actor, case_id)
    among, without = cases.visible_to(session, actor)
    return {
        "among": among,
        "without": without,
        "case_id": case_id,
        "states": states,
        "category": category,
        "location_id": location_id,
    }


def visible(session: Session, actor: Actor, item: Item | None, key: str) -> Item:
    """The card if the asker may see its case; otherwise it does not exist for him."""
    if item is None or not cases.may_see(session, actor, item.case_id):
        raise errors.NotFound(key=key)
    return item


def _seen_of(session: Session, actor: Actor, now: datetime, ids: Sequence[str]) -> set[str]:
    case_of = queries.cases_of(session, ids)
    seen = cases.seen_of(session, actor, now, sorted(set(case_of.values())))
    return {item_id for item_id, case_id in case_of.items() if case_id in seen}


blobs.sights["item"] = _seen_of


@registry.query("custody.find")
def find(session: Session, actor: Actor, now: datetime, *, code: str) -> ItemRow:
    """The card behind a scan, a number or a seal: unknown (R08) and void codes (R09) are refused."""
    found = behind(session, code) or ranges.holding(session, actor, code)
    if found is None:
        raise errors.UnknownCode(code=code[:64])
    if not cases.may_see(session, actor, found.case_id):
        raise errors.NotOfTheCase
    return rows_of(session, [found])[0]


def behind(session: Session, code: str) -> Item | None:
    """The card whose label, number or seal this is, whoever may see it; a void label is refused (R09)."""
    if labels.object_of(session, code):
        label = labels.require_living(session, code)
        return queries.item(session, label.object_id) if label.object_kind == "item" else None
    found = queries.by_number(session, spelling.identifier(code))
    seal = None if found is not None else queries.seal(session, spelling.code(code))
    return found if seal is None else queries.item(session, seal.item_id)


@registry.query("custody.card")
def card(session: Session, actor: Actor, now: datetime, *, item_id: str) -> Card:
    """一物一卡: everything that is known of one thing, and what may be done with it next."""
    item = visible(session, actor, queries.item(session, item_id), item_id)
    entries = trail.of_object(session, "item", item.id)
    parts = queries.parts(session, item.id)
    names = people.names(session, ledger.signers(entries) | {p.account_id for p in parts})
    loan = queries.open_loan(session, item.id)
    shown = queries.rows(session, [item.pk])[0]
    told = tuple(ledger.view(e, names) for e in reversed(entries))
    return Card(
        row=row(shown),
        measure=item.measure,
        measured_at=item.measured_at,
        seized_at_place=item.seized_at_place,
        source=item.source,
        owner=item.owner,
        list_no=item.list_no,
        list_row=item.list_row,
        notice_no=item.notice_no,
        serial=item.serial,
        description=item.description,
        details=json.loads(item.details),
        secrecy=item.secrecy,
        storage=item.storage,
        evidential=item.evidential,
        seal_status=item.seal_status,
        seq=item.seq,
        head=ledger.head(session, "item", item.id),
        parts=tuple((p.part, p.account_id, names.get(p.account_id, "")) for p in parts),
        photos=photographs.rows(session, actor, item),
        documents=tuple(
            Paper(d.kind, d.number, d.dated, d.sha256)
            for d in queries.documents(session, {e.act for e in entries})
        ),
        loan=loan_rows(session, [loan])[0] if loan else None,
        entries=told,
        actions=actions(session, actor, item),
        hold=holds.of(item, told, queries.differences_of(session, item.id), names),
        decision=_decision(session, item),
    )


def _decision(session: Session, item: Item) -> Decision | None:
    """The approved disposal that a thing waits to leave by."""
    found = decisions.of_item(session, item.id) if item.custody == Custody.DISPOSING else None
    if found is None:
        return None
    terms = json.loads(found.terms)
    said = {key: str(terms.get(key) or "") for key in ("way", "basis", "receiver")}
    facts = {key: str(value) for key, value in (terms.get("facts") or {}).items() if value}
    # the place of a destruction stands among the terms, where a check-out says its own
    facts |= {"place": str(terms["place"])} if terms.get("place") else {}
    return Decision(request=found.number, facts=facts, **said)


def actions(session: Session, actor: Actor, item: Item) -> tuple[Action, ...]:
    """Every verb on a card that the actor's roles could ever start: allowed now, or why not (a refusal code)."""
    told = []
    known = queries.part(session, item.id, actor.id)
    for law in rules.ROWS:
        verb = VERBS.get(law.event)
        if verb is None or not actor.has(*law.starts):
            continue
        why = ""
        if item.custody not in law.froms or not rules.seal_allows(law.event, item.seal_status):
            why = "R06"
        elif known is not None and known.part == "seizer" and law.keeps:
            why = "R02"
        told.append(Action(law.event, verb, not why, why))
    return tuple(told)


#: Which registered verb carries out an event that a card's page offers.
VERBS = {
    "DECLARE": "custody.declare",
    "RECEIVE": "custody.receive",
    "REFUSE": "custody.refuse",
    "PICK_UP": "custody.pick_up",
    "PLACE": "custody.place",
    "HAND_OVER": "custody.hand_over",
    "TAKE_BACK": "custody.take_back",
    "ACCEPT_BACK": "custody.accept_back",
    "SEND_EXAM": "custody.send_exam",
    "RETURN_EXAM": "custody.return_exam",
    "RETURN_TO_OWNER": "custody.return_to_owner",
    "TRANSFER": "custody.transfer",
    "SIGN_TRANSFER": "custody.sign_transfer",
    "PAY_TREASURY": "custody.pay_treasury",
    "SELL": "custody.sell",
    "DESTROY": "custody.destroy",
    "ARCHIVE": "custody.archive",
    "LIFT": "custody.lift",
    "REPORT": "custody.report",
    "RESOLVE": "custody.resolve",
    "CORRECT": "custody.correct",
    "REPRINT": "custody.reprint",
    "ADD_PHOTO": "custody.add_photo",
    "VOID": "custody.void",
    "SEAL": "custody.seal",
    "UNSEAL": "custody.unseal",
    "RESEAL": "custody.reseal",
}


def loan_rows(session: Session, loans: Iterable[Loan]) -> tuple[LoanRow, ...]:
    """Loans with the names a person reads."""
    kept = list(loans)
    names = people.names(session, {loan.borrower for loan in kept})
    lent = queries.heads(session, {loan.item_id for loan in kept})
    return tuple(
        LoanRow(
            id=loan.id,
            item_id=loan.item_id,
            item_number=lent[loan.item_id].number,
            item_name=lent[loan.item_id].name,
            case_number=lent[loan.item_id].case_number,
            request_id=loan.request_id,
            borrower=loan.borrower,
            borrower_name=names.get(loan.borrower, ""),
            purpose=loan.purpose,
            out_at=loan.out_at,
            out_station=loan.out_station,
            due_at=loan.due_at,
            renewals=loan.renewals,
            out_quantity=loan.out_quantity,
            out_weight_mg=loan.out_weight_mg,
            out_seal=loan.out_seal,
            closed_at=loan.closed_at,
        )
        for loan in kept
    )


@registry.query("custody.loans")
def loans(
    session: Session, actor: Actor, now: datetime, *, mine: bool = False, overdue: bool = False
) -> tuple[LoanRow, ...]:
    """Open check-outs, the earliest due first: of the cases the asker may see; handlers see their own.

    Who signed for a thing sees it until it is back, be it of another case: he answers for it.
    """
    due_before = now if overdue else None
    if mine or not actor.has("custodian", "store_head", "oversight", "head", "leader"):
        found = queries.open_loans(session, borrower=actor.id, due_before=due_before)
    else:
        among, without = cases.visible_to(session, actor)
        found = queries.open_loans(session, due_before=due_before, among=among, without=without)
    return loan_rows(session, found)


@registry.query("custody.search")
def search_(
    session: Session, actor: Actor, now: datetime, *, text: str, limit: int = 50
) -> tuple[ItemRow, ...]:
    """Cards that carry every word of the text, newest first; an exact number or code comes first."""
    return found(session, actor, text, limit)[0]


def found(
    session: Session, actor: Actor, text: str, limit: int
) -> tuple[tuple[ItemRow, ...], bool]:
    """The cards of `search_`, and whether the first of them is the one of that very number or code."""
    if len(text) > 200:
        raise errors.TooLong(field="search.text", limit=200, length=len(text))
    among, without = cases.visible_to(session, actor)
    limit = max(0, min(limit, 500))
    keys = list(index.find(session, search.asked(text), among=among, without=without, limit=limit))
    exact = queries.by_number(session, spelling.identifier(text))
    if exact is None and not keys:
        exact = ranges.holding(session, actor, text)
    is_exact = exact is not None and cases.may_see(session, actor, exact.case_id)
    if exact is not None and is_exact:
        keys = [exact.pk, *(k for k in keys if k != exact.pk)][:limit]
    return tuple(row(r) for r in queries.rows(session, keys)), is_exact


def hit(found: ItemRow) -> Hit:
    """A search result as the command line prints it."""
    return Hit(
        found.number, found.name, found.case_number, found.custody, found.place or found.holder
    )


identity.burdens.append(identity.Burden(queries.lent_to, Role.HANDLER))
