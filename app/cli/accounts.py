"""Commands about a case's account: its ledger, its balance, the printed forms."""

from pathlib import Path
from typing import Any

import click

from app import registry, words
from app.cli.desk import Desk, shared, write_file

_PAGE = 1_000


@click.command("ledger", help="一案一账: a case with its lines and its balance; --pdf prints it.")
@click.argument("number", metavar="CASE")
@click.option(
    "--pdf", type=click.Path(path_type=Path), default=None, help="Write the printed form."
)
@shared
def ledger_command(desk: Desk, number: str, pdf: Path | None) -> None:
    """A case with its lines and its balance."""
    view, rows = _ledger(desk, number)
    told = {
        "case": registry.plain(view.row),
        "balance": _balance(view.row.number, view.balance),
        "head": view.head,
        "items": registry.plain(rows),
    }
    if pdf is not None:
        _export(desk, pdf, _ledger_pdf(desk, view, rows), "ledger", view.row.id)
        told["pdf"] = str(pdf)
    lines = [
        f"{r.number:<18} {words.word(f'status.{r.custody}', desk.lang):<8} {r.quantity}{r.unit} {r.name}"
        for r in rows
    ]
    desk.answer(told, [*lines, _line(told["balance"])])


def _ledger(desk: Desk, number: str) -> tuple[Any, list[Any]]:
    from app.cases import service as cases
    from app.custody import views

    case = desk.ask(cases.find, number=number)
    rows: list[Any] = []
    while not rows or len(rows) % _PAGE == 0:
        found = desk.ask(views.rows, case_id=case.id, sort="number", limit=_PAGE, offset=len(rows))
        rows += found
        if not found:
            break
    return desk.ask(cases.view, case_id=case.id), rows


@click.command(
    "balance", help="接收 = 在库 + 在外 + 终结 + 差异, of one case or of all that one may see."
)
@click.argument("number", metavar="[CASE]", required=False)
@shared
def balance_command(desk: Desk, number: str | None) -> None:
    """The balance of one case, or of all."""
    from app.cases import service as cases

    if number:
        case = desk.ask(cases.find, number=number)
        told = _balance(case.number, desk.ask(cases.balance, case_id=case.id))
        desk.answer(told, [_line(told)])
        return
    found = []
    for at in range(0, desk.ask(cases.count), _PAGE):
        for row in desk.ask(cases.rows, limit=_PAGE, offset=at):
            found.append(_balance(row.number, desk.ask(cases.balance, case_id=row.id)))
    desk.answer(found, map(_line, found))


def _balance(number: str, balance: Any) -> dict[str, Any]:
    told: dict[str, Any] = registry.plain(balance)
    told["value_fen"] = dict(told["value_fen"])
    return {"case": number, **told, "holds": balance.holds}


def _line(told: dict[str, Any]) -> str:
    sign = "=" if told["holds"] else "≠"
    return (
        f"{told['case']}  接收 {told['received']} {sign} 在库 {told['inside']} + 在外 {told['outside']}"
        f" + 终结 {told['ended']} + 差异 {told['difference']}"
    )


#: What can be printed so far: the form's id, its name, the acts it belongs to, what ID means.
FORMS: tuple[dict[str, Any], ...] = (
    {"id": "ledger", "name": "一案一账台账", "acts": ["E01", "E39"], "of": "case"},
    {"id": "card", "name": "一物一卡卡片", "acts": ["E02", "E04"], "of": "item"},
)


@click.command("forms", help="Which forms can be printed.")
@shared
def forms_command(desk: Desk) -> None:
    """Which forms can be printed."""
    desk.answer(FORMS, [f"{f['id']:<10} {f['name']}  ({f['of']})" for f in FORMS])


@click.command("form", help="Print form NAME for ID (a case number or an item number).")
@click.argument("name", type=click.Choice([f["id"] for f in FORMS]))
@click.argument("id_", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
@shared
def form_command(desk: Desk, name: str, id_: str, output: Path) -> None:
    """Print a form."""
    if name == "ledger":
        view, rows = _ledger(desk, id_)
        made, of = _ledger_pdf(desk, view, rows), view.row.id
    else:
        made, of = _card_pdf(desk, id_)
    _export(desk, output, made, name, of)
    desk.answer({"file": str(output), "form": name, "bytes": len(made)}, [str(output)])


def _ledger_pdf(desk: Desk, view: Any, rows: list[Any]) -> bytes:
    from app.cases import settling
    from app.forms import imprint, lines, pages

    return pages.ledger_pdf(
        view,
        rows,
        totals=desk.ask(settling.totals, case_id=view.row.id),
        imprint=desk.ask(imprint.imprint),
        lines=desk.ask(lines.ledger_lines, case_id=view.row.id),
    )


def _card_pdf(desk: Desk, number: str) -> tuple[bytes, str]:
    from app import errors
    from app.custody import labelling, views
    from app.forms import imprint, pages

    card = desk.ask(views.card, item_id=desk.ask(views.find, code=number).id)
    try:
        label = desk.ask(labelling.label, item_id=card.row.id)
    except errors.NotFound:
        label = None  # not received yet, or gone for good
    photos = [desk.store.blobs.get(photo.sha256) for photo in card.photos[:6]]
    return pages.card_pdf(card, photos, label, imprint=desk.ask(imprint.imprint)), card.row.id


def _export(desk: Desk, file: Path, made: bytes, what: str, object_id: str) -> None:
    """The file first, then the note of it in the books: nothing is noted that nobody got."""
    from app.forms import exports

    write_file(file, made)
    desk.do(exports.exported, what=what, object_id=object_id, form="pdf")
