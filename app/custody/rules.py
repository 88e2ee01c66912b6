"""The law of the storeroom as a table (custody.md §2.2), and the pure rules beside it."""

from collections.abc import Callable
from typing import Final, Protocol

from app import errors
from app.custody.errors import PlaceFull, SecrecyTooLow, WrongPlace
from app.custody.types import Event as E
from app.custody.types import SealStatus
from app.identity.roles import WORKING
from app.identity.roles import Role as R
from app.ledger.law import Row, require
from app.states import NOT_YET, TERMINAL
from app.states import Custody as C

_LIVING: Final = tuple(c for c in C if c not in TERMINAL)
_RECEIVED: Final = tuple(c for c in C if c not in TERMINAL and c not in NOT_YET)

ROWS: Final = (
    Row(
        E.REGISTER,
        ("",),
        (C.DRAFT,),
        (R.HANDLER,),
        records=("name", "category", "quantity", "list_no"),
    ),
    Row(
        E.DECLARE,
        (C.DRAFT, C.REFUSED),
        (C.PENDING,),
        (R.HANDLER,),
        seconds=(R.HANDLER,),
        second=True,
        records=("list", "notice_no", "measured_at"),
        basis="监察法 第44条; 第28条",
    ),
    Row(
        E.RECEIVE,
        (C.PENDING, C.TEMP),
        (C.IN, C.HOLD),
        (R.CUSTODIAN,),
        seconds=(R.CUSTODIAN, R.STORE_HEAD),
        records=("quantity", "photos", "location"),
        basis="监察法实施条例(2021) 第130条",
        keeps=True,
    ),
    Row(
        E.REFUSE,
        (C.PENDING,),
        (C.REFUSED,),
        (R.CUSTODIAN,),
        records=("reason",),
        basis="公安规定2015 第14条",
    ),
    Row(
        E.PICK_UP,
        (C.IN, C.HOLD),
        (C.MOVING,),
        (R.CUSTODIAN,),
        seconds=(R.CUSTODIAN, R.STORE_HEAD, R.OVERSIGHT),
        records=("reason",),
        keeps=True,
    ),
    Row(
        E.PLACE,
        (C.MOVING,),
        (C.IN, C.HOLD),
        (R.CUSTODIAN,),
        seconds=(R.CUSTODIAN, R.STORE_HEAD, R.OVERSIGHT),
        records=("place",),
        keeps=True,
    ),
    Row(
        E.APPROVE_OUT,
        (C.IN,),
        (C.RESERVED,),
        (R.HEAD, R.LEADER),
        basis="监察法实施条例(2021) 第131条",
    ),
    Row(E.RELEASE, (C.RESERVED, C.DISPOSING), (C.IN,), (R.HEAD, R.LEADER, R.HANDLER, R.CUSTODIAN)),
    Row(
        E.HAND_OVER,
        (C.RESERVED,),
        (C.OUT,),
        (R.CUSTODIAN,),
        approves=(R.HEAD, R.LEADER),
        seconds=(R.HANDLER,),
        second=True,
        records=("carriers", "seal_no", "photos", "due_at"),
        basis="监察法实施条例(2021) 第131条",
        keeps=True,
    ),
    Row(E.EXTEND, (C.OUT, C.OVERDUE), (C.OUT,), (R.HEAD, R.LEADER), records=("due_at", "reason")),
    # time alone does it and nobody decides anything: any station may note it, whoever works there
    Row(E.OVERDUE, (C.OUT,), (C.OVERDUE,), WORKING),
    Row(
        E.TAKE_BACK,
        (C.OUT, C.OVERDUE),
        (C.RETURNING,),
        (R.CUSTODIAN,),
        records=("returned_by",),
        keeps=True,
    ),
    Row(
        E.ACCEPT_BACK,
        (C.RETURNING,),
        (C.IN, C.HOLD),
        (R.CUSTODIAN,),
        seconds=(R.HANDLER, R.CUSTODIAN),
        second=True,
        records=("quantity", "seal_no", "photos"),
        basis="监察法实施条例(2021) 第131条",
        keeps=True,
    ),
    Row(
        E.SEND_EXAM,
        (C.RESERVED,),
        (C.EXAM,),
        (R.CUSTODIAN,),
        approves=(R.HEAD,),
        seconds=(R.HANDLER,),
        second=True,
        records=("institution", "letter_no", "due_at"),
        keeps=True,
    ),
    Row(
        E.RETURN_EXAM,
        (C.EXAM,),
        (C.IN, C.HOLD),
        (R.CUSTODIAN,),
        seconds=(R.HANDLER, R.CUSTODIAN),
        second=True,
        records=("report_no", "result"),
        keeps=True,
    ),
    Row(E.APPROVE_DISPOSAL, (C.IN,), (C.DISPOSING,), (R.LEADER,), basis="监察法 第51条, 第53条"),
    Row(
        E.RETURN_TO_OWNER,
        (C.DISPOSING,),
        (C.T_RETURNED,),
        (R.CUSTODIAN,),
        approves=(R.LEADER,),
        seconds=(R.HANDLER, R.CUSTODIAN),
        second=True,
        records=("receiver", "id_document", "relation", "photos"),
        keeps=True,
    ),
    Row(
        E.TRANSFER,
        (C.DISPOSING,),
        (C.HANDOVER,),
        (R.CUSTODIAN,),
        approves=(R.LEADER,),
        seconds=(R.HANDLER,),
        second=True,
        records=("receiver",),
        keeps=True,
    ),
    Row(
        E.SIGN_TRANSFER,
        (C.HANDOVER,),
        (C.T_TRANSFERRED, C.IN),
        (R.CUSTODIAN,),
        records=("receipt_no", "receipt_scan"),
        keeps=True,
    ),
    Row(
        E.PAY_TREASURY,
        (C.DISPOSING,),
        (C.T_TREASURY,),
        (R.CASHIER,),
        approves=(R.LEADER,),
        seconds=(R.CASHIER, R.CUSTODIAN, R.STORE_HEAD),
        second=True,
        records=("receipt_no", "amount_fen"),
        keeps=True,
    ),
    Row(
        E.SELL,
        (C.DISPOSING,),
        (C.T_SOLD,),
        (R.CASHIER,),
        approves=(R.LEADER,),
        seconds=(R.CASHIER, R.CUSTODIAN, R.STORE_HEAD),
        second=True,
        records=("receipt_no", "amount_fen"),
        keeps=True,
    ),
    Row(
        E.DESTROY,
        (C.DISPOSING,),
        (C.T_DESTROYED,),
        (R.CUSTODIAN,),
        approves=(R.LEADER,),
        seconds=(R.OVERSIGHT, R.REVIEWER),
        second=True,
        records=("method", "place", "executors", "photos"),
        keeps=True,
        others=(R.CUSTODIAN, R.STORE_HEAD, R.HANDLER),
    ),
    Row(
        E.ARCHIVE,
        (C.DISPOSING,),
        (C.T_ARCHIVED,),
        (R.CUSTODIAN,),
        approves=(R.LEADER,),
        seconds=(R.HANDLER,),
        second=True,
        records=("file_no",),
        keeps=True,
    ),
    Row(
        E.LIFT,
        _LIVING,
        (),
        (R.HANDLER,),
        seconds=(R.HEAD, R.LEADER),
        second=True,
        records=("notice_no",),
        basis="监察法 第28条",
    ),
    Row(
        E.REPORT,
        _RECEIVED,
        (C.HOLD, C.MISSING),
        (R.CUSTODIAN, R.STORE_HEAD, R.OVERSIGHT, R.HANDLER),
        records=("kind", "text"),
    ),
    Row(
        E.RESOLVE,
        (C.HOLD, C.MISSING),
        (C.IN,),
        (R.STORE_HEAD,),
        approves=(R.LEADER,),
        seconds=(R.OVERSIGHT,),
        second=True,
        records=("finding", "document"),
        keeps=True,
    ),
    Row(
        E.CORRECT,
        _LIVING,
        (),
        (R.HANDLER, R.CUSTODIAN),
        seconds=(R.HEAD, R.STORE_HEAD),
        second=True,
        records=("field", "old", "new", "reason"),
    ),
    Row(
        E.REPRINT,
        _LIVING,
        (),
        (R.CUSTODIAN,),
        seconds=(R.CUSTODIAN, R.STORE_HEAD),
        second=True,
        records=("reason",),
    ),
    Row(E.ADD_PHOTO, _LIVING, (), (R.HANDLER, R.CUSTODIAN), records=("photos",)),
    Row(
        E.SEAL,
        (C.IN,),
        (),
        (R.CUSTODIAN,),
        seconds=(R.HANDLER, R.CUSTODIAN, R.STORE_HEAD),
        second=True,
        records=("seal_no", "photos"),
        basis="监察法实施条例(2021) 第128条",
        keeps=True,
    ),
    Row(
        E.UNSEAL,
        (C.IN,),
        (),
        (R.CUSTODIAN,),
        seconds=(R.HANDLER,),
        second=True,
        records=("seal_no", "reason", "document", "photos"),
        basis="监察法实施条例(2021) 第129条",
        keeps=True,
        others=(R.HANDLER,),
    ),
    Row(
        E.RESEAL,
        (C.IN,),
        (),
        (R.CUSTODIAN,),
        seconds=(R.HANDLER,),
        second=True,
        records=("seal_no", "photos"),
        basis="监察法实施条例(2021) 第129条",
        keeps=True,
        others=(R.HANDLER,),
    ),
    Row(
        E.VOID,
        (C.DRAFT, C.PENDING, C.REFUSED),
        (C.T_VOID,),
        (R.HANDLER,),
        seconds=(R.HEAD,),
        second=True,
        records=("reason",),
    ),
)
LAW: Final[dict[str, Row]] = {row.event: row for row in ROWS}


