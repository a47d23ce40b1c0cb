"""Rules about languages: L1 to L5. Every sentence exists in each language, and says the same."""

from collections.abc import Iterator, Mapping

from bot.flow.catalogue import Entry, Read, same_places
from bot.flow.extract import extract
from bot.flow.lint_calls import unread
from bot.flow.problem import Pos, Problem, Severity
from bot.flow.release import Release
from bot.flow.words import REQUIRED_TEXTS


def check_release(release: Release) -> Iterator[Problem]:
    """Yield what is missing, stale or different in the languages of a release."""
    yield from _required(release)
    entries = tuple(extract(release))
    for language, read in release.catalogues.items():
        yield from _catalogue(language, read, entries)
        if not unread(release):
            yield from _unused(language, read.lines, {(e.context, e.french) for e in entries})


def _required(release: Release) -> Iterator[Problem]:
    """L5: the engine's own sentences."""
    for key in sorted(REQUIRED_TEXTS - release.texts.keys()):
        yield Problem(
            "flows/texts.yml",
            Pos(1, 1),
            "L5",
            f"La phrase « {key} » manque : le robot la dit.",
            f"The sentence “{key}” is missing: the bot says it.",
        )


def _catalogue(language: str, read: Read, entries: tuple[Entry, ...]) -> Iterator[Problem]:
    po = _po(language)
    if read.fault:
        yield Problem(
            po, Pos(1, 1), "L1", "Ce catalogue est illisible.", "This catalogue cannot be read."
        )
        return
    for entry in entries:
        key = (entry.context, entry.french)
        at = Pos(entry.line, entry.column)
        if key in read.fuzzy:
            yield Problem(
                entry.file,
                at,
                "L2",
                f"Le français a changé : la traduction ({language}) est à revoir.",
                f"The French has changed: the translation ({language}) needs a look.",
            )
        elif key not in read.good:
            yield Problem(
                entry.file,
                at,
                "L1",
                f"Cette phrase n’est pas traduite ({language}) : « {_short(entry.french)} ».",
                f"This sentence is not translated ({language}): “{_short(entry.french)}”.",
            )
        elif not same_places(entry.french, read.good[key]):
            yield Problem(
                po,
                Pos(read.lines[key], 1),
                "L3",
                f"Les {{places}} diffèrent du français : « {_short(entry.french)} ».",
                f"The {{places}} differ from the French: “{_short(entry.french)}”.",
            )


def _po(language: str) -> str:
    return f"locales/{language}/LC_MESSAGES/flows.po"


def _unused(
    language: str, lines: Mapping[tuple[str, str], int], wanted: set[tuple[str, str]]
) -> Iterator[Problem]:
    for key in sorted(lines.keys() - wanted, key=lambda key: lines[key]):
        yield Problem(
            _po(language),
            Pos(lines[key], 1),
            "L4",
            f"Plus personne ne dit cette phrase : « {_short(key[1])} ».",
            f"Nobody says this sentence any more: “{_short(key[1])}”.",
            Severity.WARNING,
        )


def _short(french: str) -> str:
    line = french.split("\n", 1)[0]
    return line if len(line) <= 60 else line[:59] + "…"  # noqa: PLR2004 - one line of a terminal
