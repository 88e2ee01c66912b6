"""What the books know of pictures: their bytes on PostgreSQL, and who has just sent one to the centre."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class BlobPart(Base):
    """A part (≤ 1 MiB) of a blob, addressed by the whole blob's SHA-256; nobody can delete one."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    parts: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class BlobSent(Base):
    """Somebody sent these bytes and has named them in no act yet: until then he alone may."""

    __tablename__ = "blob_sent"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    sent_at: Mapped[datetime]
