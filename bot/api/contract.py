"""The table of the desk's operations, and the OpenAPI 3.1 page that follows from it.

A row names its models by name, so that this file needs none of them until somebody asks.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.api.operations import IDEMPOTENCY, PAGED, Operation, Parameter
from bot.api.operations_talks import TALKS
from bot.api.telling import VERSION
from bot.handoff.model import Scope

BASE = "/v1"


REFUSALS: Mapping[int, str] = MappingProxyType(
    {
        400: "Not a request of this contract: not JSON, a key twice, no Idempotency-Key.",
        401: "No key that opens, or a signature that does not hold. Always the same answer.",
        403: "The key has not this scope.",
        404: "There is none, or it is not yours. Always the same answer.",
        405: "This path knows other methods: see Allow.",
        408: "The body did not come in time.",
        409: "In conflict with what was done before.",
        413: "More than 16 KB.",
        415: "Not `application/json`, or compressed.",
        422: "A field holds what it cannot hold. What it held is not repeated.",
        429: "Too many: wait for Retry-After. 600 requests, 60 links a minute; 2,000 links a day.",
        431: "Too many headers, or one too long.",
        500: "Our fault. Say the mark to us.",
        503: "Not now: wait for Retry-After.",
    }
)
TAKEN = frozenset({"Mint", "Take", "Say", "GiveBack", "End"})  # what comes in
ALWAYS = (400, 401, 405, 408, 413, 415, 429, 431, 500, 503)
RETRIED = (429, 503)

_ID = Parameter(
    "id", "path", {"type": "string", "pattern": "^ho_[0-9a-f]{24}$"}, "Of the hand-off."
)

OPERATIONS = (
    Operation(
        "mintHandoff",
        "POST",
        "/handoffs",
        "Make a one-time link",
        "Make a hand-off and get its one-time link, QR codes, and texts ready to send. The link is"
        " shown now and kept nowhere. Send the same request with the same Idempotency-Key within 24"
        " hours and you get the same answer again; with another body it is refused (409).",
        Scope.WRITE,
        201,
        "Minted",
        "Mint",
        (IDEMPOTENCY,),
        (403, 409, 422),
    ),
    Operation(
        "readHandoff",
        "GET",
        "/handoffs/{id}",
        "Read a hand-off",
        "Its status, as far as the person agreed that you may know it.",
        Scope.READ,
        200,
        "Seen",
        None,
        (_ID,),
        (403, 404),
    ),
    Operation(
        "revokeHandoff",
        "DELETE",
        "/handoffs/{id}",
        "Take a link back",
        "The link ends now, and the hand-off is not there any more. Refused (409) when the person"
        " has let you know that they opened it.",
        Scope.WRITE,
        204,
        None,
        None,
        (_ID,),
        (403, 404, 409),
    ),
    Operation(
        "readEvents",
        "GET",
        "/events",
        "Read the news",
        "What people agreed to tell you, in order. Kept for 90 days; callbacks bring the same.",
        Scope.EVENTS,
        200,
        "Page",
        None,
        PAGED,
        (403, 422),
    ),
    *TALKS,
    Operation(
        "readDesk",
        "GET",
        "/desk",
        "Read who you are",
        "The desk whose key this is, what the key may do, and how calling you back goes.",
        None,
        200,
        "Me",
    ),
)


def openapi(models: Mapping[str, Any], server: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 page. `models` are pydantic models by name; `server` its address."""
    from pydantic.json_schema import models_json_schema  # noqa: PLC0415 - see models.py

    _, made = models_json_schema(
        [
            (model, "validation" if name in TAKEN else "serialization")
            for name, model in models.items()
        ],
        ref_template="#/components/schemas/{model}",
    )
    paths: dict[str, dict[str, Any]] = {}
    for row in OPERATIONS:
        paths.setdefault(row.path, {})[row.method.lower()] = _operation(row)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Riposte, for desks",
            "version": VERSION,
            "description": "Hand people over to Riposte, and learn what they agree to tell."
            f" In words, with signatures and callbacks: {server}{BASE}/",
        },
        "servers": [{"url": server + BASE}],
        "security": [{"key": []}],
        "paths": paths,
        "webhooks": {"news": {"post": _callback()}},
        "components": {
            "schemas": made["$defs"],
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(row: Operation) -> dict[str, Any]:
    scope = f" Scope: `{row.scope}`." if row.scope else ""
    found: dict[str, Any] = {
        "operationId": row.id,
        "summary": row.summary,
        "description": row.description + scope,
        "responses": {str(row.status): _answer(row)}
        | {str(status): _refusal(status) for status in sorted({*ALWAYS, *row.refusals})},
    }
    if row.parameters:
        found["parameters"] = [
            {
                "name": one.name,
                "in": one.where,
                "required": one.required,
                "description": one.description,
                "schema": dict(one.schema),
            }
            for one in row.parameters
        ]
    if row.body is not None:
        found["requestBody"] = {"required": True, "content": _content(row.body)}
    return found


def _callback() -> dict[str, Any]:
    """Return what a desk's receiver is asked."""
    names = ("webhook-id", "webhook-timestamp", "webhook-signature")
    return {
        "operationId": "takeNews",
        "summary": "Take a piece of news",
        "description": "Called at your address. Signed as Standard Webhooks says.",
        "security": [],
        "parameters": [
            {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}
            for name in names
        ],
        "requestBody": {"required": True, "content": _content("Piece")},
        "responses": {"2XX": {"description": "Taken."}},
    }


def _answer(row: Operation) -> dict[str, Any]:
    if row.answer is None:
        return {"description": "Done."}
    return {"description": "Done.", "content": _content(row.answer)}


def _refusal(status: int) -> dict[str, Any]:
    found: dict[str, Any] = {"description": REFUSALS[status], "content": _content("Refusal")}
    if status in RETRIED:
        found["headers"] = {
            "Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}
        }
    return found


def _content(model: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}
