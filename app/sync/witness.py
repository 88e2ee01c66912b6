"""The centre as witness of the storerooms' trails: what was once reported can be neither cut nor edited unnoticed.

A storeroom signs how many entries it has and the root of the tree over them, and proves that this tree grew from the one
that the centre remembers. Two administrators have said before by which key it signs: nobody else can begin in its name.
The centre learns no content. Only settled entries are covered: nothing can still be put
before them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app import errors, registry
from app.actor import Actor
from app.ledger import merkle
from app.ledger import service as ledger
from app.ledger.types import Act
from app.line_errors import ArgumentsInvalid
from app.packages.keys import Keys
from app.sync.errors import RoomUnknown, StoreRewritten
from db.ledger import queries as trail
from db.session import Database

_KIND: Final = "witness"
_SEEN: Final = "WITNESSED"
_LONGEST: Final = 32
#: An Ed25519 key; `Keys.public` may have another one behind it.
_KEY_LONG: Final = 32
#: On a server an act may commit so long after its moment; by then it has been given up.
_SETTLED: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What the centre remembers of a storeroom's trail; size 0: nothing yet."""

    installation: str
    room: str = ""
    size: int = 0
    root: str = ""
    signer: str = ""
    at: datetime | None = None


# -- the storeroom -------------------------------------------------------------------------------------


def report(database: Database, mine: Keys, seen: int, now: datetime) -> dict[str, Any]:
    """What a storeroom tells the witness who has seen `seen` entries: the arguments of `witness`."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    with database.read() as session:
        store, last = trail.installation(session), trail.last_moment(session)
        assert store is not None
        assert last is not None
        until = min(last, now - _SETTLED) if trail.is_served(session) else last
        leaves = [merkle.leaf(bytes.fromhex(h)) for h in trail.hashes(session, before=until)]
    told = {
        "installation": store.id,
        "room": store.name,
        "size": len(leaves),
        "root": merkle.root(leaves).hex(),
    }
    signature = Ed25519PrivateKey.from_private_bytes(mine.sign).sign(_signed(told))
    proof = tuple(step.hex() for step in merkle.grew(leaves, seen))
    return {**told, "proof": proof, "signer": mine.public, "signature": signature.hex()}


def _signed(told: dict[str, Any]) -> bytes:
    return b"anku/witness/1\n" + registry.canonical(told).encode()


# -- the centre ----------------------------------------------------------------------------------------


@registry.query("sync.witnessed")
def last(session: Session, actor: Actor, now: datetime, *, installation: str) -> Witnessed:
    """What the centre has seen of a storeroom."""
    return _last(session, installation)


@registry.query("sync.witnessed_rooms", ("auditor", "oversight", "leader", "chief", "sysadmin"))
def rooms(session: Session, actor: Actor, now: datetime) -> tuple[Witnessed, ...]:
    """Every storeroom that was admitted or ever reported, with what was seen last: also one that has fallen silent."""
    known = {*trail.objects(session, _SEEN), *trail.objects(session, "ROOM_ADMITTED")}
    return tuple(_last(session, id_) for id_ in sorted(known))


@registry.verb("sync.admit_room", ("secadmin",), seconds=("sysadmin",))
def admit(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    installation: str,
    room: str,
    signer: str,
) -> Witnessed:
    """Two administrators say which storeroom reports, and by which key; what was witnessed of it before stays."""
    if not act.second:
        raise errors.NeedsSecondPerson
    if not installation.strip() or len(installation) > _LONGEST or not room.strip():
        raise ArgumentsInvalid(field="installation", why="length")
    if len(_hex(signer)) < _KEY_LONG:
        raise ArgumentsInvalid(field="signer", why="Ed25519")
    before = _last(session, installation)
    facts = {"room": room, "size": before.size, "root": before.root, "signer": signer}
    ledger.write(session, act, _KIND, installation, "ROOM_ADMITTED", **facts)
    return Witnessed(installation, room, before.size, before.root, signer, now)


@registry.verb("sync.witness", registry.EVERYBODY)
def witness(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    installation: str,
    room: str,
    size: int,
    root: str,
    proof: tuple[str, ...],
    signer: str,
    signature: str,
) -> Witnessed:
    """Remember how far a storeroom's trail has grown; one that was cut or edited is refused, which is the alarm."""
    told = {"installation": installation, "room": room, "size": size, "root": root}
    _require_signed(told, signer, signature)
    before = _last(session, installation)
    if not before.signer:
        raise RoomUnknown(room=room, installation=installation, signer=signer)
    if signer != before.signer:
        raise StoreRewritten(room=room, why="witness.key")
    if before.size:
        if size < before.size:
            raise StoreRewritten(room=room, why="witness.cut")
        steps = _bytes(proof)
        if not merkle.holds(before.size, _hex(before.root), size, _hex(root), steps):
            raise StoreRewritten(room=room, why="witness.edited")
    if size > before.size:
        facts = {"room": room, "size": size, "root": root, "signer": signer}
        ledger.write(session, act, _KIND, installation, "WITNESSED", **facts)
    return Witnessed(installation, room, size, root, signer, now)


def _last(session: Session, installation: str) -> Witnessed:
    entry = trail.newest_of(session, _KIND, [installation]).get(installation)
    if entry is None:
        return Witnessed(installation)
    told = ledger.facts(entry)
    return Witnessed(
        installation, told["room"], told["size"], told["root"], told["signer"], entry.recorded_at
    )


def _require_signed(told: dict[str, Any], signer: str, signature: str) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(_hex(signer)[:32])
        key.verify(_hex(signature), _signed(told))
    except (ValueError, InvalidSignature) as wrong:
        raise ArgumentsInvalid(field="signature", why="Ed25519") from wrong
    if len(str(told["installation"])) > _LONGEST or int(told["size"]) < 1:
        raise ArgumentsInvalid(field="installation", why="length")


def _bytes(steps: Sequence[str]) -> list[bytes]:
    return [_hex(step) for step in steps]


def _hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as wrong:
        raise ArgumentsInvalid(field="root", why="hex") from wrong
