"""What a desk may hear is seen and changed by the person, kind by kind or all at once."""

import pytest

from bot.engine.effects import Agree
from bot.engine.events import Exporting, Sharing
from bot.engine.talk import SHARED, Share
from bot.handoff.model import ASKED_FOR
from tests.little import Chat, chat

MINE = Share("ho_1a2b3c4d5e6f708192a3b4c5", "Mutuelle", "A1", ("opened", "task_done"))
OTHER = Share("ho_ffffffffffffffffffffffff", "Autre", "B2", ())


def _agreed(one: Chat) -> list[Agree]:
    return [effect for effect in one.effects if isinstance(effect, Agree)]


def test_the_kinds_are_those_of_the_desks() -> None:
    """The engine's list and the hand-off's are one."""
    assert tuple(map(str, ASKED_FOR)) == SHARED


def test_who_was_sent_by_nobody() -> None:
    """Nobody learns anything, typed or tapped."""
    assert "sharing.nobody" in chat().order("sharing").said
    assert "sharing.nobody" in chat().send(Sharing(())).said


def test_one_desk_is_shown_at_once() -> None:
    """Each kind with its state, and all or nothing."""
    one = chat().send(Sharing((MINE,)))

    assert one.labels[:6] == [
        "✅ news.opened",
        "⬜ news.triage_done",
        "✅ news.task_done",
        "⬜ news.task_blocked",
        "⬜ news.deadline_near",
        "⬜ news.plan_complete",
    ]
    assert one.labels[6:8] == ["sharing.stop", "sharing.all"]
    assert not _agreed(one)


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ("task_done", ("opened",)),
        ("deadline_near", ("opened", "task_done", "deadline_near")),
        ("none", ()),
        ("all", SHARED),
    ],
)
def test_changing(change: str, kinds: tuple[str, ...]) -> None:
    """One tap, done at once, and shown as it is now."""
    one = chat().send(Sharing((MINE,), f"1a2b3c4d.{change}", tapped=True))

    assert _agreed(one) == [Agree(MINE.handoff, kinds)]
    assert ("sharing.noted" if kinds else "sharing.stopped") in one.said
    assert ("sharing.stop" in one.labels) is bool(kinds)
    assert ("sharing.all" in one.labels) is (kinds != SHARED)


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
