"""`/v1/`: the contract as a page a developer reads, made from the same table as `openapi.json`."""

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from html import escape
from typing import Any

from aiohttp import web

from bot.api import contract, telling
from bot.api.desk import Doors
from bot.api.pages import Html, link, page, tag, words

INTRODUCTION = """
Ask with `Authorization: Bearer` and your key. Bodies are JSON in UTF-8, at most 16 KB. Every
refusal is JSON with `error`, a code; nothing you sent is repeated in it.

Fields hold codes, dates and small numbers. Nothing personal can be sent: a name, a phone number, a
social security number or free text is refused (422) in every field.

A person who agreed to nothing is invisible: whatever you ask reads as if nobody had opened the
link. Do not open a link yourself: it belongs to whoever opens it first.

A request with an `Idempotency-Key` may be sent again for 24 hours: it does nothing twice, and
answers the same.
"""
EXAMPLE = """curl -X POST {server}/v1/handoffs \\
  -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
  -H "Idempotency-Key: $(date +%s%N)" \\
  -d '{{"topic": "plan", "case": "MUT-2026-0041", "consent_version": "2026-11-01"}}'"""
SIGNING = """
A key made with `--signed` must sign. Send `webhook-id` (of your choice, never twice),
`webhook-timestamp` (seconds, less than five minutes off) and `webhook-signature`: `v1,` and the
base64 of an HMAC-SHA-256, under the bytes that your secret holds in base64 after `whsec_`, over
`id.timestamp.METHOD /path?query`, a line feed, and the body.
"""
CALLBACKS = """
Whoever runs the bot sets your address (`riposte desk callback`) and gives you the secret,
`whsec_…`, once. A new address comes with a new secret, from its first call on. News from before it
was set is not sent: read it at the cursor.

News comes to your address as a POST of one `Piece`, signed as Standard Webhooks says: the headers
`webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature`, one or more of `v1,` and the
base64 of an HMAC-SHA-256 with a space between, under the bytes that the secret holds in base64
after `whsec_`, over `id.timestamp.body`: the body as it came, before it is read as JSON.

Answer any 2xx within ten seconds. Anything else is tried again, with the same id, later and later;
what comes after it waits, so the order of `data.sequence` holds. After three days without a 2xx,
or at once after a 410, the calls stop: `GET /v1/desk` says so, and the operator switches them on
again.

A piece may come twice: its id is the same. Refuse a signature that does not hold and a timestamp
more than five minutes off. Ignore types you do not know. `riposte desk conformance` tries your
receiver.
"""
NEWS = """
The type of a piece is one of these after `handoff.`; more may come. The three that begin with
`human` are about a conversation that the person asked for, and asking is agreeing; `withdrawn` and
`erased` come only where something was agreed to. Everything else, each kind is agreed to by itself:
see `agreed` of a hand-off.

People can also agree to be counted: the kinds of signs in the messages they check, on the page
`/desk/wave`, of ten people at least. That is no news, and who agreed to it is told nowhere.
"""
CHANGES = """
Under `/v1` things are added only: paths, optional fields, fields of answers, types of news, codes.
So take no offence at what you do not know. What would break a program that keeps to this becomes
`/v2`, beside `/v1`.
"""


def readable(doors: Doors) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return the handler of the page."""

    async def show(_request: web.Request) -> web.Response:
        said = await doors.contract()
        return page("en", "Riposte, for desks", _parts(said))

    return show


def _parts(said: Mapping[str, Any]) -> Iterable[Html]:
    version = said["info"]["version"]
    yield Html(f"<p>Version {escape(version)}. {link('/v1/openapi.json', 'OpenAPI 3.1')}</p>")
    yield from _paragraphs(INTRODUCTION)
    server = said["servers"][0]["url"].removesuffix(contract.BASE)
    yield Html(f"<pre>{escape(EXAMPLE.format(server=server))}</pre>")
    yield tag("h2", "What any request may be answered")
    everywhere = {str(one): contract.REFUSALS[one] for one in contract.ALWAYS}
    yield _table(("Answer", "Meaning"), everywhere.items())
    for path, methods in said["paths"].items():
        for method, row in methods.items():
            yield from _operation(method, contract.BASE + path, row)
    yield tag("h2", "Signing requests")
    yield from _paragraphs(SIGNING)
    yield tag("h2", "Callbacks")
    yield from _paragraphs(CALLBACKS)
    yield tag("h2", "Kinds of news")
    yield from _paragraphs(NEWS)
    kinds = [(f"`{kind}`", meaning) for kind, meaning in telling.KINDS.items()]
    yield _table(("Kind", "Meaning"), kinds)
    yield tag("h2", "Codes of refusals")
    codes = [(f"`{code}`", meaning) for code, meaning in telling.ERRORS.items()]
    yield _table(("error", "Meaning"), codes)
    yield tag("h2", "What changed")
    yield from _paragraphs(CHANGES)
    yield _table(("Version", "What"), telling.HISTORY)
    yield tag("h2", "Schemas")
    for name, schema in sorted(said["components"]["schemas"].items()):
        yield Html(f'<h3 id="{escape(name)}">{escape(name)}</h3>')
        if "description" in schema:
            yield _prose(schema["description"])
        yield _fields(schema)


def _operation(method: str, path: str, row: Mapping[str, Any]) -> Iterable[Html]:
    yield tag("h2", row["summary"])
    yield Html(f"<p><code>{method.upper()} {escape(path)}</code></p>")
    yield _prose(row["description"])
    given = [
        (f"{one['name']} ({one['in']})", _kind(one["schema"]), one["description"])
        for one in row.get("parameters", ())
    ]
    if given:
        yield _table(("Parameter", "Kind", "Meaning"), given)
    if "requestBody" in row:
        yield Html(f"<p>Body: {_model(row['requestBody'])}</p>")
    answers = [
        (status, answer["description"], _model(answer) if "content" in answer else Html(""))
        for status, answer in row["responses"].items()
        if int(status) not in contract.ALWAYS
    ]
    yield _table(("Answer", "Meaning", "Schema"), answers)


def _model(holder: Mapping[str, Any]) -> Html:
    name = holder["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return link(f"#{name}", name)


def _fields(schema: Mapping[str, Any]) -> Html:
    required = set(schema.get("required", ()))
    if "properties" not in schema:
        return Html(f"<p>{_prose_inline(_kind(schema))}</p>")
    rows = [
        (name + ("" if name in required else " (optional)"), _kind(one), one.get("description", ""))
        for name, one in schema["properties"].items()
    ]
    return _table(("Field", "Kind", "Meaning"), rows)


def _kind(schema: Mapping[str, Any]) -> str:
    kept = {k: v for k, v in schema.items() if k not in ("title", "description", "examples")}
    return json.dumps(kept, ensure_ascii=False).strip("{}")


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Html:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(one)}</td>" for one in row) + "</tr>" for row in rows
    )
    return Html(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def _cell(text: str) -> Html:
    return Html(text) if text.startswith("<a ") else _prose_inline(text)


def _paragraphs(text: str) -> Iterable[Html]:
    return (_prose(one) for one in text.strip().split("\n\n"))


def _prose(text: str) -> Html:
    return Html(f"<p>{_prose_inline(text)}</p>")


def _prose_inline(text: str) -> Html:
    """Return words with their `code`, escaped."""
    pieces = words(text).split("`")
    return Html(
        "".join(f"<code>{one}</code>" if place % 2 else one for place, one in enumerate(pieces))
    )
