"""Rules about how one flow is built: S4, S8 and S11.

S1, S2, S3, S5 and S6 are about the shape of one file and are found while it is read.
"""

from collections.abc import Iterator

from bot.flow.model import (
    Ask,
    Block,
    Call,
    Case,
    Checklist,
    Do,
    Flow,
    If,
    Repeat,
    Step,
    Stop,
    every_step,
)
from bot.flow.problem import Problem
from bot.flow.scope import outcomes

TASK_OUTCOMES = frozenset({"done", "later", "not_for_me", "waiting"})


def check(flow: Flow) -> Iterator[Problem]:
    """Yield what is wrong with the structure of one flow."""
    yield from _names(flow)
    yield from _repeats(flow)
    yield from _task(flow)


def keyed(step: Step) -> str | None:
    """Return the key under which what a step waits for is kept, if it waits."""
    match step:
        case Ask() | Checklist() | Call():
            return step.name
        case Do():
            return step.name or step.action
        case _:
            return None


def _names(flow: Flow) -> Iterator[Problem]:
    """S4: two steps of one name would share one answer."""
    seen = set(flow.takes)
    for step in every_step(flow.steps):
        name = keyed(step)
        if name is None:
            continue
        if name in seen:
            remedy = (" : ajoutez `as`", ": add `as`") if isinstance(step, Do | Call) else ("", "")
            yield Problem(
                flow.file,
                step.pos,
                "S4",
                f"Le nom « {name} » sert déjà{remedy[0]}.",
                f"The name “{name}” is already used{remedy[1]}.",
            )
        seen.add(name)


def _repeats(flow: Flow) -> Iterator[Problem]:
    """S8: each turn of a repeat waits for something, or it would be the same turn again."""
    for step in every_step(flow.steps):
        if isinstance(step, Repeat) and not _waits(step.block):
            yield Problem(
                flow.file,
                step.pos,
                "S8",
                "Ce `repeat` n’attend aucune réponse : il répéterait la même chose.",
                "This `repeat` waits for no answer: it would repeat the same thing.",
            )


def _waits(block: Block) -> bool:
    """Tell whether every way through a block waits for an answer."""
    for step in block:
        match step:
            case Ask() | Checklist() | Call() | Stop():
                return True
            case Do(name=str()):
                return True
            case If() if step.otherwise and _waits(step.then) and _waits(step.otherwise):
                return True
            case Case() if step.branches and all(_waits(b) for _, b in step.branches):
                return True
            case Repeat() if _waits(step.block):
                return True
    return False


def _task(flow: Flow) -> Iterator[Problem]:
    """S11: a task ends as the plan understands, and only `waiting` carries a date."""
    for step in every_step(flow.steps):
        if not isinstance(step, Stop):
            continue
        if flow.task is not None and step.outcome not in TASK_OUTCOMES:
            yield Problem(
                flow.file,
                step.pos,
                "S11",
                "Une tâche finit par done, later, not_for_me ou waiting.",
                "A task ends with done, later, not_for_me or waiting.",
            )
        dated = step.until is not None and step.awaits is not None
        if step.outcome == "waiting" and not dated:
            yield Problem(
                flow.file,
                step.pos,
                "S11",
                "`stop: waiting` demande `until` (la date) et `awaits` (ce qu’on attend).",
                "`stop: waiting` needs `until` (the date) and `awaits` (what is awaited).",
            )
        if step.outcome == "waiting" and flow.task is None:
            yield Problem(
                flow.file,
                step.pos,
                "S11",
                "Seule une tâche (en-tête `task`) peut finir par waiting.",
                "Only a task (a `task` header) can end with waiting.",
            )
        if step.outcome != "waiting" and (step.until or step.awaits or step.branches):
            yield Problem(
                flow.file,
                step.pos,
                "S11",
                "`until`, `awaits` et la suite vont avec `stop: waiting` seulement.",
                "`until`, `awaits` and what follows go with `stop: waiting` only.",
            )
    if flow.task is not None and "end" in outcomes(flow):
        yield Problem(
            flow.file,
            flow.pos,
            "S11",
            "Une tâche finit par `stop` sur chaque chemin.",
            "A task ends with `stop` on every path.",
        )
