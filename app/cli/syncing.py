"""`sync`: meet the centre now, or see how this desk stands with it."""

from collections.abc import Iterator
from typing import Any

import click

from app import clock, words
from app.cli.desk import DONE, REFUSED, Desk, shared
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
