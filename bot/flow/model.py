"""The flow language as data: what a YAML file becomes once it has been read.

Everything here is a frozen value with its place in the file. This module knows the words of the
language and nothing of YAML, of people or of Telegram. A new verb is a dataclass here, a row in
`read.py`'s table, a case in `engine/play.py` and in the walk: four places, on purpose.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.flow.guidance import (
    Breach,
    Fact,
    FieldKind,
    Letter,
    LetterField,
    ProfileEntry,
    Source,
)
from bot.flow.parts import Check, Expression, Kind, Option, Strength, Text, Update, Urgency, Value
from bot.flow.problem import Pos

LONGEST_TEXT = 1000  # characters of an answer that is text

__all__ = [
    "LONGEST_TEXT",
    "Ask",
    "Block",
    "Branch",
    "Breach",
    "Call",
    "Case",
    "Check",
    "Checklist",
    "Do",
    "Expression",
    "Fact",
    "FieldKind",
    "Flow",
    "If",
    "Item",
    "Kind",
    "Letter",
    "LetterField",
    "Option",
    "ProfileEntry",
    "Repeat",
    "Say",
    "Set",
    "Source",
    "Step",
    "Stop",
    "Strength",
    "Task",
    "Text",
    "Update",
    "Urgency",
    "Value",
    "every_step",
    "inner",
]


@dataclass(frozen=True, slots=True)
class Say:
    """Tell something."""

    text: Text
    sources: tuple[str, ...]
    photo: str | None
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class Ask:
    """Put a question and keep the answer under its name."""

    name: str
    text: Text
    kind: Kind
    options: tuple[Option, ...]
    codes: str | None  # `codes: leaked` takes the options from profile.yml instead of `choices`
    checks: tuple[Check, ...]
    error: Text | None
    skip: Text | None
    private: bool
    examples: tuple[str, ...]
    was: str | None
    sources: tuple[str, ...]
    pos: Pos = field(compare=False)
    longest: int = LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a checklist; `flow` is run when it is tapped."""

    key: str
    label: Text
    flow: str | None
    when: Expression | None
    sources: tuple[str, ...]
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class Checklist:
    """Things to tick; returns when the person continues."""

    name: str
    text: Text
    items: tuple[Item, ...]
    was: str | None
    sources: tuple[str, ...]
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class Set:
    """Compute values."""

    values: tuple[tuple[str, Expression], ...]
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class If:
    """Branch on a condition."""

    test: Expression
    then: "Block"
    otherwise: "Block"
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class Case:
    """Branch on a choice or on an action's outcome."""

    name: str
    branches: tuple[tuple[str, "Block"], ...]
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Run the block, then the test; at most `most` turns."""

    block: "Block"
    test: Expression
    most: int
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """Run another flow, once, or once for each entry of a list (`each: list as item`)."""

    flow: str
    name: str
    arguments: tuple[tuple[str, Expression], ...]
    each: Expression | None
    item: str | None
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class Do:
    """Ask the outside for something; `name` is where its outcome is kept, if anywhere."""

    action: str
    arguments: tuple[tuple[str, "Expression | Text"], ...]
    name: str | None
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class Branch:
    """Where the end of a wait leads: a flow, and what it is given."""

    flow: str
    arguments: tuple[tuple[str, Expression], ...]
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class Stop:
    """End this flow with an outcome; `waiting` says until when, for what, and what follows."""

    outcome: str
    until: Expression | None  # waiting: the day the question is asked, and silence has lasted
    awaits: Text | None  # waiting: what is expected from the other side
    branches: tuple[tuple[str, Branch], ...]  # waiting: by answered, silent, refused
    pos: Pos = field(compare=False)


Step = Say | Ask | Checklist | Set | If | Case | Repeat | Call | Do | Stop
Block = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """The header that makes a flow a protective act."""

    when: Expression
    urgency: Urgency
    strength: Strength
    minutes: int
    stops: Text
    does_not_stop: Text
    ready: Text | None  # what to have at hand
    again: Expression | None  # the day it is worth doing anew, seen from the day it was done
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class Flow:
    """One guided interview: one file."""

    name: str
    title: Text
    opens: frozenset[str]  # "menu", "link"
    takes: Mapping[str, Kind]
    sources: Mapping[str, Source]
    update: Update
    task: Task | None
    steps: Block
    pos: Pos = field(compare=False)

    @property
    def file(self) -> str:
        """Return the path of the file it was read from."""
        return f"flows/{self.name}.yml"


def inner(step: Step) -> tuple[Block, ...]:
    """Return the blocks that stand inside a step, in order."""
    match step:
        case If():
            return (step.then, step.otherwise)
        case Case():
            return tuple(block for _, block in step.branches)
        case Repeat():
            return (step.block,)
        case _:
            return ()


def every_step(block: Block) -> Iterator[Step]:
    """Yield each step of a block and of the blocks inside it, as written."""
    for step in block:
        yield step
        if isinstance(step, If | Case | Repeat):
            for nested in inner(step):
                yield from every_step(nested)
