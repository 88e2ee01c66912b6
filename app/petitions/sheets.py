"""Petitions on paper: registration sheet, acceptance notice, result notice, guidance slip; the seal at the top left.

No sheet holds a word of who reported: a notice leaves a line on which the name is written by hand.
"""

from datetime import datetime
from typing import Final

from app import words
from app.forms import paper
from app.forms.paper import Paper
from app.petitions import papers, rules
from app.petitions.rules import SHEETS
from app.petitions.types import SEALS, PetitionView

_A4: Final = (210.0, 297.0)
_MARGIN: Final = 20.0
_SEAL: Final = 14.0


def offered(view: PetitionView) -> tuple[str, ...]:
    """The sheets that there are for a petition as it stands."""
    told = ["registration"]
    accepted = view.row.status in (*rules.HANDLED, *rules.DONE, "P_ARCHIVED")
    if accepted and view.row.reporter_mode in rules.NAMED:
        told.append("acceptance")
    if any(each.kind == "guidance" for each in view.feedbacks):
        told.append("guidance")
    if any(matter.outcome for matter in view.matters):
        told.append("result")
    return tuple(told)


def pdf(sheet: str, view: PetitionView, printed_by: str, at: datetime) -> bytes:
    """A sheet as a PDF."""
    made = Paper(_A4, f"{SHEETS[sheet]} {view.row.number}")
    y = _head(made, SHEETS[sheet], view)
    y = _registration(made, view, y) if sheet == "registration" else _letter(made, sheet, view, y)
    _foot(made, view, printed_by, at)
    return made.data()


def _head(made: Paper, title: str, view: PetitionView) -> float:
    """The seal at the top left, the first channel's behind it, then unit, title and number."""
    row = view.row
    _seal(made, _MARGIN, 14, _SEAL, row.channel)
    made.text(
        _MARGIN + _SEAL / 2, 33, words.word(f"petition.channel.{row.channel}"), 8, align="center"
    )
    if row.original_channel:
        _seal(made, _MARGIN + _SEAL + 3, 18, _SEAL - 4, row.original_channel)
    made.text(_A4[0] / 2, 20, row.organ, 10, align="center", grey=0.35)
    made.text(
        _A4[0] / 2, 29, "　".join(title) if len(title) < 5 else title, 18, bold=True, align="center"
    )
    made.text(_A4[0] - _MARGIN, 20, row.number, 9, bold=True, align="right")
    made.rule(_MARGIN, 37, _A4[0] - _MARGIN, 37, 0.8)
    return 46.0


def _seal(made: Paper, x: float, y: float, side: float, channel: str) -> None:
    made.box(x, y, side, side, fill=0.15)
    made.text(
        x + side / 2,
        y + side * 0.72,
        SEALS[channel][0],
        side * 1.9,
        bold=True,
        align="center",
        grey=1,
    )


def _registration(made: Paper, view: PetitionView, y: float) -> float:
    for name, told in _facts(view):
        made.text(_MARGIN, y, name, 9.5, grey=0.35)
        for line in paper.wrap(told, _A4[0] - 2 * _MARGIN - 32, 10.5, most=12):
            made.text(_MARGIN + 32, y, line, 10.5)
            y += 6
        y += 2
        if y > 262:
            made.next_page()
            y = _head(made, SHEETS["registration"], view)
    return y


def _facts(view: PetitionView) -> list[tuple[str, str]]:
    row = view.row
    told = [
        ("收到时间", paper.moment(row.received_at)),
        ("录入时间", f"{paper.moment(row.recorded_at)}　{view.received_by}"),
        ("举报方式", _reporter(view)),
        ("问题属地", row.region),
    ]
    told += [
        (
            "被反映人",
            "　".join(part for part in (a.name, a.unit, a.post, _said("rank", a.rank)) if part),
        )
        for a in view.accused
    ]
    for matter in view.matters:
        marks = [_said("discipline", code) for code in matter.disciplines]
        marks += [_said("offence", code) for code in matter.offences]
        told.append(("反映事项", matter.summary))
        told.append(("信访类别", "；".join([_said("kind", matter.kind), *marks])))
    told += [
        (
            "原件",
            "、".join(
                f"{_said('original', o.kind)} {o.pages} 页"
                for o, _ in papers.paired(view.originals)
            )
            or "无",
        ),
        ("状态", words.word(f"status.{row.status}")),
        ("承办部门", words.word(f"office.{row.office}") if row.office else ""),
    ]
    if row.due is not None:
        mark = "（暂定）" if row.is_provisional else ""
        told.append(("到期日", f"{row.due:%Y-%m-%d}{mark}"))
    return told


def _said(family: str, value: str) -> str:
    return words.word(f"petition.{family}.{value}") if value else ""


def _reporter(view: PetitionView) -> str:
    row = view.row
    told = _said("reporter_mode", row.reporter_mode)
    if row.reporters > 1:
        told = f"{told}（{row.reporters} 人）"
    return f"{told}（已核）" if row.is_name_verified else told


def _letter(made: Paper, sheet: str, view: PetitionView, y: float) -> float:
    """A letter to the reporter; who he is stands on it only by hand."""
    made.text(_MARGIN, y + 4, "________________：", 12)
    y += 16
    for part in _parts(sheet, view):
        for at, line in enumerate(paper.wrap(f"　　{part}", _A4[0] - 2 * _MARGIN, 12, most=30)):
            made.text(_MARGIN, y + at * 8, line, 12)
        y += 8 * (len(paper.wrap(f"　　{part}", _A4[0] - 2 * _MARGIN, 12, most=30)) + 0.5)
    made.text(_A4[0] - _MARGIN, y + 20, view.row.organ, 12, align="right")
    made.text(_A4[0] - _MARGIN, y + 30, "____年____月____日", 12, align="right")
    made.rule(_MARGIN, y + 44, _A4[0] - _MARGIN, y + 44, 0.3)
    made.text(
        _MARGIN,
        y + 54,
        "告知方式：□电话 □当面 □挂号信 □举报网站　　告知人：__________　　时间：__________",
        9.5,
    )
    made.text(_MARGIN, y + 64, "凭证（录音、签收单、回执）：________________________________", 9.5)
    return y + 70


def _parts(sheet: str, view: PetitionView) -> tuple[str, ...]:
    row = view.row
    on = paper.moment(row.received_at, day=True)
    if sheet == "acceptance":
        return (
            f"您于 {on} 反映的问题（编号 {row.number}）已收悉，经甄别属于本机关受理范围，现已受理。",
            "我们将依规依纪依法处理，并对您的身份和反映的内容严格保密。办结后将向您反馈处理结果。",
        )
    if sheet == "result":
        outcomes = "、".join(dict.fromkeys(_said("outcome", m.outcome) for m in view.matters))
        return (
            f"您反映的问题（编号 {row.number}）已办结，结果为：{outcomes}。",
            view.result,
            "如有异议或新的证据，可以向本机关提出。",
        )
    told = next((f.text for f in view.feedbacks if f.kind == "guidance"), "")
    return (
        f"您于 {on} 反映的问题（编号 {row.number}）不属于本机关受理范围。",
        told,
        *((f"有权处理的机关：{view.disposition}。",) if view.disposition else ()),
    )


def _foot(made: Paper, view: PetitionView, printed_by: str, at: datetime) -> None:
    told = f"打印 {printed_by}  {paper.moment(at)}    链头 {view.head}    内部材料，妥善保管"
    made.text(_MARGIN, _A4[1] - 12, told, 7.5, grey=0.35)
