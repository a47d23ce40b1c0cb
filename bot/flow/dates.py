"""Days as people write them, in French and in English.

Hand-written: the library tried knows fewer of the common ones and costs 128 ms (R:ecosystem 6).
Every pattern is linear in its input, which is cut to a line anyway. What could mean two things is
refused, never guessed: a wrong deadline is worse than a second question.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from bot.flow.calendar import add_months
from bot.flow.day_words import COUNTS, MONTHS, RELATIVE, UNITS, WEEKDAYS

LONGEST = 80
FURTHEST = timedelta(days=366 * 110)  # both ways: a birthday, and nothing older


class Unclear(Exception):  # noqa: N818 - a finding about someone's words
    """The words are no day or time, or could be several; `key` is the sentence that says so."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


_FIRST = re.compile(r"\b(?:premier|first)\b")


def simplify(text: str) -> str:
    """Return the first line in lower case, without accents, commas or doubled spaces."""
    line = text.strip().partition("\n")[0][:LONGEST].lower().replace("’", "'")
    plain = unicodedata.normalize("NFKD", line)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = " ".join(plain.replace(",", " ").split()).strip(" .!?")
    return _FIRST.sub("1", words)


def count(written: str) -> int | None:
    """Return the number that digits or a word stand for."""
    return int(written) if written.isdecimal() else COUNTS.get(written)


def day(words: str, today: date, *, ahead: bool) -> date | None:
    """Return the day that simplified words name, or None when they name none.

    `ahead` says on which side of today a day without a year is looked for. Raises Unclear for a day
    that does not exist, or that nobody can mean.
    """
    found = _day(words, today, ahead=ahead)
    if found is not None and abs(found - today) > FURTHEST:
        raise Unclear("error.impossible_date")
    return found


_MONTH_ON = frozenset({"le mois prochain", "mois prochain", "next month"})
_WEEKEND = frozenset(
    {"ce week-end", "ce weekend", "week-end", "this weekend", "weekend", "le week-end"}
)
_LEAD = re.compile(r"(?:on the|le|the|on|du) (?!day )")


def _day(words: str, today: date, *, ahead: bool) -> date | None:
    bare = _LEAD.sub("", words, count=1) if _LEAD.match(words) else words
    for relative in (words, bare):
        if relative in RELATIVE:
            return today + timedelta(days=RELATIVE[relative])
    if words in _MONTH_ON:
        return add_months(today, 1)
    if words in _WEEKEND and ahead:
        return today + timedelta(days=max(0, 5 - today.weekday()))  # its Saturday, or what is left
    if bare != words and (match := _MONTHDAY.fullmatch(bare)) is not None:
        return _monthday(int(match[1]), today, ahead=ahead)
    for pattern, reader in _SHAPES:
        match = pattern.fullmatch(bare)
        found = reader(match, today, ahead) if match is not None else None
        if found is not None:
            return found
    return _weekday(bare, today, ahead=ahead)


