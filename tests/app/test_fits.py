"""What is too long for its column is refused by one rule on both engines, whichever verb brings it."""

from typing import Any

import pytest
from sqlalchemy import BigInteger, Integer, String, create_engine, insert, update

from app import errors, words
from app.leads import adding
from app.leads.types import Reported
from db.base import Base
from db.fits import DoesNotFit, require
from db.leads.models import Lead
from tests.support import leading
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.world import refused

COLUMNS = [c for table in Base.metadata.sorted_tables for c in table.columns]


def test_every_column_with_a_length_is_held_against_what_is_written() -> None:
    for column in COLUMNS:
        table, limit = column.table, getattr(column.type, "length", None)
        for statement in (insert(table), update(table)):
            if isinstance(column.type, String) and limit:
                require(None, statement, [], {column.key: "字" * limit}, {})
                with pytest.raises(DoesNotFit) as no:
                    require(None, statement, [{column.key: "字" * (limit + 1)}], {}, {})
                told = (no.value.field, no.value.limit, no.value.length)
                assert told == (f"{table.name}.{column.key}", limit, limit + 1)
            if isinstance(column.type, Integer) and not isinstance(column.type, BigInteger):
                require(None, statement, [], {column.key: 2**31 - 1}, {})
                with pytest.raises(DoesNotFit):
                    require(None, statement, [], {column.key: 2**31}, {})


def test_what_is_too_long_is_refused_with_the_field_and_its_limit(city: City) -> None:
    """Nothing is changed, and the same on both engines; the attempt stands in the trail."""
    before = len(city.refusals())
    long = Reported("甲某", unit="某局", post="科员", born="一" * 17)
    no = refused("R54", lambda: leading.registered(city, persons=(long,)))
    assert no.facts == {"field": "lead_person.born", "limit": 16, "length": 17}
    assert words.refusal(no).what == "“出生年月”太长：17 字，最多 16 字。"
    lead = leading.registered(city)
    given = {"organ": "某省", "code": "X" * 65}
    no = refused("R54", lambda: leading.act(city, "ag1", adding.add_alias, lead, **given))
    assert no.facts["limit"] == 64
    assert leading.view(city, lead).aliases == ()
    original = p.paper(city, kind="k" * 17)
    refused("R54", lambda: p.registered(city, p.new(city, originals=(original,))))
    assert city.refusals()[before:] == ["R54"] * 3


def test_what_a_statement_carries_in_itself_is_held_against_its_columns_too() -> None:
    """An `insert` or `update` that is run without rows of its own, one row in it or several."""
    table: Any = Lead.__table__
    limit, good = table.c.line.type.length, {"id": "x", "line": "一" * 8}
    long = {"id": "y", "line": "一" * (limit + 1)}
    engine = create_engine("sqlite://")
    both: tuple[Any, ...] = (Lead, table)
    for made in both:
        require(engine, insert(made).values(**good), [], {}, {})
        require(
            engine, update(made).where(Lead.line == "一" * 99).values(seq=Lead.seq + 1), [], {}, {}
        )
        for statement in (
            insert(made).values(**long),
            insert(made).values([good, long]),
            update(made).where(Lead.id == "x").values(**long),
        ):
            with pytest.raises(DoesNotFit) as no:
                require(engine, statement, [], {}, {})
            assert (no.value.field, no.value.length) == ("lead.line", limit + 1)


def test_what_is_only_looked_for_may_be_of_any_length(city: City) -> None:
    from app.leads import views

    refused("R47", lambda: city.ask("ag1", views.find, code="S" * 5_000))
    with pytest.raises(errors.Refusal):
        city.ask("ag1", views.view, lead_id="x" * 5_000)
