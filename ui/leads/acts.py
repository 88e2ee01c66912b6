"""The acts of a lead as forms: for each event its verb, the fields it needs, and how they become its arguments."""

from __future__ import annotations

from typing import Final

from app.leads.types import LeadEvent
from ui.leads import deciding, inquiring, keeping
from ui.leads.fields import ActForm

FORMS: Final[dict[LeadEvent, ActForm]] = {**deciding.FORMS, **inquiring.FORMS, **keeping.FORMS}
