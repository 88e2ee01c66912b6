"""Makes of an opened report what the petition office takes in: at the officer's station, where it is in the clear."""

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, Protocol, TypeVar

from app import words
from app.organs import service as organs
from app.petitions import fields, originals
from app.petitions.types import Accused, Done, Matter, NewPetition, Original, Reporter
from app.reporting import opening, rules, service
from app.reporting.keys import OrganKey
from app.reporting.opening import Opened, OpenedReport
from app.reporting.types import Author, Entrance

R = TypeVar("R")
_SUMMARY: Final = 300


class Keeping(Protocol):
    """The store's port with what keeps a picture."""

    def run(self, verb: Callable[..., R], /, **arguments: Any) -> R:
        """Do a verb."""

    def read(self, query: Callable[..., R], /, **arguments: Any) -> R:
        """Ask a query."""

    def keep(self, data: bytes) -> str:
        """Keep bytes for good."""


def petition_of(
    store: Keeping, key: OrganKey, opened: OpenedReport, *, region: str, kind: str = "accusation"
) -> tuple[NewPetition, Reporter]:
    """The petition, and who reports.

    Its originals are what was written and the cleaned copies, without the names of the files; the files as they came
    stay with the report, under the organ's seal. A contact makes it a signed report still to be verified.
    """
    letter = opened.messages[0].letter
    rank = letter.rank if letter.rank in fields.choices("rank") else "other_rank"
    name, unit, post, when, summary = map(
        _seen, (letter.accused, letter.unit, letter.post, letter.when, letter.text)
    )
    day = date.fromisoformat(opened.messages[0].day)
    petition = NewPetition(
        channel=rules.CHANNELS[Entrance(opened.row.channel)],
        received_at=rules.begins(day, opened.messages[0].half),
        accused=(Accused(name, unit, post, rank),),
        matters=(Matter(summary[:_SUMMARY], kind, when=when),),
        region=region,
        reporter_mode="unverified" if letter.contact else "anonymous",
        originals=_originals(store, key, opened),
    )
    return petition, Reporter(wishes=_seen(letter.contact))


def _seen(text: str) -> str:
    """The words without signs that nobody sees, in one line: the books take no others; the original keeps them."""
    told = "".join(" " if sign.isspace() else sign for sign in text)
    return " ".join("".join(s for s in told if unicodedata.category(s)[0] != "C").split())


def _originals(store: Keeping, key: OrganKey, opened: OpenedReport) -> tuple[Original, ...]:
    said = [m for m in opened.messages if m.author is Author.REPORTER]
    return tuple(each for message in said for each in _kept(store, key, opened.row.id, message))


def _kept(store: Keeping, key: OrganKey, report_id: str, message: Opened) -> Iterator[Original]:
    """What was written, and the cleaned copies of its files."""
    if message.letter.text.strip():
        yield originals.keep(store.keep, message.letter.text.encode(), kind="text")
    for attached in message.letter.attached:
        if attached.copy:
            copy = opening.copy_of(store, key, report_id, message.id, attached)
            yield originals.keep(store.keep, copy, kind="copy")


def pass_on(store: Keeping, key: OrganKey, opened: OpenedReport) -> int:
    """What the reporter added since goes to the petition, message by message; says how many."""
    waiting = [message for message in opened.messages if message.is_waiting]
    for message in waiting:
        kept = tuple(_kept(store, key, opened.row.id, message))
        if not kept:  # a recording alone: its handler hears at least that there is one under seal
            held = words.word("clean.held", "zh").encode()
            kept = (originals.keep(store.keep, held, kind="text"),)
        store.run(service.pass_on, report_id=opened.row.id, message_id=message.id, originals=kept)
    return len(waiting)


def take_in(store: Keeping, key: OrganKey, opened: OpenedReport, kind: str = "accusation") -> Done:
    """收件 in one go, for the region of the own organ; the petition's number comes back."""
    place = store.read(organs.mine)
    region = place.region if place else ""
    petition, reporter = petition_of(store, key, opened, region=region, kind=kind)
    return store.run(
        service.take_in,
        report_id=opened.row.id,
        version=opened.row.version,
        petition=petition,
        reporter=reporter,
    )
