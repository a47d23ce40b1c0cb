"""My hand-offs: by age and state, and one of them. Only what its person agreed to is here.

Of somebody who agreed to nothing these pages show what they show of a link that nobody opened.
"""

import sqlite3
from datetime import datetime, timedelta

from aiohttp import web

from bot.api.counter.door import HOME, Turned, Visit
from bot.api.counter.labels import flow
from bot.api.counter.sheet import anchor, block, button, table
from bot.api.counter.when import ago, moment
from bot.api.pages import Html, tag, words
from bot.handoff.model import BY_ASKING, News
from bot.store import accounts, desk_views, handoffs, journal
from bot.store.accounts import Role
from bot.store.desk_views import Row
from bot.store.handoffs import Gone, Status
from bot.store.journal import What


async def several(visit: Visit) -> web.Response:
    """`GET /desk/handoffs`."""
    room, account = visit.room, visit.account
    asked, text = (visit.request.query.get(name, "") for name in ("state", "page"))
    wanted = Status(asked) if asked in set(map(str, Status)) else None
    page = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0  # noqa: PLR2004
    oldest = visit.request.query.get("order") == "oldest"

    def look(db: sqlite3.Connection) -> tuple[list[Row], dict[str, str]]:
        keys, by = room.gate.store.keys, _only(visit)
        found = desk_views.several(
            db, keys, account.desk, visit.now, by=by, status=wanted, oldest=oldest, page=page
        )
        return found, accounts.names(db, account.desk)

    shown, names = await room.gate.transact(look)
    states = [("", visit.say("handoffs.all"))]
    states += [(str(one), visit.say(f"state.{one}")) for one in Status]
    order = "&order=oldest" if oldest else ""
    ways = [
        anchor(f"?state={code}{order}", f"**{name}**" if code == (wanted or "") else name)
        for code, name in states
    ]
    turn = ("newest", "") if oldest else ("oldest", "&order=oldest")
    ways.append(anchor(f"?state={wanted or ''}{turn[1]}", visit.say(f"handoffs.{turn[0]}")))
    parts: list[Html] = [tag("p", visit.say("handoffs.what")), block(*ways)]
    if shown:
        head = ["case", "topic", "age", "state", "last", "by"]
        parts.append(
            table(
                visit.say("handoffs.caption", count=len(shown)),
                [visit.say(f"handoffs.{name}") for name in head],
                [_line(visit, row, names) for row in shown],
            )
        )
    else:
        parts.append(tag("p", visit.say("handoffs.none")))
    if len(shown) == desk_views.A_PAGE:
        more = f"?state={wanted or ''}{order}&page={page + 1}"
        parts.append(block(anchor(more, visit.say("handoffs.more"))))
    return visit.page("handoffs", parts, wide=True)


async def one(visit: Visit) -> web.Response:
    """`GET /desk/handoffs/{id}`."""
    row, names = await visit.room.gate.transact(lambda db: _found(db, visit))
    view = row.view
    facts = [
        ("case", view.case),
        ("topic", _topic(visit, view.topic)),
        ("state", visit.say(f"state.{view.status}")),
        ("made", moment(visit.words, view.made_at)),
        ("until", moment(visit.words, view.expires_at)),
        ("by", names.get(row.by, visit.say("handoffs.key"))),
        ("consent", row.consent_version.isoformat()),
    ]
    rows = [
        (Html(f"<strong>{words(visit.say(f'handoffs.{name}'))}</strong>"), words(text))
        for name, text in facts
    ]
    parts: list[Html] = [
        table(
            visit.say("handoffs.facts"),
            [visit.say("handoffs.what_is"), visit.say("handoffs.is")],
            rows,
        ),
        tag("h2", visit.say("handoffs.agreed")),
    ]
    if view.agreed:
        items = "".join(tag("li", visit.say(f"news.{kind}")) for kind in view.agreed)
        parts.append(Html(f"<ul>{items}</ul>"))
    else:
        parts.append(tag("p", visit.say("handoffs.nothing")))
    if row.news:
        parts.append(tag("h2", visit.say("handoffs.told")))
        items = "".join(tag("li", _news(visit, told)) for told in row.news)
        parts.append(Html(f"<ol>{items}</ol>"))
    if view.status is not Status.OPENED:
        take_back = (button(visit.say("handoffs.revoke"), quiet=True),)
        parts += [
            tag("h2", visit.say("handoffs.revoke")),
            tag("p", visit.say("handoffs.revoke_what")),
            visit.form_to(f"{HOME}/handoffs/{view.id}/revoke", take_back, lines=False),
        ]
    return visit.page("handoffs.one", parts)


async def revoke(visit: Visit) -> web.Response:
    """`POST /desk/handoffs/{id}/revoke`."""

    def work(db: sqlite3.Connection) -> None:
        row, _ = _found(db, visit, What.REVOKED)
        try:
            handoffs.revoke(
                db, visit.room.gate.store.keys, visit.account.desk, row.view.id, visit.now
            )
        except Gone:
            raise Turned(409, "opened") from None

    await visit.room.gate.transact(work)
    raise Turned(303, to=f"{HOME}/handoffs")


def _only(visit: Visit) -> str | None:
    """Return whose hand-offs somebody sees: an agent their own, a supervisor all of the desk."""
    return None if visit.account.role is Role.SUPERVISOR else visit.account.key


def _found(
    db: sqlite3.Connection, visit: Visit, what: What = What.OPENED
) -> tuple[Row, dict[str, str]]:
    """Return a hand-off that somebody may see, and note that they did. Raises Turned."""
    desk, number = visit.account.desk, visit.request.match_info["id"]
    row = desk_views.one(db, visit.room.gate.store.keys, desk, number, visit.now)
    if row is None or _only(visit) not in (None, row.by):
        raise Turned(404, "e404")
    journal.note(db, visit.account, what, visit.now, number)
    return row, accounts.names(db, desk)


def _line(visit: Visit, row: Row, names: dict[str, str]) -> tuple[Html, ...]:
    view = row.view
    state = visit.say(f"state.{view.status}")
    if view.status is Status.MINTED and view.expires_at - visit.now < timedelta(hours=12):
        state = visit.say("handoffs.soon")
    return (
        anchor(f"{HOME}/handoffs/{view.id}", view.case),
        words(_topic(visit, view.topic)),
        words(ago(visit.words, visit.now, view.made_at)),
        words(state),
        words(_news(visit, row.news[-1]) if row.news else "—"),
        words(names.get(row.by, visit.say("handoffs.key"))),
    )


def _topic(visit: Visit, topic: str) -> str:
    return flow(visit.room.release, visit.words, topic)


def _news(visit: Visit, told: tuple[News, str | None, datetime]) -> str:
    """Return a piece of news as one line."""
    kind, code, at = told
    about = f" : {_topic(visit, code)}" if code and kind not in BY_ASKING else ""
    return visit.say(
        "handoffs.news", what=visit.say(f"news.{kind}"), about=about, at=moment(visit.words, at)
    )
