"""Who has to agree to what (casework §3.5): dated rows, the first that fits rules; leads of own staff have their own."""

from collections.abc import Collection
from datetime import date
from typing import Final, NamedTuple

from app.identity.roles import Role as R
from app.leads.types import Stage, Way


class Rule(NamedTuple):
    """One row: stage and way (empty: any), whom it is for, who agrees in order, since when, by what."""

    stage: Stage
    way: str
    who: str
    roles: tuple[str, ...]
    since: date
    basis: str
    until: date | None = None


#: Whom a row is for, the narrowest first.
LOWER_HEAD: Final = "lower_head"
KEY: Final = "key"
ANYBODY: Final = ""
_FROM: Final = date(2017, 1, 20)
_RULES: Final = "监督执纪规则"
ROWS: Final = (
    Rule(Stage.ASSIGN, "", ANYBODY, (R.CHIEF,), _FROM, f"{_RULES} 第23条"),
    # 谈话函询: 分管领导; the head of the next lower committee: 主要负责人
    Rule(Stage.DISPOSE, Way.TALK, LOWER_HEAD, (R.LEADER, R.CHIEF), _FROM, f"{_RULES} 第27条"),
    Rule(Stage.DISPOSE, Way.TALK, ANYBODY, (R.LEADER,), _FROM, f"{_RULES} 第27条"),
    # 初核: 主要负责人; the head of the next lower committee: 同级党委主要负责人 too
    Rule(
        Stage.DISPOSE,
        Way.VERIFY,
        LOWER_HEAD,
        (R.LEADER, R.CHIEF, R.COMMITTEE),
        _FROM,
        f"{_RULES} 第33条",
    ),
    Rule(Stage.DISPOSE, Way.VERIFY, ANYBODY, (R.LEADER, R.CHIEF), _FROM, f"{_RULES} 第33条"),
    Rule(Stage.DISPOSE, Way.PARK, LOWER_HEAD, (R.LEADER, R.CHIEF), _FROM, f"{_RULES} 第21条"),
    Rule(Stage.DISPOSE, Way.PARK, KEY, (R.LEADER, R.CHIEF), _FROM, f"{_RULES} 第21条"),
    Rule(Stage.DISPOSE, Way.PARK, ANYBODY, (R.LEADER,), _FROM, f"{_RULES} 第21条"),
    Rule(Stage.DISPOSE, Way.CLOSE, LOWER_HEAD, (R.LEADER, R.CHIEF), _FROM, f"{_RULES} 第21条"),
    Rule(Stage.DISPOSE, Way.CLOSE, KEY, (R.LEADER, R.CHIEF), _FROM, f"{_RULES} 第21条"),
    Rule(Stage.DISPOSE, Way.CLOSE, ANYBODY, (R.LEADER,), _FROM, f"{_RULES} 第21条"),
    Rule(Stage.CONCLUDE_TALK, "", LOWER_HEAD, (R.LEADER, R.CHIEF), _FROM, f"{_RULES} 第30条"),
    Rule(Stage.CONCLUDE_TALK, "", ANYBODY, (R.LEADER,), _FROM, f"{_RULES} 第30条"),
    Rule(Stage.VERIFY, "", LOWER_HEAD, (R.CHIEF, R.COMMITTEE), _FROM, f"{_RULES} 第33条"),
    Rule(Stage.VERIFY, "", ANYBODY, (R.CHIEF,), _FROM, f"{_RULES} 第33条"),
    Rule(Stage.CONCLUDE_VERIFICATION, "", ANYBODY, (R.CHIEF,), _FROM, f"{_RULES} 第35条"),
    Rule(Stage.FILE, "", ANYBODY, (R.CHIEF, R.COMMITTEE), _FROM, f"{_RULES} 第38条"),
)


def classes(*, lower_head: bool, key: bool) -> tuple[str, ...]:
    """Whom a lead's rows may be for, the narrowest first."""
    return (*((LOWER_HEAD,) if lower_head else ()), *((KEY,) if key else ()), ANYBODY)


def roles(
    stage: Stage, day: date, *, way: str = "", who: Collection[str] = (ANYBODY,)
) -> tuple[str, ...]:
    """Who has to agree, in order, by the rows that are valid on a day."""
    return _rule(stage, day, way, who).roles


def basis(stage: Stage, day: date, *, way: str = "", who: Collection[str] = (ANYBODY,)) -> str:
    """The rule that says so."""
    return _rule(stage, day, way, who).basis


def _rule(stage: Stage, day: date, way: str, who: Collection[str]) -> Rule:
    for kind in who:
        for row in ROWS:
            valid = row.since <= day and (row.until is None or day <= row.until)
            if valid and row.stage == stage and row.way in ("", way) and row.who == kind:
                return row
    raise LookupError(stage, way, who)
