"""A conversation with a human, and what a desk may hear: what is kept, and what the engine is told.

Data only. The desk's own name for it, its messages and its agents are the store's.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# The kinds of news a person agrees to one by one, in the order they are shown.
SHARED = ("opened", "triage_done", "task_done", "task_blocked", "deadline_near", "plan_complete")
# Agreed to like them, and no news: the signs in the person's messages count in a number of many.
# The desk never learns who agreed to it, so it is in no list that a desk reads.
COUNTED = "counted"
ASKED = (*SHARED, COUNTED)


class Stage(StrEnum):
    """Who owns the conversation: the bot while nobody has come, then a human of the desk."""

    WAITING = "waiting"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Card:
    """A desk whose humans can be asked for, as it is now."""

    handoff: str
    desk: str  # the name that people read
    case: str  # its own reference
    answer_by: datetime  # aware UTC, all of them
    opens: datetime
    closes: datetime
    down: bool = False  # its system does not answer


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation that was asked for and is not over."""

    desk: str
    stage: Stage
    since: datetime  # aware UTC: asked for, then taken
    answer_by: datetime
    late: bool = False  # nobody came in time, and the person was told
    held: tuple[str, ...] = ()  # keys of the reminders that wait for its end


@dataclass(frozen=True, slots=True)
class Share:
    """A desk that sent the person, and what was agreed to of `ASKED`."""

    handoff: str
    desk: str
    case: str
    kinds: tuple[str, ...]
