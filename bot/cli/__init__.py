"""The command line: `riposte`. One file a command, imported when it is called.

This module knows the names, the help and the exit codes; `riposte --help` imports nothing else, so
it answers at once.
"""

import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from importlib import import_module
from types import MappingProxyType

import click

from bot.cli.lasting import lasting


class Exit(IntEnum):
    """How a program ends; others rely on these."""

    FINE = 0
    PROBLEMS = 1
    USAGE = 64
    IO = 74
    ANOTHER = 75
    CONFIGURATION = 78


class Refused(click.ClickException):
    """The program stops with one sentence and its code; never with a traceback."""

    def __init__(self, message: str, code: Exit) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Entry:
    where: str  # module:function
    help: str


_COMMANDS: Mapping[str, _Entry] = MappingProxyType(
    {
        "demo": _Entry("demo:demo", "The bot in a browser, without a token."),
        "run": _Entry("run:run", "The bot on Telegram."),
        "check": _Entry("check:check", "Check suspicious messages: one, or JSON lines."),
        "flows": _Entry("flows:flows", "Check, walk, test, draw and publish the guidance."),
        "i18n": _Entry("i18n:i18n", "Bring the English up to date with the French."),
        "desk": _Entry("desk:desk", "The helpdesks that hand people over, and their keys."),
        "backup": _Entry("keep:backup", "Copy the database while it is in use."),
        "restore": _Entry("keep:restore", "Put a copy back, without reviving the erased."),
        "erase": _Entry("keep:erase", "Erase what is past its time."),
        "doctor": _Entry("doctor:doctor", "Say what is wrong with this installation."),
        "bench": _Entry("bench:bench", "Measure, as ratios of one run."),
    }
)


class _Lazy(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        entry = _COMMANDS.get(name)
        if entry is None:
            return None
        module, _, function = entry.where.partition(":")
        with lasting():
            command = getattr(import_module(f"bot.cli.{module}"), function)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in _COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="riposte", prog_name="riposte")
def riposte() -> None:
    """Take a person from “my data leaked” to “it is done”.

    Begin with: riposte demo
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with the right code.

    Told to stop while it still reads its files, a program has begun nothing: that is a fine end.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(int(Exit.FINE)))
    sys.exit(int(call(arguments)))


def call(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        ended = riposte.main(args=arguments, prog_name="riposte", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return Exit.USAGE
    except Refused as refused:
        click.echo(refused.message, err=True)
        return refused.code
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        return Exit.FINE
    except BrokenPipeError:  # `riposte … | head`
        sys.stderr.close()
        return Exit.FINE
    return ended if isinstance(ended, int) else Exit.FINE
