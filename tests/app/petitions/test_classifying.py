"""归类: what was told without a discipline gets one, and nothing that stood before is lost from the trail."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from app.analysis import service as analysis
from app.analysis.types import Asked
from app.ledger import service as ledger
from app.petitions import classifying, deciding
from db.ledger import queries
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.world import refused


@pytest.mark.scenario("P5")
def test_what_a_citizen_or_a_village_told_is_classified_by_the_office_and_then_accepted(
    city: City,
) -> None:
    """Whoever tells what happened does not say under which discipline it falls; without that nothing is accepted."""
    bare = p.matter(disciplines=(), offences=())
    row = p.screened(city, p.new(city, "web", matters=(bare,)))
    accept = partial(city.do, "xf1", deciding.accept, petition_id=row.id)
    refused("X04", accept)
    to = partial(city.do, "xf1", classifying.classify, petition_id=row.id)
    refused("X04", lambda: to(kind="accusation"))
    refused("R16", lambda: to(kind="accusation", disciplines=("nonsense",)))
    refused("R38", lambda: city.do("jc1", classifying.classify, petition_id=row.id, kind="advice"))
    to(kind="accusation", disciplines=("integrity", "work"), offences=("graft",), topic="projects")
    to(kind="accusation", disciplines=("mass",))
    assert p.view(city, row.id).matters[0].disciplines == ("mass",)
    assert p.view(city, row.id).matters[0].offences == ()
    asked = Asked(date(2026, 1, 1), date(2026, 12, 31), rows="discipline")
    counted = city.ask("xf1", analysis.counts, asked=asked)
    assert dict(zip(counted.rows, counted.row_totals, strict=True)) == {"mass": 1}
    # a topic of which nothing is said stays; one that is taken away stays in the trail
    assert p.view(city, row.id).matters[0].facts["topic"] == "projects"
    to(kind="accusation", disciplines=("mass",), topic="")
    assert "topic" not in p.view(city, row.id).matters[0].facts
    told = [e for e in trail_of(city, row.id) if e["kind"] == "CLASSIFY_PETITION"]
    assert told[0]["was"] == "accusation"
    assert told[2]["was"] == "accusation mass projects"
    assert told[2]["now"] == "accusation mass"
    assert accept().status == "P_ACCEPTED"
    refused("R06", lambda: to(kind="advice"))


def trail_of(city: City, petition_id: str) -> list[dict[str, Any]]:
    """What the entries of a petition say, the oldest first."""
    with city.database.read() as session:
        found = queries.of_object(session, "petition", petition_id)
        return [{"kind": e.kind, **ledger.facts(e)} for e in found]
