"""What is asked when a seal comes on a thing or is opened."""

from PySide6.QtCore import QCoreApplication

from app.custody.types import Card
from ui import texts
from ui.widgets.field import FieldDef, Kind


def seal_fields(_: Card) -> tuple[FieldDef, ...]:
    """A seal comes on: its number, and why and on what where that is worth saying."""
    new = QCoreApplication.translate("deeds", "Number of the new seal")
    return (FieldDef("seal_no", new, Kind.CODE, required=True), *_told(required=False))


def unseal_fields(_: Card) -> tuple[FieldDef, ...]:
    """A seal is opened: what stands on the bag, by whose leave, and why."""
    shown = QCoreApplication.translate("deeds", "Seal on the bag (scan or type it)")
    return (
        FieldDef("seal_no", shown, Kind.CODE, required=True),
        FieldDef("document", texts.word("seal.document"), required=True),
        *_told(required=True),
    )


def _told(*, required: bool) -> tuple[FieldDef, ...]:
    return (
        FieldDef("reason", texts.word("seal.reason"), required=required, wide=required),
        FieldDef("content", texts.word("seal.content"), Kind.LONG),
    )
