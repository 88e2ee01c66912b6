"""The acts of a lead as forms: for each event its verb, the fields it needs, and how they become its arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.identity.types import Colleague
from app.leads import (
    assigning,
    disposing,
    endings,
    merging,
    rules,
    service,
    talking,
    upward,
    verifying,
)
from app.leads.types import LeadEvent as E
from app.leads.types import LeadPaper, LeadView, Matter, Plan, Way
from ui import texts
from ui.leads import words
from ui.widgets.field import FieldDef, Kind

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """What a form is made from: the lead as it is shown, and who works at its organ."""

    view: LeadView
    staff: tuple[Colleague, ...]

    def people(self, *offices: str) -> tuple[tuple[str, str], ...]:
        """Who sits in these offices (none: anybody), for a choice."""
        return tuple(
            (c.id, f"{c.name}　{words.office_word(c.department)}")
            for c in self.staff
            if not offices or c.department in offices
        )

    def office(self) -> tuple[tuple[str, str], ...]:
        """Who sits in the lead's own office."""
        return self.people(self.view.row.office)

    def meetings(self) -> tuple[tuple[str, str], ...]:
        """The meetings on the lead, the newest first."""
        found = reversed(self.view.meetings)
        return tuple((m.id, f"{texts.moment(m.held_at)}　{m.conclusion}") for m in found)


@dataclass(frozen=True, slots=True)
class ActForm:
    """One act: its verb, its fields, its arguments; `second` signs beside."""

    verb: Callable[..., Any]
    fields: Callable[[Context], Sequence[FieldDef]]
    arguments: Callable[[Context, Values], dict[str, Any]]
    second: bool = False


def _f(id_: str, kind: Kind = Kind.TEXT, /, label: str = "", **more: Any) -> FieldDef:
    return FieldDef(id_, texts.word(label or f"lead.{id_}"), kind, **more)


def _need(id_: str, kind: Kind = Kind.TEXT, /, label: str = "", **more: Any) -> FieldDef:
    return _f(id_, kind, label, required=True, **more)


def _text(values: Values, name: str) -> str:
    return str(values.get(name) or "")


def _named(*names: str) -> Callable[[Context, Values], dict[str, Any]]:
    """Text fields that are arguments as they stand."""
    return lambda _, values: {name: _text(values, name) for name in names}


def _nothing(_: Context) -> Sequence[FieldDef]:
    return ()


def _opinion(_: Context) -> Sequence[FieldDef]:
    return (_f("opinion", Kind.LONG),)


def _reason(_: Context) -> Sequence[FieldDef]:
    return (_need("reason", Kind.LONG),)


# -- plans ---------------------------------------------------------------------------------------------

_PARTS: Final = ("basis", "questions", "methods", "steps", "time", "scope", "measures", "safety")


def _plan_fields(c: Context) -> list[FieldDef]:
    people = c.office()
    return [
        *(_f(f"plan_{part}", Kind.TEXT, f"plan.{part}") for part in _PARTS),
        _f("officer1", Kind.CHOICE, choices=people),
        _f("officer2", Kind.CHOICE, choices=people),
    ]


def _plan(values: Values) -> Plan:
    told = {part: _text(values, f"plan_{part}") for part in _PARTS}
    return Plan(**told, group=_two(values))


def _two(values: Values) -> tuple[str, ...]:
    return tuple(x for x in (_text(values, "officer1"), _text(values, "officer2")) if x)


# -- the forms -----------------------------------------------------------------------------------------


def _assignment(c: Context) -> Sequence[FieldDef]:
    return (
        _need("office", Kind.CHOICE, choices=words.choices("office", words.OFFICES)),
        _need("clerk_id", Kind.CHOICE, "lead.clerk", choices=c.people(*words.OFFICES)),
        _need("opinion", Kind.LONG),
        _f("in_remit", Kind.CHECK),
    )


