"""谈话函询、初核: how a lead is looked into, and what that ends in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.leads import rules, talking, verifying
from app.leads.types import LeadEvent as E
from app.leads.types import LeadPaper, Stage
from ui.leads import words
from ui.leads.fields import (
    ActForm,
    Context,
    Values,
    may,
    named,
    need,
    nothing,
    officers,
    opinion,
    plan,
    plan_fields,
    text_of,
    two,
)
from ui.widgets.field import FieldDef, Kind


def _signs_last(c: Context, stage: Stage) -> bool:
    """Whether one signature is still missing: its signer gives the papers that go out."""
    steps = c.view.rounds[-1].steps if c.view.rounds else ()
    return sum(s.stage == stage and not s.decision for s in steps) == 1


def _conclusion(c: Context) -> Sequence[FieldDef]:
    """采信了结 is told to the person in writing."""
    told = bool(c.view.rounds) and c.view.rounds[-1].outcome == "believed"
    is_asked = told and _signs_last(c, Stage.CONCLUDE_TALK)
    return (may("opinion", Kind.LONG), *((need("written_reply"),) if is_asked else ()))


def _filing(c: Context) -> Sequence[FieldDef]:
    """The last signature makes the case: its number of the paper is asked of whoever gives it."""
    if not _signs_last(c, Stage.FILE):
        return (may("opinion", Kind.LONG),)
    return (
        may("opinion", Kind.LONG),
        need("filing_no", Kind.TEXT, "case.filing_no"),
        may("alias", Kind.TEXT, "case.alias"),
    )


def _report(c: Context) -> Values:
    """The report that lies there: who signs it reads it, who was sent back goes on with it."""
    last = c.view.rounds[-1] if c.view.rounds else None
    return {"report": last.conclusion, "outcome": last.outcome} if last is not None else {}


def _talk(c: Context) -> Sequence[FieldDef]:
    return (
        need("held_at", Kind.MOMENT),
        need("talk_place"),
        *officers(c),
        need("record_no"),
        may("signed_by_person", Kind.CHECK),
    )


def _talk_given(_: Context, v: Values) -> dict[str, Any]:
    return {
        "held_at": v["held_at"],
        "place": text_of(v, "talk_place"),
        "staff": two(v),
        "record": LeadPaper("talk_record", text_of(v, "record_no")),
        "signed_by_person": bool(v.get("signed_by_person")),
    }


def _outcomes(names: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return words.choices("lead_outcome", tuple(names))


def _verification(c: Context) -> Sequence[FieldDef]:
    """The plan is written down by who signs first; who signs after him signs that one."""
    given = c.view.rounds[-1].steps if c.view.rounds else ()
    if any(s.stage == Stage.VERIFY and not s.decision for s in given):
        return (may("opinion", Kind.LONG),)
    return (
        *plan_fields(c),
        need("drawn_by", Kind.CHOICE, choices=tuple(c.view.handlers)),
        may("opinion", Kind.LONG),
    )


def _verified(c: Context) -> Sequence[FieldDef]:
    """What the proposed conclusion asks for: when a parked lead is looked at again, to whom one is transferred."""
    return (
        need("outcome", Kind.CHOICE, choices=_outcomes(rules.AFTER_VERIFICATION)),
        *((need("review_on", Kind.DATE),) if c.chosen == "park" else ()),
        *((need("target"),) if c.chosen == "transfer" else ()),
    )


def _measure(_: Context) -> Sequence[FieldDef]:
    early = tuple(name for name, allowed in rules.MEASURES.items() if allowed)
    return (
        need("measure", Kind.CHOICE, choices=words.choices("lead_measure", early)),
        need("measure_target"),
        need("approval_no"),
        need("measure_reason", Kind.LONG),
    )


FORMS: Final[dict[E, ActForm]] = {
    E.ISSUE_INQUIRY: ActForm(
        talking.issue_inquiry,
        lambda _: (
            need("letter_no"),
            need("unit"),
            may("to_head_himself", Kind.CHECK),
            may("copies"),
        ),
        lambda _, v: {
            "letter_no": text_of(v, "letter_no"),
            "unit": text_of(v, "unit"),
            "to_head_himself": bool(v.get("to_head_himself")),
            "copies": tuple(text_of(v, "copies").replace("，", "、").split("、"))
            if v.get("copies")
            else (),
        },
    ),
    E.REPLY_INQUIRY: ActForm(
        talking.reply_inquiry,
        lambda _: (need("paper_no"), need("signed_by")),
        lambda _, v: {
            "reply": LeadPaper("reply", text_of(v, "paper_no")),
            "signed_by": text_of(v, "signed_by"),
        },
    ),
    E.RECORD_TALK: ActForm(talking.record_talk, _talk, _talk_given),
    E.REPORT_TALK: ActForm(
        talking.report,
        lambda _: (
            need("outcome", Kind.CHOICE, choices=_outcomes(rules.AFTER_TALK)),
            need("report", Kind.LONG),
        ),
        lambda _, v: {"outcome": text_of(v, "outcome"), "text": text_of(v, "report")},
        start=_report,
    ),
    E.CONCLUDE_TALK: ActForm(
        talking.conclude,
        _conclusion,
        named("opinion", "written_reply"),
    ),
    E.START_VERIFICATION: ActForm(
        verifying.start_verification,
        _verification,
        lambda _, v: {
            "plan": plan(v),
            "drawn_by": text_of(v, "drawn_by"),
            "opinion": text_of(v, "opinion"),
        },
    ),
    E.USE_MEASURE: ActForm(
        verifying.use_measure,
        _measure,
        lambda _, v: {
            "measure": text_of(v, "measure"),
            "target": text_of(v, "measure_target"),
            "approval_no": text_of(v, "approval_no"),
            "reason": text_of(v, "measure_reason"),
        },
        second=True,
    ),
    E.OPEN_LEDGER: ActForm(verifying.open_ledger, nothing, named()),
    E.SIGN_REPORT: ActForm(
        verifying.sign_report,
        lambda _: (may("report", Kind.LONG),),
        lambda _, v: {"text": text_of(v, "report")},
        start=_report,
    ),
    E.REPORT_VERIFICATION: ActForm(
        verifying.verification_report,
        _verified,
        lambda _, v: {
            "outcome": text_of(v, "outcome"),
            "review_on": v.get("review_on"),
            "target": text_of(v, "target"),
        },
        follows="outcome",
    ),
    E.CONCLUDE_VERIFICATION: ActForm(verifying.conclude_verification, opinion, named("opinion")),
    E.FILE_CASE: ActForm(
        verifying.open_case,
        _filing,
        named("opinion", "filing_no", "alias"),
    ),
}
