"""A custodian at work until he is killed: tells every act that the store has acknowledged.

Reads lines of URL, HOME and a number, works each one off in a forked process (ready at once, and killed at once) and
says on standard output what was committed, one JSON value a line.
"""

import itertools
import json
import os
import sys
from typing import Any

from app import drafts, ids
from app.custody import loans
from app.custody import service as custody
from tests.support import borrowing
from tests.support.world import World


def tell(**what: Any) -> None:
    """One line to whoever watches."""
    os.write(1, (json.dumps(what) + "\n").encode())


class Hand:
    """Intake and hand-over, again and again; each act under a key of its own."""

    def __init__(self, url: str) -> None:
        self.world = World(url)
        self.case = self.world.case("案甲")
        for login in ("cha1", "guan1", "shen1"):
            self.world.store(login)

    def act(self, login: str, verb: Any, second: str = "", **given: Any) -> Any:
        """One act, told when it was acknowledged."""
        key = ids.new()
        done = self.world.do(login, verb, second, act=key, **given)
        tell(act=key, verb=verb.spec.name)
        return done

    def intake(self, at: int) -> Any:
        """A form is filled in, stored, and only then forgotten."""
        form = {"name": f"公文包{at}", "note": "棕色皮质" * at}
        drafts.save("intake", str(at), form)
        tell(draft=str(at), value=form)
        (row,) = self.act(
            "cha1", custody.register, case_id=self.case, items=(self.world.new(form["name"]),)
        )
        tell(number=row.number, id=row.id)
        drafts.discard("intake", str(at))
        tell(dropped=str(at))
        return row

    def lent(self) -> None:
        """Out of the store and back again."""
        (row,) = self.world.received()
        tell(number=row.number, id=row.id)
        request = borrowing.approved(self.world, row)
        borrowing.hand_over(self.world, request, row)
        tell(out=row.id)
        self.act("guan1", loans.take_back, item_id=row.id, returned_by=self.world.id_of("cha1"))
        tell(back=row.id)

    def work(self, first: int) -> None:
        """Until somebody pulls the plug: three intakes, then one thing out and back, begun anywhere."""
        tell(ready=True)
        for at in itertools.count(first):
            if at % 4:
                self.intake(at)
            else:
                self.lent()


def main() -> None:
    """One forked process per line of standard input."""
    for line in sys.stdin:
        url, home, first = line.rstrip("\n").split("\t")
        pid = os.fork()
        if pid == 0:
            os.environ["ANKU_HOME"] = home
            tell(pid=os.getpid())
            Hand(url).work(int(first))
        os.waitpid(pid, 0)
        tell(ended=pid)


if __name__ == "__main__":
    main()
