"""A one-time link in two clicks: what the last one was made with is filled in already.

The desk is given a link, its QR code, texts to send and a code to read out. Asked a second time
with the same form (the browser's “back”, a double click), the same link is shown.
"""

import json
import re
import secrets
import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from importlib import import_module
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.api import qr
from bot.api.admission import Asked
from bot.api.counter.door import HOME, Visit
from bot.api.counter.labels import breaches, leaked, topics
from bot.api.counter.sheet import anchor, block, button, choice, copyable, field, hidden, ticks
from bot.api.counter.when import moment
from bot.api.pages import Html, tag
from bot.api.refusing import refuse
from bot.handoff.model import Channel
from bot.store import accounts, handoffs, journal
from bot.store.desks import Key
from bot.store.journal import What

CONSENT_VERSION = "2026-11-25"  # of `desk.mint.read_out`: another day when its words change
REMEMBERED = ("topic", "breach", "leaked", "notified_on", "notified_by", "language")
FIELDS = frozenset({*REMEMBERED, "case", "once"})
_ONCE = re.compile(r"[A-Za-z0-9_-]{22}")


async def show(visit: Visit) -> web.Response:
    """`GET /desk/mint`."""
    return _form(visit, visit.account.chosen)


async def mint(visit: Visit) -> web.Response:
    """`POST /desk/mint`."""
    from pydantic import ValidationError  # noqa: PLC0415 - see models.py

    doors, room, account = visit.room.doors, visit.room, visit.account
    once = visit.given("once")
    if not _ONCE.fullmatch(once) or visit.form.keys() - FIELDS:
        raise refuse(400, "bad_request")
    if any(len(values) > 1 for name, values in visit.form.items() if name != "leaked"):
        raise refuse(400, "bad_request")
    chosen = {name: visit.given(name) for name in REMEMBERED}
    chosen["leaked"] = list(visit.form.get("leaked", ()))  # type: ignore[assignment]
    body = {name: value for name, value in chosen.items() if value}
    body["case"] = visit.given("case") or _own_case(once, visit.now.year)
    body["consent_version"] = CONSENT_VERSION
    try:
        said = (await doors.models())["Mint"].model_validate_json(json.dumps(body))
    except ValidationError as error:
        known = import_module("bot.api.models").problems(error, frozenset(FIELDS))
        return _form(visit, chosen, frozenset(place.partition(".")[0] for place, _ in known))
    asked = Asked(Key(account.key, account.desk, frozenset(), None), b"")
    marks = (
        sha256(f"page mint {account.id} {once}".encode()).digest(),
        sha256(said.model_dump_json().encode()).digest(),
    )
    minted = handoffs.fresh(timedelta(hours=said.expires_in_hours), visit.now)
    link = room.links.chat(minted.token)
    if link is None:
        raise refuse(503, "unavailable")
    fresh = (await doors.answer(account.desk, minted, link)).encode()
    facts = import_module("bot.api.models").facts_of(said)

    def work(db: sqlite3.Connection) -> bytes:
        answer = doors.mint_once(db, asked, marks, minted, facts, fresh)
        accounts.choose(db, account, chosen)
        if answer == fresh:
            journal.note(db, account, What.MINTED, visit.now, minted.id)
        return answer

    answer = json.loads(await room.gate.transact(work))
    return _made(visit, answer, said.case, said.language)


def _own_case(once: str, year: int) -> str:
    """Return a reference for whoever gave none: it follows from the form, so it is the same."""
    number = int.from_bytes(sha256(once.encode()).digest()[:8]) % 10_000_000
    return f"R-{year}-{number:07}"