def _disposal(c: Context) -> Sequence[FieldDef]:
    return (
        _need("way", Kind.CHOICE, choices=words.choices("lead_way", tuple(Way))),
        _need("meeting", Kind.CHOICE, choices=c.meetings()),
        _need("proposal", Kind.LONG),
        _f("review_on", Kind.DATE),
        *_plan_fields(c),
    )


def _disposal_given(_: Context, v: Values) -> dict[str, Any]:
    return {
        "way": _text(v, "way"),
        "meeting_id": _text(v, "meeting"),
        "proposal": _text(v, "proposal"),
        "review_on": v.get("review_on"),
        "plan": _plan(v),
    }


def _officers(c: Context) -> Sequence[FieldDef]:
    return (
        _need("officer1", Kind.CHOICE, choices=c.office()),
        _need("officer2", Kind.CHOICE, choices=c.office()),
    )


def _talk(c: Context) -> Sequence[FieldDef]:
    return (
        _need("held_at", Kind.MOMENT),
        _need("talk_place"),
        *_officers(c),
        _need("record_no"),
        _f("signed_by_person", Kind.CHECK),
    )


def _talk_given(_: Context, v: Values) -> dict[str, Any]:
    return {
        "held_at": v["held_at"],
        "place": _text(v, "talk_place"),
        "staff": _two(v),
        "record": LeadPaper("talk_record", _text(v, "record_no")),
        "signed_by_person": bool(v.get("signed_by_person")),
    }


