"""A thing's own code scanned over the open form: it goes into the field it belongs to, or the banner says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from app.custody import categories, foreign
from app.custody.categories import Category
from app.custody.foreign import Offer, Sort
from app.custody.types import Card
from ui import texts
from ui.custody.category_form import CategoryForm
from ui.shell.station import Station

if TYPE_CHECKING:
    from app.requests.types import Scanned


class Offering(QObject):
    """Takes foreign codes for a card's form; a lot with a first and a last number counts the numbers between."""

    def __init__(self, station: Station, card: CategoryForm) -> None:
        super().__init__(card)
        self._station = station
        self._card = card
        self._counted: set[str] = set()

    def take(self, text: str) -> bool:
        """Whether the code was understood (put, counted or refused with a reason)."""
        category = self._card.category
        if category is None:
            return False
        names = self._fields(category)
        filled = {id_: self._value(name) for id_, name in names.items()}
        if self._count(filled, text):
            return True
        told = foreign.offer(category, filled, text)
        if told.code.sort is Sort.NONE:
            return False
        if not told.field or told.holds not in ("", told.code.text):
            self._say_why_not(told, names)
            return True
        field = self._card.form.field(names[told.field])
        field.set_value(told.code.text)
        self._card.form.changed.emit(names[told.field])
        self._station.notices.done(f"{field.name()}: {told.code.text}")
        return True

    def take_taken(self, scanned: Scanned) -> bool:
        """A number of a lot that is in the books already: put like any other, with a word on where it stands."""
        if not self.take(scanned.number):
            return False
        self._station.notices.warn(
            self.tr("{0} stands already on a card: {1}").format(scanned.number, scanned.name),
            self.tr("A number that another lot holds cannot be registered once more."),
        )
        return True

    def forget(self) -> None:
        """The next card: nothing was counted yet."""
        self._counted.clear()

    def _fields(self, category: Category) -> dict[str, str]:
        names = {field.id: f"details.{field.id}" for field in category.fields}
        if not any(field.column == "serial" for field in category.fields):
            names["serial"] = "serial"
        shown = {field.id for field in self._card.form.fields()}
        return {id_: name for id_, name in names.items() if name in shown}

    def _value(self, name: str) -> str:
        return str(self._card.form.draft().get(name) or "").strip()

    def _count(self, filled: dict[str, str], text: str) -> bool:
        """A number between the first and the last of a lot is counted; what is missing is told."""
        first, last = filled.get("serial_from", ""), filled.get("serial_to", "")
        code = foreign.classify(text).text
        if not (first and last and foreign.within(first, last, code)):
            return False
        self._counted |= {first, last, code}
        missing = foreign.missing(first, last, self._counted)
        told = self.tr("{0} of {1} numbers of this range scanned").format(
            len(self._counted), foreign.count(first, last)
        )
        if missing:
            shown = "、".join(missing[:5]) + ("…" if len(missing) > 5 else "")
            self._station.notices.warn(f"{told}  ·  {self.tr('Not yet: {0}').format(shown)}")
        else:
            self._station.notices.done(told)
        return True

    def _say_why_not(self, told: Offer, names: dict[str, str]) -> None:
        notices, what = self._station.notices, texts.word(f"code_sort.{told.code.sort}")
        if told.code.doubted:
            notices.warn(
                self.tr("{0} {1}: its check digit is wrong.").format(what, told.code.text),
                self.tr("Scan it once more, or compare it with what is printed on the thing."),
            )
        elif told.field:
            label = self._card.form.field(names[told.field]).name()
            notices.warn(
                self.tr("{0} already holds {1}; {2} was scanned.").format(
                    label, told.holds, told.code.text
                ),
                self.tr("Empty the field first if the new number is the right one."),
            )
        elif told.code.sort is Sort.PRODUCT:
            notices.warn(
                self.tr("{0} is a product code.").format(told.code.text),
                self.tr("It says what kind of thing this is, not which one: scan its own number."),
            )
        else:
            notices.warn(
                self.tr("{0} {1} has no field in this form.").format(what, told.code.text),
                self.tr("Choose the category that fits, or write it into the description."),
            )


def at_counter(station: Station, card: Card, text: str) -> bool:
    """At the counter a thing's own code says whether it is the one that was declared; never a seal's number."""
    code = foreign.classify(text)
    category = categories.all_().get(card.row.category)
    if category is None or code.sort in (Sort.NONE, Sort.PRODUCT):
        return code.sort is Sort.PRODUCT
    what = texts.word(f"code_sort.{code.sort}")
    if foreign.agrees(code, card.serial, card.details, category):
        agrees = QCoreApplication.translate("Offering", "{0} {1} agrees with the card.")
        station.notices.done(agrees.format(what, code.text))
        return True
    if code.sort is Sort.SERIAL:
        return False
    differs = QCoreApplication.translate("Offering", "{0} {1} does not stand on this card.")
    station.notices.warn(
        differs.format(what, code.text),
        QCoreApplication.translate(
            "Offering", "Compare the thing with its card before it is received."
        ),
    )
    return True
