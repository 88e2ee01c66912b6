"""The leads of the demo: those that the petitions became and some of other sources, each as far as it came; all made up."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, Final

from app import clock
from app.cli.demo.stage import Stage
from app.leads import (
    assigning,
    disposing,
    endings,
    service,
    supervising,
    talking,
    verifying,
    views,
)
from app.leads.types import (
    LeadPaper,
    LeadRow,
    LeadStatus,
    LeadView,
    Matter,
    Meeting,
    NewLead,
    Opinion,
    Plan,
    Reported,
    Way,
)

#: source, letter, person, unit, post, what is said
_OTHERS: Final = (
    ("XS", "巡移〔{y}〕{n}号", "韩某", "青溪区建设局", "局长", "违规插手项目招投标"),
    ("SJ", "审移〔{y}〕{n}号", "冯某", "市属某水务公司", "财务部经理", "套取专项资金设立账外账"),
    ("SZ", "省纪转〔{y}〕{n}号", "曹某", "青溪区", "青溪区委书记", "选人用人方面的问题"),
    ("GA", "公移〔{y}〕{n}号", "魏某", "白石区教育局", "科长", "酒后驾驶且隐瞒身份"),
    ("JD", "督〔{y}〕{n}号", "姜某", "青溪区民政局", "副局长", "违规发放津贴补贴"),
    ("XZ", "执移〔{y}〕{n}号", "陶某", "白石区水务站", "站长", "执法中收受管理对象财物"),
    ("ZS", "投案〔{y}〕{n}号", "谢某", "柳桥村", "村委会副主任", "主动交代侵占集体资金"),
    ("YQ", "舆情〔{y}〕{n}号", "邹某", "云川市规划局", "副处长", "网传违规兼职取酬"),
)
_SIGNERS: Final = {"leader": "leader1", "chief": "chief1", "committee": "committee1"}
_HANDLERS: Final = ("handler1", "handler2")
_DAYS: Final = 118


@dataclass(slots=True)
class Leads:
    """The story: the ledger's clerks look every few days, and each lead goes on or stays where it is."""

    stage: Stage
    chance: random.Random
    _walking: set[str] = field(default_factory=set)

    def plan(self) -> None:
        """Letters from others in their time, and a look at what the petitions became every four days."""
        for at, told in enumerate(_OTHERS, 1):
            when = self.stage.end - timedelta(days=_DAYS - 14 * at, hours=5)
            self.stage.later(when, partial(self._register, at, *told))
        for days in range(_DAYS, 0, -4):
            self.stage.later(self.stage.end - timedelta(days=days), self._look)

    def _register(
        self, at: int, source: str, ref: str, name: str, unit: str, post: str, said: str
    ) -> None:
        now = self.stage.clock.at
        persons = (Reported(name, unit, post),)
        prior = self.stage.ask("lead1", service.prior, persons=persons)
        lead = NewLead(
            source=source,
            source_ref=ref.format(y=clock.day(now).year, n=at),
            received_at=now - timedelta(hours=3),
            summary=said,
            persons=persons,
            matters=(Matter(f"{said}，涉及{unit}", amount_fen=at * 1_234_500),),
            prior=tuple(number for number, _ in prior),
            instruction="请依规处理" if at % 3 == 0 else "",
        )
        lead_id, _ = self.stage.do("lead1", service.register, lead=lead)
        self._begin(lead_id)

    def _look(self) -> None:
        """New leads begin to walk; what is late is urged."""
        for row in self.stage.ask("lead1", views.rows, group="open", limit=500):
            self._begin(row.id)
        if self.stage.ask("lead1", supervising.to_remind):
            self.stage.do("lead1", supervising.remind)

    def _begin(self, lead_id: str) -> None:
        if lead_id not in self._walking:
            self._walking.add(lead_id)
            self._after(1.2, lead_id)

    def _after(self, days: float, lead_id: str) -> None:
        at = self.stage.clock.at + timedelta(days=days * self.chance.uniform(0.7, 1.4))
        self.stage.later(at, partial(self._go_on, lead_id))

    def _go_on(self, lead_id: str) -> None:
        """One step from where it stands; some stay there, as leads do."""
        view: LeadView = self.stage.ask("lead1", views.view, lead_id=lead_id)
        step = self._steps().get(LeadStatus(view.row.status))
        if step is None or self.chance.random() < 0.07:
            return
        step(view)
        self._after(4, lead_id)

    def _steps(self) -> dict[LeadStatus, Callable[[LeadView], None]]:
        return {
            LeadStatus.REGISTERED: self._propose_assignment,
            LeadStatus.ASSIGN_PENDING: partial(self._sign, assigning.approve_assignment, "assign"),
            LeadStatus.ASSIGNED: self._hand_over,
            LeadStatus.SIGNED_IN: self._analyse,
            LeadStatus.ANALYSING: self._dispose,
            LeadStatus.DISPOSAL_PENDING: partial(self._sign, disposing.approve_disposal, "dispose"),
            LeadStatus.TALKING: self._talk,
            LeadStatus.VERIFYING: self._verify,
            LeadStatus.RESULT_PENDING: self._conclude,
            LeadStatus.CLOSING: self._archive,
        }

    # -- the steps -----------------------------------------------------------------------------------

    def _act(
        self, login: str, verb: Callable[..., Any], view: LeadView, second: str = "", **given: Any
    ) -> Any:
        """One act on the lead as it stands now."""
        now: LeadRow = self.stage.ask("lead1", views.find, code=view.row.number)
        given |= {"lead_id": view.row.id, "version": now.version}
        return self.stage.do(login, verb, second, **given)

    def _ids(self, *logins: str) -> tuple[str, ...]:
        return tuple(self.stage.ids[login] for login in logins)

    def _propose_assignment(self, view: LeadView) -> None:
        given = {"office": "JC", "clerk_id": self.stage.ids["clerk1"]}
        opinion = "属第一监督检查室职责范围，建议由其承办"
        self._act("lead1", assigning.propose_assignment, view, opinion=opinion, **given)

    def _sign(self, verb: Callable[..., Any], stage: str, view: LeadView) -> None:
        """Whoever is next by the matrix."""
        waiting = [
            s for r in view.rounds[-1:] for s in r.steps if s.stage == stage and not s.decision
        ]
        login = _SIGNERS[waiting[0].role] if waiting else "chief1"
        self._act(login, verb, view, opinion="同意")

    def _hand_over(self, view: LeadView) -> None:
        self._act("lead1", assigning.hand_over, view, pages=self.chance.randint(3, 40))
        self._act("clerk1", assigning.sign_in, view)

    def _analyse(self, view: LeadView) -> None:
        self._act("clerk1", disposing.analyse, view, handlers=self._ids(*_HANDLERS))

    def _dispose(self, view: LeadView) -> None:
        way = self.chance.choices((Way.TALK, Way.VERIFY, Way.PARK, Way.CLOSE), (4, 4, 1, 2))[0]
        there = ("head1", *_HANDLERS)
        said = ("同意承办人意见", "问题具体，建议按此方式处置", "同意，注意工作方法")
        meeting = Meeting(
            held_at=self.stage.clock.at,
            place="三楼会议室",
            host=self.stage.ids["head1"],
            level="office",
            conclusion="经集体研究，意见一致",
            way=way,
            opinions=tuple(
                Opinion(who, text, way) for who, text in zip(self._ids(*there), said, strict=True)
            ),
        )
        met = self._act("handler1", disposing.hold_meeting, view, meeting=meeting)
        review = clock.day(self.stage.clock.at) + timedelta(days=150) if way == Way.PARK else None
        self._act(
            "handler1",
            disposing.propose_disposal,
            view,
            way=way,
            meeting_id=met,
            proposal="综合研判，建议按此方式处置",
            plan=self._plan(),
            review_on=review,
        )

    def _plan(self) -> Plan:
        return Plan(
            basis="所附材料",
            questions="反映的主要问题",
            methods="谈话、调取、查询",
            steps="先外围后核心",
            time="三十日内",
            scope="所涉单位",
            measures="调取、查询",
            safety="两人以上，专人陪同",
            group=self._ids(*_HANDLERS),
        )

    def _talk(self, view: LeadView) -> None:
        """The letter goes out, its answer comes, the report goes up; one step a time."""
        kinds = {p.kind for p in view.papers}
        if "inquiry" not in kinds:
            given = {"letter_no": f"函{view.row.number[-9:-2]}", "unit": view.persons[0].unit}
            self._act("handler1", talking.issue_inquiry, view, to_head_himself=False, **given)
        elif "reply" not in kinds:
            reply = LeadPaper("reply", f"复{view.row.number[-9:-2]}", "书面说明")
            by = "单位党组织主要负责人"
            self._act("handler1", talking.reply_inquiry, view, reply=reply, signed_by=by)
        else:
            outcome = self.chance.choice(("believed", "first_form"))
            text = "本人说明与调取的材料一致"
            self._act("handler1", talking.report, view, outcome=outcome, text=text)

    def _verify(self, view: LeadView) -> None:
        if not view.measures:
            given = {"measure": "retrieve", "target": "会计凭证", "reason": "核实资金去向"}
            number = f"批{view.row.number[-9:-2]}"
            self._act(
                "handler1", verifying.use_measure, view, "leader1", approval_no=number, **given
            )
            return
        text = "经初核，反映的主要问题有证据证明，建议如下"
        self._act("handler1", verifying.sign_report, view, text=text)
        self._act("handler2", verifying.sign_report, view)
        outcome = self.chance.choice(("file", "close", "remind"))
        self._act("handler1", verifying.verification_report, view, outcome=outcome)

    def _conclude(self, view: LeadView) -> None:
        if view.rounds[-1].way == Way.VERIFY:
            self._sign(verifying.conclude_verification, "conclude_verification", view)
            return
        waiting = [s for s in view.rounds[-1].steps if s.stage == "conclude_talk"]
        login = _SIGNERS[next(s.role for s in waiting if not s.decision)]
        reply = f"告{view.row.number[-9:-2]}"
        self._act(login, talking.conclude, view, opinion="同意", written_reply=reply)

    def _archive(self, view: LeadView) -> None:
        if self.chance.random() < 0.5:
            self._act(
                "handler1",
                endings.archive,
                view,
                "lead1",
                volume=f"卷{view.row.number[-9:-2]}",
                not_there=("instruction", "feedback", "report"),
                reason="按所采取的处置方式无该类材料",
            )
