"""Owed labels out of a printer, one after another, as one job: it waits for paper, resumes after a crash, and no
label is printed twice. Where the job stands is in the books, label by label; there is nothing else to lose."""

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app import errors
from app.custody import labelling
from app.custody.label_verbs import VERBS
from app.custody.labelling import OwedLabel
from app.labels import press, printers
from app.labels.giving import Ended, Feed
from app.labels.printers import Printer
from app.labels.types import Label
from app.progress import Stopped
from app.store import Store


class Stand(StrEnum):
    """How a label of a job stands."""

    WAITS = "waits"
    IN_HAND = "in_hand"
    PRINTED = "printed"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Step:
    """Where a running job is: so many of so many done, this one in hand, and why it waits ("" when it does not).

    `stands`: payload → how that label stands; one that is not named waits.
    """

    done: int
    total: int
    number: str = ""
    why: str = ""
    stands: Mapping[str, Stand] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job; what is neither printed nor in doubt is still owed."""

    printed: int
    doubtful: tuple[OwedLabel, ...] = ()
    left: int = 0
    why: str = ""


def all_owed(store: Store) -> tuple[OwedLabel, ...]:
    """Every label that is owed, of things and of places; what is in doubt stands first: somebody must look."""
    found: list[OwedLabel] = []
    for query in (labelling.owed_labels, labelling.owed_location_labels):
        after = ""
        while some := store.read(query, after=after):
            found += some
            after = some[-1].payload
    return tuple(sorted(found, key=lambda each: each.sent_at is None))


def print_owed(
    store: Store,
    printer: Printer,
    wanted: Sequence[OwedLabel],
    *,
    waits: bool = True,
    told: Callable[[Step], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Print what is owed of `wanted`; what was sent before and is in doubt is left alone.

    `waits` until there is paper again; else the first trouble is a refusal before anything was sent.
    It signs as who began it, and stops when he leaves the station: what was not begun is still owed.
    """
    store = store.held()

    def is_over() -> bool:
        return cancelled() or store.actor is None

    job = _Job(store, printer, [each for each in wanted if each.sent_at is None], told)
    feed = Feed(printer, waits=waits, stop=is_over, say=job.say)
    try:
        if printer.language == "pdf" and len(job.labels) > 1:
            job.print_together(feed)
        else:
            job.print_each(feed, is_over)
    except Stopped:
        pass
    except (
        errors.SignedInElsewhere
    ):  # he left at this very moment: a label that was sent stays in doubt
        if store.actor is not None:
            raise
    finally:
        feed.close()
    return job.outcome()


class _Job:
    """A running job: which label is in hand, what came of those before."""

    def __init__(
        self,
        store: Store,
        printer: Printer,
        labels: Sequence[OwedLabel],
        told: Callable[[Step], None],
    ) -> None:
        self.labels = labels
        self._store, self._printer, self._told = store, printer, told
        self._printed = self._gone = 0
        self._doubtful: list[OwedLabel] = []
        self._why = self._number = ""
        self._stands: dict[str, Stand] = {}

    def say(self, why: str) -> None:
        """Where it is, and why it waits."""
        self._why = why
        done = self._printed + len(self._doubtful) + self._gone
        self._told(Step(done, len(self.labels), self._number, why, dict(self._stands)))

    def outcome(self) -> Outcome:
        """What came of it."""
        left = len(self.labels) - self._printed - len(self._doubtful) - self._gone
        return Outcome(self._printed, tuple(self._doubtful), left, self._why)

    def print_each(self, feed: Feed, is_over: Callable[[], bool]) -> None:
        """One label, one job."""
        for owed in self.labels:
            if is_over():
                return
            self._number = owed.number
            self._stand([owed], Stand.IN_HAND)
            self.say("")
            label = self._label(owed)
            if label is None:
                continue
            image = press.picture(self._printer, label)
            title = f"{label.number}-{label.generation}"
            try:
                ended = feed.give_out(image, title, lambda owed=owed: self._sent(owed))  # type: ignore[misc]
            except errors.NotAllowedNow:  # meanwhile another station has it in hand
                self._gone += 1
                continue
            self._note([owed], ended)
            if ended is Ended.REFUSED:
                return

    def print_together(self, feed: Feed) -> None:
        """All labels on the pages of one document."""
        found = [(owed, self._label(owed)) for owed in self.labels]
        pairs = [(owed, label) for owed, label in found if label is not None]
        images = [press.picture(self._printer, label) for _, label in pairs]
        if not images:
            return
        taken = [pair for pair in zip(pairs, images, strict=True) if self._is_taken(pair[0][0])]
        if not taken:
            return
        mine = [owed for (owed, _), _ in taken]
        self._stand(mine, Stand.IN_HAND)
        data = press.document(self._printer, [image for _, image in taken])
        title = f"{taken[0][0][1].number}-{taken[-1][0][1].number}"
        ended = Ended.REFUSED
        try:
            ended = feed.send(data, title, lambda: None)
        finally:
            self._note(mine, ended)
        if ended is Ended.TAKEN:
            printers.use_up(self._printer, len(mine))

    def _is_taken(self, owed: OwedLabel) -> bool:
        """Written down as sent by this job; False when another station was quicker."""
        try:
            self._sent(owed)
        except errors.NotAllowedNow:
            self._gone += 1
            return False
        return True

    def _label(self, owed: OwedLabel) -> Label | None:
        """What stands on it now; None when it is void or printed meanwhile."""
        verbs = VERBS[owed.object_kind]
        label: Label = self._store.read(verbs.label, **{verbs.key: owed.object_id})
        if label.payload == owed.payload:
            return label
        self._gone += 1
        return None

    def _sent(self, owed: OwedLabel) -> None:
        self._do(VERBS[owed.object_kind].sent, owed, printer=self._printer.title)

    def _note(self, labels: Sequence[OwedLabel], ended: Ended) -> None:
        """Write what is known of labels that were sent."""
        for owed in labels:
            self._stand([owed], self._noted(owed, ended))
        self.say(self._why)

    def _noted(self, owed: OwedLabel, ended: Ended) -> Stand:
        """The same of one of them; how it stands now."""
        verbs = VERBS[owed.object_kind]
        if ended is Ended.REFUSED:
            try:
                self._do(verbs.not_out, owed, refused=self._why)
            except errors.NotAllowedNow:  # refused too often: a person must look, and reprint it
                self._doubtful.append(owed)
                return Stand.DOUBT
            return Stand.WAITS
        if ended is Ended.DOUBT or self._printer.read_back:
            self._doubtful.append(owed)
            return Stand.DOUBT
        how = "printer" if ended is Ended.PRINTED else "sent"
        with contextlib.suppress(errors.NotAllowedNow):  # somebody scanned it already
            self._do(verbs.printed, owed, how=how)
        self._printed += 1
        return Stand.PRINTED

    def _stand(self, labels: Iterable[OwedLabel], stand: Stand) -> None:
        self._stands |= dict.fromkeys((each.payload for each in labels), stand)

    def _do(self, verb: Callable[..., Any], owed: OwedLabel, **what: str) -> None:
        key = VERBS[owed.object_kind].key
        self._store.run(verb, **{key: owed.object_id}, payload=owed.payload, **what)
