"""The order of a look, and its patience: a thing that does not answer is told as such and holds nobody up."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from app.doctor import devices, probes
from app.doctor.set_up import SetUp
from app.doctor.types import Finding, State, bad
from app.labels import printers

PATIENCE_S: Final = 8.0


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at, and how long it may take."""

    name: str
    probe: Callable[[], Finding]
    patience_s: float = PATIENCE_S

    def now(self) -> Finding:
        """Look; what takes too long, or breaks, is a finding too."""
        found: list[Finding] = []
        thread = threading.Thread(
            target=lambda: found.append(self._safely()), name=f"look {self.name}", daemon=True
        )
        thread.start()
        thread.join(self.patience_s)
        if not found:
            return Finding(
                self.name, State.SLOW, "doctor.slow", {"seconds": f"{self.patience_s:g}"}
            )
        return found[0]

    def _safely(self) -> Finding:
        try:
            return self.probe()
        except Exception as trouble:  # noqa: BLE001 — whatever breaks is what is wrong with it
            why = f"{type(trouble).__name__}: {trouble}".splitlines()[0][:200]
            return bad(self.name, "doctor.broken", why=why)


def looks(told: SetUp) -> tuple[Look, ...]:
    """Everything, in the order in which a person would look."""
    return (
        Look("database", partial(probes.database, told.url), 30.0),
        Look("disk", partial(probes.disk, told.url)),
        Look("clock", partial(probes.time, told.url)),
        Look("backup", partial(probes.backup, told.url)),
        Look("fonts", probes.fonts),
        Look("zxing", probes.zxing),
        Look("zbar", probes.zbar),
        Look("opencv", probes.opencv),
        Look("camera", partial(devices.camera, "camera", told.camera)),
        *(
            (Look("camera_detail", partial(devices.camera, "camera_detail", told.detail)),)
            if told.detail
            else ()
        ),
        Look("serial", devices.ports),
        *(Look("scanner", partial(devices.scanner, port)) for port in told.scanners),
        *(() if told.scanners else (Look("scanner", devices.no_scanner),)),
        Look("scale", partial(devices.scale, told)),
        *(Look("printer", partial(devices.printer, each)) for each in printers.load()),
    )


def findings(told: SetUp) -> Iterator[Finding]:
    """Every finding as it comes."""
    for look in looks(told):
        yield look.now()
