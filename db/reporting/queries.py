"""Statements on filed reports."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from db.reporting.models import FiledReport, OrganKey, ReportMessage, ReportPiece, SealedPart

PART: Final = 1 << 20


def key(session: Session, id_: str) -> OrganKey | None:
    """One key."""
    return session.get(OrganKey, id_)


def key_of(session: Session, organ_id: str, day: date) -> OrganKey | None:
    """The newest key of an organ that is valid on a day."""
    found = select(OrganKey).where(OrganKey.organ_id == organ_id, *_valid(day))
    return session.scalars(found.order_by(OrganKey.since.desc(), OrganKey.id.desc())).first()


def organs_with_key(session: Session, day: date) -> frozenset[str]:
    """Every organ to which something can be sealed on a day."""
    return frozenset(session.scalars(select(OrganKey.organ_id).where(*_valid(day))))


def keys(session: Session, organ_id: str = "") -> Sequence[OrganKey]:
    """Every key there ever was, newest first."""
    found = select(OrganKey).order_by(OrganKey.since.desc(), OrganKey.id.desc())
    return session.scalars(found.where(OrganKey.organ_id == organ_id) if organ_id else found).all()


def _valid(day: date) -> tuple[Any, ...]:
    return OrganKey.since <= day, or_(OrganKey.until.is_(None), OrganKey.until >= day)


def by_receipt(session: Session, receipt: str) -> FiledReport | None:
    """The report that a receipt opens."""
    return session.scalars(select(FiledReport).where(FiledReport.receipt == receipt)).first()


def report(session: Session, id_: str) -> FiledReport | None:
    """One report."""
    return session.get(FiledReport, id_)


def listed(
    session: Session, organ_id: str, status: str, limit: int, offset: int
) -> Sequence[tuple[FiledReport, int, str]]:
    """(report, how many messages, who wrote the newest) of an organ, newest half-day first."""
    last = (
        select(
            ReportMessage.report_id,
            func.count().label("messages"),
            func.max(ReportMessage.place).label("place"),
        )
        .group_by(ReportMessage.report_id)
        .subquery()
    )
    found = (
        select(FiledReport, last.c.messages, ReportMessage.author)
        .join(last, last.c.report_id == FiledReport.id)
        .join(
            ReportMessage,
            (ReportMessage.report_id == FiledReport.id) & (ReportMessage.place == last.c.place),
        )
        .where(FiledReport.organ_id == organ_id)
        # within a half-day the order is that of random ids: it tells nothing
        .order_by(FiledReport.day.desc(), FiledReport.half.desc(), FiledReport.id)
        .limit(limit)
        .offset(offset)
    )
    if status:
        found = found.where(FiledReport.status == status)
    return [(row[0], row[1], row[2]) for row in session.execute(found)]


def count(session: Session, organ_id: str, status: str = "") -> int:
    """How many reports `listed` has."""
    found = select(func.count()).select_from(FiledReport).where(FiledReport.organ_id == organ_id)
    return session.scalar(found.where(FiledReport.status == status) if status else found) or 0


def messages(session: Session, report_id: str) -> Sequence[ReportMessage]:
    """The messages of a report, in the order they came."""
    return session.scalars(
        select(ReportMessage)
        .where(ReportMessage.report_id == report_id)
        .order_by(ReportMessage.place)
    ).all()


def pieces(session: Session, report_id: str) -> Sequence[ReportPiece]:
    """Every sealed piece of a report, message by message, without those that were emptied when it went on."""
    emptied = exists().where(
        SealedPart.sha256 == ReportPiece.sha256, func.length(SealedPart.data) == 0
    )
    return session.scalars(
        select(ReportPiece)
        .where(ReportPiece.report_id == report_id, ~emptied)
        .order_by(ReportPiece.message_id, ReportPiece.place)
    ).all()


def piece(session: Session, sha256: str) -> ReportPiece | None:
    """One sealed piece."""
    return session.get(ReportPiece, sha256)


def keep(session: Session, sha256: str, data: bytes) -> None:
    """Keep a sealed piece in the same transaction as its row."""
    stretches = [data[at : at + PART] for at in range(0, len(data), PART)] or [b""]
    session.execute(
        insert(SealedPart),
        [
            {"sha256": sha256, "place": at, "parts": len(stretches), "data": stretch}
            for at, stretch in enumerate(stretches)
        ],
    )


def lay_part(session: Session, sha256: str, place: int, parts: int, data: bytes) -> None:
    """Keep one stretch of a sealed piece."""
    session.add(SealedPart(sha256=sha256, place=place, parts=parts, data=data))
    session.flush()


def empty(session: Session, hashes: Collection[str]) -> None:
    """Nothing of these pieces is left but that they were."""
    emptied = update(SealedPart).where(SealedPart.sha256.in_(list(hashes))).values(data=b"")
    session.execute(emptied, execution_options={"synchronize_session": False})


def part(session: Session, sha256: str, place: int) -> SealedPart | None:
    """A stretch of a sealed piece."""
    return session.get(SealedPart, (sha256, place))


def sealed(session: Session, sha256: str) -> bytes:
    """A whole sealed piece; empty when it is not whole."""
    rows = session.execute(
        select(SealedPart.parts, SealedPart.data)
        .where(SealedPart.sha256 == sha256)
        .order_by(SealedPart.place)
    ).all()
    whole = bool(rows) and len(rows) == rows[0].parts
    return b"".join(row.data for row in rows) if whole else b""


def every_piece(session: Session) -> Iterator[tuple[str, str]]:
    """(report, hash) of every sealed piece there is."""
    for row in session.execute(select(ReportPiece.report_id, ReportPiece.sha256)):
        yield row.report_id, row.sha256
