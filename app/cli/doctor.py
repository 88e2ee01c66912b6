"""`anku doctor`: devices, fonts, database, clock, disk and backup, each with a state and a cure."""

import click

from app.cli.desk import DONE, Desk, shared
from app.doctor import looking, set_up
from app.doctor.types import State

_SIGNS = {State.OK: "✓", State.MISSING: "–", State.BAD: "✗", State.SLOW: "…"}


@click.command("doctor", help="Look at devices, fonts, database, clock, disk and backup; try each.")
@shared
def doctor_command(desk: Desk) -> int:
    """Look at everything the program stands on: a picture is taken, a weight read, a code drawn and read."""
    found = list(looking.findings(set_up.kept(desk.url)))
    told = [
        {
            "name": f.name,
            "state": f.state.value,
            "detail": f.detail(desk.lang),
            "cure": f.cure(desk.lang),
        }
        for f in found
    ]
    lines = [
        f"{_SIGNS[f.state]} {f.title(desk.lang)}  {f.detail(desk.lang)}"
        + (f"\n    → {f.cure(desk.lang)}" if f.cure(desk.lang) else "")
        for f in found
    ]
    desk.answer(told, lines)
    return DONE
