"""Commands: they work everywhere, and each leaves a way out."""

import json

import pytest

from bot.engine.commands import COMMANDS
from bot.engine.commands_reminders import ZONES
from bot.engine.effects import Document, Forget
from bot.engine.events import Finished, Ordered
from bot.engine.person import Person
from tests.little import chat

ASKS = """
flow: asks
title: Questions
open: [menu, link]
steps:
  - ask: colour
    text: Couleur ?
    choices: {red: Rouge, blue: Bleu}
  - do: remember
    with: {happened: "['money_out']"}
  - ask: size
    text: Taille ?
    choices: {s: Petit, l: Grand}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""


@pytest.mark.parametrize("name", sorted(COMMANDS))
@pytest.mark.parametrize("argument", ["", "nothing", "yes"])
def test_every_command_answers_a_newcomer_and_a_person_in_a_flow(name: str, argument: str) -> None:
    """No command fails, whoever sends it and whatever stands behind it."""
    for talk in (chat(), chat(ASKS).start("asks").tap("red")):
        talk.send(Ordered(name, argument))

        assert talk.shows or talk.has(Forget)


@pytest.mark.parametrize("page", ["help", "human", "privacy"])
def test_pages_are_flows_that_administrators_write(page: str) -> None:
    """Help, privacy and a human open the flow of that name; what one did waits."""
    talk = chat(ASKS).start("asks").order(page)

    assert f"page {page}" in talk.said
    assert "menu.resume" in talk.labels


def test_check_asks_for_the_message_and_the_menu_stands_in() -> None:
    """`/check` opens the flow that takes a message; where there is none, the menu."""
    unlisted = chat(menu=["start"])

    assert chat().order("check").key == "message"
    assert unlisted.order("check").shows == chat(menu=["start"]).order("menu").shows


def test_back_asks_again_and_offers_the_earlier_answer() -> None:
    """Back replays without the last answer, which is kept as a proposal."""
    talk = chat(ASKS).start("asks").tap("red").tap("l").order("back")

    assert talk.key == "size"
    assert "keep Grand" in talk.labels
    assert talk.press("keep Grand").key == "end"


def test_back_undoes_what_was_remembered() -> None:
    """What a step added to the profile leaves with the step."""
    talk = chat(ASKS).start("asks").tap("red")
    assert talk.person.profile["happened"] == ("money_out",)

    assert "happened" not in talk.order("back").person.profile


def test_back_does_not_take_what_was_known_before() -> None:
    """A code known before the flow stays when the flow is gone back on."""
    talk = chat(ASKS, profile={"happened": ("money_out",)}).start("asks").tap("red").order("back")

    assert talk.person.profile["happened"] == ("money_out",)


def test_back_at_the_beginning_and_outside_says_so() -> None:
    """There is a sentence where there is nothing to go back to."""
    assert "back.nothing" in chat(ASKS).start("asks").order("back").said
    assert "back.nothing" in chat().order("back").said


def test_an_old_back_button_goes_nowhere() -> None:
    """Tapping Back twice quickly goes back once."""
    talk = chat(ASKS).start("asks").tap("red").tap("l")
    press = next(b.press for b in talk.buttons if b.label == "button.back")
    event = Ordered("back", "", press.session, press.seq, tapped=True)

    talk.send(event).send(event)

    assert talk.key == "size"
    assert "moved_on" in talk.said


def test_an_earlier_answer_is_changed_and_the_others_stay() -> None:
    """Only what depends on the changed answer is asked again."""
    talk = chat(ASKS).start("asks").tap("red").tap("l").order("change")
    assert talk.labels[:2] == ["Couleur ?", "Taille ?"]

    talk.press("Couleur ?")
    assert talk.key == "colour"
    talk.tap("blue")

    assert talk.key == "end"
    assert "kept" in talk.said
    assert [a.value for a in talk.person.sessions[-1].answers] == ["blue", "l"]


def test_nothing_to_change() -> None:
    """Without answers there is nothing to change; a crafted index changes nothing."""
    assert "back.nothing" in chat().order("change").said
    assert "back.nothing" in chat(ASKS).start("asks").order("change").said
    assert "moved_on" in chat(ASKS).start("asks").order("change", "7").said


def test_the_language_changes_at_any_time() -> None:
    """Both languages are offered in both languages; the question comes again in the new one."""
    talk = chat(ASKS).start("asks").order("lang")
    assert talk.said.count("language.choose") == 2

    talk.order("lang", "en")
    assert talk.person.language == "en"
    assert talk.key == "colour"


def test_stop_stops_every_reminder_and_can_be_undone() -> None:
    """/stop is done at once; the way back is one tap."""
    talk = chat().order("later", "check").type_("demain 10h").order("stop")

    assert "stop.done" in talk.said
    assert not talk.person.reminders
    assert "stop.undone" in talk.press("button.allow_reminders").said
    assert not talk.person.reminders_stopped


def test_reminders_are_listed_and_dropped_one_by_one() -> None:
    """Stopping one does not stop the others."""
    talk = chat().order("later", "check").type_("demain 10h").order("later", "start")
    talk.type_("demain 11h").order("reminders")
    assert len(talk.person.reminders) == 2

    drop = [label for label in talk.labels if label == "reminder.open"]
    assert len(drop) == 2
    talk.press("reminder.open").press("reminder.drop")
    assert "reminder.stopped" in talk.said
    assert len(talk.person.reminders) == 1


def test_no_reminder_says_so() -> None:
    """The list of none is a sentence."""
    assert "reminder.none" in chat().order("reminders").said


def test_a_reminder_is_put_off_by_a_choice_of_moments() -> None:
    """The evening, tomorrow, in a week, or one’s own words; the moment is said again."""
    talk = chat().order("later", "check").type_("demain 10h").due().press("button.snooze")
    assert "reminder.choose" in talk.said
    assert talk.labels[:4] == [
        "button.snooze_evening",
        "button.snooze_tomorrow",
        "button.snooze_week",
        "button.snooze_own",
    ]

    talk.press("button.snooze_week")

    assert "reminder.snoozed" in talk.said
    assert (talk.person.reminders[0].wall - talk.now.replace(tzinfo=None)).days == 7
    assert not talk.person.fired


def test_a_reminder_is_put_off_in_ones_own_words() -> None:
    """Another moment opens the guide that asks for a day and an hour."""
    talk = chat().order("later", "check").type_("demain 10h").due().press("button.snooze")

    talk.press("button.snooze_own").type_("dans 3 jours 14h")

    assert talk.person.reminders[0].wall.hour == 14
    assert "reminder.set" in talk.said


def test_stopping_a_fired_reminder() -> None:
    """Its buttons work after it fired; an old one is met kindly."""
    talk = chat().order("later", "check").type_("demain 10h").due().press("button.stop_this")

    assert not talk.person.fired
    assert "moved_on" in talk.order("see", "t.check").said
    assert "moved_on" in talk.order("snooze", "t.check").said


def test_a_reminder_about_a_flow_that_is_no_task_leads_to_the_menu() -> None:
    """Seeing it never leads nowhere."""
    talk = chat().order("later", "check").type_("demain 10h").due().press("button.see")

    assert "menu.title" in talk.said


@pytest.mark.parametrize("zone", ZONES)
def test_the_time_zone_is_chosen_from_where_people_live(zone: str) -> None:
    """Overseas zones are offered; what was promised keeps its clock reading."""
    talk = chat().order("later", "check").type_("demain 10h").order("zone").order("zone", zone)

    assert talk.person.zone == zone
    assert talk.person.reminders[0].wall.hour == 10


def test_forgetting_takes_one_confirmation_and_leaves_nothing() -> None:
    """Asked once, then everything is gone, language apart for the receipt."""
    talk = chat(ASKS).start("asks", language="en").tap("red").order("forget")
    assert "forget.confirm" in talk.said
    assert talk.person.sessions

    talk.press("button.forget_confirm")

    assert talk.person == Person(language="en")
    assert next(e for e in talk.effects if isinstance(e, Forget)).receipt.paragraphs == (
        "forget.receipt",
    )


def test_the_export_holds_all_that_is_kept() -> None:
    """The file is JSON, neutral in name, and one can go on from there."""
    talk = chat(ASKS).start("asks").tap("red").order("export")
    paper = next(e for e in talk.effects if isinstance(e, Document))

    kept = json.loads(paper.content)
    assert kept["profile"]["happened"] == ["money_out"]
    assert paper.protect
    assert talk.key == "size"


def test_menu_flows_open_and_paused_ones_go_on() -> None:
    """Opening a flow one was in takes it up where it was."""
    talk = chat(ASKS, menu=["start", "check", "asks"]).start("asks").tap("red").order("menu")

    talk.press("Questions")

    assert talk.key == "size"
    assert len(talk.person.sessions) == 1


def test_reminders_set_by_a_flow_with_words_of_the_author() -> None:
    """A flow's own reminder shows its words after the tap, and not if its reason is gone."""
    sets = """
    flow: sets
    title: Délai
    open: [menu, link]
    steps:
      - set: {limit: today() + days(3)}
      - do: remind
        with: {at: limit, text: Avez-vous appelé ?, unless: "called == 'yes'"}
      - ask: called
        text: Appelé ?
        choices: {yes: Oui, no: Non}
      - ask: ok
        text: Ok ?
        choices: {ok: Ok}
      - stop: done
    """
    talk = chat(sets).start("sets").tap("no").due()
    assert "reminder.neutral" in talk.said
    assert "Avez-vous appelé ?" in talk.press("button.see").said

    talk = chat(sets).start("sets").tap("yes").due()
    assert not talk.effects

    talk = chat(sets).start("sets").order("stop").send(Ordered("menu"))
    assert not talk.person.reminders


