"""Signatures on sheets: what is signed, how, and what is still owed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.ledger import chain


class Method(StrEnum):
    """How a sheet was signed; the words are in resources/words under `signed.`."""

    PAD = "pad"
    PAPER = "paper"
    SCAN = "scan"
    REFUSED = "refused"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is signed: the form, its number, and the hash of what it says (app/forms/rules.py: `digest`)."""

    form: str
    number: str
    hash: str

    @property
    def code(self) -> str:
        """What the code at the corner of the paper says."""
        return f"{self.number} {chain.head_words(self.hash)}"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs where: the place on the sheet ("carriers.0"), his name, his account if he has one.

    `namesake`: somebody of ours bears this name, and this is another person.
    """

    place: str
    name: str
    account_id: str = ""
    namesake: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the blob store."""

    sha256: str


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature, a refusal, or a paper whose scan is owed or there."""

    id: str
    form: str
    number: str
    sheet: str
    case_id: str
    case_number: str
    place: str
    name: str
    method: str
    picture: str
    reason: str
    witness_name: str
    signed_at: datetime
    due_at: datetime | None = None
    scan: str = ""

    @property
    def code(self) -> str:
        """What the code at the corner of the paper says."""
        return f"{self.number} {chain.head_words(self.sheet)}"
