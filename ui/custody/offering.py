"""A thing's own code scanned over the open form: it goes into the field it belongs to, or the banner says why not."""

from __future__ import annotations

from collections.abc import Mapping
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


class Tally:
    """The numbers of one lot that were scanned, and which are missing (C25); the next card begins anew."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._of = ""
        self._counted: set[str] = set()

    def begin(self, card: str) -> None:
        """This card is before the person: another one's numbers are forgotten."""
        if card != self._of:
            self._counted.clear()
        self._of = card

    def take(
        self, lot: Mapping[str, object], text: str, *, ends_were_scanned: bool = False
    ) -> bool:
        """Whether the text is a number of the lot, or looks like one; then it is told what is missing."""
        first, last = (foreign.classify(str(lot.get(f"serial_{e}") or "")) for e in ("from", "to"))
        code = foreign.classify(text)
        many = foreign.count(first.text, last.text)
        if not many or foreign.stem(code.text) != foreign.stem(first.text):
            return False
        if not foreign.within(first.text, last.text, code.text):
            outside = QCoreApplication.translate("Offering", "{0} is not between {1} and {2}.")
            self._station.notices.warn(
                outside.format(code.text, first.text, last.text),
                QCoreApplication.translate(
                    "Offering", "It belongs to another lot, or was not declared: put it apart."
                ),
            )
            return True
        self._counted.add(code.text)
        if ends_were_scanned:
            self._counted |= {first.text, last.text}
        self._tell(first.text, last.text, many)
        return True

    def _tell(self, first: str, last: str, many: int) -> None:
        told = QCoreApplication.translate("Offering", "{0} of {1} numbers of this range scanned")
        told = told.format(len(self._counted), many)
        missing = foreign.missing(first, last, self._counted)
        if not missing:
            self._station.notices.done(told)
            return
        shown = "、".join(missing[:5]) + ("…" if len(missing) > 5 else "")
        not_yet = QCoreApplication.translate("Offering", "Not yet: {0}").format(shown)
        self._station.notices.warn(f"{told}  ·  {not_yet}")


class Offering(QObject):
    """Takes foreign codes for a card's form; a lot with a first and a last number counts the numbers between."""

    def __init__(self, station: Station, card: CategoryForm) -> None:
        super().__init__(card)
        self._station = station
        self._card = card
        self._tally = Tally(station)

    def take(self, text: str) -> bool:
        """Whether the code was understood (put, counted or refused with a reason)."""
        category = self._card.category
        if category is None:
            return False
        names = self._fields(category)
        filled = {id_: self._value(name) for id_, name in names.items()}
        if self._tally.take(filled, text, ends_were_scanned=True):
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
        self._tally.begin("")

    def _fields(self, category: Category) -> dict[str, str]:
        names = {field.id: categories.DETAILS + field.id for field in category.fields}
        if not any(field.column == "serial" for field in category.fields):
            names["serial"] = "serial"
        shown = {field.id for field in self._card.form.fields()}
        return {id_: name for id_, name in names.items() if name in shown}

    def _value(self, name: str) -> str:
        return str(self._card.form.draft().get(name) or "").strip()

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


def at_counter(station: Station, card: Card, text: str, tally: Tally) -> bool:
    """At the counter a thing's own code says whether it is the one that was declared; never a seal's number."""
    code = foreign.classify(text)
    category = categories.all_().get(card.row.category)
    tally.begin(card.row.id)
    if tally.take(card.details, text):
        return True
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
