"""Taking in and registering: six channels, numbers without gaps, what may not be taken down at all."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from app.audit import strays, verifying
from app.petitions import alike, deciding, sealed, service, supervising, telling, views
from app.petitions.types import Channel, NewPetition, Visit
from db import naming
from db.blobs import blobs_of
from tests.support import petitioning as p
from tests.support import raw
from tests.support.city import City
from tests.support.world import refused


@pytest.mark.scenario("P1")
def test_a_named_letter_gets_its_seal_and_its_notice_is_due_in_real_working_days(
    city: City,
) -> None:
    city.clock.at = datetime(2026, 2, 13, 2, 0, tzinfo=UTC)
    city.clock.forward(days=200)
    told = p.named(city, received_at=datetime(2018, 2, 9, 2, 0, tzinfo=UTC))
    row = p.registered(city, told)
    assert row.number.startswith("X120000-2026-信-000001-")
    assert row.due == date(2018, 3, 7)
    assert (row.due_rule, row.is_provisional) == ("T-P3", False)


@pytest.mark.scenario("P2")
def test_six_channels_stand_in_the_order_of_their_seals_each_counted_once(city: City) -> None:
    for channel in ("letter", "visit", "web", "phone", "micro", "app"):
        p.registered(city, p.new(city, channel))
    counted = city.ask("xf1", views.channels)
    assert [c.channel for c in counted] == list(Channel)
    assert [c.count for c in counted] == [1, 1, 1, 1, 1, 1, 0, 0]
    seals = {row.number.split("-")[2] for row in city.ask("xf1", views.rows)}
    assert seals == set("信访网电微端")
    (only,) = city.ask("xf1", views.rows, channels=("micro",))
    assert only.channel == "micro"
    assert city.ask("xf1", views.count) == 6


@pytest.mark.scenario("P3")
def test_a_visit_of_three_is_one_petition_of_three_people(city: City) -> None:
    visit = Visit(("信一", "信二"), 3, is_read_back=True, is_signed=True)
    told = p.new(city, "visit", visit=visit, reporter_mode="joint", reporters=3)
    row = p.registered(city, told)
    assert (row.reporter_mode, row.reporters) == ("joint", 3)
    assert p.view(city, row.id).visit == visit
    for lacking in (
        Visit(("信一",), 3, is_read_back=True, is_signed=True),
        Visit(("信一", "信一"), 3, is_read_back=True, is_signed=True),
        Visit(("信一", "信二"), 3, is_signed=True),
    ):
        again = p.new(city, "visit", visit=lacking)
        refused("X18", partial(p.registered, city, again))


@pytest.mark.scenario("P4")
def test_a_village_desk_records_late_and_both_times_stay(city: City) -> None:
    visited = city.clock.at - timedelta(days=2)
    told = p.named(city, "visit", received_at=visited, draft="DRAFT-村一-7")
    row = p.do(city, "cxf1", service.receive, petition=told, reporter=p.WHO)
    assert (row.number, row.status, row.draft) == ("", "P_RECEIVED", "DRAFT-村一-7")
    done = p.do(city, "qxf1", service.register, petition_id=row.id, version=row.seq)
    assert done.number.startswith("X120101-2026-访-")
    assert done.received_at == visited < done.recorded_at
    assert p.clock_of(city, row.id, "T-P3", "qxf1").started == visited.date()
    assert city.ask("cxf1", views.rows)[0].id == row.id
    refused("X02", lambda: p.view(city, row.id, "exf1"))


def test_numbers_have_no_gap_after_a_refusal_and_none_is_given_twice(city: City) -> None:
    first = p.registered(city)
    bad = p.new(city, reporter_mode="named")
    refused("R16", lambda: city.do("xf1", service.register, petition=bad))
    second = p.registered(city)
    web = p.registered(city, p.new(city, "web"))
    places = [row.number.split("-")[3] for row in (first, second, web)]
    assert places == ["000001", "000002", "000001"]
    assert city.ask("xf1", views.find, number=first.number.lower()).id == first.id
    mistyped = first.number.replace("000001", "000002")
    refused("X02", lambda: city.ask("xf1", views.find, number=mistyped))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"channel": "fax"}, "R16"),
        ({"sub_channel": "weibo"}, "R16"),
        ({"originals": ()}, "X19"),
        ({"matters": ()}, "R16"),
        ({"accused": (p.accused("信一"),)}, "X21"),
        ({"accused": (p.accused("", ""),)}, "R16"),
        ({"matters": (p.matter("长" * 301),)}, "R54"),
        ({"reporters": 0}, "R16"),
    ],
)
def test_what_does_not_hold_is_refused_and_nothing_is_kept(
    city: City, more: dict[str, Any], code: str
) -> None:
    refused(code, lambda: p.registered(city, p.new(city, **more)))
    assert city.ask("xf1", views.count) == 0


# -- the sealed way ------------------------------------------------------------------------------------

SECRET = "有人反映某领导在某项目中收受字画"


def leaves_no_word(city: City, *words: str) -> None:
    """No table holds any of the words."""
    with raw.opened(city.url) as books:
        for table in books.tables():
            told = str(books.do(f'SELECT * FROM "{table}"'))
            for word in words:
                assert word not in told, f"{table} holds {word}"


@pytest.mark.scenario("P13")
def test_what_is_the_superiors_is_not_taken_down_and_only_sealed_on(city: City) -> None:
    above = p.accused("孙某某", "某部", rank="province")
    told = p.named(city, accused=(above,), matters=(p.matter(SECRET),))
    asked = city.ask("xf1", service.jurisdiction, accused=(above,))
    assert asked.whose == "superior"
    assert asked.target == ""  # that organ is not in these books
    below = city.ask("qxf1", service.jurisdiction, accused=(p.accused("钱某", rank="province"),))
    assert below.target == "某市纪委监委"
    refused("X01", lambda: p.registered(city, told))
    city.clock.at = datetime(2026, 9, 30, 2, 0, tzinfo=UTC)
    row = city.do(
        "xf1",
        sealed.seal_pass,
        channel="letter",
        received_on=date(2026, 9, 30),
        pieces=1,
        seal_no="F0001",
    )
    assert row.number == "F12000020260001"
    assert row.due == date(2026, 10, 13)
    assert row.target == ""
    assert city.ask("xf1", sealed.sealed_to_us) == ()
    leaves_no_word(city, "字画", "孙某某", "无名氏甲", "0000001")
    done = city.do("xf1", sealed.note_receipt, sealed_id=row.id, receipt_no="回执1")
    assert done.receipt_no == "回执1"


@pytest.mark.scenario("P14")
def test_what_is_about_the_own_head_leaves_him_no_sign(city: City) -> None:
    head = p.accused("区主", "甲区纪委监委", rank="division")
    told = p.new(city, accused=(head,), matters=(p.matter(SECRET),))
    p.registered(city, by="qxf1")

    def his() -> tuple[object, ...]:
        return (
            city.ask("qzhu1", views.rows),
            city.ask("qzhu1", views.count),
            city.ask("qzhu1", views.channels),
            city.ask("qzhu1", sealed.sealed_rows),
            city.do("qzhu1", views.search, words="字画"),
        )

    before = his()
    refused("X01", lambda: p.registered(city, told, by="qxf1"))
    given: dict[str, Any] = {
        "channel": "letter",
        "received_on": date(2026, 5, 14),
        "pieces": 1,
        "seal_no": "F2",
    }
    row = city.do("qxf1", sealed.seal_pass, is_about_own_head=True, **given)
    assert row.target == "某市纪委监委"
    assert his() == before
    # nor does a gap in the numbers that he sees tell him of it
    city.do("qxf1", sealed.seal_pass, **given)
    assert [r.number[-4:] for r in city.ask("qzhu1", sealed.sealed_rows)] == ["0001"]
    assert row.number.startswith("FZ120101")
    assert row.number in [r.number for r in city.ask("xf1", sealed.sealed_to_us)]
    assert row.number in [r.number for r in city.ask("qxf1", sealed.sealed_rows)]
    leaves_no_word(city, "字画")


@pytest.mark.scenario("P13")
def test_a_desk_below_reads_of_the_sealed_ledger_what_it_and_those_below_it_sealed(
    city: City,
) -> None:
    def mark(by: str, seal_no: str) -> str:
        day = city.clock.at.date()
        given: dict[str, Any] = {"channel": "letter", "received_on": day, "pieces": 1}
        return str(city.do(by, sealed.seal_pass, seal_no=seal_no, **given).id)

    ids = {by: mark(by, f"F-{by}") for by in ("cxf1", "jxf1", "qxf1")}

    def read(by: str) -> set[str]:
        return {r.seal_no for r in city.ask(by, sealed.sealed_rows)}

    assert read("qxf1") == {"F-CXF1", "F-JXF1", "F-QXF1"}  # the district keeps the ledger
    assert read("jxf1") == {"F-CXF1", "F-JXF1"}
    assert read("cxf1") == {"F-CXF1"}
    receipt = {"sealed_id": ids["qxf1"], "receipt_no": "回1"}
    refused("R47", lambda: city.do("jxf1", sealed.note_receipt, **receipt))
    city.do("jxf1", sealed.note_receipt, sealed_id=ids["cxf1"], receipt_no="回2")
    city.do("qxf1", sealed.note_receipt, **receipt)


@pytest.mark.scenario("P14")
def test_what_a_village_took_in_is_no_leaders_before_the_office_has_looked(city: City) -> None:
    """The village did not know that it is about the head himself: he neither reads it nor sees that it went on sealed."""
    p.registered(city, by="qxf1")
    seen = [row.id for row in city.ask("qzhu1", views.rows)]
    row = p.do(city, "cxf1", service.receive, petition=p.new(city, "visit"))
    for _ in range(2):
        assert [each.id for each in city.ask("qzhu1", views.rows)] == seen
        assert city.ask("qzhu1", views.count) == len(seen)
        refused("X02", lambda: city.ask("qzhu1", views.view, petition_id=row.id))
        if p.view(city, row.id, "qxf1").row.status == "P_RECEIVED":
            city.do("qxf1", sealed.divert, petition_id=row.id)


def test_what_a_desk_took_in_wrongly_is_emptied_and_the_emptying_stays(city: City) -> None:
    told = p.named(city, "visit", matters=(p.matter(SECRET),), accused=(p.accused("周某"),))
    row = p.do(city, "cxf1", service.receive, petition=told, reporter=p.WHO)
    city.do("qxf1", sealed.divert, petition_id=row.id)
    assert p.view(city, row.id, "qxf1").row.status == "P_SEALED"
    assert p.view(city, row.id, "qxf1").row.summary == ""
    leaves_no_word(city, "字画", "周某")
    assert not p.view(city, row.id, "qxf1").has_identity
    refused("R06", lambda: city.do("qxf1", service.register, petition_id=row.id))


# -- duplicates ----------------------------------------------------------------------------------------


@pytest.mark.scenario("P9")
def test_five_of_one_text_are_five_receipts_and_one_matter(city: City) -> None:
    rows = [p.registered(city, p.new(city, "web")) for _ in range(5)]
    found = city.ask("xf1", alike.candidates, petition_id=rows[-1].id)
    assert [c.score for c in found] == [100] * 4
    for each in found:
        given = {"petition_id": rows[-1].id, "other_id": each.petition_id, "kind": "multi"}
        city.do("xf1", alike.link, score=each.score, **given)
    with raw.opened(city.url) as books:
        assert books.one("SELECT count(*) FROM petition") == 5
        assert books.one("SELECT count(DISTINCT group_id) FROM petition_group") == 1
    link = p.view(city, rows[-1].id).links[0]
    city.do("xf1", alike.unlink, petition_id=rows[-1].id, link_id=link.id, reason="内容不同")
    with raw.opened(city.url) as books:
        assert books.one("SELECT count(DISTINCT group_id) FROM petition_group") == 2
        assert books.one("SELECT count(*) FROM petition_link") == 4
    assert len({row.number for row in city.ask("xf1", views.rows)}) == 5


@pytest.mark.scenario("P21")
def test_a_model_letter_about_somebody_else_is_no_candidate_and_is_not_linked(city: City) -> None:
    one = p.registered(city)
    other = p.registered(city, p.new(city, accused=(p.accused("李某"),)))
    assert city.ask("xf1", alike.candidates, petition_id=one.id) == ()
    given: dict[str, Any] = {"petition_id": one.id, "other_id": other.id, "kind": "repeat"}
    refused("X20", lambda: city.do("xf1", alike.link, **given))


@pytest.mark.scenario("P22")
def test_a_repeat_needs_a_second_pair_of_eyes_and_no_new_facts(city: City) -> None:
    first, again = p.accepted(city), p.screened(city)
    given: dict[str, Any] = {"petition_id": again.id, "first_id": first.id}
    refused("R41", lambda: city.do("xf1", deciding.keep_as_repeat, no_new_facts=True, **given))
    refused(
        "X07", lambda: city.do("xf1", deciding.keep_as_repeat, "xf2", no_new_facts=False, **given)
    )
    row = p.do(city, "xf1", deciding.keep_as_repeat, "xf2", no_new_facts=True, **given)
    assert (row.status, row.receipt_kind) == ("P_REPEAT", "repeat")
    assert p.view(city, row.id).links[0].other_number == first.number


@pytest.mark.scenario("P25")
def test_a_named_repeat_makes_no_second_notice_due(city: City) -> None:
    first = p.registered(city, p.named(city))
    repeat = p.registered(city, p.named(city, repeat_of=first.id))
    assert p.clock_of(city, first.id, "T-P3") is not None
    assert p.clock_of(city, repeat.id, "T-P3") is None
    later = p.registered(city, p.named(city))
    assert p.clock_of(city, later.id, "T-P3").met_at is None
    city.do("xf1", alike.link, petition_id=later.id, other_id=first.id, kind="repeat", score=100)
    assert p.clock_of(city, later.id, "T-P3").lamp == "away"
    received = city.clock.at.date()
    assert _on_time_notice(city, received) == (0, 0)  # the first may still be told in time
    city.clock.forward(days=40)
    # of the repeat nobody is told: neither in time nor late
    assert _on_time_notice(city, received) == (0, 1)
    seen = p.view(city, later.id)
    assert seen.row.receipt_kind == "repeat"
    given = {"petition_id": later.id, "link_id": seen.links[0].id, "reason": "误连"}
    city.do("xf1", alike.unlink, **given)
    assert p.view(city, later.id).row.receipt_kind == "first"  # and is counted so
    owed = p.clock_of(city, later.id, "T-P3")
    assert (owed.met_at, owed.due) == (None, p.clock_of(city, first.id, "T-P3").due)
    assert len([c for c in p.view(city, later.id).clocks if c.rule == "T-P3"]) == 2
    _, base = _on_time_notice(city, received)
    assert base == 2


def _on_time_notice(city: City, received: date) -> tuple[int, int]:
    told = city.ask("xf1", supervising.effects, since=received, until=received)
    return next((m.n, m.base) for m in told if m.name == "on_time_notice")


@pytest.mark.scenario("P25")
def test_a_repeat_undone_from_the_first_ones_page_owes_its_notice_and_is_counted_first(
    city: City,
) -> None:
    first = p.registered(city, p.named(city))
    repeat = p.registered(city, p.named(city, repeat_of=first.id))  # no clock ever ran for it
    (link,) = p.view(city, first.id).links
    given = {"petition_id": first.id, "link_id": link.id, "reason": "不是同一事项"}
    city.do("xf1", alike.unlink, **given)
    seen = p.view(city, repeat.id)
    assert seen.row.receipt_kind == "first"
    assert p.clock_of(city, repeat.id, "T-P3").met_at is None
    undone = [e for e in seen.entries if e.kind == "UNLINK_SIMILAR"]
    assert [e.facts["reason"] for e in undone] == ["不是同一事项"]
    assert [e.kind for e in p.view(city, first.id).entries].count("UNLINK_SIMILAR") == 1
    assert verifying.verify(city.database, blobs_of(city.database)).ok


@pytest.mark.scenario("P25")
def test_undoing_a_repeat_starts_no_notice_that_nobody_is_owed(city: City) -> None:
    first = p.registered(city, p.named(city))
    told = p.registered(city, p.named(city))
    at = city.clock.at
    proof = p.paper(city, "录音", "recording")
    given: dict[str, Any] = {"way": "phone", "text": "已受理", "at": at, "proof": proof}
    city.do("xf1", telling.notify, petition_id=told.id, **given)
    unnamed = p.registered(city)
    gone = p.screened(city, p.named(city, repeat_of=first.id))
    for each in (told, unnamed):
        link = {"petition_id": each.id, "other_id": first.id, "kind": "repeat"}
        city.do("xf1", alike.link, **link)
    out = {"competent": "信访局", "guidance": "请向信访局反映"}
    city.do("xf1", deciding.route_out, petition_id=gone.id, **out)
    for each in (told, unnamed, gone):
        link_id = next(x.id for x in p.view(city, each.id).links if not x.is_ended)
        given = {"petition_id": each.id, "link_id": link_id, "reason": "误连"}
        city.do("xf1", alike.unlink, **given)
        clocks = [c for c in p.view(city, each.id).clocks if c.rule == "T-P3"]
        assert all(c.met_at is not None for c in clocks), each
    assert p.clock_of(city, told.id, "T-P3").met_at == at


@pytest.mark.scenario("P25")
def test_the_organ_below_does_not_undo_the_repeat_of_the_one_above(city: City) -> None:
    lower = p.registered(city, p.named(city), by="qxf1")
    repeat = p.registered(city, p.named(city, repeat_of=lower.id))
    (link,) = p.view(city, repeat.id).links
    given = {"petition_id": lower.id, "link_id": link.id, "reason": "误连"}
    refused("X02", lambda: city.do("qxf1", alike.unlink, **given))
    assert p.view(city, repeat.id).row.receipt_kind == "repeat"
    assert not p.view(city, repeat.id).links[0].is_ended


def test_a_new_petition_is_held_against_the_known_ones_before_it_is_registered(city: City) -> None:
    row = p.registered(city)
    found = city.ask("xf1", alike.alike, name="钱某 局长", unit="甲区某局", text=p.TEXT + "，请查")
    assert [c.petition_id for c in found] == [row.id]
    assert city.ask("xf1", alike.alike, name="李某", unit="甲区某局", text=p.TEXT) == ()


def test_the_type_of_a_new_petition_has_no_room_for_traces() -> None:
    fields = set(NewPetition.__dataclass_fields__)
    assert not fields & {"ip", "address", "user_agent", "device", "phone"}


def test_what_came_in_is_no_stray_and_its_loss_is_noticed(city: City) -> None:
    row = p.fed_back(city)
    blobs = blobs_of(city.database)
    found = verifying.verify(city.database, blobs)
    assert (found.ok, found.blobs) == (True, 2)
    assert strays.sweep(city.database, blobs) == 0
    with city.database.read() as session:
        named = naming.everything(session)
    assert {place for place in named.values()} == {("petition", row.id, 0)}


@pytest.mark.scenario("P14")
def test_the_own_head_is_known_by_his_post_and_with_his_title(city: City) -> None:
    """A letter says 区纪委书记, or his name with the title behind it: nothing of it may reach his list."""

    def whose(name: str, unit: str, post: str) -> str:
        asked = (p.accused(name, unit, rank="section", post=post),)
        told: str = city.ask("qxf1", service.jurisdiction, accused=asked).whose
        return told

    for told in (
        ("区主（书记）", "甲区纪委", ""),
        ("区主书记", "", ""),
        ("", "甲区纪委监委", "书记"),
        ("", "区纪委", "区委常委、纪委书记、监委主任"),
        ("不知名", "甲区纪委监委", "主要负责人"),
        ("", "", "区纪委书记"),
        ("", "甲区纪委", "区纪委书记"),
        ("", "甲区纪委", "区委常委、区纪委书记、区监委主任"),
        ("", "中共甲区纪委", "书记"),
        ("", "甲区纪律检查委员会", "书记"),
        ("", "甲区监察委员会", "主任"),
        ("", "中国共产党某市甲区纪律检查委员会", "书记"),
        ("", "甲区", "纪委书记"),
    ):
        assert whose(*told) == "own_head", told
    for told in (
        ("", "甲区纪委监委", "副书记"),
        ("", "甲区纪委监委", "办公室主任"),
        ("", "甲区纪委监委", "机关党支部书记"),
        ("", "甲区某局", "主任"),
        ("", "甲区纪委监委", ""),
        ("", "乙区纪委", "书记"),
        ("", "", "某市纪委书记"),
        ("", "甲区某局", "纪委书记"),
        ("", "甲区东街", "纪工委书记"),
        ("", "甲区纪委", "区监委委员"),
    ):
        assert whose(*told) == "own", told


@pytest.mark.scenario("P30")
def test_a_sign_that_nobody_sees_is_refused_by_the_name_of_its_field(city: City) -> None:
    told = p.new(city, matters=(p.matter("收受\u202e礼金若干次，请查处"),))
    no = refused("R16", lambda: city.do("xf1", service.receive, petition=told))
    assert no.facts["field"] == "petition.matter.summary"
