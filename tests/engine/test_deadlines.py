"""Legal dates said twice, a week and a day before, and promises in full words."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import reminders
from bot.engine.commands_reminders import ZONES
from bot.engine.events import Due
from bot.engine.person import Person
from tests.little import Chat, chat

LIMIT = """
flow: limit
title: Contester
open: link
task: {when: "True", urgency: week, minutes: 5, stops: A, does_not_stop: B}
steps:
  - ask: paid_on
    kind: date
    text: Quel jour ?
    check: {past: true}
    skip: Je ne sais plus
    examples: [hier]
  - if: paid_on != none
    then:
      - do: remind
        with: {deadline: "months(paid_on, 13)"}
  - ask: how
    text: Alors ?
    choices: {later: Plus tard, sent: Parti, done: Fini}
  - case: how
    later:
      - do: remind
        with: {at: today() + days(3) + hours(9), about: "'limit'"}
        as: put_off
      - stop: later
    sent:
      - do: remind
        with: {deadline: none}
        as: met
      - stop: waiting
        until: today() + days(30)
        awaits: la réponse
    done: [{stop: done}]
"""


def owed(talk: Chat) -> dict[str, str]:
    """Return what is owed, by key, at which local time."""
    return {r.key: r.wall.isoformat(" ", "minutes") for r in talk.person.reminders}


def test_a_deadline_is_said_a_week_and_a_day_before() -> None:
    """Thirteen months after the 31st of January is the last of February."""
    talk = chat(LIMIT).start("limit").type_("31/01/2026")

    assert owed(talk) == {"d.limit": "2027-02-21 10:00", "e.limit": "2027-02-27 10:00"}
    assert "reminder.deadline" in talk.said
    talk.due()
    assert talk.said == "reminder.neutral"
    assert "reminder.last_day" in talk.press("button.see").said


@pytest.mark.parametrize(
    ("paid", "left", "said"),
    [
        ("2025-10-28", {"e.limit": "2026-11-27 10:00"}, "reminder.deadline_once"),
        ("2025-10-24", {}, "reminder.deadline_now"),
        ("2025-10-23", {}, "reminder.deadline_now"),
        ("2025-10-22", {}, ""),
    ],
)
def test_inside_the_window_only_what_is_still_to_come(
    paid: str, left: dict[str, str], said: str
) -> None:
    """Nothing in the past, nothing on the day itself, nothing after it. It is 10:00 in Paris."""
    talk = chat(LIMIT).start("limit").type_(paid)

    assert owed(talk) == left
    assert said in talk.said
    assert bool(said) or "reminder.deadline" not in talk.said


def test_a_settled_task_has_no_deadline_and_back_gives_it_again() -> None:
    """Done, not for me, or met while an answer is awaited: both words are dropped."""
    assert not owed(chat(LIMIT).start("limit").type_("31/01/2026").tap("done"))
    assert not owed(chat(LIMIT).start("limit").type_("31/01/2026").order("not_for_me", "limit"))
    sent = chat(LIMIT).start("limit").type_("31/01/2026").tap("sent")
    assert set(owed(sent)) == {"w.limit"}
    later = chat(LIMIT).start("limit").type_("31/01/2026").tap("later")
    assert set(owed(later)) == {"d.limit", "e.limit", "t.limit"}


OUTER = """
flow: outer
title: Dehors
open: link
steps:
  - call: limit
  - ask: after
    text: Et ?
    choices: {yes: Oui}
  - stop: done
