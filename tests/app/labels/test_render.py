"""Labels as they are printed: readable by two decoders, in true size, never silently blank."""

import dataclasses
import io
import itertools

import numpy as np
import pytest
from PIL import Image

from app.devices import decode, errors
from app.labels import layout, lettering, render, rules, symbols
from app.labels.types import Code, Command, Kind, Label
from tests.support.labels import WATCH, label_of

EVERY = list(itertools.product(layout.SIZES.values(), layout.DPIS))


@pytest.mark.parametrize(("size", "dpi"), EVERY, ids=lambda each: getattr(each, "name", each))
@pytest.mark.parametrize("kind", [Kind.ITEM, Kind.CONTAINER, Kind.LOCATION, Kind.COMMAND])
def test_every_label_on_every_stock_reads_back(kind, size, dpi) -> None:
    image = render.proved(label_of(kind), size, dpi)

    assert image.mode == "1"
    assert image.size == size.dots(dpi)


def test_a_hundred_random_payloads_read_back_on_the_bag_label() -> None:
    for number in range(100):
        payload = rules.encode(
            Code(Kind.ITEM, f"{number * 997_331_117 % 10**11:011d}", 1 + number % 99)
        )
        render.proved(Label(payload=payload, number=f"2026-0001-{number:04d}"), layout.BAG)


def test_the_symbols_are_as_large_as_the_stock_allows() -> None:
    assert _bar_width(WATCH, layout.BOX) == 3
    assert _bar_width(WATCH, layout.BAG) == 2
    assert not layout.has_linear(WATCH, layout.SMALL)


def _bar_width(label: Label, size: layout.Size) -> int:
    (element,) = (each for each in layout.elements(label, size) if each.kind == "linear")
    drawn = symbols.linear(label.payload, layout.dots(element.width, 203), 20)
    row = np.asarray(drawn)[10]
    runs = [len(list(group)) for _, group in itertools.groupby(row)][1:-1]
    narrowest = min(runs)
    assert all(run % narrowest == 0 for run in runs)  # every bar is whole dots
    return narrowest


def test_a_symbol_that_would_be_too_fine_to_read_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="unreadable"):
        symbols.linear(WATCH.payload, 200, 20)
    with pytest.raises(ValueError, match="unreadable"):
        symbols.matrix(WATCH.payload, 20)


@pytest.mark.parametrize("size", layout.SIZES.values(), ids=lambda each: each.name)
@pytest.mark.parametrize("kind", [Kind.ITEM, Kind.LOCATION])
def test_a_label_of_the_practice_store_says_so_on_every_stock(kind, size) -> None:
    label = dataclasses.replace(label_of(kind), practice=True)

    told = [layout.words(each, label) for each in layout.elements(label, size)]

    assert sum(text.startswith("练习 ") for text in told) == 1
    render.proved(label, size)


def test_a_label_with_a_spoilt_symbol_is_refused() -> None:
    image = render.render(WATCH, layout.BOX)
    image.paste(1, (0, 0, 150, 150))

    with pytest.raises(errors.LabelUnreadable) as no:
        render.check(image, WATCH, layout.BOX)
    assert no.value.code == "R30"
    assert no.value.facts["payload"] == WATCH.payload


def test_a_label_that_says_another_payload_is_refused() -> None:
    image = render.render(WATCH, layout.BOX)

    with pytest.raises(errors.LabelUnreadable):
        render.check(image, label_of(Kind.LOCATION), layout.BOX)


def test_a_label_that_only_one_decoder_reads_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    image = render.render(WATCH, layout.BOX)
    monkeypatch.setattr(decode, "by_zbar", lambda *_: [])

    with pytest.raises(errors.LabelUnreadable):
        render.check(image, WATCH, layout.BOX)


def test_without_the_second_decoder_the_first_decides_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decode, "_zbar", lambda: None)

    assert decode.by_zbar(render.proved(WATCH, layout.BOX)) == []
    assert not decode.has_zbar()


def test_both_decoders_are_there() -> None:
    assert decode.has_zbar()


def test_the_head_of_the_chain_stands_in_groups_of_five() -> None:
    said = [layout.words(each, WATCH) for each in layout.elements(WATCH, layout.BOX)]

    assert "K7QPM  2XWLD  9RTBA  C4EHN" in said


def test_empty_fields_leave_no_trace_of_their_headings() -> None:
    bare = Label(payload=WATCH.payload, number=WATCH.number)
    said = [layout.words(each, bare) for each in layout.elements(bare, layout.BOX)]

    assert "封" not in "".join(said)
    assert WATCH.number in said
    assert "V1" in said


def test_the_box_label_says_all_that_may_stand_on_it() -> None:
    said = " ".join(layout.words(each, WATCH) for each in layout.elements(WATCH, layout.BOX))

    for part in (
        "2026-0012-0007",
        "松柏",
        "手表",
        "1 块",
        "贵重",
        "F-000123",
        "2026-05-14",
        "V2",
        "某市纪委监委",
        "K7QPM",
    ):
        assert part in said


def test_a_missing_glyph_is_a_box_with_its_code_point_and_is_named() -> None:
    rare = label_of(Kind.ITEM, name="𪛖砚")

    assert render.missing_glyphs(rare) == "𪛖"
    assert not lettering.has_glyph("𪛖")
    assert lettering.has_glyph("镕")
    box = np.asarray(lettering.picture("𪛖", 40, 40, bold=False).dots)
    assert (~box).sum() > 100


def test_a_text_too_long_for_its_box_ends_in_an_ellipsis_and_stays_inside() -> None:
    image = lettering.picture("很长的物品名称" * 10, 200, 26, bold=False).dots

    assert image.size == (200, 26)
    assert (~np.asarray(image))[:, :150].any()
    render.proved(
        label_of(Kind.ITEM, name="很长的物品名称" * 10, number="2026-0012-0007-123"), layout.BAG
    )


def test_a_command_card_reads_as_its_command() -> None:
    label = Label(payload=rules.encode(rules.code_for(Command.UNDO)), number="撤销", name="UNDO")
    (read, *_) = decode.read_image(render.proved(label, layout.BAG))
    code = rules.parse(read.text)

    assert code is not None
    assert rules.command_of(code) is Command.UNDO


@pytest.mark.parametrize("angle", [0, 35, 90, 180, 200])
def test_a_label_in_the_hand_is_read_at_any_angle(angle: int) -> None:
    paper = render.render(WATCH, layout.BAG).convert("L")
    scene = Image.new("L", (900, 700), 210)
    scene.paste(paper.resize((640, 400)), (130, 150))
    file = io.BytesIO()
    scene.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=210).save(file, "JPEG")

    assert WATCH.payload in {read.text for read in decode.read_image(file.getvalue())}
