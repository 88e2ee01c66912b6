"""Keeps the Chinese in step with the source: one .ts per folder of ui, one compiled .qm for all.

python -m tests.support.translations                    update every .ts from the source, then compile
python -m tests.support.translations missing            what has no Chinese yet
python -m tests.support.translations fill FOLDER FILE   put in Chinese from a JSON file {"English": "中文"}
"""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Final

import PySide6

ROOT: Final = Path(__file__).resolve().parents[2]
UI: Final = ROOT / "ui"
HOME: Final = ROOT / "resources" / "translations"
COMPILED: Final = HOME / "anku_zh.qm"
#: The modules that stand in no folder of ui (the window itself) have a .ts of this name.
WINDOW: Final = "window"


def folders() -> list[str]:
    """Every folder of ui that has source in it."""
    inside = (each.name for each in UI.iterdir() if any(each.glob("*.py")))
    return sorted([WINDOW, *inside])


def sources(folder: str) -> list[str]:
    """The modules whose texts stand in that folder's .ts."""
    place = UI if folder == WINDOW else UI / folder
    return sorted(str(path.relative_to(ROOT)) for path in place.glob("*.py"))


def file_for(folder: str) -> Path:
    """The .ts of a folder."""
    return HOME / f"{folder}_zh.ts"


def update(folder: str, target: Path | None = None) -> None:
    """Bring one .ts in step with its folder's source."""
    place = target or file_for(folder)
    _tool(
        "lupdate",
        *("-silent", "-no-obsolete", "-locations", "none"),
        *("-source-language", "en", "-target-language", "zh_CN"),
        *sources(folder),
        *("-ts", str(place)),
    )
    if not _messages(place):
        place.unlink(missing_ok=True)


def release(target: Path = COMPILED) -> None:
    """Compile all of them into one."""
    _tool(
        "lrelease",
        "-silent",
        *(str(path) for path in sorted(HOME.glob("*_zh.ts"))),
        "-qm",
        str(target),
    )


def missing(folder: str) -> list[str]:
    """The English of a folder that has no Chinese yet."""
    place = file_for(folder)
    return (
        [_source(each) for each in _messages(place) if not _is_finished(each)]
        if place.exists()
        else []
    )


def fill(folder: str, words: dict[str, str]) -> int:
    """Put Chinese into a folder's .ts; how many places were filled."""
    tree = ET.parse(file_for(folder))
    filled = 0
    for message in tree.iter("message"):
        chinese = words.get(_source(message))
        translation = message.find("translation")
        if (
            chinese is None
            or translation is None
            or (translation.text == chinese and _is_finished(message))
        ):
            continue
        translation.text = chinese
        translation.attrib.pop("type", None)
        filled += 1
    text = ET.tostring(tree.getroot(), encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    file_for(folder).write_text(f"{head}{text}\n", "utf-8", newline="\n")
    update(folder)
    return filled


def main(arguments: list[str]) -> int:
    """The three commands above."""
    match arguments:
        case []:
            for folder in folders():
                update(folder)
            release()
        case ["missing"]:
            pass
        case ["fill", folder, file]:
            update(folder)
            fill(folder, json.loads(Path(file).read_text("utf-8")))
            release()
        case _:
            print(__doc__)
            return 2
    open_places = {folder: words for folder in folders() if (words := missing(folder))}
    if open_places:
        print(json.dumps(open_places, ensure_ascii=False, indent=1))
    return 1 if open_places else 0


def _tool(name: str, *arguments: str) -> None:
    folder = Path(PySide6.__file__).parent
    binary = next(path for path in (folder / name, folder / f"{name}.exe") if path.exists())
    subprocess.run([str(binary), *arguments], cwd=ROOT, check=True, capture_output=True, text=True)


def _messages(place: Path) -> list[ET.Element]:
    return list(ET.parse(place).iter("message")) if place.exists() else []


def _source(message: ET.Element) -> str:
    return message.findtext("source") or ""


def _is_finished(message: ET.Element) -> bool:
    translation = message.find("translation")
    return translation is not None and bool(translation.text) and translation.get("type") is None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