def _form(
    visit: Visit, chosen: Mapping[str, Any], wrong: frozenset[str] = frozenset()
) -> web.Response:
    """Return the form; of a field that was refused, nothing is repeated."""
    release, words = visit.room.release, visit.words
    channels = {"": visit.say("mint.unknown")} | {c: visit.say(f"channel.{c}") for c in Channel}
    languages = {code: visit.say(f"language.{code}") for code in release.languages}

    def value(name: str, otherwise: str = "") -> str:
        return str(chosen.get(name) or otherwise) if name not in wrong else otherwise

    opened = " open" if wrong & {"leaked", "notified_on", "notified_by"} else ""
    fields = (
        hidden("once", secrets.token_urlsafe(16)),
        choice(visit.say("mint.topic"), "topic", topics(release, words), value("topic", "plan")),
        choice(
            visit.say("mint.breach"),
            "breach",
            {"": visit.say("mint.unknown")} | breaches(release, words),
            value("breach"),
        ),
        choice(visit.say("mint.language"), "language", languages, value("language", "fr")),
        field(
            visit.say("mint.case"),
            "case",
            most=36,
            hint=visit.say("mint.case_hint"),
            wrong=visit.say("mint.case_wrong") if "case" in wrong else "",
        ),
        Html(f"<details{opened}><summary>{visit.say('mint.more')}</summary>"),
        ticks(
            visit.say("mint.leaked"),
            "leaked",
            leaked(release, words),
            chosen.get("leaked", ()) if "leaked" not in wrong else (),
        ),
        field(
            visit.say("mint.notified_on"),
            "notified_on",
            kind="date",
            value=value("notified_on"),
            wrong=visit.say("mint.day_wrong") if "notified_on" in wrong else "",
        ),
        choice(visit.say("mint.notified_by"), "notified_by", channels, value("notified_by")),
        Html("</details>"),
        button(visit.say("mint.go")),
    )
    refused = (Html(f'<p class="wrong" role="alert">{visit.say("mint.wrong")}</p>'),)
    parts = (
        *(refused if wrong else ()),
        tag("h2", visit.say("mint.before")),
        tag("p", visit.say("mint.read_out"), "note"),
        visit.form_to(f"{HOME}/mint", fields),
    )
    return visit.page("mint", parts, 422 if wrong else 200)


def _made(visit: Visit, answer: Mapping[str, Any], case: str, language: str) -> web.Response:
    """Return the page of a link just made."""
    texts = answer["texts"]
    until = visit.say(
        "mint.until", when=moment(visit.words, datetime.fromisoformat(answer["expires_at"]))
    )
    order = sorted(texts, key=lambda code: code != language)
    ready = [part for code in order for part in _ready(visit, code, texts[code])]
    parts = (
        tag("p", visit.say("mint.once"), "warning"),
        tag("h2", visit.say("mint.say")),
        tag("p", visit.say("mint.say_how")),
        tag("p", str(answer["code"]), "code"),
        copyable(visit.say("mint.link"), "link", answer["page"], 2),
        Html(f"<p>{qr.svg(answer['url'], visit.say('mint.qr'))}</p>"),
        tag("p", visit.say("mint.qr_how"), "hint"),
        tag("p", f"{visit.say('mint.reference', case=case)} {until}"),
        *ready,
        block(
            anchor(f"{HOME}/handoffs/{answer['id']}", visit.say("mint.follow")),
            anchor(f"{HOME}/mint", visit.say("mint.another")),
        ),
    )
    return visit.page("mint.made", parts)


def _ready(visit: Visit, code: str, texts: Mapping[str, Any]) -> tuple[Html, ...]:
    """Return the texts of one language, to copy or to open in the desk's own programs."""
    sms, subject, body = texts["sms"], texts["email"]["subject"], texts["email"]["body"]
    mail = f"mailto:?subject={quote(subject)}&body={quote(body)}"
    return (
        tag("h2", visit.say(f"mint.texts.{code}")),
        Html(f'<div lang="{code}">'),
        copyable(visit.say("mint.sms"), f"sms-{code}", sms, 5),
        copyable(visit.say("mint.subject"), f"subject-{code}", subject, 2),
        copyable(visit.say("mint.mail"), f"mail-{code}", body, 13),
        Html("</div>"),
        Html(f"<p>{anchor(mail, visit.say('mint.mail_open'))}</p>"),
    )
