"""A path that cannot be used: one sentence, one code, exit code 1, for every command that is given one; never a traceback."""

import json
import os
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from app import errors, words
from tests.app.cli.conftest import PASSWORD, Said, anku

WHO = ("--as", "custodian1", "--json")
ADMIN = ("--as", "sysadmin", "--json")


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANKU_PASSWORD", PASSWORD)
    monkeypatch.setenv("ANKU_SECOND_PASSWORD", PASSWORD + "2")


def case_of(demo: tuple[str, Any]) -> str:
    return str(demo[1]["cases"][0])


def item_of(url: str) -> str:
    rows = anku("query", "custody.rows", "--args", '{"states": ["IN"]}', "--db", url, *WHO).json
    return str(rows[0]["number"])


def writers(demo: tuple[str, Any], target: str) -> tuple[tuple[str, ...], ...]:
    """Every command that writes a file, with the file it is to write."""
    url, number = demo[0], item_of(demo[0])
    return (
        ("import", "--template", "-o", target, "--json"),
        ("label", number, "-o", target, "--db", url, *WHO),
        ("form", "card", number, "-o", target, "--db", url, *WHO),
        ("form", "ledger", case_of(demo), "-o", target, "--db", url, *WHO),
        ("ledger", case_of(demo), "--pdf", target, "--db", url, *WHO),
    )


def refused(told: Said, why: str = "", code: str = "R64") -> None:
    assert told.code == 1, told.err
    assert "Traceback" not in told.err
    assert told.json["refused"] == code
    assert told.json["next"]
    assert words.word(why) in told.json["why"] if why else told.json["why"]
    assert len(told.err.strip().splitlines()) == 1


def exports(url: str) -> int:
    args = json.dumps({"kind": "EXPORT", "limit": 500})
    told = anku("query", "audit.entries", "--args", args, "--db", url, "--as", "auditor1", "--json")
    assert told.code == 0, told.err
    return len(told.json)


