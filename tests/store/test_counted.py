"""What the people of a desk receive: ten at least, each once, who agreed, of days that are over."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.engine.talk import ASKED, COUNTED, SHARED
from bot.handoff.model import News
from bot.store import counted, desk_events, desk_views, desks, handoffs, people
from bot.store.desks import Desk
from bot.store.sealing import derive
from bot.store.store import connect
from tests.counting import SIGN, checked, crowd, sent

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
DAY = timedelta(days=1)
YESTERDAY = NOW - DAY
KEYS = derive(bytes(range(32)))


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    """Return a database of its own."""
    return connect(tmp_path / "riposte.db")


@pytest.fixture
def desk(db: sqlite3.Connection) -> Desk:
    """Return a desk."""
    return desks.add(db, "demo", "Mutuelle", NOW)


def _shown(db: sqlite3.Connection, desk: Desk, now: datetime = NOW) -> list[tuple[str, int, int]]:
    return counted.people(db, desk, now.date())


def _marks(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM counted").fetchone()[0])


@pytest.mark.parametrize(
    ("size", "shown"), [(0, 0), (1, 0), (9, 0), (10, 10), (14, 10), (15, 15), (23, 20)]
)
def test_ten_at_least_and_in_steps_of_five(
    db: sqlite3.Connection, desk: Desk, size: int, shown: int
) -> None:
    """Nine are nobody; more are rounded down, in the last days as in those before."""
    crowd(db, KEYS, desk, size, YESTERDAY)
    assert _shown(db, desk) == ([(SIGN, shown, 0)] if shown else [])
    assert _shown(db, desk, NOW + 7 * DAY) == ([(SIGN, 0, shown)] if shown else [])


def test_whoever_checks_much_counts_once(db: sqlite3.Connection, desk: Desk) -> None:
    """Fifty messages, over a week and over two: one person, in each span they were found in."""
    first, *_ = crowd(db, KEYS, desk, 9, YESTERDAY)
    for place in range(50):
        checked(db, first, now=NOW - (1 + place % 7) * DAY)
    assert _shown(db, desk) == []
    checked(db, sent(db, KEYS, desk, 1, NOW), now=YESTERDAY)
    assert _shown(db, desk) == [(SIGN, 10, 0)]


def test_a_sign_counts_by_itself(db: sqlite3.Connection, desk: Desk) -> None:
    """Ten people with a sign each, not ten signs of a few; how it was read is no sign."""
    many = crowd(db, KEYS, desk, 10, YESTERDAY)
    for one in many[:9]:
        checked(db, one, "words.pay", "words.urgency", now=YESTERDAY)
    for one in many:
        checked(db, one, "picture.secret", "parts.none", "wave.before", now=YESTERDAY)
    assert _shown(db, desk) == [(SIGN, 10, 0)]


def test_what_leaked_of_a_person_is_not_counted(db: sqlite3.Connection, desk: Desk) -> None:
    """That the message quotes something is; that it leaked of them is theirs."""
    for place, one in enumerate(crowd(db, KEYS, desk, 10, YESTERDAY)):
        checked(db, one, "words.leaked" if place % 2 else "words.quoted", now=YESTERDAY)
    assert _shown(db, desk) == [(SIGN, 10, 0), ("words.quoted", 10, 0)]


def test_only_days_that_are_over(db: sqlite3.Connection, desk: Desk) -> None:
    """Today counts tomorrow, by the days of Paris; after a fortnight nothing is shown or kept."""
    midnight = datetime(2026, 11, 24, 23, tzinfo=UTC)  # in Paris the 25th begins
    crowd(db, KEYS, desk, 9, midnight - timedelta(seconds=1))
    late = sent(db, KEYS, desk, 1, midnight)
    checked(db, late, now=midnight)
    assert _shown(db, desk) == []
    assert _shown(db, desk, NOW + DAY) == [(SIGN, 10, 0)]
    assert _shown(db, desk, NOW + 6 * DAY) == [(SIGN, 10, 0)]
    assert _shown(db, desk, NOW + 7 * DAY) == []  # one of them in each span: 9 before, 1 now
    assert _shown(db, desk, NOW + 8 * DAY) == [(SIGN, 0, 10)]
    assert counted.prune(db, NOW + 13 * DAY) == 0
    assert counted.prune(db, NOW + 14 * DAY) == 9
    assert counted.prune(db, NOW + 15 * DAY) == 1


def test_another_desks_people_are_not_in_it(db: sqlite3.Connection, desk: Desk) -> None:
    """Each desk its own; whom two have sent counts where they agreed to it."""
    other = desks.add(db, "other", "Autre", NOW)
    both = [sent(db, KEYS, desk, 900 + place, NOW) for place in range(10)]
    for place in range(10):
        sent(db, KEYS, other, 900 + place, NOW, (COUNTED,) if place else SHARED)
    for one in both:
        checked(db, one, now=YESTERDAY)
    assert _shown(db, desk) == [(SIGN, 10, 0)]
    assert _shown(db, other) == []
    crowd(db, KEYS, other, 1, YESTERDAY, first=1)
    assert _shown(db, other) == [(SIGN, 10, 0)]


def test_whoever_agreed_to_news_alone_is_not_counted(db: sqlite3.Connection, desk: Desk) -> None:
    """Nor whoever agreed to nothing, and whom nobody sent."""
    crowd(db, KEYS, desk, 9, YESTERDAY)
    for chat, kinds in ((1, SHARED), (2, ())):
        checked(db, sent(db, KEYS, desk, chat, NOW, kinds), now=YESTERDAY)
    before = _marks(db)
    stranger = people.create(db, KEYS, 3, people.Person(), NOW)
    counted.count(db, stranger.seal, stranger.id, (SIGN,), YESTERDAY)
    assert (_marks(db), _shown(db, desk)) == (before, [])


def test_being_counted_is_no_news(db: sqlite3.Connection, desk: Desk) -> None:
    """No view, no file and no event of the desk differs from that of a link nobody opened."""
    one = sent(db, KEYS, desk, 1, NOW)
    seen = handoffs.view(db, KEYS, desk, one.handoff, NOW)
    assert seen is not None
    assert (seen.status, seen.agreed) == (handoffs.Status.MINTED, ())
    (row,) = desk_views.several(db, KEYS, desk, NOW)
    assert (row.view, row.news) == (seen, ())
    for kind in News:
        if kind not in desk_events.BY_ASKING:
            assert not desk_events.emit(db, one.handoff, kind, None, NOW)
    handoffs.share(db, KEYS, one.handoff, one.id, (), NOW)
    known = people.find(db, KEYS, 1)
    assert known is not None
    people.forget(db, KEYS, known, NOW)
    assert desk_events.after(db, desk.id, 0, 10) == []
    assert COUNTED not in set(map(str, News))


def test_the_end_of_news_is_not_the_end_of_counting(db: sqlite3.Connection, desk: Desk) -> None:
    """The desk hears that no news will come; the other is nobody's matter, and the same around."""
    one = sent(db, KEYS, desk, 1, NOW, ASKED)
    checked(db, one, now=YESTERDAY)
    handoffs.share(db, KEYS, one.handoff, one.id, (COUNTED,), NOW)
    last = desk_events.after(db, desk.id, 0, 10)[-1]
    assert (last.kind, _marks(db)) == (News.WITHDRAWN, 1)
    handoffs.share(db, KEYS, one.handoff, one.id, SHARED, NOW)
    handoffs.share(db, KEYS, one.handoff, one.id, ASKED, NOW)
    assert handoffs.agreed(db, one.handoff) == ASKED
    handoffs.share(db, KEYS, one.handoff, one.id, SHARED, NOW)
    assert desk_events.after(db, desk.id, 0, 10)[-1] == last
    assert (_marks(db), handoffs.agreed(db, one.handoff)) == (0, SHARED)


