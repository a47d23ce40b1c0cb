"""Refusals of the desk's API: one small JSON for each, and no word of what was sent in it."""

import json
from collections.abc import Iterable, Mapping

from aiohttp import web

REALM = {"WWW-Authenticate": 'Bearer realm="riposte"'}
RETRY_SECONDS = 5  # when the database is held, or the bot is ending


_BY_STATUS: Mapping[int, type[web.HTTPException]] = {
    400: web.HTTPBadRequest,
    401: web.HTTPUnauthorized,
    403: web.HTTPForbidden,
    404: web.HTTPNotFound,
    409: web.HTTPConflict,
    410: web.HTTPGone,
    415: web.HTTPUnsupportedMediaType,
    422: web.HTTPUnprocessableEntity,
    429: web.HTTPTooManyRequests,
    431: web.HTTPRequestHeaderFieldsTooLarge,
    503: web.HTTPServiceUnavailable,
}


def refuse(
    status: int,
    code: str,
    *,
    retry: int | None = None,
    fields: Iterable[tuple[str, str]] = (),
    close: bool = False,
) -> web.HTTPException:
    """Return the refusal, to be raised.

    `retry` is in seconds; `fields` are (place, what is wrong), in words of the contract only.
    """
    said: dict[str, object] = {"error": code}
    wrong = [{"field": place, "problem": problem} for place, problem in fields]
    if wrong:
        said["fields"] = wrong
    headers = dict(REALM) if status == web.HTTPUnauthorized.status_code else {}
    if retry is not None:
        headers["Retry-After"] = str(retry)
    text = json.dumps(said)
    if status == web.HTTPRequestEntityTooLarge.status_code:
        return web.HTTPRequestEntityTooLarge(
            max_size=0, actual_size=0, text=text, content_type="application/json"
        )
    refused = _BY_STATUS[status](text=text, headers=headers, content_type="application/json")
    if close:
        refused.force_close()
    return refused
