"""What `riposte flows check` says of the words: how hard they are to read, in each language."""

from collections.abc import Iterator

from bot.flow.lint_reading import (
    LONGEST_SENTENCE,
    OLDEST_READER,
    Message,
    figures,
    hardest,
    measured,
)
from bot.flow.release import Release

MOST_SHOWN = 10
LONGEST_SHOWN = 76  # characters of a message, on one line of a terminal


def plainness(release: Release, *, hardest_too: bool) -> Iterator[str]:
    """Yield a line of figures for each language, and its hardest messages when asked."""
    for language in release.languages:
        messages = measured(release, language)
        found = figures(messages, language)
        if found is None:
            yield f"{language}: too little is written to measure"
            continue
        yield (
            f"{language}: reading age {found.age:.1f} in the middle, {found.age_p95:.1f} for 95 %,"
            f" {found.oldest:.1f} at most (limit {OLDEST_READER[language]}),"
            f" {found.messages} messages;"
            f" {found.long / found.sentences:.1%} of {found.sentences} sentences above"
            f" {LONGEST_SENTENCE} words, longest {found.longest}"
        )
        for one in hardest(messages, MOST_SHOWN) if hardest_too else ():
            yield from _message(one)


def _message(one: Message) -> Iterator[str]:
    said = " ".join(one.said.split())
    shown = said if len(said) <= LONGEST_SHOWN else said[: LONGEST_SHOWN - 1] + "…"
    yield (
        f"  {one.level.age:.1f}  {one.file}:{one.text.pos.line}  {one.level.longest} words in a"
        f" sentence; {', '.join(one.level.heavy)}"
    )
    yield f"        {shown}"
