"""What every command shares: which store, who asks, how it answers, how it says no."""

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from app import doors, errors, paths, places, registry, words
from app.audit import verifying
from app.cli import stamps
from app.store import Store

DONE, REFUSED, MISUSE, BROKEN = 0, 1, 2, 3
Command = Callable[..., int | None]


@dataclass(slots=True)
class Desk:
    """One call of the program: its store and its person, opened when first needed."""

    url: str
    login: str = ""
    second: str = ""
    as_json: bool = False
    lang: str = "zh"
    _store: Store | None = field(default=None, repr=False)
    _watch: stamps.Watch | None = field(default=None, repr=False)

    @property
    def store(self) -> Store:
        """The store, with the person of `--as` signed in."""
        return self._opened(writes=False)

    def _opened(self, *, writes: bool) -> Store:
        """Like the window, a command that `writes` does so only into books that verify (R52)."""
        if self._store is None:
            if not self.login:
                raise click.UsageError("this command needs --as LOGIN")
            password = password_of("ANKU_PASSWORD", self.login)
            self._store = doors.open_store(self.url)
            if writes:
                self._require_whole(self._store)
            self._store.sign_in(self.login, password)
        elif writes:
            self._require_whole(self._store)
        return self._store

    def _require_whole(self, store: Store) -> None:
        """Read the whole trail once, unless the file lies there as it was left when it was whole."""
        if self._watch is not None or store.is_remote:  # the centre looks after its own books
            return
        self._watch = stamps.Watch(store.database)
        if not self._watch.holds():
            verdict = verifying.verify(store.database, store.blobs, photos=False)
            store.read_only = verifying.is_of_the_trail(verdict)
            if not store.read_only:
                self._watch.read_whole()

    def ask(self, query: Callable[..., Any], **arguments: Any) -> Any:
        """A query, as the person."""
        return self.store.read(query, **arguments)

    def do(
        self, verb: Callable[..., Any], act: str = "", second: str = "", **arguments: Any
    ) -> Any:
        """A verb, as the person; with `second` (or `--second`) that one signs the very same arguments."""
        store = self._opened(writes=True)
        given: dict[str, Any] = dict(arguments)
        if second := second or self.second:
            given["second"] = self._signed(store, verb, second, arguments)
        return store.run(verb, act=act, **given)

    def _signed(
        self, store: Store, verb: Callable[..., Any], logins: str, arguments: dict[str, Any]
    ) -> str:
        """The signatures of those beside, each with his own password (the third person's: ANKU_SECOND_PASSWORD_2)."""
        tokens = ""
        for at, login in enumerate(filter(None, map(str.strip, logins.split(",")))):
            variable = "ANKU_SECOND_PASSWORD" + (f"_{at + 1}" if at else "")
            password = password_of(variable, login)
            token = store.vouch(verb, login, password, **{**arguments, "second": tokens})
            tokens = f"{tokens} {token}".strip()
        return tokens

    def answer(self, value: Any, lines: Iterable[str] = ()) -> None:
        """The result: one JSON value, or lines for a person."""
        if self.as_json:
            print_out(json.dumps(registry.plain(value), ensure_ascii=False))
            return
        for line in lines:
            print_out(line)

    def refuse(self, no: errors.Refusal) -> None:
        """A no: for scripts on standard output, for people on standard error."""
        if self.as_json:
            print_out(json.dumps(self.told(no), ensure_ascii=False))
        said = words.refusal(no, self.lang)
        say(f"{no.code} {said.what} {said.next}".rstrip())

    def told(self, no: errors.Refusal) -> dict[str, str]:
        """A no, for scripts."""
        said = words.refusal(no, self.lang)
        return {"refused": no.code, "why": said.what, "next": said.next, "basis": said.basis}

    def close(self) -> None:
        """Sign out and give everything back."""
        store, self._store = self._store, None
        if store is not None:
            store.sign_out()
            if self._watch is not None:
                self._watch.leave()
            store.close()


def shared(fn: Command) -> Command:
    """Give a command the options that all have, and its desk as first argument."""

    @click.option(
        "--db", "url", default="", help="The store: an address or a file; default: ANKU_DB."
    )
    @click.option("--as", "login", default="", metavar="LOGIN", help="Who asks.")
    @click.option("--second", default="", metavar="LOGIN[,LOGIN]", help="Who signs beside.")
    @click.option("--json", "as_json", is_flag=True, help="One JSON value on standard output.")
    @click.option("--lang", type=click.Choice(words.LANGUAGES), default=None, help="zh or en.")
    @functools.wraps(fn)
    def called(
        url: str,
        login: str,
        second: str,
        as_json: bool,
        lang: str | None,
        **rest: Any,
    ) -> int:
        before: dict[str, str] = click.get_current_context().obj or {}
        desk = Desk(
            url or before.get("url") or "",
            login,
            second,
            as_json,
            lang or before.get("lang") or "zh",
        )
        try:
            desk.url = paths.named(desk.url) or paths.default_url()
            return fn(desk, **rest) or DONE
        except errors.Refusal as no:
            desk.refuse(no)
            return REFUSED
        except DBAPIError as trouble:  # the store was open: what it lacks was met only now
            met = places.not_opened(desk.url, trouble)
            desk.refuse(met)
            return REFUSED if isinstance(met, errors.DiskTrouble) else BROKEN
        except BrokenPipeError:  # who read our answer went away: nothing is left to say
            raise
        except OSError as trouble:
            desk.refuse(errors.PathUnusable.of(trouble))
            return REFUSED
        finally:
            _leave(desk)

    return called


def _leave(desk: Desk) -> None:
    try:
        desk.close()
    except errors.Refusal as no:  # the answer stands; only the signing out did not reach the books
        say(str(no))


@contextmanager
def new_file(path: Path) -> Iterator[Callable[[bytes], None]]:
    """A file to write, opened before the books tell of it: the whole file or nothing.

    What is no plain file (a device, a folder) is written as it is, or refuses.
    """
    plain = not path.exists() or path.is_file()
    part = path.with_name(f".{path.name}.{os.getpid()}.part") if plain else path
    with _usable(path):
        file = part.open("wb")

    def write(data: bytes) -> None:
        with _usable(path):
            with file:
                file.write(data)
            if plain:
                part.replace(path)

    try:
        yield write
    finally:
        file.close()
        if plain:
            part.unlink(missing_ok=True)


@contextmanager
def _usable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as trouble:
        raise errors.PathUnusable.of(trouble, path) from trouble


def write_file(path: Path, data: bytes) -> None:
    """Write what is there already."""
    with new_file(path) as write:
        write(data)


def password_of(variable: str, login: str) -> str:
    """A password from the environment, or asked for at the terminal."""
    known = os.environ.get(variable)
    if known is not None:
        return known
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"no terminal to ask at: put the password of {login} into {variable}"
        )
    asked: str = click.prompt(f"password of {login}", hide_input=True, err=True)
    return asked


def print_out(line: str) -> None:
    """One line of the result."""
    click.echo(line)


def say(line: str) -> None:
    """One line for the person at the terminal."""
    click.echo(line, err=True)


def progress(what: str, at: int, of: int) -> None:
    """How far long work is: rewritten in place at a terminal, in a log each tenth once."""
    if sys.stderr.isatty():
        click.echo(f"\r{what} {at}/{of} ", err=True, nl=at >= of)
    elif at and (at == of or at * 10 // of != (at - 1) * 10 // of):
        say(f"{what} {at}/{of}")
