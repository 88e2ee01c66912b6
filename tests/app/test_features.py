"""The bootstrap names every module that registers something, itself and not by way of a friend."""

import re
from pathlib import Path

from app import bootstrap

APP = Path(bootstrap.__file__).parent


#: A verb, a query, or a pile on the work desk.
_REGISTERS = re.compile(r"^(@registry\.|\s*desk\.add\()", re.MULTILINE)


def test_every_module_that_registers_is_named_itself() -> None:
    found = {
        ".".join(path.relative_to(APP).with_suffix("").parts)
        for path in APP.rglob("*.py")
        if _REGISTERS.search(path.read_text("utf-8"))
    }
    assert set(bootstrap.FEATURES) == found
