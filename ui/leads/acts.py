"""The acts of a lead as forms: for each event its verb, the fields it needs, and how they become its arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from app.leads import disposing, merging
from app.leads.types import LeadEvent
from ui.leads import answering, deciding, inquiring, keeping
from ui.leads.fields import ActForm

#: Those with a sheet of their own.
SHEETS: Final[dict[LeadEvent, Callable[..., Any]]] = {
    LeadEvent.HOLD_MEETING: disposing.hold_meeting,
    LeadEvent.MERGE_LEAD: merging.merge,
}
FORMS: Final[dict[LeadEvent, ActForm]] = {
    **deciding.FORMS,
    **inquiring.FORMS,
    **keeping.FORMS,
    **answering.FORMS,
}


def verb_of(event: LeadEvent) -> Callable[..., Any]:
    """The verb behind an act's button."""
    return FORMS[event].verb if event in FORMS else SHEETS[event]