def step(event: E, state: str) -> Row:
    """The row of the law that allows the event now, or a refusal (R06)."""
    return require(LAW, event, state)


def starts(event: E) -> tuple[str, ...]:
    """Who may begin the event."""
    return LAW[event].starts


def seconds(event: E) -> tuple[str, ...]:
    """Who may sign beside him."""
    return LAW[event].seconds


def others(event: E) -> tuple[str, ...]:
    """Who may sign after the second person."""
    return LAW[event].others


_TIERS: Final = ("ordinary", "valuable", "special")


def tier_of(category_tier: str, value_fen: int | None, valuable_fen: int, written: str = "") -> str:
    """一般 / 贵重 / 特殊: by category and value; what was written may raise it, never lower it."""
    by_value = "valuable" if (value_fen or 0) >= valuable_fen else "ordinary"
    return max((t for t in (by_value, category_tier, written) if t), key=_TIERS.index)


#: Storage classes that no shelf of "any" class takes: what stays where it is, stands in other books, endangers.
_NEVER_ANY: Final = ("estate", "none", "danger")
#: What lies in no room of ours: only a place that is none may stand for it (C22).
_VIRTUAL: Final = ("estate", "none")


def place_fits(classes: str, storage: str, kind: str) -> bool:
    """Whether a place of this kind and these classes (space-separated, "*" for any) takes this storage class."""
    if storage in _VIRTUAL and kind != "virtual":
        return False
    allowed = classes.split()
    return storage in allowed or ("*" in allowed and storage not in _NEVER_ANY)


