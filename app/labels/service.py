"""Labels: one living code per object; a reprint kills the older one, an owed label stays owed until printed."""

import random
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app import errors, ids
from app.labels import rules
from app.labels.types import Code, Kind
from app.ledger.types import Act
from db.identity import queries as people
from db.labels import queries
from db.labels.models import LabelRow

_RANDOM = random.SystemRandom()


def give(session: Session, act: Act, kind: Kind, object_kind: str, object_id: str) -> LabelRow:
    """The first label of an object: owed by the printer from now on."""
    return give_all(session, act, kind, object_kind, [object_id])[0]


def give_all(
    session: Session, act: Act, kind: Kind, object_kind: str, object_ids: Sequence[str]
) -> list[LabelRow]:
    """First labels of many objects."""
    rows = [
        _row(act, Code(kind, rules.new_key(_RANDOM), 1), object_kind, object_id)
        for object_id in object_ids
    ]
    session.add_all(rows)
    return rows


def renew(session: Session, act: Act, old: LabelRow, reason: str) -> LabelRow:
    """The next generation: the older code is void from this moment."""
    if old.generation >= rules.LAST_GENERATION:
        raise errors.TooLong(
            field="label.generation", limit=rules.LAST_GENERATION, length=old.generation + 1
        )
    old.state = "void"
    session.flush()
    row = _row(
        act,
        Code(Kind(old.kind), old.code_key, old.generation + 1),
        old.object_kind,
        old.object_id,
        reason,
    )
    session.add(row)
    return row


def _row(act: Act, code: Code, object_kind: str, object_id: str, reason: str = "") -> LabelRow:
    return LabelRow(
        id=ids.new(),
        payload=rules.encode(code),
        kind=int(code.kind),
        code_key=code.key,
        generation=code.generation,
        object_kind=object_kind,
        object_id=object_id,
        state="living",
        made_at=act.recorded_at,
        made_by=act.actor,
        second=act.second,
        reason=reason,
        printed_at=None,
    )


def object_of(session: Session, text: str) -> LabelRow | None:
    """The label behind a scan or a typed number, or None when the text is no code of ours.

    A number of our shape whose check digits do not agree was read or typed wrongly: that is a refusal,
    never another thing (C36).
    """
    if not rules.is_ours(text):
        if rules.looks_ours(text):
            raise errors.CodeMistyped(code=rules.grouped(rules.plain(text)))
        return None
    return queries.by_payload(session, rules.plain(text))


def require_living(session: Session, text: str) -> LabelRow:
    """The living label behind a scan; an unknown code (R08) or a void one (R09) is refused."""
    found = object_of(session, text)
    if found is None:
        raise errors.UnknownCode(code=text[:64])
    if found.state != "living":
        living = queries.living(session, found.object_kind, found.object_id)
        raise errors.LabelVoid(
            generation=found.generation,
            living=living.generation if living else "",
            at=living.made_at.strftime("%Y-%m-%d") if living else "",
            by=people.names(session, [living.made_by]).get(living.made_by, "") if living else "",
        )
    return found


def void_all(session: Session, object_kind: str, object_id: str) -> None:
    """The object is gone for good: its living label is void."""
    living = queries.living(session, object_kind, object_id)
    if living is not None:
        living.state = "void"


def payload_of(session: Session, object_kind: str, object_id: str) -> str:
    """The living payload of an object; empty if it has none."""
    found = queries.living(session, object_kind, object_id)
    return found.payload if found else ""


def payloads(session: Session, object_kind: str) -> dict[str, str]:
    """object id → living payload."""
    return queries.payloads(session, object_kind)


def printed(session: Session, row: LabelRow, now: datetime) -> None:
    """The printer gave the label out: it is owed no longer."""
    row.printed_at = now
