"""For who answers for the desk: erased and withdrawn, the journal, and files without persons.

The files hold what the pages show and nothing more: of somebody who agreed to nothing, nothing.
"""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web

from bot.api.counter.door import HOME, Turned, Visit
from bot.api.counter.sheet import anchor, block, button, choice, table
from bot.api.counter.when import moment
from bot.api.pages import Html, tag, words
from bot.store import accounts, desk_views, journal
from bot.store.journal import Line, What

MOST = 100
Rows = tuple[Sequence[str], list[Sequence[Any]]]


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

    def work(db: sqlite3.Connection) -> Rows:
        journal.note(db, visit.account, What.EXPORTED, visit.now, what)
        return _FILES[what](db, visit)

    head, rows = await visit.room.gate.transact(work)
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


def _handoffs(db: sqlite3.Connection, visit: Visit) -> Rows:
    keys, desk = visit.room.gate.store.keys, visit.account.desk
    names = accounts.names(db, desk)
    head = ("id", "case", "queue", "topic", "made_at", "expires_at", "made_by", "consent_version")
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
        for row in desk_views.several(db, keys, desk, visit.now, by=None, most=-1)
    ]
    return (*head, "status", "agreed", "told"), list(rows)


def _journal(db: sqlite3.Connection, visit: Visit) -> Rows:
    rows = [
        (one.id, one.at.isoformat(), one.who, str(one.what), one.about or "")
        for one in journal.lines(db, visit.account.desk.id, None, -1)
    ]
    return ("number", "at", "who", "what", "about"), list(rows)


_FILES: dict[str, Callable[[sqlite3.Connection, Visit], Rows]] = {
    "journal": _journal,
    "handoffs": _handoffs,
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
