"""The small values that forms are made of: who signs, what was decided, a thing on a list, an amount."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody whose signature a form carries; `on_behalf`: in whose place he stands (代).

    `refusal` is "refused" or "absent" when he did not sign, with the `reason` (拒签、不在场).
    """

    name: str = ""
    on_behalf: str = ""
    at: datetime | None = None
    refusal: str = ""
    reason: str = ""


Signers = tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """What stands where somebody did not sign after the sheet was printed: "refused" or "absent", and why."""

    how: str
    reason: str


#: What was put at a place of a printed sheet: the picture of a signature, or the refusal of it.
Mark = bytes | Refused


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one office says to a request; `decision` is empty while it has said nothing."""

    office: str
    name: str = ""
    on_behalf: str = ""
    decision: str = ""
    text: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the smallest unit of one currency: currencies are never added."""

    currency: str
    fen: int


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as lists of things name it (最高法解释2021 第437条: what a description must say)."""

    number: str
    name: str
    quantity: int
    unit: str
    model: str = ""
    weight_mg: int | None = None
    description: str = ""
    source: str = ""
    seal_no: str = ""
    photos: str = ""
    currency: str = "CNY"
    value_fen: int | None = None
    note: str = ""


Things = tuple[Thing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCase:
    """What every form about a case says of it."""

    case_number: str
    case_alias: str = ""
    secrecy: int = 0
