"""What one receipt asks of the database: each look-up once. A count, and no time: it is the same on every machine."""

from typing import Any

from sqlalchemy import event

from app.custody import views
from app.requests import desk
from tests.support.statements import statements
from tests.support.world import World

#: What a receipt came to when each of its look-ups was made once (34 before): 26, and since a picture may be shown
#: with one thing only, one more that asks where these pictures were shown.
_MOST = 27


def test_one_thing_is_received_in_few_statements(room: World) -> None:
    first, second = room.declared(room.new(), room.new("第二件"))
    room.receive(first.id)  # what is learnt once in a process is known from here on
    shots = room.shots("overall", "seal")
    both = (room.id_of("cha1"), room.id_of("cha2"))
    asked: list[str] = []

    def heard(_c: Any, _d: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    engine = room.database.engine
    event.listen(engine, "before_cursor_execute", heard)
    try:
        room.receive(second.id, photos=shots, delivered_by=both, seal_no="")
    finally:
        event.remove(engine, "before_cursor_execute", heard)
    assert len(asked) <= _MOST, "\n".join(asked)


def test_a_narrowed_list_is_found_without_reading_each_card(room: World) -> None:
    room.received(room.new())
    with statements() as asked:
        room.ask("guan1", views.rows, category="phone")
    (page,) = (each for each in asked if "FROM item" in each and "ORDER BY item.number" in each)
    assert any("COVERING INDEX ix_item_listed" in step for step in steps(room, page))


def test_what_is_held_is_counted_without_reading_each_card(room: World) -> None:
    room.received(room.new())
    with statements() as asked:
        room.ask("guan1", desk.desk)
    (count,) = (each for each in asked if "count(*)" in each and "difference" in each)
    assert any("COVERING INDEX ix_item_custody" in step for step in steps(room, count))


def steps(world: World, statement: str) -> list[str]:
    """How SQLite goes about it."""
    with world.database.read() as session:
        driver = session.connection().connection.driver_connection
        assert driver is not None
        given = ("x",) * statement.count("?")
        return [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", given)]
