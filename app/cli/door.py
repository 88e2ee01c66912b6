"""The command line's own door: which commands there are, and what their end means to a script."""

import importlib
import traceback
from collections.abc import Sequence
from typing import Any

import click

from app import errors, words
from app.cli import desk

#: command → the module that has it; a module is loaded when one of its commands is called.
COMMANDS = {
    "init": "laying",
    "demo": "laying",
    "doctor": "doctor",
    "decode": "things",
    "search": "things",
    "item": "things",
    "label": "things",
    "import": "things",
    "ledger": "accounts",
    "balance": "accounts",
    "form": "papers",
    "forms": "papers",
    "do": "calls",
    "query": "calls",
    "verify": "care",
    "backup": "care",
    "restore": "care",
    "server": "serving",
    "sync": "syncing",
    "witness": "syncing",
    "invite": "serving",
    "enrol": "serving",
    "reporting-key": "reporting",
    "bench": "care",
    "walk": "care",
}


class Anku(click.Group):
    """Commands by name, each loaded late."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the manual."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, if there is one of that name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        found: click.Command = getattr(
            importlib.import_module(f"app.cli.{module}"), f"{cmd_name.replace('-', '_')}_command"
        )
        return found


@click.group(
    cls=Anku, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=False
)
@click.option(
    "--db", "url", default="", help="The store; without a command the window opens on it."
)
@click.option("--lang", type=click.Choice(words.LANGUAGES), default=None, help="zh or en.")
@click.pass_context
def anku(context: click.Context, url: str, lang: str | None) -> None:
    """案库: the evidence storeroom. Without a command the window opens.

    Exit codes: 0 done, 1 refused, 2 misuse, 3 broken. The password of --as is asked for or stands in
    ANKU_PASSWORD, that of --second in ANKU_SECOND_PASSWORD.
    """
    context.obj = {"url": url, "lang": lang}


def main(args: Sequence[str]) -> int:
    """Do what the arguments ask; returns the exit code."""
    try:
        returned: Any = anku.main(list(args), prog_name="anku", standalone_mode=False)
    except click.ClickException as misuse:
        misuse.show()
        return desk.MISUSE
    except (click.Abort, KeyboardInterrupt):
        desk.say("stopped")
        return 130
    except errors.Broken as broken:
        desk.say(f"BROKEN: {broken}")
        return desk.BROKEN
    except Exception:  # noqa: BLE001 - the door: whatever it was, a script is told "broken", a person where
        desk.say(traceback.format_exc().rstrip())
        return desk.BROKEN
    return returned if isinstance(returned, int) else desk.DONE
