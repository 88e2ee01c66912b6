"""One label out of a printer, and the certainty whether it came out.

A label that is sent is written down before the first byte leaves. What is heard afterwards decides: the
printer says it is done, it cannot say, or something went wrong in between and only a person can tell.
"""

import contextlib
import enum
import time
from collections.abc import Callable
from typing import Final

from PIL import Image

from app.devices import errors
from app.devices.printer import Trouble, Wire
from app.labels import press
from app.labels.languages import LANGUAGES
from app.labels.printers import Printer
from app.progress import Stopped

_LOOK_S: Final = 0.05
_RETRY_S: Final = 0.5
_PATIENCE_S: Final = 10.0
_BUSY: Final = "printer.BUSY"


class Ended(enum.StrEnum):
    """What is known of a label that was sent."""

    PRINTED = "printed"  # the printer says that it is out
    TAKEN = "taken"  # all of it was taken by a printer that cannot say more
    DOUBT = "doubt"  # it may be out or not: a person must look
    REFUSED = "refused"  # nothing of it was taken


class Feed:
    """An open printer. `waits`: lack of paper, an open head and a pulled plug are waited out until `stop()`."""

    def __init__(
        self,
        printer: Printer,
        *,
        waits: bool = False,
        stop: Callable[[], bool] = lambda: False,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._printer, self._waits, self._stop, self._say = printer, waits, stop, say
        self._wire: Wire | None = None

    def give_out(self, image: Image.Image, title: str, sent: Callable[[], None]) -> Ended:
        """The label drawn as `image`; `sent()` is called when the printer is ready, before the first byte."""
        return self.send(press.job(self._printer, image), title, sent)

    def send(self, data: bytes, title: str, sent: Callable[[], None]) -> Ended:
        """One job; `PrinterUnready` or `Stopped` when it was not begun."""
        wire = self._ready()
        sent()
        try:
            wire.send(data, title)
        except errors.PrinterUnready as no:
            self.close()
            self._say(str(no.facts["why"]))
            # a queue and a folder take a job whole or not at all
            return Ended.REFUSED if self._printer.way in ("queue", "folder") else Ended.DOUBT
        if self._printer.may_tell:
            return self._confirmed(wire)
        self.close()  # the last bytes leave with the line
        return Ended.TAKEN

    def close(self) -> None:
        """Let the printer go."""
        wire, self._wire = self._wire, None
        if wire is not None:
            with contextlib.suppress(errors.PrinterUnready, OSError):
                wire.close()

    def _ready(self) -> Wire:
        """The wire to a printer that has nothing to do and nothing to complain of."""
        began = time.monotonic()
        while True:
            wire, why = self._looked()
            if wire is not None and not why:
                self._say("")
                return wire
            self._say(why)
            if self._stop():
                raise Stopped
            is_late = time.monotonic() - began > _PATIENCE_S
            if not self._waits and (why != _BUSY or is_late):
                raise errors.PrinterUnready(printer=self._printer.title, why=why)
            time.sleep(_LOOK_S if why == _BUSY else _RETRY_S)

    def _looked(self) -> tuple[Wire | None, str]:
        """The open wire, and the key of what is wrong with the printer behind it."""
        try:
            self._wire = self._wire or press.open_wire(self._printer)
            state = press.state(self._printer, self._wire)
        except errors.PrinterUnready as no:
            self.close()
            return None, str(no.facts["why"])
        if state.troubles:
            return self._wire, f"printer.{state.troubles[0]}"
        return self._wire, _BUSY if state.is_busy else ""

    def _confirmed(self, wire: Wire) -> Ended:
        """Ask until the printer has done it, has lost it, or somebody stops."""
        language = LANGUAGES[self._printer.language]
        began, was_busy = time.monotonic(), False
        while True:
            try:
                state = press.state(self._printer, wire)
            except errors.PrinterUnready as no:
                self.close()  # who was switched off has forgotten; who lost the line has not
                self._say(str(no.facts["why"]))
                return Ended.DOUBT
            was_busy = was_busy or state.is_busy
            is_begun = was_busy or time.monotonic() - began >= language.idle_s
            if not state.is_busy and is_begun and Trouble.SILENT not in state.troubles:
                # without paper, and still holding nothing: this one was the last on the roll
                if not state.troubles or language.holds:
                    return Ended.PRINTED
                self._say(f"printer.{state.troubles[0]}")
                return Ended.DOUBT
            if state.troubles:
                self._say(f"printer.{state.troubles[0]}")
                if not language.holds:
                    return Ended.DOUBT
            is_late = time.monotonic() - began > _PATIENCE_S
            if self._stop() or (is_late and not self._waits):
                return Ended.DOUBT
            time.sleep(_LOOK_S if not state.troubles else _RETRY_S)
