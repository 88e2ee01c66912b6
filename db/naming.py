"""Which rows name pictures and papers: the one list, for verifying, for strays, and for who may read one."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, func, literal, literal_column, select, union
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from db.blob import BlobSent
from db.custody.models import Document, Photo
from db.leads.models import LeadPaper
from db.petitions.models import Feedback, Original
from db.signatures.models import Signature


class Naming(NamedTuple):
    """A column that names a blob, the kind of object its rows hang on, the column that says on which, and its entry."""

    kind: str
    sha256: Any
    owner: Any
    seq: Any = literal_column("0")


#: The last one tells where a picture is that several name.
NAMING: Final = (
    Naming("petition", Original.sha256, Original.petition_id),
    Naming("petition", Feedback.proof, Feedback.petition_id),
    Naming("lead", LeadPaper.sha256, LeadPaper.lead_id),
    Naming("case", Document.sha256, Document.case_id),
    Naming("case", Signature.picture, Signature.case_id),
    Naming("item", Photo.sha256, Photo.item_id, Photo.entry_seq),
)


def everything(session: Session) -> dict[str, tuple[str, str, int]]:
    """sha256 → (kind, id, seq) of one row that names it."""
    return {
        sha256: (each.kind, owner, seq)
        for each in NAMING
        for sha256, owner, seq in session.execute(
            select(each.sha256, each.owner, each.seq).where(each.sha256 != "").distinct()
        )
    }


def owners(session: Session, sha256: str) -> dict[str, list[str]]:
    """kind → ids of the objects that name a blob."""
    asked = (
        select(literal(each.kind).label("kind"), each.owner.label("id")).where(
            each.sha256 == sha256
        )
        for each in NAMING
    )
    found: dict[str, list[str]] = {}
    for kind, id_ in session.execute(union(*asked)):
        found.setdefault(kind, []).append(id_)
    return found


def sent(session: Session, account_id: str, sha256: str, now: datetime) -> None:
    """Note that somebody sent these bytes."""
    on = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = {"sha256": sha256, "account_id": account_id, "sent_at": now}
    session.execute(on.insert(BlobSent).values(row).on_conflict_do_nothing())


def was_sent(session: Session, account_id: str, sha256: str) -> bool:
    """Whether somebody sent these bytes and has named them in no act since."""
    asked = select(func.count()).where(BlobSent.sha256 == sha256, BlobSent.account_id == account_id)
    return bool(session.scalar(asked))


def has_sender(session: Session, sha256: str) -> bool:
    """Whether anybody sent these bytes and has named them in no act since."""
    return bool(session.scalar(select(func.count()).where(BlobSent.sha256 == sha256)))


def used(session: Session, account_id: str, shas: Collection[str]) -> None:
    """Somebody named what he had sent: from now on the rows that name it say who may read it."""
    session.execute(
        delete(BlobSent).where(BlobSent.account_id == account_id, BlobSent.sha256.in_(list(shas)))
    )
