"""Signed packages on disc, for units without a network: what leaves one computer and is taken in at another.

    manifest = packages.write(file, keys.here(), Label("leads.upward", organ, superior, {"lead": 3}), files, seal_to=…)
    package = packages.read(file, keys.here(), trusted)       # refuses and lays the file aside if one byte differs
    fresh = packages.take(session, act, package)              # False: this very package was taken in before
    packages.write(answer, keys.here(), packages.receipt(package, counts), {})

Every byte of the file is covered: the signature covers the manifest, the manifest the length and hash of each part,
and nothing may stand behind the last one. `seal_to` enciphers the parts for the recipients' public keys.
"""

import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, ids, paths, registry
from app.errors import FieldInvalid, PathUnusable
from app.ledger import service as ledger
from app.ledger.types import Act
from app.packages.errors import (
    PackageBroken,
    PackageNotForUs,
    PackageReplayed,
    PackageSignerUnknown,
)
from app.packages.keys import Keys
from app.packages.types import Label, Manifest, Package
from db.ledger import queries as trail

_MAGIC: Final = b"ANKUPKG1"
_SIGNATURE: Final = 64
#: A manifest, and all that the parts may unfold to: a disc holds less.
_MANIFEST_MOST: Final = 64 << 20
_FILES_MOST: Final = 1 << 30
_NONCE: Final = 12


# -- writing -------------------------------------------------------------------------------------------


def write(
    file: Path,
    mine: Keys,
    label: Label,
    files: Mapping[str, bytes],
    seal_to: Collection[str] = (),
) -> Manifest:
    """Write a package, all or nothing; answers what stands on its outside."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    for public in seal_to:
        require_key(public)
    key = os.urandom(32) if seal_to else b""
    parts = {name: _folded(data, name, key) for name, data in sorted(files.items())}
    told = {
        "id": ids.new(),
        "label": registry.plain(label),
        "made_at": clock.text(clock.now()),
        "signer": mine.public,
        "sealed": {public: _wrapped(key, public) for public in sorted(seal_to)},
        "parts": [
            {
                "name": name,
                "length": len(part),
                "sha256": hashlib.sha256(part).hexdigest(),
                "unfolds": len(files[name]),
            }
            for name, part in parts.items()
        ],
    }
    manifest = registry.canonical(told).encode()
    head = _MAGIC + len(manifest).to_bytes(4, "big") + manifest
    signature = Ed25519PrivateKey.from_private_bytes(mine.sign).sign(head)
    _lay(file, [head, signature, *parts.values()])
    return _manifest(told, manifest)


def receipt(package: Package, counts: Mapping[str, int]) -> Label:
    """The label of the answer that says what was taken in: the sender compares the counts."""
    was = package.manifest
    return Label("receipt", was.label.recipient, was.label.sender, dict(counts), answers=was.id)


def _lay(file: Path, pieces: Sequence[bytes]) -> None:
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as made:
            made.writelines(pieces)
            made.flush()
            os.fsync(made.fileno())
        os.replace(part, file)
    except OSError as trouble:
        part.unlink(missing_ok=True)
        raise PathUnusable.of(trouble, file) from trouble


def _folded(data: bytes, name: str, key: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    small = zlib.compress(data)
    if not key:
        return small
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, small, name.encode())


def _wrapped(key: bytes, public: str) -> str:
    """The content's key for one recipient: a fresh X25519 pair, HKDF, AES-GCM; used once, so the nonce may be zero."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    once = X25519PrivateKey.generate()
    theirs = X25519PublicKey.from_public_bytes(bytes.fromhex(public)[32:])
    shown = once.public_key().public_bytes_raw()
    wrapping = _derived(once.exchange(theirs), shown)
    return (shown + AESGCM(wrapping).encrypt(bytes(_NONCE), key, _MAGIC)).hex()


def _unwrapped(wrapped: str, mine: Keys) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    kept = bytes.fromhex(wrapped)
    theirs = X25519PublicKey.from_public_bytes(kept[:32])
    shared = X25519PrivateKey.from_private_bytes(mine.open).exchange(theirs)
    return AESGCM(_derived(shared, kept[:32])).decrypt(bytes(_NONCE), kept[32:], _MAGIC)


def _derived(shared: bytes, shown: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=shown, info=b"anku/package/1").derive(shared)


# -- reading -------------------------------------------------------------------------------------------


def read(file: Path, mine: Keys, trusted: Collection[str]) -> Package:
    """Open a package. One that is not as it was signed, or by nobody we know, is laid aside and refused."""
    try:
        content = file.read_bytes()
    except OSError as trouble:
        raise PathUnusable.of(trouble, file) from trouble
    try:
        return opened(file.name, content, content_key(file.name, content, mine), trusted)
    except (PackageBroken, PackageSignerUnknown) as no:
        quarantine(file, no.code)
        raise


def content_key(name: str, content: bytes, mine: Keys) -> bytes:
    """The key of what a package holds; empty when it is not sealed."""
    told, _, _ = _signed(name, content)
    if not told["sealed"]:
        return b""
    wrapped = told["sealed"].get(mine.public)
    if wrapped is None:
        raise PackageNotForUs(file=name)
    return _unwrapped(wrapped, mine)