def _outcomes(names: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return words.choices("lead_outcome", tuple(names))


def _verification(c: Context) -> Sequence[FieldDef]:
    return (
        *_plan_fields(c),
        _need("drawn_by", Kind.CHOICE, choices=tuple(c.view.handlers)),
        _f("opinion", Kind.LONG),
    )


def _measure(_: Context) -> Sequence[FieldDef]:
    early = tuple(name for name, allowed in rules.MEASURES.items() if allowed)
    return (
        _need("measure", Kind.CHOICE, choices=words.choices("lead_measure", early)),
        _need("measure_target"),
        _need("approval_no"),
        _need("measure_reason", Kind.LONG),
    )


def _archive(_: Context) -> Sequence[FieldDef]:
    absent = texts.word("lead.absent_material")
    return (
        _need("volume"),
        *(
            FieldDef(f"no_{kind}", absent.format(texts.word(f"lead_paper.{kind}")), Kind.CHECK)
            for kind in rules.MATERIALS
        ),
        _f("reason"),
    )


def _archive_given(_: Context, v: Values) -> dict[str, Any]:
    return {
        "volume": _text(v, "volume"),
        "not_there": tuple(kind for kind in rules.MATERIALS if v.get(f"no_{kind}")),
        "reason": _text(v, "reason"),
    }


def _matter(_: Context) -> Sequence[FieldDef]:
    return (
        _need("matter", Kind.LONG),
        _f("happened"),
        _f("place"),
        _f("amount", Kind.MONEY),
        _need("source_ref"),
    )


def _matter_given(_: Context, v: Values) -> dict[str, Any]:
    return {"matter": matter_of(v), "source_ref": _text(v, "source_ref")}


def matter_of(v: Values) -> Matter:
    """A matter from its fields."""
    amount = v.get("amount")
    return Matter(
        _text(v, "matter"),
        _text(v, "happened"),
        _text(v, "place"),
        None if amount is None else int(amount * 100),
    )


def _paper(_: Context) -> Sequence[FieldDef]:
    return (
        _need("paper_kind", Kind.CHOICE, choices=words.choices("lead_paper", rules.PAPERS)),
        _need("paper_no"),
        _f("paper_title"),
        _f("dated", Kind.DATE),
    )


def _paper_given(_: Context, v: Values) -> dict[str, Any]:
    kind, number, title = (_text(v, n) for n in ("paper_kind", "paper_no", "paper_title"))
    return {"paper": LeadPaper(kind, number, title, v.get("dated"))}


def _report(c: Context) -> Sequence[FieldDef]:
    known = tuple((r.id, r.number) for r in c.view.reports)
    return (
        _need("report_kind", Kind.CHOICE, choices=words.choices("report_kind", upward.KINDS)),
        _need("content", Kind.LONG),
        _f("corrects", Kind.CHOICE, choices=known),
    )


def _receipt(c: Context) -> Sequence[FieldDef]:
    open_ = tuple((r.id, r.number) for r in c.view.reports if r.missing)
    return (
        _need("report_no", Kind.CHOICE, choices=open_),
        _need("recipient", Kind.CHOICE, choices=words.choices("recipient", upward.RECIPIENTS)),
        _need("receipt_no"),
        _need("received_at", Kind.MOMENT),
    )


FORMS: Final[dict[E, ActForm]] = {
    E.PROPOSE_ASSIGNMENT: ActForm(
        assigning.propose_assignment,
        _assignment,
        lambda _, v: {
            **{n: _text(v, n) for n in ("office", "clerk_id", "opinion")},
            "in_remit": bool(v.get("in_remit")),
        },
    ),
    E.APPROVE_ASSIGNMENT: ActForm(assigning.approve_assignment, _opinion, _named("opinion")),
    E.HAND_OVER_LEAD: ActForm(
        assigning.hand_over,
        lambda _: (_need("pages", Kind.NUMBER, least=1),),
        lambda _, v: {"pages": v["pages"]},
    ),
    E.SIGN_IN_LEAD: ActForm(assigning.sign_in, _nothing, _named()),
    E.ANALYSE: ActForm(disposing.analyse, _officers, lambda _, v: {"handlers": _two(v)}),
    E.PROPOSE_DISPOSAL: ActForm(disposing.propose_disposal, _disposal, _disposal_given),
    E.APPROVE_WAY: ActForm(disposing.approve_disposal, _opinion, _named("opinion")),
    E.SEND_BACK_LEAD: ActForm(disposing.send_back, _reason, _named("reason")),
    E.ISSUE_INQUIRY: ActForm(
        talking.issue_inquiry,
        lambda _: (
            _need("letter_no"),
            _need("unit"),
            _f("to_head_himself", Kind.CHECK),
            _f("copies"),
        ),
        lambda _, v: {
            "letter_no": _text(v, "letter_no"),
            "unit": _text(v, "unit"),
            "to_head_himself": bool(v.get("to_head_himself")),
            "copies": tuple(_text(v, "copies").replace("，", "、").split("、"))
            if v.get("copies")
            else (),
        },
    ),
    E.REPLY_INQUIRY: ActForm(
        talking.reply_inquiry,
        lambda _: (_need("paper_no"), _need("signed_by")),
        lambda _, v: {
            "reply": LeadPaper("reply", _text(v, "paper_no")),
            "signed_by": _text(v, "signed_by"),
        },
    ),
    E.RECORD_TALK: ActForm(talking.record_talk, _talk, _talk_given),
    E.REPORT_TALK: ActForm(
        talking.report,
        lambda _: (
            _need("outcome", Kind.CHOICE, choices=_outcomes(rules.AFTER_TALK)),
            _need("report", Kind.LONG),
        ),
        lambda _, v: {"outcome": _text(v, "outcome"), "text": _text(v, "report")},
    ),
    E.CONCLUDE_TALK: ActForm(
        talking.conclude,
        lambda _: (_f("opinion", Kind.LONG), _f("written_reply")),
        _named("opinion", "written_reply"),
    ),
    E.START_VERIFICATION: ActForm(
        verifying.start_verification,
        _verification,
        lambda _, v: {
            "plan": _plan(v),
            "drawn_by": _text(v, "drawn_by"),
            "opinion": _text(v, "opinion"),
        },
    ),
    E.USE_MEASURE: ActForm(
        verifying.use_measure,
        _measure,
        lambda _, v: {
            "measure": _text(v, "measure"),
            "target": _text(v, "measure_target"),
            "approval_no": _text(v, "approval_no"),
            "reason": _text(v, "measure_reason"),
        },
        second=True,
    ),
    E.OPEN_LEDGER: ActForm(verifying.open_ledger, _nothing, _named()),
    E.SIGN_REPORT: ActForm(
        verifying.sign_report,
        lambda _: (_f("report", Kind.LONG),),
        lambda _, v: {"text": _text(v, "report")},
    ),
    E.REPORT_VERIFICATION: ActForm(
        verifying.verification_report,
        lambda _: (
            _need("outcome", Kind.CHOICE, choices=_outcomes(rules.AFTER_VERIFICATION)),
            _f("review_on", Kind.DATE),
            _f("target"),
        ),
        lambda _, v: {
            "outcome": _text(v, "outcome"),
            "review_on": v.get("review_on"),
            "target": _text(v, "target"),
        },
    ),
    E.CONCLUDE_VERIFICATION: ActForm(verifying.conclude_verification, _opinion, _named("opinion")),
    E.FILE_CASE: ActForm(
        verifying.open_case,
        lambda _: (
            _f("opinion", Kind.LONG),
            _f("filing_no", Kind.TEXT, "case.filing_no"),
            _f("alias", Kind.TEXT, "case.alias"),
        ),
        _named("opinion", "filing_no", "alias"),
    ),
    E.PARK: ActForm(
        disposing.park,
        lambda c: (
            _f("meeting", Kind.CHOICE, choices=c.meetings()),
            _need("review_on", Kind.DATE),
            _need("reason", Kind.LONG),
        ),
        lambda _, v: {
            "meeting_id": _text(v, "meeting"),
            "review_on": v["review_on"],
            "reason": _text(v, "reason"),
        },
    ),
    E.TRANSFER_OUT: ActForm(
        endings.transfer_out,
        lambda _: (_need("target"), _need("reason", Kind.LONG)),
        _named("target", "reason"),
    ),
    E.CONFIRM_TRANSFER: ActForm(
        endings.confirm_transfer,
        lambda _: (_need("receipt_no"),),
        lambda _, v: {"receipt": LeadPaper("feedback", _text(v, "receipt_no"))},
    ),
    E.RECALL_TRANSFER: ActForm(endings.recall_transfer, _reason, _named("reason")),
    E.ARCHIVE_LEAD: ActForm(endings.archive, _archive, _archive_given, second=True),
    E.REOPEN_LEAD: ActForm(endings.reopen, lambda _: (_need("evidence"),), _named("evidence")),
    E.ADD_MATTER: ActForm(service.add_matter, _matter, _matter_given),
    E.ADD_ALIAS: ActForm(
        service.add_alias,
        lambda _: (_need("other_organ"), _need("alias")),
        lambda _, v: {"organ": _text(v, "other_organ"), "code": _text(v, "alias")},
    ),
    E.FLAG_KEY: ActForm(
        service.flag_key,
        lambda c: (
            _need(
                "person",
                Kind.CHOICE,
                choices=tuple((p.id, p.name) for p in c.view.persons if not p.key),
            ),
        ),
        lambda _, v: {"person_id": _text(v, "person")},
    ),
    E.FILE_PAPER: ActForm(service.file_paper, _paper, _paper_given),
    E.KEEP_AWAY: ActForm(
        service.recuse,
        lambda c: (
            _need("who", Kind.CHOICE, choices=c.people()),
            _need("reason", Kind.LONG),
        ),
        lambda _, v: {"account_id": _text(v, "who"), "reason": _text(v, "reason")},
    ),
    E.VOID_LEAD: ActForm(merging.void, _reason, _named("reason"), second=True),
    E.REPORT_UPWARD: ActForm(
        upward.report_upward,
        _report,
        lambda _, v: {
            "kind": _text(v, "report_kind"),
            "content": _text(v, "content"),
            "corrects": _text(v, "corrects"),
        },
    ),
    E.CONFIRM_REPORT: ActForm(
        upward.confirm_report,
        _receipt,
        lambda _, v: {
            "report_id": _text(v, "report_no"),
            "recipient": _text(v, "recipient"),
            "receipt_no": _text(v, "receipt_no"),
            "received_at": v["received_at"],
        },
    ),
}
