"""Fast fingers pass, floods do not."""

from bot.chat import flood
from bot.chat.flood import Admission, Flood


def test_whoever_waits_for_the_answers_is_never_held_up() -> None:
    """Sixty at once, then two a second for ten minutes: faster than the bot may answer."""
    bucket = Flood()
    burst = [bucket.admit(5, 0.0) for _ in range(60)]
    steady = [bucket.admit(5, 0.5 * n) for n in range(1, 1200)]

    assert {*burst, *steady} == {Admission.PASS}


def test_a_flood_is_noticed_once_in_ten_minutes() -> None:
    """One notice, then silence, then one more."""
    bucket = Flood()
    first = [bucket.admit(5, n / 10) for n in range(600)]
    later = [bucket.admit(5, 700 + n / 10) for n in range(600)]

    assert first.count(Admission.NOTICE) == 1
    assert later.count(Admission.NOTICE) == 1
    assert first.count(Admission.PASS) == 60 + 119


def test_one_flood_does_not_touch_the_next_person() -> None:
    """Each has a bucket of their own."""
    bucket = Flood()
    for _ in range(1000):
        bucket.admit(5, 0.0)

    assert bucket.admit(6, 0.0) is Admission.PASS


def test_the_buckets_of_those_who_left_are_dropped() -> None:
    """Memory follows who is here now, not who ever was."""
    bucket = Flood()
    for chat in range(3 * flood.REMEMBERED):
        bucket.admit(chat, float(chat))

    assert len(bucket._buckets) <= flood.REMEMBERED


def test_a_clock_that_steps_back_gives_nothing_and_takes_nothing() -> None:
    """Time that runs backwards is no time."""
    bucket = Flood(burst=1.0)
    bucket.admit(5, 100.0)

    assert bucket.admit(5, 50.0) is Admission.NOTICE
