"""The centre notices a storeroom whose trail was cut, edited or recomputed, though the storeroom itself verifies."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app import clock
from app.packages import keys
from app.sync import witness
from app.sync.errors import StoreRewritten
from db.session import Database
from tests.support import raw
from tests.support import world as worlds
from tests.support.city import City
from tests.support.world import World, refused

KEYS = keys.fresh()


@pytest.fixture
def storeroom(city: City, sqlite_template: Path, tmp_path: Path) -> Iterator[World]:
    """A storeroom that two administrators of the centre have admitted."""
    with worlds.sqlite_world(sqlite_template, tmp_path) as made:
        admit(city, made.database)
        yield made


def admit(city: City, database: Database, mine: keys.Keys = KEYS) -> None:
    first = witness.report(database, mine, 0, clock.now())
    given = {name: first[name] for name in ("installation", "room", "signer")}
    city.do("bao1", witness.admit, "xi1", **given)


def told(city: City, database: Database, mine: keys.Keys = KEYS) -> witness.Witnessed:
    """The storeroom reports what has grown since the centre looked last."""
    first = witness.report(database, mine, 0, clock.now())
    seen = city.ask("xf1", witness.last, installation=first["installation"])
    report = witness.report(database, mine, seen.size, clock.now())
    found: witness.Witnessed = city.do("xf1", witness.witness, **report)
    return found


@pytest.mark.scenario("P55")
def test_a_trail_that_only_grows_is_witnessed_again_and_again(city: City, storeroom: World) -> None:
    sizes = []
    for _ in range(3):
        storeroom.received()
        sizes.append(told(city, storeroom.database).size)
    assert sizes == sorted(set(sizes))
    assert told(city, storeroom.database).size == sizes[-1]
    (seen,) = city.ask("ji1", witness.rooms)
    assert seen.size == sizes[-1]


def _cut(books: raw.Raw) -> None:
    books.do(
        "DELETE FROM entry WHERE recorded_at > (SELECT recorded_at FROM entry ORDER BY recorded_at LIMIT 1 OFFSET 30)"
    )


def _edit(books: raw.Raw) -> None:
    """One old entry, its hash recomputed by somebody who knows how."""
    books.do(
        "UPDATE entry SET hash = substr(hash, 2) || 'f' WHERE id ="
        " (SELECT id FROM entry ORDER BY recorded_at LIMIT 1 OFFSET 20)"
    )


def _put_in(books: raw.Raw) -> None:
    """An act that never was, among the old ones."""
    columns = [name for _, name, *_ in books.do("PRAGMA table_info(entry)")]
    values = ", ".join(
        {"id": "'f' || substr(id, 2)", "seq": "9000"}.get(name, name) for name in columns
    )
    books.do(
        f"INSERT INTO entry ({', '.join(columns)}) SELECT {values} FROM entry"
        " ORDER BY recorded_at LIMIT 1 OFFSET 20"
    )


@pytest.mark.scenario("P55")
@pytest.mark.parametrize(("how", "why"), [(_cut, "cut"), (_edit, "edited"), (_put_in, "edited")])
def test_a_rewritten_trail_is_refused_and_the_alarm_stays(
    city: City, storeroom: World, how, why: str
) -> None:
    storeroom.received()
    storeroom.received()
    told(city, storeroom.database)
    with raw.opened(storeroom.url) as books:
        books.unguard()
        how(books)
    with pytest.raises(StoreRewritten) as no:
        told(city, storeroom.database)
    assert no.value.facts["why"] == f"witness.{why}"
    assert city.refusals()[-1] == "R171"


def test_another_key_is_not_that_storeroom(city: City, storeroom: World) -> None:
    told(city, storeroom.database)
    with pytest.raises(StoreRewritten) as no:
        told(city, storeroom.database, keys.fresh())
    assert no.value.facts["why"] == "witness.key"


def test_nobody_begins_in_the_name_of_a_storeroom_and_a_new_key_is_admitted_by_two(
    city: City, storeroom: World
) -> None:
    (silent,) = city.ask("ji1", witness.rooms)
    assert (silent.size, silent.signer) == (0, KEYS.public)  # admitted, and not heard of yet
    forged = keys.fresh()
    with pytest.raises(StoreRewritten):
        told(city, storeroom.database, forged)
    size = told(city, storeroom.database).size
    anew = keys.fresh()
    admit(city, storeroom.database, anew)
    storeroom.received()
    assert told(city, storeroom.database, anew).size > size
    report = witness.report(storeroom.database, anew, 0, clock.now())
    told_of = {k: report[k] for k in ("installation", "room", "size", "root")}
    other = {**told_of, "installation": "another"}
    key = Ed25519PrivateKey.from_private_bytes(anew.sign)
    signature = key.sign(witness._signed(other)).hex()
    stranger = {**report, **other, "signature": signature}
    refused("R173", lambda: city.do("xf1", witness.witness, **stranger))
