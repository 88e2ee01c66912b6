"""Names that an older program folded otherwise: a store of before the titles were known is brought up."""

import shutil
from pathlib import Path

from app import bootstrap
from app.audit import verifying
from app.petitions import alike, views
from tests.support import raw
from tests.support.city import City

STORES = Path(__file__).parents[2] / "data" / "stores"
_KEYS = "SELECT name, name_key, person_key FROM petition_accused ORDER BY id"
_MARKS = "SELECT object_id, mark FROM member WHERE kind = 'petition' ORDER BY object_id"


def test_names_are_folded_anew_when_an_older_store_is_opened(tmp_path: Path) -> None:
    """Whose own name stands there with a title in brackets finds no trace of it, and the same person is found again."""
    shutil.copytree(STORES / "0020-titles", tmp_path, dirs_exist_ok=True)
    url = f"sqlite:///{tmp_path}/store.db"
    with raw.opened(url) as books:
        assert ("信二（副主任）", "信二副主任", "信二副主任|某局") in books.do(_KEYS)
        before = dict(books.do(_MARKS))
    bootstrap.open_store(url, backup=lambda _: None).close()
    with raw.opened(url) as books:
        assert books.do(_KEYS) == [
            ("信二（副主任）", "信二", "信二|某局"),
            ("钱某（原书记）", "钱某", "钱某|甲区某局"),
            ("钱某", "钱某", "钱某|甲区某局"),
        ]
        after = dict(books.do(_MARKS))
    assert sum(after[id_] != mark for id_, mark in before.items()) == 2  # desks hear of those two
    city = City(url)
    told = verifying.verify(city.database, city.store("xf1").blobs)
    assert (told.ok, told.broken) == (True, ())
    mine, others = (city.ask(login, views.rows) for login in ("xf2", "xf1"))
    assert (len(mine), len(others)) == (2, 3)
    found = city.ask("xf1", alike.candidates, petition_id=mine[0].id)
    assert [each.petition_id for each in found] == [mine[1].id]
    city.close()
