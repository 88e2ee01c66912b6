"""A scale on a pseudo terminal that answers when it is asked, as a balance does, and keeps what it was told."""

import os
import select
import threading
from pathlib import Path

from tests.support.pty_line import PtyLine


class PtyScale:
    """Answers every command with what lies on it; a plug can be pulled."""

    def __init__(self, path: Path, answer: str = "S S       0.00 g") -> None:
        self._line = PtyLine(path)
        self.path = path
        self._answer = answer
        self._tare = "0.00 g"
        self._obeys = True
        self._told: list[bytes] = []
        self._guard = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="pty scale")
        self._thread.start()

    def lies(self, answer: str) -> None:
        """From now on it answers this."""
        self._answer = answer

    def zero(self) -> None:
        """Its own key: it shows nothing and forgets its tare."""
        self._tare = "0.00 g"
        self.lies("S S       0.00 g")

    def disobey(self) -> None:
        """From now on it does not tare."""
        self._obeys = False

    def asked(self, command: bytes) -> bool:
        """Whether it was told this."""
        return any(command in told.split() for told in self._told)

    def unplug(self) -> None:
        """The device is gone."""
        with self._guard:
            self._line.unplug()

    def plug(self) -> None:
        """The device is back."""
        with self._guard:
            self._line.plug()

    def close(self) -> None:
        """End the answering and pull the plug."""
        self._stop.set()
        self._thread.join()
        self._line.unplug()

    def _serve(self) -> None:
        while not self._stop.wait(0.01):
            with self._guard:
                self._answer_one()

    def _answer_one(self) -> None:
        near = self._line._near
        if near < 0 or not select.select([near], [], [], 0)[0]:
            return
        try:
            told = os.read(near, 1024)
        except OSError:  # nobody has it open
            return
        self._told.append(told)
        for command in told.splitlines():
            self._line.write(self._answer_to(command).encode("latin-1") + b"\r\n")

    def _answer_to(self, command: bytes) -> str:
        if command == b"TA":
            return f"TA A      {self._tare}"
        if command == b"T" and not self._obeys:
            return "T I"
        if command == b"T":
            self._tare, self._answer = self._answer[3:].strip(), "S S       0.00 g"
            return f"T S      {self._tare}"
        return self._answer
