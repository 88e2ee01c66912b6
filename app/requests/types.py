"""Requests: what is asked, by whom, who still has to agree."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from app.states import RequestEvent, RequestKind, RequestStatus

__all__ = [
    "IN_DOUBT",
    "DelegationRow",
    "Desk",
    "Pile",
    "RequestEvent",
    "RequestItemRow",
    "RequestKind",
    "RequestRow",
    "RequestStatus",
    "RequestView",
    "Scanned",
    "StepRow",
    "Task",
    "Terms",
]


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked for: period, place and carriers of a check-out; institution of an exam; way of a disposal."""

    due_at: datetime | None = None
    place: str = ""
    carriers: tuple[str, ...] = ()
    institution: str = ""
    letter_no: str = ""
    way: str = ""
    basis: str = ""
    receiver: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One approval, given or still missing."""

    place: int
    role: str
    approver: str
    approver_name: str
    on_behalf_name: str
    decision: str
    opinion: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestItemRow:
    """An item of a request; its name stays empty for a viewer who may not see its case."""

    item_id: str
    number: str
    name: str
    custody: str
    tier: str
    photo: str
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as lists show it."""

    id: str
    number: str
    kind: str
    case_id: str
    case_number: str
    case_alias: str
    requester: str
    requester_name: str
    status: str
    version: int
    reason: str
    items: int
    submitted_at: datetime
    decided_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request with everything an approver must see; `mine` says whether the viewer may decide now.

    `why_mine` is the role of the step that he decides ("role.head"), or the code of the refusal he would
    meet; `on_behalf` whom he stands in for (give it to `requests.approve`). `may_end`: nobody carries it on
    now, and the viewer may end it (`requests.reject`).
    """

    row: RequestRow
    terms: Terms
    items: tuple[RequestItemRow, ...]
    steps: tuple[StepRow, ...]
    carrier_names: tuple[str, ...]
    mine: bool
    why_mine: str
    on_behalf: str = ""
    on_behalf_name: str = ""
    may_end: bool = False


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """代批: who approves in whose place, from when to when."""

    id: str
    principal: str
    principal_name: str
    deputy: str
    deputy_name: str
    since: datetime
    until: datetime


#: The state of a task whose label was sent to a printer, and of which nothing was heard.
IN_DOUBT: Final = "label.in_doubt"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a pile on the work desk. `tell`: the roles that must be told by now."""

    kind: str
    object_kind: str
    id: str
    number: str
    title: str
    case_number: str = ""
    who: str = ""
    state: str = ""
    since: datetime | None = None
    due_at: datetime | None = None
    days: int = 0
    tell: tuple[str, ...] = ()
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Pile:
    """One kind of my tasks: how many there are, and the most urgent of them."""

    kind: str
    count: int = 0
    rows: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """工作台: my tasks by role. `shown` names the piles that are mine, in the order of the desk.

    `whole`: a desk's copy holds nothing of the storeroom, and tells only what waits in the leads.
    """

    shown: tuple[str, ...]
    to_receive: Pile
    to_hand_over: Pile
    to_dispose: Pile
    overdue: Pile
    due_tomorrow: Pile
    on_hold: Pile
    moving_long: Pile
    owed_labels: Pile
    owed_scans: Pile
    to_approve: Pile
    my_requests: Pile
    i_hold: Pile
    letters: Pile = Pile("letters")
    leads_sign: Pile = Pile("leads_sign")
    leads_work: Pile = Pile("leads_work")
    leads_due: Pile = Pile("leads_due")
    leads_wake: Pile = Pile("leads_wake")
    whole: bool = True

    def piles(self) -> tuple[Pile, ...]:
        """The piles that are mine, in order."""
        return tuple(getattr(self, name) for name in self.shown)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan means in the books: "item", "location", "command", "seal", "request", "void",
    "unreadable" (our shape, wrong check digits), "strange" (a whole label, of another storeroom), "hidden" (of a case that is not the asker's; only among many)
    "lot" (a number out of the range of a lot: `id` is that item), "form", "lead" (without an `id` for who may not read it: then `detail` is its stage) or "unknown". `id` is the item for a seal, for a form what it is of: `page` says which page shows that.

    `detail` is a place's path, or the key of a state's word. A void label has none: it tells its
    `generation`, the `living` one, since when and by whom (C31; the sentence is that of `LabelVoid`).
    `payload` is the label's own code, empty when a number in clear was read; `sent`: it went to a printer and
    nobody knew whether it came out, so that this scan proves it. A form's `detail` says whether
    the paper is of the newest state ("paper.newest"), an older one, or of none that the books know.
    """

    kind: str
    id: str = ""
    number: str = ""
    name: str = ""
    case_id: str = ""
    detail: str = ""
    generation: int = 0
    living: int = 0
    living_at: datetime | None = None
    living_by: str = ""
    payload: str = ""
    page: str = ""
    sent: bool = False
