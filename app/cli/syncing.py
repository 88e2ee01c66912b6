"""`sync`: meet the centre now, or see how this desk stands with it."""

from collections.abc import Iterator
from typing import Any

import click

from app import bootstrap, clock, words
from app.cli.desk import DONE, REFUSED, Desk, shared
from app.packages import keys
from app.sync import witness
from app.sync.store import DeskStore
from app.sync.types import FINAL


@click.command(
    "sync", help="Send what waits at this desk, fetch what is new. Exit 1: something was refused."
)
@click.option("--status", is_flag=True, help="Only tell how the desk stands; needs no network.")
@click.option("--agree", is_flag=True, help="Let a mass removal happen that the centre asks for.")
@shared
def sync_command(desk: Desk, status: bool, agree: bool) -> int:
    """Meet the centre, and tell what came of it."""
    store = desk.store
    if not isinstance(store, DeskStore):
        raise click.UsageError("only a desk of a centre (--db https://…) has something to sync")
    met = None if status else store.meet(agreed=agree)
    state, waiting = store.state(), store.intents()
    told: dict[str, Any] = {"met": met, "state": state, "intents": waiting}
    desk.answer(told, _lines(desk, told))
    return REFUSED if any(i.outcome in FINAL for i in waiting) else DONE


def _lines(desk: Desk, told: dict[str, Any]) -> Iterator[str]:
    met, state = told["met"], told["state"]
    if met is not None:
        yield f"sent {met.sent}, refused {met.refused}, came {met.came}, left {met.left}"
    seen = clock.local(state.seen).strftime("%Y-%m-%d %H:%M") if state.seen else "—"
    yield f"{state.centre}  {'online' if state.online else 'offline'}  last {seen}  holds {state.held}"
    for one in told["intents"]:
        why = (one.why.get("why") or {}).get(desk.lang, "")
        verb = words.word(f"verb.{one.verb}", desk.lang)
        yield f"  {one.outcome or 'waiting'}  {verb}  {one.about}  {why}".rstrip()


@click.command(
    "witness",
    help="Report a storeroom's trail to the centre, which notices when it is ever rewritten.",
)
@click.option("--centre", required=True, metavar="URL", help="The centre that is the witness.")
@shared
def witness_command(desk: Desk, centre: str) -> None:
    """Sign how far the trail of `--db` has grown, and have the centre remember it."""
    store, _lacks = bootstrap.open_to_look(desk.url)
    there = Desk(url=centre, login=desk.login, as_json=desk.as_json, lang=desk.lang)
    try:
        mine = witness.report(store.database, keys.here(), 0, clock.now())["installation"]
        seen = there.ask(witness.last, installation=mine).size
        told = witness.report(store.database, keys.here(), seen, clock.now())
        found = there.do(witness.witness, **told)
        desk.answer(
            found, [f"{found.room}: {found.size} entries witnessed, root {found.root[:20]}"]
        )
    finally:
        there.close()
        store.close()
