"""A value for every form, of any number of rows: what the acts that are not built yet will one day give."""

import dataclasses
import types
import typing
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.forms import layout
from app.forms import types as values
from app.forms.layout import Layout
from app.forms.parts import Money, Opinion, Signer

DAY = datetime(2026, 5, 14, 1, 30, tzinfo=UTC)
LONG = "缂丝宫廷御用“万寿无疆”款大红织金缎绣云龙纹吉服袍料（附原装紫檀木匣一只及收藏证书三份，领口处有轻微虫蛀）"
#: Plausible words by the name of a field; {n} is the row.
_TEXTS: dict[str, str] = {
    "number": "2026-0001-{n:04d}",
    "case_number": "2026-0001",
    "case_alias": "五一四",
    "name": "欧米茄腕表（第{n}件）",
    "cause": "刘某涉嫌严重违纪违法案",
    "title": "刘某涉嫌严重违纪违法案",
    "case_title": "刘某涉嫌严重违纪违法案",
    "list_no": "清单〔2026〕12号",
    "notice_no": "暂扣〔2026〕7号",
    "measure": "seize",
    "place": "某市某区某路 12 号 3 栋 502 室书房保险柜",
    "holder": "刘某",
    "holder_unit": "某市交通运输局",
    "holder_id": "1101**********1234",
    "surrendered_id": "1101**********1234",
    "id_document": "1101**********1234",
    "model": "海马 300",
    "unit": "块",
    "description": "不锈钢表带，蓝盘，表镜左下角划痕约 3 毫米，走时正常",
    "source": "书房保险柜",
    "seal_no": "S{n:09d}",
    "out_seal": "S{n:09d}",
    "old_seal": "S880000001",
    "new_seal": "S880000002",
    "photos": "3-5",
    "tier": "valuable",
    "state": "IN",
    "status": "APPROVED",
    "kind": "CHECK_OUT",
    "way": "loan",
    "currency": "CNY",
    "department": "第一审查调查室",
    "requester": "查一",
    "reason": "讯问辨认，核对表壳编号与发票是否一致",
    "institution": "某市价格认证中心",
    "receiver": "某市人民检察院",
    "basis": "甲纪处〔2026〕9号",
    "face": "100 元",
    "serials": "AB12345601–AB12345700",
    "from_place": "A-01",
    "to_place": "G-02",
    "book_place": "A-01",
    "result": "相符",
    "agrees": "账平",
    "balance": "接收 12  ＝  在库 9  ＋  在外 1  ＋  终结 2  ＋  差异 0",
    "room": "一号库",
    "receipt_no": "票{n:06d}",
    "zone": "贵重库",
    "category": "手表/奢侈品",
    "quantity": "1 块",
    "approval_no": "SQ2026-0007",
    "release_no": "CK-20260514-003",
    "seal": "完好",
    "label": "V2",
    "case": "2026-0001",
}
_CHOICES: dict[tuple[str, str], Any] = {
    ("SealRecord", "kind"): "reseal",
    ("Appraisal", "kind"): "price",
    ("StocktakeReport", "kind"): "sample",
    ("LedgerSheet", "kind"): "discipline",
    ("LedgerSheet", "status"): "ACTIVE",
    ("LedgerRow", "state"): "在库",
    ("Back", "state"): "完好",
    ("Step", "state"): "在库",
    ("Surrender", "follows"): "seize",
    ("Intake", "sealing"): "after",
    ("Intake", "delivery"): "brought",
    ("Refusal", "defects"): ("no_document", "seal"),
    ("DisposalApproval", "way"): ("return",),
    ("Trouble", "kinds"): ("weight",),
    ("Trouble", "number"): "2026-0001-0007",
    ("CardSheet", "photos"): (),
    ("CardSheet", "number"): "2026-0001-0007",
    ("CardSheet", "facts"): (("名称", "欧米茄腕表", False), ("特征描述", LONG, True)),
    ("CardSheet", "lines"): ("欧米茄腕表", "案件 2026-0001"),
    ("Settled", "gap"): "",
    ("YearRow", "name"): "职务违法",
}
_PEOPLE = {
    "officers": (Signer("查一"), Signer("查二")),
    "deliverers": (Signer("查一"), Signer("查二")),
    "holders": (Signer("刘某", refusal="refused", reason="认为不属涉案财物"),),
    "witnesses": (Signer("", refusal="absent", reason="深夜无适格见证人，全程录像"),),
    "keepers": (Signer("管一", at=DAY),),
    "approvers": (Signer("审一", on_behalf="审二"),),
}
_OPINIONS = (
    Opinion("head", "审一", "", "同意", "情况属实，请保管部门核对封条后交付。", DAY),
    Opinion("leader", "审三", "审二", "同意", "", DAY),
)


def value(form: Layout, rows: int = 3, **given: Any) -> Any:
    """The frozen value of a form, with so many rows in its tables."""
    return _make(getattr(values, form.value), 1, rows, given)


def every(rows: int = 3) -> dict[str, Any]:
    """The value of every form, by its id."""
    return {form.id: value(form, rows) for form in layout.all_().values()}


def _make(kind: type, n: int, rows: int, given: dict[str, Any]) -> Any:
    hints = typing.get_type_hints(kind)
    told = {
        field.name: given[field.name]
        if field.name in given
        else _field(kind, field.name, hints[field.name], n, rows)
        for field in dataclasses.fields(kind)
    }
    return kind(**told)


def _field(kind: type, name: str, hint: Any, n: int, rows: int) -> Any:
    if (kind.__name__, name) in _CHOICES:
        return _CHOICES[kind.__name__, name]
    if name in _PEOPLE:
        return _PEOPLE[name]
    if typing.get_origin(hint) is types.UnionType:
        (hint, *_) = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return _many(kind, typing.get_args(hint)[0], rows)
    return _one(name, hint, n)


def _many(kind: type, inner: Any, rows: int) -> tuple[Any, ...]:
    if inner is str:
        return ("查一", "查二")
    if inner is Signer:
        return ()
    if inner is Opinion:
        return _OPINIONS
    if inner is Money:
        return (Money("CNY", 123_450 * rows),) if rows else ()
    return tuple(_make(inner, n, rows, {}) for n in range(1, rows + 1))


def _one(name: str, hint: Any, n: int) -> Any:
    if hint is datetime:
        return DAY + timedelta(hours=n)
    if hint is date:
        return date(2026, 5, 14)
    if hint is bool:
        return n % 3 != 0 if name != "bold" else False
    if hint is int:
        return {"secrecy": 2, "year": 2026}.get(name, _number(name, n))
    return _TEXTS.get(name, "依规定办理").format(n=n)


def _number(name: str, n: int) -> int:
    if name.endswith("_fen"):
        return 123_450
    return 58_620 + n if name.endswith("_mg") else n % 9 + 1
