"""The doctor looks at real things: a scale on a cable, a printer on the network, fonts, readers; nothing hangs it."""

import os
import shutil
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from app import clock, doors, paths, words
from app import errors as errors_of
from app.backup import service as backups
from app.devices import errors
from app.doctor import devices, looking, probes, set_up
from app.doctor.looking import Look
from app.doctor.set_up import SetUp
from app.doctor.types import State, well
from app.labels.printers import Printer
from tests.support import tcp_printer
from tests.support.mjpeg import PHOTOS
from tests.support.pty_line import PtyLine
from tests.support.pty_scale import PtyScale
from tests.support.world import World


def test_a_dead_device_is_told_within_its_patience_and_the_next_is_looked_at() -> None:
    release = threading.Event()

    def dead() -> object:
        release.wait(30)
        return well("camera", "doctor.camera_drawn")

    found = Look("camera", dead, 0.2).now()  # type: ignore[arg-type]
    assert (found.state, found.key) == (State.SLOW, "doctor.slow")
    assert found.detail("zh") == "0.2 秒内没有应答。"
    assert found.cure("en")
    release.set()
    until = time.monotonic() + 5
    while any(t.name == "look camera" for t in threading.enumerate()):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_what_breaks_is_a_finding_and_not_an_end() -> None:
    def broken() -> object:
        raise RuntimeError("no such bus")

    found = Look("scale", broken).now()  # type: ignore[arg-type]
    assert found.state is State.BAD
    assert "no such bus" in found.detail("en")


def test_the_scale_is_read_and_its_calibration_looked_at(tmp_path: Path) -> None:
    balance = PtyScale(tmp_path / "tty", "S S      12.34 g")
    try:
        good = SetUp(scale=str(balance.path), calibrated_until=date(2999, 1, 1))
        found = devices.scale(good)
        assert found.state is State.OK
        assert "12.34 g" in found.detail("en")
        late = SetUp(scale=str(balance.path), calibrated_until=date(2020, 1, 1))
        assert devices.scale(late).key == "doctor.scale_late"
        wrong = SetUp(scale=str(balance.path), protocol="a_and_d")
        assert isinstance(devices.scale(wrong).no, errors.ScaleNotUnderstood)
    finally:
        balance.close()


def test_a_silent_scale_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "WEIGH_S", 0.3)
    line = PtyLine(tmp_path / "tty")
    found = devices.scale(SetUp(scale=str(line.path)))
    line.unplug()
    assert isinstance(found.no, errors.ScaleLost)
    assert "cable" in found.cure("en")
    assert devices.scale(SetUp()).state is State.MISSING


def test_a_scanners_port_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_OPEN_S", 0.5)
    line = PtyLine(tmp_path / "tty")
    assert devices.scanner(str(line.path)).state is State.OK
    line.unplug()
    assert devices.scanner(str(line.path)).key == "doctor.scanner_lost"
    assert devices.no_scanner().key == "doctor.scanner_types"


def test_a_picture_comes_from_the_camera_or_not(tmp_path: Path) -> None:
    found = devices.camera("camera", str(PHOTOS))
    assert found.state is State.OK
    assert "×" in found.detail("zh")
    assert devices.camera("camera", str(tmp_path / "none.avi")).state is State.BAD
    assert devices.camera("camera", "").state is State.MISSING


def test_each_printer_says_how_it_is(tmp_path: Path) -> None:
    with tcp_printer.listening() as listener:
        address = f"127.0.0.1:{listener.port}"
        there = Printer("柜台", "zpl", "tcp", address, tells=False)
        assert devices.printer(there).state is State.OK
    gone = devices.printer(Printer("柜台", "zpl", "tcp", "127.0.0.1:9"))
    assert gone.state is State.BAD
    assert "柜台" in gone.detail("zh")
    assert gone.cure("zh")


def test_the_readers_and_the_fonts_do_the_real_thing() -> None:
    for probe in (probes.zxing, probes.zbar, probes.opencv, probes.fonts):
        assert probe().state is State.OK


def test_a_font_that_is_gone_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    assert probes.fonts().facts["name"] == "NotoSansSC-Regular.ttf"


def test_the_age_of_the_backup_is_told(room: World) -> None:
    none = probes.backup(room.url)
    assert none.state is State.MISSING
    made = backups.backup_if_due(room.store("guan1"))
    assert made is not None
    assert probes.backup(room.url).state is State.OK
    old = clock.now().timestamp() - 3 * 86_400
    os.utime(made, (old, old))
    found = probes.backup(room.url)
    assert (found.state, found.facts["hours"]) == (State.BAD, 72)


def test_a_store_under_a_path_of_chinese_and_odd_signs_is_named_as_people_read_it(
    room: World, tmp_path: Path
) -> None:
    folder = tmp_path / "新 手库" / "50%20 吗?"
    folder.mkdir(parents=True)
    books = folder / "保管室.anku"
    shutil.copy(room.database.file, books)
    url = paths.url_of(books)
    assert doors.open_store(url).database.file == str(books)

    told = probes.database(doors.open_store(url).url).detail("zh")
    assert str(books) in told
    assert str(folder) in probes.disk(doors.open_store(url).url).detail("zh")
    with pytest.raises(errors_of.StoreEmpty) as no:
        doors.open_store(paths.url_of(folder / "空.anku"))
    assert str(folder / "空.anku") in words.refusal(no.value, "zh").what


def test_a_clock_behind_the_last_entry_is_found(
    room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert probes.time(room.url).state is State.OK
    before = room.clock.at.replace(year=2026, month=1)
    monkeypatch.setattr(clock, "now", lambda: before)
    assert probes.time(room.url).key == "doctor.clock_behind"


def test_everything_is_looked_at_and_has_its_words_in_both_languages(room: World) -> None:
    found = list(looking.findings(SetUp(room.url, camera="")))
    assert {f.name for f in found} >= {
        "database", "disk", "clock", "backup", "fonts", "zxing", "zbar", "opencv",
        "camera", "serial", "scanner", "scale", "printer",
    }  # fmt: skip
    for each in found:
        assert each.title("zh") != each.title("en")
        assert each.detail("zh")
        if each.state is not State.OK:
            assert each.cure("zh") != each.cure("en")


def test_the_settings_of_the_window_are_read_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANKU_HOME", str(tmp_path))
    assert set_up.kept("x") == SetUp("x")
    (tmp_path / "anku").mkdir()
    (tmp_path / "anku" / "anku.ini").write_text(
        '[camera]\nsource=2\ndetail\\source=3\n[scanner]\nport="a\\nb"\n[scale]\nport=/dev/ttyUSB0\nprotocol=a_and_d\nbaud=2400\n'
        "calibrated_until=2027-01-31\n",
        "utf-8",
    )
    assert set_up.kept("x") == SetUp(
        "x", "2", "3", ("a", "b"), "/dev/ttyUSB0", "a_and_d", 2400, "", date(2027, 1, 31)
    )
