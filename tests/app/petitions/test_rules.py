"""The law of petitions by itself, and the fields as data."""

import pytest

from app import errors, words
from app.petitions import fields, rules
from app.petitions.types import Channel, Event, LinkKind, Status


def test_every_event_has_one_row_and_every_state_is_reached() -> None:
    assert [row.event for row in rules.ROWS] == list(Event)
    reached = {state for row in rules.ROWS for state in row.to}
    assert reached == set(Status)


def test_nothing_is_deleted_and_the_ends_are_ends() -> None:
    moving = [row for row in rules.ROWS if row.to]
    left = {state for row in moving for state in row.froms}
    assert not left & set(rules.ENDED)
    assert "DELETE" not in rules.LAW


@pytest.mark.parametrize(
    ("event", "second"),
    [
        (Event.ASSIGN, ("leader", "chief")),
        (Event.GIVE_BACK, ("leader",)),
        (Event.CLOSE, ("leader", "chief")),
        (Event.KEEP_AS_REPEAT, ("petition_clerk", "petition_head")),
    ],
)
def test_what_needs_an_approval_is_signed_by_a_second_person(
    event: Event, second: tuple[str, ...]
) -> None:
    row = rules.LAW[event]
    assert row.second
    assert row.seconds == second


def test_a_step_that_the_law_does_not_know_is_refused() -> None:
    with pytest.raises(errors.NotAllowedNow):
        rules.step(Event.TRANSFER, Status.REGISTERED)


def test_every_field_has_its_class_and_every_choice_its_words() -> None:
    known = fields.all_()
    assert {field.class_ for field in known.values()} == set(fields.CLASSES)
    assert {f.id for f in known.values() if f.class_ == "I"} >= {"reporter.names", "reporter.phone"}
    for field in known.values():
        assert words.has(f"petition.{field.id}"), field.id
    for name in ("channel", "reporter_mode", "rank", "kind", "discipline", "offence", "outcome"):
        for choice in fields.choices(name):
            assert words.has(f"petition.{name}.{choice}")
    for channel in Channel:
        for sub in fields.choices("sub_channel", channel):
            assert words.has(f"petition.sub_channel.{sub}")
    assert all(words.has(f"petition.link.{kind}") for kind in LinkKind)
    assert tuple(Channel) == fields.choices("channel")


def test_no_column_for_what_would_trace_an_anonymous_reporter() -> None:
    told = {word for id_ in fields.all_() for word in id_.replace(".", "_").split("_")}
    assert not told & {"ip", "agent", "device", "browser", "address_ip", "mac"}


def test_who_is_above_depends_on_the_level() -> None:
    assert "division" not in fields.above(2)
    assert "bureau" in fields.above(2)
    assert "section" in fields.above(3)


def test_a_choice_that_is_none_is_refused() -> None:
    with pytest.raises(errors.FieldInvalid):
        fields.require_choice("sub_channel", "weibo", "sub_channel", "letter")
    fields.require_choice("sub_channel", "wechat", "sub_channel", "micro")
