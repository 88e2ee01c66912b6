"""The hash of an entry: read back in one way only, and short enough for paper."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ledger import chain

FIELDS = st.lists(
    st.text(alphabet=st.characters(exclude_characters=chain.SEPARATOR, codec="utf-8")),
    min_size=len(chain.FIELDS),
    max_size=len(chain.FIELDS),
)


@given(FIELDS, st.text(), FIELDS, st.text())
def test_two_entries_that_differ_have_different_hashes(
    one: list[str], body: str, two: list[str], other: str
) -> None:
    same = (one, body) == (two, other)
    try:
        hashes = {chain.entry_hash(one, body), chain.entry_hash(two, other)}
    except UnicodeEncodeError:  # half a character is no text: it is never written
        return
    assert len(hashes) == (1 if same else 2)


def test_a_field_that_carries_the_separator_is_refused() -> None:
    fields = ["x"] * len(chain.FIELDS)
    fields[3] = f"a{chain.SEPARATOR}b"
    with pytest.raises(ValueError, match="separator"):
        chain.entry_hash(fields, "{}")


def test_the_hash_can_be_made_with_a_few_lines_of_any_language() -> None:
    fields = [str(n) for n in range(len(chain.FIELDS))]
    body = hashlib.sha256('{"地":1}'.encode()).hexdigest()
    joined = "\x1f".join([*fields, body]).encode()
    assert chain.entry_hash(fields, '{"地":1}') == hashlib.sha256(joined).hexdigest()


def test_the_head_on_paper_is_twenty_characters() -> None:
    assert chain.head_words("00" * 32) == "AAAAA-AAAAA-AAAAA-AAAAA"


def test_a_body_is_the_same_text_whatever_the_order_of_its_facts() -> None:
    assert chain.body_text({"b": 1, "a": "库"}) == '{"a":"库","b":1}'
