"""The small city of the demo: organs of four levels, and one person for each duty of petitions and leads."""

import random
from collections.abc import Callable
from typing import Any, Final

from app.cli.demo.people import Person
from app.cli.demo.stage import Stage
from app.identity import service as identity
from app.identity.types import NewPerson
from app.organs import service as organs
from app.organs.types import NewOrgan

#: code → (parent, kind, level, region, name); the regions are of no real place.
ORGANS: Final[dict[str, tuple[str, str, int, str, str]]] = {
    "SHI": ("", "committee", 1, "990000", "云川市纪委监委"),
    "ZU1": ("SHI", "group", 1, "990000", "派驻市规划局纪检监察组"),
    "QU1": ("SHI", "committee", 2, "990101", "青溪区纪委监委"),
    "QU2": ("SHI", "committee", 2, "990102", "白石区纪委监委"),
    "JIE1": ("QU1", "committee", 3, "990101001", "青溪区柳桥街纪工委"),
    "JIE2": ("QU2", "committee", 3, "990102001", "白石区云亭街纪工委"),
    "CUN1": ("JIE1", "station", 4, "990101001201", "柳桥村联络站"),
    "CUN2": ("JIE2", "station", 4, "990102001201", "云亭村联络站"),
    "DAN1": ("QU1", "unit", 2, "990101", "青溪区建设局"),
    "DAN2": ("QU1", "unit", 2, "990101", "青溪区民政局"),
    "DAN3": ("SHI", "unit", 1, "990000", "云川市规划局"),
}
#: login → (role, organ, office, department)
_POSTS: Final = {
    "petition1": ("petition_clerk", "SHI", "XF", "信访室"),
    "petition2": ("petition_clerk", "SHI", "XF", "信访室"),
    "petitionhead1": ("petition_head", "SHI", "XF", "信访室"),
    "lead1": ("lead_clerk", "SHI", "AG", "案件监督管理室"),
    "lead2": ("lead_clerk", "SHI", "AG", "案件监督管理室"),
    "clerk1": ("office_clerk", "SHI", "JC", "第一监督检查室"),
    "chief1": ("chief", "SHI", "LD", "委领导"),
    "committee1": ("committee", "SHI", "LD", "市委"),
    "identity1": ("identity_custodian", "SHI", "AUD", "机关党委"),
    "district1": ("petition_clerk", "QU1", "XF", "信访室"),
    "districthead1": ("petition_head", "QU1", "XF", "信访室"),
    "district2": ("petition_clerk", "QU2", "XF", "信访室"),
    "street1": ("petition_desk", "JIE1", "XF", "信访接待"),
    "village1": ("petition_desk", "CUN1", "XF", "联络站"),
}
#: Who is of the storeroom's story and works for the city's organ as well.
_ALREADY: Final = {
    "handler1": "JC",
    "handler2": "JC",
    "handler3": "SC",
    "handler4": "SC",
    "head1": "JC",
    "leader1": "LD",
    "leader2": "LD",
    "oversight1": "AG",
    "oversight2": "AG",
}
_FAMILY: Final = "孟秦江史顾侯邵龙万段雷钱汤尹"


def staff(chance: random.Random) -> list[Person]:
    """Who works with petitions and leads; the names are drawn, each once."""
    given = "亦舒 子衿 嘉言 慕白 语桐 南风 望山 静姝 修远 采薇 如初 长安 沐阳 有容".split()
    chance.shuffle(given)
    return [
        Person(login, family + name, post[0], post[3])
        for (login, post), family, name in zip(_POSTS.items(), _FAMILY, given, strict=True)
    ]


def lay(
    stage: Stage, people: list[Person], password: str, told: Callable[[], object]
) -> dict[str, str]:
    """The organs with their people; organ ids by code. `told` is called before each person."""
    first = f"{password}#0"
    found: dict[str, str] = {"": ""}
    for code, (parent, kind, level, region, name) in ORGANS.items():
        organ = NewOrgan(found[parent], kind, level, code, region, name)
        found[code] = stage.do("sysadmin", organs.add, organ=organ).id
    for person in people:
        told()
        new = NewPerson(person.login, person.name, first, person.department)
        made = stage.do("sysadmin", identity.create_account, person=new)
        stage.ids[person.login] = made.id
        given: dict[str, Any] = {"account_id": made.id, "role": person.role}
        stage.do("secadmin", identity.appoint, "sysadmin", **given)
        stage.begin_as(person.login, first)
        _, organ_code, office, _ = _POSTS[person.login]
        _post(stage, person.login, found[organ_code], office)
    for login, office in _ALREADY.items():
        _post(stage, login, found["SHI"], office)
    return found


def _post(stage: Stage, login: str, organ_id: str, office: str) -> None:
    given: dict[str, Any] = {"account_id": stage.ids[login], "organ_id": organ_id}
    stage.do("secadmin", organs.post, office=office, **given)
