"""The one door: it works from any folder and under any path, and passes on what it is told."""

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ECHO = """
import json, os, sys
print(json.dumps({"args": sys.argv[1:], "cwd": os.getcwd(), "python": sys.executable}))
sys.exit(7)
"""


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A checkout under an awkward path, set up, with a program that only answers back."""
    root = tmp_path / "证物 库"
    (root / "app").mkdir(parents=True)
    (root / "app" / "main.py").write_text(ECHO, encoding="utf-8")
    for name in ("dev.py", "requirements.lock"):
        shutil.copy(ROOT / name, root)
    venv.create(root / ".venv")
    monkeypatch.syspath_prepend(str(ROOT))
    import dev

    (root / ".venv" / "anku.stamp").write_text(dev._lock_seal())
    yield root
    sys.modules.pop("dev", None)


@pytest.fixture
def door(house, monkeypatch):
    """The door as a module, living in the awkward house."""
    import dev

    monkeypatch.setattr(dev, "OWN", house / ".dev")
    return dev


def knock(house: Path, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(house / "dev.py"), *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_program_gets_its_arguments_its_folder_and_keeps_its_exit_code(house, tmp_path):
    done = knock(house, "anku", "label", "物 1", "--json", cwd=tmp_path)

    assert done.returncode == 7, done.stderr
    assert '"args": ["label", "\\u7269 1", "--json"]' in done.stdout
    assert f'"cwd": "{tmp_path}"' in done.stdout
    assert ".venv" in done.stdout


def test_a_program_of_the_same_name_in_the_users_folder_is_not_run(house, tmp_path):
    other = tmp_path / "elsewhere"
    (other / "app").mkdir(parents=True)
    (other / "app" / "main.py").write_text("print('the wrong one')")

    assert "wrong" not in knock(house, "anku", cwd=other).stdout


def test_without_a_screen_run_says_so_and_walks(house, tmp_path, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    done = knock(house, "run", cwd=tmp_path)

    assert done.returncode == 7
    assert "no screen" in done.stderr
    assert '"args": ["walk"]' in done.stdout


DEMO = """
import json, sys
if sys.argv[1] == "demo":
    person = {"name": "管1", "login": "guan1", "roles": ["custodian"], "password": "Lantern-2026-Yunchuan"}
    print(json.dumps({"accounts": [person], "cases": [], "items": 0}))
    sys.exit(int(open(__file__ + ".code").read()))
