"""Commands that lay a store: an empty one with its two administrators, or a demo storeroom."""

from typing import Any

import click

from app import bootstrap
from app.cli import demo
from app.cli.desk import Desk, password_of, progress, say, shared
from app.identity.types import NewPerson


@click.command("init", help="Lay an empty store with its first two administrators.")
@click.option("--unit", default="本单位", show_default=True, help="The unit it belongs to.")
@click.option(
    "--room", default="涉案财物保管室", show_default=True, help="What the room is called."
)
@click.option("--sysadmin", default="sysadmin", show_default=True, metavar="LOGIN")
@click.option("--sysadmin-name", default="系统管理员", show_default=True)
@click.option("--secadmin", default="secadmin", show_default=True, metavar="LOGIN")
@click.option("--secadmin-name", default="安全保密员", show_default=True)
@click.option("--practice", is_flag=True, help="A store for practising, with a red frame.")
@shared
def init_command(desk: Desk, unit: str, room: str, practice: bool, **people: str) -> None:
    """Lay an empty store. The passwords: ANKU_PASSWORD and ANKU_SECOND_PASSWORD, or asked for."""
    first = NewPerson(
        people["sysadmin"],
        people["sysadmin_name"],
        password_of("ANKU_PASSWORD", people["sysadmin"]),
    )
    second = NewPerson(
        people["secadmin"],
        people["secadmin_name"],
        password_of("ANKU_SECOND_PASSWORD", people["secadmin"]),
    )
    bootstrap.lay(desk.url, bootstrap.Founding(unit, room, first, second, practice)).close()
    accounts: list[dict[str, Any]] = [
        {"name": first.name, "login": first.login, "roles": ["sysadmin"]},
        {"name": second.name, "login": second.login, "roles": ["secadmin"]},
    ]
    desk.answer(
        {"unit": unit, "room": room, "accounts": accounts},
        [f"{unit} {room}", *(f"  {a['login']}  {a['name']}" for a in accounts)],
    )


@click.command("demo", help="Build a demo storeroom through the services, one transaction per act.")
@click.option("--cases", default=30, type=click.IntRange(1, 20_000), show_default=True)
@click.option("--items", default=2_000, type=click.IntRange(1, 2_000_000), show_default=True)
@click.option("--photos", default=200, type=click.IntRange(0, 5_000), show_default=True)
@click.option("--petitions", default=60, type=click.IntRange(0, 60), show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--password", default=demo.PASSWORD, show_default=True)
@shared
def demo_command(
    desk: Desk, cases: int, items: int, photos: int, petitions: int, seed: int, password: str
) -> None:
    """Build a demo storeroom."""
    wish = demo.Wish(cases, items, photos, petitions, seed, password)
    told = demo.build(desk.url, wish, lambda at, of: progress("demo", at, of))
    desk.answer(
        told,
        [
            f"{a['login']:<14} {a['password']}  {a['name']}  {', '.join(a['roles'])}"
            for a in told["accounts"]
        ],
    )
    say(f"{len(told['cases'])} cases, {told['items']} items")
