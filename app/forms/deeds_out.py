"""What goes out and comes back, what moves inside, what is found wrong (F11, F12, F20, F24)."""

from collections.abc import Mapping
from typing import Any, Final

from app import clock, words
from app.forms.deed import Deed, Line, joined, request_of, weighed
from app.forms.parts import Signer
from app.forms.types import (
    Back,
    Measured,
    Moved,
    MoveSlip,
    Release,
    Released,
    ReturnSlip,
    Trouble,
)
from app.ledger import service as ledger
from db.forms import queries
from db.identity import queries as people

#: The box of F11 for each event that leads out of the store.
_WAYS: Final = {"HAND_OVER": "loan", "SEND_EXAM": "exam", "SELL": "sell", "ARCHIVE": "archive"}


def release(done: Deed) -> Release:
    """F11, from what left the store (E14, E19, E24, E27)."""
    facts, entry = done.first.facts, done.first.entry
    receiver = facts.get("buyer") or facts.get("file_no") or facts.get("institution")
    carriers = joined(done.name(who) for who in facts.get("carriers") or (entry.second,))
    request = request_of(done)
    return Release(
        **done.of_case(),
        approval_no=str(facts.get("request", "")),
        way=_WAYS[entry.kind],
        at=done.at,
        receiver=str(receiver or carriers),
        receiver_id="",
        due_at=clock.moment(facts["due_at"]) if facts.get("due_at") else None,
        purpose=request.reason if request else "",
        rows=tuple(_released(line) for line in done.lines),
        keepers=done.signer(entry.actor),
        receivers=_carriers(done),
    )


def _carriers(done: Deed) -> tuple[Signer, ...]:
    """Who of the carriers signed, then the others who came along."""
    second = done.first.entry.second
    named = [who for who in done.first.facts.get("carriers") or () if who != second]
    return (*done.signer(second), *(Signer(done.name(who)) for who in named))


def _released(line: Line) -> Released:
    shots = line.facts.get("photos") or ()
    return Released(
        number=line.item.number,
        name=line.item.name,
        quantity=int(line.facts.get("quantity") or line.item.quantity),
        unit=line.item.unit,
        scanned=line.facts.get("told_by") == "label",
        seal_no=str(line.facts.get("seal_no") or line.facts["after"].get("seal_no", "")),
        weight_mg=line.facts.get("weight_mg"),
        photos=f"{len(shots)} 张" if shots else "",
        note=weighed(line.facts),
    )


def return_slip(done: Deed) -> ReturnSlip:
    """F12, from what came back and was compared (E17, E20)."""
    went = done.before(done.first, "HAND_OVER") or done.before(done.first, "SEND_EXAM")
    out, told = went or (None, {})
    brought = done.before(done.first, "TAKE_BACK")
    by = done.name(brought[1]["returned_by"]) if brought else str(told.get("institution", ""))
    if brought:
        by = people.names(done.session, [str(brought[1]["returned_by"])]).get(
            str(brought[1]["returned_by"]), by
        )
    wrong = [what for line in done.lines for what in line.facts.get("wrong") or ()]
    entry = done.first.entry
    return ReturnSlip(
        **done.of_case(),
        release_no=_sheet_number(done, out.id, "F11") if out else "",
        approval_no=str(told.get("request", "")),
        way="exam" if entry.kind == "RETURN_EXAM" else "loan",
        out_at=out.occurred_at if out else None,
        due_at=clock.moment(told["due_at"]) if told.get("due_at") else None,
        back_at=done.at,
        returned_by=by,
        result="不符，已封控" if wrong else "相符，已入库",
        remark=_remark(done),
        rows=tuple(_back(line) for line in done.lines),
        returners=(Signer(by, at=done.at),) if by else (),
        keepers=done.signer(entry.actor),
        seconds=() if done.name(entry.second) == by else done.signer(entry.second),
    )


def _remark(done: Deed) -> str:
    told = [str(line.facts.get("note") or "") for line in done.lines]
    for line in done.lines:
        if line.facts.get("report_no"):
            told.append(f"报告 {line.facts['report_no']}：{line.facts.get('result', '')}")
    return joined(told)


