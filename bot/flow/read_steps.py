"""Blocks and their steps: one function a verb."""

from collections.abc import Callable, Iterator, Mapping

import yaml

from bot.flow.actions import ACTIONS, Accepts
from bot.flow.expr import ExpressionError, parse
from bot.flow.grammar import BRANCHES, MOST_TURNS, VERBS
from bot.flow.model import (
    Block,
    Branch,
    Call,
    Case,
    Do,
    Expression,
    If,
    Repeat,
    Say,
    Set,
    Step,
    Stop,
    Text,
)
from bot.flow.nodes import NAME, WHOLE, Node, Reader, beginning, inside, position
from bot.flow.read_parts import expression, new_name, sources
from bot.flow.read_questions import ask, checklist


def block(reader: Reader, node: Node) -> Block:
    """Read a list of steps."""
    steps = reader.items(node, ("une liste d’étapes (- …)", "a list of steps (- …)"))
    if isinstance(node, yaml.SequenceNode) and not steps:
        reader.fault(node, "S5", "Ce bloc est vide.", "This block is empty.")
    read: list[Step] = []
    for number, one in enumerate(steps):
        step = _step(reader, one)
        if step is not None:
            read.append(step)
        if isinstance(step, Stop) and number + 1 < len(steps):
            reader.fault(
                steps[number + 1],
                "S6",
                "Après `stop`, rien n’est joué.",
                "Nothing is played after `stop`.",
            )
    return tuple(read)


def _step(reader: Reader, node: Node) -> Step | None:
    entries = reader.entries(node, ("une étape", "a step"))
    verbs = list(dict.fromkeys(key for key, _, _ in entries if key in VERBS))
    if "case" in verbs:
        # An option may be called `say` or `stop`: what holds a block of its own is a branch.
        branches = {key for key, _, value in entries if isinstance(value, yaml.SequenceNode)}
        verbs = [verb for verb in verbs if verb == "case" or verb not in branches]
    match verbs:
        case [verb]:
            allowed = {key for key, _, _ in entries} if verb == "case" else {verb, *VERBS[verb]}
            return _READERS[verb](reader, node, reader.keys(node, entries, allowed))
        case []:
            if entries:
                reader.unknown(entries[0][1], "S2", entries[0][0], VERBS)
            elif isinstance(node, yaml.MappingNode):
                reader.fault(node, "S5", "Cette étape est vide.", "This step is empty.")
        case _:
            two = " et ".join(f"`{verb}`" for verb in verbs)
            both = " and ".join(f"`{verb}`" for verb in verbs)
            reader.fault(
                node,
                "S2",
                f"Une étape a un seul verbe ; celle-ci a {two}.",
                f"A step has one verb; this one has {both}.",
            )
    return None


def _say(reader: Reader, node: Node, at: Mapping[str, Node]) -> Step:
    photo = reader.text(at["photo"]) if "photo" in at else None
    return Say(reader.sentence(at["say"], "say"), sources(reader, at), photo, position(node))


def _set(reader: Reader, node: Node, at: Mapping[str, Node]) -> Step:
    values = []
    for key, key_node, value in reader.entries(at["set"], ("des valeurs", "values")):
        new_name(reader, key_node, key)
        values.append((key, expression(reader, value)))
    return Set(tuple(values), position(node))


def _if(reader: Reader, node: Node, at: Mapping[str, Node]) -> Step:
    if "then" not in at:
        reader.fault(node, "S1", "Il manque « then ».", "“then” is missing.")
    then = block(reader, at["then"]) if "then" in at else ()
    other = block(reader, at["else"]) if "else" in at else ()
    return If(expression(reader, at["if"]), then, other, position(node))


def _case(reader: Reader, node: Node, at: Mapping[str, Node]) -> Step:
    branches = tuple((key, block(reader, value)) for key, value in at.items() if key != "case")
    if not branches:
        reader.fault(node, "S5", "Ce `case` n’a pas de cas.", "This `case` has no branch.")
    return Case(reader.name(at["case"]), branches, position(node))


def _repeat(reader: Reader, node: Node, at: Mapping[str, Node]) -> Step:
    if "max" not in at:
        reader.fault(node, "S8", "`repeat` demande un `max`.", "`repeat` needs a `max`.")
    if "while" not in at:
        reader.fault(node, "S1", "Il manque « while ».", "“while” is missing.")
    return Repeat(
        block(reader, at["repeat"]),
        expression(reader, at["while"]) if "while" in at else parse("false", position(node)),
        _turns(reader, at["max"]) if "max" in at else 1,
        position(node),
    )


