"""Everybody of the demo storeroom, and the places that its things lie in; nobody of them is real."""

import random
from typing import Final, NamedTuple

from app.locations.types import NewLocation


class Person(NamedTuple):
    """One account of the demo."""

    login: str
    name: str
    role: str
    department: str


UNIT: Final = "云川市纪委监委（演示）"
ROOM: Final = "涉案财物保管中心"
_POSTS: Final = (
    ("sysadmin", "sysadmin", "信息中心"),
    ("secadmin", "secadmin", "保密办"),
    ("auditor1", "auditor", "审计室"),
    ("handler1", "handler", "第一审查调查室"),
    ("handler2", "handler", "第一审查调查室"),
    ("handler3", "handler", "第二审查调查室"),
    ("handler4", "handler", "第二审查调查室"),
    ("handler5", "handler", "第三审查调查室"),
    ("handler6", "handler", "第三审查调查室"),
    ("head1", "head", "第一审查调查室"),
    ("head2", "head", "第二审查调查室"),
    ("head3", "head", "第三审查调查室"),
    ("leader1", "leader", "委领导"),
    ("leader2", "leader", "委领导"),
    ("custodian1", "custodian", "涉案财物保管中心"),
    ("custodian2", "custodian", "涉案财物保管中心"),
    ("custodian3", "custodian", "涉案财物保管中心"),
    ("storehead1", "store_head", "涉案财物保管中心"),
    ("cashier1", "cashier", "财务室"),
    ("cashier2", "cashier", "财务室"),
    ("oversight1", "oversight", "案件监督管理室"),
    ("oversight2", "oversight", "案件监督管理室"),
    ("reviewer1", "reviewer", "案件审理室"),
    ("duty1", "duty", "值班室"),
    ("door1", "door", "来访接待室"),
)
_FAMILY: Final = "林周吴郑何高罗宋唐许邓冯韩曹彭曾萧田董潘袁蔡蒋余杜叶程魏苏吕丁沈姚卢傅钟姜崔"
_GIVEN: Final = (
    "知远 念安 予宁 青禾 言初 以恒 书砚 听雨 景行 若谷 怀瑾 望舒 闻溪 明朗 砚秋 思齐 云舟 清越 维桢 亦安 "
    "承野 南乔 星野 逢春 乐山 在川 时雨 长风 晚晴 同尘"
).split()
_HOLDERS: Final = "赵钱孙李王陈刘杨黄徐朱马胡郭"

PLACES: Final = (
    *(
        NewLocation(f"A-{n:02d}", f"普通架{n}号", "shelf", classes="general electronic document drink")
        for n in range(1, 13)
    ),
    *(
        NewLocation(f"G-{n:02d}", f"贵重柜{n}号", "shelf", classes="valuable cash", two_person=True, secrecy=1)
        for n in range(1, 5)
    ),
    NewLocation("G-05", "票证柜", "shelf", classes="valuable"),
    NewLocation("D-01", "防磁柜一号", "shelf", classes="electronic"),
    NewLocation("D-02", "防磁柜二号", "shelf", classes="electronic"),
    NewLocation("W-01", "恒温柜", "shelf", classes="relic", two_person=True, secrecy=1),
    NewLocation("J-01", "恒温库酒架", "shelf", classes="drink"),
    NewLocation("M-01", "保密柜", "shelf", classes="secret document", secrecy=2),
    NewLocation("Y-01", "车场", "virtual", classes="vehicle"),
    NewLocation("Z-01", "原地封存", "virtual", classes="estate"),
    NewLocation("Z-02", "冻结在册", "virtual", classes="none"),
)  # fmt: skip
#: Where a storage class lies in this room.
SHELVES: Final[dict[str, tuple[str, ...]]] = {
    "general": tuple(f"A-{n:02d}" for n in range(1, 9)),
    "document": tuple(f"A-{n:02d}" for n in range(9, 13)),
    "electronic": ("D-01", "D-02"),
    "drink": ("J-01",),
    "valuable": ("G-01", "G-02", "G-03"),
    "voucher": ("G-05",),
    "cash": ("G-04",),
    "relic": ("W-01",),
    "secret": ("M-01",),
    "vehicle": ("Y-01",),
    "estate": ("Z-01",),
    "none": ("Z-02",),
}
_TREES: Final = "松 竹 梅 兰 荷 柏 桐 枫 桂 槐 柳 樟 榕 杉 橡".split()
_BIRDS: Final = "鹭 鹤 雁 燕 鸥 鹂 隼 鹊 雀 鸢".split()
_HILLS: Final = "川 湖 岭 溪 原 屿 泉 岚 峰 渚".split()
_COLOURS: Final = "青 白 远 云 晨 暮 寒 春 秋 北 南 东 西 清 静 朗 素 长 新 古".split()
#: How a thing came into the hands of the officers.
FILINGS: Final = ("discipline", "duty_violation", "duty_crime", "inspection", "received")


def people(chance: random.Random) -> list[Person]:
    """Who works here; the names are drawn, each once."""
    families = chance.sample(_FAMILY, len(_POSTS))
    givens = chance.sample(_GIVEN, len(_POSTS))
    return [
        Person(login, family + given, role, department)
        for (login, role, department), family, given in zip(_POSTS, families, givens, strict=True)
    ]


def aliases(chance: random.Random, count: int) -> list[str]:
    """Case aliases: a colour and a tree, bird or water; numbered where there are more cases than words."""
    known = [c + n for c in _COLOURS for n in (*_TREES, *_BIRDS, *_HILLS)]
    chance.shuffle(known)
    first = ["青松", "白鹭", *(a for a in known if a not in ("青松", "白鹭"))]
    return [
        first[at % len(first)] + (str(at // len(first) + 1) if at >= len(first) else "")
        for at in range(count)
    ]


def holder(chance: random.Random) -> str:
    """A person a case is about, named as papers for outsiders name him."""
    return chance.choice(_HOLDERS) + "某" + chance.choice(("", "某"))
