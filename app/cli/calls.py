"""`do` and `query`: every registered verb and query by its name."""

import inspect
import json
from typing import Any

import click

from app import bootstrap, registry
from app.cli.desk import Desk, shared


def _options(fn: Any) -> Any:
    fn = click.option("--args", "arguments", default="{}", metavar="JSON", help="The arguments.")(
        fn
    )
    fn = click.option("--list", "listed", is_flag=True, help="Name them all.")(fn)
    return click.argument("name", required=False)(fn)


@click.command("do", help="Do a registered verb as --as LOGIN; --list names them.")
@_options
@click.option("--act", default="", metavar="KEY", help="Its idempotency key.")
@shared
def do_command(desk: Desk, name: str | None, arguments: str, listed: bool, act: str) -> None:
    """Do a registered verb as --as LOGIN."""
    bootstrap.load_features()
    if listed:
        _list(desk, registry.verbs)
        return
    spec = _named(name, registry.verbs)
    desk.answer(*_told(desk.do(spec.fn, act=act, **_typed(spec, arguments))))


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
    desk.answer(*_told(desk.ask(spec.fn, **_typed(spec, arguments))))


def _named(name: str | None, known: dict[str, registry.Spec]) -> registry.Spec:
    if name is None:
        raise click.UsageError("which one? --list names them")
    if name not in known:
        raise click.UsageError(f"there is no {name!r}; --list names them")
    return known[name]


def _typed(spec: registry.Spec, arguments: str) -> dict[str, Any]:
    try:
        given = json.loads(arguments)
    except ValueError as wrong:
        raise click.UsageError(f"--args is no JSON: {wrong}") from wrong
    if not isinstance(given, dict):
        raise click.UsageError("--args is a JSON object: names and values")
    try:
        return registry.typed(spec, given)
    except ValueError as wrong:
        raise click.UsageError(f"{spec.name}: {wrong}") from wrong


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
