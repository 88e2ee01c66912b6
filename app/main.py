"""The program's door: the window when nothing else is asked for, otherwise the command line."""

import importlib
import sys
from collections.abc import Sequence

from app import paths
from app.audit import apart

#: What may stand alone: then the window opens on it.
_WINDOW = ("--db",)


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, or do what the arguments ask; returns the exit code."""
    apart.speaks()
    args = list(sys.argv[1:] if argv is None else argv)
    if args[:1] == ["--self-test"]:
        return self_test()
    if args[:1] == ["--clean-file"]:
        return int(importlib.import_module("app.reporting.cleaning").main(args[1]))
    options = _window_options(args)
    if options is not None:
        return int(importlib.import_module("ui.main").main(options.get("url", "")))
    _speak_utf8()
    from app.cli import door  # click and the commands: the window never needs them

    return door.main(args)


def self_test() -> int:
    """Prove a build: a label in every printer language, a small demo store, and the window with every page once."""
    import tempfile

    from app.cli import demo
    from app.labels import press

    press.prove()

    with tempfile.TemporaryDirectory(prefix="anku-self-test-") as folder:
        url = f"sqlite:///{folder}/demo.db"
        demo.build(url, demo.Wish(cases=3, items=40, photos=6, petitions=12))
        return int(importlib.import_module("ui.main").main(url, self_test=True))


def _window_options(args: list[str]) -> dict[str, str] | None:
    """`--db URL` as the window takes it; None when a command is asked for."""
    options: dict[str, str] = {}
    left = list(args)
    while left:
        name, given, value = left.pop(0).partition("=")
        if name not in _WINDOW or not (given or left):
            return None
        options["url"] = paths.named(value if given else left.pop(0))
    return options


def _speak_utf8() -> None:
    """Chinese goes through any pipe, also where the system's own encoding could not say it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
