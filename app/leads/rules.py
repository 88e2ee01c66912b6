"""The law of leads (casework §3.5), lamps, the measures before a case is filed, and when two leads are one."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from app import errors
from app.identity.roles import Role as R
from app.leads.errors import MeasureBeforeFiling, PlanIncomplete
from app.leads.types import Lamp, LetterState, Matter, Plan, Reported, Way
from app.leads.types import LeadEvent as E
from app.leads.types import LeadStatus as S
from app.ledger.law import Row, require

#: 案件监督管理室: keeps the ledger and handles no lead.
AG: Final = (R.LEAD_CLERK,)
OFFICE: Final = (R.OFFICE_CLERK, R.HANDLER, R.HEAD)
APPROVERS: Final = (R.LEADER, R.CHIEF, R.COMMITTEE)
#: In some office's stock; every other lead is at rest or gone.
STOCK: Final = (
    S.REGISTERED,
    S.ASSIGN_PENDING,
    S.ASSIGNED,
    S.SIGNED_IN,
    S.ANALYSING,
    S.DISPOSAL_PENDING,
    S.TALKING,
    S.TO_VERIFY,
    S.VERIFYING,
    S.RESULT_PENDING,
    S.TO_FILE,
    S.LEAVING,
)
LIVING: Final = (*STOCK, S.PARKED)
_AT_WORK: Final = tuple(s for s in STOCK if s not in (S.REGISTERED, S.ASSIGN_PENDING, S.LEAVING))
#: The code is void or leads on to another lead: nothing hangs on it any more (casework §3.2).
ENDED_CODES: Final = (S.VOID, S.MERGED)
_KNOWN: Final = tuple(s for s in S if s not in ENDED_CODES)
ROWS: Final = (
    Row(E.REGISTER_LEAD, ("",), (S.REGISTERED,), AG, records=("source_ref", "prior")),
    Row(E.ADD_MATTER, LIVING, (), (*AG, R.OFFICE_CLERK)),
    Row(E.ADD_ALIAS, _KNOWN, (), AG),
    Row(E.FLAG_KEY, _KNOWN, (), (*AG, R.LEADER, R.CHIEF)),
    Row(E.FILE_PAPER, _KNOWN, (), (*AG, *OFFICE)),
    Row(E.KEEP_AWAY, _KNOWN, (), (R.LEADER, R.CHIEF, R.HEAD, *AG), basis="监督执纪规则 第67条"),
    Row(E.JOIN_PETITION, _KNOWN, (), (*AG, R.OFFICE_CLERK)),
    Row(
        E.VOID_LEAD,
        (S.REGISTERED,),
        (S.VOID,),
        AG,
        seconds=(R.LEADER, R.CHIEF),
        second=True,
        records=("reason",),
    ),
    Row(
        E.MERGE_LEAD,
        (S.REGISTERED, S.SIGNED_IN, S.ANALYSING),
        (S.MERGED,),
        AG,
        seconds=(R.LEADER, R.CHIEF),
        second=True,
    ),
    Row(E.TAKE_MERGED, LIVING, (), AG),
    # 2–4
    Row(E.PROPOSE_ASSIGNMENT, (S.REGISTERED,), (S.ASSIGN_PENDING,), AG, records=("office",)),
    Row(
        E.APPROVE_ASSIGNMENT,
        (S.ASSIGN_PENDING,),
        (S.ASSIGNED,),
        # the chief's (matrix); a leader in his place
        (R.LEADER, R.CHIEF),
        basis="监督执纪规则 第23条",
    ),
    Row(E.HAND_OVER_LEAD, (S.ASSIGNED,), (), AG),
    Row(E.SIGN_IN_LEAD, (S.ASSIGNED,), (S.SIGNED_IN,), (R.OFFICE_CLERK,)),
    # 5–9
    Row(E.ANALYSE, (S.SIGNED_IN,), (S.ANALYSING,), (R.OFFICE_CLERK, R.HEAD), records=("handlers",)),
    Row(E.HOLD_MEETING, (S.ANALYSING,), (), OFFICE, records=("opinions",)),
    Row(
        E.PROPOSE_DISPOSAL,
        (S.ANALYSING,),
        (S.DISPOSAL_PENDING,),
        OFFICE,
        records=("way", "meeting"),
    ),
    Row(
        E.APPROVE_WAY,
        (S.DISPOSAL_PENDING,),
        (S.DISPOSAL_PENDING, S.TALKING, S.VERIFYING, S.PARKED, S.CLOSING),
        APPROVERS,
    ),
    Row(
        E.SEND_BACK_LEAD,
        (S.ASSIGN_PENDING, S.DISPOSAL_PENDING, S.RESULT_PENDING, S.TO_VERIFY, S.TO_FILE),
        (S.REGISTERED, S.ANALYSING, S.TALKING, S.VERIFYING),
        APPROVERS,
        records=("reason",),
    ),
    # 10–13
    Row(E.ISSUE_INQUIRY, (S.TALKING,), (), OFFICE),
    Row(E.REPLY_INQUIRY, (S.TALKING,), (), OFFICE),
    Row(E.RECORD_TALK, (S.TALKING,), (), OFFICE, records=("staff",)),
    Row(E.REPORT_TALK, (S.TALKING,), (S.RESULT_PENDING,), OFFICE, records=("outcome",)),
    Row(
        E.CONCLUDE_TALK,
        (S.RESULT_PENDING,),
        (S.RESULT_PENDING, S.CLOSING, S.TALKING, S.TO_VERIFY),
        APPROVERS,
    ),
    # 14–18
    Row(
        E.START_VERIFICATION,
        (S.TO_VERIFY,),
        (S.TO_VERIFY, S.VERIFYING),
        APPROVERS,
        records=("plan",),
        basis="监督执纪规则 第33条",
    ),
    Row(
        E.USE_MEASURE,
        (S.VERIFYING,),
        (),
        OFFICE,
        seconds=(R.LEADER, R.CHIEF),
        second=True,
        records=("measure", "approval_no"),
    ),
    Row(E.OPEN_LEDGER, (S.VERIFYING,), (), (R.HANDLER, R.HEAD)),
    Row(E.SIGN_REPORT, (S.VERIFYING,), (), OFFICE),
    Row(E.REPORT_VERIFICATION, (S.VERIFYING,), (S.RESULT_PENDING,), OFFICE, records=("outcome",)),
    Row(
        E.CONCLUDE_VERIFICATION,
        (S.RESULT_PENDING,),
        (S.RESULT_PENDING, S.TO_FILE, S.CLOSING, S.PARKED, S.LEAVING),
        APPROVERS,
    ),
    Row(E.FILE_CASE, (S.TO_FILE,), (S.TO_FILE, S.FILED), APPROVERS),
    # 19–22
    Row(
        E.PARK,
        (S.ANALYSING, S.TO_VERIFY, S.PARKED),
        (S.PARKED,),
        (R.LEADER, R.CHIEF),
        records=("review_on",),
    ),
    # time alone does it, or a new matter: any station may note it
    Row(E.WAKE, (S.PARKED,), (S.ANALYSING,), (*AG, *OFFICE, R.LEADER, R.CHIEF)),
    Row(
        E.TRANSFER_OUT,
        (S.REGISTERED, S.SIGNED_IN, S.ANALYSING, S.TO_VERIFY),
        (S.LEAVING,),
        (R.LEADER, R.CHIEF),
        records=("target", "reason"),
    ),
    Row(E.CONFIRM_TRANSFER, (S.LEAVING,), (S.MOVED,), AG, records=("receipt",)),
    Row(E.RECALL_TRANSFER, (S.LEAVING,), (S.REGISTERED, S.ANALYSING), AG, records=("reason",)),
    Row(
        E.ARCHIVE_LEAD,
        (S.CLOSING, S.FILED, S.MOVED),
        (S.ARCHIVED,),
        (R.OFFICE_CLERK, R.HANDLER),
        seconds=AG,
        second=True,
        records=("materials",),
    ),
    Row(
        E.REOPEN_LEAD,
        (S.CLOSING, S.ARCHIVED),
        (S.ANALYSING,),
        (R.LEADER, R.CHIEF),
        records=("evidence",),
    ),
    # 向上报送 §3.6, 督办 §3.7
    Row(E.REPORT_UPWARD, _KNOWN, (), AG),
    Row(E.CONFIRM_REPORT, _KNOWN, (), AG),
    Row(E.REMIND, STOCK, (), AG),
    Row(E.SEND_LETTER, _KNOWN, (), AG),
    # a letter about a lead that still lies with AG is answered there, and judged by another
    Row(E.ANSWER_LETTER, _KNOWN, (), (*OFFICE, *AG), records=("reply",)),
    Row(E.JUDGE_LETTER, _KNOWN, (), (*AG, R.OVERSIGHT), records=("verdict",)),
)
LAW: Final[dict[str, Row]] = {row.event: row for row in ROWS}


def step(event: E, status: str) -> Row:
    """The row of the law that allows the event now, or a refusal (R06)."""
    return require(LAW, event, status)


# -- ways, outcomes, plans ---------------------------------------------------------------------------

AFTER_DISPOSAL: Final = {
    Way.TALK: S.TALKING,
    Way.VERIFY: S.VERIFYING,
    Way.PARK: S.PARKED,
    Way.CLOSE: S.CLOSING,
}
#: 采信了结 · 第一种形态 · 再次谈话函询 · 转初核
AFTER_TALK: Final = {
    "believed": S.CLOSING,
    "first_form": S.CLOSING,
    "again": S.TALKING,
    "verify": S.TO_VERIFY,
}
#: 立案 · 了结 · 谈话提醒 · 暂存待查 · 移送有关党组织
AFTER_VERIFICATION: Final = {
    "file": S.TO_FILE,
    "close": S.CLOSING,
    "remind": S.CLOSING,
    "park": S.PARKED,
    "transfer": S.LEAVING,
}
PLAN_PARTS: Final = {
    Way.TALK: ("questions", "time", "safety"),
    Way.VERIFY: ("basis", "questions", "methods", "steps", "time", "scope", "measures"),
}
#: What an archive must hold: leader's instructions, approvals, minutes, the report, what was answered.
MATERIALS: Final = ("instruction", "approval", "minutes", "report", "feedback")
PAPERS: Final = (
    *MATERIALS,
    "transfer_letter",
    "plan",
    "inquiry",
    "reply",
    "talk_record",
    "letter_reply",
    "other",
)


def way(named: str) -> Way:
    """One of the four ways; there is no fifth (R16)."""
    if named not in list(Way):
        raise errors.NotAmong.of("lead.way", named, Way, "lead_way")
    return Way(named)


def require_plan(way_: Way, plan: Plan) -> None:
    """The plan holds what its way needs, and names two people at least for a verification."""
    wanted = PLAN_PARTS.get(way_, ())
    missing = [name for name in wanted if not getattr(plan, name).strip()]
    if missing:
        named = [f"plan.{each}" for each in missing]
        raise PlanIncomplete(parts=", ".join(named), part=named[0])
    if wanted and len(set(plan.group)) < 2:
        raise errors.NeedsTwoOfficers


# -- measures ----------------------------------------------------------------------------------------

#: measure → whether it may be used before a case is filed (casework §3.5 row 15); 冻结 搜查 查封 扣押 留置 may not.
MEASURES: Final = {
    "interview": True,  # 谈话
    "retrieve": True,  # 调取
    "inquire": True,  # 查询
    "inspect": True,  # 勘验检查
    "appraise": True,  # 鉴定
    "detain": True,  # 暂扣
    "freeze": False,  # 冻结
    "search": False,  # 搜查
    "seal": False,  # 查封
    "seize": False,  # 扣押
    "custody": False,  # 留置
}
#: What the storeroom calls a measure → the measure of a verification that must have been approved for it.
IN_STORE: Final = {"take": "retrieve", "received": "detain", "voluntary": "detain"}


def require_early_measure(kind: str) -> None:
    """A measure that a verification may use; what needs a filed case is refused (R113)."""
    if kind not in MEASURES:
        raise errors.NotAmong.of("lead.measure", kind, MEASURES, "lead_measure")
    if not MEASURES[kind]:
        raise MeasureBeforeFiling(measure=f"lead_measure.{kind}")


# -- lamps -------------------------------------------------------------------------------------------


def lamp(
    status: str, today: date, decide_by: date | None, red_on: date | None, due_on: date | None
) -> Lamp:
    """Blue in time; yellow past T-L1 or three days before a dated limit; red past two months or past that limit."""
    if status not in STOCK:
        return Lamp.NONE
    if any(day is not None and today > day for day in (red_on, due_on)):
        return Lamp.RED
    late = decide_by is not None and today > decide_by
    near = due_on is not None and (due_on - today).days <= 3
    return Lamp.YELLOW if late or near else Lamp.BLUE


# -- letters -----------------------------------------------------------------------------------------

#: Its office still owes an answer.
OPEN_LETTER: Final = (LetterState.WAITING, LetterState.LATE, LetterState.RETURNED)


def letter_state(
    status: str, level: str, reply_due: date | None, today: date, verdict: str | None
) -> LetterState:
    """How far a letter is; `verdict` is that on its newest answer (None: there is none)."""
    if status == "draft":
        return LetterState.DRAFT
    if level != "head":
        return LetterState.SENT
    if verdict == "cancel":
        return LetterState.SETTLED
    if verdict == "":
        return LetterState.ANSWERED
    if reply_due is not None and today > reply_due:
        return LetterState.LATE
    return LetterState.WAITING if verdict is None else LetterState.RETURNED


# -- when two leads are one --------------------------------------------------------------------------

_ALIKE: Final = 0.5


def person_key(name: str, unit: str) -> str:
    """How the books tell whether two lines name one person: name and unit without spaces, width and case."""
    return f"{_folded(name)}|{_folded(unit)}"


def is_same_person(name: str, unit: str, other_name: str, other_unit: str) -> bool:
    """One name, and one unit or one of the two unknown."""
    if _folded(name) != _folded(other_name):
        return False
    one, two = _folded(unit), _folded(other_unit)
    return not one or not two or one == two or one in two or two in one


def is_same_matter(one: str, other: str) -> bool:
    """Whether two texts tell of one matter: half of their pairs of characters in common."""
    mine, theirs = _pairs(one), _pairs(other)
    if not mine or not theirs:
        return _folded(one) == _folded(other)
    return len(mine & theirs) / len(mine | theirs) >= _ALIKE


def folded(text: str) -> str:
    """A text as two of them are compared."""
    return _folded(text)


def _folded(text: str) -> str:
    return re.sub(r"[\s·・．.,，。、（）()]", "", unicodedata.normalize("NFKC", text)).casefold()


def _pairs(text: str) -> set[str]:
    told = _folded(text)
    return {told[at : at + 2] for at in range(len(told) - 1)}


def require_known(persons: Iterable[Reported], matters: Iterable[Matter]) -> None:
    """A lead names somebody and says something of him."""
    who, what = list(persons), list(matters)
    if not who or not all(p.name.strip() for p in who):
        raise errors.FieldMissing(field="lead.persons")
    if not what or not all(m.summary.strip() for m in what):
        raise errors.FieldMissing(field="lead.matters")


def missing_materials(kinds: Collection[str]) -> tuple[str, ...]:
    """What an archive still lacks, in order."""
    return tuple(kind for kind in MATERIALS if kind not in kinds)
