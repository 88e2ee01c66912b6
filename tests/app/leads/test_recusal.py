"""回避 goes with what it is about: down to the lower organ, into the lead, and to an account that is made later."""

from functools import partial

import pytest

from app import bootstrap, ids
from app.audit import verifying
from app.cases import service as cases
from app.cases.errors import KeptAway
from app.identity import service as identity
from app.identity.types import NewPerson
from app.leads import adding, assigning, links, merging, views
from app.leads import verifying as lead_verifying
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.petitions import deciding, handling, righting
from app.petitions import views as petition_views
from app.petitions.errors import PetitionHidden
from db.leads import belongings, queries
from tests.support import leading, raw
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.world import FIRST_PASSWORD, PASSWORD, refused


def seen(city: City, login: str) -> set[str]:
    """The leads that somebody finds in his list."""
    return {row.id for row in city.ask(login, views.rows)}


def told_to_desks(city: City, lead: str) -> int:
    """How often the desks of its organ heard of a lead."""
    with raw.opened(city.url) as books:
        return int(books.one(f"SELECT count(*) FROM feed WHERE object_id = '{lead}'"))


def test_who_keeps_away_from_a_petition_keeps_away_from_what_the_lower_organ_gets(
    city: City,
) -> None:
    row = p.screened(city)
    who = {"account_id": city.id_of("qxf1"), "reason": "亲属"}
    city.do("xfz", righting.recuse, petition_id=row.id, **who)
    city.do("xfz", deciding.forward, petition_id=row.id, target_id=city.organ("QU1"))
    assert city.ask("qxf1", petition_views.rows) == ()
    assert len(city.ask("qxfz", petition_views.rows)) == 1


def test_who_keeps_away_from_a_petition_keeps_away_from_its_lead(city: City) -> None:
    row = p.signed(city)
    for login in ("ag1", "jc1"):
        who = {"account_id": city.id_of(login), "reason": "亲属"}
        city.do("xfz", righting.recuse, petition_id=row.id, **who)
    city.do("jck", handling.convert, petition_id=row.id)
    (lead,) = seen(city, "ag2")
    assert seen(city, "ag1") == set()
    refused("R111", lambda: leading.view(city, lead, "ag1"))
    # nor is he given a part in it
    given = {"office": "JC", "clerk_id": city.id_of("jck"), "opinion": "请研判"}
    refused("R111", lambda: leading.act(city, "ag1", assigning.propose_assignment, lead, **given))


def test_who_keeps_away_later_keeps_away_from_all_that_came_of_it(city: City) -> None:
    """From the petition, its copy below, its lead, the lead's case; and a desk hears that the lead is gone."""
    row = p.handled(city)
    (lead,) = seen(city, "ag1")
    case = leading.filed(city, name="丙某", ref="巡移〔2026〕3号")
    with city.database.write() as session:
        now = city.clock()
        act = Act(ids.new(), city.id_of("ag1"), "", now, now)
        found = queries.lead(session, case)
        assert found is not None
        links.link_petition(session, act, found, row.id, now)
        ledger.seal(session, act, "test.link")
    with city.database.read() as session:
        ((_, file),) = belongings.cases(session, case)
    assert city.ask("du1", cases.view, case_id=file.id)
    for login in ("jc1", "ag1", "du1"):
        who = {"account_id": city.id_of(login), "reason": "亲属"}
        city.do("xfz", righting.recuse, petition_id=row.id, **who)
        assert seen(city, login) == set()
        for each in (lead, case):
            refused("R111", partial(leading.view, city, each, login))
        refused("R19", partial(city.ask, login, cases.view, case_id=file.id))
        assert file.id not in {c.id for c in city.ask(login, cases.rows)}
    assert verifying.verify(city.database, city.store("ag2").blobs).broken == ()


def test_who_keeps_away_from_a_lead_keeps_away_from_the_case_that_is_opened_of_it(
    city: City,
) -> None:
    lead = leading.verified(city, "file")
    away = {"account_id": city.id_of("du1"), "reason": "亲属"}
    leading.act(city, "zhu1", adding.recuse, lead, **away)
    leading.act(city, "zhu1", lead_verifying.conclude_verification, lead, opinion="同意")
    leading.act(city, "zhu1", lead_verifying.open_case, lead, filing_no="立〔2026〕9号")
    leading.act(city, "dang1", lead_verifying.open_case, lead, filing_no="立〔2026〕9号")
    with city.database.read() as session:
        ((_, file),) = belongings.cases(session, lead)
    refused("R19", partial(city.ask, "du1", cases.view, case_id=file.id))
    assert verifying.verify(city.database, city.store("ag2").blobs).broken == ()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_copy_or_a_lead_that_was_voided_does_not_stand_in_the_way_of_a_recusal(
    city: City,
) -> None:
    sent, turned = p.screened(city), p.signed(city, p.new(city, accused=(p.accused("孙某"),)))
    city.do("xfz", deciding.forward, petition_id=sent.id, target_id=city.organ("QU1"))
    (copy,) = city.ask("qxf1", petition_views.rows)
    city.do("qxf1", deciding.void, petition_id=copy.id, reason="重复交办")
    city.do("jck", handling.convert, petition_id=turned.id)
    (lead,) = seen(city, "ag2")
    leading.act(city, "ag1", merging.void, lead, "zhu1", reason="误登")
    assert leading.view(city, lead, "ag2").row.summary
    lines = told_to_desks(city, lead)
    for row, login in ((sent, "qxf1"), (turned, "ag2")):
        who = {"account_id": city.id_of(login), "reason": "亲属"}
        city.do("xfz", righting.recuse, petition_id=row.id, **who)
    with pytest.raises(PetitionHidden):
        city.ask("qxf1", petition_views.view, petition_id=copy.id)
    assert city.ask("qxfz", petition_views.view, petition_id=copy.id).row.status == "P_VOID"
    refused("R111", lambda: leading.view(city, lead, "ag2"))
    assert city.ask("ag2", views.listed, year=city.clock.at.year) == ()
    assert leading.status(city, lead) == "L_VOID"
    assert told_to_desks(city, lead) == lines + 1
    assert verifying.verify(city.database, city.store("ag1").blobs).broken == ()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_who_keeps_away_from_the_lead_is_not_named_for_its_case_again(city: City) -> None:
    lead = leading.filed(city)
    with city.database.read() as session:
        ((_, file),) = belongings.cases(session, lead)
    team = {m.account_id for m in city.ask("jcz", cases.view, case_id=file.id).members}
    assert city.id_of("jc1") in team
    leading.act(city, "zhu1", adding.recuse, lead, account_id=city.id_of("jc1"), reason="亲属")
    again = {"case_id": file.id, "account_id": city.id_of("jc1"), "duty": "handler"}
    no = refused("R19", partial(city.do, "jcz", cases.set_member, **again))
    assert isinstance(no, KeptAway)
    refused("R19", lambda: city.ask("jc1", cases.view, case_id=file.id))
    assert city.do("jcz", cases.set_member, **{**again, "account_id": city.id_of("jc3")})


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
