"""Moments as a desk in France reads them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, format_timedelta

from bot.flow.text import Words

ZONE = ZoneInfo("Europe/Paris")  # desks are French; people have their own zone, in the chat


def moment(words: Words, at: datetime) -> str:
    """Return a moment, day and time."""
    here = at.astimezone(ZONE)
    day = format_date(here, "medium", locale=words.locale)
    return f"{day}, {format_time(here, 'short', locale=words.locale)}"


def day(words: Words, at: date) -> str:
    """Return a day."""
    return str(format_date(at, "long", locale=words.locale))


def ago(words: Words, now: datetime, at: datetime) -> str:
    """Return how old something is, roughly."""
    return str(format_timedelta(now - at, "minute", threshold=1.2, locale=words.locale))
