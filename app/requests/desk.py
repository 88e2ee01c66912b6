"""工作台: my tasks by role, each pile counted, the most urgent first; and what a scan means in the books."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, feeds, registry
from app.actor import Actor
from app.cases import service as cases
from app.custody import holds, labelling, rules
from app.custody.types import Event
from app.deadlines import service as deadlines
from app.identity.roles import Role
from app.requests import views
from app.requests.scanning import note_refused, note_unknown, scan
from app.requests.types import IN_DOUBT, Desk, Pile, RequestRow, RequestStatus, Task
from app.states import Custody
from db.identity import queries as people
from db.labels import queries as label_queries
from db.requests import desk as queries
from db.requests import queries as request_queries
from db.signatures import queries as signature_queries

__all__ = ["desk", "note_refused", "note_unknown", "scan"]
Filler = Callable[[Session, Actor, datetime], Pile]
#: How many lines of a pile the desk shows; the count tells the rest.
SHOWN: Final = 50
#: How long an approval that lapsed stays with who asked for it: from the lapse, for one may stand for a month.
_LAPSED_SHOWN: Final = timedelta(days=14)
_STORE: Final = (Role.CUSTODIAN, Role.STORE_HEAD)
#: Whose pile is which, in the order of the desk: what is late first.
PILES: Final[dict[str, tuple[str, ...]]] = {
    "overdue": (*_STORE, Role.OVERSIGHT, Role.HEAD, Role.LEADER, Role.HANDLER),
    "to_hand_over": _STORE,
    "to_dispose": tuple(
        dict.fromkeys(role for event in holds.WAYS for role in rules.starts(Event(event)))
    ),
    "to_receive": _STORE,
    "to_approve": (Role.HEAD, Role.LEADER),
    "on_hold": (*_STORE, Role.OVERSIGHT, Role.HEAD),
    "moving_long": (*_STORE, Role.OVERSIGHT),
    "due_tomorrow": (*_STORE, Role.HANDLER),
    "i_hold": (Role.HANDLER,),
    "my_requests": (Role.HANDLER,),
    "owed_labels": _STORE,
    "owed_scans": (*_STORE, Role.CASHIER, Role.HANDLER),
}


#: Piles of features that stand above: who has one, and what fills it. They come after the storeroom's.
_MORE: Final[dict[str, tuple[tuple[Role, ...], Filler, tuple[Role, ...]]]] = {}


def add(kind: str, roles: tuple[Role, ...], filler: Filler, always: tuple[Role, ...] = ()) -> None:
    """Let a feature above put its pile on the desk: for whom it is his daily work (`always`) also when it is empty."""
    _MORE[kind] = (roles, filler, always)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who asks, when, and which cases he may see."""

    session: Session
    actor: Actor
    now: datetime
    among: Sequence[str] | None
    without: Sequence[str]

    def rule(self, name: str) -> Any:
        """A limit in force today."""
        return deadlines.value(self.session, name, clock.day(self.now))


@registry.query("custody.desk")
def desk(session: Session, actor: Actor, now: datetime) -> Desk:
    """My tasks by role; a pile that is not mine is empty, and so are the storeroom's in a copy that holds none of it."""
    whole = not feeds.is_copy(session)
    among, without = cases.visible_to(session, actor)
    asked = _Asked(session, actor, now, among, without)
    shown = tuple(kind for kind, roles in PILES.items() if whole and actor.has(*roles))
    piles = {kind: _FILL[kind](asked) if kind in shown else Pile(kind) for kind in PILES}
    for kind, (roles, filler, always) in _MORE.items():
        piles[kind] = filler(session, actor, now) if actor.has(*roles) else Pile(kind)
        # somebody who has only to answer letters now and then needs no tile that says none
        shown = (*shown, kind) if piles[kind].count or actor.has(*always) else shown
    return Desk(shown=shown, whole=whole, **piles)


def _pile(kind: str, tasks: Iterable[Task], count: int | None = None) -> Pile:
    kept = tuple(tasks)
    return Pile(kind, len(kept) if count is None else count, kept[:SHOWN])


def _days(asked: _Asked, since: datetime | None) -> int:
    return max((asked.now - since).days, 0) if since else 0


# -- cards ---------------------------------------------------------------------------------------------


def _card(asked: _Asked, kind: str, row: Any, since: datetime | None, **more: Any) -> Task:
    item = row.Item
    return Task(
        kind=kind,
        object_kind="item",
        id=item.id,
        number=item.number,
        title=item.name,
        case_number=row.case_number,
        state=more.pop("state", f"status.{item.custody}"),
        since=since,
        days=more.pop("days", _days(asked, since)),
        **more,
    )