print(sys.argv[1:])
"""


def test_on_a_screen_run_opens_the_window_on_a_demo_store_made_once(house, tmp_path, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":77")
    program = house / "app" / "main.py"
    program.write_text(DEMO, encoding="utf-8")
    outcome = house / "app" / "main.py.code"

    outcome.write_text("3")
    broken_off = knock(house, "run", cwd=tmp_path)
    outcome.write_text("0")
    first = knock(house, "run", cwd=tmp_path)
    second = knock(house, "run", cwd=tmp_path)

    assert broken_off.returncode == 3
    assert "making the demo storeroom" in first.stderr
    assert "making the demo storeroom" not in second.stderr
    # a password is copied from the screen: it stands by itself, however long
    assert ["guan1", "Lantern-2026-Yunchuan", "管1", "custodian"] in [
        line.split() for line in second.stderr.splitlines()
    ]
    assert f"--db', 'sqlite:///{house}/.dev/demo/demo.anku'" in second.stdout


def test_an_unknown_command_is_misuse(house, tmp_path):
    done = knock(house, "paint", cwd=tmp_path)

    assert done.returncode == 2
    assert "'paint'" in done.stderr


def test_a_changed_lock_means_setting_up_again(house, door, monkeypatch):
    monkeypatch.setattr(door, "LOCK", house / "requirements.lock")
    monkeypatch.setattr(door, "STAMP", house / ".venv" / "anku.stamp")
    monkeypatch.setattr(door, "PYTHON", house / ".venv" / "bin" / "python")
    assert door._is_ready()

    with door.LOCK.open("a") as lock:
        lock.write("# one more\n")

    assert not door._is_ready()


@pytest.fixture
def set_up(house, door, monkeypatch):
    """Sets the house up with an installer that lays two packages, or is killed after the first; tells what it did."""
    for name, place in (
        ("VENV", ".venv"),
        ("STAMP", ".venv/anku.stamp"),
        ("PYTHON", ".venv/bin/python"),
    ):
        monkeypatch.setattr(door, name, house / place)
    library = next((house / ".venv").glob("lib/python3*")) / "site-packages"
    done: list[str] = []

    def lay() -> None:
        done.append("laid anew")
        shutil.rmtree(library)
        library.mkdir()

    def install(*_: object, **__: object) -> int:
        done.append("installed")
        (library / "click").mkdir(exist_ok=True)
        if killed:
            raise KeyboardInterrupt
        (library / "numpy").mkdir(exist_ok=True)
        return 0

    killed: list[bool] = []
    monkeypatch.setattr(door, "_lay_environment", lay)
    monkeypatch.setattr(door, "_has_pip", lambda: True)
    monkeypatch.setattr(door, "_call_each", install)
    monkeypatch.setattr(door, "missing_packages", lambda _: [])
    door.STAMP.unlink()

    def once(*, is_killed: bool = False) -> list[str]:
        done.clear()
        killed[:] = [True] if is_killed else []
        door.set_up()
        return list(done)

    return once, library


def test_a_package_that_went_missing_means_a_new_environment(set_up):
    set_up, library = set_up
    assert set_up() == ["laid anew", "installed"]
    assert set_up() == []

    (library / "numpy").rmdir()

    assert set_up() == ["laid anew", "installed"]
    assert (library / "numpy").exists()


def test_a_setting_up_that_was_broken_off_begins_anew(set_up, door, monkeypatch):
    set_up, _ = set_up
    with pytest.raises(KeyboardInterrupt):
        set_up(is_killed=True)
    assert set_up() == ["laid anew", "installed"]

    # a newer lock is laid over what is there; broken off, that is half of each
    monkeypatch.setattr(door, "_lock_seal", lambda: "another lock")
    with pytest.raises(KeyboardInterrupt):
        set_up(is_killed=True)
    assert set_up() == ["laid anew", "installed"]


def test_without_the_right_to_write_it_says_so_in_one_line(house, door, monkeypatch, capsys):
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(house / ".dev"))

    monkeypatch.setattr(door, "ROOT", house)
    monkeypatch.setitem(door.COMMANDS, "run", refused)

    assert door.main(["run"]) == door.BROKEN
    said = capsys.readouterr().err
    assert f"may not write {house / '.dev'}" in said
    assert "Traceback" not in said


def test_the_lock_is_dealt_out_to_two_installers_and_nothing_is_lost(door):
    lock = door.LOCK.read_text(encoding="utf-8")

    one, other = (re.findall(r"^([\w.-]+)==", half, re.M) for half in door._halves(lock))

    assert sorted(one + other) == sorted(re.findall(r"^([\w.-]+)==", lock, re.M))
    assert abs(len(one) - len(other)) <= 1
    assert sum(half.count("--hash=") for half in door._halves(lock)) == lock.count("--hash=")


def test_only_one_door_sets_up_at_a_time(door):
    with door.one_at_a_time(), (door.OWN / "lock").open("a+b") as second:
        assert not door._try_lock(second.fileno())


def test_children_do_not_inherit_another_pythons_settings(door, monkeypatch):
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    monkeypatch.setenv("QT_PLUGIN_PATH", "/nowhere")
    monkeypatch.setenv("ANKU_DB", "sqlite:///kept.db")

    env = door.clean_environment()

    assert "PYTHONHOME" not in env
    assert "QT_PLUGIN_PATH" not in env
    assert env["ANKU_DB"] == "sqlite:///kept.db"


def test_who_is_not_root_is_told_the_exact_command(door, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(door, "missing_packages", lambda wanted: ["libgl1", "xvfb"])

    with pytest.raises(door.Stop) as told:
        door.install_system_libraries(["libgl1", "xvfb"])

    line = str(told.value)
    assert "sudo apt-get install -y --no-install-recommends libgl1 xvfb" in line
    assert "\n" not in line
