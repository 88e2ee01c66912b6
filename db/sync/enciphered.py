"""A plain SQLite file's pages as SQLCipher keeps them, one by one as they come: nothing plain touches a desk's disk.

The form is SQLCipher 4's (zetetic.net/sqlcipher/design): of each page all but its reserve in AES-256-CBC under an IV of
its own, then the IV, then the HMAC of both and the page's number; the first sixteen bytes of the file are the salt of
the HMAC's key. The library itself reads it back (`take_over`), and refuses a page that was touched.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from db.session import ENCIPHERED, ENCIPHERING, Database
from db.sync.queries import MODULUS

#: Large pages are quickest to make, to encipher and to read.
PAGE: Final = 1 << 16
_SALT = _IV = 16
_MAC: Final = "sha256"
#: SQLCipher's own form, in which desks' files lay before db.session.ENCIPHERED.
_OLDER: Final = ("PRAGMA cipher_page_size=4096", "PRAGMA cipher_hmac_algorithm=HMAC_SHA512")
#: What each page leaves free: the IV and the HMAC.
RESERVED: Final = _IV + 32
KEY: Final = 32
_LIKE_ITS_PAGES: Final = (*ENCIPHERED, f"PRAGMA cipher_default_page_size={PAGE}")


class Enciphered:
    """A file that grows by whole pages; one that was begun before goes on where it ends."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file, self._key = file, key

    @property
    def length(self) -> int:
        """How much of the plain file is in it."""
        return self._file.stat().st_size if self._file.exists() else 0

    def cut(self, length: int) -> None:
        """Let go of what lies behind; a file that is not there begins."""
        self._file.touch(0o600)
        os.truncate(self._file, length)

    def add(self, plain: bytes) -> None:
        """The next pages."""
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        first = self.length // PAGE
        salt = self._salt() if first else os.urandom(_SALT)
        of_mac = hmac.new(_mac_key(self._key, salt), digestmod=_MAC)
        aes = algorithms.AES(self._key)
        of, sealed = memoryview(plain), memoryview(bytearray(len(plain)))
        sealed[:_SALT] = salt
        for at in range(0, len(plain), PAGE):
            number = first + at // PAGE + 1
            begins, ends = at + (_SALT if number == 1 else 0), at + PAGE - RESERVED
            iv, mac = os.urandom(_IV), of_mac.copy()
            cipher = Cipher(aes, modes.CBC(iv)).encryptor()
            cipher.update_into(of[begins:ends], sealed[begins : at + PAGE])
            sealed[ends : ends + _IV] = iv
            mac.update(sealed[begins : ends + _IV])
            mac.update(number.to_bytes(4, "little"))
            sealed[ends + _IV : at + PAGE] = mac.digest()
        with self._file.open("ab") as file:
            file.write(sealed)

    def _salt(self) -> bytes:
        with self._file.open("rb") as file:
            return file.read(_SALT)


def _mac_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(b ^ 0x3A for b in salt), 2, KEY)


def take_over(database: Database, files: Iterable[Path], key: bytes, checksum: int) -> int:
    """All tables of these files, each as it comes, into those of a desk's own, in one transaction; how many records are
    held with them.

    Who reads meanwhile, or opens the file, goes on; who writes waits. The WAL takes it all first, and it is written
    into the file beside whatever comes next. Refused by the engine when a page was touched, or when a row is there
    already; and when the marks of all that is to be held add up to something else, or there is no file. What `files`
    raises instead of the next one undoes all; `Busy` when somebody else writes for too long.
    """
    coming = iter(files)
    first = next(coming, None)
    if first is None:
        raise ValueError("there is nothing in it")
    with _before(database, first, key) as connection:
        count = _held(connection, checksum)
        _begin(connection)
        _take_all(connection, "main")
        for number, file in enumerate(coming, 1):
            source = f"more{number}"
            _attach(connection, source, file, key)
            _take_all(connection, source)
        connection.execute("COMMIT")
    database.tidy()
    return count