OUTER = """
flow: outer
title: Dehors
open: link
steps:
  - call: inner
  - ask: after
    text: Ensuite ?
    choices: {yes: Oui}
  - stop: done
"""
INNER = """
flow: inner
title: Dedans
steps:
  - ask: which
    kind: several
    text: Lesquels ?
    choices: {a: A, b: B}
  - stop: done
"""
ALWAYS = ("privacy", "stop", "menu", "plan", "human", "lang", "help", "export")


@pytest.mark.parametrize("name", ALWAYS)
def test_inside_a_call_with_half_a_list_ticked_a_command_answers_and_loses_nothing(
    name: str,
) -> None:
    """Each works at once; coming back, the ticks are there and the flow goes on outside."""
    talk = chat(OUTER, INNER).start("outer").tap("b").order(name)
    assert talk.shows

    talk.order("menu").press("menu.resume")
    assert talk.labels[:2] == ["⬜ A", "✅ B"]
    assert talk.tap("continue").key == "after"


@pytest.mark.parametrize("name", ALWAYS)
def test_while_an_action_runs_a_command_answers(name: str) -> None:
    """The check goes on; its verdict comes where it was asked for."""
    talk = chat().start("check").type_("Votre colis")
    key = talk.person.sessions[-1].answers[0].key

    talk.order(name)
    assert talk.shows or talk.has(Document)
    talk.send(Finished("verdict", "danger"))

    assert "Danger" in talk.said
    assert key == "message"


@pytest.mark.parametrize("name", [*ALWAYS, "forget", "back"])
def test_after_a_flow_is_over_a_command_answers(name: str) -> None:
    """Nothing is open: each still has something to say, and a way on."""
    talk = chat(OUTER, INNER).start("outer").tap("continue").tap("yes").order(name)

    assert not talk.person.sessions or name in {"privacy", "human", "help"}
    assert talk.show.buttons
