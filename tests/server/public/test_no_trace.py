"""P17: after anonymous filings nobody who has the books, the logs, the backups and the disk finds who it was or what he wrote."""

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.audit import verifying
from app.backup import service as backup
from app.reporting import opening, receipts, service
from db.backup import copying
from tests.app.reporting.test_attachments import paper, photo
from tests.server.public.conftest import Public

ADDRESS = "203.0.113.77"
AGENT = "TracedAgent/9911 (PhoneOfTheReporter X7)"
WORDS = "独一无二的举报内容：某局长在二〇二五年腊月收受礼金玖仟元𠮷"
MORE = "补充的独特内容甲乙丙丁"
ANSWER = "答复的独特内容戊己庚辛"
FILE = "我家客厅的照片.jpg"
#: Whatever would lead to the reporter, or to what he wrote.
TRACES = (ADDRESS, AGENT, "TracedAgent", "PhoneOfTheReporter", WORDS, WORDS[:12], MORE, ANSWER, FILE, "贾特殊",
          "SN-4471-CAMERA", "Zhang the photographer")  # fmt: skip


class Citizen:
    """A browser without a script, at one address."""

    def __init__(self, url: str) -> None:
        headers = {
            "User-Agent": AGENT,
            "X-Forwarded-For": f"198.51.100.1, {ADDRESS}",
            "Referer": f"https://{ADDRESS}/where-i-came-from",
            "Sec-CH-UA-Model": "PhoneOfTheReporter X7",
        }
        self._client = httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False)

    def __enter__(self) -> "Citizen":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def send(
        self, page: str, files: tuple[tuple[str, bytes], ...] = (), /, **fields: str
    ) -> httpx.Response:
        parts: list[tuple[str, tuple[str | None, str | bytes]]] = [
            (k, (None, v)) for k, v in fields.items()
        ]
        parts += [("files", each) for each in files]
        return self._client.post(f"/zh/{page}", files=parts)

    def filed(self, **more: str) -> str:
        """A whole filing with two files; answers the receipt."""
        chosen = {"region": "QU1", "rank": "section", "own": "no", "via": more.pop("via", "")}
        form = self.send("report", go="whom", **chosen).text
        ticket = re.findall(r'name="ticket"[^>]* value="([^"]+)"', form)[0]
        one, two = map(int, re.findall(r"(\d+)加(\d+)等于几", form)[0])
        letter = {"accused": "贾特殊", "text": WORDS, "contact": "", **more}
        done = self.send(
            "report",
            ((FILE, photo()), ("minutes.pdf", paper())),
            go="send",
            ticket=ticket,
            sum=str(one + two),
            **{**chosen, **letter},
        )
        assert done.status_code == 200, done.text
        return receipts.read(re.findall(r'id="receipt">([^<]+)<', done.text)[0])


@pytest.mark.scenario("P17")
def test_no_trace_of_the_reporter_is_anywhere(public: Public, tmp_path: Path, request) -> None:
    city = public.city
    with Citizen(public.url) as citizen:
        receipt = citizen.filed()
        citizen.filed(via="wei")
        citizen.send("receipt", go="look", receipt="1" * 21)
        citizen.send(
            "report", go="send", region="QU1", rank="section", text=WORDS
        )  # refused: no ticket
        row = next(r for r in city.ask("qxf1", service.rows) if r.channel == "网")
        assert {r.channel for r in city.ask("qxf1", service.rows)} == {"网", "微"}
        opened = opening.open_report(city.store("qxf1"), public.keys["QU1"], row.id)
        assert opened.messages[0].letter.text == WORDS
        opening.answer(city.store("qxf1"), public.keys["QU1"], opened, ANSWER)
        shown = citizen.send("receipt", go="look", receipt=receipt).text
        assert ANSWER in shown
        ticket = re.findall(r'name="ticket" value="([^"]+)"', shown)[0]
        added = citizen.send("receipt", go="add", receipt=receipt, ticket=ticket, message=MORE)
        assert "补充的内容已收到" in added.text
        citizen.send("nothing-here")
    store = city.store("guan1")
    assert verifying.verify(store.database, store.blobs).broken == ()
    backup.backup(store, tmp_path / "kept.anku-backup")
    folders = [tmp_path]
    if not store.database.is_sqlite:
        folders.append(request.getfixturevalue("postgres_server").folder)
        dump(public, tmp_path)
    traces = [
        form for trace in (*TRACES, receipt, receipts.shown(receipt)) for form in forms(trace)
    ]
    found = {
        str(place): trace
        for place, data in everything(folders)
        for trace in traces
        if trace in data
    }
    assert found == {}
    # the search reads what it says: the name of the organ and the hash of the receipt are found
    box = receipts.box(receipt, bytes.fromhex((public.home / "reporting.secret").read_text()))
    for known in ("甲区纪委监委", box.found_by):
        seen = [place for place, data in everything(folders) for f in forms(known) if f in data]
        assert len(seen) >= 2, known


def dump(public: Public, folder: Path) -> None:
    """The database as text, as whoever has a backup of it reads it."""
    program = copying.tool("pg_dump")
    url = public.city.url.replace("+psycopg", "")
    text = subprocess.run([program, url], capture_output=True, check=True).stdout
    (folder / "dump.sql").write_bytes(text)


def forms(trace: str) -> Iterator[bytes]:
    """How a text could stand in a file: as it is, in hex as dumps write bytes, escaped as JSON does."""
    plain = trace.encode()
    yield plain
    yield plain.hex().encode()
    yield json.dumps(trace)[1:-1].encode()
    yield trace.encode("utf-16-le")


def everything(folders: list[Path]) -> Iterator[tuple[Path, bytes]]:
    """Every file below, and what is packed within them."""
    for folder in folders:
        for file in folder.rglob("*"):
            if not file.is_file() or "browser" in file.parts:
                continue
            data = file.read_bytes()
            yield file, data
            if data.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(data)) as pack:
                    for name in pack.namelist():
                        yield Path(f"{file}.{name.replace('/', '_')}"), pack.read(name)


@pytest.mark.scenario("P17")
def test_the_log_of_the_process_is_silent_about_who_came(public: Public) -> None:
    """Pages, refusals and broken requests: nothing of the caller is written, not even that he came."""
    with Citizen(public.url) as citizen:
        citizen.filed()
    host, port = public.url.removeprefix("http://").split(":")
    import socket

    with socket.create_connection((host, int(port))) as wire:
        wire.sendall(f"NONSENSE {ADDRESS}\r\n\r\n".encode())
        wire.recv(100)
    told = public.log.read_text("utf-8", "replace")
    assert ADDRESS not in told
    assert "127.0.0.1" not in told.replace(public.url, "")
    assert AGENT not in told
    assert "POST" not in told


def test_the_public_host_serves_citizens_only(public: Public) -> None:
    """`--public-only`: no sign-in, no verb, no query, no list of them; and headers that keep nothing."""
    with httpx.Client(base_url=public.url, trust_env=False) as client:
        for path in (
            "/v1/session",
            "/v1/openapi.json",
            "/v1/verbs/reporting.open",
            "/metrics",
            "/docs",
        ):
            assert client.get(path).status_code == 404
            assert client.post(path, json={}).status_code in (404, 405)
        for path in ("/zh/", "/zh/report", "/zh/receipt", "/public/style.css", "/nothing"):
            answer = client.get(path)
            assert answer.headers["cache-control"] == "no-store"
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert "set-cookie" not in answer.headers
            assert "server" not in answer.headers
            assert len(answer.content) <= 100 * 1024
            assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", answer.text)
