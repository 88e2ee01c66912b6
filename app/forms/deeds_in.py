"""What comes in: the lists of what was taken, the count of cash, the intake, the refusal (F1, F3, F4, F6, F7)."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from app import words
from app.custody import categories
from app.forms import amounts, deed
from app.forms.deed import Deed, Line, joined, weighed
from app.forms.parts import Signer
from app.forms.types import (
    CashCount,
    CashRow,
    Intake,
    IntakeRow,
    Refusal,
    SealRecord,
    SeizureList,
    Surrender,
)
from app.ledger import service as ledger
from db.ledger import queries as trail


def _papers(done: Deed, kind: str) -> str:
    """Of all lines: things of several lists may be declared together, each under its own."""
    found = (paper for line in done.lines for paper in line.facts.get("papers", ()))
    return joined(paper["number"] for paper in found if paper["kind"] == kind)


def _witness(done: Deed) -> tuple[Signer, ...]:
    facts = done.first.facts
    if facts.get("witness"):
        return (Signer(str(facts["witness"]), at=done.at),)
    return (Signer(refusal="absent", reason=str(facts.get("no_witness_reason", ""))),)


def _officers(done: Deed) -> tuple[Signer, ...]:
    entry = done.first.entry
    return done.signer(entry.actor) + done.signer(entry.second)


def _holders(done: Deed) -> tuple[Signer, ...]:
    return tuple(Signer(name) for name in dict.fromkeys(line.item.owner for line in done.lines) if name)  # fmt: skip


def seizure(done: Deed) -> SeizureList:
    """F1, from what was declared (E03)."""
    item = done.first.item
    return SeizureList(
        **done.of_case(),
        cause=done.case.title,
        list_no=_papers(done, "list") or item.list_no,
        notice_no=_papers(done, "notice") or item.notice_no,
        measure=item.measure,
        measured_at=item.measured_at,
        place=joined(line.item.seized_at_place for line in done.lines),
        holder=joined(line.item.owner for line in done.lines),
        rows=done.things(),
        totals=done.worth(),
        officers=_officers(done),
        holders=_holders(done),
        witnesses=_witness(done),
    )


def surrender(done: Deed) -> Surrender:
    """F3, from what was handed over before there was a case (E03)."""
    item = done.first.item
    return Surrender(
        **done.of_case(),
        surrendered_by=joined(line.item.owner for line in done.lines),
        surrendered_id="",
        unit="",
        cause=joined(line.item.source for line in done.lines),
        at=item.measured_at,
        place=joined(line.item.seized_at_place for line in done.lines),
        rows=done.things(),
        totals=done.worth(),
        officers=_officers(done),
        holders=_holders(done),
        witnesses=_witness(done),
    )


def cash_count(done: Deed) -> CashCount:
    """F4, from cash that was received (E04)."""
    line = done.first
    details: Mapping[str, Any] = json.loads(line.item.details)
    rows = tuple(_cash_row(line, row) for row in details.get("denominations", ()))
    if rows and details.get("serials"):
        rows = (replace(rows[0], serials=str(details["serials"])), *rows[1:])
    entry = line.entry
    return CashCount(
        **done.of_case(),
        item_number=line.item.number,
        holder=line.item.owner,
        currency=line.item.currency,
        counted_at=entry.occurred_at,
        place=done.place(line.facts["after"].get("location_id")),
        machine=str(details.get("machine_no", "")),
        rows=rows,
        totals=deed.sums((line.item.currency, row.amount_fen) for row in rows),
        result=f"假币 {details['counterfeit']} 张" if details.get("counterfeit") else "相符",
        seal_no=str(line.facts["after"].get("seal_no", "")),
        counters=done.signer(entry.actor) + done.signer(entry.second),
        deliverers=_delivered(done),
    )


def _cash_row(line: Line, row: Mapping[str, int]) -> CashRow:
    notes = row.get("bundles", 0) * 1_000 + row.get("straps", 0) * 100 + row.get("count", 0)
    choices = next(
        (f.choices for f in categories.get(line.item.category).fields if f.id == "denominations"),
        (),
    )
    face = next((zh for id_, zh, _ in choices if id_ == str(row["face"])), "")
    return CashRow(
        face or amounts.figures(row["face"]),
        row.get("bundles", 0),
        row.get("straps", 0),
        row.get("count", 0),
        notes * row["face"],
    )


def _delivered(done: Deed) -> tuple[Signer, ...]:
    known = {who: None for line in done.lines for who in line.facts.get("delivered_by") or ()}
    return tuple(signed for who in known for signed in done.signer(who))


def intake(done: Deed) -> Intake:
    """F6, from what was declared together and what has come in of it so far (E03, E04)."""
    came = {line.item.id: _received(done, line) for line in done.lines}
    seen = [found for found in came.values() if found is not None]
    inside = deed.Deed(
        done.session, tuple(seen), done.case, deed.names_of(done.session, tuple(seen))
    )
    rows = tuple(_intake_row(done, line, came[line.item.id]) for line in done.lines)
    by = {who: None for line in seen for who in (line.entry.actor,)}
    beside = {line.entry.second: None for line in seen if line.entry.second}
    sealed = any("seal_no" in line.facts.get("card", {}) for line in done.lines)
    store = trail.installation(done.session)
    return Intake(
        **done.of_case(),
        case_title=done.case.title,
        department=done.case.department,
        list_no=_papers(done, "list") or done.first.item.list_no,
        papers=_papers(done, "notice"),
        holder=joined(line.item.owner for line in done.lines),
        declared_at=done.first.entry.occurred_at,
        received_at=inside.at if seen else None,
        keeping_unit=f"{store.unit} {store.name}" if store else "",
        rows=rows,
        summary=f"应入 {len(done.lines)} 件，已入 {len(seen)} 件",
        sealing="before" if sealed else "after" if seen else "",
        late_reason=joined(line.facts.get("late_reason") for line in seen),
        remark=joined(row.note and f"{row.number} {row.note}" for row in rows),
        deliverers=_delivered(inside) if seen else _officers(done),
        keepers=tuple(signed for who in by for signed in inside.signer(who)),
        seconds=tuple(signed for who in beside for signed in inside.signer(who)),
    )


def _received(done: Deed, line: Line) -> Line | None:
    """The thing's reception after it was declared."""
    for entry in trail.of_object(done.session, "item", line.item.id):
        if entry.seq > line.entry.seq and entry.kind == "RECEIVE":
            return Line(line.item, entry, ledger.facts(entry))
    return None


