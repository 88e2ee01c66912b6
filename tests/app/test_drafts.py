"""Unfinished forms outlive the program, whatever their names."""

from pathlib import Path

import pytest

from app import drafts


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANKU_HOME", str(tmp_path))


def test_a_form_is_kept_found_again_and_thrown_away() -> None:
    drafts.save("intake", "案甲/1", {"name": "公文包", "quantity": 1})
    drafts.save("intake", "案甲/1", {"name": "公文包", "quantity": 2})
    drafts.save("request", "..", {"reason": "阅卷"})
    assert drafts.load("intake", "案甲/1") == {"name": "公文包", "quantity": 2}
    assert {(d.kind, d.key) for d in drafts.all()} == {("intake", "案甲/1"), ("request", "..")}
    assert [d.key for d in drafts.all("request")] == [".."]
    drafts.discard("intake", "案甲/1")
    drafts.discard("intake", "案甲/1")
    assert drafts.load("intake", "案甲/1") is None


def test_a_form_that_cannot_be_read_is_not_offered(tmp_path: Path) -> None:
    drafts.save("intake", "1", {"name": "包"})
    (tmp_path / "drafts" / "intake" / "2.json").write_text("{cut", "utf-8")
    (tmp_path / "drafts" / "intake" / "3.json").write_text("[]", "utf-8")
    assert [d.key for d in drafts.all()] == ["1"]


def test_a_failed_save_leaves_the_last_state(monkeypatch: pytest.MonkeyPatch) -> None:
    drafts.save("intake", "1", {"name": "包"})
    with pytest.raises(TypeError):
        drafts.save("intake", "1", {"name": object()})
    assert drafts.load("intake", "1") == {"name": "包"}
    assert len(drafts.all()) == 1


def test_photos_that_an_unfinished_form_names_are_known() -> None:
    drafts.save(
        "intake", "1", {"shots": [{"sha256": "a" * 64}, {"sha256": "b" * 64}], "x": "c" * 65}
    )
    drafts.save("photo", "2", {"sha256": "d" * 64})
    assert drafts.mentioned() == {"a" * 64, "b" * 64, "d" * 64}