class Busy(Exception):
    """Somebody else writes in the desk's file, and for longer than anybody waits: what has come is as good as before."""


def _begin(connection: Any) -> None:
    """Who writes is waited for here: nobody waits who has read first and then wants to write."""
    from sqlcipher3 import dbapi2

    try:
        connection.execute("BEGIN IMMEDIATE")
    except dbapi2.OperationalError as trouble:
        if "locked" not in str(trouble):
            raise
        raise Busy(str(trouble)) from trouble


def _held(connection: Any, checksum: int) -> int:
    half = 1 << 31  # of marks as they are no number of the engine holds the sum
    asked = f"SELECT count(*), sum(mark / {half}), sum(mark % {half}) FROM main.held"
    count, high, low = connection.execute(asked).fetchone()
    if ((high or 0) * half + (low or 0)) % MODULUS != checksum:
        raise ValueError("the marks add up to something else")
    return int(count)


def _take_all(connection: Any, source: str) -> None:
    tables = f"SELECT name FROM {source}.sqlite_master WHERE type = 'table' ORDER BY name"
    for (name,) in connection.execute(tables).fetchall():
        _take(connection, source, name)


def _take(connection: Any, source: str, table: str) -> None:
    """One table: as records lie, while it has no index; its indexes are made of it as long as it is in the cache."""
    asked = "SELECT name, sql FROM desk.sqlite_master WHERE tbl_name = ? AND type = 'index' AND sql IS NOT NULL"
    if not connection.execute(f"SELECT 1 FROM {source}.{table} LIMIT 1").fetchone():
        return
    indexes = connection.execute(asked, (table,)).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX desk.{name}")
    connection.execute(f"INSERT INTO desk.{table} SELECT * FROM {source}.{table}")
    for _, sql in indexes:
        connection.execute(sql.replace(" INDEX ", " INDEX desk.", 1))


def unfit() -> tuple[type[Exception], ...]:
    """What is raised over a file that is not what it should be."""
    from sqlcipher3 import dbapi2

    return dbapi2.Error, ValueError


def renew(file: Path, key: bytes) -> bool:
    """Lay a desk's file of an older program anew, with all that is in it; False where it is none, or opens to another
    key. Until it is whole the old one stays as it was."""
    from sqlcipher3 import dbapi2

    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    connection = dbapi2.connect(str(file), isolation_level=None)
    try:
        with ENCIPHERING:
            for pragma in (*ENCIPHERED, f"PRAGMA key = \"x'{key.hex()}'\"", *_OLDER):
                connection.execute(pragma)
            connection.execute("ATTACH ? AS new KEY ?", (str(new), f"x'{key.hex()}'"))
        connection.execute("SELECT sqlcipher_export('new')")
        connection.execute("DETACH new")
        connection.execute("PRAGMA journal_mode=DELETE")  # what its WAL held is in the file now
    except dbapi2.DatabaseError:
        new.unlink(missing_ok=True)
        return False
    finally:
        connection.close()
    new.replace(file)
    return True


@contextmanager
def _before(database: Database, file: Path, key: bytes) -> Iterator[Any]:
    """The first file opened, and the desk's own attached to it."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(file), isolation_level=None)
    try:
        with ENCIPHERING:
            for pragma in _LIKE_ITS_PAGES:
                connection.execute(pragma)
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA journal_mode=OFF")
        database.attach_to(connection, "desk")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        yield connection
    finally:
        connection.close()


def _attach(connection: Any, name: str, file: Path, key: bytes) -> None:
    """Another file beside the first: of what is attached the size of a page can only be told ahead."""
    with ENCIPHERING:
        for pragma in _LIKE_ITS_PAGES:
            connection.execute(pragma)
        connection.execute(f"ATTACH ? AS {name} KEY ?", (str(file), f"x'{key.hex()}'"))
