"""The evidence log: what enters, what Back takes back, what is withdrawn, and the chain."""

import json
from datetime import date, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.engine import log
from bot.engine.effects import Run
from bot.engine.person import Person
from bot.engine.person_json import entry_from_json, entry_to_json
from tests.little import NOW, Chat, chat

NOTES = """
flow: noted
title: Noté
open: link
steps:
  - ask: way
    text: Par où ?
    choices: {left: Gauche, right: Droite}
  - ask: day
    kind: date
    text: Quel jour ?
    skip: Aujourd’hui
    examples: [hier]
  - ask: number
    kind: text
    text: Quel numéro ?
    check: {format: reference}
    skip: Aucun
    examples: [A1]
  - do: log
    with: {event: "'bank_called'", on: day, reference: number, screenshot: "way == 'left'"}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""
ADDS = """
flow: log
title: Journal
open: [menu, link]
steps:
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - do: log
    with: {event: "'complaint_filed'"}
  - stop: done
"""


def noted(number: str = "2026/12") -> Chat:
    """Return a chat that has just noted a call to the bank, and is asked one thing more."""
    return chat(NOTES, ADDS).order("open", "noted").tap("left").type_("hier").type_(number)


def codes(talk: Chat) -> list[str]:
    return [entry.event for entry in talk.person.log]


def chained(person: Person) -> bool:
    """Work the chain out again, from the JSON alone, as the paper tells how."""
    before = "0" * 64
    for one in json.loads(json.dumps([entry_to_json(entry) for entry in person.log])):
        lines = [
            "riposte log 1",
            before,
            str(one["number"]),
            one["recorded"],
            one["day"],
            one["event"],
            one["reference"] or "",
            "yes" if one["screenshot"] else "no",
            str(one["withdraws"] or ""),
        ]
        before = sha256("".join(line + "\n" for line in lines).encode()).hexdigest()
        if before != one["sha256"]:
            return False
    return True


def test_a_flow_notes_an_event_with_its_day_number_and_screenshot() -> None:
    """The day is the person's, the moment of recording is the clock's."""
    (entry,) = noted().person.log

    assert (entry.number, entry.event, entry.reference) == (1, "bank_called", "2026/12")
    assert entry.day == NOW.date() - timedelta(days=1)
    assert (entry.recorded, entry.screenshot) == (NOW, True)


def test_without_a_day_it_is_today_on_the_persons_clock() -> None:
    """At 23:30 in Paris it is still today, though UTC says so too; in Noumea it is tomorrow."""
    talk = chat(NOTES)
    talk.order("zone", "Pacific/Noumea").wait(hours=6)
    talk.order("open", "noted").tap("right").tap("skip").tap("skip")

    (entry,) = talk.person.log
    assert entry.day == NOW.date() + timedelta(days=1)
    assert (entry.reference, entry.screenshot) == (None, False)


def test_back_right_after_takes_the_entry_out_again() -> None:
    """What was said by mistake a moment ago was never part of the log."""
    talk = noted().order("back")
    assert not talk.person.log

    talk.type_("2026/13")

    assert [entry.reference for entry in talk.person.log] == ["2026/13"]
    assert chained(talk.person)


def test_once_a_file_was_given_back_withdraws() -> None:
    """A paper that left may not be contradicted: both rows stay, and the chain goes on."""
    talk = noted().order("export").order("back")

    assert codes(talk) == ["bank_called", "withdrawn"]
    assert not log.standing(talk.person)
    assert chained(talk.person)
    assert [e.reference for e in log.standing(talk.type_("2026/13").person)] == ["2026/13"]


def test_back_withdraws_what_is_no_longer_the_last() -> None:
    """Another guide noted something since: nothing in the middle is ever taken out."""
    talk = noted()
    talk.order("open", "log").tap("yes").order("resume").order("back")

    assert codes(talk) == ["bank_called", "complaint_filed", "withdrawn"]
    assert talk.person.log[-1].withdraws == 1


def test_an_entry_withdrawn_by_hand_stays_so_when_the_person_goes_back() -> None:
    """Nothing is withdrawn twice."""
    talk = noted().order("withdraw", "1").order("resume").order("back")

    assert codes(talk) == ["bank_called", "withdrawn"]


def test_seeing_the_question_again_notes_nothing_twice() -> None:
    """Replaying a session never repeats what it noted."""
    assert len(noted().order("menu").order("resume").order("resume").person.log) == 1


def test_the_log_is_shown_with_its_buttons() -> None:
    """Each row with its day and number, the screenshot marked; adding, withdrawing, the file."""
    talk = noted().order("log")

    assert "22 novembre 2026" in talk.said
    assert "Banque appelée" in talk.said
    assert "2026/12" in talk.said
    assert "log.kept" in talk.said
    assert "log.keep\n" in talk.said + "\n"  # no file holds it yet
    assert {"button.log_add", "button.log_pack", "button.log_withdraw"} <= set(talk.labels)


def test_an_empty_log_says_so_and_gives_no_file() -> None:
    """Asking for a file, or to withdraw something, shows the empty log."""
    for name in ("log", "pack", "withdraw"):
        talk = chat(ADDS).order(name)
        assert "log.none" in talk.said
        assert talk.labels[:1] == ["button.log_add"]
        assert not talk.has(Run)


def test_a_row_is_withdrawn_by_choosing_it() -> None:
    """It is no longer shown; a second tap on the same button finds it gone."""
    talk = noted().order("withdraw")
    assert "log.choose_withdraw" in talk.said
    talk.press(talk.labels[0])

    assert "log.withdrawn" in talk.said
    assert "Banque appelée" not in talk.said
    assert codes(talk) == ["bank_called", "withdrawn"]
    assert "moved_on" in talk.order("withdraw", "1").said
    assert "moved_on" in talk.order("withdraw", "rubbish").said
    assert len(talk.person.log) == 2


def test_only_the_last_rows_are_shown() -> None:
    """The rest is counted: the file has them."""
    talk = chat(ADDS)
    for _ in range(15):
        talk.order("open", "log").tap("yes")

    assert talk.order("log").said.count("Plainte déposée") == 12
    assert "log.earlier" in talk.said


def test_the_guide_of_the_log_ends_at_the_log() -> None:
    """Who has just noted something sees it in its place, below what the guide said."""
    talk = chat(ADDS).order("open", "log").tap("yes")

    assert "log.title" in talk.said
    assert "Plainte déposée" in talk.said


def test_a_release_without_the_guide_offers_no_adding() -> None:
    """The button would lead nowhere."""
    assert "button.log_add" not in chat(NOTES).order("log").labels


def test_a_full_log_says_so_and_can_still_be_corrected() -> None:
    """No entry is dropped to make room; withdrawing always works."""
    talk = chat(ADDS)
    for _ in range(log.MOST_ENTRIES + 2):
        talk.order("open", "log").tap("yes")

    assert len(talk.person.log) == log.MOST_ENTRIES
    assert "log.full" in talk.order("log").said
    assert "button.log_add" not in talk.labels
    assert "log.withdrawn" in talk.order("withdraw", "7").said


def test_a_code_the_release_lost_is_still_told() -> None:
    """A row is never hidden because the table changed."""
    talk = chat(ADDS)
    talk.person = log.add(talk.person, "old_code", NOW.date(), NOW)

    assert "old_code" in talk.order("log").said


def test_a_code_no_table_has_enters_no_log() -> None:
    """Lint refuses it; a release that was built without lint notes nothing."""
    source = ADDS.replace("complaint_filed", "not_in_the_table")

    assert not chat(source).order("open", "log").tap("yes").person.log


@pytest.mark.parametrize(
    "written",
    ["Dupont", "12 rue des Lilas", "FR7630006000011234567890189", "1850578006084", "a@b.fr", "é1"],
)
def test_what_is_no_reference_is_asked_again(written: str) -> None:
    """A name, a sentence, an IBAN, a social security number without its key: nothing is kept."""
    talk = noted(written)

    assert not talk.person.log
    assert "error.format.reference" in talk.said


def test_a_day_to_come_is_today() -> None:
    """Nothing that has not happened is evidence."""
    person = log.add(Person(), "bank_called", NOW.date() + timedelta(days=3), NOW)

    assert person.log[0].day == NOW.date()


def test_whatever_reaches_the_log_no_free_text_is_kept() -> None:
    """The last door: even an author's mistake keeps no sentence."""
    person = log.add(Person(), "bank_called", NOW.date(), NOW, reference="Jean Dupont 1")

    assert person.log[0].reference is None