class Place(Protocol):
    """A place, as far as it says what may lie there."""

    @property
    def code(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def classes(self) -> str: ...
    @property
    def secrecy(self) -> int: ...
    @property
    def capacity(self) -> int | None: ...


#: On these things lie whatever is inside; on any other kind only while it has no places of its own.
SHELVES: Final = ("shelf", "virtual")


def require_place(
    place: Place,
    storage: str,
    secrecy: int,
    *,
    is_above: Callable[[], bool],
    load: Callable[[], int],
) -> None:
    """Refuse a place that does not take a thing of this class and secrecy, that has places of its own, or is full.

    `is_above` (whether it has places of its own) and `load` (how much lies there) are asked only where it matters.
    """
    if place.kind not in SHELVES and is_above():
        raise WrongPlace(place=place.code, storage="place.not_a_shelf")
    if not place_fits(place.classes, storage, place.kind):
        raise WrongPlace(place=place.code, storage=f"storage.{storage}")
    if place.secrecy < secrecy:
        raise SecrecyTooLow(place=place.code)
    if place.capacity is not None and load() >= place.capacity:
        raise PlaceFull(place=place.code, capacity=place.capacity)


#: From which seals each act on a seal begins: the law's second dimension (custody.md §2.1 C).
_SEALS: Final = {
    E.SEAL: (SealStatus.NONE, SealStatus.BROKEN),
    E.UNSEAL: (SealStatus.SEALED,),
    E.RESEAL: (SealStatus.OPENED,),
}


def seal_allows(event: str, seal_status: str) -> bool:
    """Whether the seal as it is lets the event begin; most events ask for none."""
    begins = _SEALS.get(E(event))
    return begins is None or seal_status in begins


def require_sealing(event: E, seal_status: str) -> None:
    """Refuses an act on a seal that is not as it must be (R06)."""
    if not seal_allows(event, seal_status):
        raise errors.NotAllowedNow(event=f"event.{event}", state=f"seal_status.{seal_status}")


def seal_hint(expected: str, shown: str) -> str:
    """ "transposed" when the shown number is the expected one with two neighbours swapped."""
    if len(expected) != len(shown) or expected == shown:
        return ""
    wrong = [i for i, (a, b) in enumerate(zip(expected, shown, strict=True)) if a != b]
    if len(wrong) == 2 and wrong[1] - wrong[0] == 1 and expected[wrong[0]] == shown[wrong[1]]:
        return "transposed"
    return ""
