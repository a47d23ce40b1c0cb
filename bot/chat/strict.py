"""JSON read strictly: no key twice, no NaN, no bottomless nesting. Pure.

One spoiled update must not take the ninety-nine beside it along. When a whole answer cannot be
read, it is cut at its updates by a scanner that looks at brackets and strings only, and each
update is read on its own.
"""

import json
import re
from dataclasses import dataclass
from typing import NoReturn

from bot.chat.fields import Malformed

_RESULT = re.compile(rb'"result"\s*:\s*\[')
# An unfinished string runs to the end, so that no byte is looked at twice.
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
_UPDATE_ID = re.compile(rb'"update_id"\s*:\s*([0-9]{1,16})(?![0-9.eE])')


@dataclass(frozen=True, slots=True)
class Spoiled:
    """An update whose JSON cannot be read; its id, when that much could be seen."""

    update_id: int | None


def parse(raw: bytes) -> object:
    """Read JSON. Raises `Malformed("json")` for anything a careful writer would not have sent."""
    try:
        return json.loads(raw, object_pairs_hook=_no_key_twice, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Malformed("json") from None


def updates(raw: bytes) -> tuple[object, ...] | None:
    """Read an answer to getUpdates: its updates, some `Spoiled`; None when it is none."""
    try:
        answer = parse(raw)
    except Malformed:
        return _one_by_one(raw)
    if not isinstance(answer, dict) or answer.get("ok") is not True:
        return None
    result = answer.get("result")
    return tuple(result) if isinstance(result, list) else None


def _one_by_one(raw: bytes) -> tuple[object, ...] | None:
    opening = _RESULT.search(raw)
    if opening is None:
        return None
    found: list[object] = []
    depth, start = 1, 0
    for token in _TOKEN.finditer(raw, opening.end()):
        mark = token[0]
        if mark in (b"{", b"["):
            if depth == 1:
                start = token.start()
            depth += 1
        elif mark in (b"}", b"]"):
            depth -= 1
            if depth == 0:
                return tuple(found)
            if depth == 1:
                found.append(_one(raw[start : token.end()]))
    return None  # cut off: nothing of it is used, and Telegram still has it


def _one(raw: bytes) -> object:
    try:
        return parse(raw)
    except Malformed:
        seen = _UPDATE_ID.search(raw)
        return Spoiled(int(seen[1]) if seen else None)


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError
    return fields


def _refuse(_name: str) -> NoReturn:
    raise ValueError