def test_a_file_to_write_where_none_can_be(demo: tuple[str, Any], tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("no folder")
    before = exports(demo[0])
    for target, why in (
        (tmp_path / "no" / "such" / "folder.pdf", "path.missing"),
        (tmp_path, "path.is_folder"),
        (tmp_path / "plain" / "below.pdf", "path.no_folder"),
        (tmp_path / ("长" * 120), "path.too_long"),
        (Path("/dev/full"), "path.full"),
    ):
        for command in writers(demo, str(target)):
            refused(anku(*command), why)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["plain"], "no part of a file is left"
    assert exports(demo[0]) == before, "what nobody got is not noted as an export"


def test_a_sheet_that_cannot_be_written_is_not_printed(
    demo: tuple[str, Any], tmp_path: Path
) -> None:
    url = demo[0]
    (tmp_path / "plain").write_text("no folder")
    form = ("form", "F23", case_of(demo), "--db", url, *WHO)
    before = prints(url)
    for target, why in (
        (tmp_path / "no" / "such" / "folder.pdf", "path.missing"),
        (tmp_path, "path.is_folder"),
        (tmp_path / "plain" / "below.pdf", "path.no_folder"),
    ):
        refused(anku(*form, "-o", str(target)), why)
        assert prints(url) == before, "a print that nobody got stands in the books"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["plain"], "no part of a file is left"
    told = anku(*form, "-o", str(tmp_path / "sheet.pdf"))
    assert told.code == 0, told.err
    assert told.json["repeat"] == 1, "the first one that came out is no copy"
    assert prints(url) > before
    written = (tmp_path / "sheet.pdf").read_bytes()
    refused(anku(*form, "-o", str(tmp_path / "sheet.pdf")), code="R16")
    assert (tmp_path / "sheet.pdf").read_bytes() == written, "a refusal leaves the file as it was"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["plain", "sheet.pdf"]


def prints(url: str) -> int:
    """How many prints stand in the books."""
    raw = sqlite3.connect(url.removeprefix("sqlite:///"))
    with closing(raw):
        asked = "SELECT count(*) FROM entry WHERE kind IN ('PRINT_FORM', 'REPRINT_FORM', 'ON_FORM')"
        return int(raw.execute(asked).fetchone()[0])


def test_a_file_to_read_that_is_none(demo: tuple[str, Any], tmp_path: Path) -> None:
    url, gone = demo[0], str(tmp_path / "none.xlsx")
    there = ("--case", case_of(demo), "--db", url, "--as", "handler1", "--json")
    refused(anku("import", gone, *there), "path.missing")
    refused(anku("import", str(tmp_path), *there), "path.is_folder")
    other = f"sqlite:///{tmp_path}/other.db"
    refused(anku("restore", gone, "--db", other, "--json"), "path.missing")
    refused(anku("restore", str(tmp_path), "--db", other, "--json"), "path.is_folder")
    assert list(tmp_path.iterdir()) == []
    for name in (gone, str(tmp_path)):
        told = anku("decode", name, "--json")
        assert told.code == 0
        assert told.json[0]["error"]


def test_a_store_where_none_can_be_laid_or_looked_for(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("no folder")
    for url in (f"sqlite:///{tmp_path}/plain/a.db", f"sqlite:///{tmp_path}/plain/b/a.db"):
        refused(anku("init", "--db", url, "--json"), "path.no_folder")
        refused(anku("demo", "--db", url, "--json"), "path.no_folder")
    refused(anku("init", "--db", f"sqlite:///{tmp_path}", "--json"), code="R50")
    assert anku("verify", "--db", f"sqlite:///{tmp_path}", "--json").code == 2
    assert anku("verify", "--db", f"sqlite:///{tmp_path}/none.db", "--json").code == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["plain"]


def test_a_home_that_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.write_text("")
    monkeypatch.setenv("ANKU_HOME", str(home))
    refused(anku("search", "x", *WHO), "path.no_folder")


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """As on a disk that is full: no file grows beyond this many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_no_space_for_a_backup_a_restore_or_a_new_store(url: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept.anku"
    assert anku("backup", str(kept), "--db", url, *ADMIN).code == 0
    with no_file_over(20_000):
        lay = anku("init", "--db", f"sqlite:///{tmp_path}/new.db", "--json")
        back = anku("restore", str(kept), "--db", f"sqlite:///{tmp_path}/back.db", "--json")
    refused(lay, code="R57")
    refused(back)
    assert not (tmp_path / "back.db").exists()
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
    assert anku("restore", str(kept), "--db", f"sqlite:///{tmp_path}/back.db", "--json").code == 0


def test_a_backup_overwrites_nothing_and_has_a_name_of_its_own(url: str, tmp_path: Path) -> None:
    there = tmp_path / "kept.anku"
    there.write_text("somebody's file")
    told = anku("backup", str(there), "--db", url, *ADMIN)
    refused(told, code="R65")
    assert "kept.anku" in told.json["why"]
    assert there.read_text() == "somebody's file"

    made = anku("backup", str(tmp_path), "--db", url, *ADMIN)
    assert made.code == 0, made.err
    file = Path(made.json["file"])
    assert file.parent == tmp_path
    assert file.suffix == ".anku"
    assert made.json["room"] in file.name

    named = anku("backup", "--db", url, *ADMIN)
    assert named.code == 0, named.err
    beside = Path(named.json["file"])
    assert beside.parent == Path(url.removeprefix("sqlite:///")).parent / "backups"
    assert anku("restore", str(beside), "--db", f"sqlite:///{tmp_path}/b.db", "--json").code == 0
    shutil.rmtree(beside.parent)
    refused(anku("backup", str(there / "below.anku"), "--db", url, *ADMIN), "path.no_folder")


@pytest.mark.parametrize(
    ("number", "why"),
    [("EACCES", "path.denied"), ("EROFS", "path.denied"), ("ENOSPC", "path.full")],
)
def test_what_the_system_says_is_said_in_our_words(number: str, why: str) -> None:
    import errno

    trouble = OSError(getattr(errno, number), os.strerror(getattr(errno, number)), "/x/y.pdf")
    no = errors.PathUnusable.of(trouble)
    for lang in words.LANGUAGES:
        assert words.word(why, lang) in words.refusal(no, lang).what
        assert "/x/y.pdf" in words.refusal(no, lang).what


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("{", "no JSON"),
        ("", "no JSON"),
        ("[]", "全部内容：给的是 []，应为对象"),
        ("{}", "没有给出"),
        ('{"rows": 7}', "rows"),
        (b"\xff\xfe{}", "no JSON"),
    ],
)
def test_a_value_that_is_none_is_said_to_be_a_mistake_of_the_caller(
    tmp_path: Path, said: str | bytes, why: str
) -> None:
    value, file = tmp_path / "value.json", tmp_path / "form.pdf"
    value.write_bytes(said if isinstance(said, bytes) else said.encode())
    told = anku("form", "F26", "--value", str(value), "-o", str(file))
    assert told.code == 2, told.err
    assert "Traceback" not in told.err
    assert "value.json" in told.err
    assert why in told.err
    assert not file.exists()
