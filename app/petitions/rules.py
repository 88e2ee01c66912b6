"""The law of petitions: every step of casework §2.4, whose hands it takes, and what must be written down."""

from typing import Final

from app.identity.roles import Role as R
from app.ledger.law import Row, require
from app.petitions.types import Event as E
from app.petitions.types import Status as S

#: 信访室 at county level and above; a desk of a village or a street only takes in.
CLERKS: Final = (R.PETITION_CLERK, R.PETITION_HEAD)
DESKS: Final = (*CLERKS, R.PETITION_DESK)
HEAD: Final = (R.PETITION_HEAD,)
LEADERS: Final = (R.LEADER, R.CHIEF)
HANDLERS: Final = (R.OFFICE_CLERK, R.HANDLER)
#: Who looks after the handling of all petitions.
OVERSEERS: Final = (R.LEAD_CLERK, R.OVERSIGHT)
CUSTODIAN: Final = (R.IDENTITY_CUSTODIAN,)

#: Given in, and not yet decided on.
EARLY: Final = (S.RECEIVED, S.REGISTERED, S.SCREENING)
#: Whom it is about is looked at when it is registered: until then, and when it then goes on sealed, it may be about
#: the leader who would read it.
NOT_FOR_LEADERS: Final = (S.RECEIVED, S.SEALED)
#: Decided on, and nothing more to be done by anybody here.
KEPT_ONLY: Final = (S.FORWARDED, S.ROUTED_OUT, S.REFUSED, S.REPEAT, S.EMPTY)
HANDLED: Final = (S.ACCEPTED, S.TRANSFERRED, S.SIGNED, S.HANDLING, S.ASSIGNED)
DONE: Final = (S.CLOSED, S.FED_BACK)
ENDED: Final = (S.ARCHIVED, S.VOID, S.SEALED)
NUMBERED: Final = (S.REGISTERED, S.SCREENING, *KEPT_ONLY, *HANDLED, *DONE)
LIVE: Final = (S.RECEIVED, *NUMBERED)
ALWAYS: Final = (*LIVE, S.ARCHIVED)

#: Of this level to deal with as far as is known: who gave his name for it is owed the notice of acceptance.
OWES_NOTICE: Final = (
    *(S.REGISTERED, S.SCREENING, S.REPEAT),
    *(S.ACCEPTED, S.TRANSFERRED, S.SIGNED, S.HANDLING),
    *DONE,
)

#: Clocks that only the proof of having told the reporter meets.
TOLD_ON_PROOF: Final = ("T-P3", "T-P4")
#: With what such a clock stops when nobody is owed it any more: a repeat, a correction (another begins), not ours.
#: An archived petition is none of these: who was not told by then was not told.
_NO_LONGER_OWED: Final = frozenset({"repeat", "AMEND", "VOID", "DIVERT"})

