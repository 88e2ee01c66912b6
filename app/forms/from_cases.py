"""From a case to what its forms say: what is frozen for it (F2), and where each thing of it went (F23)."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import words
from app.actor import Actor
from app.cases import service as cases
from app.custody import views
from app.custody.types import ItemRow
from app.forms import deed, lines
from app.forms.lines import LedgerLine
from app.forms.parts import Signer
from app.forms.types import Flow, Frozen, FrozenList, Settled, Settlement
from app.ledger import service as ledger
from app.states import TERMINAL
from db.custody.models import Item
from db.forms import queries
from db.ledger import queries as trail

_PAGE: Final = 2_000
_KINDS = {
    "deposit": "存款",
    "stock": "股票",
    "fund": "基金",
    "equity": "股权",
    "insurance": "保险",
    "other": "其他",
}


def has_frozen(session: Session, actor: Actor, now: datetime, case_id: str) -> bool:
    """Whether anything is frozen for a case."""
    return bool(views.count(session, actor, now, case_id=case_id, category="frozen_asset"))


def frozen(session: Session, actor: Actor, now: datetime, case_id: str) -> FrozenList:
    """F2: what is frozen for a case."""
    view = cases.view(session, actor, now, case_id=case_id)
    found = _rows(session, actor, now, case_id, category="frozen_asset")
    items = queries.items(session, {row.id for row in found})
    rows = tuple(_frozen(items[row.id]) for row in found)
    return FrozenList(
        case_number=view.row.number,
        case_alias=view.row.alias,
        secrecy=view.secrecy,
        cause=view.row.title,
        notice_no="、".join(dict.fromkeys(items[row.id].serial for row in found)),
        rows=rows,
        totals=deed.sums((row.currency, row.amount_fen) for row in rows),
        officers=tuple(Signer(m.name) for m in view.members if m.duty == "handler"),
    )


def _rows(
    session: Session, actor: Actor, now: datetime, case_id: str, **chosen: Any
) -> tuple[ItemRow, ...]:
    """Every thing of a case, by number: a sheet is cut nowhere."""
    found: list[ItemRow] = []
    while True:
        chosen |= {"limit": _PAGE, "offset": len(found)}
        page = views.rows(session, actor, now, case_id=case_id, sort="number", **chosen)
        found += page
        if len(page) < _PAGE:
            return tuple(found)


def _frozen(item: Item) -> Frozen:
    details = json.loads(item.details)
    return Frozen(
        number=item.number,
        institution=str(details.get("institution", "")),
        account_name=item.owner,
        account="（不予打印）" if details.get("account_no") else "",
        kind=_KINDS.get(str(details.get("kind")), ""),
        quantity=f"{item.quantity} {item.unit}",
        currency=item.currency,
        amount_fen=details.get("amount"),
        yields=bool(details.get("interest")),
        since=_day(details.get("frozen_from")),
        until=_day(details.get("frozen_until")),
        renewals="",
        receipt_no=str(details.get("receipt_no", "")),
    )


def _day(told: Any) -> date | None:
    return date.fromisoformat(str(told)) if told else None


def settlement(session: Session, actor: Actor, now: datetime, case_id: str) -> Settlement:
    """F23: where each thing of a case went, by which paper; what is still missing."""
    view = cases.view(session, actor, now, case_id=case_id)
    found = [r for r in _rows(session, actor, now, case_id) if r.custody != "T_VOID"]
    known = {
        line.item_id: line for line in lines.ledger_lines(session, actor, now, case_id=case_id)
    }
    told = view.balance
    return Settlement(
        case_number=view.row.number,
        case_alias=view.row.alias,
        secrecy=view.secrecy,
        title=view.row.title,
        department=view.row.department,
        decision_no=_decision(session, case_id),
        balance=f"接收 {told.received}  ＝  在库 {told.inside}  ＋  在外 {told.outside}"
        f"  ＋  终结 {told.ended}  ＋  差异 {told.difference}",
        agrees="账平" if told.holds else "账不平",
        settled_at=view.row.settled_at,
        rows=tuple(_settled(row, known[row.id]) for row in found),
        flows=_flows(found, known),
        officers=tuple(Signer(m.name) for m in view.members if m.duty == "handler"),
        approvers=tuple(Signer(m.name) for m in view.members if m.duty == "leader"),
    )


def _decision(session: Session, case_id: str) -> str:
    for entry in reversed(trail.of_object(session, "case", case_id)):
        if entry.kind == "SETTLE":
            return str(ledger.facts(entry).get("decision_no", ""))
    return ""


def _settled(row: ItemRow, line: LedgerLine) -> Settled:
    ended = row.custody in TERMINAL
    gap = "" if ended else words.word(f"status.{row.custody}")
    return Settled(
        number=row.number,
        name=row.name,
        quantity=f"{row.quantity} {row.unit}",
        currency=row.currency if row.value_fen is not None else "",
        value_fen=row.value_fen,
        way=words.word(f"way.{line.way}") if line.way else "",
        basis=line.basis,
        receiver=line.receiver,
        receipt_no=line.receipt_no,
        ended_at=line.ended_at,
        gap=gap,
    )


def _flows(found: Sequence[ItemRow], known: dict[str, LedgerLine]) -> tuple[Flow, ...]:
    """What was received and where it went, currency by currency; the gap is what went nowhere yet."""
    money = [row for row in found if row.value_fen is not None]
    flows = []
    for currency in sorted({row.currency for row in money}):
        mine = [row for row in money if row.currency == currency]

        def gone(*ways: str, of: list[ItemRow] = mine) -> int:
            return sum(
                row.value_fen or 0
                for row in of
                if row.custody in TERMINAL and known[row.id].way in ways
            )

        received = sum(row.value_fen or 0 for row in mine)
        returned, treasury = gone("return"), gone("treasury")
        transferred = gone("transfer", "sell", "destroy", "archive")
        flows.append(
            Flow(
                currency=currency,
                received_fen=received,
                banked_fen=0,
                returned_fen=returned,
                treasury_fen=treasury,
                transferred_fen=transferred,
                interest_fen=0,
                gap_fen=received - returned - treasury - transferred,
            )
        )
    return tuple(flows)
