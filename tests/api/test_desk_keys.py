"""Keys of a desk: dead, narrow, too fast, signing; what each lets in, and how often."""

import time
from pathlib import Path
from typing import Any

import pytest

from bot.api import admission, signing
from bot.handoff.model import Scope
from bot.store import desks
from tests.desks import Desk, desk, make


async def test_keys_of_two_desks_do_not_meet(tmp_path: Path) -> None:
    """The same Idempotency-Key of another desk is another link; its hand-offs are not there."""
    async with desk(tmp_path) as one:
        two = await make(one.rig, one.session, "other")
        mine, theirs = await one.mint(key="a"), await two.mint(key="a")
        number = mine.json["id"]

        assert mine.json["id"] != theirs.json["id"]
        foreign = await two.ask("GET", f"/v1/handoffs/{number}")
        nobody = await two.ask("GET", "/v1/handoffs/ho_" + "0" * 24)
        assert (foreign.status, foreign.text) == (nobody.status, nobody.text) == (404, nobody.text)
        assert (await two.ask("DELETE", f"/v1/handoffs/{number}")).status == 404
        assert (await one.ask("GET", f"/v1/handoffs/{number}")).json["status"] == "minted"


async def test_no_key_and_a_dead_key_read_the_same(tmp_path: Path) -> None:
    """None, rubbish, another scheme, revoked, past its overlap: one answer; revoking is at once."""
    async with desk(tmp_path) as one:
        store = one.rig.bot.store

        def revoke(db: Any) -> bool:
            found = desks.by_name(db, "demo")
            assert found is not None
            number = desks.keys_of(db, found)[0].id
            return desks.revoke_key(db, found, number, one.rig.bot.clock.now())

        assert (await one.ask("GET", "/v1/desk")).status == 200
        assert await store.transact(revoke)
        answers = [
            await one.ask("GET", "/v1/desk", headers={"Authorization": given})
            for given in ("", "Bearer", "Bearer rubbish", f"Basic {one.key}", f"Bearer {one.key}")
        ]

        assert {(a.status, a.text) for a in answers} == {(401, '{"error": "unauthorized"}')}
        assert {a.headers["WWW-Authenticate"] for a in answers} == {'Bearer realm="riposte"'}


async def test_a_key_does_what_its_scopes_say(tmp_path: Path) -> None:
    """A key that may only read cannot make or take back a link."""
    async with desk(tmp_path) as one:
        number = (await one.mint()).json["id"]
        reader = await make(one.rig, one.session, scopes=[Scope.READ])

        assert (await reader.mint()).status == 403
        assert (await reader.ask("DELETE", f"/v1/handoffs/{number}")).status == 403
        assert (await reader.ask("GET", "/v1/events")).status == 403
        assert (await reader.ask("GET", f"/v1/handoffs/{number}")).status == 200
        assert (await reader.ask("GET", "/v1/desk")).json["scopes"] == ["handoffs:read"]


async def test_a_key_has_a_pace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past so many in a minute it waits; another key does not."""
    monkeypatch.setattr(admission, "MOST_ASKED", 5)
    async with desk(tmp_path) as one:
        two = await make(one.rig, one.session, "other")
        statuses = [(await one.ask("GET", "/v1/desk")).status for _ in range(6)]
        refused = await one.ask("GET", "/v1/desk")

        assert statuses == [200] * 5 + [429]
        assert 0 < int(refused.headers["Retry-After"]) <= 61
        assert (await two.ask("GET", "/v1/desk")).status == 200


async def _signed(one: Desk, name: str, seconds: int, path: str = "/v1/desk") -> int:
    assert one.signing is not None
    over = signing.request_bytes("GET", path, b"")
    headers = signing.signed(one.signing, name, seconds, over)
    return (await one.ask("GET", "/v1/desk", headers=headers)).status


async def test_a_key_that_must_sign(tmp_path: Path) -> None:
    """Unsigned, for another path, old, or sent again: 401 like any other."""
    async with desk(tmp_path) as given:
        one = await make(given.rig, given.session, "signer", signed=True)
        now = int(time.time())

        assert (await one.ask("GET", "/v1/desk")).status == 401
        assert await _signed(one, "a", now) == 200
        assert await _signed(one, "a", now) == 401
        assert await _signed(one, "b", now - 301) == 401
        ahead = int(time.time()) + 360  # a second or two may pass on the way
        assert await _signed(one, "c", ahead) == 401
        assert await _signed(one, "d", now, "/v1/events") == 401
        assert await _signed(one, "e", now) == 200


async def test_a_key_mints_so_many_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past its day's links a key waits, also after a restart: they are counted in the database."""
    monkeypatch.setattr(admission, "MOST_A_DAY", 2)
    async with desk(tmp_path) as one:
        assert [(await one.mint()).status for _ in range(3)] == [201, 201, 429]
        assert (await one.mint(key="key-1")).status == 201  # the same as before: no new link
        assert (await one.ask("GET", "/v1/desk")).json["minted_today"] == 2
        monkeypatch.setattr(admission, "MOST_A_DAY", 9)
        monkeypatch.setattr(admission, "MOST_A_MINUTE", 2)
        assert (await one.mint()).status == 429
