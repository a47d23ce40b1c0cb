"""When a voice answers: each edge of its hours, on the clock of the one who reads."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.evaluate import Tables, evaluate
from bot.flow.expr import ExpressionError, parse
from bot.flow.hours import ALWAYS, Hours, is_open, state
from bot.flow.model import Fact
from bot.flow.problem import Pos
from bot.flow.read_tables import read_facts
from bot.flow.text import fact_value
from bot.folder import read_folder, shipped
from tests.rig import shipped_release

PARIS, REUNION, NOUMEA = "Europe/Paris", "Indian/Reunion", "Pacific/Noumea"
FACT = """facts:
  line:
    kind: {kind}
    value: du lundi au vendredi
    label: Horaires
    publisher: CNIL
    url: "https://www.cnil.fr/"
    checked: 2026-11-01
    review: 2027-05-01
    owner: contenu
    confidence: {confidence}
    basis: x
    open: {open}
"""


def fact(stated: str, *, confidence: str = "high") -> Fact:
    """Return a fact with these hours."""
    facts, faults = read_facts("f", FACT.format(kind="hours", confidence=confidence, open=stated))
    assert not faults, faults
    return facts["line"]


def hours(stated: str) -> Hours:
    """Return hours as a fact states them."""
    found = fact(stated).hours
    assert found is not None
    return found


# Christmas and New Year on the only day of the week that a line is open, as in 2028.
LONGEST_SHUT = timedelta(days=21)
WEEK = '{mon-fri: "9:00-18:30", holidays: unknown}'
DAILY = '{mon-sun: "9:00-19:00", holidays: open}'
SHUT = '{mon-fri: "9:00-12:00, 14:00-18:30", holidays: closed}'


def at(written: str, zone: str = PARIS) -> datetime:
    """Return a moment on a clock."""
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone))


def said(one: Fact, now: datetime, language: str = "fr") -> str:
    """Return what `{fact.line|open}` shows, with the shipped sentences."""
    words = replace(shipped_release().words(language), facts={"line": one})
    return fact_value(words, "line", "open", now).translate({0x202F: " ", 0xA0: " "})


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ("2026-11-25T08:59", "ouvre à 9 h"),  # the minute before
        ("2026-11-25T09:00", "ouvert maintenant, jusqu’à 18 h 30"),
        ("2026-11-25T18:29:59", "ouvert maintenant, jusqu’à 18 h 30"),
        ("2026-11-25T18:30", "ouvre demain à 9 h"),  # the closing minute is closed
        ("2026-11-27T18:30", "ouvre lundi à 9 h"),  # Friday evening
        ("2026-11-29T12:00", "ouvre demain à 9 h"),  # Sunday
        ("2026-12-25T10:00", "jour férié en France, horaires inconnus, ouvre lundi à 9 h"),
        ("2026-12-25T08:00", "ouvre lundi à 9 h"),  # before the hours of a doubtful day
        ("2026-12-24T20:00", "ouvre lundi à 9 h"),  # tomorrow is Christmas: not promised
    ],
)
def test_the_weekdays_of_a_line(now: str, sentence: str) -> None:
    """Open or not, to the minute, on Sundays, and with its doubt on a holiday."""
    assert said(fact(WEEK), at(now)) == sentence


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ("2026-11-25T12:30", "opens at 2 pm"),
        ("2026-11-25T14:00", "open now, until 6:30 pm"),
        ("2026-12-25T10:00", "opens on Monday at 9 am"),  # closed on Christmas, and says so surely
        ("2026-12-31T19:00", "opens on Monday at 9 am"),  # 1 January is a Friday
        ("2027-05-14T19:00", "opens on Tuesday at 9 am"),  # Whit Monday
    ],
)
def test_two_spans_a_day_and_holidays_off(now: str, sentence: str) -> None:
    """A lunch break, and a line that its publisher says is closed on holidays."""
    assert said(fact(SHUT), at(now), "en") == sentence


def test_every_day_means_every_day() -> None:
    """Who answers every day answers at Christmas, and on a Sunday."""
    assert said(fact(DAILY), at("2026-12-25T10:00")) == "ouvert maintenant, jusqu’à 19 h"
    assert said(fact(DAILY), at("2026-11-29T10:00")) == "ouvert maintenant, jusqu’à 19 h"


@pytest.mark.parametrize(
    ("zone", "now", "sentence"),
    [
        # Winter: Paris is 3 hours behind Réunion, 10 behind Nouméa, 4 ahead of Martinique.
        (REUNION, "2026-11-25T11:59", "ouvre à 12 h à votre heure (La Réunion)"),
        (REUNION, "2026-11-25T12:00", "ouvert maintenant, jusqu’à 22 h à votre heure (La Réunion)"),
        (REUNION, "2026-11-25T22:00", "ouvre demain à 12 h à votre heure (La Réunion)"),
        (REUNION, "2026-07-14T11:00", "ouvert maintenant, jusqu’à 21 h à votre heure (La Réunion)"),
        (
            NOUMEA,
            "2026-11-25T23:00",
            "ouvert maintenant, jusqu’à demain 5 h à votre heure (Nouvelle-Calédonie)",
        ),
        (
            NOUMEA,
            "2026-11-26T04:59",
            "ouvert maintenant, jusqu’à 5 h à votre heure (Nouvelle-Calédonie)",
        ),
        (NOUMEA, "2026-11-26T05:00", "ouvre à 19 h à votre heure (Nouvelle-Calédonie)"),
        (
            "America/Martinique",
            "2026-11-25T05:00",
            "ouvert maintenant, jusqu’à 14 h à votre heure (Martinique)",
        ),
        ("Asia/Tokyo", "2026-11-25T17:00", "ouvert maintenant, jusqu’à demain 3 h à votre heure"),
    ],
)
def test_the_clock_is_the_readers(zone: str, now: str, sentence: str) -> None:
    """Somebody overseas reads their own hour, and that it is theirs."""
    assert said(fact(DAILY), at(now, zone)) == sentence


def test_a_holiday_of_one_department_closes_no_national_line() -> None:
    """20 December in Réunion, 10 May in Guadeloupe: the line in mainland France answers."""
    abolition = at("2027-12-20T13:00", REUNION)  # a Monday
    good_friday = at("2027-03-26T10:00")  # a holiday in Alsace only

    assert is_open(hours(SHUT), abolition)
    assert is_open(hours(SHUT), good_friday)
    assert not is_open(hours(SHUT), at("2027-07-14T13:00", REUNION))  # the national one does


def test_the_holiday_is_the_services_day_not_the_readers() -> None:
    """In Nouméa it is the 26th already while Paris keeps Christmas."""
    assert not is_open(hours(WEEK), at("2026-12-26T00:30", NOUMEA))  # Friday the 25th in Paris


@pytest.mark.parametrize(
    ("now", "open_now"),
    [
        ("2026-03-29T00:59+00:00", True),  # 1:59 in Paris, before 2:00 becomes 3:00
        ("2026-03-29T01:00+00:00", True),  # 3:00
        ("2026-03-29T02:00+00:00", False),  # 4:00: closed
        ("2026-10-25T01:59+00:00", True),  # 2:59, the second time
        ("2026-10-25T02:59+00:00", True),  # 3:59
        ("2026-10-25T03:00+00:00", False),  # 4:00
    ],
)
def test_the_nights_the_clock_is_changed(now: str, open_now: bool) -> None:
    """Hours are those on the wall in Paris, whichever of two they are."""
    night = hours('{mon-sun: "1:00-4:00", holidays: open}')

    assert is_open(night, datetime.fromisoformat(now)) is open_now


def test_hours_that_a_night_skips_open_nobody() -> None:
    """A span that does not exist on the day of the change is passed over."""
    skipped = hours('{sun: "2:30-3:00", holidays: open}')
    found = state(skipped, at("2026-03-29T00:00"))

    assert found.opens == at("2026-04-05T02:30")


def test_day_and_night_is_said_so() -> None:
    """No hour and no clock for who always answers."""
    assert said(fact("always"), at("2026-11-25T03:00", REUNION)) == (
        "ouvert maintenant, jour et nuit"
    )
    assert is_open(ALWAYS, at("2026-11-25T03:00"))


def test_what_nobody_could_check_is_said_with_its_doubt() -> None:
    """Hours of medium confidence carry it, in both languages."""
    doubtful = fact(DAILY, confidence="medium")

    assert said(doubtful, at("2026-11-25T10:00")).endswith("jusqu’à 19 h, horaires à confirmer")
    assert said(doubtful, at("2026-11-25T10:00"), "en").endswith("7 pm, hours to be confirmed")


def test_once_a_week_and_twice_a_holiday() -> None:
    """What opens next week only is said with its whole date."""
    mondays = fact('{mon: "9:00-10:00", holidays: closed}')

    # The spring of 2000: Easter Monday, 1 May and 8 May, one week after the other.
    assert said(mondays, at("2000-04-17T11:00")) == "ouvre le lundi 15 mai 2000 à 9 h"
    # Monday the 29th is Easter Monday.
    assert said(mondays, at("2027-03-22T11:00")) == "ouvre le lundi 5 avril 2027 à 9 h"


def test_hours_are_written_where_there_is_no_moment() -> None:
    """A sentence read at no moment of its own shows the hours as the fact writes them."""
    words = replace(shipped_release().words("fr"), facts={"line": fact(DAILY)})

    assert fact_value(words, "line", "open") == "du lundi au vendredi"


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2033, 1, 1)),
    st.sampled_from([PARIS, REUNION, NOUMEA, "Pacific/Tahiti", "America/Miquelon"]),
    st.sampled_from([WEEK, DAILY, SHUT, '{mon: "0:00-23:59", holidays: closed}']),
)
def test_no_hour_that_is_said_is_past(utc: datetime, zone: str, stated: str) -> None:
    """“Open until” and “opens at” are ahead and soon, on the reader's clock; one is said."""
    now = utc.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    found = state(hours(stated), now)

    assert found.until is None or now < found.until <= now + timedelta(days=1)
    assert found.opens is None or now < found.opens <= now + LONGEST_SHUT
    assert found.until is not None or found.opens is not None
    assert is_open(hours(stated), now) is (found.until is not None and found.sure)
    for moment in (found.until, found.opens):
        assert moment is None or moment.tzinfo == now.tzinfo


