"""What is worth telling: codes that follow from a person before and after an event."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import nir

from bot.engine.events import Due, Event, Ordered, Typed
from bot.engine.person import Person, Reminder, ReminderKind, TaskState, TaskStatus
from bot.handoff.model import CASE, DAY, News, spoken, token_in
from bot.handoff.news import Item, found
from tests.little import NOW, release_of

TASK = """
flow: {name}
title: Geste
task: {{when: "'iban' in leaked", urgency: week, minutes: 5, stops: A, does_not_stop: B}}
steps:
  - stop: done
"""
RELEASE = release_of(TASK.format(name="debit"), TASK.format(name="bank"))
LEAKED = Person(profile={"leaked": ("iban",)})
NOTHING: Event = Typed("x")


def _task(person: Person, name: str, status: TaskStatus) -> Person:
    return replace(person, tasks={**person.tasks, name: TaskState(status, NOW)})


def _told(before: Person, after: Person, event: Event = NOTHING) -> list[Item]:
    return list(found(RELEASE, before, after, event, NOW))


def test_a_plan_that_appears() -> None:
    """Triage is done when there is a first plan, not when it grows."""
    assert _told(Person(), LEAKED) == [Item(News.TRIAGE_DONE)]
    assert _told(LEAKED, LEAKED) == []


def test_tasks_done_and_blocked() -> None:
    """Done is told once, with its name; a refusal is blocked, not done."""
    done = _task(LEAKED, "debit", TaskStatus.DONE)
    assert _told(LEAKED, done) == [Item(News.TASK_DONE, "debit")]
    assert _told(done, done) == []
    waiting = _task(LEAKED, "debit", TaskStatus.WAITING)
    assert _told(LEAKED, waiting) == []
    assert _told(waiting, done, Ordered("refused", "debit")) == [Item(News.TASK_BLOCKED, "debit")]


def test_a_plan_that_is_over() -> None:
    """When the last task is done or set aside, and something was done."""
    one = _task(LEAKED, "debit", TaskStatus.DONE)
    both = _task(one, "bank", TaskStatus.NOT_FOR_ME)
    assert _told(one, both) == [Item(News.PLAN_COMPLETE)]
    none = _task(_task(LEAKED, "debit", TaskStatus.NOT_FOR_ME), "bank", TaskStatus.NOT_FOR_ME)
    assert _told(LEAKED, none) == []


def test_a_deadline_near_is_told_when_it_is_said() -> None:
    """A date others set, at the moment the person is told; not what they asked to be told of."""

    def reminder(kind: ReminderKind) -> Reminder:
        return Reminder("k", kind, "debit", datetime(2026, 11, 23, 9), "Europe/Paris", NOW)

    for kind, told in [
        (ReminderKind.DEADLINE, [Item(News.DEADLINE_NEAR, "debit")]),
        (ReminderKind.FOLLOW_UP, [Item(News.DEADLINE_NEAR, "debit")]),
        (ReminderKind.TASK, []),
    ]:
        after = replace(LEAKED, fired=(reminder(kind),))
        assert _told(LEAKED, after, Due("k")) == told
        assert _told(LEAKED, LEAKED, Due("k")) == []  # it had lost its reason


def test_deadlines_that_come_together_are_each_told() -> None:
    """They are said in one message, and are two pieces of news."""
    wall = datetime(2026, 11, 23, 9)
    first = Reminder("k", ReminderKind.DEADLINE, "debit", wall, "Europe/Paris", NOW)
    both = (first, replace(first, key="l", about="ameli"))

    told = _told(LEAKED, replace(LEAKED, fired=both), Due("k", more=("l",)))
    assert told == [Item(News.DEADLINE_NEAR, "debit"), Item(News.DEADLINE_NEAR, "ameli")]


def test_looking_for_a_human_is_no_news() -> None:
    """A desk hears of it when it is asked for one of its own, and of nothing before."""
    assert _told(LEAKED, LEAKED, Ordered("human")) == []


@given(st.from_regex(CASE, fullmatch=True))
def test_no_case_reference_is_a_social_security_number(case: str) -> None:
    """No reference of the short form holds enough digits for one, a card or a phone number."""
    digits = re.sub(r"\D", "", case)
    if len(case) < 20:
        assert len(digits) <= 11
        assert not nir.is_valid(digits)


@pytest.mark.parametrize("year", range(2010, 2030))
def test_the_days_are_those_of_the_calendar(year: int) -> None:
    """Each day that exists, and no other."""
    written = {f"{year}-{m:02}-{d:02}" for m in range(14) for d in range(33)}
    first, days = date(year, 1, 1), range((date(year + 1, 1, 1) - date(year, 1, 1)).days)

    assert {text for text in written if re.match(DAY, text)} == {
        (first + timedelta(days=n)).isoformat() for n in days
    }


def test_tokens_and_what_is_spoken() -> None:
    """Only what a link of ours carries is a token; its code is four digits, the same each time."""
    token = "A" * 22
    assert token_in(f"h_{token}") == token
    for payload in (None, "", "start", "h_", f"h_{token}A", f"h_{token[:-1]}.", token):
        assert token_in(payload) is None
    assert re.fullmatch(r"\d{4}", spoken(token))
    assert spoken(token) == spoken(token) != spoken("B" * 22)
