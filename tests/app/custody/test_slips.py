"""What nobody would type, and somebody sends: each is refused in words, and nothing of it is kept."""

from datetime import UTC, datetime

import pytest

from app import words
from app.cases import service as cases
from app.cases.types import NewCase
from app.custody import service as custody
from app.custody.types import ItemRow, Paper, Shot
from app.forms import exports
from db.ledger import queries as trail
from tests.support import borrowing
from tests.support.world import World, refused

HUGE = "长" * 15_000


@pytest.mark.parametrize(
    ("field", "value"), [("secrecy", 4), ("list_row", -5), ("quantity", 0), ("quantity", 10**18)]
)
def test_a_number_that_none_of_ours_can_be_makes_no_card(
    room: World, field: str, value: int
) -> None:
    no = refused("R16", lambda: room.registered(room.new("公文包", "other", **{field: value})))
    assert no.facts["field"] == f"item.{field}"


def test_a_text_that_nobody_types_is_kept_nowhere(room: World) -> None:
    drafts = room.registered(*(room.new() for _ in range(4)))
    (waits,) = room.declared(room.new())
    for deed in (
        lambda: declare(room, drafts[:1], 1, witness=HUGE),
        lambda: declare(room, drafts[:1], 1, no_witness_reason=HUGE),
        lambda: room.do("cha1", custody.void, "shen1", item_id=drafts[1].id, reason=HUGE),
        lambda: room.do("guan1", custody.refuse, item_id=waits.id, reason=HUGE),
        lambda: room.do("guan1", custody.refuse, item_id=waits.id, reason="封条异常", text=HUGE),
        lambda: room.receive(waits.id, late_reason=HUGE),
        lambda: room.do("guan1", exports.exported, what=HUGE, object_id="", form="pdf"),
    ):
        assert "太长" in words.refusal(refused("R54", deed), "zh").what
    with room.database.read() as session:
        written = trail.page(session, limit=500, offset=0)
        assert max(len(e.body) for e in written if e.kind != "LAW") < 4_000


def test_one_thing_named_twice_is_one_thing(room: World) -> None:
    (draft,) = room.registered(room.new())
    refused("R13", lambda: declare(room, (draft, draft), 2))
    (row,) = declare(room, (draft, draft), 1)
    assert row.custody == "PENDING"


def test_a_photograph_of_a_kind_that_there_is_not_is_refused(room: World) -> None:
    (waits,) = room.declared(room.new())
    one, two = room.shots("overall", "seal")
    bogus = Shot(one.sha256, "bogus", one.taken_at)
    refused("R16", lambda: room.receive(waits.id, photos=(one, two, bogus)))
    from_afar = Shot(one.sha256, "out", one.taken_at, HUGE)
    refused("R54", lambda: room.receive(waits.id, photos=(one, two, from_afar)))
    assert room.receive(waits.id, photos=(one, two)).custody == "IN"


def test_a_number_carries_the_year_of_the_clock_on_the_wall(room: World) -> None:
    (item,) = room.received()
    room.clock.at = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight in the room
    made = room.do("cha1", cases.open_case, case=NewCase("新岁", "新岁", "lead", "一室"))
    assert made.number == "2027-0001"
    assert borrowing.ask(room, item).number == "SQ2027-0001"


def declare(
    room: World, rows: tuple[ItemRow, ...], listed: int, **more: str
) -> tuple[ItemRow, ...]:
    """As two officers declare it."""
    told = {"witness": "" if more else "见证人甲", "no_witness_reason": "", **more}
    found: tuple[ItemRow, ...] = room.do(
        "cha1",
        custody.declare,
        "cha2",
        case_id=room.case("案甲"),
        item_ids=tuple(row.id for row in rows),
        listed=listed,
        papers=(Paper("list", "清单1"), Paper("notice", "通知1")),
        **told,
    )
    return found
