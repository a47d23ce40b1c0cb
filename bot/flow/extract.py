"""Every sentence of a release that a translator must know: its context, its French, its place."""

import re
from collections.abc import Iterator

from bot.flow.catalogue import Entry
from bot.flow.formats import WORDED
from bot.flow.model import Text
from bot.flow.release import Release
from bot.flow.shown import every_text

_FIELD = re.compile(r"\{[a-z][a-z0-9_]*\}")


def extract(release: Release) -> Iterator[Entry]:
    """Yield the sentences, file by file, as written; what has no letters needs no translation.

    Neither has a line of a letter that is a field and nothing more.
    """
    for file, text in sentences(release):
        if _says_something(text.french):
            yield Entry(text.context, text.french, file, text.pos.line, text.pos.column)


def _says_something(french: str) -> bool:
    return _FIELD.fullmatch(french) is None and any(map(str.isalpha, french))


def sentences(release: Release) -> Iterator[tuple[str, Text]]:
    """Yield every sentence with its file."""
    for text in release.texts.values():
        yield "flows/texts.yml", text
    for entry in release.profile.values():
        for option in entry.options:
            if option.label.context.startswith("profile/"):
                yield "flows/profile.yml", option.label
    for breach in release.breaches.values():
        for text in (breach.name, breach.when, breach.summary):
            yield "flows/breaches.yml", text
    for fact in release.facts.values():
        yield "flows/facts.yml", fact.label
        if fact.kind in WORDED:
            yield "flows/facts.yml", fact.value
    for text in release.events.values():
        yield "flows/events.yml", text
    for letter in release.letters.values():
        for text in letter.texts:
            yield "flows/letters.yml", text
    for field in release.fields.values():
        for text in (field.label, *((field.ask,) if field.ask is not None else ())):
            yield "flows/letters.yml", text
    for flow in release.flows.values():
        for text in every_text(flow):
            yield flow.file, text
