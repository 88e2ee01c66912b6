"""The Chinese of the window is complete and in step with the source."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support import translations
from ui.shell import lang

HOW = "run: python dev.py fix, then python -m tests.support.translations missing"


class Page(lang.Speaks, QWidget):
    """A page that counts how often it set its texts."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0
        self.retranslate()

    def retranslate(self) -> None:
        self.times += 1


@pytest.mark.parametrize("folder", translations.folders())
def test_every_text_has_its_chinese(folder: str) -> None:
    assert translations.missing(folder) == [], HOW


@pytest.mark.parametrize("folder", translations.folders())
def test_the_translation_is_in_step_with_the_source(folder: str, tmp_path: Path) -> None:
    place, copy = translations.file_for(folder), tmp_path / "copy_zh.ts"
    if place.exists():
        copy.write_bytes(place.read_bytes())
    translations.update(folder, copy)
    kept = place.read_text("utf-8") if place.exists() else ""
    now = copy.read_text("utf-8") if copy.exists() else ""
    assert now == kept, HOW


def test_no_text_hides_in_an_f_string_where_the_tool_does_not_see_it() -> None:
    hidden = [
        f"{path.relative_to(translations.ROOT)}:{call.lineno}"
        for path in translations.UI.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("tr", "translate")
    ]
    assert hidden == []


def test_the_compiled_translation_is_in_step(tmp_path: Path) -> None:
    fresh = tmp_path / "anku_zh.qm"
    translations.release(fresh)
    assert fresh.read_bytes() == translations.COMPILED.read_bytes(), HOW


def test_widgets_hear_of_a_live_switch(qtbot: QtBot, qapp: QApplication) -> None:
    page = Page()
    qtbot.add_widget(page)
    lang.apply(qapp, "zh")
    qtbot.wait_until(lambda: page.times >= 2)
    assert lang.now() == "zh"
    assert QCoreApplication.translate("Notices", "Close") == "关闭"
    lang.apply(qapp, "en")
    assert QCoreApplication.translate("Notices", "Close") == "Close"


def test_quotation_marks_are_as_wide_as_a_sign_in_chinese_only(qapp: QApplication) -> None:
    wide = QFontMetricsF(qapp.font()).horizontalAdvance("一")
    widths = {}
    for language in lang.LANGUAGES:
        lang.apply(qapp, language)
        widths[language] = QFontMetricsF(qapp.font()).horizontalAdvance("“")
    assert widths["zh"] == wide
    assert widths["en"] < wide / 1.5
