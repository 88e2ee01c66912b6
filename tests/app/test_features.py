"""The bootstrap names every module that registers something, itself and not by way of a friend."""

from pathlib import Path

from app import bootstrap

APP = Path(bootstrap.__file__).parent


def test_every_module_that_registers_is_named_itself() -> None:
    found = {
        ".".join(path.relative_to(APP).with_suffix("").parts)
        for path in APP.rglob("*.py")
        if "\n@registry." in path.read_text("utf-8")
    }
    assert set(bootstrap.FEATURES) == found