def _make(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise Unclear("error.impossible_date") from None


def _dated(written: str | None, month: int, number: int, today: date, ahead: bool) -> date:
    """Return a day; without a year, the nearest on the side that makes sense."""
    if written is not None and len(written) > 2:  # noqa: PLR2004 - a whole year
        return _make(int(written), month, number)
    if written is not None:
        found = _make(2000 + int(written), month, number)
        # What has happened, said with two digits, may be of the last century: a birthday.
        return found if ahead or found <= today else _make(1900 + int(written), month, number)
    _make(2000, month, number)  # 31 February is none in any year
    step = 1 if ahead else -1
    year = today.year - 2 * step
    while True:  # every day comes within nine years
        year += step
        if (month, number) == (2, 29) and not _is_leap(year):
            continue
        found = date(year, month, number)
        if found == today or (found > today) is ahead:
            return found


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _monthday(number: int, today: date, *, ahead: bool) -> date:
    """Return the nearest day with this number: “le 15”."""
    for months in range(12):
        first = add_months(today.replace(day=1), months if ahead else -months)
        try:
            found = first.replace(day=number)
        except ValueError:
            continue
        if found == today or (found > today) is ahead:
            return found
    raise Unclear("error.impossible_date")


def _iso(match: re.Match[str], _today: date, _ahead: bool) -> date:
    return _make(int(match[1]), int(match[2]), int(match[3]))


def _numeric(match: re.Match[str], today: date, ahead: bool) -> date:
    return _dated(match[3], int(match[2]), int(match[1]), today, ahead)


def _named(match: re.Match[str], today: date, ahead: bool) -> date | None:
    month = MONTHS.get(match[2])
    if month is None or (match[3] and len(match[3]) == 2 and ahead):  # noqa: PLR2004
        return None  # “le 2 mai 18”, of what is to come, is an hour
    return _dated(match[3], month, int(match[1]), today, ahead)


def _month_first(match: re.Match[str], today: date, ahead: bool) -> date | None:
    # “mar 24” is Tuesday to one reader and March to another.
    month = MONTHS.get(match[1]) if match[1] != "mar" else None
    return _dated(match[3], month, int(match[2]), today, ahead) if month else None


def _in_a_while(match: re.Match[str], today: date, _ahead: bool) -> date | None:
    return _moved(today, match, 1)


def _a_while_ago(match: re.Match[str], today: date, _ahead: bool) -> date | None:
    return _moved(today, match, -1)


def _moved(today: date, match: re.Match[str], sign: int) -> date | None:
    many, unit = count(match[1]), UNITS.get(match[2])
    if many is None:
        return None
    match unit:
        case "days":
            return today + timedelta(days=sign * many)
        case "weeks":
            return today + timedelta(weeks=sign * many)
        case "months":
            return add_months(today, sign * many)
        case "years":
            return add_months(today, sign * many * 12)
        case _:
            return None


_Reader = Callable[[re.Match[str], date, bool], date | None]
_YEAR = r"(?: (\d{4}))?"
_SHAPES: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"), _iso),
    (re.compile(r"(\d{1,2}) ?[/.\-] ?(\d{1,2})(?: ?[/.\-] ?(\d{4}|\d{2}))?"), _numeric),
    (re.compile(r"(\d{1,2}) (\d{1,2}) (\d{4})"), _numeric),
    (
        re.compile(r"(\d{1,2}) ?(?:er|st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?(?: (\d{4}|\d{2}))?"),
        _named,
    ),
    (re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?" + _YEAR), _month_first),
    (re.compile(r"(?:dans|in|d'ici) (\d{1,3}|[a-z]{1,6}) ([a-z]{1,8})"), _in_a_while),
    (re.compile(r"il y a (\d{1,3}|[a-z]{1,6}) ([a-z]{1,8})"), _a_while_ago),
    (re.compile(r"(\d{1,3}|[a-z]{1,6}) ([a-z]{1,8}) ago"), _a_while_ago),
)
_MONTHDAY = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?")
_WEEKDAY = re.compile(
    r"(?:(last|next|this|ce) )?([a-z]{3,9})\.?(?: (dernier|passe|prochain))?(?: (?:the )?(\d.*))?"
)


_NEXT_WEEK = re.compile(
    r"(?:(?:next week )(?:on )?(?P<after>[a-z]{3,9})"
    r"|(?P<before>[a-z]{3,9}) (?:de la semaine prochaine|la semaine prochaine|next week))"
)
_WEEK_ON = re.compile(r"([a-z]{3,9}) en huit")


def _weekday(words: str, today: date, *, ahead: bool) -> date | None:
    following = _NEXT_WEEK.fullmatch(words)
    named = str(following["after"] or following["before"]) if following is not None else ""
    if named in WEEKDAYS:
        return today + timedelta(days=7 - today.weekday() + WEEKDAYS[named])
    week_on = _WEEK_ON.fullmatch(words)
    if week_on is not None and week_on[1] in WEEKDAYS:
        away = (WEEKDAYS[week_on[1]] - today.weekday()) % 7
        return today + timedelta(days=(away or 7) + 7)
    match = _WEEKDAY.fullmatch(words)
    if match is None or match[2] not in WEEKDAYS:
        return None
    wanted = WEEKDAYS[match[2]]
    if match[4] is not None:
        # “vendredi 27 novembre”, “vendredi 27”: the weekday must agree, or one of them is wrong.
        dated = _day(f"le {match[4]}", today, ahead=ahead)
        if dated is not None and dated.weekday() != wanted:
            raise Unclear("error.impossible_date")
        return dated
    side = match[1] or match[3]
    away = (wanted - today.weekday()) % 7
    if side in ("this", "ce"):
        return today + timedelta(days=away)
    past = side in ("last", "dernier", "passe") or (side is None and not ahead)
    return today + timedelta(days=away - 7 if past else away or 7)
