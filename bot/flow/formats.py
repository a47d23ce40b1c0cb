"""Values in local form: dates, money, numbers, telephones, lists, what people typed made harmless.

Everything is written the French way or the British one, never the American. What a format does not
fit is shown plainly: a sentence with an odd value is better than no sentence.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date, format_time, format_timedelta
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from bot.flow.model import Value
from bot.flow.typography import NBSP

LOCALES = MappingProxyType({"fr": Locale("fr"), "en": Locale("en", "GB")})
LONGEST_VALUE = 300
WORDED = frozenset({"text", "hours"})  # kinds of facts whose value is words, and is translated

OPEN = "open"  # of a fact of hours: whether somebody answers, at the moment it is shown

OF_BREACH = frozenset({"summary", "source"})

Formatter = Callable[[Value, str, datetime | None], str]


def locale_of(language: str) -> Locale:
    """Return the local form of a language's dates and numbers: British for English."""
    return LOCALES.get(language, LOCALES["fr"])


def plain(value: Value, language: str, now: datetime | None = None) -> str:
    """Return a value as it stands in a sentence; yes, no and none are nothing to read."""
    match value:
        case None | bool():
            return ""
        case str():
            return harmless(value)
        case tuple():
            return format_list([harmless(entry) for entry in value], locale=locale_of(language))
        case datetime():
            return _moment(value, language, now)
        case date():
            return _date(value, language, now)
        case timedelta():
            return _duration(value, language, now)
        case _:
            return _number(value, language, now)


def _date(value: Value, language: str, now: datetime | None) -> str:
    if not isinstance(value, date):
        return plain(value, language, now)
    written = format_date(value, "d MMMM y", locale=locale_of(language))
    first = language != "en" and value.day == 1
    return written.replace("1 ", "1er ", 1) if first else written


def _day(value: Value, language: str, now: datetime | None) -> str:
    if not isinstance(value, date):
        return plain(value, language, now)
    return f"{_weekday(value, language, now)} {_date(value, language, now)}"


def _weekday(value: Value, language: str, now: datetime | None) -> str:
    if not isinstance(value, date):
        return plain(value, language, now)
    return format_date(value, "EEEE", locale=locale_of(language))


def _time(value: Value, language: str, _now: datetime | None) -> str:
    if not isinstance(value, datetime):
        return ""
    if language != "en":
        minutes = f"{NBSP}{value.minute:02}" if value.minute else ""
        return f"{value.hour}{NBSP}h{minutes}"
    pattern = "h:mm a" if value.minute else "h a"
    written = format_time(value.time(), pattern, locale=locale_of(language))
    return written.lower().replace(" ", NBSP)


def _moment(value: Value, language: str, now: datetime | None) -> str:
    if not isinstance(value, datetime):
        return _day(value, language, now)
    between = "at" if language == "en" else "à"
    return f"{_day(value, language, now)} {between} {_time(value, language, now)}"


def _duration(value: Value, language: str, now: datetime | None) -> str:
    if isinstance(value, date) and now is not None:
        value = (value.date() if isinstance(value, datetime) else value) - now.date()
    if not isinstance(value, timedelta):
        return plain(value, language, now)
    # Days for what lasts days: “in 1 day and 3 hours” promises a precision nobody has.
    locale = locale_of(language)
    if value.days:
        return format_timedelta(value, granularity="day", threshold=2, locale=locale)
    return format_timedelta(value, granularity="hour", threshold=2, locale=locale)


