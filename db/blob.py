"""The blob table of a PostgreSQL store: every station sees every photo, nobody can delete one."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class BlobPart(Base):
    """A part (≤ 1 MiB) of a blob, addressed by the whole blob's SHA-256."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    parts: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
