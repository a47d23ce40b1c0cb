"""The same words at odd moments: a minute before midnight, overseas, the leap day, DST nights.

Each row was worked out with a calendar, by hand.
"""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import reminders
from bot.engine.commands_reminders import ZONES
from bot.engine.person import Person, ReminderKind
from bot.flow import answers
from bot.flow.checks import Refused
from bot.flow.dates import Unclear
from bot.flow.model import Ask, Kind, Text
from bot.flow.moments import parse_moment
from bot.flow.problem import Pos

# (now, zone): then a table of what is meant and the words that mean it.
TABLES = {
    ("2026-11-25 23:59", "Europe/Paris"): {  # a Wednesday
        "2026-11-26 10:00": "demain|tomorrow|jeudi|thursday|le 26|26/11|26 novembre|jeudi 26|"
        "Demain.|demain s'il te plaît|november 26|ce jeudi|this thursday",
        "2026-11-26 09:00": "demain matin|tomorrow morning|demain 9h|demain à 9|tomorrow at 9|9h|"
        "rappelle-moi demain matin|remind me tomorrow at 9 am please|jeudi 9h|jeudi à 9 heures",
        "2026-11-26 18:00": "demain à 6|tomorrow at 6|tomorrow 6pm|demain 18h|jeudi à 18 h|18h|"
        "tomorrow at 6 pm|demain 6h du soir",
        "2026-11-26 06:00": "demain 6h|tomorrow 6 am|6h demain",
        "2026-11-26 00:59": "dans une heure|in an hour|dans 1h|dans 60 minutes",
        "2026-11-26 00:09": "dans 10 minutes|in 10 minutes",
        "2026-11-26 01:29": "dans une heure et demie|in an hour and a half|dans 1h30",
        "2026-11-27 10:00": "après-demain|vendredi|friday|the day after tomorrow|dans 2 jours",
        "2026-11-28 10:00": "dans 3 jours|in 3 days|samedi|ce week-end|this weekend|saturday",
        "2026-12-02 10:00": "la semaine prochaine|next week|dans une semaine|mercredi|"
        "wednesday|mercredi prochain|in a week|dans 7 jours",
        "2026-12-25 10:00": "le mois prochain|next month|dans un mois|25/12|le 25 décembre",
        "2026-11-30 10:00": "lundi|lundi prochain|lundi de la semaine prochaine|monday next week|"
        "next week monday",
        "2026-12-07 10:00": "lundi en huit",
        "2027-05-02 18:00": "le 2 mai à 18h|2 mai 18h|2nd of may at 6pm|may 2 6 pm|02/05 18h",
        "2027-01-01 10:00": "1er janvier|le premier janvier|01/01|january 1st|1/1/2027",
        "2028-02-29 10:00": "29 février|29/02|february 29",
        "2026-11-26 12:00": "midi|demain midi|tomorrow at noon|jeudi à midi",
        "2026-12-24 08:30": "24/12 à 8h30|le 24 décembre 8 h 30|dec 24 at 8:30 am",
        "2026-11-26 09:30": "demain à 9h et demie|demain 9h30",
    },
    ("2026-12-31 23:59", "Indian/Reunion"): {  # a Thursday
        "2027-01-01 10:00": "demain|vendredi|tomorrow|le 1|01/01|1er janvier",
        "2027-01-01 00:29": "dans 30 minutes|dans une demi-heure|in half an hour",
        "2027-01-03 10:00": "dans 3 jours|dimanche|3 janvier",
        "2027-01-31 10:00": "dans un mois|next month|31/01",
        "2027-12-31 10:00": "dans un an|in a year",
        "2027-01-05 14:00": "mardi après-midi|tuesday afternoon|le 5 à 14h",
    },
    ("2028-02-28 12:00", "Pacific/Noumea"): {  # a Monday, the day before a leap day
        "2028-02-29 10:00": "demain|mardi|29 février|29/02|le 29|tomorrow",
        "2028-03-01 10:00": "après-demain|mercredi|1er mars|01/03",
        "2028-03-28 10:00": "dans un mois|le mois prochain|le 28 mars",
        "2029-02-28 10:00": "dans un an",
        "2028-02-28 19:00": "ce soir|tonight|today|aujourd'hui|soir",
        "2028-02-28 14:00": "cet après-midi|this afternoon|14h|dans 2 heures",
    },
    ("2027-03-27 22:00", "Europe/Paris"): {  # the clock goes forward at 2:00
        "2027-03-28 02:30": "demain 2h30|2h30",
        "2027-03-28 03:00": "dans 4 heures|in 4 hours",
        "2027-03-28 09:00": "demain matin|demain 9h|sunday 9am",
        "2027-03-28 10:00": "demain|dimanche|tomorrow",
    },
    ("2027-10-30 20:00", "Europe/Paris"): {  # the clock goes back at 3:00
        "2027-10-31 02:30": "demain 2h30",
        "2027-10-31 02:00": "dans 7 heures",
        "2027-10-31 09:00": "demain matin",
        "2027-11-01 10:00": "lundi|dans 2 jours|après-demain",
    },
}
ROWS = [
    (text, now, zone, wanted)
    for (now, zone), table in TABLES.items()
    for wanted, words in table.items()
    for text in words.split("|")
]
MOMENT = Ask(
    "at", Text("x", "x", Pos(1, 1)), Kind.MOMENT, (), None, (), None, None, False, (), None, (),
    Pos(1, 1),
)  # fmt: skip