def test_withdrawing_takes_ones_marks_and_no_others(db: sqlite3.Connection, desk: Desk) -> None:
    """At once; agreeing again begins anew."""
    one, *others = crowd(db, KEYS, desk, 11, YESTERDAY)
    checked(db, one, "words.pay", SIGN, now=NOW - 3 * DAY)
    handoffs.share(db, KEYS, one.handoff, one.id, (), NOW)
    assert _marks(db) == len(others)
    handoffs.share(db, KEYS, others[0].handoff, others[0].id, (), NOW)
    assert _shown(db, desk) == []
    handoffs.share(db, KEYS, one.handoff, one.id, (COUNTED,), NOW)
    assert _shown(db, desk) == []
    checked(db, one, now=NOW)
    assert _shown(db, desk, NOW + DAY) == [(SIGN, 10, 0)]


def test_by_two_links_of_one_desk(db: sqlite3.Connection, desk: Desk) -> None:
    """One person still; their marks go with the last link by which they agreed."""
    crowd(db, KEYS, desk, 9, YESTERDAY)
    one, again = (sent(db, KEYS, desk, 1, NOW) for _ in range(2))
    checked(db, one, now=YESTERDAY)
    checked(db, again, now=YESTERDAY)
    assert _shown(db, desk) == [(SIGN, 10, 0)]
    handoffs.share(db, KEYS, again.handoff, one.id, (), NOW)
    assert _shown(db, desk) == [(SIGN, 10, 0)]
    handoffs.share(db, KEYS, one.handoff, one.id, (), NOW)
    assert _marks(db) == 9


