"""Commands about things: search, the card, its label, codes in pictures, a list to import."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from app import clock, registry, words
from app.cli.desk import REFUSED, Desk, say, shared, write_file
from app.labels import printers


@click.command("search", help="Items that carry every word of TEXT, newest first.")
@click.argument("text")
@click.option("--limit", default=50, type=click.IntRange(1, 500), show_default=True)
@shared
def search_command(desk: Desk, text: str, limit: int) -> None:
    """Items that carry every word of the text."""
    from app.custody import views

    hits = [views.hit(row) for row in desk.ask(views.search_, text=text, limit=limit)]
    desk.answer(
        hits,
        [
            f"{h.number:<18} {words.word(f'status.{h.state}', desk.lang):<8} {h.name}  {h.place}"
            for h in hits
        ],
    )


@click.command("item", help="A card with its events, by number, seal or scanned code.")
@click.argument("number")
@shared
def item_command(desk: Desk, number: str) -> None:
    """A card with its events."""
    from app.custody import holds, views

    card = desk.ask(views.card, item_id=desk.ask(views.find, code=number).id)
    told: dict[str, Any] = registry.plain(card)
    told["events"] = [
        {**e, "code": _code(e["kind"]), "at": e["recorded_at"]} for e in told.pop("entries")
    ]
    hit = registry.plain(views.hit(card.row))
    why = holds.said(card.hold, desk.lang) if card.hold else ()
    if told["hold"]:
        told["hold"]["said"] = " ".join(why)
    desk.answer({**hit, **told}, _lines(desk, told, hit, why))


def _code(kind: str) -> str:
    from app.custody.types import CODES

    return CODES.get(kind, "")


def _lines(desk: Desk, told: dict[str, Any], hit: dict[str, Any], why: Iterable[str]) -> list[str]:
    state = words.word(f"status.{hit['state']}", desk.lang)
    events = [
        f"  {clock.local(clock.moment(e['at'])):%Y-%m-%d %H:%M}  {e['code']:<4}{words.word('event.' + e['kind'], desk.lang)}"
        f"  {e['actor_name']} {e['second_name']}".rstrip()
        for e in told["events"]
    ]
    return [f"{hit['number']}  {hit['name']}  {state}  {hit['place']}", *why, *events]


@click.command("label", help="The picture of an item's living label, into a file.")
@click.argument("number")
@click.option(
    "--format",
    "form",
    type=click.Choice(
        # a file for people, or the bytes that a printer takes
        [*printers.FILES, *printers.LANGUAGES]
    ),
    default="png",
)
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), required=True)
@click.option("--size", default="60x40", show_default=True)
@click.option("--dpi", default="203", type=click.Choice(["203", "300"]), show_default=True)
@shared
def label_command(desk: Desk, number: str, form: str, file: Path, size: str, dpi: str) -> None:
    """The picture of an item's living label."""
    from app.custody import labelling, views
    from app.forms import exports
    from app.labels import layout, press, render
    from app.labels.printers import Printer

    if size not in layout.SIZES:
        raise click.UsageError(f"--size is one of {', '.join(layout.SIZES)}")
    item = desk.ask(views.find, code=number)
    printer = Printer(language=form, size=size, dpi=int(dpi))
    image = render.proved(desk.ask(labelling.label, item_id=item.id), printer.stock.size, int(dpi))
    made = press.job(printer, image)
    write_file(file, made)
    desk.do(exports.exported, what="label", object_id=item.id, form=form)
    desk.answer({"file": str(file), "number": item.number, "bytes": len(made)}, [str(file)])


@click.command("decode", help="The codes in pictures; what is no picture stops nothing.")
@click.argument("files", nargs=-1, required=True)
@shared
def decode_command(desk: Desk, files: tuple[str, ...]) -> None:
    """The codes in pictures."""
    from app.devices import decode

    read = [decode.decode_file(name) for name in files]
    told = [
        {
            "file": name,
            "codes": [{"text": c.text, "format": c.format} for c in found.codes],
            **({"error": found.error} if found.error else {}),
        }
        for name, found in zip(files, read, strict=True)
    ]
    lines = []
    for name, found in zip(files, read, strict=True):
        lines += [f"{name}\t{c.format}\t{c.text}" for c in found.codes]
        if found.error:
            say(f"{name}: {found.error}")
    desk.answer(told, lines)


@click.command(
    "import", help="A list of items from xlsx; nothing is stored until every row is valid."
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--case", "number", default="", metavar="NO", help="The case they belong to.")
@click.option("--template", is_flag=True, help="Write an empty list to fill in.")
@click.option("-o", "--output", type=click.Path(path_type=Path))
@shared
def import_command(
    desk: Desk, file: Path | None, number: str, template: bool, output: Path | None
) -> int | None:
    """A list of items from xlsx."""
    from app.custody import importing

    if template:
        if output is None:
            raise click.UsageError("--template needs -o FILE.xlsx")
        write_file(output, importing.template())
        desk.answer({"file": str(output)}, [str(output)])
        return None
    if file is None or not number:
        raise click.UsageError("give FILE.xlsx and --case NO")
    return _import(desk, file, number)


def _import(desk: Desk, file: Path, number: str) -> int | None:
    from app.cases import service as cases
    from app.custody import importing
    from app.custody import service as custody

    case = desk.ask(cases.find, number=number)
    sheet = importing.read_sheet(file.read_bytes())
    if sheet.errors:
        faults = [
            {"row": e.row, "column": e.column, "why": e.zh if desk.lang == "zh" else e.en}
            for e in sheet.errors
        ]
        desk.answer({"imported": 0, "errors": faults})
        for fault in faults:
            say(f"{fault['row']} {fault['column']}: {fault['why']}")
        return REFUSED
    made = desk.do(custody.register, case_id=case.id, items=tuple(sheet.rows))
    desk.answer({"imported": len(made), "errors": []}, [row.number for row in made])
    return None
