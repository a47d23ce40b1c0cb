"""The grammar as tables: the keys of a file and of each verb.

The readers read by them, the JSON Schema and the author's guide are made from them.
"""

from collections.abc import Mapping
from types import MappingProxyType

FLOW_KEYS = ("flow", "title", "open", "takes", "sources", "update", "task", "steps")
TASK_KEYS = ("when", "urgency", "strength", "minutes", "stops", "does_not_stop", "ready", "again")
OPTIONAL_TASK_KEYS = ("strength", "ready", "again")
BRANCHES = ("answered", "silent", "refused")  # how a wait may end; `then` is the last two at once
VERBS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "say": ("source", "photo"),
        "ask": (
            "text",
            "kind",
            "choices",
            "codes",
            "check",
            "error",
            "skip",
            "private",
            "examples",
            "was",
            "source",
        ),
        "checklist": ("text", "items", "was", "source"),
        "set": (),
        "if": ("then", "else"),
        "case": (),  # and one key a value
        "repeat": ("while", "max"),
        "call": ("with", "as", "each"),
        "do": ("with", "as"),
        "stop": ("until", "awaits", "then", *BRANCHES),
    }
)
OPENINGS = ("menu", "link")
TAKES = ("choice", "several", "text", "number", "date", "moment")
RESERVED = frozenset("language zone fact skip keep continue none true false".split())
MOST_TURNS = 20
LONGEST_KEY = 24  # of an option: a button carries it, in 64 bytes
LONGEST_FLOW = 32  # the same