def _to_receive(asked: _Asked) -> Pile:
    states = (Custody.PENDING,)
    rows = queries.in_states(asked.session, states, asked.among, asked.without, SHOWN)
    count = queries.count_in(asked.session, states, asked.among, asked.without)
    day = clock.day(asked.now)
    limit = {
        storage: timedelta(days=deadlines.days_to_deliver(asked.session, storage, day))
        for storage in {r.Item.storage for r in rows}
    }
    return _pile(
        "to_receive",
        (
            _card(
                asked,
                "to_receive",
                r,
                r.Item.declared_at,
                due_at=r.Item.measured_at + limit[r.Item.storage],
            )
            for r in rows
        ),
        count,
    )


def _on_hold(asked: _Asked) -> Pile:
    states = (Custody.HOLD, Custody.MISSING)
    rows = queries.in_states(asked.session, states, asked.among, asked.without, SHOWN)
    count = queries.count_in(asked.session, states, asked.among, asked.without)
    why = queries.opened(asked.session, [r.Item.id for r in rows])
    tasks = []
    for row in rows:
        stands = why.get(row.Item.id)
        tasks.append(
            _card(
                asked,
                "on_hold",
                row,
                stands.opened_at if stands else None,
                state=f"difference.{stands.kind}" if stands else f"status.{row.Item.custody}",
                tell=("role.head", "role.oversight"),
            )
        )
    return _pile("on_hold", tasks, count)


def _moving_long(asked: _Asked) -> Pile:
    before = asked.now - timedelta(hours=asked.rule("moving_hours"))
    rows = queries.picked_up(asked.session, before, asked.among, asked.without)
    names = people.names(asked.session, {r.Item.holder for r in rows})
    return _pile(
        "moving_long",
        (_card(asked, "moving_long", r, r.since, who=names.get(r.Item.holder, "")) for r in rows),
    )


def _to_dispose(asked: _Asked) -> Pile:
    """What was decided and waits to be carried out by the viewer, then what was handed out and is not signed for."""
    visible = (asked.among, asked.without)
    ways = [
        way for event, way in holds.WAYS.items() if asked.actor.has(*rules.starts(Event(event)))
    ]
    rows = queries.to_dispose(asked.session, ways, *visible, SHOWN)
    names = people.names(asked.session, {r.requester for r in rows})
    tasks = [
        _card(
            asked,
            "to_dispose",
            row,
            row.since,
            who=names.get(row.requester, ""),
            state=f"way.{row.Item.way}",
        )
        for row in rows
    ]
    count = queries.count_to_dispose(asked.session, ways, *visible)
    if asked.actor.has(*rules.starts(Event.SIGN_TRANSFER)):
        out = queries.to_be_signed(asked.session, *visible, SHOWN)
        tasks += [_card(asked, "to_dispose", r, r.since, who=r.Item.holder) for r in out]
        count += queries.count_in(asked.session, (Custody.HANDOVER,), *visible)
    return _pile("to_dispose", tasks, count)


# -- loans ---------------------------------------------------------------------------------------------


def _loans(asked: _Asked, kind: str, **which: Any) -> list[Task]:
    mine = asked.actor.id if kind == "i_hold" or not _sees_others(asked) else ""
    rows = queries.loans(
        asked.session, among=asked.among, without=asked.without, borrower=mine, **which
    )
    names = people.names(asked.session, {r.Loan.borrower for r in rows})
    return [_loan(asked, kind, r, names.get(r.Loan.borrower, "")) for r in rows]


def _sees_others(asked: _Asked) -> bool:
    return asked.actor.has(*_STORE, Role.OVERSIGHT, Role.HEAD, Role.LEADER)


def _loan(asked: _Asked, kind: str, row: Any, who: str) -> Task:
    loan = row.Loan
    late = _days(asked, loan.due_at)
    return _card(
        asked,
        kind,
        row,
        loan.out_at,
        who=who,
        due_at=loan.due_at,
        days=late if kind == "overdue" else _days(asked, loan.out_at),
        tell=_tell(asked, late) if loan.due_at < asked.now else (),
    )


def _tell(asked: _Asked, days: int) -> tuple[str, ...]:
    """Who must be told of a thing that many days late (C49): the head from D+1, the overseers from D+3."""
    told = ["role.handler"]
    if days >= asked.rule("overdue_head_days"):
        told.append("role.head")
    if days >= asked.rule("overdue_oversight_days"):
        told.append("role.oversight")
    return tuple(told)


