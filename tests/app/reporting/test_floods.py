"""Against floods: a ticket is ours and young, work or a sum is done, and the counts know nobody."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from app.reporting import errors as no
from app.reporting import floods, receipts, tickets

SECRET = b"s" * 32
NOW = datetime(2026, 5, 14, 1, 0, tzinfo=UTC)


def worked(ticket: tickets.Ticket) -> str:
    return next(str(n) for n in count() if tickets.is_worked(ticket, str(n)))


def test_a_ticket_carries_its_receipt_for_a_day() -> None:
    ticket = tickets.issue(SECRET, NOW)
    assert receipts.read(ticket.receipt) == ticket.receipt
    assert tickets.require(SECRET, ticket.text, NOW + timedelta(hours=20)) == ticket
    for secret, text, when in (
        (b"o" * 32, ticket.text, NOW),
        (SECRET, ticket.text.replace(ticket.receipt, receipts.draw()), NOW),
        (SECRET, ticket.text, NOW + timedelta(hours=26)),
        (SECRET, ticket.text, NOW - timedelta(hours=2)),
        (SECRET, "", NOW),
    ):
        with pytest.raises(no.TicketInvalid):
            tickets.require(secret, text, when)


def test_the_work_is_searched_for_and_quickly_checked() -> None:
    ticket = tickets.issue(SECRET, NOW, bits=10)
    counter = worked(ticket)
    assert tickets.is_worked(ticket, counter)
    other = tickets.issue(SECRET, NOW, bits=22)
    assert not tickets.is_worked(other, counter)
    for odd in ("", "-1", "1e3", "9" * 30, "一"):
        assert not tickets.is_worked(ticket, odd)


def test_without_a_script_a_sum_is_answered() -> None:
    ticket = tickets.issue(SECRET, NOW)
    one, two = tickets.question(SECRET, ticket)
    assert tickets.is_answered(SECRET, ticket, f" {one + two} ")
    assert tickets.is_answered(
        SECRET, ticket, "".join(chr(0xFF10 + int(d)) for d in str(one + two))
    )
    assert not tickets.is_answered(SECRET, ticket, str(one + two + 1))
    assert not tickets.is_answered(SECRET, ticket, "")


def test_each_caller_and_all_together_have_their_share_of_an_hour() -> None:
    gate = floods.Floods({"look": floods.Limit(2, 5)})
    for caller in ("192.0.2.1", "192.0.2.2"):
        gate.take("look", caller, 100)
        gate.take("look", caller, 100)
        with pytest.raises(no.TooOften) as refused:
            gate.take("look", caller, 100)
        assert refused.value.facts["minutes"] == 59
    gate.take("look", "192.0.2.3", 100)
    with pytest.raises(no.TooOften):
        gate.take("look", "192.0.2.4", 100)
    assert gate.load("look", 100) == 1
    gate.take("look", "192.0.2.1", 100 + floods.HOUR)


def test_the_counts_know_no_address_and_the_key_is_gone_after_an_hour() -> None:
    gate = floods.Floods()
    gate.take("look", "192.0.2.77", 100)
    first = vars(gate)["_key"], set(vars(gate)["_each"])
    assert "192.0.2.77" not in repr(vars(gate))
    gate.take("look", "192.0.2.77", 100 + floods.HOUR)
    assert vars(gate)["_key"] != first[0]
    assert not set(vars(gate)["_each"]) & first[1]
