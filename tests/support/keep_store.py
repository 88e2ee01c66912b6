"""Makes the small store that is kept of the newest revision, for the upgrade test of the next one.

Run as `python -m tests.support.keep_store FOLDER` whenever a new revision is closed; the older ones stay.
"""

import sys
from pathlib import Path

from tests.support import borrowing
from tests.support import world as worlds


def make(folder: Path) -> None:
    """A card in each of many states: on the shelf, asked for, out, back, refused by nobody."""
    folder.mkdir(parents=True)
    url = f"sqlite:///{folder}/store.db"
    worlds.found(url)
    world = worlds.World(url)
    world.registered()
    world.declared(world.new("笔记本"))
    bag, book, watch = (
        world.received(world.new("公文包"))[0],
        world.received(world.new("账册"))[0],
        world.received(world.new("手表", "watch", weight_mg=150_000))[0],
    )
    borrowing.out(world, bag)
    borrowing.ask(world, watch)
    borrowing.out(world, book)
    borrowing.on_the_counter(world, book)
    borrowing.accept(world, book)
    world.store("guan1").sign_out()
    world.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
