"""What is locked is what is declared, whole and without the name of any index."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINS = dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", LOCK, re.MULTILINE))


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return {re.split(r"[<>=!\[; ]", line)[0] for line in named}


def test_everything_declared_is_locked():
    assert declared() <= PINS.keys()


def test_every_pin_has_its_hashes():
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)

    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)


def test_the_lock_names_no_place():
    assert not re.search(r"https?:|file:|--find-links|--index|--extra-index| @ |/", LOCK)


def test_the_environment_is_the_locked_one():
    different = {
        name: (metadata.version(name), PINS[name])
        for name in declared()
        if metadata.version(name) != PINS[name]
    }
    assert different == {}


def test_only_one_opencv_is_there_and_it_brings_no_qt():
    installed = {dist.metadata["Name"].lower() for dist in metadata.distributions()}

    assert {name for name in installed if name.startswith("opencv")} == {"opencv-python-headless"}
