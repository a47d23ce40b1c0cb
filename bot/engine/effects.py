"""What the engine wants done. Data only: the engine never does anything itself.

Words arrive here finished, in the person's language; `**bold**` is the only markup, and whatever
a person typed has been made harmless by `flow.text`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.flow.model import Value


class Lane(IntEnum):
    """Priority in the outbox: a waiting person, then a deadline, then the rest."""

    PERSON = 0
    DEADLINE = 1
    REST = 2
    ASIDE = 3  # actions outside: they hold up nobody's words


class Manner(StrEnum):
    """How a screen appears: in place of the living one, as new buttons under it, or below it."""

    EDIT = "edit"
    KEYS = "keys"
    BELOW = "below"  # and the living one stays in the chat as it was, without its buttons
    NEW = "new"  # the living one keeps them


class Promise(StrEnum):
    """What an ambiguous failure may do to a message (R:reliability 3.3)."""

    IDEMPOTENT = "E"  # retry freely
    REPLY = "R"  # one silent retry, two crashed attempts, then assumed
    REMINDER = "M"  # resend until confirmed: a third copy beats a missed deadline
    SENSITIVE = "S"  # never twice


@dataclass(frozen=True, slots=True)
class Option:
    """A tap on an answer: `option` under question `seq` of `session`."""

    session: int
    seq: int
    option: str


@dataclass(frozen=True, slots=True)
class Order:
    """A tap on a command; Back names the question it stands under."""

    name: str
    argument: str = ""
    session: int | None = None
    seq: int | None = None


Press = Option | Order


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what its tap means."""

    label: str
    press: Press


@dataclass(frozen=True, slots=True)
class Show:
    """Put a screen in front of the person: paragraphs, then rows of buttons."""

    paragraphs: tuple[str, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    manner: Manner = Manner.NEW
    lane: Lane = Lane.PERSON
    promise: Promise = Promise.REPLY
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Freeze:
    """Take the buttons off the living screen, so that it stays in the chat as it was."""


@dataclass(frozen=True, slots=True)
class Document:
    """Give the person a file; kept nowhere once it is sent.

    One with a `key` holds what they wrote: its content waits in memory only, and `otherwise` is
    shown in its place when the process that had it is gone.
    """

    name: str  # neutral: it shows in notifications
    media_type: str
    content: bytes
    caption: str = ""
    protect: bool = False
    key: str = ""
    otherwise: Show | None = None


@dataclass(frozen=True, slots=True)
class Erase:
    """Delete from the chat the message that caused this event: it carried a secret."""


@dataclass(frozen=True, slots=True)
class Run:
    """Ask the outside for something; the answer comes back as `Finished(key, …)`."""

    key: str
    action: str
    inputs: Mapping[str, Value]
    beside: Mapping[str, str] = field(default_factory=dict)  # in memory only: lost if it ends


@dataclass(frozen=True, slots=True)
class Hold:
    """Hold in memory what the person wrote under `key` of a session: never written down.

    No text lets go of it, and of everything whose key begins with it.
    """

    session: int
    key: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Forget:
    """Destroy everything kept about the person; `receipt` is the last screen they get."""

    receipt: Show


@dataclass(frozen=True, slots=True)
class AskHuman:
    """Ask a desk for a human. `summary` is what it learns by that: codes only."""

    handoff: str
    answer_by: datetime  # aware UTC
    summary: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Relay:
    """Pass on what the person wrote to the human of the desk, or the codes they chose to send."""

    text: str = ""
    codes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeaveDesk:
    """End the conversation with the desk, or take back that it was asked for."""


@dataclass(frozen=True, slots=True)
class Agree:
    """Let exactly this, of `talk.ASKED`, be agreed to from now on."""

    handoff: str
    kinds: tuple[str, ...]


# What concerns a desk is done in the transaction of the event; it never waits in the outbox.
Deskward = AskHuman | Relay | LeaveDesk | Agree
Outgoing = Show | Freeze | Document | Erase | Run | Hold | Forget
Effect = Outgoing | Deskward
