"""`python -m bench [NAME …] [--json]`: every figure beside its baseline; `bench NAME` runs one."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench import books, counts, devices, labels, paper, public, sync, window
from bench.figure import Figure

FIGURES: dict[str, Callable[[], Figure]] = {
    "start": window.start,
    "ready": window.ready,
    "intake": books.intake,
    "import": books.import_,
    "scan_card": books.scan_card,
    "search": books.search,
    "verify": books.verify,
    "do": books.do,
    "counts": counts.counts,
    "find": counts.find,
    "first_sync": sync.first_sync,
    "many_desks": sync.many_desks,
    "idle_pull": sync.idle_pull,
    "memory": window.memory,
    "label": labels.label,
    "labels_pdf": labels.labels_pdf,
    "ledger": paper.ledger,
    "decode_rate": devices.decode_rate,
    "preview": devices.preview,
    "shelf_time": devices.shelf_time,
    "shelf_read": devices.shelf_read,
    "public_page": public.page_size,
    "public_first": public.first_byte,
}


def main(args: Sequence[str]) -> int:
    """Print the figures asked for; 0 when each is as promised, 1 when one is not, 2 on misuse."""
    as_json = "--json" in args
    names = [a for a in args if a != "--json"] or list(FIGURES)
    if unknown := [n for n in names if n not in FIGURES]:
        print(f"no figure {', '.join(unknown)}; there are: {', '.join(FIGURES)}", file=sys.stderr)
        return 2
    told = {name: _measured(name) for name in names}
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
    return 0 if all(f["ok"] for f in told.values()) else 1


def _measured(name: str) -> dict[str, Any]:
    began = time.monotonic()
    figure = FIGURES[name]()
    beside = f"{figure.baseline:>12,.1f}" if figure.baseline is not None else f"{'–':>12}"
    ratio = f"{figure.ratio:>6.2f} ×" if figure.ratio is not None else f"{'–':>8}"
    print(
        f"{'✓' if figure.ok else '✗'} {name:<10}{figure.value:>12,.1f} {figure.unit:<9}{beside}  {ratio}"
        f"  {figure.goal}  ({time.monotonic() - began:.0f} s)",
        file=sys.stderr,
    )
    return {
        "value": round(figure.value, 3),
        "unit": figure.unit,
        "baseline": None if figure.baseline is None else round(figure.baseline, 3),
        "ratio": None if figure.ratio is None else round(figure.ratio, 3),
        "goal": figure.goal,
        "ok": figure.ok,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
