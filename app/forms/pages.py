"""Forms as PDF: the case ledger (F9) and the card of a thing (F8)."""

from app.forms.card_sheet import card_pdf
from app.forms.ledger_sheet import ledger_pdf

__all__ = ["card_pdf", "ledger_pdf"]
