"""Days of the calendar that deadlines are counted in."""

import calendar
from datetime import date, timedelta
from functools import lru_cache


def add_months(day: date, count: int) -> date:
    """Return the same day of the month `count` months on, or the last one there is.

    Raises ValueError beyond the end of the calendar.
    """
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def workday(day: date, count: int) -> date:
    """Return the `count`th working day after `day`: Monday to Friday, national holidays apart.

    Holidays of one department alone (Alsace, overseas) are working days here: a deadline counted
    with them would be late for everybody else. Raises OverflowError beyond the calendar.
    """
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and not holiday(day):  # noqa: PLR2004 - Saturday
            count -= 1
    return day


def holiday(day: date) -> bool:
    """Tell whether a day is a national holiday, one that all of France keeps."""
    return day in _holidays(day.year)


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays  # noqa: PLC0415 - when a deadline counts them

    return frozenset(country_holidays("FR", years=year))
