"""What reaches the desk of somebody who does not see an object whole: a village's receipts, the stages of a leader's leads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app import feeds
from app.leads import disposing
from app.leads import views as leads
from app.organs import service as organs
from app.petitions import deciding, handling, saving, scopes, service, supervising, views
from app.sync.desk import Desk
from db.sync import queries
from tests.support import desks, leading
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.desks import Seat
from tests.support.world import refused

#: What nobody may find in a village's file.
SAID = (
    p.TEXT,
    "孙某",
    "甲区某水务站",
    "站长",
    "某水利专项",
    "区检一的意见",
    "限期报结",
    "孙某副",
    *p.WHO.names,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desks"


def a_village_petition(city: City) -> str:
    """Taken in at the village from somebody who gave his name, and under way at the district."""
    told = p.named(
        city,
        "visit",
        accused=(p.accused("孙某", "甲区某水务站", post="站长", alias="孙某副"),),
        originals=(p.paper(city, kind="text"),),
    )
    taken = p.do(city, "cxf1", service.receive, petition=told, reporter=p.WHO)
    for verb in (service.register, deciding.screen, deciding.accept):
        city.do("qxf1", verb, petition_id=taken.id)
    city.do("qxf1", handling.transfer, petition_id=taken.id, office="JC")
    city.do("qjck", handling.sign_in, petition_id=taken.id)
    demand: dict[str, Any] = {"reason": "overdue", "demand": "限期报结", "due": date(2026, 12, 1)}
    city.do("du1", supervising.order, petition_id=taken.id, **demand)
    return taken.id


def lying(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    """Each row of a desk's file, read with its key."""
    with desk.database.read() as session:
        connection = session.connection()
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: [dict(r) for r in connection.exec_driver_sql(f"SELECT * FROM {name}").mappings()]
            for (name,) in tables.all()
        }


def asked(seat: Seat, query: Callable[..., Any], **given: Any) -> Any:
    """What the desk's own file answers to who sits there."""
    actor = seat.centre.store.actor
    assert actor is not None
    with seat.desk.database.read() as session:
        return query(session, actor, seat.now(), **given)


