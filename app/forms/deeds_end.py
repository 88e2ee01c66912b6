"""What leaves for good (F16 to F19)."""

from app import words
from app.forms.deed import Deed, Line, joined, request_of
from app.forms.parts import Money, Signer
from app.forms.types import (
    Destruction,
    Paid,
    ReturnList,
    Sent,
    TransferList,
    TreasuryList,
)
from db.custody import queries as cards


def return_list(done: Deed) -> ReturnList:
    """F16, from what was given back (E26)."""
    facts, entry = done.first.facts, done.first.entry
    request = request_of(done)
    lifted = done.before(done.first, "LIFT")
    row = cards.disposal(done.session, done.first.item.id)
    decision = str(lifted[1]["notice_no"]) if lifted else ""
    return ReturnList(
        **done.of_case(),
        approval_no=request.number if request else "",
        decision=joined((decision, row.basis if row else "")),
        receiver=str(facts["receiver"]),
        id_document=str(facts["id_document"]),
        relation=words.word(f"relation.{facts['relation']}"),
        authority=str(facts.get("authority", "")),
        at=done.at,
        photos=f"{sum(len(line.facts.get('photos') or ()) for line in done.lines)} 张",
        rows=done.things(),
        totals=done.worth(),
        receivers=(Signer(str(facts["receiver"]), at=done.at),),
        keepers=done.signer(entry.actor),
        officers=done.signer(entry.second),
    )


def transfer_list(done: Deed) -> TransferList:
    """F17, from what was handed to another body (E27)."""
    facts, entry = done.first.facts, done.first.entry
    return TransferList(
        **done.of_case(),
        case_title=done.case.title,
        approval_no=str(facts.get("request", "")),
        receiver=str(facts["receiver"]),
        at=done.at,
        receipt_no="",
        rows=tuple(_sent(line) for line in done.lines),
        totals=done.worth(),
        deliverers=done.signer(entry.second),
        keepers=done.signer(entry.actor),
    )


def _sent(line: Line) -> Sent:
    item = line.item
    return Sent(
        number=item.number,
        name=item.name,
        quantity=f"{item.quantity} {item.unit}",
        description=item.description,
        lies="实物",
        fact="",
        proposal="",
        sent="已移交",
    )


def treasury_list(done: Deed) -> TreasuryList:
    """F18, from what was paid to the treasury (E28)."""
    facts, entry = done.first.facts, done.first.entry
    rows = tuple(
        Paid(
            line.item.number,
            line.item.name,
            done.case.number,
            line.item.currency,
            int(line.item.value_fen if line.item.value_fen is not None else line.item.assessed_fen or 0),
        )
        for line in done.lines
    )  # fmt: skip
    return TreasuryList(
        **done.of_case(),
        approval_no=str(facts.get("request", "")),
        receipt_no=str(facts["receipt_no"]),
        account="",
        paid_on=done.at,
        rows=rows,
        totals=(Money(str(facts["currency"]), int(facts["amount_fen"])),),
        cashiers=done.signer(entry.actor),
        checkers=done.signer(entry.second),
    )


def destruction(done: Deed) -> Destruction:
    """F19, from what was destroyed (E29)."""
    facts, entry = done.first.facts, done.first.entry
    return Destruction(
        **done.of_case(),
        approval_no=str(facts.get("request", "")),
        method=str(facts["method"]),
        place=str(facts["place"]),
        at=done.at,
        clips=f"照片 {len(facts.get('photos') or ())} 张",
        remains="",
        rows=done.things(),
        executors=tuple(Signer(done.name(who), at=done.at) for who in facts["executors"]),
        overseers=done.signer(entry.second),
    )
