"""Commands about forms: which there are, and one of them as a file."""

import json
from pathlib import Path
from typing import Any, Final

import click

from app.cli.desk import Desk, new_file, shared, write_file

#: By its number the form of one object.
_BY_NUMBER: Final = {"F8": "card", "F9": "ledger"}


@click.command("forms", help="Which forms can be printed, of what, and which acts leave them.")
@shared
def forms_command(desk: Desk) -> None:
    """Which forms can be printed, of what, and which acts leave them."""
    from app.cli import sheets

    told = sheets.all_forms(desk.lang)
    desk.answer(told, [f"{f['id']:<10} {f['name']}  ←  {f['of_what']}" for f in told])


@click.command(
    "form",
    help="Print form NAME for ID: a case's, an item's or a request's number; a year (F25), a month (F26); `anku forms` "
    "lists of what each is. An act's sheet gets its number "
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
    from app.cli import sheets
    from app.forms import layout

    name = _BY_NUMBER.get(name, name)
    if name not in (*sheets.EXTRACTS, *layout.all_()):
        raise click.UsageError(f"no form {name}; see: anku forms")
    told: dict[str, Any] = {}
    if file is not None:
        made = _drawn(desk, name, file)
        write_file(output, made)
    elif name in sheets.EXTRACTS:
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
    from app.cli import sheets
    from app.forms import extracts

    of = sheets.object_of(desk, sheets.named(name), number)
    if name == "ledger":
        return extracts.ledger(desk.ask, of), of
    make = extracts.card if name == "card" else extracts.booklet
    return make(desk.ask, desk.store.blobs.get, of), of


def _sheet(
    desk: Desk, form: str, number: str, reason: str, *, copies: bool
) -> tuple[bytes, dict[str, Any]]:
    """The newest sheet of this form, printed in the books."""
    from app.cli import sheets
    from app.forms import imprint, layout, pages, service, signed

    kind, id_ = sheets.printed_for(desk, sheets.named(form), number)
    sheet = desk.do(service.print_sheet, form=form, kind=kind, id=id_, reason=reason)
    names = layout.get(form).copies if copies else ()
    told = signed.drawn(desk.ask, sheet)
    made = pages.sheet_pdf(sheet, desk.ask(imprint.imprint), copies=names, signed=told)
    return made, {"number": sheet.number, "code": sheet.code, "repeat": sheet.repeat}


def _drawn(desk: Desk, name: str, file: Path) -> bytes:
    """A form drawn from a file: nothing of it stands in the books."""
    from app import misfits, registry
    from app.cli.calls import misuse
    from app.cli.sheets import EXTRACTS
    from app.forms import layout, page, rules, types

    form = layout.get(EXTRACTS[name][0] if name in EXTRACTS else name)
    try:
        told = json.loads(file.read_text("utf-8"))
        value = registry.plain(misfits.fitted(getattr(types, form.value), told))
    except misfits.Misfits as wrong:
        raise click.UsageError(misuse(desk, "misfit.file", str(file), wrong)) from wrong
    except ValueError as wrong:
        raise click.UsageError(f"{file} is no JSON: {wrong}") from wrong
    rules.require_sums(form, value)
    return page.render(form, value)
