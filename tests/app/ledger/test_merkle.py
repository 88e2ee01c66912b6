"""The tree over the trail: every growth is proved, and no rewriting is."""

from hypothesis import given
from hypothesis import strategies as st

from app.ledger import merkle


def leaves(count: int, odd: int = -1) -> list[bytes]:
    return [merkle.leaf(b"forged" if at == odd else str(at).encode()) for at in range(count)]


def test_the_roots_of_the_standard() -> None:
    """RFC 6962: the empty tree, one leaf that is empty."""
    assert merkle.root([]).hex().startswith("e3b0c44298fc1c14")
    assert merkle.root([merkle.leaf(b"")]).hex().startswith("6e340b9cffb37a98")


def test_every_growth_up_to_forty_is_proved_and_no_shorter_or_other_past() -> None:
    for new in range(1, 41):
        now = leaves(new)
        for old in range(1, new + 1):
            proof = merkle.grew(now, old)
            before = merkle.root(leaves(old))
            assert merkle.holds(old, before, new, merkle.root(now), proof)
            assert not merkle.holds(
                old, merkle.root(leaves(old, odd=0)), new, merkle.root(now), proof
            )
            if old > 1:
                assert not merkle.holds(old - 1, before, new, merkle.root(now), proof)


@given(new=st.integers(2, 200), data=st.data())
def test_a_past_that_was_edited_proves_nothing(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new - 1))
    odd = data.draw(st.integers(0, old - 1))
    forged = leaves(new, odd=odd)
    proof = merkle.grew(forged, old)
    assert not merkle.holds(old, merkle.root(leaves(old)), new, merkle.root(forged), proof)
