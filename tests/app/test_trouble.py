"""What a screen shows of a trouble that nobody foresaw: its kind and where it came about, never what was typed."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app import clock, trouble
from tests.support.world import World

WHO = "张三 110101199003070011"


def test_an_engine_s_words_are_named_without_the_values_of_its_details(world: World) -> None:
    database = world.store("guan1").database
    kept = text("INSERT INTO person VALUES (:who)")
    with database.trial() as session:
        session.execute(text("CREATE TEMPORARY TABLE person (who TEXT PRIMARY KEY)"))
        session.execute(kept, {"who": WHO})
        with pytest.raises(IntegrityError) as no:
            session.execute(kept, {"who": WHO})
    told = trouble.named(no.value)
    assert told.startswith("IntegrityError ")
    assert "unique" in told.lower()  # the engine's own words
    assert (
        WHO in str(no.value)
    ) is not database.is_sqlite  # PostgreSQL tells the key and its value
    assert WHO not in told


def test_what_any_other_says_of_itself_is_not_repeated_but_where_it_came_about_is() -> None:
    with pytest.raises(ValueError, match="张三") as no:
        clock.moment(WHO)
    told = trouble.named(no.value)
    assert told.startswith("ValueError app/clock.py:")
    assert "张三" not in told
    assert trouble.named(KeyError(WHO)) == "KeyError"
