"""What happened: everything the engine can be told. Data only; no Telegram words.

An event says what a person did or what the outside answered, never what to do about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine.effects import Document
from bot.engine.talk import Card, Share
from bot.flow.model import Value


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence of a checked message: its id and what it found, ready to be shown."""

    id: str
    span: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    """The person opened the conversation, perhaps through a link carrying `payload`."""

    payload: str | None = None
    language: str | None = None  # the two letters the app announces, if any


@dataclass(frozen=True, slots=True)
class Handed:
    """The person opened a desk's one-time link: what the desk said, or None when it is spent."""

    inputs: Mapping[str, Value] | None
    language: str | None = None  # both as the desk knows them, for somebody new
    zone: str | None = None  # IANA


@dataclass(frozen=True, slots=True)
class Typed:
    """The person wrote or forwarded words. Secrets are already masked; `secrets` names them."""

    text: str
    forwarded: bool = False
    secrets: frozenset[str] = frozenset()  # codes of privacy.Secret
    distress: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """The person sent a picture or a file: a reference, never bytes."""

    reference: str
    picture: bool
    name: str = ""
    kind: str = ""  # the announced media type
    size: int = 0  # bytes
    caption: str = ""  # secrets already masked; `secrets` names them
    forwarded: bool = False
    album: bool = False  # one of several sent together; the others are not looked at
    secrets: frozenset[str] = frozenset()
    distress: bool = False


@dataclass(frozen=True, slots=True)
class Chose:
    """The person tapped `option` under question `seq` of `session`."""

    session: int
    seq: int
    option: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """The person used a command (`/menu`, a Back button): works everywhere, whatever runs."""

    name: str
    argument: str = ""
    session: int | None = None  # Back says which question it stood under
    seq: int | None = None
    tapped: bool = False  # a button, as opposed to a word typed after a slash


@dataclass(frozen=True, slots=True)
class Stray:
    """Something the bot cannot use arrived: `what` is its class (`media`, `contact`, …)."""

    what: str


@dataclass(frozen=True, slots=True)
class Finished:
    """An action answered. `signs` and `documents` are shown once and never kept.

    `wave` is a fingerprint of what was checked, for whoever keeps waves apart from people.
    """

    key: str
    outcome: str
    signs: tuple[Sign, ...] = ()
    documents: tuple[Document, ...] = ()
    personal: bool = False  # the documents hold what the person wrote
    wave: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A picture the person sent was read, or could not be: `outcome` is `read`, or why not.

    What was read is used by the next action and never kept; secrets are already masked.
    """

    key: str
    outcome: str
    text: str = ""
    sender: str = ""
    codes: tuple[str, ...] = ()  # what its QR codes hold
    unread: bool = False  # the words are only those beside the picture
    secrets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """The moment of the reminder named `key` has come, and that of `more` with it."""

    key: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """What the person wrote for the letter in front of them was in memory, and is gone."""


@dataclass(frozen=True, slots=True)
class Left:
    """The person blocked the bot."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The person unblocked the bot."""


@dataclass(frozen=True, slots=True)
class Offered:
    """The action `key` may ask for a human of this desk, if the person wants."""

    key: str
    card: Card


@dataclass(frozen=True, slots=True)
class HumanAsked:
    """The person asks for a human, on the screen of question `seq` of `session`.

    `card` is the desk as it is now; None when it is there no more. `hard`: they let it be said
    that things are hard for them.
    """

    card: Card | None
    session: int | None
    seq: int | None
    hard: bool = False


@dataclass(frozen=True, slots=True)
class DeskTook:
    """A human of the desk took the conversation: it is theirs now."""


@dataclass(frozen=True, slots=True)
class DeskSaid:
    """The human of the desk wrote; no secret is in it."""

    text: str


@dataclass(frozen=True, slots=True)
class DeskEnded:
    """The human of the desk is done, and perhaps sends the person on to a task."""

    task: str | None = None


@dataclass(frozen=True, slots=True)
class DeskUnanswered:
    """Nobody of the desk answers: `late` as promised, `down` as a machine, `silent` for a day."""

    why: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """The person looks at what their desks may hear, or changes it by `argument`."""

    shares: tuple[Share, ...]
    argument: str = ""
    tapped: bool = False


@dataclass(frozen=True, slots=True)
class Exporting:
    """The person asks for all that is kept; `beside` is what the engine does not know of, as JSON.

    None of it stays here.
    """

    beside: Mapping[str, object]


Event = (
    Started
    | Handed
    | Typed
    | Sent
    | Chose
    | Ordered
    | Stray
    | Finished
    | Read
    | Due
    | Lost
    | Left
    | Returned
    | Offered
    | HumanAsked
    | DeskTook
    | DeskSaid
    | DeskEnded
    | DeskUnanswered
    | Sharing
    | Exporting
)
