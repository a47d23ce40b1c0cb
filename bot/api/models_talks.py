"""What goes over the wire about conversations, as closed models. Imported with `models`."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, create_model

from bot.agent import sayable, tasks
from bot.api.models import CLOSED, Base, Moment, whole
from bot.engine.talking import MOST_SAID
from bot.flow.release import Release
from bot.store.talks_desk import Conversation as Stored
from bot.store.talks_desk import Message as Kept
from bot.store.talks_desk import State, Why

MOST_AGENT = 99_999

MOST_OWNER = 9_999_999  # accounts of the desk's own pages have numbers from 1,000,000 on

Agent = Annotated[int, Field(ge=0, le=MOST_AGENT), BeforeValidator(whole)]
Owner = Annotated[int, Field(ge=0, le=MOST_OWNER), BeforeValidator(whole)]


def _sayable(text: str) -> str:
    if not sayable(text):
        raise ValueError
    return text


class Summary(Base):
    """What the person agreed to show by asking. Codes only."""

    language: str
    breaches: list[str]
    done: list[str] = Field(description="Tasks that are done.")
    waiting: list[str] = Field(description="Tasks that wait for somebody's answer.")
    blocked: list[str] = Field(description="Tasks whose answer is overdue.")
    hard: bool = Field(description="They wanted you to know that things are hard for them.")


class Conversation(Base):
    """A conversation: the bot owns it while it waits, then one of your agents."""

    id: str = Field(pattern=r"^cv_[0-9a-f]{24}$")
    handoff: str
    case: str
    queue: int
    state: State
    agent: int | None = Field(
        description="Your own number of who owns it; from 1000000 on, an account of the pages."
    )
    why: Why | None = Field(description="How it ended: by whom.")
    asked_at: Moment
    answer_by: Moment = Field(description="What the person was promised.")
    taken_at: Moment | None
    ended_at: Moment | None
    unread: int = Field(description="Messages of the person that you have not read.")
    summary: Summary | None


class Conversations(Base):
    """Who waits, and whom you talk with."""

    conversations: list[Conversation]


class Message(Base):
    """One message. From the person, words, or codes they chose to send."""

    sequence: int
    side: Literal["person", "desk"] = Field(description="Who said it.")
    at: Moment
    text: str | None
    codes: dict[str, str | list[str]] | None = Field(
        description="Entries of the profile: what leaked, what happened."
    )


class Messages(Base):
    """What was said after a place, oldest first."""

    messages: list[Message]
    next: int = Field(description="Give it as `after` next time.")
    more: bool


class Said(Base):
    """The place of what you said."""

    sequence: int


class Take(Base):
    """Who takes it, and from whom."""

    agent: Agent
    expected: Owner | None = Field(
        default=None, description="Whose you believe it is; left out: nobody's."
    )


class Say(Base):
    """What an agent says."""

    agent: Agent
    text: Annotated[
        str,
        Field(min_length=1, max_length=MOST_SAID, pattern=r"\S"),
        AfterValidator(_sayable),
    ]


class End(Base):
    """Who ends it."""

    agent: Agent


def give_back_model(release: Release) -> type[BaseModel]:
    """Return what `POST …/return` takes under a release: tasks a person can be sent on to."""
    one: Any = Literal[tasks(release)]
    return create_model(
        "GiveBack",
        __config__=CLOSED,
        __doc__="Who ends it, and where the person goes on.",
        agent=(Agent, Field()),
        task=(one, Field(description="The task that opens for them.")),
    )


def conversation(stored: Stored) -> Conversation:
    """Return a conversation as it goes over the wire."""
    return Conversation(
        id=stored.id,
        handoff=stored.handoff,
        case=stored.case,
        queue=stored.queue,
        state=stored.state,
        agent=stored.agent,
        why=stored.why,
        asked_at=stored.asked_at,
        answer_by=stored.answer_by,
        taken_at=stored.taken_at,
        ended_at=stored.ended_at,
        unread=stored.unread,
        summary=Summary(**stored.summary) if stored.summary is not None else None,
    )


def message(kept: Kept) -> Message:
    """Return a message as it goes over the wire."""
    side: Any = kept.side
    return Message(sequence=kept.seq, side=side, at=kept.at, text=kept.text, codes=kept.codes)
