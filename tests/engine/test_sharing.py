"""What a desk may hear is seen and changed by the person, kind by kind or all at once."""

from dataclasses import replace

import pytest

from bot.engine.effects import Agree
from bot.engine.events import Exporting, Sharing
from bot.engine.talk import ASKED, COUNTED, SHARED, Share
from bot.handoff.model import ASKED_FOR, News
from tests.little import Chat, chat

MINE = Share("ho_1a2b3c4d5e6f708192a3b4c5", "Mutuelle", "A1", ("opened", "task_done"))
OTHER = Share("ho_ffffffffffffffffffffffff", "Autre", "B2", ())


def _agreed(one: Chat) -> list[Agree]:
    return [effect for effect in one.effects if isinstance(effect, Agree)]


def test_the_kinds_are_those_of_the_desks() -> None:
    """The engine's list and the hand-off's are one; being counted is no kind of news."""
    assert tuple(map(str, ASKED_FOR)) == SHARED
    assert (*SHARED, COUNTED) == ASKED
    assert COUNTED not in set(map(str, News))


def test_who_was_sent_by_nobody() -> None:
    """Nobody learns anything, typed or tapped."""
    assert "sharing.nobody" in chat().order("sharing").said
    assert "sharing.nobody" in chat().send(Sharing(())).said


def test_one_desk_is_shown_at_once() -> None:
    """Each kind with its state, being counted last and explained, and all or nothing."""
    one = chat().send(Sharing((MINE,)))

    assert "sharing.count" in one.said
    assert one.labels[:7] == [
        "✅ news.opened",
        "⬜ news.triage_done",
        "✅ news.task_done",
        "⬜ news.task_blocked",
        "⬜ news.deadline_near",
        "⬜ news.plan_complete",
        "⬜ sharing.counted",
    ]
    assert one.labels[7:9] == ["sharing.stop", "sharing.all"]
    assert not _agreed(one)


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ("task_done", ("opened",)),
        ("deadline_near", ("opened", "task_done", "deadline_near")),
        ("counted", ("opened", "task_done", COUNTED)),
        ("none", ()),
        ("everything", ASKED),
        ("all", SHARED),  # a button of before: it agrees to what stood beside it then
    ],
)
def test_changing(change: str, kinds: tuple[str, ...]) -> None:
    """One tap, done at once, and shown as it is now."""
    one = chat().send(Sharing((MINE,), f"1a2b3c4d.{change}", tapped=True))

    assert _agreed(one) == [Agree(MINE.handoff, kinds)]
    assert ("sharing.noted" if kinds else "sharing.stopped") in one.said
    assert ("sharing.stop" in one.labels) is bool(kinds)
    assert ("sharing.all" in one.labels) is (kinds != ASKED)


@pytest.mark.parametrize(
    ("before", "change", "said"),
    [
        ((COUNTED,), "counted", "sharing.uncounted"),
        ((COUNTED,), "none", "sharing.uncounted"),
        (("opened", COUNTED), "counted", "sharing.uncounted"),
        (("opened", COUNTED), "opened", "sharing.stopped"),
        (("opened", COUNTED), "none", "sharing.stopped"),
        (("opened",), "counted", "sharing.noted"),
        (("opened", COUNTED), "all", "sharing.noted"),
    ],
)
def test_what_is_said_of_a_change(before: tuple[str, ...], change: str, said: str) -> None:
    """That the desk was told, only where it was: it hears of the end of news, not of counting."""
    share = replace(MINE, kinds=before)
    one = chat().send(Sharing((share,), f"1a2b3c4d.{change}", tapped=True))

    notices = {"sharing.noted", "sharing.stopped", "sharing.uncounted"}
    assert {notice for notice in notices if notice in one.said} == {said}
    if change == "all":
        assert _agreed(one) == [Agree(MINE.handoff, ASKED)]


@pytest.mark.parametrize("change", ["erased", "", "human_wanted"])
def test_what_cannot_be_changed(change: str) -> None:
    """Nothing else is a kind one agrees to."""
    assert not _agreed(chat().send(Sharing((MINE,), f"1a2b3c4d.{change}")))
    same = Sharing((OTHER,), "ffffffff.none")
    assert not _agreed(chat().send(same))


def test_several_desks() -> None:
    """Which one first; a button of a hand-off that is gone leads there too."""
    one = chat().send(Sharing((MINE, OTHER)))
    assert "sharing.which" in one.said
    assert one.labels[:2] == ["Mutuelle (A1)", "Autre (B2)"]
    one.send(Sharing((MINE, OTHER), "00000000.all", tapped=True))
    assert "sharing.which" in one.said
    assert not _agreed(one)
    assert "sharing.none" in one.send(Sharing((MINE, OTHER), "ffffffff")).said


def test_export_gives_what_is_kept_beside() -> None:
    """What the desks may hear is in the file."""
    one = chat().send(Exporting({"desks": [{"desk": "Mutuelle"}]}))
    (document,) = [e for e in one.effects if hasattr(e, "content")]

    assert b'"Mutuelle"' in document.content