def opened(name: str, content: bytes, key: bytes, trusted: Collection[str]) -> Package:
    """A package out of its bytes and the key of what it holds; every byte is as somebody signed whom we know."""
    from cryptography.exceptions import InvalidTag

    told, manifest, behind = _signed(name, content)
    if told["signer"] not in trusted:
        raise PackageSignerUnknown(file=name, signer=told["signer"][:16])
    try:
        return Package(_manifest(told, manifest), _parts(name, content[behind:], told, key))
    except (
        InvalidTag,
        ValueError,
        zlib.error,
    ) as wrong:  # the key is not the one it was sealed with
        raise PackageBroken(file=name, why="package.hash") from wrong


def quarantine(file: Path, why: str) -> Path:
    """Lay a file aside that must not be taken in, under its own hash; the original stays on its disc."""
    folder = paths.data() / "quarantine"
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:16]
    there = folder / f"{digest}-{why}-{file.name}"
    if not there.exists():
        shutil.copyfile(file, there)
    return there


def _signed(file: str, content: bytes) -> tuple[dict[str, Any], bytes, int]:
    """What the manifest says, its bytes, and where the parts begin."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    at = len(_MAGIC) + 4
    length = int.from_bytes(content[len(_MAGIC) : at], "big")
    if not content.startswith(_MAGIC) or length > min(_MANIFEST_MOST, len(content)):
        raise PackageBroken(file=file, why="package.no_package")
    manifest, end = content[at : at + length], at + length
    try:
        told: dict[str, Any] = json.loads(manifest)
        signer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["signer"])[:32])
        signer.verify(content[end : end + _SIGNATURE], content[:end])
    except (ValueError, KeyError, TypeError, InvalidSignature) as wrong:
        raise PackageBroken(file=file, why="package.signature") from wrong
    return told, manifest, end + _SIGNATURE


def _parts(file: str, rest: bytes, told: dict[str, Any], key: bytes) -> dict[str, bytes]:
    parts = told["parts"]
    if sum(part["unfolds"] for part in parts) > _FILES_MOST:
        raise PackageBroken(file=file, why="package.too_long")
    if sum(part["length"] for part in parts) != len(rest):
        raise PackageBroken(file=file, why="package.length")
    at, files = 0, {}
    for part in parts:
        piece, at = rest[at : at + part["length"]], at + part["length"]
        if hashlib.sha256(piece).hexdigest() != part["sha256"]:
            raise PackageBroken(file=file, why="package.hash")
        files[part["name"]] = _unfolded(file, piece, part, key)
    return files


def _unfolded(file: str, piece: bytes, part: dict[str, Any], key: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if key:
        piece = AESGCM(key).decrypt(piece[:_NONCE], piece[_NONCE:], part["name"].encode())
    unfolding = zlib.decompressobj()
    data = unfolding.decompress(piece, part["unfolds"] + 1)  # never more than it said
    if len(data) != part["unfolds"] or not unfolding.eof:
        raise PackageBroken(file=file, why="package.length")
    return data


def _manifest(told: dict[str, Any], manifest: bytes) -> Manifest:
    return Manifest(
        id=told["id"],
        label=Label(**told["label"]),
        made_at=clock.moment(told["made_at"]),
        signer=told["signer"],
        digest=hashlib.sha256(manifest).hexdigest(),
    )


# -- the register --------------------------------------------------------------------------------------

#: What the chain of a package (its number) says: it was written here, it was taken in here.
OUT: Final = "PACKAGE_OUT"
IN: Final = "PACKAGE_IN"


def take(session: Session, act: Act, package: Package) -> bool:
    """Enter a package that is taken in, in the transaction that takes its content; whether it is the first time."""
    return _enter(session, act, package.manifest, IN)


def sent(session: Session, act: Act, manifest: Manifest) -> bool:
    """Enter a package that was written for somebody."""
    return _enter(session, act, manifest, OUT)


def _enter(session: Session, act: Act, manifest: Manifest, way: str) -> bool:
    known = [
        ledger.facts(e) for e in trail.of_object(session, "package", manifest.id) if e.kind == way
    ]
    if known:
        if known[0]["digest"] != manifest.digest:
            raise PackageReplayed(number=manifest.id)
        return False
    told = {**registry.plain(manifest.label), "package": manifest.label.kind}
    told |= {"signer": manifest.signer, "digest": manifest.digest, "made_at": manifest.made_at}
    told.pop("kind")
    ledger.write(session, act, "package", manifest.id, way, **told)
    return True


# -- whose signature counts ----------------------------------------------------------------------------

_TRUST: Final = "TRUST_KEY"
_DISTRUST: Final = "DISTRUST_KEY"


def trust(session: Session, act: Act, public: str, organ: str, name: str) -> None:
    """Packages signed by this key are taken in from now on; the trail itself is the list."""
    require_key(public)
    ledger.write(
        session, act, "package_key", public[:32], _TRUST, public=public, organ=organ, name=name
    )


def distrust(session: Session, act: Act, public: str, why: str) -> None:
    """From now on they are not."""
    require_key(public)
    ledger.write(session, act, "package_key", public[:32], _DISTRUST, public=public, why=why)


def trusted(session: Session) -> dict[str, dict[str, Any]]:
    """Every key whose packages are taken in: public key → organ and name."""
    found: dict[str, dict[str, Any]] = {}
    for entry in trail.of_objects(session, "package_key", None, [_TRUST]):
        told = ledger.facts(entry)
        found[told["public"]] = told
    newest = trail.newest_of(session, "package_key", [public[:32] for public in found])
    return {p: told for p, told in found.items() if newest[p[:32]].kind == _TRUST}


def require_key(public: str) -> None:
    """Refuse what is no public key of ours (`Keys.public`)."""
    if len(public) != 128 or set(public) - set("0123456789abcdef"):
        raise FieldInvalid(field="package.key", why=public[:16])
