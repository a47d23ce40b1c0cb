"""The desk's API: what it gives, what it refuses, what it never says."""

import asyncio
import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from stdnum.fr import nir

from bot.api import admission
from bot.handoff.model import News
from bot.store import desk_events
from tests.desks import MINT, desk
from tests.rig import said

NIR = "185057800608491"


async def test_a_link_is_made_with_all_that_is_needed(tmp_path: Path) -> None:
    """Link, page, both pictures, code and both languages; of the token only a hash is kept."""
    assert nir.validate(NIR)
    async with desk(tmp_path) as one:
        made = await one.mint()

        assert made.status == 201
        token = made.json["url"].partition("?start=h_")[2]
        assert len(token) == 22
        assert made.json["url"].startswith("https://t.me/riposte_demo_bot?")
        assert made.json["page"] == f"{one.rig.bot.address}/h/{token}"
        assert made.json["qr_svg"].startswith("data:image/svg+xml")
        png = b64decode(made.json["qr_png"].removeprefix("data:image/png;base64,"))
        assert png.startswith(b"\x89PNG")
        for language in ("fr", "en"):
            texts = made.json["texts"][language]
            for text in (texts["sms"], texts["email"]["body"]):
                assert token in text
                assert made.json["code"] in text
                assert "Mutuelle Demo" in text
        assert token.encode() not in one.rig.stored()
        assert b"MUT-2026-0041" not in one.rig.stored()


async def test_the_same_request_again_gets_the_same_answer(tmp_path: Path) -> None:
    """Under one Idempotency-Key one link is made; another body under it is a conflict."""
    async with desk(tmp_path) as one:
        answers = await asyncio.gather(*(one.mint(key="a") for _ in range(12)))
        spaced = await one.ask(
            "POST",
            "/v1/handoffs",
            data=json.dumps(MINT, indent=4),
            headers={"Idempotency-Key": "a", "Content-Type": "application/json"},
        )
        other = await one.mint(key="a", topic="breach")

        assert {answer.text for answer in (*answers, spaced)} == {answers[0].text}
        assert (other.status, other.json) == (409, {"error": "idempotency_key"})
        (count,) = one.rig.bot.store.connection.execute("SELECT count(*) FROM handoff").fetchone()
        assert count == 1


PERSONAL = [
    ("case", NIR),
    ("case", "1 85 05 78 006 084 91"),
    ("case", "0612345678"),
    ("case", "+33612345678"),
    ("case", "MUT-12345678"),
    ("case", "Jean Dupont"),
    ("case", "dupont-jean"),
    ("case", "jean@exemple.fr"),
    ("case", "FR7630006000011234567890189"),
    ("case", "31/05/1978"),
    ("case", ""),
    ("case", "é1"),
    ("case", "A1\n"),
    ("case", 41),
    ("topic", "plan; drop"),
    ("topic", "Jean Dupont"),
    ("topic", "handoff"),
    ("breach", "ma mutuelle"),
    ("leaked", ["nir", NIR]),
    ("leaked", "nir"),
    ("leaked", ["nir"] * 14),
    ("notified_on", "1978-05-31"),
    ("notified_on", "2023-02-29"),
    ("notified_on", "hier"),
    ("notified_by", "pigeon"),
    ("language", "de"),
    ("zone", "Mars/Olympus"),
    ("queue", 185057800608491),
    ("queue", "3"),
    ("queue", 3.5),
    ("queue", True),
    ("expires_in_hours", 0),
    ("expires_in_hours", 721),
    ("consent_version", "v1 de Jean Dupont"),
    ("comment", "Appelez Jean Dupont"),
    (NIR, "x"),
]


