"""The law of the case ledger, and who may see a case."""

from typing import Final

from app.cases.types import CaseEvent as E
from app.cases.types import CaseStatus as S
from app.identity.roles import Role as R
from app.ledger.law import Row, require

_OVER_ALL: Final = (R.OVERSIGHT,)
ROWS: Final = (
    Row(
        E.OPEN_CASE,
        ("",),
        (S.ACTIVE,),
        (R.HANDLER, R.HEAD),
        records=("number", "alias", "department"),
    ),
    # of a settled case only who must keep away: that follows from its lead
    Row(E.CHANGE_TEAM, (S.ACTIVE, S.SETTLED), (), (R.HEAD, R.LEADER)),
    Row(E.ADD_PERSON, (S.ACTIVE,), (), (R.HANDLER, R.HEAD)),
    # 立案: a ledger that stood before its case, by those who file the lead
    Row(E.FILE, (S.ACTIVE,), (), (R.CHIEF, R.COMMITTEE), records=("filing_no",)),
    Row(
        E.SETTLE,
        (S.ACTIVE,),
        (S.SETTLED,),
        (R.HEAD,),
        seconds=_OVER_ALL,
        second=True,
        basis="案结物清",
    ),
    Row(
        E.REOPEN,
        (S.SETTLED,),
        (S.ACTIVE,),
        _OVER_ALL,
        seconds=(R.LEADER,),
        second=True,
        records=("reason",),
    ),
)
LAW: Final[dict[str, Row]] = {row.event: row for row in ROWS}
KINDS: Final = ("discipline", "duty_violation", "duty_crime", "inspection", "lead", "received")


def step(event: E, status: str) -> Row:
    """The row of the law that allows the event now, or a refusal (R06)."""
    return require(LAW, event, status)
