"""Days and times in people's words, in both languages; what could be two things is refused."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.dates import Unclear
from bot.flow.moments import parse_date, parse_moment

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=PARIS)  # a Monday

DAYS = {
    (2026, 11, 23): "aujourd'hui|aujourd’hui|today|ce matin|this monday|lundi 23 novembre|23/11|"
    "monday 23 november|lun. 23 nov.|tonight|ce soir à 18h",
    (2026, 11, 22): "hier|Hier !|dimanche dernier|"
    "yesterday|hier soir|hier matin|hier à 18h|last night|yesterday at 6",
    (2026, 11, 21): "avant-hier|avant hier|the day before yesterday|day before yesterday|samedi|"
    "samedi dernier|last saturday|avant hier soir",
    (2026, 11, 20): "il y a 3 jours|il y a trois jours|3 days ago|three days ago|friday",
    (2026, 11, 16): "lundi|lundi dernier|last monday|on monday|la semaine dernière|last week|"
    "a week ago|il y a une semaine|il y a 1 semaine|le lundi 16 novembre 2026|lundi matin",
    (2026, 11, 15): "le 15|dimanche 15|sunday the 15th",
    (2026, 10, 31): "le 31|on the 31st",
    (2026, 11, 8): "il y a quinze jours",
    (2026, 10, 23): "il y a un mois|a month ago|1 month ago",
    (2025, 11, 23): "il y a un an|one year ago",
    (2026, 11, 24): "demain|tomorrow|mardi prochain|next tuesday",
    (2026, 11, 25): "après-demain|apres demain|the day after tomorrow|mercredi prochain",
    (2026, 11, 26): "dans 3 jours|in three days|d'ici 3 jours",
    (2026, 12, 7): "in 2 weeks|dans deux semaines",
    (
        2026,
        3,
        1,
    ): "1er mars|1 er mars|le 1er mars|01/03/2026|1/3/26|01-03-2026|01.03.2026|2026-03-01|"
    "01 / 03 / 2026|2026/03/01|march 1st|1 march|1st of march 2026|the 1st of March, 2026|01/03",
    (2026, 5, 2): "le 2 mai|2 mai|2 mai 2026|may 2|May 2nd, 2026|le 2 mai à 18h|samedi 2 mai",
    (2025, 12, 25): "25/12|le 25 décembre|dec 25|25 dec.",
    (2024, 2, 29): "29/02|29 février|february 29",
    (1968, 5, 12): "12/05/68|12/05/1968|12 mai 1968",
    (2026, 11, 13): "vendredi 13|friday the 13th",
    (2026, 4, 3): "٣/٤/2026",
}


@pytest.mark.parametrize(
    ("text", "expected"), [(t, date(*d)) for d, row in DAYS.items() for t in row.split("|")]
)
def test_a_day_in_words(text: str, expected: date) -> None:
    """Without a year, the nearest on the side of the past; a time beside it changes nothing."""
    assert parse_date(text, NOW) == expected


@pytest.mark.parametrize(
    "text",
    "31/02|31/02/2026|30 février|12/25/2026|0/1|9999-01-01|0001-01-01|il y a 999 ans|"
    "mardi 23 novembre|le 32|vendredi 12".split("|"),
)
def test_an_impossible_day_is_said_so(text: str) -> None:
    """A day that does not exist, that nobody can mean, or whose weekday contradicts it."""
    with pytest.raises(Unclear) as found:
        parse_date(text, NOW)

    assert found.value.key == "error.impossible_date"


@pytest.mark.parametrize(
    "text",
    "|asdf|15|3|18h|matin|sept|mars 2026|ce week-end|la veille|mar 24|²|99999999999|the|le|"
    "an hour ago|il y a zut jours|dans trois lunes|quinze jours|10h et hier|6 juillet demain|"
    "lundi prochain dernier".split("|"),
)
def test_what_is_no_day_is_refused(text: str) -> None:
    """“mar 24” is Tuesday to one reader and March to another."""
    with pytest.raises(Unclear) as found:
        parse_date(text, NOW)

    assert found.value.key == "error.not_a_date"


MOMENTS = {
    "2026-11-24 10:00": "demain|tomorrow|mardi|tuesday|mardi 24 novembre",
    "2026-11-24 09:00": "demain 9h|demain 9 h|demain à 9h|demain matin|tomorrow morning|"
    "mardi matin|"
    "9h demain|à 9h demain|9am tomorrow|at 9am tomorrow|demain matin 9h|demain matin à 9h|"
    "demain 9h du matin|9h demain matin|matin|9h|tomorrow at 9 in the morning|demain vers 9h",
    "2026-11-24 09:30": "demain 9h30|demain à 9 h 30|demain 9:30|tomorrow 9:30 am|"
    "tomorrow 9:30 a.m.",
    "2026-11-24 12:00": "demain midi|demain à midi|tomorrow at noon|demain 12h|tomorrow 12pm",
    "2026-11-24 00:00": "demain 0h|tomorrow 12am",
    "2026-11-24 14:00": "mardi après-midi|demain aprem|tomorrow afternoon",
    "2026-11-24 18:00": "demain à 18h|tomorrow 6pm|tomorrow at 6 pm|tomorrow at 18:00|demain à 18|"
    "demain 6h du soir",
    "2026-11-24 20:00": "demain soir à 8h|demain 8h du soir|tomorrow evening at 8|"
    "tomorrow at 8 in the evening",
    "2026-11-24 15:00": "demain 3h de l'après-midi|demain après-midi à 15h",
    "2026-11-23 19:00": "ce soir|tonight|this evening|soir|le soir",
    "2026-11-23 20:00": "ce soir 20h|ce soir à 20h|tonight at 8|tonight at 8pm|20h|à 20h",
    "2026-11-23 11:00": "dans 2 heures|dans deux heures|in 2 hours|dans 2h",
    "2026-11-23 10:00": "dans une heure|in an hour|10h",
    "2026-11-23 10:30": "dans 1h30|dans 90 minutes",
    "2026-11-23 09:30": "dans 30 minutes|dans 30 min|dans une demi-heure|in half an hour",
    "2026-11-23 09:15": "dans un quart d'heure",
    "2026-11-30 09:00": "lundi matin|monday 9am",
    "2026-11-30 10:00": "lundi|la semaine prochaine|next week|next monday|in a week|"
    "dans une semaine",
    "2026-12-03 10:00": "le 3|the 3rd",
    "2027-05-02 18:00": "le 2 mai à 18h|2 mai 18h|may 2 at 6pm|2 may 6pm|dimanche 2 mai 18h",
    "2026-12-24 08:00": "le 24/12 à 8h|24/12 8h|jeudi 24 décembre 8h",
    "2026-12-01 10:00": "2026-12-01T10:00|2026-12-01 10:00|1/12",
    "2026-11-26 09:00": "dans trois jours à 9h|dans 3 jours matin",
    "2028-02-29 10:00": "29 février|29/02",
    "2026-11-22 10:00": "hier",
    "2026-03-01 10:00": "01/03/2026 10:00",
}


@pytest.mark.parametrize(
    ("text", "expected"), [(t, m) for m, row in MOMENTS.items() for t in row.split("|")]
)
def test_a_day_and_a_time_in_words(text: str, expected: str) -> None:
    """The next one that fits; ten o'clock when no time was said."""
    assert parse_moment(text, NOW).isoformat(" ", "minutes") == expected