def _turns(reader: Reader, node: Node) -> int:
    value = reader.text(node)
    if WHOLE.fullmatch(value) and 1 <= int(value) <= MOST_TURNS:
        return int(value)
    reader.fault(
        node, "S8", f"`max` va de 1 à {MOST_TURNS}.", f"`max` goes from 1 to {MOST_TURNS}."
    )
    return 1


def _call(reader: Reader, node: Node, at: Mapping[str, Node]) -> Step:
    flow = reader.name(at["call"])
    each = item = None
    if "each" in at:
        source, marker, item = reader.text(at["each"]).partition(" as ")
        if not marker or not NAME.fullmatch(item):
            reader.fault(at["each"], "S1", "Écrivez « liste as nom ».", "Write “list as name”.")
        try:
            each = parse(source, position(at["each"]), beginning(at["each"]))
        except ExpressionError as error:
            pos = inside(at["each"], error.offset)
            reader.fault(pos, "E1", error.french, error.english)
    arguments = reader.entries(at["with"], ("des entrées", "inputs")) if "with" in at else []
    return Call(
        flow,
        reader.name(at["as"]) if "as" in at else flow,
        tuple((key, expression(reader, value)) for key, _, value in arguments),
        each,
        item,
        position(node),
    )


def _do(reader: Reader, node: Node, at: Mapping[str, Node]) -> Step | None:
    action = reader.text(at["do"])
    signature = ACTIONS.get(action)
    if signature is None:
        reader.unknown(at["do"], "E8", action, ACTIONS)
        return None
    arguments: list[tuple[str, Expression | Text]] = []
    for key, key_node, value in (
        reader.entries(at["with"], ("des entrées", "inputs")) if "with" in at else []
    ):
        accepts = signature.inputs.get(key)
        if accepts is None and not signature.open_inputs:
            reader.unknown(key_node, "E8", key, signature.inputs)
        elif accepts is Accepts.WORDS:
            arguments.append((key, reader.sentence(value, action)))
        else:
            arguments.append((key, expression(reader, value)))
    given = {key for key, _ in arguments}
    if signature.either and not given & set(signature.either):
        one, two = signature.either
        reader.fault(
            node,
            "E8",
            f"L’action demande « {one} » ou « {two} ».",
            f"The action needs “{one}” or “{two}”.",
        )
    for key in sorted(signature.required - given):
        reader.fault(node, "E8", f"L’action demande « {key} ».", f"The action needs “{key}”.")
    return Do(
        action,
        tuple(arguments),
        reader.name(at["as"]) if "as" in at else None,
        position(node),
    )


def _stop(reader: Reader, node: Node, at: Mapping[str, Node]) -> Step:
    return Stop(
        reader.name(at["stop"]),
        expression(reader, at["until"]) if "until" in at else None,
        reader.sentence(at["awaits"], "awaits") if "awaits" in at else None,
        tuple(_branches(reader, at)),
        position(node),
    )


def _branches(reader: Reader, at: Mapping[str, Node]) -> Iterator[tuple[str, Branch]]:
    then = _branch(reader, at["then"]) if "then" in at else None
    for name in BRANCHES:
        if name in at:
            yield name, _branch(reader, at[name])
        elif then is not None and name != "answered":
            yield name, then


def _branch(reader: Reader, node: Node) -> Branch:
    """Read the flow that follows a wait: its name, or its name and what it is given."""
    if not isinstance(node, yaml.MappingNode):
        return Branch(reader.name(node), (), position(node))
    entries = reader.entries(node, ("la suite", "what follows"))
    at = reader.keys(node, entries, {"flow", "with"})
    if "flow" not in at:
        reader.fault(node, "S1", "Il manque « flow ».", "“flow” is missing.")
    arguments = reader.entries(at["with"], ("des entrées", "inputs")) if "with" in at else []
    return Branch(
        reader.name(at["flow"]) if "flow" in at else "",
        tuple((key, expression(reader, value)) for key, _, value in arguments),
        position(node),
    )


_READERS: Mapping[str, Callable[[Reader, Node, Mapping[str, Node]], Step | None]] = {
    "say": _say,
    "ask": ask,
    "checklist": checklist,
    "set": _set,
    "if": _if,
    "case": _case,
    "repeat": _repeat,
    "call": _call,
    "do": _do,
    "stop": _stop,
}
