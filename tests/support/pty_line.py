"""A serial device made of a pseudo terminal, with a plug that can be pulled and put back."""

import os
import tty
from pathlib import Path


class PtyLine:
    """What the far end of the cable writes; `path` is where the program opens it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._near = self._far = -1
        self.plug()

    def plug(self) -> None:
        """The device appears under its path."""
        self._near, self._far = os.openpty()
        tty.setraw(self._far)
        self.path.symlink_to(os.ttyname(self._far))

    def unplug(self) -> None:
        """The device is gone: reads at the program's end fail."""
        self.path.unlink(missing_ok=True)
        for end in (self._far, self._near):
            if end >= 0:
                os.close(end)
        self._near = self._far = -1

    def write(self, data: bytes) -> None:
        """The device sends."""
        while data:
            data = data[os.write(self._near, data) :]

    def read(self, size: int = 1024) -> bytes:
        """What the program sent to the device."""
        return os.read(self._near, size)
