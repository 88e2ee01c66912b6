"""A desk's own file: noise to whoever has no password, closed for good when its lease ends, never taken for a store."""

from datetime import timedelta
from pathlib import Path

import pytest

from app import bootstrap, errors
from app.sync.desk import Desk
from app.sync.errors import DeskLocked, DeskUnknown
from app.sync.keyring import Keyring
from app.sync.types import Op
from db.sync import desk as queries
from tests.support.world import PASSWORD, START, refused

SECRET, LOGIN = "张某收受礼金二万元", "a-login-too-long-for-chance"


@pytest.fixture
def ring(tmp_path: Path) -> Keyring:
    return Keyring.of(tmp_path, "https://centre.example", LOGIN)


def written(ring: Keyring) -> Desk:
    """A desk that holds something worth hiding."""
    desk = Desk.open(ring.books, ring.make(PASSWORD, START, 14))
    desk.add(Op("key-1", "petitions.register", {"text": SECRET}, START, "DRAFT-1"), "")
    return desk


def test_no_word_of_the_content_stands_in_the_file_or_beside_it(ring: Keyring) -> None:
    desk = written(ring)
    beside = list(ring.file.parent.iterdir())
    desk.close()
    for file in {*beside, *ring.file.parent.iterdir()}:
        if file.exists():
            content = file.read_bytes()
            assert SECRET.encode() not in content
            assert b"SQLite format 3" not in content
            assert LOGIN.encode() not in content
            assert LOGIN not in file.name


def test_the_right_password_opens_it_and_no_other(ring: Keyring) -> None:
    written(ring).close()
    with pytest.raises(errors.SignInFailed):
        ring.open("Wrong-Password-1", START)
    desk = Desk.open(ring.books, ring.open(PASSWORD, START))
    assert desk.told("key-1") is None
    desk.close()
    with pytest.raises(DeskLocked):
        Desk.open(ring.books, bytes(32))


def test_a_file_of_an_older_program_is_laid_anew_with_all_that_was_not_sent(
    ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = [
        f"PRAGMA cipher_default_{rest}" for rest in ("page_size=4096", "hmac_algorithm=HMAC_SHA512")
    ]
    with monkeypatch.context() as before:
        before.setattr("db.session.ENCIPHERED", older)
        written(ring).close()
        was = ring.books.read_bytes()
    key = ring.open(PASSWORD, START)
    with pytest.raises(DeskLocked):
        Desk.open(ring.books, bytes(32))
    assert ring.books.read_bytes() == was

    for _ in range(2):
        desk = Desk.open(ring.books, key)
        with desk.database.read() as session:
            assert [row.id for row in queries.open_ops(session)] == ["key-1"]
        desk.close()

    assert ring.books.read_bytes()[4096:8192] != was[4096:8192]
    assert not ring.books.with_name(f"{ring.books.name}.new").exists()


def test_a_new_password_opens_the_same_file(ring: Keyring) -> None:
    written(ring).close()
    ring.rewrap("Another-Meadow-77", START, 14)
    with pytest.raises(errors.SignInFailed):
        ring.open(PASSWORD, START)
    Desk.open(ring.books, ring.open("Another-Meadow-77", START)).close()


def test_after_the_lease_no_password_opens_it_nor_a_copy_of_it(ring: Keyring) -> None:
    written(ring).close()
    copy = ring.books.read_bytes()
    ring.open(PASSWORD, START + timedelta(days=13))
    ring.renew(START + timedelta(days=13), 14)
    ring.open(PASSWORD, START + timedelta(days=26))
    with pytest.raises(DeskLocked):
        ring.open(PASSWORD, START + timedelta(days=28))
    assert not ring.books.exists()
    ring.books.write_bytes(copy)
    with pytest.raises(DeskUnknown):
        ring.open(PASSWORD, START)


def test_with_the_key_goes_what_was_laid_aside_and_what_lies_half_made(
    ring: Keyring, tmp_path: Path
) -> None:
    other = Keyring.of(tmp_path, "https://centre.example", "another")
    written(other).close()
    written(ring).close()
    ring.lay_aside()
    (aside,) = (file for file in tmp_path.iterdir() if file.name.startswith(ring.file.name))
    before = tmp_path / "another-name-of-the-same-file"
    before.hardlink_to(aside)
    was = before.read_bytes()
    ring.make("Another-Meadow-77", START, 14)
    for end in ("", "-wal", "-shm", ".copy.0", ".copy.5", ".new"):
        Path(f"{ring.books}{end}").write_bytes(b"noise")
    ring.erase()
    assert len(before.read_bytes()) == len(was)
    assert before.read_bytes() != was  # whoever finds its place on the disk finds noise
    before.unlink()
    assert set(tmp_path.iterdir()) == {other.file, other.books}


def test_the_lease_cannot_be_put_forward_without_the_password(ring: Keyring) -> None:
    written(ring).close()
    told = ring.file.read_text()
    ring.file.write_text(told.replace('"days": 14', '"days": 9999'))
    with pytest.raises(errors.SignInFailed):
        ring.open(PASSWORD, START)


def test_a_clock_set_back_opens_nothing(ring: Keyring) -> None:
    written(ring).close()
    with pytest.raises(errors.ClockDrift):
        ring.open(PASSWORD, START - timedelta(days=2))


def test_a_desks_file_is_never_opened_as_a_store(ring: Keyring) -> None:
    written(ring).close()
    refused("R50", lambda: bootstrap.open_store(f"sqlite:///{ring.books}"))


def test_everybody_has_a_file_of_his_own(tmp_path: Path) -> None:
    rings = {Keyring.of(tmp_path, "https://centre.example", login).file for login in ("a", "b")}
    assert len(rings) == 2
