"""What a form is of: in words for the list of forms, and as an object behind what was typed at `anku form`."""

from typing import Any, Final, NamedTuple

from app import errors, words
from app.cases import service as cases
from app.cli.desk import Desk
from app.custody import views
from app.forms import from_requests, from_store, layout, service
from app.forms.errors import FormNotLeft, FormNotMade, FormOfOther
from app.requests import scanning

#: Extracts of the books under the names that scripts know; F8 and F9 are the same forms.
EXTRACTS: Final[dict[str, tuple[str, str]]] = {
    "ledger": ("F9", "case"),
    "card": ("F8", "item"),
    "booklet": ("F8", "case"),
}


class Named(NamedTuple):
    """What a form is printed of: `kind` as the services say it, `of` as a person does; what leaves it."""

    sheet: str
    title: str
    kind: str
    of: str
    acts: tuple[str, ...] = ()
    request: str = ""

    def facts(self) -> dict[str, object]:
        """For a refusal: the words are found by their keys."""
        return {
            "sheet": self.sheet,
            "title": self.title,
            "of": f"form_of.{self.of}",
            "acts": ", ".join(self.acts),
            "kind": f"request_kind.{self.request}" if self.request else "",
            "only": f"form_only.{self.sheet}" if words.has(f"form_only.{self.sheet}") else "",
        }

    def told(self, lang: str) -> str:
        """What it is of, in one line: 物品（出库交付、送鉴）."""
        many = "、" if lang == "zh" else ", "
        more = [words.word(f"event.{act}", lang) for act in self.acts]
        if self.request:
            more.append(words.word(f"request_kind.{self.request}", lang))
        said = words.word(f"form_of.{self.of}", lang)
        if not more:
            return said
        return f"{said}（{many.join(more)}）" if lang == "zh" else f"{said} ({many.join(more)})"


def named(sheet: str) -> Named:
    """What is known of a form by its id, an extract's too."""
    if sheet in EXTRACTS:
        form, of = EXTRACTS[sheet]
        title = "form.booklet" if sheet == "booklet" else f"form.{form}"
        return Named(sheet, title, of, of)
    of = layout.get(sheet).of
    title = f"form.{sheet}"
    if sheet in from_store.KINDS:
        return Named(sheet, title, "store", from_store.KINDS[sheet].period)
    if of == "request":
        kind = next(k for k, form in from_requests.FORM_OF.items() if form == sheet)
        return Named(sheet, title, "request", "request", request=kind)
    if of == "act":
        return Named(sheet, title, "item", "item", service.acts_of(sheet))
    return Named(sheet, title, "case" if of == "case" else "", of)


def object_of(desk: Desk, form: Named, given: str) -> str:
    """The id of what was typed; refuses in words what names nothing that this form is of."""
    if not form.kind:
        raise FormNotMade(**form.facts())
    if form.kind == "store":
        if not from_store.KINDS[form.sheet].name.fullmatch(given):
            raise FormOfOther(given=given, found="form_found.unfit", **form.facts())
        return given
    try:
        return _id_of(desk, form.kind, given)
    except (errors.NotFound, errors.UnknownCode) as no:
        raise FormOfOther(given=given, found=_found(desk, given), **form.facts()) from no


def _id_of(desk: Desk, kind: str, given: str) -> str:
    if kind == "case":
        return str(desk.ask(cases.find, number=given).id)
    if kind == "item":
        return str(desk.ask(views.find, code=given).id)
    found = desk.ask(scanning.scan, text=given)
    if found.kind != "request":
        raise errors.NotFound(key=given)
    return str(found.id)


def _found(desk: Desk, given: str) -> str:
    """What it is instead, as far as the asker may know of it."""
    if not given:
        return ""
    try:
        desk.ask(cases.find, number=given)
    except errors.NotFound:
        kind = str(desk.ask(scanning.scan, text=given).kind)
    else:
        kind = "case"
    return f"form_found.{kind}" if words.has(f"form_found.{kind}") else "form_found.unknown"


def printed_for(desk: Desk, form: Named, given: str) -> tuple[str, str]:
    """(kind, id) of the newest act, the request or the case that this form is printed for."""
    id_ = object_of(desk, form, given)
    if form.kind == "store":  # who may not have it, and what is still to come, is said by printing
        return "store", id_
    offers = desk.ask(service.offered, kind=form.kind, id=id_)
    found = next((each for each in offers if each.form == form.sheet), None)
    if found is not None:
        return found.kind, found.id
    has = tuple(dict.fromkeys(each.form for each in offers))
    raise FormNotLeft(
        number=given, has=_listed(has, "zh"), has_en=_listed(has, "en"), **form.facts()
    )


def _listed(forms: tuple[str, ...], lang: str) -> str:
    said = (f"{form} {words.word(f'form.{form}', lang)}" for form in forms)
    return ("、" if lang == "zh" else ", ").join(said)


def all_forms(lang: str) -> list[dict[str, Any]]:
    """Every form: its id, its name, the acts it belongs to, what it is of."""
    known = layout.all_()
    ids = [*EXTRACTS, *(form for form in known if form not in ("F8", "F9"))]
    told = []
    for id_ in ids:
        each = named(id_)
        form = known[EXTRACTS[id_][0] if id_ in EXTRACTS else id_]
        told.append(
            {
                "id": id_,
                "name": words.word(each.title, lang),
                "acts": list(form.acts),
                "of": EXTRACTS[id_][1] if id_ in EXTRACTS else form.of,
                "of_what": each.told(lang),
            }
        )
    return told
