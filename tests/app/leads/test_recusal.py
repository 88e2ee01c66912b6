"""回避 goes with what it is about: down to the lower organ, into the lead, and to an account that is made later."""

import pytest

from app import bootstrap
from app.identity import service as identity
from app.identity.types import NewPerson
from app.leads import assigning, views
from app.organs import service as organs
from app.petitions import deciding, handling
from app.petitions import views as petition_views
from tests.support import leading
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.world import FIRST_PASSWORD, PASSWORD, refused


def seen(city: City, login: str) -> set[str]:
    """The leads that somebody finds in his list."""
    return {row.id for row in city.ask(login, views.rows)}


def test_who_keeps_away_from_a_petition_keeps_away_from_what_the_lower_organ_gets(
    city: City,
) -> None:
    row = p.screened(city)
    who = {"account_id": city.id_of("qxf1"), "reason": "亲属"}
    city.do("xfz", deciding.recuse, petition_id=row.id, **who)
    city.do("xfz", deciding.forward, petition_id=row.id, target_id=city.organ("QU1"))
    assert city.ask("qxf1", petition_views.rows) == ()
    assert len(city.ask("qxfz", petition_views.rows)) == 1


def test_who_keeps_away_from_a_petition_keeps_away_from_its_lead(city: City) -> None:
    row = p.signed(city)
    for login in ("ag1", "jc1"):
        who = {"account_id": city.id_of(login), "reason": "亲属"}
        city.do("xfz", deciding.recuse, petition_id=row.id, **who)
    city.do("jck", handling.convert, petition_id=row.id)
    (lead,) = seen(city, "ag2")
    assert seen(city, "ag1") == set()
    refused("R111", lambda: leading.view(city, lead, "ag1"))
    # nor is he given a part in it
    given = {"office": "JC", "clerk_id": city.id_of("jck"), "opinion": "请研判"}
    refused("R111", lambda: leading.act(city, "ag1", assigning.propose_assignment, lead, **given))


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_an_account_made_later_finds_no_lead_about_its_own_name(city: City) -> None:
    lead = leading.registered(city, name="甲 某")
    assert lead in seen(city, "ag1")
    late = city.do("xi1", identity.create_account, person=NewPerson("late", "甲某", FIRST_PASSWORD))
    store = bootstrap.open_store(city.url, station="站-0", time_of=city.clock)
    store.sign_in("late", FIRST_PASSWORD)
    store.run(identity.change_password, old=FIRST_PASSWORD, new=PASSWORD)
    store.close()
    city.do("bao1", identity.appoint, account_id=late.id, role="lead_clerk")
    city.do("bao1", organs.post, account_id=late.id, organ_id=city.organ("SHI"), office="AG")
    assert seen(city, "late") == set()
    refused("R111", lambda: leading.view(city, lead, "late"))
    code = leading.row(city, lead).number
    refused("R47", lambda: city.ask("late", views.card_face, code=code))
