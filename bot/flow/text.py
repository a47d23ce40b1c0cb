"""Sentences: places to fill, formats, and the words of one language.

A template is French with `{name}` or `{name|format}`; one regular expression finds the places and
nothing is ever evaluated. Values that people typed are made harmless before they are shown.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, format_timedelta
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from bot.flow.model import Fact, Source, Text, Value
from bot.flow.typography import typeset

_PLACE = re.compile(r"\{([a-z][a-z0-9_.]{0,60})(?:\|([a-z_]{1,20}))?\}")
LOCALES = MappingProxyType({"fr": Locale("fr"), "en": Locale("en", "GB")})
LONGEST_VALUE = 300
NARROW = "\u202f"
NBSP = "\u00a0"
UTC_FACTS = frozenset({"text", "hours"})  # kinds of facts whose value is words

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


@dataclass(frozen=True, slots=True)
class Words:
    """Everything needed to say something in one language."""

    language: str
    catalogue: Catalogue = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    texts: Mapping[str, Text] = field(default_factory=dict)

    @property
    def locale(self) -> Locale:
        """The local form of dates and numbers: British for English, never American."""
        return LOCALES.get(self.language, LOCALES["fr"])

    def translate(self, text: Text | tuple[str, str]) -> str:
        """Return the sentence in this language, in French when it has no translation."""
        key = text if isinstance(text, tuple) else (text.context, text.french)
        return self.catalogue.get(key) or typeset(key[1])

    def say(self, key: str, **values: Value) -> str:
        """Return one of the engine's sentences. Raises KeyError when the release lacks it."""
        return fill(self.translate(self.texts[key]), values, self)

    def plain(self, value: Value) -> str:
        """Return a value in local form, as it stands in a sentence."""
        return _plain(value, self)


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
) -> str:
    """Fill the places of a template; a name nobody gave is empty."""

    def put(match: re.Match[str]) -> str:
        name, how = match[1], match[2]
        if name.startswith("fact."):
            return fact_value(words, name.removeprefix("fact."))
        if how == "signs":
            return (signs or {}).get(name, "")
        value = _labelled(values.get(name), (labels or {}).get(name))
        formatter = FORMATS.get(how or "", _as_is)
        return formatter(value, words, now)

    return _PLACE.sub(put, template)


def fact_value(words: Words, key: str) -> str:
    """Return a fact as it is written in a sentence of this language."""
    fact = words.facts.get(key)
    if fact is None:
        return ""
    if fact.kind in UTC_FACTS:
        return words.translate(fact.value)
    return FACT_FORMATS.get(fact.kind, _written)(fact.value.french, words)


def _written(value: str, _words: Words) -> str:
    return value


def _counted(french: tuple[str, str], english: tuple[str, str]) -> Callable[[str, Words], str]:
    def counted(value: str, words: Words) -> str:
        one, many = english if words.language == "en" else french
        unit = one if value == "1" or (value == "0" and words.language == "fr") else many
        return f"{value}{NBSP}{unit}"

    return counted


def _fact_money(value: str, words: Words) -> str:
    return _money(float(value.replace(",", ".")), words, None)


def _fact_date(value: str, words: Words) -> str:
    return _date(date.fromisoformat(value), words, None)


def _fact_phone(value: str, words: Words) -> str:
    return _phone(value, words, None)


FACT_FORMATS: Mapping[str, Callable[[str, Words], str]] = {
    "phone": _fact_phone,
    "short_number": _fact_phone,
    "money": _fact_money,
    "date": _fact_date,
    "days": _counted(("jour", "jours"), ("day", "days")),
    "weeks": _counted(("semaine", "semaines"), ("week", "weeks")),
    "months": _counted(("mois", "mois"), ("month", "months")),
}


def _labelled(value: Value, labels: Mapping[str, str] | None) -> Value:
    if labels is None:
        return value
    match value:
        case str():
            return labels.get(value, value)
        case tuple():
            return tuple(labels.get(code, code) for code in value)
        case _:
            return value


Formatter = Callable[[Value, Words, datetime | None], str]


def _as_is(value: Value, words: Words, _now: datetime | None) -> str:
    return _plain(value, words)


def _plain(value: Value, words: Words) -> str:
    match value:
        case None:
            return ""
        case str():
            return harmless(value)
        case tuple():
            return _list(value, words, None)
        case datetime():
            return _moment(value, words, None)
        case date():
            return _date(value, words, None)
        case timedelta():
            return _duration(value, words, None)
        case bool():
            return ""
        case _:
            return _number(value, words, None)


def _date(value: Value, words: Words, _now: datetime | None) -> str:
    if not isinstance(value, date):
        return _plain(value, words) if not isinstance(value, bool) else ""
    written = format_date(value, "d MMMM y", locale=words.locale)
    return written.replace("1 ", "1er ", 1) if _first_french(value, words) else written