@pytest.mark.parametrize(("text", "now", "zone", "wanted"), ROWS)
def test_words_at_a_moment(text: str, now: str, zone: str, wanted: str) -> None:
    """The day after is the one of the person's own calendar, wherever they live."""
    here = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))

    assert parse_moment(text, here).isoformat(" ", "minutes") == wanted


REFUSED = {
    "error.impossible_date": "31/02|le 31/02 à 9h|30 février|31 avril|29/02/2027|00/12|12/25|"
    "mardi 25 novembre|le 32|31/11/2026 9h",
    "error.ambiguous_time": "minuit|demain minuit|demain à 8|tomorrow at 8|midnight|3",
    "error.past_moment": "hier|hier 10h|yesterday at 9 am|ce matin|ce soir|01/01/2026|"
    "aujourd'hui 8h|today|dans 0 minutes",
    "error.not_a_moment": "|plus tard|asap|lundi ou mardi|entre 9h et 10h|demain 25h|mar 24|"
    "demain 9h 18h|🙂|\u202edemain|<b>demain</b>",
    "error.too_far": "dans 10 ans|01/01/2031|dans 500 jours",
}


@pytest.mark.parametrize(
    ("key", "text"), [(key, text) for key, row in REFUSED.items() for text in row.split("|")]
)
def test_what_is_no_moment_to_come_is_a_sentence(key: str, text: str) -> None:
    """A minute before midnight: past, impossible or unclear is said so, never guessed."""
    now = datetime(2026, 11, 25, 23, 59, tzinfo=ZoneInfo("Europe/Paris"))

    with pytest.raises(Refused) as refused:
        answers.understand(MOMENT, text, now=now, language="fr")

    assert refused.value.key == key


WORDS = (
    "demain mardi matin soir 9h à 6 le 2 mai 31/02 29/02 in 3 days ago dans un mois une heure et "
    "demie 18:00 pm next week midi minuit 2h30 ce week-end prochain en huit svp"
).split()
MINUTE = st.datetimes(datetime(2026, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@given(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), MINUTE, st.sampled_from(ZONES))
def test_whatever_was_understood_is_owed_by_day_and_to_come(
    text: str, now: datetime, zone: str
) -> None:
    """Any words, any minute, any zone: a refusal, or a reminder to come, never by night."""
    try:
        at = answers.understand(MOMENT, text, now=now.astimezone(ZoneInfo(zone)), language="fr")
    except Refused:
        return
    assert isinstance(at, datetime)
    owed = reminders.make("k", ReminderKind.TASK, "x", at, Person(zone=zone), now)

    assert owed.due > now
    assert time(8) <= owed.due.astimezone(ZoneInfo(zone)).time() < time(21)


@given(st.text(max_size=90), MINUTE, st.sampled_from(ZONES))
def test_rubbish_never_raises_anything_else(text: str, now: datetime, zone: str) -> None:
    """Any text at any minute is a moment or unclear."""
    try:
        parse_moment(text, now.astimezone(ZoneInfo(zone)))
    except Unclear as unclear:
        assert unclear.key.startswith("error.")  # noqa: PT017 - either is right
