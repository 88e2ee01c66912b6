"""Commands about forms: which there are, and one of them as a file."""

import json
from pathlib import Path
from typing import Any, Final

import click

from app.cli.desk import Desk, new_file, shared, write_file

#: Extracts of the books under the names that scripts know; F8 and F9 are the same forms.
EXTRACTS: Final[dict[str, tuple[str, str]]] = {
    "ledger": ("F9", "case"),
    "card": ("F8", "item"),
    "booklet": ("F8", "case"),
}
#: By its number the form of one object.
_BY_NUMBER: Final = {"F8": "card", "F9": "ledger"}


def _forms() -> list[dict[str, Any]]:
    """Every form: its id, its name, the acts it belongs to, what ID means."""
    from app import words
    from app.forms import layout

    known = layout.all_()
    names = {"ledger": "form.F9", "card": "form.F8", "booklet": "form.booklet"}
    told = [
        {"id": id_, "name": words.word(names[id_]), "acts": list(known[form].acts), "of": of}
        for id_, (form, of) in EXTRACTS.items()
    ]
    told += [
        {"id": form.id, "name": form.title, "acts": list(form.acts), "of": form.of}
        for form in known.values()
        if form.id not in ("F8", "F9")
    ]
    return told


@click.command("forms", help="Which forms can be printed.")
@shared
def forms_command(desk: Desk) -> None:
    """Which forms can be printed."""
    told = _forms()
    desk.answer(told, [f"{f['id']:<10} {f['name']}  ({f['of']})" for f in told])


@click.command(
    "form",
    help="Print form NAME for ID: a case's, an item's or a request's number; a year (F25), a month (F26). An act's sheet gets its number "
    "with the first print; again it needs --reason. With --value it is drawn from a file and not booked.",
)
@click.argument("name")
@click.argument("id_", metavar="[ID]", required=False, default="")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
@click.option("--reason", default="", help="Why a sheet is printed once more.")
@click.option("--copies", is_flag=True, help="One for each who gets a copy, with his name on it.")
@click.option(
    "--value",
    "file",
    type=click.Path(path_type=Path, exists=True),
    default=None,
    help="What the form says, as JSON: for acts that the program does not do itself.",
)
@shared
def form_command(
    desk: Desk, name: str, id_: str, output: Path, reason: str, copies: bool, file: Path | None
) -> None:
    """Print a form."""
    name = _BY_NUMBER.get(name, name)
    if name not in {form["id"] for form in _forms()}:
        raise click.UsageError(f"no form {name}; see: anku forms")
    told: dict[str, Any] = {}
    if file is not None:
        made = _drawn(name, file)
        write_file(output, made)
    elif name in EXTRACTS:
        made, of = _extract(desk, name, id_)
        export(desk, output, made, name, of)
    else:
        with new_file(output) as write:  # first: a print that nobody could get is not booked
            made, told = _sheet(desk, name, id_, reason, copies=copies)
            write(made)
    answer = {"file": str(output), "form": name, "bytes": len(made), **told}
    desk.answer(answer, [str(output)])


def export(desk: Desk, output: Path, made: bytes, what: str, of: str) -> None:
    """The file first, then the note of it in the books: nothing is noted that nobody got."""
    from app.forms import exports

    write_file(output, made)
    desk.do(exports.exported, what=what, object_id=of, form="pdf")


def _extract(desk: Desk, name: str, number: str) -> tuple[bytes, str]:
    from app.forms import extracts

    of = _id_of(desk, EXTRACTS[name][1], number)
    if name == "ledger":
        return extracts.ledger(desk.ask, of), of
    make = extracts.card if name == "card" else extracts.booklet
    return make(desk.ask, desk.store.blobs.get, of), of


def _id_of(desk: Desk, kind: str, number: str) -> str:
    """The id behind a number of a case, a request or a thing."""
    from app import errors
    from app.cases import service as cases
    from app.custody import views
    from app.requests import scanning

    if kind == "case":
        return str(desk.ask(cases.find, number=number).id)
    if kind == "request":
        found = desk.ask(scanning.scan, text=number)
        if found.kind != "request":
            raise errors.NotFound(key=number)
        return str(found.id)
    return str(desk.ask(views.find, code=number).id)


def _sheet(
    desk: Desk, form: str, number: str, reason: str, *, copies: bool
) -> tuple[bytes, dict[str, Any]]:
    """The newest sheet of this form, printed in the books."""
    from app import errors
    from app.forms import imprint, layout, pages, service, signed

    kind = layout.get(form).of
    kind = kind if kind in ("case", "request", "store") else "item"
    of = number if kind == "store" else _id_of(desk, kind, number)
    offers = desk.ask(service.offered, kind=kind, id=of)
    offer = next((each for each in offers if each.form == form), None)
    if offer is None:
        raise errors.NotFound(key=f"{form} {number}")
    sheet = desk.do(service.print_sheet, form=form, kind=offer.kind, id=offer.id, reason=reason)
    names = layout.get(form).copies if copies else ()
    told = signed.drawn(desk.ask, sheet)
    made = pages.sheet_pdf(sheet, desk.ask(imprint.imprint), copies=names, signed=told)
    return made, {"number": sheet.number, "code": sheet.code, "repeat": sheet.repeat}


def _drawn(name: str, file: Path) -> bytes:
    """A form drawn from a file: nothing of it stands in the books."""
    from pydantic import TypeAdapter, ValidationError

    from app import registry
    from app.forms import layout, page, rules, types

    form = layout.get(EXTRACTS[name][0] if name in EXTRACTS else name)
    try:
        told = json.loads(file.read_text("utf-8"))
        value = registry.plain(TypeAdapter(getattr(types, form.value)).validate_python(told))
    except ValidationError as wrong:
        faults = (": ".join((".".join(map(str, e["loc"])), e["msg"])) for e in wrong.errors())
        raise click.UsageError(f"{file}: {'; '.join(f.lstrip(': ') for f in faults)}") from wrong
    except ValueError as wrong:
        raise click.UsageError(f"{file} is no JSON: {wrong}") from wrong
    rules.require_sums(form, value)
    return page.render(form, value)
