"""From a request to what its form says: F10, F13, F14 and F15."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, words
from app.actor import Actor
from app.forms import deed
from app.forms.parts import Opinion, Signer
from app.forms.types import (
    Appraisal,
    Asked,
    BorrowApproval,
    DisposalApproval,
    Disposed,
    Extended,
    Extension,
)
from app.ledger import service as ledger
from app.requests import views
from app.requests.types import RequestView
from db.cases.models import CaseFile
from db.custody import queries as cards
from db.custody.models import Item
from db.forms import queries
from db.ledger import queries as trail

#: Which form a kind of request is written on.
FORM_OF: Final[Mapping[str, str]] = {
    "CHECK_OUT": "F10",
    "EXTENSION": "F13",
    "EXAM": "F14",
    "DISPOSAL": "F15",
}
#: A decided disposal is carried out within a month (监察法实施条例).
_CARRY_OUT: Final = timedelta(days=30)


def value(session: Session, actor: Actor, now: datetime, request_id: str) -> tuple[str, Any]:
    """(form, what it says) of a request that the asker may read."""
    view: RequestView = views.view(session, actor, now, request_id=request_id)
    case = session.get(CaseFile, view.row.case_id)
    assert case is not None
    items = queries.items(session, {line.item_id for line in view.items})
    held = [items[line.item_id] for line in view.items if line.name]
    form = FORM_OF[view.row.kind]
    return form, _BUILDERS[form](session, view, case, held)


def _common(case: CaseFile, items: list[Item]) -> dict[str, Any]:
    return {
        "case_number": case.number,
        "case_alias": case.alias,
        "secrecy": max([case.secrecy, *(item.secrecy for item in items)]),
    }


def _opinions(view: RequestView) -> tuple[Opinion, ...]:
    return tuple(
        Opinion(
            office=step.role,
            name=step.approver_name,
            on_behalf=step.on_behalf_name,
            decision=words.word(f"decision.{step.decision}"),
            text=step.opinion,
            at=step.decided_at,
        )
        for step in view.steps
        if step.decision
    )


def _asker(view: RequestView) -> tuple[Signer, ...]:
    return (Signer(view.row.requester_name, at=view.row.submitted_at),)


def _left(session: Session, item: Item, number: str) -> tuple[Any, Mapping[str, Any]] | None:
    """How a thing left under this request."""
    for entry in reversed(trail.of_object(session, "item", item.id)):
        if entry.kind in ("HAND_OVER", "SEND_EXAM"):
            facts = ledger.facts(entry)
            if facts.get("request") == number:
                return entry, facts
    return None


def _borrowing(
    session: Session, view: RequestView, case: CaseFile, items: list[Item]
) -> BorrowApproval:
    row = view.row
    left = {item.id: _left(session, item, row.number) for item in items}
    loans = [loan for item in items if (loan := cards.open_loan(session, item.id)) is not None]
    mine = [loan for loan in loans if loan.request_id == row.id and loan.renewals]
    return BorrowApproval(
        **_common(case, items),
        department=case.department,
        requester=row.requester_name,
        submitted_at=row.submitted_at,
        kind=row.kind,
        reason=row.reason,
        place=view.terms.place,
        carriers=view.carrier_names,
        due_at=row.due_at,
        renewals="；".join(
            f"续借 {loan.renewals} 次，至 {clock.local(loan.due_at):%Y-%m-%d %H:%M}"
            for loan in mine[:1]
        ),
        status=row.status,
        rows=tuple(_asked(item, left[item.id]) for item in items),
        opinions=_opinions(view),
        officers=_asker(view),
        receivers=tuple(Signer(name) for name in view.carrier_names),
    )


def _asked(item: Item, left: tuple[Any, Mapping[str, Any]] | None) -> Asked:
    facts = left[1] if left else {}
    shots = facts.get("photos") or ()
    return Asked(
        number=item.number,
        name=item.name,
        quantity=item.quantity,
        unit=item.unit,
        tier=item.tier,
        out_seal=str(facts.get("seal_no") or ""),
        out_weight_mg=facts.get("weight_mg"),
        out_photos=f"{len(shots)} 张" if shots else "",
    )


def _extension(session: Session, view: RequestView, case: CaseFile, items: list[Item]) -> Extension:
    loans = {item.id: cards.open_loan(session, item.id) for item in items}
    open_ = [loan for loan in loans.values() if loan is not None]
    from db.requests import queries as requests

    first = requests.request(session, open_[0].request_id) if open_ else None
    done = view.row.status == "DONE"
    return Extension(
        **_common(case, items),
        original_no=first.number if first else "",
        requester=view.row.requester_name,
        submitted_at=view.row.submitted_at,
        old_due=open_[0].due_at if open_ and not done else None,
        new_due=view.row.due_at,
        times=(open_[0].renewals if open_ else 0) + (0 if done else 1),
        reason=view.row.reason,
        status=view.row.status,
        rows=tuple(_extended(item, loans[item.id]) for item in items),
        opinions=_opinions(view),
        officers=_asker(view),
    )


def _extended(item: Item, loan: Any) -> Extended:
    return Extended(
        number=item.number,
        name=item.name,
        quantity=f"{item.quantity} {item.unit}",
        out_at=loan.out_at if loan else None,
        holder="",
        due_at=loan.due_at if loan else None,
    )


def _appraisal(session: Session, view: RequestView, case: CaseFile, items: list[Item]) -> Appraisal:
    terms, facts = view.terms, view.terms.facts
    back = _report(session, items)
    return Appraisal(
        **_common(case, items),
        kind="price" if facts.get("price_meaning") else "exam",
        institution=terms.institution,
        letter_no=terms.letter_no,
        purpose=view.row.reason,
        price_meaning=str(facts.get("price_meaning", "")),
        base_day=None,
        materials=str(facts.get("materials", "")),
        contact=view.row.requester_name,
        due_at=view.row.due_at,
        sample_loss=str(facts.get("sample_loss", "")),
        rows=tuple(deed.thing(item) for item in items),
        report_no=str(back.get("report_no", "")),
        result=str(back.get("result", "")),
        amounts=deed.sums((item.currency, item.assessed_fen) for item in items),
        opinions=_opinions(view),
        officers=tuple(Signer(name) for name in view.carrier_names),
    )


def _report(session: Session, items: list[Item]) -> Mapping[str, Any]:
    for item in items:
        for entry in reversed(trail.of_object(session, "item", item.id)):
            if entry.kind == "RETURN_EXAM":
                return ledger.facts(entry)
    return {}


def _disposal(
    session: Session, view: RequestView, case: CaseFile, items: list[Item]
) -> DisposalApproval:
    terms, row = view.terms, view.row
    done = {line.item_id: line.done_at for line in view.items}
    carried = sum(at is not None for at in done.values())
    approved = row.status in ("APPROVED", "DONE") and row.decided_at is not None
    until = clock.day(row.decided_at + _CARRY_OUT) if approved and row.decided_at else None
    return DisposalApproval(
        **_common(case, items),
        department=case.department,
        requester=row.requester_name,
        submitted_at=row.submitted_at,
        way=(terms.way,),
        basis=terms.basis,
        receiver=terms.receiver,
        decision=str(terms.facts.get("decision", "")),
        reason=row.reason,
        until=until,
        status=row.status,
        rows=tuple(_disposed(item, done[item.id]) for item in items),
        totals=deed.sums((item.currency, item.value_fen) for item in items),
        opinions=_opinions(view),
        carried_out=f"已执行 {carried} 件，未执行 {len(done) - carried} 件" if carried else "",
    )


def _disposed(item: Item, done_at: datetime | None) -> Disposed:
    return Disposed(
        number=item.number,
        name=item.name,
        quantity=item.quantity,
        unit=item.unit,
        state=item.custody,
        currency=item.currency,
        value_fen=item.value_fen,
        assessed_fen=item.assessed_fen,
        appraisal_no=item.appraisal_no,
        done=f"{clock.local(done_at):%m-%d}" if done_at else "",
    )


_BUILDERS: Final[Mapping[str, Callable[[Session, RequestView, CaseFile, list[Item]], Any]]] = {
    "F10": _borrowing,
    "F13": _extension,
    "F14": _appraisal,
    "F15": _disposal,
}
