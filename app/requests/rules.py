"""The law of requests: approval is one act, execution another; who has to agree to what."""

from typing import Final

from app.identity.roles import WORKING
from app.identity.roles import Role as R
from app.ledger.law import Row, require
from app.requests.types import RequestEvent as E
from app.requests.types import RequestKind as K
from app.requests.types import RequestStatus as S

_APPROVERS: Final = (R.HEAD, R.LEADER)
ROWS: Final = (
    Row(E.SUBMIT, ("",), (S.SUBMITTED,), (R.HANDLER,), records=("reason", "terms")),
    Row(E.AMEND, (S.SUBMITTED, S.SENT_BACK), (S.SUBMITTED,), (R.HANDLER,)),
    Row(E.APPROVE_STEP, (S.SUBMITTED,), (S.SUBMITTED,), _APPROVERS, records=("opinion", "version")),
    Row(E.APPROVE, (S.SUBMITTED,), (S.APPROVED,), _APPROVERS, records=("opinion", "version")),
    Row(E.SEND_BACK, (S.SUBMITTED,), (S.SENT_BACK,), _APPROVERS, records=("opinion",)),
    Row(
        E.REJECT,
        (S.SUBMITTED, S.SENT_BACK, S.APPROVED),
        (S.REJECTED,),
        _APPROVERS,
        records=("opinion",),
    ),
    Row(E.WITHDRAW, (S.SUBMITTED, S.SENT_BACK, S.APPROVED), (S.WITHDRAWN,), (R.HANDLER,)),
    # time alone does it and nobody decides anything: any station may note it, whoever works there
    Row(E.EXPIRE, (S.APPROVED,), (S.EXPIRED,), WORKING),
    Row(E.EXECUTE, (S.APPROVED,), (S.APPROVED, S.DONE), (R.CUSTODIAN, R.CASHIER, R.HEAD, R.LEADER)),
    Row(
        E.DROP_ITEM,
        (S.APPROVED,),
        (S.APPROVED, S.DONE, S.EXPIRED),
        (R.STORE_HEAD,),
        records=("items",),
    ),
)
#: 处置方式: what a disposal may ask for (words: way.*).
WAYS: Final = ("return", "transfer", "treasury", "sell", "destroy", "archive")
#: Ways whose decision names who gets the thing: at the counter it goes to nobody else (E26, E27, C70).
TO_SOMEBODY: Final = ("return", "transfer")
LAW: Final[dict[str, Row]] = {row.event: row for row in ROWS}


def step(event: E, status: str) -> Row:
    """The row of the law that allows the event now, or a refusal (R06)."""
    return require(LAW, event, status)


def approvals(kind: str, *, valuable: bool, secret: bool, other_case: bool) -> tuple[str, ...]:
    """The roles that must agree, in order (custody.md §1.11).

    A check-out: the head of the handling department; valuables, cash and secrets also the leader; an
    item of another case the head of that case too. A disposal: the reviewing head, then the leader.
    """
    steps: list[str] = [R.HEAD]
    if other_case:
        steps.append("owner_head")
    if kind == K.DISPOSAL or valuable or secret:
        steps.append(R.LEADER)
    return tuple(steps)
