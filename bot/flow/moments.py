"""Days with a time, as people write them: “mardi matin”, “le 2 mai à 18h”, “in two hours”.

A time is split off the words, what is left is a day. A bare hour beside a day is the one at which
somebody can be written to: “tomorrow at 6” is six in the evening, for nobody is woken. An hour that
could still be two is refused, and the moment is always said again in full words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.flow.dates import Unclear, count, day, simplify
from bot.flow.day_words import UNITS

USUAL = time(10)  # a day without a time
LATER_TODAY = time(19)  # today, once that has passed
BY_DAY = range(8, 21)  # the hours a person is written to
_PART_WORDS: Mapping[str, tuple[time, range, range]] = {
    # what is said: the time it stands for, the hours it makes evening, the hours it leaves alone
    **dict.fromkeys(("matin", "matinee", "morning"), (time(9), range(0), range(12))),
    **dict.fromkeys(("midi", "noon"), (time(12), range(0), range(12, 13))),
    **dict.fromkeys(
        ("apres-midi", "apres midi", "aprem", "afternoon"), (time(14), range(1, 8), range(12, 19))
    ),
    **dict.fromkeys(
        ("soir", "soiree", "evening", "night"), (time(19), range(5, 12), range(17, 24))
    ),
}
_PART = (
    r"(?:(?P<lead>ce|cet|cette|this|last) |(?:du|de la|dans la|in the|at|au|a|le|en) |de l'|dans l'"
    r"|l')?(?P<part>" + "|".join(sorted(_PART_WORDS, key=len, reverse=True)) + ")"
)
_CLOCK = (
    r"(?:(?:a|at|vers|around|pour|by) )?(?P<hour>\d{1,2})"
    r"(?: ?(?P<mark>h|:|heures?)(?: ?(?P<minute>\d{2}| et demie| et quart))?)?"
    r"(?: ?(?P<half>[ap])\.?m)?(?: o'clock)?"
)
_SPLITS = (
    re.compile(rf"(?:(?P<rest>.*?) )??{_PART}"),
    re.compile(rf"(?:(?P<rest>.*?) )??{_CLOCK}"),
    re.compile(rf"{_CLOCK} (?P<rest>.*)"),
    re.compile(rf"{_PART} (?P<rest>.*)"),
)
_MINUTES = {"et demie": 30, "et quart": 15}
_KIND_WORDS = re.compile(
    r"(?:rappel(?:le|ez)|ecri(?:s|vez))[- ]moi |remind me |write to me "
    r"| (?:svp|stp|s'il (?:te|vous) plait|please|merci|thanks)"
)
_AWAY = re.compile(
    r"(?:dans|in) (\d{1,3}|[a-z]{1,6}) ?(h|heures?|hours?|min|minutes?)(?: ?(\d{2}))?"
)
_PHRASES: Mapping[str, timedelta] = {
    **dict.fromkeys(("dans une demi-heure", "in half an hour"), timedelta(minutes=30)),
    **dict.fromkeys(("dans un quart d'heure", "in a quarter of an hour"), timedelta(minutes=15)),
    **dict.fromkeys(
        ("dans une heure et demie", "in an hour and a half", "in one and a half hours"),
        timedelta(minutes=90),
    ),
}


@dataclass(slots=True)
class _Found:
    """What words were split into; `rest` is what is neither a day nor a time."""

    rest: str
    day: date | None = None
    part: str | None = None
    clock: re.Match[str] | None = None


def parse_date(text: str, now: datetime) -> date:
    """Return the day meant; a time beside it is not looked at; `now` is local. Raises Unclear."""
    found = _split(simplify(text), now.date(), ahead=False)
    if found.day is None:
        raise Unclear("error.not_a_date")
    return found.day


def parse_moment(text: str, now: datetime) -> datetime:
    """Return the naive local moment meant, in the future where the words allow. Raises Unclear."""
    words = _bare(simplify(text))
    away = _away(words)
    if away is not None:
        # Hours that pass, not hours on the clock: they differ in the night it is changed.
        local = (now.astimezone(UTC) + away).astimezone(now.tzinfo)
        return local.replace(tzinfo=None, second=0, microsecond=0)
    if "minuit" in words or "midnight" in words:
        raise Unclear("error.ambiguous_time")  # of which of the two days?
    found = _split(words, now.date(), ahead=True)
    if found.rest:
        raise Unclear("error.not_a_moment")
    clock = _time(found)
    if found.day is not None:
        passed = found.day == now.date() and now.time() >= USUAL
        return datetime.combine(found.day, clock or (LATER_TODAY if passed else USUAL))
    if clock is None:
        raise Unclear("error.not_a_moment")
    today = datetime.combine(now.date(), clock)
    return today if today > now.replace(tzinfo=None) else today + timedelta(days=1)


def _bare(words: str) -> str:
    """Take off the words that are only kind: “rappelle-moi … s'il te plaît”."""
    for _ in range(2):
        if (before := _KIND_WORDS.match(words)) is not None:
            words = words[before.end() :]
        if (after := _KIND_WORDS.search(words)) is not None and after.end() == len(words):
            words = words[: after.start()]
    return words


def _away(words: str) -> timedelta | None:
    """Read “dans 2 heures”, “dans 1h30”, “in half an hour”."""
    if words in _PHRASES:
        return _PHRASES[words]
    match = _AWAY.fullmatch(words)
    many = count(match[1]) if match is not None else None
    if match is None or many is None:
        return None
    return timedelta(**{UNITS[match[2]]: many}) + timedelta(minutes=int(match[3] or 0))


def _split(words: str, today: date, *, ahead: bool) -> _Found:
    """Take times off both ends until a day is left, or nothing, or what is neither."""
    words = re.sub(r"(?<=\d)t(?=\d)", " ", words.replace("tonight", "this evening"))
    found = _Found(words)
    while found.rest:
        named = day(found.rest, today, ahead=ahead)
        if named is not None:
            found.rest, found.day = "", named
            break
        match = next((m for split in _SPLITS if (m := split.fullmatch(found.rest))), None)
        if match is None:
            break
        parts = match.groupdict()
        if ("part" in parts and found.part) or ("hour" in parts and found.clock):
            break  # two times: neither is to be guessed
        if "part" in parts:
            found.part = parts["part"]
            if parts["lead"] is not None:
                found.day = today - timedelta(days=parts["lead"] == "last")
        else:
            found.clock = match
        found.rest = parts["rest"] or ""
    return found


def _time(found: _Found) -> time | None:
    """Return the time of day that was said. Raises Unclear for one that could be two."""
    if found.clock is None:
        return _PART_WORDS[found.part][0] if found.part is not None else None
    hour, written = int(found.clock["hour"]), (found.clock["minute"] or "0").strip()
    minute = _MINUTES[written] if written in _MINUTES else int(written)
    half, marked = found.clock["half"], found.clock["mark"] is not None
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):  # noqa: PLR2004 - a clock
        raise Unclear("error.not_a_moment")
    if half:
        return time(hour % 12 + (12 if half == "p" else 0), minute)
    if found.part is not None:
        _, evening, alone = _PART_WORDS[found.part]
        if hour in evening:
            return time(hour + 12, minute)
        if hour in alone:
            return time(hour, minute)
    elif hour < 24 and (marked or (found.day is not None and hour > 12)):  # noqa: PLR2004
        return time(hour, minute)
    elif found.day is not None:
        ends = [one for one in (hour, hour + 12) if one in BY_DAY]
        if len(ends) == 1:
            return time(ends[0], minute)
    raise Unclear("error.ambiguous_time")
