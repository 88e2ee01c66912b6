"""一物一卡: cards, who plays which part for an item, photos, documents, seals, loans, disposals."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, key


class Item(Base):
    """The card: the sum of its entries. `pk` counts cards in the order they were made."""

    __tablename__ = "item"
    __table_args__ = (
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("weight_mg IS NULL OR weight_mg >= 0", name="weight"),
        Index("ix_item_case_id_custody", "case_id", "custody"),
        Index("ix_item_location_id", "location_id"),
        Index("ix_item_custody", "custody"),
        Index("ix_item_serial", "serial"),
        # The list in its order, with all that it is narrowed by: what few have is found without reading each card.
        Index("ix_item_listed", "number", "pk", "custody", "category", "location_id", "case_id"),
    )

    pk: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    id: Mapped[str] = mapped_column(String(32), unique=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"))
    name: Mapped[str]
    category: Mapped[str] = mapped_column(String(24))
    unit: Mapped[str] = mapped_column(String(8))
    measure: Mapped[str] = mapped_column(String(24))
    measured_at: Mapped[datetime]
    seized_at_place: Mapped[str]
    source: Mapped[str]
    owner: Mapped[str]
    list_no: Mapped[str]
    list_row: Mapped[int]
    notice_no: Mapped[str]
    serial: Mapped[str]
    description: Mapped[str]
    details: Mapped[str]
    value_fen: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    appraisal_no: Mapped[str] = mapped_column(server_default="", default="")
    assessed_fen: Mapped[int | None] = mapped_column(BigInteger)
    tier: Mapped[str] = mapped_column(String(8))
    secrecy: Mapped[int]
    storage: Mapped[str] = mapped_column(String(16))
    evidential: Mapped[str] = mapped_column(String(24))
    legal: Mapped[str] = mapped_column(String(12))
    custody: Mapped[str] = mapped_column(String(16))
    seal_status: Mapped[str] = mapped_column(String(12))
    seal_no: Mapped[str] = mapped_column(String(40))
    location_id: Mapped[str | None] = mapped_column(ForeignKey("location.id"))
    holder: Mapped[str]
    quantity: Mapped[int]
    weight_mg: Mapped[int | None] = mapped_column(BigInteger)
    seq: Mapped[int]
    declared_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    way: Mapped[str] = mapped_column(String(16))


class Part(Base):
    """One part per person and item: by this key alone who seized can never keep or oversee (扣管分离)."""

    __tablename__ = "item_part"

    item_id: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(16))


class Photo(Base):
    """A picture of an item at one moment; the bytes lie in the blob store under their hash."""

    __tablename__ = "photo"

    id: Mapped[str] = key()
    item_id: Mapped[str] = mapped_column(ForeignKey("item.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    entry_seq: Mapped[int]
    taken_at: Mapped[datetime]
    source: Mapped[str]
    fallback: Mapped[bool] = mapped_column(Boolean)


class Document(Base):
    """A paper behind an act: notice, list, authority, receipt …"""

    __tablename__ = "document"

    id: Mapped[str] = key()
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    number: Mapped[str]
    dated: Mapped[date | None]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    act: Mapped[str] = mapped_column(String(64), index=True)


class Seal(Base):
    """A seal number, used once for ever."""

    __tablename__ = "seal"

    number: Mapped[str] = mapped_column(String(40), primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("item.id"), index=True)
    used_at: Mapped[datetime]


class Loan(Base):
    """A check-out from hand-over to acceptance back; at most one open row per item."""

    __tablename__ = "loan"
    __table_args__ = (
        Index(
            "uq_loan_open",
            "item_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_loan_due", "closed_at", "due_at"),
    )

    id: Mapped[str] = key()
    item_id: Mapped[str] = mapped_column(ForeignKey("item.id"))
    request_id: Mapped[str] = mapped_column(String(32), index=True)
    borrower: Mapped[str] = mapped_column(ForeignKey("account.id"))
    purpose: Mapped[str]
    out_at: Mapped[datetime]
    out_station: Mapped[str]
    due_at: Mapped[datetime]
    renewals: Mapped[int]
    out_quantity: Mapped[int]
    out_weight_mg: Mapped[int | None] = mapped_column(BigInteger)
    out_seal: Mapped[str] = mapped_column(String(40))
    closed_at: Mapped[datetime | None]


class Disposal(Base):
    """How an item left for good: the way, the decision, the receiver, the receipt."""

    __tablename__ = "disposal"

    item_id: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True)
    request_id: Mapped[str] = mapped_column(String(32), index=True)
    way: Mapped[str] = mapped_column(String(16))
    basis: Mapped[str]
    receiver: Mapped[str]
    facts: Mapped[str]
    receipt_kind: Mapped[str] = mapped_column(String(24))
    receipt_no: Mapped[str] = mapped_column(String(64))
    executed_at: Mapped[datetime | None]


class Receipt(Base):
    """A receipt or voucher number, used once."""

    __tablename__ = "receipt"

    kind: Mapped[str] = mapped_column(String(24), primary_key=True)
    number: Mapped[str] = mapped_column(String(64), primary_key=True)
    act: Mapped[str] = mapped_column(String(64))


class Difference(Base):
    """A discrepancy that stands in the account until somebody resolves it (E31 … E32)."""

    __tablename__ = "difference"

    id: Mapped[str] = key()
    item_id: Mapped[str] = mapped_column(ForeignKey("item.id"), index=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = mapped_column(String(32))
    closed_at: Mapped[datetime | None]
