"""Believable things for the demo: one recipe per category, drawn from a seeded source of chance."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from app.custody import categories


@dataclass(frozen=True, slots=True)
class Thing:
    """What a card will say of a thing; `shape` is what its picture shows."""

    category: str
    name: str
    unit: str
    shape: str
    quantity: int = 1
    measure: str = "seize"
    details: dict[str, Any] = field(default_factory=dict)
    description: str = ""
    weight_mg: int | None = None
    value_fen: int | None = None
    currency: str = "CNY"
    sealed: bool = True


Chance = random.Random
_COLOURS: Final = ("黑色", "银色", "金色", "棕色", "深蓝色", "灰色", "白色", "酒红色")
_PLACES: Final = (
    "书房保险柜",
    "卧室床头柜",
    "办公室抽屉",
    "车辆后备箱",
    "客厅展柜",
    "地下室",
    "储物间",
)
_MARKS: Final = ("无明显破损", "右下角有划痕", "边缘轻微磨损", "表面有一处凹痕", "背面有手写编号")


def _digits(chance: Chance, count: int) -> str:
    return f"{chance.randrange(10**count):0{count}d}"


def _letters(chance: Chance, count: int) -> str:
    return "".join(chance.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=count))


def _day(chance: Chance, back: int, to: int = 0) -> str:
    return (date(2026, 1, 1) - timedelta(days=chance.randint(to, back))).isoformat()


def _said(chance: Chance) -> str:
    return f"{chance.choice(_COLOURS)}，{chance.choice(_MARKS)}，取自{chance.choice(_PLACES)}"


def _luhn_number(chance: Chance, head: str, length: int) -> str:
    body = head + _digits(chance, length - 1 - len(head))
    return next(body + str(d) for d in range(10) if categories.luhn(body + str(d)))


def _vin(chance: Chance) -> str:
    text = "L" + _letters(chance, 7) + "0" + _letters(chance, 2) + _digits(chance, 6)
    return next(made for c in "0123456789X" if categories.vin(made := f"{text[:8]}{c}{text[9:]}"))


def _cash_cny(chance: Chance) -> Thing:
    rows = [
        {
            "face": 10_000,
            "count": chance.randint(1, 99),
            "straps": chance.randint(0, 6),
            "bundles": 0,
        },
        {"face": 5_000, "count": chance.randint(0, 30)},
        {"face": 1_000, "count": chance.randint(0, 20)},
    ]
    details = {
        "denominations": rows,
        "edition": "2015年版",
        "machine_no": f"DCJ-{_digits(chance, 3)}",
    }
    rows = [r for r in rows if any(r.get(k) for k in ("count", "straps", "bundles"))]
    details["denominations"] = rows
    return Thing(
        "cash_cny",
        "人民币现金",
        "笔",
        "cash",
        details=details,
        description="银行封签完好，用报纸包裹",
    )


def _cash_foreign(chance: Chance) -> Thing:
    currency, zh, face = chance.choice(
        (("USD", "美元", 10_000), ("EUR", "欧元", 10_000), ("HKD", "港元", 100_000))
    )
    rows = [{"face": face, "count": chance.randint(5, 90)}]
    return Thing(
        "cash_foreign", f"{zh}现金", "笔", "cash", details={"denominations": rows}, currency=currency,
        description="橡皮筋捆扎，装于信封内",
    )  # fmt: skip


def _precious_metal(chance: Chance) -> Thing:
    grams = chance.choice((20, 50, 100, 200, 500))
    kind = chance.choice(("金条", "投资金条", "生肖金币"))
    return Thing(
        "precious_metal", f"{kind} {grams}克", "枚" if "币" in kind else "条", "bar",
        details={"metal": "gold", "hallmark": "Au999.9", "purity": 999, "bar_no": f"AU{_digits(chance, 8)}"},
        weight_mg=grams * 1_000 + chance.randint(0, 40), value_fen=grams * 68_000,
        description="原装塑封，字印清晰",
    )  # fmt: skip


def _jewellery(chance: Chance) -> Thing:
    name = chance.choice(
        ("翡翠手镯", "和田玉挂件", "钻石戒指", "珍珠项链", "蜜蜡手串", "红宝石耳环")
    )
    return Thing(
        "jewellery", name, "件", "ring",
        details={"kind": name, "certificate_no": f"GTC{_digits(chance, 10)}", "colour": chance.choice(_COLOURS)},
        weight_mg=chance.randint(2_000, 90_000), value_fen=chance.randint(8, 900) * 100_000,
        description=_said(chance),
    )  # fmt: skip


def _watch(chance: Chance) -> Thing:
    brand = chance.choice(("欧米茄", "浪琴", "天梭", "江诗丹顿", "百达翡丽", "海鸥"))
    return Thing(
        "watch", f"{brand}手表", "块", "watch",
        details={
            "brand": brand, "model": f"{_letters(chance, 2)}{_digits(chance, 4)}",
            "case_no": _letters(chance, 1) + _digits(chance, 8), "movement_no": _digits(chance, 8),
            "accessories": chance.choice(("有盒有卡", "仅表", "有盒无卡")),
        },
        weight_mg=chance.randint(60_000, 180_000), value_fen=chance.randint(5, 400) * 100_000,
        description=_said(chance),
    )  # fmt: skip


def _relic_art(chance: Chance) -> Thing:
    title, material = chance.choice(
        (("山水立轴", "纸本设色"), ("花鸟四条屏", "绢本设色"), ("行书横幅", "纸本水墨"), ("青花盘", "瓷"), ("紫砂壶", "紫砂"))
    )  # fmt: skip
    return Thing(
        "relic_art", title, "件", "scroll",
        details={"title": title, "material": material, "era": chance.choice(("清", "民国", "当代", "不详")),
                 "size": f"{chance.randint(30, 180)}×{chance.randint(20, 90)} cm"},
        description=f"{_said(chance)}，真伪待鉴定",
    )  # fmt: skip


def _card_passbook(chance: Chance) -> Thing:
    bank = chance.choice(("城市银行", "农村商业银行", "发展银行", "储蓄银行"))
    kind, zh = chance.choice((("bank_card", "银行卡"), ("passbook", "存折"), ("token", "U盾")))
    return Thing(
        "card_passbook", f"{bank}{zh}", "张" if kind == "bank_card" else "个", "card",
        details={"kind": kind, "bank": bank, "card_no": f"6228 **** **** {_digits(chance, 4)}"},
        description=_said(chance),
    )  # fmt: skip


def _securities(chance: Chance) -> Thing:
    issuer, zh = chance.choice(
        (("百货商场", "购物卡"), ("连锁超市", "购物卡"), ("石油公司", "加油卡"), ("茶庄", "提货券"))
    )
    count, start = chance.randint(1, 9), chance.randint(10**11, 9 * 10**11)
    return Thing(
        "securities", f"{issuer}{zh}", "张", "card", quantity=count,
        details={"kind": zh, "issuer": issuer, "face_value": chance.choice((50_000, 100_000)),
                 "serial_from": f"{start}", "serial_to": f"{start + count - 1}", "expiry": "2028-12-31"},
        value_fen=count * 50_000, description=_said(chance),
    )  # fmt: skip


def _electronics(chance: Chance) -> Thing:
    kind, zh, unit = chance.choice(
        (("phone", "手机", "部"), ("phone", "手机", "部"), ("computer", "笔记本电脑", "台"), ("disk", "移动硬盘", "块"), ("stick", "U盘", "个"))
    )  # fmt: skip
    brand = chance.choice(("华为", "小米", "荣耀", "联想", "苹果"))
    details: dict[str, Any] = {
        "kind": kind, "brand": brand, "model": f"{_letters(chance, 1)}{_digits(chance, 2)}",
        "power": chance.choice(("off", "flight", "broken")), "colour": chance.choice(_COLOURS),
    }  # fmt: skip
    if kind == "phone":
        details |= {"imei": _luhn_number(chance, "86", 15), "locked": "yes"}
    else:
        details["sn"] = f"{_letters(chance, 3)}{_digits(chance, 8)}"
    return Thing("electronics", f"{brand}{zh}", unit, "phone" if kind == "phone" else "box",
                 details=details, description=_said(chance))  # fmt: skip


def _vehicle(chance: Chance) -> Thing:
    make = chance.choice(("商务车", "越野车", "轿车"))
    return Thing(
        "vehicle", f"{chance.choice(_COLOURS)}{make}", "辆", "car", measure="seal", sealed=False,
        details={"plate": f"某A{_letters(chance, 1)}{_digits(chance, 4)}", "vin": _vin(chance), "make": make,
                 "colour": chance.choice(_COLOURS), "mileage": chance.randint(3, 180) * 1_000,
                 "keys": 2, "contents": "车内无物"},
        value_fen=chance.randint(6, 60) * 1_000_000, description="车身完好，已拍摄四周及仪表",
    )  # fmt: skip


def _real_estate(chance: Chance) -> Thing:
    return Thing(
        "real_estate", "住宅一套", "套", "paper", measure="seal", sealed=False,
        details={"address": f"某市某区{chance.choice(('湖滨', '新华', '建设', '和平'))}路{chance.randint(1, 300)}号{chance.randint(1, 30)}栋",
                 "title_no": f"不动产权第{_digits(chance, 7)}号", "area": f"{chance.randint(60, 220)}.{_digits(chance, 2)}"},
        value_fen=chance.randint(80, 600) * 1_000_000, description="原地封存，登记机关已回执",
    )  # fmt: skip


def _frozen_asset(chance: Chance) -> Thing:
    amount = chance.randint(5, 500) * 1_000_000
    return Thing(
        "frozen_asset", chance.choice(("银行存款", "基金份额", "股票账户")), "笔", "paper", measure="freeze", sealed=False,
        details={"kind": "deposit", "institution": "城市银行营业部", "account_no": f"6217 **** {_digits(chance, 4)}",
                 "amount": amount, "interest": True, "frozen_from": _day(chance, 60, 1), "frozen_until": "2027-06-30",
                 "freeze_notice": f"冻通〔2026〕{_digits(chance, 3)}号"},
        value_fen=amount, description="协助冻结，回执在卷",
    )  # fmt: skip


def _drink_tobacco(chance: Chance) -> Thing:
    brand, unit = chance.choice(
        (("白酒", "瓶"), ("红酒", "瓶"), ("香烟", "条"), ("普洱茶", "盒"), ("冬虫夏草", "盒"))
    )
    count = chance.randint(1, 24)
    return Thing(
        "drink_tobacco", f"{brand}{count}{unit}", unit, "bottle" if unit == "瓶" else "box", quantity=count,
        details={"brand": brand, "batch": _digits(chance, 8), "made_on": _day(chance, 2_000, 300),
                 "expiry": "2029-12-31", "level": "液面正常"},
        value_fen=count * chance.randint(20, 180) * 100, description=_said(chance),
    )  # fmt: skip


def _document_book(chance: Chance) -> Thing:
    title = chance.choice(("往来账册", "工作笔记本", "合同文本", "会议记录", "收据存根", "日记本"))
    return Thing(
        "document_book", title, "本", "paper", measure="take",
        details={"title": title, "pages": chance.randint(8, 320), "original": chance.choice(("original", "copy"))},
        description=_said(chance),
    )  # fmt: skip


def _seal_key_certificate(chance: Chance) -> Thing:
    kind, name, unit = chance.choice(
        (("stamp", "公司公章", "枚"), ("stamp", "财务专用章", "枚"), ("key", "保险柜钥匙", "把"), ("licence", "营业执照", "本"))
    )  # fmt: skip
    return Thing(
        "seal_key_certificate", name, unit, "stamp",
        details={"kind": kind, "inscription": name, "number": _digits(chance, 10)}, description=_said(chance),
    )  # fmt: skip


def _dangerous(chance: Chance) -> Thing:
    return Thing(
        "dangerous", "管制刀具", "件", "box",
        details={"kind": "knife", "handed_to": "属地公安派出所"}, description="已装入防刺容器",
    )  # fmt: skip


def _container(chance: Chance) -> Thing:
    kind, zh, unit = chance.choice(
        (("bag", "物证袋", "个"), ("box", "纸箱", "箱"), ("suitcase", "手提箱", "只"))
    )
    return Thing(
        "container", f"{zh}（未清点）", unit, "box",
        details={"kind": kind, "counted": "uncounted", "contents": "票据及杂物，未拆封清点"}, description=_said(chance),
    )  # fmt: skip


def _mixed(chance: Chance) -> Thing:
    return Thing(
        "mixed", "购房款（混合财产）", "笔", "paper", measure="freeze", sealed=False,
        details={"kind": "房屋购置款", "lawful_share": "其中家庭合法收入部分待核定"},
        value_fen=chance.randint(20, 200) * 1_000_000, description="合法收入与涉案款混同，待核定",
    )  # fmt: skip


def _other(chance: Chance) -> Thing:
    name = chance.choice(
        ("公文包", "高尔夫球杆", "礼品盒", "名片夹", "相册", "按摩椅", "摄影器材箱", "茶具")
    )
    return Thing(
        "other", name, "件", "box", details={"kind": name, "colour": chance.choice(_COLOURS)},
        description=f"{name}，{_said(chance)}",
    )  # fmt: skip


RECIPES: Final[dict[str, Callable[[Chance], Thing]]] = {
    "cash_cny": _cash_cny,
    "cash_foreign": _cash_foreign,
    "precious_metal": _precious_metal,
    "jewellery": _jewellery,
    "watch": _watch,
    "relic_art": _relic_art,
    "card_passbook": _card_passbook,
    "securities": _securities,
    "electronics": _electronics,
    "vehicle": _vehicle,
    "real_estate": _real_estate,
    "frozen_asset": _frozen_asset,
    "drink_tobacco": _drink_tobacco,
    "document_book": _document_book,
    "seal_key_certificate": _seal_key_certificate,
    "dangerous": _dangerous,
    "container": _container,
    "mixed": _mixed,
    "other": _other,
}
#: What a storeroom mostly holds.
_WEIGHTS: Final = {
    "electronics": 22,
    "document_book": 18,
    "other": 15,
    "card_passbook": 10,
    "drink_tobacco": 9,
    "seal_key_certificate": 6,
    "securities": 5,
    "watch": 3,
    "cash_cny": 3,
    "jewellery": 2,
    "precious_metal": 2,
    "container": 2,
}


def things(chance: Chance, count: int) -> list[Thing]:
    """So many things: first one of each category, 手表 and 现金 foremost, then as a storeroom fills."""
    first = ["watch", "cash_cny", *(c for c in RECIPES if c not in ("watch", "cash_cny"))]
    rest = ["electronics", *chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()), k=count)]
    return [RECIPES[category](chance) for category in [*first, *rest][:count]]