def test_a_condition_leads_to_the_voice_that_answers() -> None:
    """`open('fact')` is what the sentence says; a holiday nobody speaks of is not open."""
    facts = Tables({"line": fact(WEEK)})
    condition = parse("not open('line')", Pos(1, 1))

    assert evaluate(condition, {}, at("2026-11-25T09:00"), facts) is False
    assert evaluate(condition, {}, at("2026-12-25T10:00"), facts) is True
    assert evaluate(condition, {}, at("2026-11-25T09:00")) is True  # no such fact: nobody answers


@pytest.mark.parametrize("source", ["open(line)", "open(3)", "open()", "open('a', 'b')"])
def test_open_takes_the_key_of_a_fact(source: str) -> None:
    """Nothing else can be looked at."""
    with pytest.raises(ExpressionError):
        parse(source, Pos(1, 1))


@pytest.mark.parametrize(
    ("stated", "kind", "fault"),
    [
        ("sometimes", "hours", "sometimes"),
        ("{mon: 9h-18h, holidays: open}", "hours", "9:00-12:00"),
        ('{mon: "18:00-9:00", holidays: open}', "hours", "9:00-12:00"),
        ('{mon: "9:00-12:00, 11:00-14:00", holidays: open}', "hours", "9:00-12:00"),
        ('{lundi: "9:00-18:00", holidays: open}', "hours", "lundi"),
        ('{mon-fry: "9:00-18:00", holidays: open}', "hours", "« mon »"),
        ('{mon-fri: "9:00-18:00", tue: "9:00-18:00", holidays: open}', "hours", "deux fois"),
        ('{mon: "9:00-18:00"}', "hours", "holidays"),
        ('{mon: "9:00-18:00", holidays: perhaps}', "hours", "perhaps"),
        ('{mon: "9:00-18:00", holidays: open, zone: Europe/Pari}', "hours", "fuseau"),
        ("[mon]", "hours", "always"),
        ("{holidays: open}", "hours", "jour"),
        ("always", "phone", "kind: hours"),
    ],
)
def test_hours_that_cannot_be_read_are_said(stated: str, kind: str, fault: str) -> None:
    """Each slip is a problem at its place, and the fact has no hours."""
    source = FACT.format(kind=kind, confidence="high", open=stated)
    facts, faults = read_facts("flows/facts.yml", source)

    assert any(fault in problem.french for problem in faults), faults
    assert facts["line"].hours is None or len(faults) == 1


def test_another_zone_than_the_mainlands() -> None:
    """A line of Réunion is open on Réunion's clock, and read there without naming it."""
    local = fact('{mon-fri: "8:00-16:00", holidays: unknown, zone: Indian/Reunion}')

    assert said(local, at("2026-11-25T08:00", REUNION)) == "ouvert maintenant, jusqu’à 16 h"
    assert not is_open(local.hours, at("2026-11-25T13:00")) if local.hours else False


def test_the_shipped_voices_have_their_hours() -> None:
    """Each voice whose hours the guidance states is known to the minute."""
    facts, _ = read_facts("flows/facts.yml", read_folder(*shipped())["flows/facts.yml"])
    stated = {key for key, one in facts.items() if one.kind == "hours"}

    assert {key for key in stated if facts[key].hours is not None} == stated
    assert {"help_victims_hours", "help_young_hours", "help_scams_hours"} <= stated
