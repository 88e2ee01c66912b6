"""Figures of the public pages: how large the largest is, and how soon its first byte comes."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx

from bench import load
from bench.figure import Figure

_PAGES: Final = ("zh/", "zh/report", "zh/receipt", "zh/protect", "en/", "en/report")
_LOADED: Final = ("public/style.css", "public/script.js")
_TIMES: Final = 60


@contextmanager
def _site() -> Iterator[httpx.Client]:
    """The pages alone, in a process of their own, over a small store."""
    with tempfile.TemporaryDirectory(dir=load.folder()) as folder:
        file = Path(folder) / "own.db"
        shutil.copyfile(load.store(2_000).removeprefix("sqlite:///"), file)
        command = [sys.executable, "-m", "app.main", "server", "--db", f"sqlite:///{file}"]
        env = {**os.environ, "ANKU_HOME": folder}
        process = subprocess.Popen(
            [*command, "--port", "0", "--public-only", "--json"],
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )
        try:
            assert process.stdout is not None
            url = json.loads(process.stdout.readline())["url"]
            with httpx.Client(base_url=url, trust_env=False) as client:
                yield client
        finally:
            process.terminate()
            process.wait(30)
            if process.stdout is not None:
                process.stdout.close()


def page_size() -> Figure:
    """The heaviest page with everything that it loads."""
    with _site() as client:
        pages = max(len(client.get(f"/{page}").content) for page in _PAGES)
        loaded = sum(len(client.get(f"/{name}").content) for name in _LOADED)
    whole = (pages + loaded) / 1024
    return Figure(whole, "KB", None, "≤ 100 KB", whole <= 100)


def first_byte() -> Figure:
    """The 95th percentile of the time until a page's first byte, beside a file served without a thought."""
    with _site() as client:
        for page in (*_PAGES, *_LOADED):
            _first(client, page)
        taken = sorted(_first(client, page) for page in _PAGES for _ in range(_TIMES // 6))
        plain = sorted(_first(client, _LOADED[0]) for _ in range(_TIMES))
    value = taken[int(len(taken) * 0.95)]
    return Figure(value, "ms", plain[len(plain) // 2], "≤ 50 ms", value <= 50)


def _first(client: httpx.Client, page: str) -> float:
    began = time.perf_counter()
    with client.stream("GET", f"/{page}") as answer:
        next(answer.iter_raw(1))
        return (time.perf_counter() - began) * 1000