def _back(line: Line) -> Back:
    facts = line.facts
    (out_n, n), (out_mg, mg), (out_seal, seal) = (facts[name] for name in ("quantity", "weight_mg", "seal_no"))  # fmt: skip
    wrong = [words.word(f"difference.{what}") for what in facts.get("wrong") or ()]
    shots = facts.get("photos") or ()
    return Back(
        number=line.item.number,
        name=line.item.name,
        out_quantity=int(out_n),
        quantity=int(n),
        out_weight_mg=out_mg,
        weight_mg=mg,
        out_seal=str(out_seal or ""),
        seal_no=str(seal or ""),
        state=joined([joined(wrong) or "完好", weighed(facts)]),
        loss=str(facts.get("loss_document") or ""),
        photos=f"{len(shots)} 张" if shots else "",
    )


def _sheet_number(done: Deed, entry_id: str, form: str) -> str:
    """Under which number an act was printed; empty while it was not."""
    told = [ledger.facts(each) for each in queries.on_form(done.session, [entry_id])]
    return next((str(each["number"]) for each in told if each["form"] == form), "")


def move_slip(done: Deed) -> MoveSlip:
    """F20, from what was moved inside the store (E11)."""
    picked = {line.item.id: done.before(line, "PICK_UP") for line in done.lines}
    told = [found[1] for found in picked.values() if found]
    return MoveSlip(
        reason=joined(facts.get("reason") for facts in told),
        at=done.at,
        summary=f"{len(done.lines)} 件",
        secrecy=max(line.item.secrecy for line in done.lines),
        rows=tuple(_moved(done, line, picked[line.item.id]) for line in done.lines),
        keepers=done.signer(done.first.entry.actor),
        seconds=done.signer(done.first.entry.second),
    )


def _moved(done: Deed, line: Line, picked: Any) -> Moved:
    return Moved(
        number=line.item.number,
        name=line.item.name,
        quantity=f"{line.item.quantity} {line.item.unit}",
        from_place=str(picked[1].get("left", "")) if picked else "",
        to_place=done.place(line.facts["after"].get("location_id")) or str(line.facts["place"]),
        seal_no=line.item.seal_no,
    )


def trouble(done: Deed) -> Trouble:
    """F24, from what was reported, or found otherwise when it came back (E31, E17)."""
    line = done.first
    facts, entry = line.facts, line.entry
    wrong = [str(what) for what in facts.get("wrong") or ()] or [str(facts.get("kind", ""))]
    shots = facts.get("photos") or ()
    return Trouble(
        **done.of_case(),
        number=line.item.number,
        name=line.item.name,
        found_at=done.at,
        found_by=done.name(entry.actor),
        place=done.place(facts["after"].get("location_id")),
        kinds=tuple(wrong),
        text=str(facts.get("text") or facts.get("note") or ""),
        cause="",
        told_to="承办部门负责人、案管室",
        photos=f"{len(shots)} 张" if shots else "",
        rows=_measured(facts),
        finders=done.signer(entry.actor),
    )


def _measured(facts: Mapping[str, Any]) -> tuple[Measured, ...]:
    """What went out beside what came back; what was not measured stands nowhere."""
    told = {name: facts[name] for name in _COMPARED if isinstance(facts.get(name), list)}
    return tuple(
        Measured(_COMPARED[name], _shown(name, out), _shown(name, back), _differs(name, out, back))
        for name, (out, back) in told.items()
        if out not in (None, "") or back not in (None, "")
    )


#: What a return compares, and what it is called.
_COMPARED: Final = {"quantity": "数量", "weight_mg": "重量", "seal_no": "封条号"}


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    return f"{value / 1_000:.3f} 克" if name == "weight_mg" else str(value)


def _differs(name: str, out: Any, back: Any) -> str:
    if out == back:
        return "相符"
    if name == "seal_no" or out is None or back is None:
        return "不符"
    return f"{(back - out) / 1_000:+.3f} 克" if name == "weight_mg" else f"{back - out:+d}"
