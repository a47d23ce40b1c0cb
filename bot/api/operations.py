"""One row of the table of the desk's operations: what it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.handoff.model import Scope


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation."""

    name: str
    where: str  # path, query or header
    schema: Mapping[str, Any]
    description: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Operation:
    """One row: what is asked, what is answered, what may be refused and why."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    scope: Scope | None
    status: int
    answer: str | None  # the model's name
    body: str | None = None
    parameters: tuple[Parameter, ...] = ()
    refusals: tuple[int, ...] = ()


IDEMPOTENCY = Parameter(
    "Idempotency-Key",
    "header",
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": r"^[\x21-\x7e]+$"},
    "Of your choice, one for each request.",
)

PAGED = (
    Parameter(
        "after",
        "query",
        {"type": "integer", "minimum": 0, "maximum": 2**53 - 1, "default": 0},
        "The last `sequence` you have; `next` of the page before.",
        required=False,
    ),
    Parameter(
        "limit",
        "query",
        {"type": "integer", "minimum": 1, "maximum": 100, "default": 100},
        "How many at most.",
        required=False,
    ),
)
