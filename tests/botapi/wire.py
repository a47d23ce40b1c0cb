"""How parameters travel: query, form, multipart or JSON; each read strictly into plain values."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.botapi import spec

ACCEPTED = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True)
class File:
    """A file as it was uploaded."""

    name: str
    media_type: str
    content: bytes


class Fault(Exception):  # noqa: N818 - a finding
    """A call that Telegram's documentation does not allow; `words` as Telegram would refuse it."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.words, self.status = words, status


async def parameters(request: web.Request, method: spec.Method) -> dict[str, Any]:
    """Return the parameters of a call, each of its documented type. Raises Fault."""
    given: dict[str, Any] = {}
    for name, value in request.query.items():
        given[name] = _from_text(name, value, method)
    if request.method == "POST" and request.can_read_body:
        if request.content_type not in ACCEPTED:
            raise Fault(f"content type {request.content_type}")
        if request.content_type == "application/json":
            body = json.loads(await request.read())
            if not isinstance(body, dict):
                raise Fault("the body is no object")
            given.update({name: _from_json(name, v, method) for name, v in body.items()})
        else:
            for name, value in (await request.post()).items():
                if isinstance(value, web.FileField):
                    if method.type_of(name) != spec.FILE:
                        raise Fault(f"a file in {name}")
                    content = value.file.read()
                    given[name] = File(value.filename, value.content_type, content)
                else:
                    given[name] = _from_text(name, str(value), method)
    for name in method.needs:
        if name not in given:
            raise Fault(f"parameter {name} is missing")
    return given


def _from_json(name: str, value: Any, method: spec.Method) -> Any:
    kind = method.type_of(name)
    if kind is None:
        raise Fault(f"unknown parameter {name}")
    if not _is(kind, value):
        raise Fault(f"{name} is {type(value).__name__}, not {kind}")
    return value


def _from_text(name: str, value: str, method: spec.Method) -> Any:
    """In a form everything is text: numbers in digits, flags in words, the rest as JSON."""
    kind = method.type_of(name)
    if kind is None:
        raise Fault(f"unknown parameter {name}")
    if kind in {spec.TEXT, spec.FILE}:
        return value
    if kind == spec.CHAT:
        return int(value) if value.lstrip("-").isdecimal() else value
    try:
        read = json.loads(value.lower() if kind == spec.FLAG else value)
    except ValueError:
        raise Fault(f"{name} cannot be read as {kind}") from None
    if not _is(kind, read):
        raise Fault(f"{name} is {type(read).__name__}, not {kind}")
    return read


def _is(kind: str, value: Any) -> bool:
    match kind:
        case spec.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool)
        case spec.FLAG:
            return isinstance(value, bool)
        case spec.TEXT:
            return isinstance(value, str)
        case spec.CHAT:
            return isinstance(value, int | str) and not isinstance(value, bool)
        case spec.FILE:
            return isinstance(value, str | File)
        case spec.TEXTS:
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case spec.INTEGERS:
            return isinstance(value, list) and all(_is(spec.INTEGER, one) for one in value)
        case _ if kind.startswith("Array"):
            return isinstance(value, list) and all(isinstance(one, dict) for one in value)
        case _:
            return isinstance(value, dict)
