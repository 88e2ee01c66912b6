"""Envelope, key file and receipt: who lacks the key opens nothing, and nothing opens in another's place."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.reporting import envelope, keys, receipts, rules
from app.reporting import errors as no

PEPPER = bytes(range(32))


@given(st.binary(max_size=20_000))
def test_what_was_sealed_comes_out_again(content: bytes) -> None:
    public, private = envelope.new_key()
    assert envelope.unseal(private, envelope.seal(public, content, "a"), "a") == content


def test_an_envelope_opens_with_its_key_and_in_its_place_only() -> None:
    public, private = envelope.new_key()
    _, other = envelope.new_key()
    sealed = envelope.seal(public, "举报内容".encode(), "report|1")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for key, given_, about, why in (
        (other, sealed, "report|1", "seal.other_key"),
        (private, sealed, "report|2", "seal.changed"),
        (private, changed, "report|1", "seal.changed"),
        (private, b"a letter", "report|1", "seal.none"),
    ):
        with pytest.raises(no.SealBroken) as refused:
            envelope.unseal(key, given_, about)
        assert refused.value.facts["why"] == why


def test_every_envelope_names_its_suite_and_the_national_one_has_its_place() -> None:
    public, private = envelope.new_key()
    sealed = envelope.seal(public, b"x", "a")
    assert envelope.read_head(sealed)[0]["suite"] == envelope.SUITE
    other = envelope.SM_SUITE.ljust(len(envelope.SUITE)).encode()
    with pytest.raises(no.SealBroken) as refused:
        envelope.unseal(private, sealed.replace(envelope.SUITE.encode(), other), "a")
    assert refused.value.facts["why"] == "seal.suite"


def test_the_length_of_an_envelope_tells_little() -> None:
    public, _ = envelope.new_key()
    lengths = {len(envelope.seal(public, b"x" * n, "a")) for n in (0, 1, 200, 4000)}
    assert len(lengths) == 1
    assert all(
        n <= envelope.padded_length(n) <= max(n * 9 // 8, 4096) for n in range(1, 99_999, 37)
    )


def test_a_key_file_opens_with_its_passphrase_only() -> None:
    key, text = keys.make("市纪委监委", "correct horse battery")
    assert keys.opened(text, "correct horse battery") == key
    assert key.private.hex() not in text
    assert key.private.hex() not in repr(key)
    told = json.loads(text)
    for wrong, passphrase in (
        (text, "correct horse"),
        ("not a key file", "correct horse battery"),
        ("[]", "correct horse battery"),
        (json.dumps({**told, "organ": "别的机关"}), "correct horse battery"),
        (json.dumps({**told, "memory": 10**9}), "correct horse battery"),
    ):
        with pytest.raises(no.KeyFileWrong):
            keys.opened(wrong, passphrase)


def test_a_receipt_is_read_however_it_was_written_down() -> None:
    receipt = receipts.draw()
    shown = receipts.shown(receipt)
    assert [len(group) for group in shown.split("-")] == [5, 5, 5, 5, 1]
    wide = shown.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    for written in (shown, receipt, shown.replace("-", " "), f"  {wide} "):
        assert receipts.read(written) == receipt


@given(st.integers(0, 20), st.integers(1, 9))
def test_a_digit_mistyped_is_noticed(place: int, by: int) -> None:
    receipt = receipts.draw()
    digit = (int(receipt[place]) + by) % 10
    with pytest.raises(no.ReceiptMistyped):
        receipts.read(f"{receipt[:place]}{digit}{receipt[place + 1 :]}")


def test_a_receipt_opens_its_box_and_without_the_pepper_none() -> None:
    one, two = receipts.draw(), receipts.draw()
    box = receipts.box(one, PEPPER)
    assert receipts.box(one, PEPPER) == box
    others = [receipts.box(two, PEPPER), receipts.box(one, bytes(32))]
    assert box.found_by not in {other.found_by for other in others}
    sealed = envelope.seal(box.public, b"answer", "a")
    assert envelope.unseal(box.private, sealed, "a") == b"answer"
    for other in others:
        with pytest.raises(no.SealBroken):
            envelope.unseal(other.private, sealed, "a")


NOON = datetime(2026, 5, 14, 4, 0, tzinfo=UTC)


def test_the_books_keep_the_half_day() -> None:
    for moment, begins in (
        (NOON - timedelta(microseconds=1), NOON - timedelta(hours=12)),
        (NOON, NOON),
        (NOON + timedelta(hours=11, minutes=59), NOON),
    ):
        assert clock.half_day(moment) == begins
        assert rules.half_of(moment) == ("am" if begins < NOON else "pm")
