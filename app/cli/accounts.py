"""Commands about a case's account: its ledger and its balance."""

from pathlib import Path
from typing import Any

import click

from app import registry, words
from app.cli import papers
from app.cli.desk import Desk, shared

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
        from app.forms import extracts

        made = extracts.ledger(desk.ask, view.row.id)
        papers.export(desk, pdf, made, "ledger", view.row.id)
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