def _money(value: Value, language: str, now: datetime | None) -> str:
    """Write euros: “49,90 €”, “€49.90”; a round sum has no cents."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return plain(value, language, now)
    digits = "#,##0" if float(value).is_integer() else "#,##0.00"
    pattern = f"¤{digits}" if language == "en" else f"{digits}{NBSP}¤"
    return format_currency(value, "EUR", pattern, locale=locale_of(language), currency_digits=False)


def _number(value: Value, language: str, now: datetime | None) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return plain(value, language, now)
    return format_decimal(value, locale=locale_of(language))


def _phone(value: Value, language: str, now: datetime | None) -> str:
    """Write a French number as its owner prints it: 3018, 33700, 116 006, 0 892 705 705."""
    digits = re.sub(r"[\s.]", "", value) if isinstance(value, str) else ""
    if re.fullmatch(r"\+33[1-9][0-9]{8}", digits):
        return NBSP.join((digits[:3], digits[3], _by(digits[4:], 2)))
    if not re.fullmatch(r"[0-9]+", digits):
        return plain(value, language, now)
    match len(digits):
        case 6:
            return _by(digits, 3)
        case 10 if digits.startswith("08"):
            return f"{digits[0]}{NBSP}{_by(digits[1:], 3)}"
        case 10:
            return _by(digits, 2)
        case _:
            return digits


def _by(digits: str, size: int) -> str:
    return NBSP.join(digits[i : i + size] for i in range(0, len(digits), size))


def _defanged(value: Value, language: str, now: datetime | None) -> str:
    return defang(plain(value, language, now))


def _nothing(_value: Value, _language: str, _now: datetime | None) -> str:
    return ""


FORMATS: Mapping[str, Formatter] = MappingProxyType(
    {
        "date": _date,
        "day": _day,
        "weekday": _weekday,
        "time": _time,
        "moment": _moment,
        "duration": _duration,
        "money": _money,
        "number": _number,
        "phone": _phone,
        "list": plain,
        "label": plain,
        "defanged": _defanged,
        "summary": _nothing,  # as below: of the code of a breach, from the catalogue
        "source": _nothing,
        "signs": _nothing,  # filled by whoever has them
    }
)


def _counted(french: tuple[str, str], english: tuple[str, str]) -> Callable[[str, str], str]:
    def counted(value: str, language: str) -> str:
        one, many = english if language == "en" else french
        single = ("1",) if language == "en" else ("0", "1")
        return f"{value}{NBSP}{one if value in single else many}"

    return counted


def _as_money(value: str, language: str) -> str:
    return _money(float(value.replace(",", ".")), language, None)


def _as_date(value: str, language: str) -> str:
    return _date(date.fromisoformat(value), language, None)


def _as_phone(value: str, language: str) -> str:
    return _phone(value, language, None)


def as_written(value: str, _language: str) -> str:
    """Return a fact's value untouched: an address, a link, an e-mail."""
    return value


FACT_FORMATS: Mapping[str, Callable[[str, str], str]] = MappingProxyType(
    {
        "phone": _as_phone,
        "short_number": _as_phone,
        "money": _as_money,
        "date": _as_date,
        "days": _counted(("jour", "jours"), ("day", "days")),
        "weeks": _counted(("semaine", "semaines"), ("week", "weeks")),
        "months": _counted(("mois", "mois"), ("month", "months")),
    }
)


_LINK = re.compile(r"(?:[^\W_]{2,10}://|www\.)\S+", re.IGNORECASE)
_HOST = re.compile(r"(?<=[^\W_])\.(?=[^\W\d_]{2})")
_TAPPABLE = re.compile(r"(?<![\w@/#<])([@/#])(?=\w)")
_STARS = re.compile(r"\*(?=\*)")


def harmless(value: str, most: int = LONGEST_VALUE) -> str:
    """Return what a person typed so that it can stand in our sentence, in `most` characters.

    No control or bidi character, no markup, nothing that opens when tapped, and a bounded length.
    """
    kept = unmarked(value[: 2 * most])
    kept = _HOST.sub("[.]", _LINK.sub(lambda link: defang(link[0]), kept))
    kept = _TAPPABLE.sub("\\1\u2060", kept)
    return kept if len(kept) <= most else kept[: most - 1] + "…"


def unmarked(value: str) -> str:
    """Return words without control characters, and with no two stars that would make bold."""
    kept = "".join(c for c in value if c == "\n" or unicodedata.category(c)[0] != "C")
    return _STARS.sub("*\u2060", kept)


def printable(c: str) -> bool:
    """Tell whether the fonts of our papers have a character: Latin letters, signs, spaces."""
    latin = (" " <= c < "\x7f" or "\xa0" <= c <= "ÿ") and c != "\xad"
    return latin or c in "\nœŒŸ’‘“”…–—€\u202f\u2011"


def defang(value: str) -> str:
    """Write a link so that nobody's finger opens it."""
    cut = re.sub("http", "hxxp", value, flags=re.IGNORECASE).replace("://", "[:]//")
    return re.sub(r"(?<!\[)\.(?=\S)", "[.]", cut)
