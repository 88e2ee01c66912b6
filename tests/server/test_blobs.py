"""Pictures over HTTP: what was cut off goes on where it ended, what was killed when it was whole is finished, and
every kind of place keeps the same promises."""

import hashlib
import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer

from app import clock, remote
from app.remote_blobs import LENGTH, OFFSET, PART
from db.blobs import Blobs, FolderBlobs, TableBlobs, blobs_at
from server.uploads import Uploads
from tests.support.centre import Serving, serving
from tests.support.world import PASSWORD, World, refused


def made(size: int, seed: int = 1) -> tuple[bytes, str]:
    data = random.Random(seed).randbytes(size)
    return data, hashlib.sha256(data).hexdigest()


def test_a_picture_is_sent_in_parts_and_comes_back_as_it_was(world: World, served: Serving) -> None:
    data, sha256 = made(PART + 12_345)
    desk = remote.open_store(served.url)
    desk.sign_in("guan1", PASSWORD)
    assert not desk.blobs.has(sha256)
    assert desk.keep(data) == sha256
    assert desk.keep(data) == sha256
    assert (desk.blobs.has(sha256), desk.blobs.get(sha256)) == (True, data)
    assert world.store("guan2").blobs.get(sha256) == data
    with pytest.raises(KeyError):
        desk.blobs.get("0" * 64)
    desk.close()


def test_what_was_cut_off_goes_on_where_it_ended_also_after_the_server_was_killed(
    room: World, tmp_path: Path
) -> None:
    room.clock.at = clock.now()
    data, sha256 = made(50_000)
    uploads = ("--uploads", str(tmp_path / "uploads"))
    with serving(room.url, *uploads) as first:
        with first.client("guan1") as client:
            headers = {OFFSET: "0", LENGTH: str(len(data))}
            part = client.patch(f"/v1/blobs/{sha256}", content=data[:20_000], headers=headers)
            assert (part.status_code, part.headers[OFFSET]) == (204, "20000")
            wrong = client.patch(
                f"/v1/blobs/{sha256}", content=data[1:9], headers={**headers, OFFSET: "1"}
            )
            assert (wrong.status_code, wrong.json()["facts"]) == (409, {"offset": 20_000})
        first.kill()
    with serving(room.url, *uploads) as second, second.client("guan1") as client:
        assert client.head(f"/v1/blobs/{sha256}").headers[OFFSET] == "20000"
        headers = {OFFSET: "20000", LENGTH: str(len(data))}
        done = client.patch(f"/v1/blobs/{sha256}", content=data[20_000:], headers=headers)
        assert done.headers["Upload-Complete"] == "?1"
        assert client.get(f"/v1/blobs/{sha256}").content == data


def test_one_killed_between_its_last_byte_and_its_place_is_finished_when_asked_for(
    room: World, tmp_path: Path
) -> None:
    room.clock.at = clock.now()
    data, sha256 = made(30_000)
    folder = tmp_path / "uploads"
    folder.mkdir()
    part = f"{sha256}.{room.id_of('guan1')}.{len(data)}.part"
    (folder / part).write_bytes(data)  # all of it, and no rename
    with (
        serving(room.url, "--uploads", str(folder)) as served,
        served.client("guan1") as client,
    ):
        assert client.head(f"/v1/blobs/{sha256}").headers["Upload-Complete"] == "?1"
        assert client.get(f"/v1/blobs/{sha256}").content == data
    assert list(folder.glob("*.part")) == []


