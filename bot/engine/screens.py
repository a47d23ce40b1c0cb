"""What a person sees, turned into `Show`: what all screens share, and the menu.

Every sentence comes from the release, in the person's language; these rooms only choose and
arrange. Each screen carries a way out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.engine.effects import Button, Lane, Manner, Order, Promise, Show
from bot.engine.person import Person, Session
from bot.flow.model import Value
from bot.flow.release import Release
from bot.flow.text import Words

MOST_ROWS = 12  # of a list that could grow
LONGEST_LABEL = 40
SHORT = 16  # two buttons whose labels are at most this long share a row

Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a screen is drawn from."""

    release: Release
    person: Person
    now: datetime
    words: Words = field(init=False)

    def __post_init__(self) -> None:
        """Choose the words of the person's language once."""
        object.__setattr__(self, "words", self.release.words(self.person.language))

    @property
    def local(self) -> datetime:
        """The moment, in the person's zone."""
        return self.now.astimezone(ZoneInfo(self.person.zone))

    def say(self, key: str, **values: Value) -> str:
        """Return one of the engine's own sentences."""
        return self.words.say(key, **values)

    def title(self, flow: str) -> str:
        """Return the title of a flow."""
        return self.words.translate(self.release.flows[flow].title)

    def order(self, label: str, name: str, argument: str = "") -> Button:
        """Return a button for a command."""
        return Button(self.say(label), Order(name, argument))


def navigation(look: Look, session: Session | None = None) -> Row:
    """Return the way out that every screen carries: back, menu, a human."""
    row = [look.order("button.menu", "menu"), look.order("button.tell_human", "human")]
    if session is not None and session.answers:
        press = Order("back", session=session.number, seq=session.seq)
        row.insert(0, Button(look.say("button.back"), press))
    return tuple(row)


def shorten(label: str, most: int = LONGEST_LABEL) -> str:
    """Return a label that fits a button on a phone."""
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def in_rows(buttons: Iterable[Button]) -> list[Row]:
    """Put buttons one under the other; two short neighbours share a row."""
    rows: list[Row] = []
    for button in buttons:
        last = rows[-1] if rows else ()
        if len(last) == 1 and len(last[0].label) <= SHORT and len(button.label) <= SHORT:
            rows[-1] = (*last, button)
        else:
            rows.append((button,))
    return rows


def menu(look: Look, lead: Iterable[str] = (), left: str | None = None) -> Show:
    """Return the menu: the flow that was left, the guides, and everything that always works."""
    rows: list[Row] = []
    if left is not None:
        rows.append((Button(look.say("menu.resume", title=left), Order("resume")),))
    rows.extend((Button(look.title(flow), Order("open", flow)),) for flow in look.release.menu)
    rows.append((look.order("button.plan", "plan"), look.order("button.reminders", "reminders")))
    rows.append((look.order("button.language", "lang"), look.order("button.tell_human", "human")))
    return Show((*lead, look.say("menu.title")), tuple(rows))


def notice(look: Look, *keys: str, **values: Value) -> tuple[str, ...]:
    """Return engine sentences as paragraphs."""
    return tuple(look.say(key, **values) for key in keys)


def reminder_manner(show: Show, lane: Lane) -> Show:
    """Return a screen as a message of the bot's own accord: below all others, never doubled."""
    return Show(show.paragraphs, show.buttons, Manner.NEW, lane, Promise.REMINDER)
