"""Counts: what people are receiving now, and how far those came whom the desk sent.

No count of fewer than ten is shown, in words, plot or file; nothing here leads to a person.
"""

from collections.abc import Iterable
from datetime import timedelta
from html import escape

from aiohttp import web

from bot.api.counter.door import Visit
from bot.api.counter.sheet import table
from bot.api.counter.when import day
from bot.api.pages import Html, tag, words
from bot.store import counted, desk_views, waves
from bot.store.desk_views import Funnel
from bot.store.waves import FEWEST, STEP, Row

MOST = 25
VERDICTS = ("danger", "suspicious", "cannot_tell", "known_sender")
ROW, WIDE, LABEL = 44, 640, 20  # pixels of the plot
SPAN = "…"  # where a sign quotes a message: no word of one is kept


async def wave(visit: Visit) -> web.Response:
    """`GET /desk/wave`: what the desk's people are receiving, and below it what everybody is."""
    desk, now = visit.account.desk, visit.now
    mine, all_of_them = await visit.room.gate.transact(
        lambda db: (counted.card(db, desk, now), waves.counted(db, now))
    )
    until = day(visit.words, waves.day_of(now) - timedelta(days=1))
    few = tag("p", visit.say("wave.few", desk=desk.title, fewest=FEWEST))
    none = tag("p", visit.say("wave.none", fewest=FEWEST))
    parts = (
        tag("p", visit.say("wave.when", until=until, step=STEP, fewest=FEWEST), "note"),
        tag("h2", visit.say("wave.mine", desk=desk.title)),
        tag("p", visit.say("wave.what", desk=desk.title)),
        *(_signs(visit, mine, "wave.people") or [few]),
        tag("h2", visit.say("wave.everybody")),
        tag("p", visit.say("wave.whole", desk=desk.title)),
        *([*_verdicts(visit, all_of_them), *_signs(visit, all_of_them, "wave.signs")] or [none]),
    )
    return visit.page("wave", parts, wide=True)


def _verdicts(visit: Visit, found: list[Row]) -> list[Html]:
    """Return the table of the verdicts among what was found; nothing when there are none."""
    rows = [
        (words(visit.say(f"verdict.{name}")), *_counts(visit, counts))
        for name, *counts in found
        if name in VERDICTS
    ]
    return _weeks(visit, "wave.verdicts", "verdict", rows)


def _signs(visit: Visit, found: list[Row], caption: str) -> list[Html]:
    """Return the table of the signs among what was found; nothing when there are none."""
    rows = [
        (words(visit.words.say(f"sign.{name}", span=SPAN)), *_counts(visit, counts))
        for name, *counts in found
        if f"sign.{name}" in visit.words.texts
    ]
    return _weeks(visit, caption, "sign", rows[:MOST])


def _weeks(visit: Visit, caption: str, what: str, rows: list[tuple[Html, ...]]) -> list[Html]:
    head = [visit.say(f"wave.{name}") for name in (what, "now", "before")]
    return [table(visit.say(caption), head, rows, numbers=2)] if rows else []


async def funnel(visit: Visit) -> web.Response:
    """`GET /desk/funnel`."""
    desk = visit.account.desk
    found = await visit.room.gate.transact(lambda db: desk_views.funnel(db, desk, visit.now))
    rows = [(words(visit.say("funnel.minted")), words(str(found.minted)))]
    few = visit.say("few", fewest=FEWEST)
    rows += [
        (words(visit.say(f"funnel.{step}")), words(str(count) if count is not None else few))
        for step, count in found.steps
    ]
    head = [visit.say("funnel.step"), visit.say("funnel.count")]
    parts = (
        tag("p", visit.say("funnel.what", fewest=FEWEST)),
        plot(visit, found),
        table(visit.say("funnel.caption"), head, rows, numbers=1),
        tag("p", visit.say("funnel.consent"), "note"),
    )
    return visit.page("funnel", parts)


def plot(visit: Visit, found: Funnel) -> Html:
    """Return the funnel as bars; the table beside it says the same to whoever cannot see them."""
    bars: list[tuple[str, int | None]] = [(visit.say("funnel.minted"), found.minted)]
    bars += [(visit.say(f"funnel.{step}"), count) for step, count in found.steps]
    most = max([count or 0 for _, count in bars] + [1])
    drawn = []
    for place, (name, count) in enumerate(bars):
        top = place * ROW
        shown = str(count) if count is not None else visit.say("few", fewest=FEWEST)
        width = max(2, round((WIDE - 20) * (count or 0) / most))
        kind = ' class="few"' if count is None else ""
        drawn.append(
            f'<text x="0" y="{top + 15}">{escape(name)} · {escape(shown)}</text>'
            f'<rect x="0" y="{top + LABEL}" width="{40 if count is None else width}" height="16"'
            f"{kind}/>"
        )
    name = escape(visit.say("funnel.plot"))
    return Html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">'
        f'<svg class="plot" viewBox="0 0 {WIDE} {len(bars) * ROW}" role="img"'
        f' aria-label="{name}">{"".join(drawn)}</svg></div>'
    )


def _counts(visit: Visit, counts: Iterable[int]) -> tuple[Html, ...]:
    """Return counts, or that they are too few to be shown."""
    few = visit.say("few", fewest=FEWEST)
    return tuple(words(str(count) if count else few) for count in counts)
