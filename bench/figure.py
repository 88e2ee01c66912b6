"""A figure: what was measured, beside what, and whether it is as good as promised."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in `unit`, its `baseline` in the same unit (None: there is none), and the goal in words."""

    value: float
    unit: str
    baseline: float | None
    goal: str
    ok: bool
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times what the baseline takes."""
        if not self.baseline:
            return None
        return self.baseline / self.value if self.more_is_better else self.value / self.baseline


def p95_ms(deeds: Sequence[Callable[[], object]]) -> float:
    """The 95th percentile of the deeds' times; a first one warms up and does not count."""
    deeds[0]()
    taken = []
    for deed in deeds:
        began = time.perf_counter()
        deed()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(taken, n=20)[-1]


def median_ms(deed: Callable[[], object], times: int) -> float:
    """The median time of a deed."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        deed()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)
