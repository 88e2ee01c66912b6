"""A call is taken down by keyboard alone: every key is counted, for a person types four of them in a second."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from app.petitions import views
from tests.journeys.stage import Stage, before
from tests.support import city as city_of
from tests.support import world as world_of
from tests.support.city import City
from tests.support.common import made_once
from tests.support.world import Clock

if TYPE_CHECKING:
    from tests.journeys.player import Player, Steps

#: What a minute holds at four a second; a sign that an input method puts in counts as three.
A_MINUTE: Final = 240
_SIGN: Final = 3
#: How the form is filled, stop by stop: the field → what is typed there; a digit chooses in a list.
TOLD: Final = {
    "channel": "4",  # 信访网电
    "received_at": "",
    "sub_channel": "1",
    "name": "钱某某",
    "unit": "甲区某局",
    "post": "局长",
    "rank": "3",
    "is_about_own_head": "",
    "summary": "反映该局局长在办公楼装修工程招标中收受某公司礼金，虚报工程款约二十万元",
    "kind": "",
    "discipline": "3",
    "discipline2": "",
    "offence": "1",
    "topic": "3",
    "amount": "20万",
    "region": "",
    "reporter_mode": "1",
    "names": "王某某",
    "phone": "00000000001",
}


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], str]:
    """The city of today, in a folder."""

    def lay(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for module in (world_of, city_of):
                patch.setattr(module, "START", before() - timedelta(days=2))
            city_of.found(f"sqlite:///{folder}/store.db")

    template = made_once(tmp_path_factory, "city-of-today", lay) / "store.db"
    return lambda folder: f"sqlite:///{shutil.copyfile(template, folder / 'store.db')}"


def takes_a_call(player: "Player") -> "Steps":
    """信一: Ctrl+N, field by field with Enter, Ctrl+S; the keys go where he reads they are, and nowhere else."""
    yield from player.sign_in("xf1")
    yield from player.go("petitions")
    count = 0

    def press(key: str) -> None:
        nonlocal count
        count += 1
        player.press(key)

    press("ctrl+n")
    for name, typed in TOLD.items():
        field = f"petition.{name}"
        yield lambda field=field: player.sees(field) and player.find(field).hasFocus()  # type: ignore[misc]
        if typed.isascii() and typed:
            count += len(typed)
            player.hands.type(typed)
            form = player.page.sheet.form
            yield lambda form=form, name=name: form.field(name).value() is not None  # type: ignore[misc]
        elif typed:
            count += _SIGN * len(typed)
            player.put(typed)
        if name == "phone":
            yield lambda: player.find("petition.phone").text() == TOLD["phone"]
            player.picture("filled")
            press("ctrl+s")
        else:
            press("Tab" if name == "summary" else "Return")
    yield lambda: player.tone() == "done"
    yield player.calm
    player.told["keys"], player.told["says"] = count, player.says()
    player.picture("registered")


def test_a_named_call_is_registered_within_a_minute_of_keys(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ANKU_VAULT", str(tmp_path / "vault.json"))
    (folder := tmp_path / "city").mkdir()
    city = City(stage.fresh(folder), Clock(before()))
    run = stage.play(takes_a_call, city)
    assert run.told["keys"] <= A_MINUTE
    (row,) = city.ask("xf1", views.rows)
    assert row.number in run.told["says"]
    assert (row.channel, row.accused) == ("phone", "钱某某 甲区某局 局长")
    assert (row.reporter_mode, row.due_rule) == ("named", "T-P3")
    (matter,) = city.ask("xf1", views.view, petition_id=row.id).matters
    assert (matter.kind, matter.disciplines, matter.offences) == (
        "accusation",
        ("integrity",),
        ("graft",),
    )
    city.close()
