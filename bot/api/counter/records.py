"""For who answers for the desk: erased and withdrawn, the journal, and files without persons.

The files hold what the pages show and nothing more: of somebody who agreed to nothing, nothing.
"""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from aiohttp import web

from bot.api.counter.door import HOME, Turned, Visit
from bot.api.counter.sheet import anchor, block, button, choice, table
from bot.api.counter.when import moment
from bot.api.pages import Html, tag, words
from bot.store import accounts, desk_views, journal
from bot.store.journal import Line, What

MOST = 100
AT_ONCE = 1000
Piece = tuple[Sequence[Sequence[Any]], Any]  # rows, and where to go on, if anywhere


async def erased(visit: Visit) -> web.Response:
    """`GET /desk/erased`."""
    keys, desk = visit.room.gate.store.keys, visit.account.desk
    found = await visit.room.gate.transact(lambda db: desk_views.withdrawn(db, keys, desk))
    parts: list[Html] = [
        tag("p", visit.say("erased.what")),
        tag("p", visit.say("erased.gone"), "note"),
    ]
    if found:
        head = [visit.say(f"erased.{name}") for name in ("case", "kind", "when")]
        rows = [
            (words(case), words(visit.say(f"news.{kind}")), words(moment(visit.words, at)))
            for case, kind, at in found
        ]
        parts.append(table(visit.say("erased.caption", count=len(found)), head, rows))
    else:
        parts.append(tag("p", visit.say("erased.none")))
    return visit.page("erased", parts)


async def lines(visit: Visit) -> web.Response:
    """`GET /desk/journal`."""
    text = visit.request.query.get("before", "")
    known = text.isascii() and text.isdecimal() and len(text) <= 15  # noqa: PLR2004
    before, desk = int(text) if known else None, visit.account.desk.id
    found = await visit.room.gate.transact(lambda db: journal.lines(db, desk, before, MOST + 1))
    head = [visit.say(f"journal.{name}") for name in ("when", "who", "did", "about")]
    rows = [_line(visit, one) for one in found[:MOST]]
    parts: list[Html] = [tag("p", visit.say("journal.what"))]
    parts.append(table(visit.say("journal.caption"), head, rows))
    if len(found) > MOST:
        older = anchor(f"{HOME}/journal?before={found[MOST - 1].id}", visit.say("journal.older"))
        parts.append(block(older))
    return visit.page("journal", parts, wide=True)


async def files(visit: Visit) -> web.Response:
    """`GET /desk/export`."""
    what = {name: visit.say(f"export.{name}") for name in _FILES}
    fields = (
        choice(visit.say("export.which"), "what", what, "journal"),
        choice(visit.say("export.form"), "form", {"csv": "CSV", "json": "JSON"}, "csv"),
        button(visit.say("export.go")),
    )
    parts = (
        tag("p", visit.say("export.what")),
        visit.form_to(f"{HOME}/export", fields),
        tag("p", visit.say("export.kept"), "note"),
    )
    return visit.page("export", parts)


async def give(visit: Visit) -> web.Response:
    """`POST /desk/export`."""
    what, kind = visit.given("what"), visit.given("form")
    if what not in _FILES or kind not in ("csv", "json"):
        raise Turned(400, "e400")

    head, piece = _FILES[what]
    room = visit.room
    rows: list[Sequence[Any]] = []
    await room.gate.transact(
        lambda db: journal.note(db, visit.account, What.EXPORTED, visit.now, what)
    )
    after: Any = None
    while True:  # some at a time: meanwhile the bot answers people
        found, after = await room.gate.transact(partial(piece, visit=visit, after=after))
        rows += found
        if after is None:
            break
    if kind == "json":
        whole = [dict(zip(head, row, strict=True)) for row in rows]
        text, media = json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "application/json"
    else:
        text, media = _csv(head, rows), "text/csv"
    day = f"{visit.now:%Y-%m-%d}"
    return web.Response(
        text=text,
        content_type=media,
        charset="utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="riposte-{what}-{day}.{kind}"',
            "Content-Security-Policy": "sandbox",
            "Cache-Control": "no-store",
        },
    )


def _handoffs(db: sqlite3.Connection, visit: Visit, after: tuple[int, str] | None) -> Piece:
    """Return the next hand-offs, the oldest first."""
    keys, desk = visit.room.gate.store.keys, visit.account.desk
    names = accounts.names(db, desk)
    found = desk_views.several(db, keys, desk, visit.now, oldest=True, after=after or (0, ""))
    rows = [
        (
            row.view.id,
            row.view.case,
            row.view.queue,
            row.view.topic,
            row.view.made_at.isoformat(),
            row.view.expires_at.isoformat(),
            names.get(row.by, f"key:{row.by}"),
            row.consent_version.isoformat(),
            str(row.view.status),
            " ".join(row.view.agreed),
            " ".join(str(kind) for kind, _, _ in row.news),
        )
        for row in found
    ]
    if len(found) < desk_views.A_PAGE:
        return rows, None
    last = found[-1].view
    return rows, (int(last.made_at.timestamp()), last.id)


def _journal(db: sqlite3.Connection, visit: Visit, after: int | None) -> Piece:
    """Return the next lines of the journal, the newest first."""
    found = journal.lines(db, visit.account.desk.id, after, AT_ONCE)
    rows = [(one.id, one.at.isoformat(), one.who, str(one.what), one.about or "") for one in found]
    return rows, found[-1].id if len(found) == AT_ONCE else None


_OF_HANDOFFS = (
    "id case queue topic made_at expires_at made_by consent_version status agreed told".split()
)
_FILES: dict[str, tuple[Sequence[str], Callable[..., Piece]]] = {
    "journal": (("number", "at", "who", "what", "about"), _journal),
    "handoffs": (_OF_HANDOFFS, _handoffs),
}


def _csv(head: Sequence[str], rows: list[Sequence[Any]]) -> str:
    """Return rows as CSV; all are codes, so that no cell can be a spreadsheet's formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def _line(visit: Visit, one: Line) -> tuple[Html, ...]:
    return (
        words(moment(visit.words, one.at)),
        words(one.who),
        words(visit.say(f"did.{one.what}")),
        Html(f'<span class="key">{words(one.about or "")}</span>'),
    )
