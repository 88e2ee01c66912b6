"""The start: the sign-in page first, nothing heavy before it."""

from pytestqt.qtbot import QtBot

from tests.support.world import World
from ui import main as program


def test_nothing_heavy_is_loaded_before_the_window_is_shown() -> None:
    import subprocess
    import sys

    code = (
        "import sys\n"
        "from ui import main\n"
        "app = main.application()\n"
        "window = main.start(app, 'sqlite:///nowhere.db')\n"
        "window.show()\n"
        "heavy = 'sqlalchemy alembic pydantic cv2 zxingcpp reportlab openpyxl PIL numpy argon2'.split()\n"
        "print([name for name in heavy if name in sys.modules])\n"
        "window.close()\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert told.strip().endswith("[]")


def test_the_program_shows_the_sign_in_page_first(qtbot: QtBot, room: World) -> None:
    app = program.application()
    window = program.start(app, room.url)
    window.show()
    assert window.currentWidget() is window.signin
    with qtbot.wait_signal(window.ready):
        pass
    window.close()
    window.deleteLater()