def test_what_is_not_what_its_hash_says_is_thrown_away(room: World, tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    _, sha256 = made(100)
    kept: list[bytes] = []

    def keep(data: bytes) -> str:
        kept.append(data)
        return sha256

    refused("R150", lambda: uploads.add("who", sha256, 0, 3, b"abc", keep))
    assert (kept, uploads.offset("who", sha256, keep)) == ([], 0)
    assert uploads.add("who", sha256, 0, 100, b"abc", keep) == 3
    refused("R150", lambda: uploads.add("who", sha256, 3, 100, b"x" * 98, keep))
    part = tmp_path / f"{sha256}.who.100.part"
    os.utime(part, (1, 1))
    assert (uploads.sweep(clock.now().timestamp()), part.exists()) == (1, False)


def test_a_part_is_fetched_by_its_range(room: World) -> None:
    room.clock.at = clock.now()
    data, sha256 = made(1_000)
    with serving(room.url) as served, served.client("guan1") as client:
        assert client.put(f"/v1/blobs/{sha256}", content=data).status_code == 204
        assert client.put(f"/v1/blobs/{'0' * 64}", content=data).json()["refused"] == "R150"
        for asked, status, found, told in (
            ("bytes=10-19", 206, data[10:20], "bytes 10-19/1000"),
            ("bytes=990-", 206, data[990:], "bytes 990-999/1000"),
            ("bytes=-5", 206, data[-5:], "bytes 995-999/1000"),
            ("bytes=2000-", 416, b"", "bytes */1000"),
        ):
            part = client.get(f"/v1/blobs/{sha256}", headers={"Range": asked})
            assert (part.status_code, part.content) == (status, found)
            assert part.headers["Content-Range"] == told
        assert client.get(f"/v1/blobs/{sha256}", headers={"Range": "lines=1"}).content == data
    with serving(room.url) as served, served.client() as nobody:
        assert nobody.get(f"/v1/blobs/{sha256}").status_code == 401


# -- where they lie ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """An S3-compatible server of its own; a bucket's URL."""
    import boto3

    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "testing")
        server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        before = set(threading.enumerate())
        server.start()
        started = set(threading.enumerate()) - before
        host, port = server.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
        client.create_bucket(Bucket="anku")
        client.close()
        yield f"s3://anku/room-1?endpoint={endpoint}"
        server.stop()
        for thread in started:
            thread.join(5)


@pytest.fixture(params=["folder", "database", "s3"])
def place(request: pytest.FixtureRequest, room: World, tmp_path: Path) -> Blobs:
    where = {"folder": str(tmp_path / "pictures"), "database": "database"}.get(request.param)
    return blobs_at(where or request.getfixturevalue("s3"), room.database)


def test_every_place_keeps_the_same_promises(place: Blobs) -> None:
    data, sha256 = made(2_500_000, seed=ord(type(place).__name__[0]))
    assert not place.has(sha256)
    with pytest.raises(KeyError):
        place.get(sha256)
    assert place.put(data) == place.put(data) == sha256
    assert place.has(sha256)
    assert not place.has("../../etc/passwd")
    assert place.get(sha256) == data
    assert sha256 in set(place.all())
    later = clock.now().timestamp() + 3600
    assert sha256 in place.strays((), later)
    assert sha256 not in place.strays((sha256,), later)


def test_the_store_says_where_its_pictures_lie(world: World, tmp_path: Path) -> None:
    own = blobs_at("", world.database)
    assert isinstance(own, FolderBlobs if world.database.is_sqlite else TableBlobs)
    assert isinstance(blobs_at(str(tmp_path), world.database), FolderBlobs)


def test_a_server_keeps_its_pictures_in_an_object_store(room: World, s3: str) -> None:
    room.clock.at = clock.now()
    data, sha256 = made(5_000, seed=9)
    with serving(room.url, "--blobs", s3) as served, served.client("guan1") as client:
        assert client.put(f"/v1/blobs/{sha256}", content=data).status_code == 204
        assert client.get(f"/v1/blobs/{sha256}").content == data
    assert blobs_at(s3, room.database).get(sha256) == data
    assert not room.store("guan1").blobs.has(sha256)


def test_an_object_store_that_is_away_is_trouble_with_the_disk(
    room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    away = blobs_at("s3://anku/x?endpoint=http://127.0.0.1:9", room.database)
    with pytest.raises(OSError, match=r"127\.0\.0\.1"):
        away.put(b"x")
