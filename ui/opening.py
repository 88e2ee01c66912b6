"""What the window has done with a store by a worker: opened and laid."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.ledger.about import About
    from app.progress import Upgrade
    from app.store import Store
    from ui.identity.wizard import Plan


def load(modules: tuple[str, ...]) -> None:
    """What pages stand on, before they do: modules, and the small files that are kept once read; for a worker."""
    for _ in load_each(modules):
        pass
    from app import words
    from app.custody import categories
    from app.labels import layout

    words.read_ahead()
    categories.all_()
    layout.sheets()


def load_each(modules: tuple[str, ...]) -> Iterator[None]:
    """One module after another."""
    for module in modules:
        importlib.import_module(module)
        yield


def meet_each() -> Iterator[None]:
    """Qt's classes, one after another: PySide makes each with its enums when it is first met, in up to 5 ms, and a
    widget that is only asked for its parent may meet several."""
    for name in ("QtCore", "QtGui", "QtWidgets"):
        module = importlib.import_module(f"PySide6.{name}")
        for each in dir(module):
            if not each.startswith("QRhi"):  # drawing that we never do
                getattr(module, each)
                yield


def open_(url: str, station: str, report: Callable[[Upgrade], object]) -> tuple[Store, About]:
    """A store that is there, and what it says of itself; `report` hears how an older one is brought up to date."""
    from app import doors

    store = doors.open_store(url, station=station, told=report)
    return store, store.about()


def meaning(store: Store, trouble: Exception) -> Exception:
    """What a trouble means in the middle of the work, when it is the database's own: that the server is gone, say."""
    from app import places  # by now the store is open

    return trouble if store.is_remote else places.met(store.url, trouble)


def lay(url: str, plan: Plan, station: str) -> tuple[Store, About]:
    """A new store by the wizard's plan."""
    from app import bootstrap

    founding = bootstrap.Founding(
        plan.unit, plan.room, plan.sysadmin, plan.secadmin, places=plan.places
    )
    store = bootstrap.lay(url, founding, station=station)
    return store, store.about()


def lay_practice(report: Callable[[float], None], cancelled: Callable[[], bool]) -> str:
    """The practice store's URL; laid now, with people, cases and a history, when there is none.

    Who has chosen another store meanwhile does not wait for it: it is left half made, and made anew next time.
    """
    import json
    import shutil

    folder = paths.data() / "practice"
    accounts = folder / "accounts.json"
    url = paths.url_of(folder / "practice.db")
    if accounts.exists():
        return url
    from app.cli import demo

    # Never made, or broken off half-way: begin anew.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)

    def told(at: int, of: int) -> None:
        if cancelled():
            raise InterruptedError
        report(at / max(of, 1))

    made = demo.build(url, demo.Wish(cases=5, items=60, photos=40, petitions=24), told)
    accounts.write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    return url


def accounts_of(file: str) -> list[dict[str, Any]]:
    """Who may be played in a practice store, with the passwords; kept beside it when it was made."""
    import json

    if not file:  # a centre's practice store: its file is not here
        return []
    beside = Path(file).with_name("accounts.json")
    if not beside.exists():
        return []
    kept: list[dict[str, Any]] = json.loads(beside.read_text("utf-8"))["accounts"]
    return kept
