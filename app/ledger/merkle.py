"""The tree of RFC 6962 over the hashes of all entries: a root of forty bytes, and the proof that one grew from another.

A witness remembers only (size, root). Whoever cuts, edits or puts in an entry before `size` cannot make a proof that
leads from the remembered root to the new one.
"""

import hashlib
from collections.abc import Sequence


def leaf(content: bytes) -> bytes:
    """The hash of one leaf."""
    return hashlib.sha256(b"\x00" + content).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes, level by level: the last one without a neighbour goes up as it is."""
    level = list(leaves)
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [_node(left, right) for left, right in pairs] + odd
    return level[0]


def grew(leaves: Sequence[bytes], old: int) -> list[bytes]:
    """The proof that the tree over all these leaves grew from that over the first `old` of them."""
    if not 0 < old < len(leaves):
        return []
    return _sub_proof(leaves, old, whole=True)


def _sub_proof(leaves: Sequence[bytes], old: int, *, whole: bool) -> list[bytes]:
    if old == len(leaves):
        return [] if whole else [root(leaves)]
    at = _split(len(leaves))
    if old <= at:
        return [*_sub_proof(leaves[:at], old, whole=whole), root(leaves[at:])]
    return [*_sub_proof(leaves[at:], old - at, whole=False), root(leaves[:at])]


def holds(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof leads from the old root to the new one (RFC 9162, 2.1.4.2)."""
    if old == new:
        return old_root == new_root and not proof
    if old == 0:
        return not proof
    if not 0 < old < new or not proof:
        return False
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    first = second = path[0]
    for step in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            first, second = _node(step, first), _node(step, second)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            second = _node(second, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and first == old_root and second == new_root
