"""Books that somebody changed past the program."""

import sqlite3

from tests.support.world import World


def tamper(world: World) -> None:
    """Somebody changes an entry behind the program's back, with the triggers taken away."""
    file = world.url.removeprefix("sqlite:///")
    with sqlite3.connect(file) as raw:
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='entry'"
        ).fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE entry SET body = '{}' WHERE kind = 'RECEIVE'")
    raw.close()
