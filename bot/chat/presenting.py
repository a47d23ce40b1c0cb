"""How the bot presents itself in its chats: its commands, and what it says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.flow.release import Release

TYPED_COMMANDS = (
    "menu",
    "check",
    "plan",
    "log",
    "back",
    "change",
    "reminders",
    "zone",
    "human",
    "lang",
    "steps",
    "help",
    "privacy",
    "sharing",
    "export",
    "stop",
    "forget",
)
SHOWN_COMMANDS = tuple(name for name in TYPED_COMMANDS if name != "zone")


@dataclass(frozen=True, slots=True)
class Presentation:
    """How the bot presents itself to those whose app speaks `language`."""

    language: str  # two letters, or empty: everybody else
    commands: Mapping[str, str]  # name -> what it does, in the order of the menu
    description: str  # shown in an empty chat
    about: str  # shown on the bot's page


def presentations(release: Release) -> list[Presentation]:
    """Return how the bot presents itself: to French apps, and to all others in English."""
    found = []
    for language, code in (("fr", "fr"), ("en", "")):
        words = release.words(language)
        found.append(
            Presentation(
                code,
                {name: words.say(f"command.{name}") for name in ("start", *SHOWN_COMMANDS)},
                words.say("bot.description"),
                words.say("bot.about"),
            )
        )
    return found
