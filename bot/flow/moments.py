"""Days and times as people write them, in French and in English.

Hand-written: the library tried knows fewer of the common ones and costs 128 ms (R:ecosystem 6).
Every pattern is linear in its input, which is cut to a line anyway. What could mean two things is
refused, never guessed: a wrong deadline is worse than a second question.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.flow.calendar import add_months

LONGEST = 80
FURTHEST = timedelta(days=366 * 110)

MORNING, NOON, AFTERNOON, EVENING = time(9), time(12), time(14), time(19)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan",
            "fevrier fevr fev february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept september sep",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "lundi lun monday mon",
            "mardi tuesday tue",
            "mercredi mer wednesday wed",
            "jeudi jeu thursday thu",
            "vendredi ven friday fri",
            "samedi sam saturday sat",
            "dimanche dim sunday sun",
        )
    )
    for name in names.split()
}
_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "zero",
            "un une one a an",
            "deux two",
            "trois three",
            "quatre four",
            "cinq five",
            "six",
            "sept seven",
            "huit eight",
            "neuf nine",
            "dix ten",
        )
    )
    for name in names.split()
}
_RELATIVE: Mapping[str, int] = {
    "aujourd'hui": 0,
    "aujourdhui": 0,
    "today": 0,
    "ce jour": 0,
    "ce matin": 0,
    "cet apres-midi": 0,
    "ce soir": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tonight": 0,
    "demain": 1,
    "tomorrow": 1,
    "apres-demain": 2,
    "apres demain": 2,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "hier": -1,
    "yesterday": -1,
    "avant-hier": -2,
    "avant hier": -2,
    "the day before yesterday": -2,
    "day before yesterday": -2,
}
_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("jour", "jours", "day", "days", "j"), "days"),
    **dict.fromkeys(("semaine", "semaines", "week", "weeks"), "weeks"),
    **dict.fromkeys(("mois", "month", "months"), "months"),
    **dict.fromkeys(("an", "ans", "annee", "annees", "year", "years"), "years"),
    **dict.fromkeys(("heure", "heures", "hour", "hours", "h"), "hours"),
    **dict.fromkeys(("minute", "minutes", "min"), "minutes"),
}
_PARTS: Mapping[str, time] = {
    "matin": MORNING,
    "dans la matinee": MORNING,
    "morning": MORNING,
    "midi": NOON,
    "noon": NOON,
    "apres-midi": AFTERNOON,
    "apres midi": AFTERNOON,
    "aprem": AFTERNOON,
    "afternoon": AFTERNOON,
    "soir": EVENING,
    "evening": EVENING,
    "tonight": EVENING,
}

_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?,?(?: (\d{4}))?")
_NAMED_US = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?")
_AHEAD = re.compile(r"(?:dans|in|d'ici) (\d{1,3}|[a-z]{1,6}) ([a-z]{1,8})")
_AGO_FR = re.compile(r"il y a (\d{1,3}|[a-z]{1,6}) ([a-z]{1,8})")
_AGO_EN = re.compile(r"(\d{1,3}|[a-z]{1,6}) ([a-z]{1,8}) ago")
_WEEKDAY = re.compile(
    r"(?:(last|next|this) )?([a-z]{3,9})(?: (dernier|derniere|passe|prochain|prochaine))?"
)
_CLOCK = re.compile(
    r"(?:^|\s)(?:(?:a|at|vers|around|pour) )?(\d{1,2})"
    r" ?(?:(h|:|heures?) ?(\d{2})?)? ?(am|pm|a\.m\.|p\.m\.)?"
    r"(?: (?:du |de l'|in the )?(matin|apres-midi|soir|morning|afternoon|evening))?$"
)


class Unclear(Exception):  # noqa: N818 - a finding about someone's words
    """The words are no day or time, or could be several; `key` is the sentence that says so."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class _Found:
    day: date | None
    clock: time | None
    exact: datetime | None = None


def parse_date(text: str, now: datetime) -> date:
    """Return the day meant; `now` is local. Raises Unclear."""
    words = _simplify(text)
    day = _day(words, now, ahead=False)
    if day is None:
        raise Unclear("error.not_a_date")
    return day


def parse_moment(text: str, now: datetime) -> datetime:
    """Return the naive local moment meant, in the future where the words allow. Raises Unclear."""
    words = _simplify(text)
    found = _moment(words, now)
    if found.exact is not None:
        return found.exact
    if found.day is None and found.clock is None:
        raise Unclear("error.not_a_moment")
    local = now.replace(tzinfo=None)
    if found.day is None and found.clock is not None:
        today = datetime.combine(local.date(), found.clock)
        return today if today > local else today + timedelta(days=1)
    assert found.day is not None
    return datetime.combine(found.day, found.clock or time(10))


def _simplify(text: str) -> str:
    """Lower case, no accents, single spaces, the first line only."""
    line = text.strip().partition("\n")[0][:LONGEST].lower().replace("’", "'")
    plain = unicodedata.normalize("NFKD", line)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = " ".join(plain.replace(",", " ").split()).strip(" .!?")
    for lead in ("le ", "on ", "du ", "the "):
        plain = plain.removeprefix(lead) if not plain.startswith("the day ") else plain
    return plain


def _moment(words: str, now: datetime) -> _Found:
    ahead = _AHEAD.fullmatch(words)
    if ahead is not None and _UNITS.get(ahead[2]) in ("hours", "minutes"):
        count = _count(ahead[1])
        if count is None:
            raise Unclear("error.not_a_moment")
        local = now.replace(tzinfo=None, second=0, microsecond=0)
        return _Found(None, None, local + timedelta(**{_UNITS[ahead[2]]: count}))
    rest, clock = _clock(words)
    if not rest:
        return _Found(None, clock)
    day = _day(rest, now, ahead=True)
    if day is None and clock is not None:
        # "3 mai" reads as a clock too: without it the words may be a plain day.
        day, clock = _day(words, now, ahead=True), None
    if day is None:
        raise Unclear("error.not_a_moment")
    return _Found(day, clock)