ROWS: Final = (
    Row(E.RECEIVE, ("",), (S.RECEIVED,), DESKS, records=("channel", "received_at", "originals")),
    Row(E.REGISTER, (S.RECEIVED,), (S.REGISTERED,), CLERKS, records=("number",)),
    Row(E.SCREEN, (S.REGISTERED,), (S.SCREENING,), CLERKS),
    Row(E.ACCEPT, (S.SCREENING,), (S.ACCEPTED,), CLERKS, basis="工作规则 第4条"),
    Row(E.FORWARD, (S.SCREENING,), (S.FORWARDED,), HEAD, records=("target", "package")),
    Row(
        E.ASSIGN,
        (S.SCREENING,),
        (S.ASSIGNED,),
        HEAD,
        seconds=LEADERS,
        second=True,
        records=("target", "package"),
        basis="工作规则 第21条",
    ),
    Row(E.ROUTE_OUT, (S.SCREENING,), (S.ROUTED_OUT,), CLERKS, records=("competent", "guidance")),
    Row(E.REFUSE, (S.SCREENING,), (S.REFUSED,), HEAD, records=("ground",)),
    Row(
        E.KEEP_AS_REPEAT,
        (S.SCREENING,),
        (S.REPEAT,),
        CLERKS,
        seconds=CLERKS,
        second=True,
        records=("first", "no_new_facts"),
        basis="工作规则 第14条",
    ),
    Row(E.KEEP_AS_EMPTY, (S.SCREENING,), (S.EMPTY,), HEAD, records=("reason",)),
    Row(
        E.TRANSFER,
        (S.ACCEPTED,),
        (S.TRANSFERRED,),
        CLERKS,
        records=("office",),
        basis="工作规则 第14条",
    ),
    Row(E.SIGN_IN, (S.TRANSFERRED,), (S.SIGNED,), (R.OFFICE_CLERK,), basis="工作规则 第14条"),
    Row(
        E.GIVE_BACK,
        (S.SIGNED,),
        (S.SCREENING,),
        (R.OFFICE_CLERK,),
        seconds=(R.LEADER,),
        second=True,
        records=("ground", "reason"),
        basis="工作规则 第17条",
    ),
    # what it was kept as a repeat of is another matter: it follows from undoing that link, nobody does it by itself
    Row(E.SCREEN_AGAIN, (S.REPEAT,), (S.SCREENING,), CLERKS, records=("other", "reason")),
    Row(E.CONVERT, (S.SIGNED,), (S.HANDLING,), (R.OFFICE_CLERK, R.LEAD_CLERK), records=("lead",)),
    Row(
        E.CLOSE,
        (S.HANDLING,),
        (S.CLOSED,),
        HANDLERS,
        seconds=LEADERS,
        second=True,
        records=("outcomes", "text"),
    ),
    Row(E.FEED_BACK, (S.CLOSED,), (S.FED_BACK,), HANDLERS, records=("way", "proof")),
    Row(
        E.OBJECT,
        (S.FED_BACK,),
        (S.FED_BACK, S.HANDLING),
        (*HANDLERS, *CLERKS),
        records=("objection", "explanation"),
    ),
    Row(
        E.ARCHIVE,
        (*KEPT_ONLY, S.ASSIGNED, *DONE),
        (S.ARCHIVED,),
        CLERKS,
        records=("volume", "manifest"),
    ),
    Row(E.VOID, (S.RECEIVED,), (S.VOID,), CLERKS, records=("reason",)),
    Row(E.DIVERT, (S.RECEIVED,), (S.SEALED,), DESKS, records=("erased",), basis="工作规则 第15条"),
    Row(E.CLASSIFY, EARLY, (), CLERKS, records=("matter", "was", "now"), basis="工作规则 第4条"),
    Row(
        E.AMEND,
        LIVE,
        (),
        CLERKS,
        seconds=CLERKS,
        second=True,
        records=("field", "was", "now", "reason"),
    ),
    Row(E.NOTIFY, NUMBERED, (), CLERKS, records=("way", "proof"), basis="工作规则 第25条"),
    Row(E.VERIFY_NAME, LIVE, (), CLERKS, records=("way",), basis="工作规则 第24条"),
    Row(E.SUPPLEMENT, NUMBERED, (), (*CLERKS, *HANDLERS), records=("originals",)),
    Row(E.LINK, ALWAYS, (), CLERKS, records=("other", "kind", "score")),
    Row(E.UNLINK, ALWAYS, (), CLERKS, records=("other", "reason")),
    Row(
        E.EXTEND,
        NUMBERED,
        (),
        (*CLERKS, *HANDLERS),
        seconds=LEADERS,
        second=True,
        records=("rule", "reason"),
        basis="工作规则 第21条",
    ),
    Row(E.RECUSE, ALWAYS, (), (*HEAD, *LEADERS), records=("account", "reason")),
    Row(E.PROTECT, LIVE, (), CLERKS, records=("level",)),
    Row(E.ASK_IDENTITY, ALWAYS, (), (*CLERKS, *HANDLERS), records=("reason",)),
    Row(E.DECIDE_IDENTITY, ALWAYS, (), CUSTODIAN, records=("decision", "motivation")),
    Row(E.SHOW_IDENTITY, ALWAYS, (), (*CLERKS, *HANDLERS)),
    Row(
        E.ERASE_IDENTITY,
        ALWAYS,
        (),
        CUSTODIAN,
        seconds=HEAD,
        second=True,
        records=("reason",),
    ),
    Row(E.ORDER, NUMBERED, (), (*OVERSEERS, *LEADERS), records=("number", "demand", "due")),
    Row(E.ANSWER_ORDER, NUMBERED, (), (*HANDLERS, *CLERKS), records=("reply",)),
    Row(E.JUDGE_ORDER, NUMBERED, (), (*OVERSEERS, *LEADERS), records=("verdict",)),
    Row(E.NOTE_EFFECT, (*DONE, S.ARCHIVED), (), (*CLERKS, *OVERSEERS), records=("effect",)),
    Row(E.URGE, NUMBERED, (), OVERSEERS, records=("rung",)),
)
LAW: Final[dict[str, Row]] = {row.event: row for row in ROWS}