@pytest.mark.parametrize("by_copy", [False, True], ids=["pages", "copy"])
def test_a_villages_file_has_the_receipt_and_no_word_of_what_is_said(
    city: City, folder: Path, by_copy: bool
) -> None:
    id_ = a_village_petition(city)
    p.registered(city, by="qxf1")
    seat = desks.seat(city, "cxf1", folder)
    assert seat.meet(by_copy=by_copy).misses == 0
    rows = lying(seat.desk)
    (row,) = rows["petition"]
    assert (row["id"], row["status"]) == (id_, "P_SIGNED")
    assert row["number"].startswith("X120101-")
    whole = repr(rows)
    for said in SAID:
        assert said not in whole
    others = [t for t in feeds.kinds["petition"].tables if t not in ("petition", "deadline")]
    assert {t: rows[t] for t in others} == {t: [] for t in others}
    assert {d["proof"] for d in rows["deadline"]} == {""}
    # its lists say how far each is, as at the centre
    there = {(r.id, r.number, r.status, r.due, r.lamp) for r in city.ask("cxf1", views.rows)}
    assert {(r.id, r.number, r.status, r.due, r.lamp) for r in asked(seat, views.rows)} == there
    shown = asked(seat, views.view, petition_id=id_)
    assert (shown.row.summary, shown.accused, shown.matters, shown.originals) == ("", (), (), ())
    city.do("qjck", handling.convert, petition_id=id_, handler_id=city.id_of("qjc1"))
    assert (seat.meet().came, seat.meet().misses) == (1, 0)
    assert asked(seat, views.find, number=row["number"]).status == "P_HANDLING"
    # the office that works on it has it whole
    office = desks.seat(city, "qjc1", folder)
    assert office.meet(by_copy=by_copy).misses == 0
    assert asked(office, views.find, number=row["number"]).summary == p.TEXT
    for each in (seat, office):
        each.desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_street_has_the_receipts_of_its_villages_too_and_older_books_tell_it(
    city: City, folder: Path
) -> None:
    ids = {a_village_petition(city), p.do(city, "jxf1", service.receive, petition=p.new(city)).id}
    seat = desks.seat(city, "jxf1", folder)
    assert seat.meet().misses == 0

    def same() -> bool:
        online, here = (
            [(r.id, r.number, r.status, r.due) for r in rows]
            for rows in (city.ask("jxf1", views.rows), asked(seat, views.rows))
        )
        return online == here and {row[0] for row in here} == ids

    assert same()
    # as books of before told it: the village and the district alone
    with city.database.write() as session:
        for id_ in queries.seen(session, city.organ("CUN1"), "petition", sorted(ids)):
            feeds.tell(session, "petition", id_, [city.organ(o) for o in ("CUN1", "QU1", "SHI")])
        feeds.number(session)
    assert seat.meet().left == 1
    assert not same()
    for _ in range(2):  # done again, it is done
        with city.database.write() as session:
            saving.tell_over_receivers(session)
    came = seat.desk.pull(seat.centre)
    assert (came.came, came.misses) == (1, 0)
    assert same()
    seat.desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_village_that_was_filled_before_is_cleaned_before_anything_else_comes(
    city: City, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = a_village_petition(city)
    seat = desks.seat(city, "cxf1", folder)
    with monkeypatch.context() as before:
        whole = replace(feeds.kinds["petition"], sees=scopes.seen_of, part=None)
        before.setitem(feeds.kinds, "petition", whole)
        seat.meet()
        seat.intend(deciding.screen, id_, "petition", petition_id=id_)
    rows = lying(seat.desk)
    assert [row["name"] for row in rows["petition_accused"]] == ["孙某"]
    assert p.TEXT in rows["outbox"][0]["base"]

    # the meeting breaks off behind the first answer
    first, seat.centre.asked[:] = seat.centre.feed, []

    def cut(*of: Any) -> str:
        if seat.centre.asked:
            raise ConnectionError
        return first(*of)

    with monkeypatch.context() as wire:
        wire.setattr(seat.centre, "feed", cut)
        with pytest.raises(ConnectionError):
            seat.desk.pull(seat.centre)
    rows = lying(seat.desk)
    assert not rows["petition"]
    assert not [said for said in SAID if said in repr(rows)]
    assert seat.meet().misses == 0
    rows = lying(seat.desk)
    assert [row["id"] for row in rows["petition"]] == [id_]
    assert not [said for said in SAID if said in repr(rows)]
    seat.desk.close()


@pytest.mark.parametrize("by_copy", [False, True], ids=["pages", "copy"])
def test_a_leaders_list_of_leads_is_the_same_without_the_centre(
    city: City, folder: Path, by_copy: bool
) -> None:
    """Leads outside his line: code, stage and age, at the centre and in his file; what they are about is in neither."""
    below = leading.registered(city, "区信〔2026〕3号", by="qag1", name="乙某")
    mine = leading.registered(city)
    city.do("bao1", organs.end_posting, account_id=city.id_of("qfen1"))
    second = {"account_id": city.id_of("qfen1"), "organ_id": city.organ("SHI"), "office": "LD"}
    city.do("bao1", organs.post, **second)
    seat = desks.seat(city, "fen1", folder)
    assert seat.meet(by_copy=by_copy).misses == 0

    def same() -> dict[str, bool]:
        """id → whether only its stage is told, there and here."""
        for query, given in (
            (leads.rows, {"group": "all"}),
            (leads.rows, {"group": "open", "lamp": "blue"}),
            (leads.count, {"group": "all"}),
            (leads.listed, {"year": seat.now().year}),
        ):
            assert asked(seat, query, **given) == city.ask("fen1", query, **given)
        return {row.id: row.staged for row in asked(seat, leads.rows, group="all")}

    assert same() == {below: True, mine: True}
    rows = lying(seat.desk)
    assert {row["summary"] for row in rows["lead"]} == {""}
    assert not [n for n in feeds.kinds["lead"].tables if n not in ("lead", "deadline") and rows[n]]
    about = (leading.MATTER, "甲某", "乙某", "工程招标", "巡移", "区信〔")
    assert not [said for said in about if said in repr(rows)]
    refused("R111", lambda: asked(seat, leads.view, lead_id=mine))
    # one that waits for a leader's signature comes whole, and goes again when another leader has signed
    waits = leading.proposed(city, "verify", ref="巡移〔2026〕9号", name="丙某")
    assert seat.meet().misses == seat.desk.pull(seat.centre).misses == 0
    assert same() == {below: True, mine: True, waits: False}
    assert asked(seat, leads.view, lead_id=waits).persons[0].name == "丙某"
    leading.act(city, "qfen1", disposing.approve_disposal, waits, opinion="同意")
    assert seat.meet().misses == seat.desk.pull(seat.centre).misses == 0
    assert same() == {below: True, mine: True, waits: True}
    assert not lying(seat.desk)["lead_person"]
    seat.desk.close()
