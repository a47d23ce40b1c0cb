"""The table of what a flow may `do`. A new action is a row here and a file in `bot/actions`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Place(StrEnum):
    """Who answers an action."""

    ENGINE = "engine"  # done by the engine itself; no outcome
    INSTANT = "instant"  # in memory, inside the transaction: its inputs never reach the disk
    ASKED = "asked"  # by the person, on a screen of the engine's: nothing is done before their tap
    OUTSIDE = "outside"  # by the outbox, later


class Accepts(StrEnum):
    """What an input of an action takes."""

    TEXT = "text"  # an expression whose value is text
    WORDS = "words"  # a sentence for the person, translated
    FLOW = "flow"  # the name of a flow, in quotes
    LETTER = "letter"  # the name of a letter, in quotes
    WHEN = "when"  # a date or a moment
    NUMBER = "number"
    CONDITION = "condition"  # an expression read later
    CODES = "codes"  # a code, or a list of codes
    EVENT = "event"  # a code of events.yml
    REFERENCE = "reference"  # a file number: the answer to a question with `format: reference`
    TRUTH = "truth"  # an expression that is true or false


@dataclass(frozen=True, slots=True)
class Signature:
    """An action: its inputs, the ones it cannot do without, and how it may end."""

    place: Place
    inputs: Mapping[str, Accepts] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    either: tuple[str, str] | None = None  # one of these two at least
    outcomes: tuple[str, ...] = ()
    open_inputs: bool = False  # the inputs are the entries of the profile
    most_a_day: int | None = None  # by one person; then its outcome is `enough`
    dated: bool = False  # it is told the moment, as the input `now`


ACTIONS: Mapping[str, Signature] = MappingProxyType(
    {
        "remember": Signature(Place.ENGINE, open_inputs=True),
        "remind": Signature(
            Place.ENGINE,
            {
                "at": Accepts.WHEN,
                "deadline": Accepts.WHEN,
                "before": Accepts.NUMBER,
                "text": Accepts.WORDS,
                "about": Accepts.FLOW,
                "unless": Accepts.CONDITION,
            },
            either=("at", "deadline"),
        ),
        "plan": Signature(Place.ENGINE),
        "log": Signature(
            Place.ENGINE,
            {
                "event": Accepts.EVENT,
                "on": Accepts.WHEN,
                "reference": Accepts.REFERENCE,
                "screenshot": Accepts.TRUTH,
            },
            frozenset({"event"}),
        ),
        "pack": Signature(Place.INSTANT, outcomes=("sent", "failed"), dated=True),
        "calendar": Signature(Place.INSTANT, outcomes=("sent", "failed"), dated=True),
        "letter": Signature(
            Place.INSTANT,
            {"template": Accepts.LETTER},
            frozenset({"template"}),
            outcomes=("sent", "failed"),
        ),
        "check_message": Signature(
            Place.INSTANT,
            {"message": Accepts.TEXT, "sender": Accepts.TEXT},
            frozenset({"message"}),
            outcomes=("danger", "suspicious", "cannot_tell", "known_sender", "enough", "failed"),
            most_a_day=20,
        ),
        "share": Signature(
            Place.INSTANT,
            {"handoff": Accepts.TEXT, "kinds": Accepts.CODES},
            frozenset({"handoff", "kinds"}),
            outcomes=("done", "failed"),
        ),
        "handoff": Signature(Place.ASKED, outcomes=("asked", "not_now", "no_desk")),
    }
)
