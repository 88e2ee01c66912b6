"""分办、研判、处置: what becomes of a lead, who proposes it and who agrees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from app.leads import assigning, disposing, rules
from app.leads.types import LeadEvent as E
from app.leads.types import Way
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
    reason,
    text_of,
    two,
)
from ui.widgets.field import FieldDef, Kind


def _assignment(c: Context) -> Sequence[FieldDef]:
    return (
        need("office", Kind.CHOICE, choices=words.choices("office", words.OFFICES)),
        need("clerk_id", Kind.CHOICE, "lead.clerk", choices=c.people(*words.OFFICES)),
        need("opinion", Kind.LONG),
        may("in_remit", Kind.CHECK),
    )


def _disposal(c: Context) -> Sequence[FieldDef]:
    """What the chosen way asks for: the parts of its plan, or when a parked lead is looked at again."""
    parts = rules.PLAN_PARTS.get(Way(c.chosen), ()) if c.chosen else ()
    return (
        need("way", Kind.CHOICE, choices=words.choices("lead_way", tuple(Way))),
        need("meeting", Kind.CHOICE, choices=c.meetings()),
        need("proposal", Kind.LONG),
        *((need("review_on", Kind.DATE),) if c.chosen == Way.PARK else ()),
        *(need(f"plan_{part}", Kind.TEXT, f"plan.{part}") for part in parts),
        *(officers(c) if parts else ()),
    )


def _disposal_given(_: Context, v: Values) -> dict[str, Any]:
    return {
        "way": text_of(v, "way"),
        "meeting_id": text_of(v, "meeting"),
        "proposal": text_of(v, "proposal"),
        "review_on": v.get("review_on"),
        "plan": plan(v),
    }


FORMS: Final[dict[E, ActForm]] = {
    E.PROPOSE_ASSIGNMENT: ActForm(
        assigning.propose_assignment,
        _assignment,
        lambda _, v: {
            **{n: text_of(v, n) for n in ("office", "clerk_id", "opinion")},
            "in_remit": bool(v.get("in_remit")),
        },
    ),
    E.APPROVE_ASSIGNMENT: ActForm(assigning.approve_assignment, opinion, named("opinion")),
    E.HAND_OVER_LEAD: ActForm(
        assigning.hand_over,
        lambda _: (need("pages", Kind.NUMBER, least=1),),
        lambda _, v: {"pages": v["pages"]},
    ),
    E.SIGN_IN_LEAD: ActForm(assigning.sign_in, nothing, named()),
    E.ANALYSE: ActForm(disposing.analyse, officers, lambda _, v: {"handlers": two(v)}),
    E.PROPOSE_DISPOSAL: ActForm(
        disposing.propose_disposal, _disposal, _disposal_given, follows="way"
    ),
    E.APPROVE_WAY: ActForm(disposing.approve_disposal, opinion, named("opinion")),
    E.SEND_BACK_LEAD: ActForm(disposing.send_back, reason, named("reason")),
    E.PARK: ActForm(
        disposing.park,
        lambda c: (
            may("meeting", Kind.CHOICE, choices=c.meetings()),
            need("review_on", Kind.DATE),
            need("reason", Kind.LONG),
        ),
        lambda _, v: {
            "meeting_id": text_of(v, "meeting"),
            "review_on": v["review_on"],
            "reason": text_of(v, "reason"),
        },
    ),
}