async def test_nothing_personal_goes_in_or_comes_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever field carries it: 422, not a character of it in answer, log or file."""
    async with desk(tmp_path) as one:
        for name, value in PERSONAL:
            refused = await one.mint(**{name: value})

            assert refused.status == 422, (name, value, refused.text)
            fields = {one["field"].partition(".")[0] for one in refused.json["fields"]}
            assert fields <= {*MINT, "expires_in_hours", "?"}
        kept = one.rig.stored()
        for spilled in (NIR, "Dupont", "0612345678", "jean@exemple", "1978-05-31"):
            assert spilled not in "".join(one.seen)
            assert spilled not in caplog.text
            assert spilled.encode() not in kept
        assert (await one.mint(topic=None)).status == 422


@pytest.mark.parametrize(
    "case",
    [
        "41",
        "A41",
        "MUT-2026-0041234",
        "2026_17",
        "0b6f1e0a-8c1d-4f7e-9a53-2d8f0e6b7c11",
        "01HZX3KQ9V8M2N4P6R7S5T1W0Y",
    ],
)
async def test_the_references_of_desks_go_in(tmp_path: Path, case: str) -> None:
    """Short numbers with letters and a year, UUIDs and ULIDs."""
    async with desk(tmp_path) as one:
        assert (await one.mint(case=case)).status == 201


JSON = {"Content-Type": "application/json", "Idempotency-Key": "a"}
GOOD = json.dumps(MINT)
TWICE = GOOD[:-1] + ', "topic": "breach"}'
MALFORMED: list[tuple[str, dict[str, Any], int]] = [
    ("POST", {"data": GOOD, "headers": {**JSON, "Idempotency-Key": ""}}, 400),
    ("POST", {"data": GOOD, "headers": {**JSON, "Idempotency-Key": "k" * 256}}, 400),
    ("POST", {"data": GOOD, "headers": {**JSON, "Idempotency-Key": "a b"}}, 400),
    ("POST", {"data": "{", "headers": JSON}, 400),
    ("POST", {"data": "", "headers": JSON}, 400),
    ("POST", {"data": b"\xef\xbb\xbf" + GOOD.encode(), "headers": JSON}, 400),
    ("POST", {"data": GOOD.encode("utf-16"), "headers": JSON}, 400),
    ("POST", {"data": b'{"case": "\xff"}', "headers": JSON}, 400),
    ("POST", {"data": '{"queue": NaN}', "headers": JSON}, 400),
    ("POST", {"data": TWICE, "headers": JSON}, 400),
    ("POST", {"data": "[" * 9000, "headers": JSON}, 400),
    ("POST", {"data": "[]", "headers": JSON}, 422),
    ("POST", {"data": "null", "headers": JSON}, 422),
    ("POST", {"data": GOOD, "headers": {**JSON, "Content-Type": "text/plain"}}, 415),
    ("POST", {"data": GOOD, "headers": {**JSON, "Content-Type": "application/xml"}}, 415),
    ("POST", {"data": GOOD, "headers": {**JSON, "Content-Encoding": "gzip"}}, 415),
    ("POST", {"data": GOOD + " " * 17_000, "headers": JSON}, 413),
    ("PUT", {"data": GOOD, "headers": JSON}, 405),
    ("POST", {"data": GOOD, "headers": {**JSON, **{f"X-{n}": "1" for n in range(70)}}}, 431),
    ("POST", {"data": GOOD, "headers": {**JSON, "X-Long": "x" * 9000}}, 431),
]


async def test_what_is_no_request_of_the_contract(tmp_path: Path) -> None:
    """Each fault has its status, and the answer is small JSON."""
    async with desk(tmp_path) as one:
        for method, kwargs, status in MALFORMED:
            refused = await one.ask(method, "/v1/handoffs", **kwargs)

            assert refused.status == status, (kwargs, refused.text)
            assert set(refused.json) <= {"error", "fields"}

        assert (await one.ask("GET", "/v1/nothing")).status == 404
        assert (await one.ask("GET", "/v2/handoffs")).status == 410
        assert (await one.ask("GET", "/v0/handoffs")).status == 410
        assert (await one.ask("GET", "/v1/handoffs/1%00")).status == 404
        for query in ("after=x", "after=-1", "after=1&after=2", "limit=0", "limit=101", "x=1"):
            assert (await one.ask("GET", f"/v1/events?{query}")).status == 422, query
        preflight = await one.ask(
            "OPTIONS", "/v1/handoffs", headers={"Origin": "https://exemple.fr"}
        )
        assert not [name for name in preflight.headers if name.startswith("Access-Control")]


RAW = [
    (b"GET http://exemple.fr/v1/desk HTTP/1.1\r\nHost: exemple.fr\r\n\r\n", b"400"),
    (b"GET /v1/desk HTTP/1.1\r\nHost: a b\r\n\r\n", b"400"),
    (b"GET /v1/desk HTTP/1.1\r\n\r\n", b"400"),
    (
        (
            b"POST /v1/handoffs HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        b"400",
    ),
]


@pytest.mark.parametrize(("bytes_", "status"), RAW)
async def test_what_proxies_are_confused_with(tmp_path: Path, bytes_: bytes, status: bytes) -> None:
    """Absolute addresses, strange hosts, two lengths at once: refused, and the line closed."""
    async with desk(tmp_path) as one:
        port = int(one.rig.bot.address.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(bytes_)
        answer = await asyncio.wait_for(reader.read(), 10)
        writer.close()

        assert answer.split(b" ")[1] == status


async def test_a_link_is_taken_back(tmp_path: Path) -> None:
    """It opens nothing any more, its page is the neutral one, and taking back again is fine."""
    async with desk(tmp_path) as one:
        made = await one.mint()
        number = made.json["id"]

        for _ in range(2):
            assert (await one.ask("DELETE", f"/v1/handoffs/{number}")).status == 204
        assert (await one.ask("GET", f"/v1/handoffs/{number}")).status == 404
        assert (await one.ask("GET", f"/h/{made.json['page'].rpartition('/')[2]}")).status == 404
        again = await one.mint(key="key-1")
        assert again.json["id"] != number  # the same request makes a new link, not a dead one
        phone = await one.rig.phone()
        await one.rig.write(phone, "/start " + made.json["url"].partition("=")[2])
        assert "ne marche pas" in said(phone)


async def test_a_bot_that_ends_or_cannot_write_says_so(tmp_path: Path) -> None:
    """503 with a time to come back."""
    async with desk(tmp_path) as one:
        store = one.rig.bot.store
        store.connection.execute("PRAGMA query_only = ON")
        refused = await one.mint()
        store.connection.execute("PRAGMA query_only = OFF")
        assert (refused.status, refused.headers["Retry-After"]) == (503, "5")

        one.rig.bot.stopping.set()
        refused = await one.ask("GET", "/v1/desk")
        assert (refused.status, refused.headers["Retry-After"]) == (503, "5")


async def test_news_by_the_page(tmp_path: Path) -> None:
    """A page at a time, from any place, to the end; asking past the end waits there."""
    async with desk(tmp_path) as one:
        number = (await one.mint()).json["id"]
        store = one.rig.bot.store

        def tell(db: Any) -> None:
            db.execute("INSERT INTO consent VALUES (?, 'task_done', 0)", (number,))
            for code in ("ameli", "impots", "cnil"):
                desk_events.emit(db, number, News.TASK_DONE, code, one.rig.bot.clock.now())

        await store.transact(tell)
        first = (await one.ask("GET", "/v1/events?limit=2")).json
        rest = (await one.ask("GET", f"/v1/events?limit=2&after={first['next']}")).json
        past = (await one.ask("GET", f"/v1/events?after={rest['next']}")).json

        assert [e["data"]["code"] for e in first["events"]] == ["ameli", "impots"]
        assert (first["more"], first["next"]) == (True, 2)
        assert [e["data"]["code"] for e in rest["events"]] == ["cnil"]
        assert (rest["more"], rest["next"]) == (False, 3)
        assert past == {"events": [], "next": 3, "more": False}


async def test_an_answer_is_kept_for_a_day(tmp_path: Path) -> None:
    """After 24 hours the same request makes another link: of the first only a hash is left."""
    async with desk(tmp_path) as one:
        first = await one.mint(key="a")
        connection = one.rig.bot.store.connection
        connection.execute("UPDATE idempotency SET at = at - 86401")
        second = await one.mint(key="a")

        assert second.json["id"] != first.json["id"]


@pytest.mark.long
@pytest.mark.timeout(600)
async def test_ten_thousand_times_the_same_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand repeats under one Idempotency-Key, sixteen at a time, are one link."""
    monkeypatch.setattr(admission, "MOST_ASKED", 1_000_000)
    async with desk(tmp_path) as one:
        found = set()
        for _ in range(625):
            found |= {a.text for a in await asyncio.gather(*(one.mint(key="a") for _ in range(16)))}
        (count,) = one.rig.bot.store.connection.execute("SELECT count(*) FROM handoff").fetchone()

        assert (len(found), count) == (1, 1)