def _first_french(value: date, words: Words) -> bool:
    return words.language == "fr" and value.day == 1


def _day(value: Value, words: Words, _now: datetime | None) -> str:
    if not isinstance(value, date):
        return _plain(value, words)
    weekday = format_date(value, "EEEE", locale=words.locale)
    return f"{weekday} {_date(value, words, None)}"


def _time(value: Value, words: Words, _now: datetime | None) -> str:
    if not isinstance(value, datetime):
        return ""
    if words.language == "fr":
        minutes = f"{value.minute:02}" if value.minute else ""
        return f"{value.hour}{NBSP}h{NBSP + minutes if minutes else ''}"
    pattern = "h:mm a" if value.minute else "h a"
    return format_time(value.time(), pattern, locale=words.locale).lower().replace(" ", NBSP)


def _moment(value: Value, words: Words, now: datetime | None) -> str:
    if not isinstance(value, datetime):
        return _day(value, words, now)
    between = " à " if words.language == "fr" else " at "
    return _day(value, words, now) + between + _time(value, words, now)


def _duration(value: Value, words: Words, now: datetime | None) -> str:
    if isinstance(value, date) and now is not None:
        value = timedelta(days=(value - now.date()).days)
    if not isinstance(value, timedelta):
        return _plain(value, words)
    return format_timedelta(
        value, granularity="day" if value.days else "hour", threshold=2, locale=words.locale
    )


def _money(value: Value, words: Words, _now: datetime | None) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return _plain(value, words)
    whole = float(value).is_integer()
    pattern = "#,##0 ¤" if words.language == "fr" else "¤#,##0"
    if not whole:
        pattern = pattern.replace("0", "0.00", 1) if words.language != "fr" else "#,##0.00 ¤"
        pattern = "¤#,##0.00" if words.language != "fr" else pattern
    return format_currency(value, "EUR", pattern, locale=words.locale, currency_digits=False)


def _number(value: Value, words: Words, _now: datetime | None) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return _plain(value, words)
    return format_decimal(value, locale=words.locale)


def _phone(value: Value, words: Words, _now: datetime | None) -> str:
    """Write a French number as it is read aloud: 3939, 116 006, 09 69 39 99 78."""
    digits = str(value or "").replace(" ", "")
    if digits.startswith("+33") and len(digits) == 12:  # noqa: PLR2004 - a full number
        return f"+33{NBSP}{digits[3]}{NBSP}" + _by(digits[4:], 2)
    if not digits.isdecimal():
        return _plain(value, words)
    match len(digits):
        case 6:
            return _by(digits, 3)
        case 5:
            return f"{digits[:2]}{NBSP}{digits[2:]}"
        case 4:
            return _by(digits, 2)
        case 10 if digits.startswith("08"):
            return f"{digits[:4]}{NBSP}{_by(digits[4:], 3)}"
        case 10:
            return _by(digits, 2)
        case _:
            return digits


def _by(digits: str, size: int) -> str:
    return NBSP.join(digits[i : i + size] for i in range(0, len(digits), size))


def _list(value: Value, words: Words, _now: datetime | None) -> str:
    if not isinstance(value, tuple):
        return _plain(value, words)
    return format_list([harmless(entry) for entry in value], locale=words.locale)


def _defanged(value: Value, words: Words, _now: datetime | None) -> str:
    return defang(_plain(value, words))


def _nothing(_value: Value, _words: Words, _now: datetime | None) -> str:
    return ""


FORMATS: Mapping[str, Formatter] = MappingProxyType(
    {
        "date": _date,
        "day": _day,
        "time": _time,
        "moment": _moment,
        "duration": _duration,
        "money": _money,
        "number": _number,
        "phone": _phone,
        "list": _list,
        "label": _as_is,
        "defanged": _defanged,
        "signs": _nothing,
    }
)


def harmless(value: str) -> str:
    """Return what a person typed so that it can stand in our sentence.

    No control or bidi character, no markup, no link that opens, and a bounded length.
    """
    kept = "".join(c for c in value if c == "\n" or unicodedata.category(c)[0] != "C")
    kept = kept.replace("**", "*\u2060*").replace("://", "[:]//")
    return kept if len(kept) <= LONGEST_VALUE else kept[: LONGEST_VALUE - 1] + "…"


def defang(value: str) -> str:
    """Write a link so that nobody's finger opens it."""
    return value.replace("http", "hxxp").replace(".", "[.]")


def format_source(source: Source, words: Words, now: datetime) -> str:
    """Return the line that says where advice comes from, and when it was checked."""
    line = words.say("source.line", publisher=source.publisher, checked=source.checked)
    if now.date() > source.review:
        line += " " + words.say("source.review")
    return line


__all__ = [
    "FORMATS",
    "Place",
    "Words",
    "defang",
    "fact_value",
    "fill",
    "format_datetime",
    "format_source",
    "harmless",
    "places",
    "render",
]