@given(
    some.lists(
        some.tuples(
            some.sampled_from(["bank_called", "complaint_filed", "withdraw"]),
            some.integers(0, 400),
            some.text(max_size=40),
            some.booleans(),
        ),
        max_size=12,
    )
)
def test_any_log_is_chained_and_no_row_can_be_changed(
    rows: list[tuple[str, int, str, bool]],
) -> None:
    """Worked out again from the JSON it holds; a row changed or left out breaks it."""
    person = Person()
    for code, back, reference, kept in rows:
        day = NOW.date() - timedelta(days=back)
        if code == "withdraw":
            person = log.withdraw(person, back % 12, NOW)
        else:
            person = log.add(person, code, day, NOW, reference=reference, screenshot=kept)

    assert chained(person)
    assert [e.number for e in person.log] == list(range(1, len(person.log) + 1))
    for place, entry in enumerate(person.log):
        assert entry_from_json(entry_to_json(entry)) == entry
        moved = entry_to_json(entry) | {"day": date(2020, 1, 1).isoformat()}
        altered = (*person.log[:place], entry_from_json(moved), *person.log[place + 1 :])
        assert not chained(Person(log=altered))
        assert place + 1 == len(person.log) or not chained(
            Person(log=(*person.log[:place], *person.log[place + 1 :]))
        )
