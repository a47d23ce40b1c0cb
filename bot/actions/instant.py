"""The actions answered in memory, by name; each is read in when somebody first needs it.

What they stand on (the checker's patterns and tables, calendar files, the press) takes thirty
megabytes and a third of a second, which no start waits for and a bot at rest does not hold.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from bot.engine.effects import Run
from bot.engine.events import Finished
from bot.engine.person import Person
from bot.flow.release import Release

Action = Callable[[Run, Person, Release], Finished]


def _named(name: str) -> Action:
    """Return an action that lies in the module of its name."""

    def act(run: Run, person: Person, release: Release) -> Finished:
        found: Action = getattr(import_module(f"bot.actions.{name}"), name)
        return found(run, person, release)

    return act


INSTANT: Mapping[str, Action] = MappingProxyType(
    {name: _named(name) for name in ("check_message", "letter", "pack", "calendar")}
)
