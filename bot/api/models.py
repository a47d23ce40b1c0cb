"""What goes over the wire, as closed models: the contract's schemas and the checks are one thing.

Imported when the first desk asks, not at the start: pydantic takes a fifth of a second. The codes
that a release knows (flows, breaches, data types) are part of the schema of that release.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    create_model,
)

from bot.api.telling import ERRORS
from bot.engine.commands_reminders import ZONES
from bot.flow.release import Release
from bot.handoff.model import CASE, DAY, Channel, Facts, News, Scope
from bot.privacy.secrets import find
from bot.store.handoffs import Status

MOST_HOURS = 720
DEFAULT_HOURS = 72
MOST_QUEUE = 999
PLAN = "plan"
APART = frozenset({"handoff", "distress"})  # flows no desk sends anybody to

CLOSED = ConfigDict(extra="forbid", frozen=True, strict=True)
Moment = Annotated[datetime, WithJsonSchema({"type": "string", "format": "date-time"})]


def whole(number: Any) -> Any:
    """Return 3 for 3.0: to JSON Schema both are integers."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def no_secret(text: str) -> str:
    """Return words that hold no secret. Raises ValueError."""
    if find(text):
        raise ValueError
    return text


class Base(BaseModel):
    """Closed, frozen, strict."""

    model_config = CLOSED


class Problem(Base):
    """One field that was refused. What it held is not repeated."""

    field: str = Field(description="Its path, `leaked.0`; `?` for a field the contract lacks.")
    problem: str = Field(description="What is wrong, as a code.")


class Refusal(Base):
    """Every refusal."""

    error: str = Field(
        description="Why, as a code; there may be more of them.", examples=list(ERRORS)
    )
    fields: list[Problem] | None = None
    mark: str | None = Field(default=None, description="Of a fault of ours: say it to us.")


class Letter(Base):
    """An e-mail, ready to send."""

    subject: str
    body: str


class Wording(Base):
    """The texts of one language, ready to send."""

    sms: str
    email: Letter


class Wordings(Base):
    """The same texts in both languages."""

    fr: Wording
    en: Wording


class Minted(Base):
    """A hand-off, with the link that is shown this once."""

    id: str = Field(pattern=r"^ho_[0-9a-f]{24}$")
    url: str = Field(description="The one-time link: it opens the bot in Telegram.")
    page: str = Field(description="The page for people who do not have Telegram yet.")
    qr_svg: str = Field(description="`url` as a QR code: a data: URI, SVG.")
    qr_png: str = Field(description="The same as PNG.")
    code: str = Field(
        pattern=r"^[0-9]{4}$", description="Read it out: the bot shows the person the same."
    )
    expires_at: Moment
    texts: Wordings


class Seen(Base):
    """A hand-off, as far as its person agreed.

    Of somebody who agreed to nothing it reads as if nobody had opened the link.
    """

    id: str
    status: Status
    case: str
    queue: int
    topic: str
    created_at: Moment
    expires_at: Moment
    agreed: list[News] = Field(description="The kinds of news the person agreed to, now.")


class About(Base):
    """What the news is about."""

    sequence: int = Field(description="Counts up for each desk, without gaps.")
    handoff: str
    case: str
    queue: int
    code: str | None = Field(description="The flow it is about, if it is about one.")
    conversation: str | None = Field(description="The conversation it is about, if any.")


class Piece(Base):
    """One piece of news; a callback's body is the same."""

    id: str = Field(description="The `webhook-id` of its callback. The same after a retry.")
    type: Literal[
        "handoff.opened",
        "handoff.triage_done",
        "handoff.task_done",
        "handoff.task_blocked",
        "handoff.deadline_near",
        "handoff.plan_complete",
        "handoff.withdrawn",
        "handoff.erased",
        "handoff.human_wanted",
        "handoff.human_message",
        "handoff.human_ended",
    ]
    timestamp: Moment
    data: About


