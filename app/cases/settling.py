"""案结物清: what still blocks a case, its settlement (E39), its reopening (E40), its totals."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import errors, ids, registry
from app.actor import Actor
from app.cases import rules
from app.cases import service as cases
from app.cases.errors import CaseNotClear, DifferenceOpen
from app.cases.types import (
    Blocker,
    CaseEvent,
    CaseRow,
    CaseStatus,
    ClassTotal,
    SettlementRow,
)
from app.labels import service as labels
from app.ledger import service as ledger
from app.ledger.types import Act
from app.states import DIFFERENCE, INSIDE, NOT_YET, OUTSIDE, TERMINAL, Custody, RequestStatus
from db.cases import queries
from db.cases.models import CaseFile
from db.custody.models import Document
from db.identity import queries as people
from db.ledger import queries as trail
from db.requests.models import Request

_LIVING: Final = tuple(sorted(set(Custody) - TERMINAL))
_GROUPS: Final[Mapping[str, frozenset[Custody]]] = {
    "pending": NOT_YET,
    "inside": INSIDE,
    "outside": OUTSIDE,
    "ended": TERMINAL - {Custody.T_VOID},
    "difference": DIFFERENCE,
}
#: The reasons that are a discrepancy and not merely a thing that has not left yet (R24 before R23).
_DISCREPANCIES: Final = frozenset({"blocker.difference", "status.HOLD", "status.MISSING"})


@registry.query("cases.blockers")
def blockers(session: Session, actor: Actor, now: datetime, *, case_id: str) -> tuple[Blocker, ...]:
    """Everything that keeps a case from being settled: which item, why, with whom, for how many days."""
    cases.require_visible(session, actor, case_id)
    return _blockers(session, case_id, now)


def _blockers(session: Session, case_id: str, now: datetime) -> tuple[Blocker, ...]:
    items = queries.unfinished(session, case_id, _LIVING)
    differences = queries.open_differences(session, case_id)
    requests = queries.open_requests(session, case_id)
    due = queries.due_roles(session, [row.id for row in requests])
    asked = queries.asked_for(session, [row.id for row in requests])
    stands = {row.id: _stands(row, due.get(row.id, "")) for row in requests}
    names = people.names(
        session,
        {row.holder or row.actor or "" for row in items}
        | {row.opened_by for row in differences}
        | {row.requester for row in requests},
    )
    found = [
        Blocker(
            row.id,
            row.number,
            row.name,
            f"status.{row.custody}",
            names.get(row.holder or row.actor or "", row.holder),
            (now - (row.out_at or row.since)).days,
            **(stands[asked[row.id]] if _is_asked(row, asked) else {"way": row.way}),
        )
        for row in items
    ]
    found += [
        Blocker(
            row.item_id,
            row.number,
            row.name,
            "blocker.difference",
            names.get(row.opened_by, ""),
            (now - row.opened_at).days,
        )
        for row in differences
    ]
    found += [
        Blocker(
            "",
            row.number,
            row.reason,
            "blocker.request",
            names.get(row.requester, ""),
            (now - row.submitted_at).days,
            **stands[row.id],
            request_id=row.id,
        )
        for row in requests
    ]
    return tuple(found)


def _stands(request: Request, role: str) -> dict[str, str]:
    """Where a request stands: `role` decides next while it waits for a decision."""
    return {
        "way": str(json.loads(request.terms).get("way") or ""),
        "kind": request.kind,
        "status": request.status,
        "role": role if request.status == RequestStatus.SUBMITTED else "",
    }


def _is_asked(row: Any, asked: Mapping[str, str]) -> bool:
    """Whether a thing in store is asked for: then that request is what comes next, not another one."""
    return row.custody == Custody.IN and row.id in asked


def _require_clear(found: Iterable[Blocker]) -> None:
    lines = tuple(found)
    if not lines:
        return
    odd = [line for line in lines if line.why in _DISCREPANCIES]
    first = odd[0] if len(odd) == len(lines) else lines[0]
    told = {
        "count": len(lines),
        "number": first.number,
        "name": first.name,
        "state": first.why,
        "holder": first.holder or "—",
        "days": first.days,
    }
    if len(odd) == len(lines):
        raise DifferenceOpen(**told)
    raise CaseNotClear(**told)


@registry.verb(
    "cases.settle",
    rules.LAW[CaseEvent.SETTLE].starts,
    seconds=rules.LAW[CaseEvent.SETTLE].seconds,
    changes=("cases", "custody", "labels"),
    timed=True,
)
def settle(
    session: Session, actor: Actor, now: datetime, act: Act, *, case_id: str, decision_no: str
) -> CaseRow:
    """结案清账 (E39): only when every thing has gone its way and nothing stands open; labels are void then."""
    case = cases.require_team(session, actor, case_id)
    if not decision_no.strip():
        raise errors.DocumentMissing(document="case.decision_no")
    _require_clear(_blockers(session, case_id, now))
    balance = cases.balance_of(session, case_id)
    if not balance.holds or balance.inside or balance.outside or balance.difference:
        raise DifferenceOpen(count=1, number=case.number, name=case.alias)
    _require_second(session, act, case, CaseEvent.SETTLE)
    for item_id in queries.labelled(session, case_id):
        labels.void_all(session, "item", item_id)
    with session.no_autoflush:  # the row changes once, with its entry
        case.settled_at = now
        cases.step(
            session,
            act,
            case,
            CaseEvent.SETTLE,
            CaseStatus.SETTLED,
            decision_no=decision_no.strip(),
            items=balance.ended,
        )
    session.add(
        Document(
            id=ids.new(),
            case_id=case_id,
            kind="decision",
            number=decision_no.strip(),
            dated=None,
            sha256="",
            act=act.id,
        )
    )
    return _row(session, actor, now, case)


@registry.verb(
    "cases.reopen",
    rules.LAW[CaseEvent.REOPEN].starts,
    seconds=rules.LAW[CaseEvent.REOPEN].seconds,
    changes=("cases", "custody"),
    timed=True,
)
def reopen(
    session: Session, actor: Actor, now: datetime, act: Act, *, case_id: str, reason: str
) -> CaseRow:
    """重开 (E40): the account is open again; nothing of its history goes."""
    cases.require_visible(session, actor, case_id)
    case = queries.locked(session, case_id)
    assert case is not None
    rules.step(CaseEvent.REOPEN, case.status)
    if not reason.strip():
        raise errors.FieldMissing(field="case.reason")
    _require_second(session, act, case, CaseEvent.REOPEN)
    before = case.settled_at
    with session.no_autoflush:  # the row changes once, with its entry
        case.settled_at = None
        cases.step(
            session,
            act,
            case,
            CaseEvent.REOPEN,
            CaseStatus.ACTIVE,
            reason=reason.strip(),
            settled_at=before,
        )
    return _row(session, actor, now, case)


@registry.query("cases.settlements")
def settlements(
    session: Session, actor: Actor, now: datetime, *, case_id: str
) -> tuple[SettlementRow, ...]:
    """How often a case was settled and opened again, as its trail has it, the first time first."""
    cases.require_visible(session, actor, case_id)
    kinds = (CaseEvent.SETTLE, CaseEvent.REOPEN)
    found = trail.of_objects(session, "case", [case_id], kinds)
    names = people.names(session, {who for entry in found for who in (entry.actor, entry.second)})
    told = [(entry, ledger.facts(entry)) for entry in found]
    return tuple(
        SettlementRow(
            id=entry.id,
            event=entry.kind,
            at=entry.recorded_at,
            by=names.get(entry.actor, ""),
            second=names.get(entry.second, ""),
            decision_no=str(facts.get("decision_no", "")),
            reason=str(facts.get("reason", "")),
            items=int(facts.get("items", 0)),
        )
        for entry, facts in told
    )


def _require_second(session: Session, act: Act, case: CaseFile, event: CaseEvent) -> None:
    if not act.second:
        wanted = rules.LAW[event].seconds
        raise errors.NeedsSecondPerson(roles=", ".join(f"role.{r}" for r in wanted))
    cases.require_second(session, act, case.id)


def _row(session: Session, actor: Actor, now: datetime, case: CaseFile) -> CaseRow:
    session.flush()
    return cases.view(session, actor, now, case_id=case.id).row


@registry.query("cases.totals")
def totals(
    session: Session, actor: Actor, now: datetime, *, case_id: str
) -> tuple[ClassTotal, ...]:
    """A case's things by class and currency; currencies are never added to one another."""
    cases.require_visible(session, actor, case_id)
    return totals_of(session, case_id)


def totals_of(session: Session, case_id: str) -> tuple[ClassTotal, ...]:
    """The totals, counted from the cards."""
    return tuple(
        ClassTotal(
            category=row.category,
            currency=row.currency,
            items=sum(int(getattr(row, name) or 0) for name in _GROUPS),
            inside=int(row.inside or 0),
            outside=int(row.outside or 0),
            ended=int(row.ended or 0),
            difference=int(row.difference or 0),
            pending=int(row.pending or 0),
            value_fen=int(row.value_fen or 0),
            kept_fen=int(row.kept_fen or 0),
        )
        for row in queries.totals(session, case_id, _GROUPS, sorted(INSIDE | OUTSIDE))
    )
