"""The JSON Schemas of a flow file and of letters.yml, made from what the readers read with.

Editors complete keys and show mistakes with it; what a schema cannot say is lint's.
"""

import json
from collections.abc import Mapping

from bot.flow.actions import ACTIONS
from bot.flow.checks import CHECKS
from bot.flow.functions import FUNCTIONS
from bot.flow.grammar import (
    BRANCHES,
    FLOW_KEYS,
    LONGEST_KEY,
    MOST_TURNS,
    OPTIONAL_TASK_KEYS,
    TAKES,
    TASK_KEYS,
    VERBS,
)
from bot.flow.model import FieldKind, Kind, Strength, Update, Urgency
from bot.flow.read_letters import FIELD_KEYS, LETTER_KEYS, REQUIRED_KEYS
from bot.flow.read_tables import SOURCE_KEYS

Schema = dict[str, object]

_TEXT: Schema = {"type": "string", "minLength": 1}
_EXPRESSION: Schema = {
    "type": ["string", "boolean", "number"],
    "description": "an expression; it may call "
    + ", ".join(f"{name}({', '.join(f.takes)})" for name, f in FUNCTIONS.items()),
}
_NAME: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}$"}
_BLOCK: Schema = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/step"}}
_SOURCES: Schema = {"anyOf": [_NAME, {"type": "array", "items": _NAME}]}


def _labels(**more: Schema) -> Schema:
    """Return what a list of labels looks like: a sentence each, or one with more beside it."""
    whole: Schema = {
        "type": "object",
        "required": ["label"],
        "properties": {"label": _TEXT, "if": _EXPRESSION, **more},
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": f"^[a-z][a-z0-9_]{{0,{LONGEST_KEY - 1}}}$"},
        "additionalProperties": {"anyOf": [_TEXT, whole]},
    }


_SOURCE: Schema = {
    "type": "object",
    "required": list(SOURCE_KEYS),
    "properties": dict.fromkeys(SOURCE_KEYS, _TEXT),
    "additionalProperties": False,
}
_ARGUMENTS: Schema = {"type": "object", "additionalProperties": _EXPRESSION}
_PARTS: Mapping[str, Schema] = {
    "text": _TEXT,
    "kind": {"enum": [kind.value for kind in Kind]},
    "choices": _labels(),
    "codes": _NAME,
    "check": {
        "type": "object",
        "properties": {name: {} for name in CHECKS},
        "additionalProperties": False,
    },
    "error": _TEXT,
    "skip": _TEXT,
    "private": {"type": "boolean"},
    "examples": {"type": "array", "items": {"type": ["string", "number"]}},
    "was": _NAME,
    "source": _SOURCES,
    "photo": _TEXT,
    "items": _labels(flow=_NAME, source=_SOURCES),
    "then": _BLOCK,
    "else": _BLOCK,
    "while": _EXPRESSION,
    "max": {"type": "integer", "minimum": 1, "maximum": MOST_TURNS},
    "with": _ARGUMENTS,
    "as": _NAME,
    "each": {"type": "string", "pattern": "^.+ as [a-z][a-z0-9_]*$"},
    "until": _EXPRESSION,
    "awaits": _TEXT,
    **{
        name: {
            "anyOf": [
                _NAME,
                {
                    "type": "object",
                    "required": ["flow"],
                    "properties": {"flow": _NAME, "with": _ARGUMENTS},
                    "additionalProperties": False,
                },
            ]
        }
        for name in BRANCHES
    },
}
_OPENINGS: Mapping[str, Schema] = {
    "say": _TEXT,
    "ask": _NAME,
    "checklist": _NAME,
    "set": {"type": "object", "minProperties": 1, "additionalProperties": _EXPRESSION},
    "if": _EXPRESSION,
    "case": _NAME,
    "repeat": _BLOCK,
    "call": _NAME,
    "do": {"enum": sorted(ACTIONS)},
    "stop": _NAME,
}
_HEADER: Mapping[str, Schema] = {
    "flow": _NAME,
    "title": _TEXT,
    "open": {
        "anyOf": [
            {"enum": ["menu", "link"]},
            {"type": "array", "items": {"enum": ["menu", "link"]}},
        ]
    },
    "takes": {"type": "object", "additionalProperties": {"enum": sorted(TAKES)}},
    "sources": {"type": "object", "additionalProperties": _SOURCE},
    "update": {"enum": [update.value for update in Update]},
    "steps": _BLOCK,
}
_TASK: Mapping[str, Schema] = {
    "when": _EXPRESSION,
    "urgency": {"enum": [urgency.value for urgency in Urgency]},
    "strength": {"enum": [strength.value for strength in Strength]},
    "minutes": {"type": "integer", "minimum": 1, "maximum": 600},
    "stops": _TEXT,
    "does_not_stop": _TEXT,
    "ready": _TEXT,
    "again": _EXPRESSION,
}


def flow_schema() -> str:
    """Return the schema as JSON text, the same every time."""
    task: Schema = {
        "type": "object",
        "required": [key for key in TASK_KEYS if key not in OPTIONAL_TASK_KEYS],
        "properties": {key: _TASK[key] for key in TASK_KEYS},
        "additionalProperties": False,
    }
    header = {key: task if key == "task" else _HEADER[key] for key in FLOW_KEYS}
    schema: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A flow of Riposte",
        "type": "object",
        "required": ["flow", "title", "steps"],
        "properties": header,
        "additionalProperties": False,
        "$defs": {"step": {"oneOf": [_step(verb) for verb in VERBS]}},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def letters_schema() -> str:
    """Return the schema of letters.yml as JSON text, the same every time."""
    lines: Schema = {"anyOf": [_TEXT, {"type": "array", "minItems": 1, "items": _TEXT}]}
    several = ("from", "to", "body", "enclosed", "todo")
    parts = {key: lines if key in several else _TEXT for key in LETTER_KEYS}
    letter = _table({**parts, "source": _SOURCES}, REQUIRED_KEYS)
    fields = {
        **dict.fromkeys(FIELD_KEYS, _TEXT),
        "kind": {"enum": [kind.value for kind in FieldKind]},
    }
    schema: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The letters of Riposte",
        "type": "object",
        "required": ["letters"],
        "properties": {"fields": _table(fields, ("label", "kind")), "letters": letter},
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _table(parts: Mapping[str, object], required: tuple[str, ...]) -> Schema:
    row: Schema = {
        "type": "object",
        "required": list(required),
        "properties": parts,
        "additionalProperties": False,
    }
    return {"type": "object", "propertyNames": _NAME, "additionalProperties": row}


def _step(verb: str) -> Schema:
    parts = {key: _PARTS[key] for key in VERBS[verb]}
    if verb == "stop":
        parts["then"] = _PARTS["silent"]  # here the flow that follows a refusal, not a block
    return {
        "type": "object",
        "required": [verb],
        "properties": {verb: _OPENINGS[verb], **parts},
        # `case` has one key for each value.
        "additionalProperties": _BLOCK if verb == "case" else False,
    }