def _clock(words: str) -> tuple[str, time | None]:
    """Split a time of day off the end of the words."""
    if _NUMERIC.fullmatch(words) or _ISO.fullmatch(words) or _NAMED_US.fullmatch(words):
        return words, None
    match = _CLOCK.search(words)
    if match is not None and match[5]:
        return words[: match.start()].strip(), _hour(match)
    for name in sorted(_PARTS, key=len, reverse=True):
        for lead in ("", "a ", "au ", "in the ", "at ", "le "):
            if words == lead + name or words.endswith(" " + lead + name):
                rest = words.removesuffix(lead + name).strip()
                return ("today" if rest in ("ce", "cet", "this") else rest), _PARTS[name]
    if match is None:
        return words, None
    return words[: match.start()].strip(), _hour(match)


def _hour(match: re.Match[str]) -> time:
    hour, minute = int(match[1]), int(match[3] or 0)
    marked = (match[4] or "").replace(".", "") or match[5] or ""
    if hour > 24 or minute > 59:  # noqa: PLR2004 - a clock
        raise Unclear("error.not_a_moment")
    if marked in ("pm", "apres-midi", "soir", "afternoon", "evening") and hour < 12:  # noqa: PLR2004
        hour += 12
    elif marked == "am" and hour == 12:  # noqa: PLR2004
        hour = 0
    elif not marked and match[2] is None:
        # "at 6" may be morning or evening; nobody is reminded at the wrong end of a day.
        raise Unclear("error.ambiguous_time")
    return time(hour % 24, minute)


def _day(words: str, now: datetime, *, ahead: bool) -> date | None:
    today = now.date()
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    for pattern, reader in (
        (_ISO, _iso),
        (_NUMERIC, _numeric),
        (_NAMED, _named),
        (_NAMED_US, _named_us),
        (_AHEAD, _in_a_while),
        (_AGO_FR, _a_while_ago),
        (_AGO_EN, _a_while_ago),
    ):
        match = pattern.fullmatch(words)
        if match is not None:
            found = reader(match, today, ahead)
            if found is not None:
                return _sane(found, today)
    return _weekday(words, today, ahead=ahead)


def _sane(day: date, today: date) -> date:
    if abs(day - today) > FURTHEST:
        raise Unclear("error.impossible_date")
    return day


def _make(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unclear("error.impossible_date") from None


def _year(written: str | None, month: int, day: int, today: date, *, ahead: bool) -> date:
    """Return a day; without a year, the nearest on the side that makes sense."""
    if written is not None:
        year = int(written)
        return _make(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004
    found = _make(_leap(today.year, month, day), month, day)
    if ahead and found < today:
        return _make(_leap(today.year + 1, month, day), month, day)
    if not ahead and found > today:
        return _make(_leap(today.year - 1, month, day), month, day)
    return found


def _leap(year: int, month: int, day: int) -> int:
    """29 February without a year means a year that has one."""
    while (month, day) == (2, 29) and year % 4:
        year -= 1
    return year


def _iso(match: re.Match[str], _today: date, _ahead: bool) -> date | None:
    return _make(int(match[1]), int(match[2]), int(match[3]))


def _numeric(match: re.Match[str], today: date, ahead: bool) -> date | None:
    return _year(match[3], int(match[2]), int(match[1]), today, ahead=ahead)


def _named(match: re.Match[str], today: date, ahead: bool) -> date | None:
    month = _MONTHS.get(match[2])
    return _year(match[3], month, int(match[1]), today, ahead=ahead) if month else None


def _named_us(match: re.Match[str], today: date, ahead: bool) -> date | None:
    month = _MONTHS.get(match[1])
    return _year(match[3], month, int(match[2]), today, ahead=ahead) if month else None


def _count(written: str) -> int | None:
    return int(written) if written.isdecimal() else _NUMBERS.get(written)


def _in_a_while(match: re.Match[str], today: date, _ahead: bool) -> date | None:
    return _moved(today, match, 1)


def _a_while_ago(match: re.Match[str], today: date, _ahead: bool) -> date | None:
    return _moved(today, match, -1)


def _moved(today: date, match: re.Match[str], sign: int) -> date | None:
    count, unit = _count(match[1]), _UNITS.get(match[2])
    if count is None:
        return None
    match unit:
        case "days":
            return today + timedelta(days=sign * count)
        case "weeks":
            return today + timedelta(weeks=sign * count)
        case "months":
            return add_months(today, sign * count)
        case "years":
            return add_months(today, sign * count * 12)
        case _:
            return None


def _weekday(words: str, today: date, *, ahead: bool) -> date | None:
    if words in ("la semaine prochaine", "semaine prochaine", "next week"):
        return today + timedelta(days=7)
    if words in ("la semaine derniere", "semaine derniere", "last week"):
        return today - timedelta(days=7)
    match = _WEEKDAY.fullmatch(words)
    if match is None or match[2] not in _WEEKDAYS:
        return None
    side = match[1] or match[3]
    past = side in ("last", "dernier", "derniere", "passe") or (side is None and not ahead)
    away = (_WEEKDAYS[match[2]] - today.weekday()) % 7 or 7
    return today - timedelta(days=7 - away or 7) if past else today + timedelta(days=away)
