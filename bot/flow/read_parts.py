"""What several steps are made of: names, expressions, sources."""

from collections.abc import Mapping

import yaml

from bot.flow.expr import ExpressionError, parse
from bot.flow.grammar import LONGEST_KEY, RESERVED
from bot.flow.nodes import NAME, Node, Reader, beginning, inside, position
from bot.flow.parts import Expression, Text


def words(reader: Reader, node: Node, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Read one word of a closed list, or several."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return tuple(word for n in nodes if (word := reader.one_of(n, allowed)) is not None)


def new_name(reader: Reader, node: Node, value: str) -> None:
    """Note a name that is reserved, or is no name."""
    if value in RESERVED:
        reader.fault(node, "S4", f"Le nom « {value} » est réservé.", f"“{value}” is reserved.")
    elif not NAME.fullmatch(value):
        reader.name(node)


def option_key(reader: Reader, node: Node, key: str) -> None:
    """Note the key of an option that is too long to travel in a button, or is no name."""
    new_name(reader, node, key)
    if len(key) > LONGEST_KEY:
        reader.fault(
            node,
            "S4",
            f"Clé trop longue : {LONGEST_KEY} caractères au plus.",
            f"Key too long: {LONGEST_KEY} characters at most.",
        )


def expression(reader: Reader, node: Node) -> Expression:
    """Read an expression; `none` with a problem when it is not one."""
    source = reader.text(node)
    try:
        return parse(source, position(node), beginning(node))
    except ExpressionError as error:
        if source:
            reader.fault(inside(node, error.offset), "E1", error.french, error.english)
        return parse("none", position(node))


def sources(reader: Reader, at: Mapping[str, Node]) -> tuple[str, ...]:
    """Return the ids a step cites: one, or several."""
    if "source" not in at:
        return ()
    node = at["source"]
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return tuple(reader.text(one) for one in nodes)


def required_sentence(
    reader: Reader, node: Node, at: Mapping[str, Node], key: str, context: str
) -> Text:
    """Return the sentence under a key; a problem and an empty one when it is missing."""
    if key in at:
        return reader.sentence(at[key], context)
    reader.fault(node, "S1", f"Il manque « {key} ».", f"“{key}” is missing.")
    return Text("", context, position(node))
