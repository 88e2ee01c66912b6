"""Frozen values of packages: what is written on the outside, and what was found inside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Label:
    """What the sender says of a package; `answers` is the number of the one it corrects or confirms."""

    kind: str
    sender: str
    recipient: str
    counts: Mapping[str, int]
    answers: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The label with the number, the moment, and the signer's public key; `digest` is the hash of all of it."""

    id: str
    label: Label
    made_at: datetime
    signer: str
    digest: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was opened: every byte is as it was signed."""

    manifest: Manifest
    files: Mapping[str, bytes] = field(repr=False)