def _overdue(asked: _Asked) -> Pile:
    """Late now: keepers and borrowers see all of theirs, heads and overseers from the day they must be told."""
    tasks = _loans(asked, "overdue", due_before=asked.now)
    if not asked.actor.has(*_STORE, Role.HANDLER):
        roles = {f"role.{role}" for role in asked.actor.roles}
        if "role.leader" in roles:
            roles.add("role.oversight")
        tasks = [t for t in tasks if roles & set(t.tell)]
    return _pile("overdue", tasks)


def _due_tomorrow(asked: _Asked) -> Pile:
    today = clock.local(asked.now).replace(hour=0, minute=0, second=0, microsecond=0)
    end = today + timedelta(days=2)
    return _pile("due_tomorrow", _loans(asked, "due_tomorrow", due_from=asked.now, due_before=end))


def _i_hold(asked: _Asked) -> Pile:
    return _pile("i_hold", _loans(asked, "i_hold"))


# -- requests and labels -------------------------------------------------------------------------------


def _request(asked: _Asked, kind: str, row: RequestRow) -> Task:
    since = row.decided_at or row.submitted_at
    return Task(
        kind=kind,
        object_kind="request",
        id=row.id,
        number=row.number,
        title=row.reason,
        case_number=row.case_number,
        who=row.requester_name,
        state=f"request_kind.{row.kind}" if kind != "my_requests" else f"status.{row.status}",
        since=since,
        due_at=row.due_at,
        days=_days(asked, since),
    )


def _to_hand_over(asked: _Asked) -> Pile:
    rows = views.rows_of(asked.session, views.ready(asked.session, asked.actor))
    return _pile("to_hand_over", (_request(asked, "to_hand_over", r) for r in rows))


def _to_approve(asked: _Asked) -> Pile:
    found = views.waiting_for(asked.session, asked.actor, asked.now)
    rows = views.rows_of(asked.session, found)
    return _pile("to_approve", (_request(asked, "to_approve", r) for r in rows))


def _my_requests(asked: _Asked) -> Pile:
    """What is under way, and approvals that lapsed unused: until he asked anew, or knows it long enough."""
    open_ = (RequestStatus.SENT_BACK, RequestStatus.APPROVED, RequestStatus.SUBMITTED)
    found = request_queries.of_requester(asked.session, asked.actor.id, open_, asked.without)
    lapsed = request_queries.lapsed(
        asked.session, asked.actor.id, asked.now - _LAPSED_SHOWN, asked.without
    )
    rows = views.rows_of(asked.session, (*found, *lapsed))
    return _pile("my_requests", (_request(asked, "my_requests", r) for r in rows))


def _owed_labels(asked: _Asked) -> Pile:
    """Labels to print; one of which nothing was heard since it was sent stands first: somebody must look."""
    found = label_queries.owed_items(asked.session, asked.among, asked.without, SHOWN)
    doubtful = labelling.in_doubt(asked.session, [label for label, _ in found])
    tasks = [
        Task(
            kind="owed_labels",
            object_kind="item",
            id=item.id,
            number=item.number,
            title=item.name,
            state=IN_DOUBT if label.id in doubtful else f"status.{item.custody}",
            since=label.made_at,
            days=_days(asked, label.made_at),
        )
        for label, item in sorted(found, key=lambda pair: pair[0].id not in doubtful)
    ]
    count = label_queries.owed_item_count(asked.session, asked.among, asked.without)
    return _pile("owed_labels", tasks, count)


def _owed_scans(asked: _Asked) -> Pile:
    """Papers that were signed by hand and are still to be scanned; red from the day they were due."""
    rows = signature_queries.owed(asked.session, asked.among, asked.without, SHOWN)
    tasks = [
        Task(
            kind="owed_scans",
            object_kind="sheet",
            id=row.Signature.id,
            number=row.Signature.number,
            title=row.Signature.name,
            case_number=row.case_number,
            state="signed.paper",
            since=row.Signature.signed_at,
            due_at=row.Signature.due_at,
            days=_days(asked, row.Signature.signed_at),
        )
        for row in rows
    ]
    count = signature_queries.owed_count(asked.session, asked.among, asked.without)
    return _pile("owed_scans", tasks, count)


_FILL: Final[dict[str, Callable[[_Asked], Pile]]] = {
    "overdue": _overdue,
    "to_hand_over": _to_hand_over,
    "to_dispose": _to_dispose,
    "to_receive": _to_receive,
    "to_approve": _to_approve,
    "on_hold": _on_hold,
    "moving_long": _moving_long,
    "due_tomorrow": _due_tomorrow,
    "i_hold": _i_hold,
    "my_requests": _my_requests,
    "owed_labels": _owed_labels,
    "owed_scans": _owed_scans,
}
