"""The two verbs that wait for a person: `ask` and `checklist`."""

from collections.abc import Mapping

import yaml

from bot.flow.checks import CHECKS
from bot.flow.model import Ask, Check, Checklist, Item, Kind, Option, Step
from bot.flow.nodes import Node, Reader, position
from bot.flow.read_parts import expression, new_name, option_key, required_sentence, sources


def ask(reader: Reader, node: Node, at: Mapping[str, Node]) -> Step:
    """Read a question."""
    name = reader.text(at["ask"])
    new_name(reader, at["ask"], name)
    kind = _kind(reader, node, at)
    options = _options(reader, at["choices"], f"{name}/choices") if "choices" in at else ()
    examples = at.get("examples")
    return Ask(
        name=name,
        text=required_sentence(reader, node, at, "text", f"{name}/text"),
        kind=kind,
        options=options,
        codes=reader.text(at["codes"]) if "codes" in at else None,
        checks=_checks(reader, at["check"], kind) if "check" in at else (),
        error=reader.sentence(at["error"], f"{name}/error") if "error" in at else None,
        skip=reader.sentence(at["skip"], f"{name}/skip") if "skip" in at else None,
        private=reader.flag(at["private"]) if "private" in at else False,
        examples=tuple(
            reader.text(one)
            for one in (reader.items(examples, ("des exemples", "examples")) if examples else [])
        ),
        was=reader.name(at["was"]) if "was" in at else None,
        sources=sources(reader, at),
        pos=position(node),
    )


def _kind(reader: Reader, node: Node, at: Mapping[str, Node]) -> Kind:
    listed = "choices" in at or "codes" in at
    written = reader.one_of(at["kind"], [k.value for k in Kind]) if "kind" in at else None
    kind = Kind(written) if written else (Kind.CHOICE if listed else Kind.TEXT)
    if kind in (Kind.CHOICE, Kind.SEVERAL) and not listed:
        reader.fault(node, "S1", "Il manque « choices ».", "“choices” is missing.")
    elif written is None and not listed and "kind" not in at:
        reader.fault(
            node,
            "S1",
            "Donnez des `choices`, ou une sorte de réponse (`kind`).",
            "Give `choices`, or a kind of answer (`kind`).",
        )
    elif listed and kind not in (Kind.CHOICE, Kind.SEVERAL):
        reader.fault(
            at.get("choices", at.get("codes", node)),
            "S1",
            f"Une réponse « {kind} » n’a pas de choix.",
            f"An answer of kind “{kind}” has no choices.",
        )
    return kind


def _options(reader: Reader, node: Node, context: str) -> tuple[Option, ...]:
    options = []
    for key, at, value in reader.entries(node, ("des choix", "choices")):
        option_key(reader, at, key)
        label, when = value, None
        if isinstance(value, yaml.MappingNode):
            written = reader.entries(value, ("un choix", "a choice"))
            parts = reader.keys(value, written, ("label", "if"), ("label",))
            label = parts.get("label", value)
            when = expression(reader, parts["if"]) if "if" in parts else None
            if "label" not in parts:
                continue
        options.append(Option(key, reader.sentence(label, f"{context}/{key}"), when))
    return tuple(options)


def _checks(reader: Reader, node: Node, kind: Kind) -> tuple[Check, ...]:
    checks = []
    for key, at, value in reader.entries(node, ("des contrôles", "checks")):
        rule = CHECKS.get(key)
        if rule is None:
            reader.unknown(at, "S1", key, CHECKS)
        elif kind not in rule.kinds:
            reader.fault(
                at,
                "S1",
                f"Le contrôle « {key} » ne va pas avec une réponse « {kind} ».",
                f"The check “{key}” does not go with an answer of kind “{kind}”.",
            )
        elif rule.argument != "flag" or reader.flag(value):  # `past: no` asks for nothing
            checks.append(Check(key, reader.text(value), position(value)))
    return tuple(checks)


def checklist(reader: Reader, node: Node, at: Mapping[str, Node]) -> Step:
    """Read things to tick."""
    name = reader.text(at["checklist"])
    new_name(reader, at["checklist"], name)
    items = at.get("items")
    if items is None:
        reader.fault(node, "S1", "Il manque « items ».", "“items” is missing.")
    read = [
        _item(reader, key, key_node, value, name)
        for key, key_node, value in (
            reader.entries(items, ("des lignes à cocher", "items")) if items else []
        )
    ]
    return Checklist(
        name,
        required_sentence(reader, node, at, "text", f"{name}/text"),
        tuple(item for item in read if item is not None),
        reader.name(at["was"]) if "was" in at else None,
        sources(reader, at),
        position(node),
    )


def _item(reader: Reader, key: str, key_node: Node, value: Node, name: str) -> Item | None:
    option_key(reader, key_node, key)
    context = f"{name}/items/{key}"
    if not isinstance(value, yaml.MappingNode):
        return Item(key, reader.sentence(value, context), None, None, (), position(key_node))
    entries = reader.entries(value, ("une ligne", "an item"))
    at = reader.keys(value, entries, ("label", "flow", "if", "source"), ("label",))
    if "label" not in at:
        return None
    return Item(
        key,
        reader.sentence(at["label"], context),
        reader.name(at["flow"]) if "flow" in at else None,
        expression(reader, at["if"]) if "if" in at else None,
        sources(reader, at),
        position(key_node),
    )
