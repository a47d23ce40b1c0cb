"""The evidence log as a person sees it: the last rows, and what can be done with them."""

from collections.abc import Iterable

from bot.engine.effects import Button, Order, Show
from bot.engine.log import full, standing
from bot.engine.person import Entry
from bot.engine.screens import MOST_ROWS, Look, navigation, shorten

FLOW = "log"  # the guide that adds to it, if the release has one


def log_screen(look: Look, lead: Iterable[str] = ()) -> Show:
    """Return the log: what counts in it, newest last, and its buttons."""
    counted = standing(look.person)
    paragraphs = [*lead, look.say("log.title" if counted else "log.none")]
    earlier = len(counted) - MOST_ROWS
    if earlier > 0:
        paragraphs.append(look.say("log.earlier", count=earlier))
    if counted:
        paragraphs.append("\n".join(_line(look, entry) for entry in counted[-MOST_ROWS:]))
    if counted and len(look.person.log) > look.person.log_given:
        paragraphs.append(look.say("log.keep"))  # what no file holds yet
    rows = []
    if full(look.person):
        paragraphs.append(look.say("log.full"))
    elif FLOW in look.release.flows:
        rows.append((look.order("button.log_add", "open", FLOW),))
    if look.person.log:
        rows.append((look.order("button.log_pack", "pack"),))
    if counted:
        rows.append((look.order("button.log_withdraw", "withdraw"),))
    return Show(tuple(paragraphs), (*rows, navigation(look)))


def choose_screen(look: Look) -> Show:
    """Return the question which row no longer counts."""
    rows = tuple(
        (Button(shorten(_line(look, entry)), Order("withdraw", str(entry.number))),)
        for entry in standing(look.person)[-MOST_ROWS:]
    )
    back = (look.order("button.log", "log"),)
    return Show((look.say("log.choose_withdraw"),), (*rows, back, navigation(look)))


def event_words(look: Look, entry: Entry) -> str:
    """Return what an entry says; its code when this release no longer knows it."""
    known = look.release.events.get(entry.event)
    return look.words.translate(known) if known is not None else entry.event


def _line(look: Look, entry: Entry) -> str:
    key = "log.line_reference" if entry.reference else "log.line"
    event = event_words(look, entry)
    line = look.say(key, day=entry.day, event=event, reference=entry.reference)
    return f"{line} {look.say('log.kept')}" if entry.screenshot else line
