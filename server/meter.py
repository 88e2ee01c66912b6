"""What a server process counts: requests by route and status, and how long they took; nothing of who asked."""

import bisect
import threading
from collections import Counter
from typing import Final

#: Upper ends of the histogram, in seconds.
_ENDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Meter:
    """Counts, and their text in the format of Prometheus."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[tuple[str, int]] = Counter()
        self._seconds: Counter[str] = Counter()
        self._open = 0
        self._limited = 0

    def begins(self) -> None:
        """A request came."""
        with self._lock:
            self._open += 1

    def limited(self) -> None:
        """One was sent away because of a limit."""
        with self._lock:
            self._limited += 1

    def ends(self, method: str, route: str, status: int, seconds: float) -> None:
        """It was answered."""
        with self._lock:
            self._open -= 1
            self._requests[method, route, status] += 1
            self._buckets[route, bisect.bisect_left(_ENDS, seconds)] += 1
            self._seconds[route] += seconds  # type: ignore[assignment]

    def text(self) -> str:
        """Everything so far."""
        with self._lock:
            lines = [
                "# TYPE anku_requests_total counter",
                *(
                    f'anku_requests_total{{method="{m}",route="{r}",status="{s}"}} {n}'
                    for (m, r, s), n in sorted(self._requests.items())
                ),
                "# TYPE anku_request_seconds histogram",
                *self._histogram(),
                "# TYPE anku_requests_open gauge",
                f"anku_requests_open {self._open}",
                "# TYPE anku_requests_limited_total counter",
                f"anku_requests_limited_total {self._limited}",
            ]
        return "\n".join(lines) + "\n"

    def _histogram(self) -> list[str]:
        lines = []
        for route in sorted(self._seconds):
            below = 0
            for at, end in enumerate((*map(str, _ENDS), "+Inf")):
                below += self._buckets[route, at]
                lines.append(f'anku_request_seconds_bucket{{route="{route}",le="{end}"}} {below}')
            lines.append(f'anku_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}')
            lines.append(f'anku_request_seconds_count{{route="{route}"}} {below}')
        return lines
