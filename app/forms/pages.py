"""Forms as PDF: the case ledger (F9) and the card of a thing (F8)."""

from app.forms.card_page import card_pdf
from app.forms.ledger_page import ledger_pdf

__all__ = ["card_pdf", "ledger_pdf"]
