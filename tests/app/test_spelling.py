"""What a hand writes: identifiers in one writing, nothing that cannot be seen, whichever way it comes in."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from app import errors, spelling, words
from app.cases import service as cases
from app.cases.types import NewCase
from app.custody import corrections, views
from app.custody import service as custody
from app.custody.types import Paper
from app.identity import service as identity
from app.identity.types import NewPerson
from app.locations import service as locations
from app.locations.types import NewLocation
from app.requests import scanning
from db.ledger import queries as trail
from tests.support.world import World, refused

UNSEEN = {
    "tab": "\t",
    "line": "\n",
    "nul": "\0",
    "override": "\u202e",
    "isolate": "\u2066",
    "no width": "\u200b",
    "no-break": "\ufeff",
    "half a sign": "\ud800",
}


def test_a_seal_and_a_serial_are_kept_and_found_in_either_writing(world: World) -> None:
    wide = world.new(serial=" ｓｎ－７７０１ ", seal_no=" ｆ００１２ ", list_no="清单（２）")
    (row,) = world.declared(wide)
    card = world.ask("guan1", views.card, item_id=row.id)
    assert (card.row.seal_no, card.serial, card.list_no) == ("F0012", "sn-7701", "清单（2）")
    for text in ("F0012", "ｆ００１２", " f0012 "):
        assert world.ask("guan1", views.find, code=text).id == row.id
        assert [r.id for r in world.ask("guan1", views.search_, text=text)] == [row.id]
    for text in ("sn-7701", "ＳＮ－７７０１"):
        assert [r.id for r in world.ask("guan1", views.search_, text=text)] == [row.id]
    assert world.ask("guan1", views.find, code="２０２６－" + row.number[5:]).id == row.id


def test_a_seal_is_the_same_seal_at_the_counter_and_is_used_once_in_any_writing(
    world: World,
) -> None:
    (row,) = world.declared(world.new(seal_no="F0012"))
    assert world.receive(row.id, seal_no="Ｆ００１２").seal_no == "F0012"
    again = world.new(seal_no="ｆ００１２")
    refused("R11", lambda: world.registered(again))


def test_a_corrected_serial_and_a_field_of_the_category_are_folded_too(world: World) -> None:
    watch = world.new("手表", "watch", details={"brand": "欧米茄", "case_no": "Ｃ１２３"})
    (row,) = world.declared(watch)
    card = world.ask("guan1", views.card, item_id=row.id)
    assert (card.serial, card.details["case_no"]) == ("C123", "C123")
    world.do(
        "guan1", corrections.correct, "ku1",
        item_id=row.id, field="serial", new=" Ｃ１２４ ", reason="看错一位",
    )  # fmt: skip
    assert world.ask("guan1", views.card, item_id=row.id).serial == "C124"
    newest = world.ask("guan1", views.card, item_id=row.id).entries[0]
    assert (newest.facts["old"], newest.facts["new"]) == ("C123", "C124")


def test_a_place_typed_full_width_is_the_same_place(world: World) -> None:
    made = world.do("guan1", locations.add, place=NewLocation("ｂ－０７", "七号架", "shelf"))
    assert made.code == "B-07"
    refused(
        "R55",
        lambda: world.do("guan1", locations.add, place=NewLocation("B-07", "又一架", "shelf")),
    )


@pytest.mark.parametrize("sign", UNSEEN.values(), ids=UNSEEN)
def test_every_unseen_sign_is_named_by_its_code_point(sign: str) -> None:
    with pytest.raises(errors.HiddenCharacter) as caught:
        spelling.entered({"case": NewCase("青松", f"青{sign}松", "discipline", "一室")})
    told = caught.value.facts
    assert told == {"field": "case.title", "char": f"U+{ord(sign):04X}", "at": 2}


@pytest.mark.parametrize("sign", ["\0", "\t", "\u202e"])
def test_a_sign_that_nobody_sees_is_refused_wherever_a_line_is_typed(
    world: World, sign: str
) -> None:
    text = f"青{sign}松"

    def tries() -> list[Any]:
        return [
            lambda: world.registered(world.new(text)),
            lambda: world.registered(world.new(seal_no=f"F{sign}1")),
            lambda: world.registered(world.new(serial=f"S{sign}1")),
            lambda: world.registered(
                world.new("手表", "watch", details={"brand": text, "case_no": "C1"})
            ),
            lambda: world.do(
                "cha1", cases.open_case, case=NewCase("青松", text, "discipline", "一室")
            ),
            lambda: world.do("guan1", locations.add, place=NewLocation(f"Z{sign}9", "架", "shelf")),
            lambda: world.do(
                "xi1", identity.create_account, person=NewPerson("new1", text, "Cinder-Meadow-17")
            ),
        ]

    for deed in tries():
        no = refused("R16", deed)
        assert isinstance(no, errors.HiddenCharacter)
        said = [words.refusal(no, lang) for lang in words.LANGUAGES]
        assert all(f"U+{ord(sign):04X}" in s.what and s.next for s in said)
    assert world.refusals().count("R16") == len(tries())
    assert world.ask("an1", views.count) == 0
    assert len(world.ask("an1", cases.rows)) == 2


def test_a_second_person_signs_nothing_that_cannot_be_seen(world: World) -> None:
    rows = world.registered(world.new())
    given = {
        "case_id": world.case("案甲"),
        "item_ids": tuple(r.id for r in rows),
        "listed": 1,
        "papers": (Paper("list", "清单\u202e1"), Paper("notice", "通知1")),
        "witness": "见证人甲",
    }
    refused("R16", lambda: world.do("cha1", custody.declare, "cha2", **given))
    assert world.ask("cha1", views.card, item_id=rows[0].id).row.custody == "DRAFT"


def test_a_name_with_a_middle_dot_and_a_description_of_several_lines_are_fine(
    world: World,
) -> None:
    long = "棕色皮质，无明显破损\n内空，拉链完好\t一条"
    (row,) = world.registered(world.new("手包", owner="古丽·买买提", description=long))
    card = world.ask("cha1", views.card, item_id=row.id)
    assert (card.owner, card.description) == ("古丽·买买提", long)
    refused("R16", lambda: world.registered(world.new(description=long + "\u202e")))


def test_a_password_is_taken_as_it_was_typed() -> None:
    given = {"person": NewPerson("a", "甲", "Ａ\t\u200bpass")}
    assert spelling.entered(given, {"person.password"}) == given


@pytest.mark.parametrize(
    "at",
    [
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(1899, 12, 31, tzinfo=UTC),
        datetime.fromisoformat("3000-01-02T00:00:00"),
        datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-14))),
    ],
)
def test_a_time_that_is_not_of_ours_is_refused_in_words(room: World, at: datetime) -> None:
    no = refused("R16", lambda: room.registered(room.new(measured_at=at)))
    assert no.facts["field"] == "item.measured_at"
    assert "1900" in words.refusal(no, "zh").what
    assert "1900" in words.refusal(no, "en").what
    assert room.refusals() == ["R16"]


def test_a_time_without_a_zone_is_the_one_on_the_wall(room: World) -> None:
    (row,) = room.registered(room.new(measured_at=datetime.fromisoformat("2026-05-13T09:30")))
    card = room.ask("cha1", views.card, item_id=row.id)
    assert card.measured_at == datetime(2026, 5, 13, 1, 30, tzinfo=UTC)


def test_a_refused_attempt_is_kept_whatever_was_typed(room: World) -> None:
    for id_ in ("\ud800", "x" * 19_000):
        with pytest.raises(errors.Refusal):
            room.do("cha1", custody.void, item_id=id_, reason="错登")
    assert room.refusals() == ["R16", "R47"]
    with room.database.read() as session:
        kept = trail.page(session, kind="REFUSED", limit=9, offset=0)
        assert all(len(entry.body) < 2_000 for entry in kept)


@pytest.mark.parametrize("text", ["\ud800", "a\0b"])
def test_what_no_engine_can_look_up_is_refused_in_words(world: World, text: str) -> None:
    refused("R16", lambda: world.ask("guan1", views.search_, text=text))
    refused("R16", lambda: world.ask("guan1", scanning.scan, text=text))
    refused("R16", lambda: world.ask("guan1", views.rows, offset=10**30))
    assert world.ask("guan1", views.search_, text="'; DROP TABLE item; --") == ()


def test_more_than_anybody_types_is_refused_whatever_the_field(room: World) -> None:
    no = refused("R54", lambda: room.registered(room.new(source="长" * 20_001)))
    assert no.facts["field"] == "item.source"
    assert spelling.entered({"written": "1 " * 20_000})[
        "written"
    ]  # what a pen writes, point by point


def test_no_list_is_asked_for_by_less_than_nothing(world: World) -> None:
    world.registered(world.new())
    assert world.ask("guan1", views.rows, limit=-1) == ()
    assert len(world.ask("guan1", views.rows, offset=-1)) == 1
