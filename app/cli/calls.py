"""`do` and `query`: every registered verb and query by its name."""

import inspect
import json
import sys
from typing import Any, NamedTuple

import click

from app import bootstrap, errors, misfits, registry, words
from app.cli.desk import DONE, REFUSED, Desk, print_out, shared
from app.custody import weights
from app.custody.types import Weighing


def _options(fn: Any) -> Any:
    fn = click.option("--args", "arguments", default="{}", metavar="JSON", help="The arguments.")(
        fn
    )
    fn = click.option("--list", "listed", is_flag=True, help="Name them all.")(fn)
    return click.argument("name", required=False)(fn)


@click.command("do", help="Do a registered verb as --as LOGIN; --list names them.")
@_options
@click.option("--act", default="", metavar="KEY", help="Its idempotency key.")
@click.option(
    "--lines",
    is_flag=True,
    help='Verbs from standard input, one JSON object a line: {"verb", "args", "second"?, "act"?}.',
)
@shared
def do_command(
    desk: Desk, name: str | None, arguments: str, listed: bool, act: str, lines: bool
) -> int | None:
    """Do a registered verb as --as LOGIN, or many of them one after another."""
    bootstrap.load_features()
    if lines:
        return _do_lines(desk)
    if listed:
        _list(desk, registry.verbs)
        return None
    spec = _named(name, registry.verbs)
    given = _typed(desk, spec, _object(arguments))
    desk.answer(*_told(desk.do(spec.fn, act=act, **given)))
    return None


class _Call(NamedTuple):
    """One line: a verb with its arguments, who signs beside, the act's key."""

    spec: registry.Spec
    given: dict[str, Any]
    second: str
    act: str


def _do_lines(desk: Desk) -> int:
    """Each line is an act of its own, answered by a line; a refusal stops nothing. The books are verified once."""
    code = DONE
    for at, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        call = _call(desk, line, at)
        try:
            done = desk.do(call.spec.fn, act=call.act, second=call.second, **call.given)
            told: dict[str, Any] = {"result": registry.plain(done)}
        except errors.Refusal as no:
            told, code = desk.told(no), REFUSED
        print_out(json.dumps({"line": at, **told}, ensure_ascii=False))
    return code


def _call(desk: Desk, line: str, at: int) -> _Call:
    try:
        return _read(desk, _object(line, "the line"))
    except click.UsageError as wrong:
        raise click.UsageError(f"line {at}: {wrong.message}") from wrong


def _read(desk: Desk, told: dict[str, Any]) -> _Call:
    if stray := told.keys() - {"verb", "args", "second", "act"}:
        raise click.UsageError(f"unknown: {', '.join(sorted(stray))}")
    spec, given = _named(told.get("verb"), registry.verbs), told.get("args", {})
    if not isinstance(given, dict):
        raise click.UsageError("args is a JSON object: names and values")
    typed = _typed(desk, spec, given)
    return _Call(spec, typed, str(told.get("second") or ""), str(told.get("act") or ""))


@click.command("query", help="Ask a registered query as --as LOGIN; --list names them.")
@_options
@shared
def query_command(desk: Desk, name: str | None, arguments: str, listed: bool) -> None:
    """Ask a registered query as --as LOGIN."""
    bootstrap.load_features()
    if listed:
        _list(desk, registry.queries)
        return
    spec = _named(name, registry.queries)
    desk.answer(*_told(desk.ask(spec.fn, **_typed(desk, spec, _object(arguments)))))


def _named(name: str | None, known: dict[str, registry.Spec]) -> registry.Spec:
    if name is None:
        raise click.UsageError("which one? --list names them")
    if name not in known:
        raise click.UsageError(f"there is no {name!r}; --list names them")
    return known[name]


def _object(text: str, what: str = "--args") -> dict[str, Any]:
    try:
        given = json.loads(text)
    except ValueError as wrong:
        raise click.UsageError(f"{what} is no JSON: {wrong}") from wrong
    if not isinstance(given, dict):
        raise click.UsageError(f"{what} is a JSON object: names and values")
    return given


def _typed(desk: Desk, spec: registry.Spec, given: dict[str, Any]) -> dict[str, Any]:
    try:
        typed = misfits.typed(spec, given)
    except misfits.Misfits as wrong:
        raise click.UsageError(misuse(desk, "misfit.head", spec.name, wrong)) from wrong
    return {
        name: weights.by_command(value) if isinstance(value, Weighing) else value
        for name, value in typed.items()
    }


def misuse(desk: Desk, head: str, name: str, wrong: misfits.Misfits) -> str:
    """Whose shape does not fit, and every fault of it on a line of its own."""
    told = words.told(words.word(head, desk.lang), {"name": name})
    return "\n  ".join([told, *wrong.told(desk.lang).splitlines()])


def _told(value: Any) -> tuple[Any, list[str]]:
    told = registry.plain(value)
    return told, [json.dumps(told, ensure_ascii=False, indent=1)]


def _list(desk: Desk, known: dict[str, registry.Spec]) -> None:
    found = [_described(known[name]) for name in sorted(known)]
    desk.answer(
        found,
        [f"{d['name']:<28} {', '.join(d['roles'])}  ({', '.join(d['arguments'])})" for d in found],
    )


def _described(spec: registry.Spec) -> dict[str, Any]:
    return {
        "name": spec.name,
        "roles": sorted(spec.roles),
        "seconds": sorted(spec.seconds),
        "arguments": {
            name: {
                "type": inspect.formatannotation(p.annotation),
                "required": p.default is p.empty,
            }
            for name, p in registry.parameters(spec).items()
        },
        "about": (inspect.getdoc(spec.fn) or "").splitlines()[0],
    }
