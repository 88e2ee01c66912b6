"""The petitions of the demo: some sixty in all channels and states over four months, every word of them made up."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, Final

from app import clock
from app.cli.demo.stage import Stage
from app.petitions import (
    alike,
    deciding,
    handling,
    identities,
    originals,
    sealed,
    service,
    supervising,
    telling,
    views,
)
from app.petitions.types import (
    Accused,
    Channel,
    Done,
    Matter,
    NewPetition,
    PetitionView,
    Reporter,
    Visit,
)

_DAYS: Final = 120
_CHANNELS: Final = (
    [Channel.LETTER] * 15 + [Channel.VISIT] * 8 + [Channel.WEB] * 12 + [Channel.PHONE] * 7
    + [Channel.MICRO] * 4 + [Channel.APP] * 3 + [Channel.REFERRED] * 3
)  # fmt: skip
_SUBS: Final = {
    Channel.LETTER: "post",
    Channel.VISIT: "single",
    Channel.WEB: "site_12388",
    Channel.PHONE: "line_12388",
    Channel.MICRO: "wechat",
    Channel.APP: "client",
    Channel.REFERRED: "complaints_bureau",
    Channel.OTHER: "media",
}
_PEOPLE: Final = tuple(
    (f"{family}某{given}", unit, post, rank)
    for (family, given), (unit, post, rank) in zip(
        (("赵", "山"), ("钱", ""), ("孙", "河"), ("李", ""), ("王", "林"), ("陈", ""), ("刘", "溪"), ("杨", ""), ("黄", "石"), ("徐", "")),
        (
            ("青溪区建设局", "副局长", "division"), ("青溪区民政局", "科长", "section"),
            ("青溪区柳桥街道", "副主任", "section"), ("柳桥村", "村委会主任", "village"),
            ("白石区教育局", "科员", "staff"), ("云亭社区", "社区书记", "community"),
            ("云川市规划局", "处长", "division"), ("市属某水务公司", "副总经理", "enterprise"),
            ("青溪区某中学", "后勤主任", "institution"), ("白石区水务站", "站长", "section"),
        ),
        strict=True,
    )
)  # fmt: skip
_TEXTS: Final = (
    ("在{thing}中收受礼金购物卡，为亲属承揽项目提供便利", "integrity", "graft", "projects"),
    ("虚报{thing}名额，套取补助资金，群众多次反映没有结果", "mass", "abuse", "poverty_relief"),
    ("{thing}款项长期不公示，村务账目不清，补偿标准前后不一", "mass", "dereliction", "land"),
    ("工作日饮酒、上班时间处理私事，对{thing}推诿拖延", "work", "", "livelihood"),
    ("在{thing}选拔中任人唯亲，程序不公开", "organizational", "favouritism", "personnel"),
    ("利用{thing}审批便利多次接受宴请和旅游安排", "integrity", "transfer_of_benefits", "projects"),
)
_THINGS: Final = (
    "道路改造 低保评定 征地补偿 危房改造 校服采购 绿化养护 用水许可 物业招标 岗位竞聘".split()
)
_OTHER: Final = (
    ("反映邻里宅基地界址纠纷，请求确认权属", "out_of_scope"),
    ("建议公开街道年度预算执行情况", "advice"),
    ("对处分决定不服，请求复查", "appeal"),
    ("称单位有人违纪，未写明具体人和事", "no_substance"),
)
_REGIONS: Final = ("990101", "990102", "990101001", "990102001")


@dataclass(slots=True)
class Petitions:
    """The story: who takes what in, and what becomes of it."""

    stage: Stage
    chance: random.Random
    organs: dict[str, str]
    count: int
    _taken: list[tuple[str, NewPetition]] = field(default_factory=list)

    def plan(self) -> None:
        """Every receipt in its time; what follows plans itself."""
        more = list(_CHANNELS)
        self.chance.shuffle(more)
        channels = [*Channel, *more][: self.count]  # each occurs, however few there are
        self.chance.shuffle(channels)
        for at, channel in enumerate(channels):
            share = (at + self.chance.random()) / self.count
            when = self.stage.end - timedelta(days=_DAYS * (1 - share), hours=2)
            self.stage.later(when, partial(self._take_in, channel, at))
        for days in (70, 31, 9):
            self.stage.later(self.stage.end - timedelta(days=days), self._seal_on)

    # -- taking in -----------------------------------------------------------------------------------

    def _take_in(self, channel: Channel, at: int) -> None:
        told = self._told(channel, at)
        named = told.reporter_mode in ("named", "joint")
        who: dict[str, Any] = {"reporter": self._reporter()} if named else {}
        by_village = channel == Channel.VISIT and at % 3 == 0
        if by_village:
            done = self.stage.do("village1", service.receive, petition=told, **who)
            self._after(1, partial(self._register, done.id))
            return
        by = self.chance.choice(("petition1", "petition2"))
        done = self.stage.do(by, service.register, petition=told, **who)
        self._taken.append((done.id, told))
        self._after(0.4, partial(self._screen, done.id, by, told))

    def _register(self, petition_id: str) -> None:
        self.stage.do("district1", service.register, petition_id=petition_id)

    def _told(self, channel: Channel, at: int) -> NewPetition:
        if at % 9 == 8 and self._taken:  # somebody writes again
            _, first = self.chance.choice(self._taken)
            accused, matters = first.accused, first.matters
        else:
            name, unit, post, rank = self.chance.choice(_PEOPLE)
            accused = (Accused(name, unit, post, rank),)
            matters = (self._matter(at),)
        mode = self.chance.choices(
            ("named", "anonymous", "joint", "unverified"), (38, 44, 8, 10), k=1
        )[0]
        now = self.stage.clock.at
        given: dict[str, Any] = {
            "channel": channel,
            "sub_channel": _SUBS[channel],
            "received_at": now - timedelta(hours=self.chance.randint(0, 30)),
            "accused": accused,
            "matters": matters,
            "region": self.chance.choice(_REGIONS),
            "reporter_mode": mode,
            "reporters": self.chance.randint(3, 12) if mode == "joint" else 1,
            "sensitivity": self.chance.choices(("ordinary", "important", "urgent"), (8, 2, 1))[0],
        }
        if channel == Channel.VISIT:
            receivers = ("孟亦舒", "秦子衿")
            persons = given["reporters"]
            given["visit"] = Visit(receivers, persons, is_read_back=True, is_signed=True)
        elif channel != Channel.PHONE:
            given["originals"] = (self._paper("\n".join(m.summary for m in matters)),)
        if channel == Channel.REFERRED:
            given |= {"original_channel": Channel.LETTER, "letter_no": f"云信转〔2026〕{at}号"}
        if channel == Channel.OTHER:
            given["channel_reason"] = "媒体刊发的读者来信"
        return NewPetition(**given)

    def _matter(self, at: int) -> Matter:
        if at % 7 == 6:
            text, kind = self.chance.choice(_OTHER)
            return Matter(text, kind)
        text, discipline, offence, topic = self.chance.choice(_TEXTS)
        said = text.format(thing=self.chance.choice(_THINGS))
        marks = (offence,) if offence else ()
        amount = f"约{self.chance.randint(1, 30)}万元" if offence == "graft" else ""
        return Matter(said, "accusation", (discipline,), marks, topic, amount=amount)

    def _reporter(self) -> Reporter:
        number = f"000-{self.chance.randint(0, 9999):04d}-{self.chance.randint(0, 9999):04d}"
        return Reporter(("演示举报人",), phone=number, relation="居民", wishes="工作日下午联系")

    def _paper(self, text: str, kind: str = "paper") -> Any:
        return originals.keep(
            self.stage.store("petition1").keep, text.encode(), kind=kind, name="扫描件.txt"
        )

    # -- what becomes of it --------------------------------------------------------------------------

    def _after(self, days: float, deed: Callable[[], object]) -> None:
        def do() -> None:
            deed()

        self.stage.later(
            self.stage.clock.at + timedelta(days=days * self.chance.uniform(0.6, 1.4)), do
        )

    def _screen(self, petition_id: str, by: str, told: NewPetition) -> None:
        self.stage.do(by, deciding.screen, petition_id=petition_id)
        if told.reporter_mode == "named" and self.chance.random() < 0.8:
            self._after(4, partial(self._notify, petition_id, by))
        self._after(2, partial(self._decide, petition_id, by, told))

    def _notify(self, petition_id: str, by: str) -> None:
        given: dict[str, Any] = {
            "petition_id": petition_id,
            "way": "phone",
            "at": self.stage.clock.at,
            "text": "您反映的问题已按规定受理，将依规依纪依法处理。",
        }
        proof = self._paper("通话录音", "recording")
        self.stage.do(by, telling.notify, proof=proof, **given)

    def _decide(self, petition_id: str, by: str, told: NewPetition) -> None:
        kind = told.matters[0].kind
        do = partial(self.stage.do, petition_id=petition_id)
        named = told.reporter_mode in ("named", "joint")
        first = self._first_of(petition_id, by)
        if first and self.chance.random() < 0.7:
            given = {"first_id": first, "no_new_facts": True}
            beside = "petition2" if by == "petition1" else "petition1"
            do(by, deciding.keep_as_repeat, beside, **given)
        elif kind == "out_of_scope":
            guidance = "请向有权处理的部门反映。" if named else ""
            do(by, deciding.route_out, competent="云川市自然资源部门", guidance=guidance)
        elif kind == "no_substance":
            do("petitionhead1", deciding.keep_as_empty, reason="没有具体人员和事实")
        elif told.region.startswith("990102") and self.chance.random() < 0.5:
            do("petitionhead1", deciding.forward, target_id=self.organs["QU2"])
        else:
            do(by, deciding.accept)
            self._after(1, partial(self._transfer, petition_id, by, told))

    def _first_of(self, petition_id: str, by: str) -> str:
        found = self.stage.ask(by, alike.candidates, petition_id=petition_id)
        older = [c for c in found if c.score >= 80]
        return str(older[-1].petition_id) if older else ""

    def _transfer(self, petition_id: str, by: str, told: NewPetition) -> None:
        self.stage.do(by, handling.transfer, petition_id=petition_id, office="JC")
        if self.chance.random() < 0.9:
            self._after(1.5, partial(self._sign_in, petition_id, told))

    def _sign_in(self, petition_id: str, told: NewPetition) -> None:
        self.stage.do("clerk1", handling.sign_in, petition_id=petition_id)
        if self.chance.random() < 0.08:
            given = {"ground": "no_substance", "reason": "经研究，反映内容笼统，无可查性"}
            self.stage.do("clerk1", handling.give_back, "leader1", petition_id=petition_id, **given)
            return
        self._after(4, partial(self._convert, petition_id, told))

    def _convert(self, petition_id: str, told: NewPetition) -> None:
        handler = self.chance.choice(("handler1", "handler2"))
        who = {"handler_id": self.stage.ids[handler]}
        self.stage.do("clerk1", handling.convert, petition_id=petition_id, **who)
        if self.chance.random() < 0.25:
            self._after(20, partial(self._order, petition_id, handler))
        if told.reporter_mode == "named" and self.chance.random() < 0.3:
            self._after(3, partial(self._see_who, petition_id, handler))
        self._after(30, partial(self._close, petition_id, handler, told))

    def _see_who(self, petition_id: str, handler: str) -> None:
        asked = self.stage.do(
            handler, identities.ask_identity, petition_id=petition_id, reason="需当面核实关键情节"
        )
        if self.chance.random() < 0.6:
            given = {"request_id": asked.id, "grants": True, "motivation": "理由充分，准予查看一次"}
            self.stage.do("identity1", identities.decide_identity, **given)

    def _order(self, petition_id: str, handler: str) -> None:
        due = clock.day(self.stage.clock.at) + timedelta(days=10)
        given: dict[str, Any] = {
            "reason": "leader_note",
            "demand": "十日内报送办理情况",
            "due": due,
        }
        made = self.stage.do("oversight1", supervising.order, petition_id=petition_id, **given)
        if self.chance.random() < 0.6:
            self._after(6, partial(self._answer, made.id, handler))

    def _answer(self, order_id: str, handler: str) -> None:
        self.stage.do(
            handler, supervising.answer_order, order_id=order_id, reply="已完成核实，拟于下周办结。"
        )
        self.stage.do("oversight2", supervising.judge_order, order_id=order_id, verdict="cancel")

    def _close(self, petition_id: str, handler: str, told: NewPetition) -> None:
        seen: PetitionView = self.stage.ask(handler, views.view, petition_id=petition_id)
        if seen.row.status != "P_HANDLING":
            return
        if handling_open(self.stage, handler, petition_id):
            self._after(9, partial(self._close, petition_id, handler, told))
            return
        outcome = self.chance.choices(
            ("true", "partly", "untrue", "unverifiable", "mistaken"), (3, 4, 4, 2, 1)
        )[0]
        given: dict[str, Any] = {
            "outcomes": {m.id: outcome for m in seen.matters},
            "text": "经核查，反映的问题已查清，已按规定作出处理。",
        }
        self.stage.do(handler, handling.close, "leader1", petition_id=petition_id, **given)
        if told.reporter_mode in ("named", "joint"):
            self._after(5, partial(self._feed_back, petition_id, handler))
        else:
            self._after(6, partial(self._archive, petition_id))

    def _feed_back(self, petition_id: str, handler: str) -> None:
        proof = self._paper("反馈通话录音", "recording")
        given: dict[str, Any] = {"way": "phone", "at": self.stage.clock.at, "proof": proof}
        self.stage.do(handler, handling.feed_back, petition_id=petition_id, **given)
        if self.chance.random() < 0.15:
            told = {"objection": "对核查结论不认可", "explanation": "已当面解释政策依据"}
            self.stage.do(handler, handling.object_, petition_id=petition_id, **told)
        self._after(8, partial(self._archive, petition_id))

    def _archive(self, petition_id: str) -> None:
        given = {"volume": f"2026-信-{self.chance.randint(1, 40):03d}"}
        done: Done = self.stage.do("petition1", handling.archive, petition_id=petition_id, **given)
        assert done.status == "P_ARCHIVED"

    def _seal_on(self) -> None:
        self.stage.do(
            "petition1",
            sealed.seal_pass,
            channel="letter",
            received_on=clock.day(self.stage.clock.at),
            pieces=1,
            seal_no=f"FZ{self.chance.randint(1000, 9999)}",
            is_about_own_head=self.chance.random() < 0.3,
        )


def handling_open(stage: Stage, who: str, petition_id: str) -> bool:
    """Whether a lead of the petition still runs: then it stays in its handler's hands."""
    with stage.store(who).database.read() as session:
        return handling.open_leads(session, petition_id) > 0