#: What the superior organ may do to a petition of the lower one: demand and judge (casework §1.1 SUP).
FROM_ABOVE: Final = (E.ORDER, E.JUDGE_ORDER)
#: 检举控告, 申诉, 批评建议: what is accepted; the other two are routed out or kept.
ACCEPTABLE: Final = ("accusation", "appeal", "advice")
#: 不予受理: solvable by litigation and the like; another organ's business; names of offences only.
GROUNDS: Final = ("legal_way", "other_organ", "no_substance")
#: Grounds on which an office gives a petition back (casework §2.4 row 11).
GIVE_BACK_GROUNDS: Final = ("no_substance", "other_organ")
#: Modes in which the reporter is known and must be told.
NAMED: Final = ("named", "joint")
#: A name is checked by telephone or in person, and in no other way (工作规则 第24条).
VERIFY_WAYS: Final = ("phone", "interview")
#: Ways of telling that do not expose the reporter to people around him.
SAFE_WAYS: Final = ("phone", "interview", "registered_letter", "site")
OUTCOMES: Final = ("true", "partly", "untrue", "unverifiable", "false_accusation", "mistaken")
#: Fields that an amendment may change; everything else is told anew as a supplement.
AMENDABLE: Final = (
    "channel",
    "sub_channel",
    "original_channel",
    "received_at",
    "region",
    "reporters",
    "reporter_mode",
    "sensitivity",
)


#: What may be printed of a petition: sheet → its title.
SHEETS: Final = {
    "registration": "信访件登记表",
    "acceptance": "受理告知书",
    "result": "处理结果反馈书",
    "guidance": "告知单",
}
#: Rungs of urging, from the mildest: (name, working days left at most). casework §2.5.
RUNGS: Final = (("remind", 5), ("office_head", 0), ("order", -3), ("leader", -10))


def rung(workdays_left: int) -> str:
    """The rung of the ladder on which a clock stands; empty while nothing need be urged."""
    reached = [name for name, at_most in RUNGS if workdays_left <= at_most]
    return reached[-1] if reached else ""


def step(event: E, status: str) -> Row:
    """The row of the law that allows the event now, or a refusal (R06)."""
    return require(LAW, event, status)


def fell_away(rule: str, proof: str) -> bool:
    """Whether a clock that stopped was not met but no longer owed."""
    return rule in TOLD_ON_PROOF and proof.partition(" ")[0] in _NO_LONGER_OWED


def was_told(proof: str) -> bool:
    """Whether a clock of `TOLD_ON_PROOF` stopped because the reporter was told, and not because of the archive."""
    return bool(proof) and proof != "ARCHIVE"
