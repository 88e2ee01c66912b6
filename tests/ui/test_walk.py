"""Without a screen: the main job through the real window, and every page once."""

from pathlib import Path

import pytest

from app.cli import demo
from ui import walk


@pytest.mark.usefixtures("qapp")
def test_the_main_job_is_walked_and_leaves_its_pictures_label_and_ledger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{(tmp_path / 'demo.db').as_posix()}"
    demo.build(url, demo.Wish(cases=3, items=12, photos=4, petitions=12))
    folder = tmp_path / "walk"
    assert walk.main(url, str(folder)) == 0
    told = capsys.readouterr().out
    assert str(folder) in told
    assert len(list(folder.glob("[0-9][0-9]-*.png"))) >= 10
    assert len(list(folder.glob("2026-*.png")) or list(folder.glob("*-1.png"))) == 1
    assert (next(folder.glob("ledger-*.pdf"))).read_bytes().startswith(b"%PDF")
    assert walk.self_test(url) == 0
