"""Labels out of this computer's printer as one job behind the window: where it is, what came of it, stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from ui.work import Lane

if TYPE_CHECKING:
    from app.custody.labelling import OwedLabel
    from app.custody.printing import Outcome
    from ui.shell.station import Station

_LOOK_MS = 150
_FEATURES = frozenset({"custody", "labels", "locations"})


class _Mail:
    """What the worker tells and what it is asked: plain values, no Qt."""

    def __init__(self) -> None:
        self.step: Any = None
        self.stop = threading.Event()

    def put(self, step: Any) -> None:
        self.step = step


class LabelJob(QObject):
    """One job at a time. `stepped` says where it is; then `ended` (an Outcome) or `failed` (a refusal)."""

    stepped = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, station: Station, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station
        self._mail: _Mail | None = None
        self._told: Any = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._waits = False
        station.left.connect(self._leave)

    def is_running(self) -> bool:
        """Whether the printer is at work for us."""
        return self._mail is not None

    def start(self, labels: Sequence[OwedLabel], *, waits: bool = True) -> None:
        """Print these on the printer in use; `waits` for paper, else the first trouble is a refusal.

        While another job waits for paper the answer comes at once: the printer is busy.
        """
        if self._mail is not None:
            return
        devices = self._station.devices
        busy = devices.printer_busy() if devices is not None else None
        if busy is not None:
            self.failed.emit(busy)
            return
        self._waits = waits
        self._hold(len(labels))
        self._mail = _Mail()
        self._timer.start()
        self._station.work.run(
            self,
            _print,
            self._station.store,
            tuple(labels),
            self._mail,
            waits=waits,
            then=self._ended,
            failed=self._failed,
            lane=Lane.PRINTER,
        )

    def stop(self) -> None:
        """After the label in hand."""
        if self._mail is not None:
            self._mail.stop.set()

    def _leave(self) -> None:
        self.stop()
        self._hold(0)
        self._waits = False

    def _hold(self, left: int) -> None:
        """Only a job that waits for paper holds the printer: a single label is out or refused in seconds."""
        if self._waits and self._station.devices is not None:
            self._station.devices.hold_printer(left)

    def _look(self) -> None:
        if self._mail is not None and self._mail.step is not self._told:
            self._told = self._mail.step
            self._hold(max(1, self._told.total - self._told.done))
            self.stepped.emit(self._told)

    def _ended(self, outcome: Outcome) -> None:
        self._over(is_well=not outcome.why)
        self.ended.emit(outcome)

    def _failed(self, trouble: Exception) -> None:
        self._over(is_well=False)
        self.failed.emit(trouble)

    def _over(self, *, is_well: bool) -> None:
        self._timer.stop()
        self._look()
        self._hold(0)
        self._mail = None
        if self._station.devices is not None:
            self._station.devices.take_printer("LIVE" if is_well else "LOST")
        self._station.changed.emit(_FEATURES)


def print_one(
    station: Station,
    owner: QObject,
    owed: OwedLabel,
    then: Callable[[], object] | None = None,
    said: str = "",
) -> None:
    """One label now: a printer that is not ready is a refusal, and the label stays owed. `said` when it is out."""
    job = LabelJob(station, owner)

    def ended(outcome: Any) -> None:
        job.deleteLater()
        if outcome.printed:
            if said:
                station.notices.done(said)
            station.told.emit(QCoreApplication.translate("labels", "The label was printed."))
        elif outcome.doubtful:
            say_doubt(station)
        elif outcome.why:
            station.notices.warn(station.word(outcome.why))
        if then is not None:
            then()

    def failed(trouble: Exception) -> None:
        job.deleteLater()
        station.refuse(trouble)

    job.ended.connect(ended)
    job.failed.connect(failed)
    job.start([owed], waits=False)


def in_doubt(station: Station) -> None:
    """Nothing was heard of a label that was sent: where somebody can look and answer."""
    say_doubt(station)
    station.go("labels")


def say_doubt(station: Station) -> None:
    """The label may be out or not: a scan of it is the answer, wherever one is."""
    station.notices.warn(
        QCoreApplication.translate(
            "labels", "The label was sent to the printer; whether it came out is not known."
        ),
        QCoreApplication.translate(
            "labels", "Scan it, or say so on the page of the labels to print."
        ),
    )


def _print(
    store: Any,
    labels: Sequence[OwedLabel],
    mail: _Mail,
    *,
    waits: bool,
    cancelled: Callable[[], bool],
) -> Outcome:
    from app.custody import printing
    from app.labels import printers

    return printing.print_owed(
        store,
        printers.load()[0],
        labels,
        waits=waits,
        told=mail.put,
        cancelled=lambda: mail.stop.is_set() or cancelled(),
    )
