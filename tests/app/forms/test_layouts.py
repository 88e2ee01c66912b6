"""Forms as data: each layout names only what its value has, shows all of it, and puts its words as the day had them."""

import dataclasses
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from app import words
from app.forms import layout, types
from app.forms.layout import Layout
from app.forms.parts import Signer

FORMS = list(layout.all_().values())


def value_class(form: Layout) -> type:
    found: type = getattr(types, form.value)
    return found


def named(form: Layout) -> Iterator[tuple[str, str]]:
    """(field of the value, field of its rows) that a layout names."""
    for block in (*form.blocks, *form.foot):
        for fact in block.get("facts", ()):
            yield from ((name, "") for name in fact["field"].split())
        for part in block.get("signatures", ()):
            yield part["field"], ""
        for kind in ("pairs", "banner", "right", "money", "ticks", "text_of", "label", "photos"):
            if kind in block:
                yield block[kind], ""
        if "opinions" in block:
            yield block["opinions"], ""
        for column in block.get("columns", ()):
            yield from ((block["table"], name) for name in column["field"].split())


def row_class(kind: type, field: str) -> type:
    """The class of the rows of a field."""
    (inner, *_) = typing.get_args(typing.get_type_hints(kind)[field])
    found: type = inner
    return found


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_layout_names_what_its_value_has_and_shows_all_of_it(form: Layout) -> None:
    kind = value_class(form)
    own = {field.name for field in dataclasses.fields(kind)}
    shown = set()
    for field, inner in named(form):
        assert field in own, field
        shown.add(field)
        if inner and inner != "#":
            rows = {f.name for f in dataclasses.fields(row_class(kind, field))}
            assert inner in rows, (field, inner)
    # the head prints number and secrecy; a card's lines carry its name, case and alias
    head = (
        {"secrecy", "number", "name", "case_number", "case_alias"}
        if form.id == "F8"
        else {"secrecy"}
    )
    head |= {"case_number"} if form.id == "F9" else set()  # it is the ledger's own number
    assert own - shown <= head, own - shown - head


def test_who_signs_is_a_tuple_of_signers() -> None:
    for form in FORMS:
        hints = typing.get_type_hints(value_class(form))
        for block in (*form.blocks, *form.foot):
            for part in block.get("signatures", ()):
                assert typing.get_args(hints[part["field"]])[0] is Signer


def a_layout(**more: Any) -> Layout:
    given: Mapping[str, Any] = {
        "id": "F0",
        "title": "清单",
        "paper": "A4",
        "of": "act",
        "value": "",
        "blocks": ({"facts": [{"field": "a", "title": "持有人"}]}, {"text": "如实填写。"}),
        "foot": ({"signatures": [{"field": "b", "label": "承办人"}]},),
        "copies": ("附卷",),
    }
    return Layout(**{**given, **more})


def test_every_text_of_a_layout_can_be_put_in_other_words() -> None:
    form = a_layout(blocks=({"ticks": "w", "title": "方式", "options": [["a", "返还"]]},))
    assert a_layout().texts() == ("清单", "附卷", "持有人", "如实填写。", "承办人")
    assert form.texts() == ("清单", "附卷", "方式", "返还", "承办人")


def test_the_words_are_those_of_the_day() -> None:
    form = a_layout(
        wording=(
            {"since": "2018-03-20", "words": {"承办人": "调查人员"}},
            {"since": "2025-06-01", "words": {"承办人": "监察人员"}},
        )
    )
    assert form.on(date(2018, 1, 1)).say("承办人") == "承办人"
    assert form.on(date(2025, 5, 31)).say("承办人") == "调查人员"
    assert form.on(date(2025, 6, 1)).say("承办人") == "监察人员"
    assert form.on(date(2025, 6, 1), {"承办人": "办案人"}).say("承办人") == "办案人"
    assert form.on(date(2025, 6, 1), {"清单": "登记表"}).say("承办人") == "监察人员"


def test_the_vocabulary_calls_each_form_by_its_title() -> None:
    for form in FORMS:
        assert words.word(f"form.{form.id}") == form.title
        assert words.word(f"form.{form.id}", "en") != form.title