def _intake_row(done: Deed, line: Line, came: Line | None) -> IntakeRow:
    item, after = line.item, came.facts["after"] if came else {}
    expected = int(line.facts["after"]["quantity"])
    counted = int(after["quantity"]) if came else None
    note = "已拒收" if item.custody == "REFUSED" else ""
    if counted is not None and counted != expected:
        note = f"数量差异 {expected} → {counted}"
    if came:
        note = joined([note, weighed(came.facts)])
    return IntakeRow(
        number=item.number,
        name=item.name,
        expected=expected,
        counted=counted,
        unit=item.unit,
        tier=item.tier,
        weight_mg=after.get("weight_mg", item.weight_mg),
        seal_no=str(after.get("seal_no", item.seal_no)),
        place=done.place(after.get("location_id")),
        note=note,
    )


#: The box of F5 for each act on a seal, and how the old seal was met.
_SEALING: Final = {"SEAL": ("seal", ""), "UNSEAL": ("open", "完好，与账面一致"), "RESEAL": ("reseal", "已启封")}  # fmt: skip


def seal_record(done: Deed) -> SealRecord:
    """F5, from a seal that was put on, opened or put on anew (E07, E08)."""
    line = done.first
    facts, entry = line.facts, line.entry
    kind, met = _SEALING[entry.kind]
    opened = done.before(line, "UNSEAL") if entry.kind == "RESEAL" else None
    old = str((opened[1] if opened else facts).get("old_seal", ""))
    officers = [str(who) for who in facts.get("officers") or ()]
    keepers = [who for who in (entry.actor, entry.second) if who not in officers]
    return SealRecord(
        **done.of_case(),
        kind=kind,
        item_number=line.item.number,
        name=line.item.name,
        container="",
        old_seal=old,
        old_state=met if old else "",
        reason=_why(facts),
        new_seal=str(facts["after"]["seal_no"]),
        at=done.at,
        place=done.place(facts["after"].get("location_id")),
        photos=deed.photos(line),
        content=str(facts.get("content", "")),
        officers=tuple(signed for who in officers for signed in done.signer(who)),
        keepers=tuple(signed for who in keepers for signed in done.signer(who)),
    )


def _why(facts: Mapping[str, Any]) -> str:
    """Why a seal was touched, and by which paper."""
    reason, paper = str(facts.get("reason", "")), facts.get("document")
    return f"{reason}（审批文号：{paper}）" if paper else reason


def refusal(done: Deed) -> Refusal:
    """F7, from what was sent back at the counter (E05)."""
    reasons = {_reason(line) for line in done.lines}
    return Refusal(
        **done.of_case(),
        department=done.case.department,
        at=done.at,
        rows=done.things(lambda line: words.word(f"refuse.{_reason(line)}")),
        defects=tuple(sorted(reasons)),
        text=joined(line.facts.get("text") for line in done.lines),
        keepers=done.signer(done.first.entry.actor),
    )


def _reason(line: Line) -> str:
    return str(line.facts["reason"]).removeprefix("refuse.")