def test_erasing_takes_ones_marks(db: sqlite3.Connection, desk: Desk) -> None:
    """For every desk; who comes back has nothing to do with who they were."""
    other = desks.add(db, "other", "Autre", NOW)
    crowd(db, KEYS, desk, 9, YESTERDAY)
    one = sent(db, KEYS, desk, 1, NOW)
    sent(db, KEYS, other, 1, NOW)
    checked(db, one, now=YESTERDAY)
    before = set(db.execute("SELECT mark FROM counted"))
    known = people.find(db, KEYS, 1)
    assert known is not None
    people.forget(db, KEYS, known, NOW)
    assert (_marks(db), _shown(db, desk)) == (9, [])
    assert db.execute("SELECT count(*) FROM counting").fetchone() == (9,)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    checked(db, sent(db, KEYS, desk, 1, NOW), now=YESTERDAY)
    anew = set(db.execute("SELECT mark FROM counted")) - before
    assert len(anew) == 1


def test_of_the_silent_nothing_is_left_to_take(db: sqlite3.Connection, desk: Desk) -> None:
    """After thirty days their marks are past what is kept: they need not be searched for."""
    crowd(db, KEYS, desk, 10, NOW)
    later = NOW + people.SILENT_KEPT + timedelta(seconds=1)
    assert people.SILENT_KEPT > counted.KEPT
    counted.prune(db, later)
    assert people.forget_the_silent(db, later, 100) == 10
    assert db.execute("SELECT count(*) FROM counting").fetchone() == (0,)
    assert _marks(db) == 0


def test_a_link_taken_back_counts_nobody(db: sqlite3.Connection, desk: Desk) -> None:
    """The desk does not know that it was opened; its person is counted no more, and never again."""
    one, *_ = crowd(db, KEYS, desk, 10, YESTERDAY)
    assert handoffs.revoke(db, KEYS, desk, one.handoff, NOW)
    assert _marks(db) == 9
    handoffs.share(db, KEYS, one.handoff, one.id, (COUNTED,), NOW)
    checked(db, one, now=YESTERDAY)
    assert (_marks(db), _shown(db, desk)) == (9, [])


def test_marks_have_nothing_in_common(db: sqlite3.Connection, desk: Desk) -> None:
    """Of one person they differ by desk and sign, are found by the key alone, and lie shuffled."""
    other = desks.add(db, "other", "Autre", NOW)
    many = crowd(db, KEYS, desk, 3, NOW)
    sent(db, KEYS, other, many[0].chat, NOW)
    checked(db, many[0], "words.pay", SIGN, now=NOW)
    marks = [mark for (mark,) in db.execute("SELECT mark FROM counted ORDER BY desk_id, name")]
    assert len(set(marks)) == len(marks) == 6
    assert all(len(mark) == counted.MARK_BYTES for mark in marks)
    assert counted.of_person(db, many[0].seal, many[0].handoff) == [
        ("2026-11-25", SIGN),
        ("2026-11-25", "words.pay"),
    ]
    assert counted.of_person(db, many[1].seal, many[1].handoff) == [("2026-11-25", SIGN)]
    with pytest.raises(sqlite3.OperationalError):  # in which order they came is nowhere
        db.execute("SELECT rowid FROM counted")


def test_numbers_stand_still_for_a_day(db: sqlite3.Connection, desk: Desk) -> None:
    """Who leaves while somebody looks is not seen to leave; the next day they are not in it."""
    many = crowd(db, KEYS, desk, 10, YESTERDAY)
    other = desks.add(db, "other", "Autre", NOW)
    shown = counted.card(db, desk, NOW)
    assert shown == [(SIGN, 10, 0)]
    handoffs.share(db, KEYS, many[0].handoff, many[0].id, (), NOW)
    assert _shown(db, desk) == []
    assert counted.card(db, desk, NOW + timedelta(hours=13)) == shown
    assert counted.card(db, other, NOW) == []
    assert counted.card(db, desk, NOW + DAY) == []
    counted.prune(db, NOW + DAY)
    assert db.execute("SELECT desk_id, day FROM counted_card").fetchall() == [
        (desk.id, "2026-11-26")
    ]


def test_the_order_tells_nothing_that_rounding_hides(db: sqlite3.Connection, desk: Desk) -> None:
    """What is shown as the same number stands by name, whoever is one more."""
    for place, one in enumerate(crowd(db, KEYS, desk, 14, YESTERDAY)):
        if place < 12:
            checked(db, one, "brand.named", now=YESTERDAY)
    assert _shown(db, desk) == [("brand.named", 10, 0), (SIGN, 10, 0)]