@pytest.mark.parametrize(
    "text",
    "demain 8|demain à 8|tomorrow at 8|tuesday at 8 o'clock|3|15|minuit|"
    "demain minuit|midnight|24h|demain 24h|demain 15h du matin|demain midi 3h|3 du soir".split("|"),
)
def test_an_hour_that_could_be_two_is_refused(text: str) -> None:
    """“Tomorrow at 8”: nobody is reminded at the wrong end of a day."""
    with pytest.raises(Unclear) as found:
        parse_moment(text, NOW)

    assert found.value.key == "error.ambiguous_time"


@pytest.mark.parametrize(
    "text",
    "|asdf|plus tard|later|25h|10h75|demain 13pm|demain 0am|asdf 10h|demain 9h 10h|"
    "demain matin soir|dans zut heures".split("|"),
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    """Neither a day nor a time, or more than is wanted."""
    with pytest.raises(Unclear) as found:
        parse_moment(text, NOW)

    assert found.value.key == "error.not_a_moment"


def test_an_impossible_day_is_no_moment() -> None:
    """The 31st of February at ten does not exist either."""
    with pytest.raises(Unclear) as found:
        parse_moment("31/02 à 10h", NOW)

    assert found.value.key == "error.impossible_date"


def test_hours_pass_over_the_change_of_the_clock() -> None:
    """Two hours after 01:30, in the night the clock goes forward, it is 04:30."""
    night = datetime(2027, 3, 28, 1, 30, tzinfo=PARIS)

    assert parse_moment("dans 2 heures", night) == datetime(2027, 3, 28, 4, 30)


def test_the_29th_of_february_is_looked_for_ahead() -> None:
    """A leap day without a year is never in the past of a reminder."""
    assert parse_moment("29/02 10h", NOW).year == 2028
    assert parse_date("29/02", datetime(2104, 1, 1, tzinfo=UTC)) == date(2096, 2, 29)


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_unclear(text: str) -> None:
    """Rubbish never crashes."""
    for parse in (parse_date, parse_moment):
        try:
            found = parse(text, NOW)
        except Unclear as unclear:
            assert unclear.key.startswith("error.")  # noqa: PT017 - either is right
        else:
            assert isinstance(found, date)


WORDS = (
    "demain mardi matin soir 9h à le 2 mai 31/02 in 3 days ago dans il y a 18:00 6 pm last".split()
)


@given(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
def test_any_order_of_the_usual_words_is_a_moment_or_unclear(text: str) -> None:
    """A moment that was understood lies within what the calendar of a life holds."""
    try:
        found = parse_moment(text, NOW)
    except Unclear:
        return

    assert abs(found - NOW.replace(tzinfo=None)) < timedelta(days=366 * 111)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 mars 24", date(2024, 3, 12)),
        ("12 mars 85", date(1985, 3, 12)),
        ("premier mars", date(2026, 3, 1)),
        ("first of march", date(2026, 3, 1)),
        ("12 11 2025", date(2025, 11, 12)),
    ],
)
def test_days_as_they_are_said_or_dictated(text: str, expected: date) -> None:
    """Two digits after a month are a year of what has been, never an hour that is dropped."""
    assert parse_date(text, NOW) == expected


def test_two_digits_after_a_month_to_come_are_an_hour() -> None:
    """“Le 2 mai 18” as a moment is six in the evening."""
    assert parse_moment("le 2 mai 18", NOW).isoformat(" ", "minutes") == "2027-05-02 18:00"