class Page(Base):
    """News after a place in the sequence, oldest first."""

    events: list[Piece]
    next: int = Field(description="Give it as `after` next time.")
    more: bool


class Callback(Base):
    """How calling the desk goes."""

    state: Literal["off", "on", "failing", "stopped"]
    failing_since: Moment | None
    waiting: int = Field(description="News that its receiver has not accepted yet.")


class Me(Base):
    """The desk whose key this is."""

    name: str
    title: str = Field(description="The name that people read.")
    scopes: list[Scope]
    minted_today: int
    callback: Callback


def topics(release: Release) -> tuple[str, ...]:
    """Return the flows a desk may point at, and the plan."""
    names = (
        flow.name
        for flow in release.flows.values()
        if "link" in flow.opens and not flow.takes and flow.name not in APART
    )
    return (*sorted(names), PLAN)


def mint_model(release: Release) -> type[BaseModel]:
    """Return what `POST /v1/handoffs` takes under a release."""
    leaked = tuple(option.key for option in release.profile["leaked"].options)
    # Dynamic by nature: mypy sees these as values, pydantic as types.
    one_topic: Any = Literal[topics(release)]
    one_breach: Any = Literal[tuple(sorted(release.breaches))]
    one_kind: Any = Literal[leaked]
    one_language: Any = Literal[release.languages]
    one_zone: Any = Literal[ZONES]
    channel: Any = Literal[tuple(str(c) for c in Channel)]
    number: Any = Annotated[int, BeforeValidator(whole)]
    day: Any = Annotated[str, Field(pattern=DAY)]
    return create_model(
        "Mint",
        __config__=CLOSED,
        __doc__="What a desk says when it hands a person over. Codes and dates only.",
        topic=(one_topic, Field(description="The flow to open, or `plan`.")),
        case=(
            Annotated[str, Field(pattern=CASE), AfterValidator(no_secret)],
            Field(
                description="Your own reference, shown to the person: up to four letters, perhaps"
                " a year, up to seven digits (`MUT-2026-0041`); or a UUID; or a ULID.",
                examples=["MUT-2026-0041"],
            ),
        ),
        consent_version=(
            day,
            Field(
                description="The date of the words you read out before making the link.",
                examples=["2026-11-01"],
            ),
        ),
        breach=(one_breach | None, Field(default=None, description="The breach, if known.")),
        leaked=(
            list[one_kind],
            Field(default=[], max_length=len(leaked), description="What leaked, if known."),
        ),
        notified_on=(
            day | None,
            Field(
                default=None, description="The day the person was told.", examples=["2024-02-05"]
            ),
        ),
        notified_by=(channel | None, Field(default=None, description="How they were told.")),
        language=(one_language, Field(default="fr")),
        zone=(one_zone, Field(default="Europe/Paris")),
        queue=(
            number,
            Field(default=0, ge=0, le=MOST_QUEUE, description="Your own routing, by number."),
        ),
        expires_in_hours=(
            number,
            Field(default=DEFAULT_HOURS, ge=1, le=MOST_HOURS, description="Life of the link."),
        ),
    )


def facts_of(said: Any) -> Facts:
    """Return what a checked `Mint` says."""
    return Facts(
        topic=said.topic,
        breach=said.breach,
        leaked=tuple(dict.fromkeys(said.leaked)),
        notified_on=date.fromisoformat(said.notified_on) if said.notified_on else None,
        notified_by=Channel(said.notified_by) if said.notified_by else None,
        language=said.language,
        zone=said.zone,
        case=said.case,
        queue=said.queue,
        consent_version=date.fromisoformat(said.consent_version),
    )


def problems(error: ValidationError, known: frozenset[str]) -> list[tuple[str, str]]:
    """Return (field, code) of what is wrong, without a character of what was sent."""
    found = []
    for one in error.errors(include_url=False, include_context=False, include_input=False):
        place = [str(part) for part in one["loc"] if isinstance(part, int) or part in known]
        name = ".".join(place) if place else "?"
        found.append((name, str(one["type"])))
    return found[:20]
