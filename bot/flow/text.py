"""Sentences: places to fill, and the words of one language.

A template is French with `{name}` or `{name|format}`; one regular expression finds the places and
nothing is ever evaluated. Values that people typed are made harmless before they are shown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from babel import Locale
from babel.lists import format_list

from bot.flow.formats import (
    FACT_FORMATS,
    FORMATS,
    OF_BREACH,
    OPEN,
    WORDED,
    as_written,
    defang,
    harmless,
    locale_of,
    plain,
    unmarked,
)
from bot.flow.hours import Hours, state
from bot.flow.model import Breach, Fact, Source, Text, Value
from bot.flow.typography import typeset

__all__ = [
    "FORMATS",
    "OPEN",
    "Catalogue",
    "Place",
    "Words",
    "as_read",
    "defang",
    "fact_value",
    "fill",
    "format_source",
    "harmless",
    "places",
    "render",
]

_PLACE = re.compile(r"\{([a-z][a-z0-9_.]{0,60})(?:\|([a-z_]{1,20}))?\}")
_SIGNS_LINE = re.compile(r"^\{[a-z][a-z0-9_]{0,60}\|signs\}\n", re.MULTILINE)

_BRACES = re.compile(r"\{[^{}\n]{0,80}\}?")
SOURCE = "fr"  # the language flows are written in
Catalogue = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a template: the name, the format if any, and where it begins."""

    name: str
    format: str | None
    start: int


def places(template: str) -> tuple[Place, ...]:
    """Return the places of a template, in order."""
    return tuple(Place(m[1], m[2], m.start()) for m in _PLACE.finditer(template))


def unread(template: str) -> tuple[re.Match[str], ...]:
    """Return the braces of a template that are no place: a person would see them."""
    starts = {place.start for place in places(template)}
    return tuple(m for m in _BRACES.finditer(template) if m.start() not in starts)


@dataclass(frozen=True, slots=True)
class Words:
    """Everything needed to say something in one language."""

    language: str
    catalogue: Catalogue = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    texts: Mapping[str, Text] = field(default_factory=dict)
    breaches: Mapping[str, Breach] = field(default_factory=dict)

    @property
    def locale(self) -> Locale:
        """The local form of dates and numbers: British for English, never American."""
        return locale_of(self.language)

    def translate(self, text: Text | tuple[str, str]) -> str:
        """Return the sentence in this language, in French when it has no translation."""
        key = text if isinstance(text, tuple) else (text.context, text.french)
        return self.catalogue.get(key) or typeset(key[1])

    def kept(self, text: tuple[str, str]) -> str:
        """Return a sentence kept by (context, French), as this release now says it.

        One that was reworded since is said in its new words, or at least in the right language.
        """
        if text in self.catalogue or self.language == SOURCE:
            return self.translate(text)
        from rapidfuzz import process  # noqa: PLC0415 - only where a sentence was reworded

        context, french = text
        now = {known: said for (where, known), said in self.catalogue.items() if where == context}
        nearest = process.extractOne(french, now.keys())
        return now[nearest[0]] if nearest is not None else self.translate(text)

    def say(self, key: str, **values: Value) -> str:
        """Return one of the engine's sentences. Raises KeyError when the release lacks it.

        Words given here are the release's own: a publisher, a title. `{name|defanged}` otherwise.
        """
        return fill(self.translate(self.texts[key]), values, self, ours=True)

    def plain(self, value: Value) -> str:
        """Return a value in local form, as it stands in a sentence."""
        return plain(value, self.language)


def render(
    text: Text,
    values: Mapping[str, Value],
    words: Words,
    *,
    now: datetime | None = None,
    labels: Mapping[str, Mapping[str, str]] | None = None,
    signs: Mapping[str, str] | None = None,
) -> str:
    """Return a text in the words' language with its places filled.

    `labels` gives the words for the codes of a name; `signs` what `{name|signs}` shows.
    """
    return fill(words.translate(text), values, words, now=now, labels=labels, signs=signs)


