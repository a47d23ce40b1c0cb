"""Counts: what people are receiving now, and how far those came whom the desk sent.

No count of fewer than ten is shown, in words, plot or file; nothing here leads to a person.
"""

from html import escape

from aiohttp import web

from bot.api.counter.door import Visit
from bot.api.counter.sheet import table
from bot.api.pages import Html, tag, words
from bot.store import desk_views
from bot.store.desk_views import FEWEST, Funnel

MOST = 25
VERDICTS = ("danger", "suspicious", "cannot_tell", "known_sender")
ROW, WIDE, LABEL = 44, 640, 20  # pixels of the plot
SPAN = "…"  # where a sign quotes a message: no word of one is kept


async def wave(visit: Visit) -> web.Response:
    """`GET /desk/wave`."""
    found = await visit.room.gate.transact(lambda db: desk_views.wave(db, visit.now))
    verdicts = [row for row in found if row[0] in VERDICTS]
    signs = [row for row in found if f"sign.{row[0]}" in visit.words.texts][:MOST]
    parts: list[Html] = [
        tag("p", visit.say("wave.what", fewest=FEWEST)),
        tag("p", visit.say("wave.whole", desk=visit.account.desk.title), "note"),
    ]
    head = [visit.say("wave.now"), visit.say("wave.before")]
    if not verdicts and not signs:
        parts.append(tag("p", visit.say("wave.none", fewest=FEWEST)))
    if verdicts:
        rows = [
            (words(visit.say(f"verdict.{name}")), *_counts(visit, tuple(counts)))
            for name, *counts in verdicts
        ]
        parts.append(
            table(visit.say("wave.verdicts"), [visit.say("wave.verdict"), *head], rows, numbers=2)
        )
    if signs:
        rows = [
            (words(visit.words.say(f"sign.{name}", span=SPAN)), *_counts(visit, tuple(counts)))
            for name, *counts in signs
        ]
        parts.append(
            table(visit.say("wave.signs"), [visit.say("wave.sign"), *head], rows, numbers=2)
        )
    return visit.page("wave", parts, wide=True)


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


def _counts(visit: Visit, counts: tuple[int, ...]) -> tuple[Html, ...]:
    """Return counts, or that they are too few to be shown."""
    few = visit.say("few", fewest=FEWEST)
    return tuple(words(str(count) if count else few) for count in counts)
