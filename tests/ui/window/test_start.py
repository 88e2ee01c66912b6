"""The start: the sign-in page first, nothing heavy before it."""

from pytestqt.qtbot import QtBot

from tests.support import window as windows
from tests.support.world import World
from ui import main as program
from ui import slices


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


def test_who_goes_somewhere_before_his_first_page_is_there_is_not_fetched_back(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        window.enter()  # anew: his first page is still to come
        assert window.inside is not None
        with slices.of(0):  # of what begins now one step is done in this turn
            window.inside.start()  # from here on a scan is listened to
        window.inside.station.go("cases")
        windows.settled(qtbot, window)
        assert window.inside.navigation.here().page == "cases"
