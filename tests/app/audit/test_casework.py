"""What of petitions and leads stands in the trail, and who of the storeroom and the auditors reads it."""

import re
from pathlib import Path

import pytest

from app.audit import service as audit
from app.leads import views
from app.petitions import deciding, righting
from tests.support import leading
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.world import refused

pytestmark = pytest.mark.parametrize("city", ["sqlite"], indirect=True)


def casework(city: City) -> str:
    """A lead looked for and read, a petition that was refused and one that was recused from; its id."""
    lead = leading.registered(city, name="甲某")
    city.do("ag1", views.search_for, words="甲某 工程")
    city.do("ag1", views.opened, lead_id=lead)
    unmarked = p.matter("收受礼金的某个情况", disciplines=(), offences=())
    bare = p.screened(city, p.new(city, matters=(unmarked,)))
    refused("X04", lambda: city.do("xf1", deciding.accept, petition_id=bare.id))
    row = p.registered(city)
    who = {"account_id": city.id_of("xf2"), "reason": "与被反映人有亲属关系"}
    city.do("xfz", righting.recuse, petition_id=row.id, **who)
    return row.id


@pytest.mark.parametrize("reader", ["an1", "ku1"])
def test_the_storerooms_heads_read_nothing_of_casework_on_anybodys_chain(
    city: City, reader: str
) -> None:
    casework(city)
    lines = city.ask(reader, audit.entries, limit=5_000)
    assert len(lines) == city.ask(reader, audit.count)
    assert {"account", "location"} <= {line.entry.object_kind for line in lines}
    told = str([(line.entry.kind, line.entry.facts) for line in lines])
    for word in ("甲某", "礼金", "S120000AG", "leads.", "petitions.", "亲属"):
        assert word not in told
    assert not {line.entry.kind for line in lines} & set(audit.EVENTS_AWAY)


def test_the_auditor_reads_that_it_was_done_and_refused_and_not_what_it_is_about(
    city: City,
) -> None:
    petition = casework(city)
    lines = city.ask("ji1", audit.entries, object_id=petition)
    assert "REGISTER_PETITION" in {line.entry.kind for line in lines}
    assert "亲属" not in str([line.entry.facts for line in lines])
    (no,) = city.ask("ji1", audit.entries, kind="REFUSED")
    assert no.entry.facts == {"verb": "petitions.accept", "code": "X04"}


def test_every_event_of_casework_on_somebodys_own_chain_is_kept_from_the_storeroom(
    city: City,
) -> None:
    """What is added here without a thought would be read by the storeroom's heads."""
    written = {
        event
        for feature in ("petitions", "leads", "reporting")
        for file in Path(__file__).parents[3].joinpath("app", feature).glob("*.py")
        for event in re.findall(r'"account", actor\.id, "(\w+)"', file.read_text("utf-8"))
    }
    assert written
    assert written <= set(audit.EVENTS_AWAY)
