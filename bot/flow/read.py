"""A flow file becomes a `Flow`, or a list of all that is wrong with it, each where it stands.

What needs other files or types is `lint`'s.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.flow.compose import compose
from bot.flow.grammar import (
    FLOW_KEYS,
    LONGEST_FLOW,
    OPENINGS,
    OPTIONAL_TASK_KEYS,
    TAKES,
    TASK_KEYS,
)
from bot.flow.model import Flow, Kind, Strength, Task, Text, Update, Urgency
from bot.flow.nodes import Node, Reader, position
from bot.flow.problem import Pos, Problem
from bot.flow.read_parts import expression, new_name, words
from bot.flow.read_steps import block
from bot.flow.read_tables import read_source

NO_TITLE = Text("", "title", Pos(1, 1))  # until the author writes one


def read_flow(name: str, source: str) -> tuple[Flow | None, tuple[Problem, ...]]:
    """Read one flow; `name` is that of its file, without the ending."""
    reader = Reader(f"flows/{name}.yml", name)
    root = compose(reader, source)
    flow = _flow(reader, root) if root is not None else None
    return (flow if not reader.problems else None), reader.found()


def _flow(reader: Reader, root: Node) -> Flow:
    entries = reader.entries(root, ("un guide", "a flow"))
    at = reader.keys(root, entries, FLOW_KEYS, ("flow", "title", "steps"))
    if "flow" in at and reader.name(at["flow"]) != reader.flow:
        reader.fault(
            at["flow"],
            "S3",
            f"Le nom du guide doit être celui du fichier : « {reader.flow} ».",
            f"The flow’s name must be that of its file: “{reader.flow}”.",
        )
    if len(reader.flow) > LONGEST_FLOW:
        reader.fault(
            at.get("flow", root),
            "S4",
            f"Nom de guide trop long : {LONGEST_FLOW} caractères au plus.",
            f"Name of a flow too long: {LONGEST_FLOW} characters at most.",
        )
    sources = reader.entries(at["sources"], ("des sources", "sources")) if "sources" in at else []
    update = reader.one_of(at["update"], [u.value for u in Update]) if "update" in at else None
    title = reader.sentence(at["title"], "title") if "title" in at else NO_TITLE
    return Flow(
        name=reader.flow,
        title=title,
        opens=frozenset(words(reader, at["open"], OPENINGS) if "open" in at else ()),
        takes=_takes(reader, at["takes"]) if "takes" in at else MappingProxyType({}),
        sources=MappingProxyType({key: read_source(reader, value) for key, _, value in sources}),
        update=Update(update) if update else Update.FOLLOW,
        task=_task(reader, at["task"]) if "task" in at else None,
        steps=block(reader, at["steps"]) if "steps" in at else (),
        pos=position(root),
    )


def _takes(reader: Reader, node: Node) -> Mapping[str, Kind]:
    taken = {}
    for key, at, value in reader.entries(node, ("des entrées", "inputs")):
        new_name(reader, at, key)
        kind = reader.one_of(value, TAKES)
        if kind is not None:
            taken[key] = Kind(kind)
    return MappingProxyType(taken)


def _task(reader: Reader, node: Node) -> Task | None:
    entries = reader.entries(node, ("l’en-tête d’une tâche", "a task header"))
    required = [key for key in TASK_KEYS if key not in OPTIONAL_TASK_KEYS]
    at = reader.keys(node, entries, TASK_KEYS, required)
    if set(required) - at.keys():
        return None
    urgency = reader.one_of(at["urgency"], [u.value for u in Urgency])
    strengths = [strength.value for strength in Strength]
    strength = reader.one_of(at["strength"], strengths) if "strength" in at else None
    return Task(
        when=expression(reader, at["when"]),
        urgency=Urgency(urgency or "week"),
        strength=Strength(strength or "fair"),
        minutes=reader.number(at["minutes"], 1, 600),
        stops=reader.sentence(at["stops"], "task/stops"),
        does_not_stop=reader.sentence(at["does_not_stop"], "task/does_not_stop"),
        ready=reader.sentence(at["ready"], "task/ready") if "ready" in at else None,
        again=expression(reader, at["again"]) if "again" in at else None,
        pos=position(node),
    )