"""


@pytest.mark.parametrize("ended", ["sent", "done", "later"])
def test_back_gives_the_deadline_back(ended: str) -> None:
    """What a task inside another flow dropped stands again, what it set before is gone."""
    talk = chat(LIMIT, OUTER).start("outer").type_("31/01/2026")
    before = talk.person.reminders
    talk.tap(ended).order("back")
    assert talk.person.reminders == before

    talk.order("back")
    assert not talk.person.reminders


def test_a_deadline_set_in_an_earlier_session_comes_back_with_back() -> None:
    """The day is answered anew, then taken back: the first day counts again."""
    talk = chat(LIMIT).start("limit").type_("31/01/2026").tap("later")
    first = owed(talk)
    talk.start("limit").type_("02/03/2026")
    assert owed(talk)["d.limit"] == "2027-03-26 10:00"

    talk.order("back")

    assert {key: owed(talk)[key] for key in ("d.limit", "e.limit")} == {
        key: first[key] for key in ("d.limit", "e.limit")
    }


def test_an_outage_over_the_deadline_says_nothing_of_it() -> None:
    """Late is late: the day after the last day there is nothing to say."""
    talk = chat(LIMIT).start("limit").type_("31/01/2026").tap("later")
    talk.now = datetime(2027, 3, 1, 10, tzinfo=ZoneInfo("Europe/Paris"))

    keys = [r.key for r in talk.person.reminders if r.key != "t.limit"]
    assert not talk.send(Due(keys[0], tuple(keys[1:]))).effects


@given(
    st.dates(date(2026, 11, 1), date(2030, 1, 1)),
    st.datetimes(datetime(2026, 11, 1), datetime(2027, 12, 1)),
    st.sampled_from(ZONES),
    st.sampled_from([None, 0, 1, 7, 30, 1000, "x", True, -4]),
)
def test_no_word_about_a_deadline_is_late_or_in_the_past(
    last: date, now: datetime, zone: str, before: int | str | None
) -> None:
    """Any last day, any number of days before, any zone and minute."""
    here = now.replace(tzinfo=ZoneInfo(zone))
    made = reminders.before_deadline("x", last, before, Person(zone=zone), here)

    assert len(made) <= 2
    assert all(here < one.due and one.wall.date() < last and one.wall.hour == 10 for one in made)
    assert [one.due for one in made] == sorted(one.due for one in made)


AGAIN = """
flow: again
title: Regarder
open: link
task:
  when: "True"
  urgency: week
  minutes: 5
  stops: A
  does_not_stop: B
  again: months(today(), 3)
steps:
  - ask: how
    text: Alors ?
    choices: {done: Fait, never: Pas moi}
  - case: how
    done: [{stop: done}]
    never: [{stop: not_for_me}]
"""


ALARM = """
flow: alarm
title: Alarme
open: link
steps:
  - ask: when
    kind: moment
    text: Quand ?
    examples: [demain 10h]
  - do: remind
    with: {at: when}
  - stop: done
"""


def test_a_promise_says_the_moment_that_is_owed() -> None:
    """By night nothing is written: the promise says so, and says the real moment."""
    talk = chat(ALARM).start("alarm").type_("demain 14h")
    assert "reminder.set" in talk.said
    assert "reminder.by_day" not in talk.said
    assert "reminder.clock" not in talk.said

    night = chat(ALARM).start("alarm").type_("demain 22h")
    assert "reminder.by_day" in night.said


def test_overseas_the_place_whose_clock_it_is_is_named() -> None:
    """“10 h” is not the same everywhere."""
    talk = chat(ALARM)
    talk.person = replace(talk.person, zone="Pacific/Noumea")
    talk.start("alarm").type_("demain 14h")

    assert "reminder.clock" in talk.said
    assert "reminder.clock" in talk.order("reminders").said
    talk.person = replace(talk.person, zone="Europe/Berlin")
    assert "reminder.clock" in talk.order("reminders").said


def test_a_reminder_that_could_not_be_kept_is_not_promised() -> None:
    """Without a moment there is nothing to say."""
    never = ALARM.replace("at: when", "at: none")

    assert "reminder.set" not in chat(never).start("alarm").type_("demain 14h").said


def test_after_stop_no_deadline_is_promised() -> None:
    """The last day is said, and nothing else: nothing will be written."""
    talk = chat(LIMIT).order("stop").start("limit").type_("31/01/2026")
    assert "reminder.last_day" in talk.said
    assert "reminder.deadline" not in talk.said

    past = chat(LIMIT).order("stop").start("limit").type_("01/01/2024")
    assert "reminder.last_day" not in past.said


def test_a_day_chosen_after_the_last_one_is_said_to_be_too_late() -> None:
    """It is their choice and is kept; the last day is named beside it."""
    soon = chat(LIMIT).start("limit").type_("25/10/2025").tap("later")
    assert "reminder.too_late" in soon.said

    in_time = chat(LIMIT).start("limit").type_("24/10/2026").tap("later")
    assert "reminder.too_late" not in in_time.said
