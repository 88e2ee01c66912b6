"""Filed reports as they are kept: sealed pieces, the half-day, and nothing of who filed them or from where."""

from datetime import date

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


class OrganKey(Base):
    """A public key to which reports for an organ are sealed; its private half lies at the organ, in no store."""

    __tablename__ = "organ_key"

    id: Mapped[str] = key()
    organ_id: Mapped[str] = mapped_column(String(32), index=True)
    suite: Mapped[str] = mapped_column(String(48))
    public: Mapped[str] = mapped_column(String(256))
    fingerprint: Mapped[str] = mapped_column(String(32), unique=True)
    since: Mapped[date]
    until: Mapped[date | None]


class FiledReport(Base):
    """A report as it was filed. `receipt` is a slow hash with a pepper that lies elsewhere; `box` takes the answers."""

    __tablename__ = "filed_report"
    __table_args__ = (Index("ix_filed_report_listed", "organ_id", "day", "half"),)

    id: Mapped[str] = key()
    organ_id: Mapped[str] = mapped_column(String(32))
    channel: Mapped[str] = mapped_column(String(4))
    day: Mapped[date]
    half: Mapped[str] = mapped_column(String(2))
    key_id: Mapped[str] = mapped_column(ForeignKey("organ_key.id"))
    box: Mapped[str] = mapped_column(String(256))
    receipt: Mapped[str] = mapped_column(String(64), unique=True)
    petition_id: Mapped[str] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(24))
    seq: Mapped[int]


class ReportMessage(Base):
    """One message of a report, from its reporter or from the organ, in the order they came."""

    __tablename__ = "report_message"
    __table_args__ = (UniqueConstraint("report_id", "place"),)

    id: Mapped[str] = key()
    report_id: Mapped[str] = mapped_column(ForeignKey("filed_report.id"))
    place: Mapped[int]
    author: Mapped[str] = mapped_column(String(8))
    day: Mapped[date]
    half: Mapped[str] = mapped_column(String(2))


class ReportPiece(Base):
    """A sealed piece of a message: its text, a file as it came, the file's cleaned copy, the organ's own copy."""

    __tablename__ = "report_piece"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("filed_report.id"), index=True)
    message_id: Mapped[str] = mapped_column(ForeignKey("report_message.id"))
    place: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))
    size: Mapped[int]


class SealedPart(Base):
    """A stretch (≤ 1 MiB) of a sealed piece. Kept in the books on both engines: a file would tell its hour."""

    __tablename__ = "sealed_part"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    parts: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
