"""机构: the tree, who works where, and who goes on for an organ that ended."""

from datetime import timedelta

from app import clock
from app.organs import service as organs
from app.organs.types import NewOrgan
from tests.support.city import City
from tests.support.world import refused


def organ(city: City, parent: str, kind: str, level: int, code: str) -> NewOrgan:
    """Something new below an organ."""
    return NewOrgan(city.organ(parent), kind, level, code, "120101", code)


def test_the_tree_has_one_root_and_each_organ_its_way_down(city: City) -> None:
    tree = city.ask("xf1", organs.tree)
    root, *_ = tree

    assert (root.code, root.parent_id, root.level) == ("SHI", "", 1)
    assert all(o.path.startswith(root.path) for o in tree)
    village = next(o for o in tree if o.code == "CUN1")
    assert [o.code for p in village.path.split("/") for o in tree if o.id == p] == [
        "SHI",
        "QU1",
        "JIE1",
        "CUN1",
    ]
    other = NewOrgan("", "committee", 1, "SHI2", "130000", "另一市")
    refused("R55", lambda: city.do("xi1", organs.add, organ=other))


def test_an_organ_stands_below_its_parent_and_a_group_beside_it(city: City) -> None:
    refused(
        "R82", lambda: city.do("xi1", organs.add, organ=organ(city, "JIE1", "committee", 3, "J9"))
    )
    refused(
        "R82", lambda: city.do("xi1", organs.add, organ=organ(city, "QU1", "committee", 5, "J9"))
    )
    assert city.do("xi1", organs.add, organ=organ(city, "QU1", "group", 2, "ZU2")).level == 2


def test_an_organ_that_ended_is_succeeded_by_another(city: City) -> None:
    """分立、合并、撤销: the one that goes on accepts (信访工作条例 第24条)."""
    village, other = city.organ("CUN2"), city.organ("CUN1")
    street = {"organ_id": city.organ("JIE2"), "successor_id": city.organ("JIE1")}
    ends = {"organ_id": village, "successor_id": other}

    refused("R41", lambda: city.do("xi1", organs.close, **ends))
    refused(
        "R82", lambda: city.do("xi1", organs.close, "bao1", **street)
    )  # its village still stands
    city.do("xi1", organs.close, "bao1", **ends)
    assert city.do("xi1", organs.close, "bao1", **street).until == clock.day(city.clock.at)

    with city.database.read() as session:
        assert organs.heir(session, village).id == other
    post = {"account_id": city.id_of("exf1"), "organ_id": village, "office": "XF"}
    assert "东街一村" in str(
        refused("R81", lambda: city.do("bao1", organs.post, **post)).facts["heir"]
    )


def test_an_organ_with_people_in_it_does_not_end(city: City) -> None:
    ends = {"organ_id": city.organ("CUN1"), "successor_id": city.organ("CUN2")}
    assert refused("R83", lambda: city.do("xi1", organs.close, "bao1", **ends)).facts["count"] == 1


def test_somebody_works_at_one_place_at_a_time(city: City) -> None:
    mine = city.ask("qxf1", organs.mine)
    assert (mine.name, mine.office, mine.level) == ("甲区纪委监委", "XF", 2)

    city.clock.forward(days=1)
    moved = {"account_id": city.id_of("qxf1"), "organ_id": city.organ("QU2"), "office": "XF"}
    tomorrow = clock.day(city.clock.at) + timedelta(days=1)
    city.do("bao1", organs.post, **moved, since=tomorrow)
    assert city.ask("qxf1", organs.mine).name == "甲区纪委监委"
    city.clock.forward(days=1)
    assert city.ask("qxf1", organs.mine).name == "乙区纪委监委"
    city.do("bao1", organs.end_posting, account_id=city.id_of("qxf1"))
    assert city.ask("qxf1", organs.mine) is None

    refused("R38", lambda: city.do("qxf1", organs.post, **moved))
    assert city.ask("guan1", organs.mine) is None  # the storeroom's people need no posting


def test_the_staff_of_an_office_is_found_by_role(city: City) -> None:
    found = city.ask("zhu1", organs.staff, organ_id=city.organ("SHI"), role="handler", office="JC")
    assert [c.login for c in found] == ["jc1", "jc3", "jc2"] or {c.login for c in found} == {
        "jc1",
        "jc2",
        "jc3",
    }