def fill(
    template: str,
    values: Mapping[str, Value],
    words: Words,
    *,
    now: datetime | None = None,
    labels: Mapping[str, Mapping[str, str]] | None = None,
    signs: Mapping[str, str] | None = None,
    ours: bool = False,
) -> str:
    """Fill the places of a template; a name nobody gave is empty.

    `ours` says that the values are the release's own words, which need no defanging.
    """

    def put(match: re.Match[str]) -> str:
        name, how = match[1], match[2]
        if name.startswith("fact."):
            return fact_value(words, name.removeprefix("fact."), how, now)
        if how == "signs":
            return (signs or {}).get(name, "")
        value, known = values.get(name), (labels or {}).get(name, {})
        if how in OF_BREACH:
            return _breach(words, str(value), how, now)
        match value:
            case str() if value in known:
                return known[value]
            case tuple() if known:
                named = [known.get(code) or harmless(code) for code in value]
                return format_list(named, locale=words.locale)
            case str() if ours and how is None:
                return unmarked(value)
            case datetime() if value.tzinfo and now is not None:
                # Moments are kept in UTC; people read their own clock.
                value = value.astimezone(now.tzinfo)
        return FORMATS.get(how or "", plain)(value, words.language, now)

    # No sign to tell, or no longer: an answer shown anew has none. Then no empty line either.
    silent = not any((signs or {}).values())
    return _PLACE.sub(put, _SIGNS_LINE.sub("", template) if silent else template)


def as_read(text: Text, words: Words) -> str:
    """Return a sentence as one reads it, for measures: worded facts in it, `0` for other values."""

    def put(match: re.Match[str]) -> str:
        fact = words.facts.get(match[1].removeprefix("fact."))
        if match[1].startswith("fact.") and fact is not None and fact.kind in WORDED:
            return words.translate(fact.value)
        return "" if match[2] == "signs" else "0"

    return _PLACE.sub(put, words.translate(text))


def fact_value(words: Words, key: str, how: str | None = None, now: datetime | None = None) -> str:
    """Return a fact as it is written in a sentence of this language; nothing when there is none.

    `{fact.key|open}` says whether somebody answers at `now`, in the person's zone; hours as they
    are written where there is no such moment.
    """
    fact = words.facts.get(key)
    if fact is None:
        return ""
    if how == OPEN and now is not None and fact.hours is not None:
        return _opening(words, fact.hours, now, sure=fact.confidence == "high")
    if fact.kind in WORDED:
        return words.translate(fact.value)
    return FACT_FORMATS.get(fact.kind, as_written)(fact.value.french, words.language)


def _breach(words: Words, code: str, how: str, now: datetime | None) -> str:
    """Return what the catalogue says of a breach: what happened, or who says so."""
    breach = words.breaches.get(code)
    if breach is None:
        return ""
    if how == "summary":
        return words.translate(breach.summary)
    return format_source(breach.source, words, now) if now is not None else ""


def _opening(words: Words, hours: Hours, now: datetime, *, sure: bool) -> str:
    """Say until when somebody answers, or from when, on the person's clock."""
    if hours.always:
        return words.say("open.always")
    found = state(hours, now)
    said = [_opens(words, found.opens, now)] if found.opens is not None else []
    if found.until is not None and not found.sure:
        said.insert(0, words.say("open.perhaps"))
    elif found.until is not None:
        tomorrow = found.until.date() > now.date()
        said = [words.say("open.until_tomorrow" if tomorrow else "open.until", when=found.until)]
    place = str(now.tzinfo)
    if place != hours.zone and said:
        known = words.texts.get(f"zone.{place.rpartition('/')[2].lower()}")
        zone = words.translate(known) if known is not None else ""
        said[-1] += " " + words.say("open.there" if zone else "open.your_time", zone=zone)
    if not sure:
        said.append(words.say("open.doubt"))
    return ", ".join(said)


def _opens(words: Words, when: datetime, now: datetime) -> str:
    match (when.date() - now.date()).days:
        case 0:
            return words.say("open.today", when=when)
        case 1:
            return words.say("open.tomorrow", when=when)
        case 2 | 3 | 4 | 5 | 6:
            return words.say("open.weekday", when=when)
        case _:
            return words.say("open.later", when=when)


def format_source(source: Source, words: Words, now: datetime) -> str:
    """Return the line that says where advice comes from, when checked, and whether that is old."""
    key = "source.review" if now.date() > source.review else "source.line"
    return words.say(key, publisher=source.publisher, checked=source.checked)
