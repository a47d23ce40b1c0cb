"""A new release and what a session did on its way: done, undone, reworded, never twice."""

from dataclasses import replace
from datetime import timedelta

from bot.engine.events import Due
from tests.engine.test_deeds import REMEMBERS, WAITS
from tests.engine.test_releases import moved
from tests.little import Chat, release_of

SILENT = REMEMBERS.replace(
    """  - do: remember
    with: {happened: "['money_out']"}
  - do: remind
    with: {at: today() + days(2), text: Rappelez}
""",
    "",
)


def test_what_a_new_release_does_on_the_way_is_done() -> None:
    """A reminder and a code added before the question one stands at are not forgotten."""
    talk = moved(Chat(release_of(SILENT)).start("acts").tap("left"), REMEMBERS).order("resume")

    assert talk.person.profile["happened"] == ("money_out",)
    assert len(talk.person.reminders) == 1


def test_what_a_new_release_no_longer_does_is_undone() -> None:
    """A reminder taken out of the guide does not fire."""
    talk = moved(Chat(release_of(REMEMBERS)).start("acts").tap("left"), SILENT).order("resume")

    assert "happened" not in talk.person.profile
    assert not talk.person.reminders


def test_a_reminder_that_was_sent_is_not_sent_again_because_it_was_reworded() -> None:
    """New words are for what is still owed."""
    talk = Chat(release_of(REMEMBERS)).start("acts").tap("left").due()

    moved(talk, REMEMBERS.replace("Rappelez", "Téléphonez")).order("resume")

    assert not talk.person.reminders


def test_a_reminder_still_owed_is_said_in_the_new_words() -> None:
    """The person reads the corrected sentence."""
    talk = Chat(release_of(REMEMBERS)).start("acts").tap("left")
    moved(talk, REMEMBERS.replace("Rappelez", "Téléphonez")).order("resume").due()

    assert "Téléphonez" in talk.order("see", talk.person.fired[0].key).said


def test_a_code_that_left_the_profile_is_nobodys() -> None:
    """Undoing an act that named an entry the profile no longer has changes nothing else."""
    talk = Chat(release_of(REMEMBERS)).start("acts").tap("left")
    moved(talk, SILENT)
    profile = {name: e for name, e in talk.release.profile.items() if name != "happened"}
    talk.release = replace(talk.release, profile=profile)

    assert talk.order("resume").key == "end"


def test_a_follow_up_about_a_flow_that_is_gone_is_still_answered() -> None:
    """The button of an old reminder leads to the menu when there is nothing else to show."""
    talk = Chat(release_of(WAITS)).start("waits").tap("wait").due()
    moved(talk)

    assert "menu.title" in talk.order("see", talk.person.fired[0].key).said


def test_a_due_reminder_under_a_new_release_still_fires() -> None:
    """Publishing does not eat what was owed."""
    talk = Chat(release_of(REMEMBERS)).start("acts").tap("left")
    key = talk.person.reminders[0].key
    moved(talk, REMEMBERS)
    talk.now += timedelta(days=3)

    assert "reminder.neutral" in talk.send(Due(key)).said
