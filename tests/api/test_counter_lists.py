"""The counter's lists: whose handoffs they show, in pages, and who is never in them."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.handoff.facts_json import to_json
from bot.handoff.model import Facts
from bot.store import desk_views, desks
from bot.store.accounts import Role
from bot.store.handoffs import Status
from tests.counters import (
    ALL,
    NOTHING,
    ONCE,
    SCAM,
    counter,
    filled,
    opened,
    taken,
)
from tests.rig import said

FACTS = {
    **to_json(
        Facts("plan", None, (), None, None, "fr", "Europe/Paris", "A1", 0, date(2026, 11, 1))
    ),
    "spoken": "0000",
}


async def test_my_handoffs(tmp_path: Path) -> None:
    """An agent sees their own, a supervisor the desk's; what was agreed to is told, and no more."""
    async with counter(tmp_path) as one:
        lea, tom = await one.person("lea"), await one.person("tom")
        boss = await one.person("boss", Role.SUPERVISOR)
        number, token = await lea.mint()
        other, _ = await tom.mint(case="MUT-0042")
        assert (await tom.get(f"/handoffs/{number}")).status == 404
        assert "MUT-0042" not in (await lea.get("/handoffs")).words
        both = (await boss.get("/handoffs")).words
        assert "MUT-0041" in both
        assert "MUT-0042" in both
        phone = await opened(one, token, ALL)
        await one.rig.write(phone, "/menu")
        page = (await lea.get(f"/handoffs/{number}")).words
        assert "link opened" in page
        assert "opened" in (await lea.get("/handoffs?state=opened")).words
        assert "No hand-off here" in (await lea.get("/handoffs?state=expired")).words
        assert (await lea.get("/handoffs?state=%22%3E%3Cb%3E&order=oldest")).status == 200
        assert (await lea.post(f"/handoffs/{number}/revoke")).status == 409
        assert (await lea.post(f"/handoffs/{other}/revoke")).status == 404
        assert (await boss.post(f"/handoffs/{other}/revoke")).status == 303
        assert (await tom.get(f"/handoffs/{other}")).status == 404


async def test_a_long_list_has_pages(tmp_path: Path) -> None:
    """By age from either end, by state; states are those of each hand-off; the file holds all."""
    async with counter(tmp_path) as one:
        boss, dpo = await one.person("boss", Role.SUPERVISOR), await one.person("dpo", Role.AUDITOR)
        store, now = one.rig.bot.store, datetime.now(UTC)
        number, token = await boss.mint()
        await opened(one, token, ALL)
        await boss.mint(once="a" * 22, case="MUT-7")

        def copies(db: Any) -> None:
            for place in range(110):  # the seal is bound to the id: only states and order count
                db.execute(
                    "INSERT INTO handoff (id, desk_id, key_id, mark, body, made_at, expires_at)"
                    " VALUES (?, 1, 'a1', ?, ?, ?, ?)",
                    (
                        f"ho_{place:024}",
                        place.to_bytes(32),
                        store.keys.own_seal().close(
                            json.dumps({**FACTS, "case": f"X-{place}"}).encode(),
                            f"handoff|body|ho_{place:024}",
                        ),
                        int(now.timestamp()) - 1000 - place,
                        int(now.timestamp()) - (place % 2) * 5 + 1 - (place % 2),
                    ),
                )

        await store.transact(copies)
        later = now + timedelta(seconds=-1)

        def listed(db: Any, status: Status | None) -> list[str]:
            desk = desks.by_name(db, "demo")
            assert desk is not None
            rows = desk_views.several(db, store.keys, desk, later, status=status, most=200)
            assert status is None or {row.view.status for row in rows} == {status}
            return [row.view.id for row in rows]

        everything = listed(store.connection, None)
        by_state = [listed(store.connection, status) for status in Status]
        assert len(everything) == 112
        assert sorted(everything) == sorted(number for some in by_state for number in some)
        first = await boss.get("/handoffs")
        assert first.text.count("<tr>") == 101
        assert "page=1" in first.text
        second = await boss.get("/handoffs?page=1")
        assert second.text.count("<tr>") == 13
        assert "X-109" in second.words
        assert "X-109" in (await boss.get("/handoffs?order=oldest")).words
        assert (await boss.get("/handoffs?page=-1&state=x")).status == 200
        assert number in (await boss.get("/handoffs?state=opened")).text
        file = json.loads((await dpo.post("/export", what="handoffs", form="json")).text)
        assert sorted(row["id"] for row in file) == sorted(everything)


async def test_another_desk_finds_nothing(tmp_path: Path) -> None:
    """Its people get 404 for every row of ours, and no page or file of theirs names one."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        number, _ = await taken(one, lea)
        ((handoff,),) = one.rows("SELECT id FROM handoff")
        for role in (Role.SUPERVISOR, Role.AUDITOR):
            they = await one.person(f"x-{role}", role, desk="autre")
            for path in (f"/handoffs/{handoff}", f"/conversations/{number}"):
                assert (await they.get(path)).status == (404 if role is not Role.AUDITOR else 403)
            for what in ("take", "say", "return", "end", "read"):
                fields = {"owner": "", "text": "x", "once": ONCE, "task": "ameli"}
                shown = await they.post(f"/conversations/{number}/{what}", **fields)
                assert shown.status == (404 if role is not Role.AUDITOR else 403)
            for way in ("handoffs", "conversations", "funnel", "erased", "journal", "export"):
                await they.get(f"/{way}")
            for what in ("journal", "handoffs"):
                await they.post("/export", what=what, form="json")
            for shown in they.seen:
                assert handoff not in shown.text
                assert number not in shown.text
                assert "MUT-0041" not in shown.text


async def test_whoever_refused_is_nowhere(tmp_path: Path) -> None:
    """Opened, refused, acts done, checks made, erased: each page and file stays as it was."""
    async with counter(tmp_path) as one:
        boss = await one.person("boss", Role.SUPERVISOR)
        dpo = await one.person("dpo", Role.AUDITOR)
        await filled(one.rig)
        number, token = await boss.mint()

        async def all_there_is() -> list[str]:
            ways = ("handoffs", f"handoffs/{number}", "conversations", "funnel", "erased", "wave")
            ways = (*ways, "handoffs?state=minted", "handoffs?state=opened")
            found = [(await boss.get(f"/{way}")).text for way in ways]
            found.append((await dpo.get("/erased")).text)
            kinds = ("csv", "json")
            given = [await dpo.post("/export", what="handoffs", form=kind) for kind in kinds]
            found += [one.text for one in given]
            return [re.sub(r"\d+ (minutes?|seconds?)|value=\"[^\"]*\"", "", one) for one in found]

        before = await all_there_is()
        assert "10 fewer than 10" in (await boss.get("/wave")).words
        mine = len(one.rows("SELECT * FROM desk_journal"))
        phone = await opened(one, token, NOTHING)
        await one.rig.write(phone, "/plan")
        await one.rig.write(phone, "/sharing")
        await one.rig.does(phone, phone.forward(SCAM, "Colis"))
        assert "🔴" in said(phone)
        assert await all_there_is() == before
        await one.rig.write(phone, "/forget")
        await one.rig.press(phone, "Oui, tout effacer")
        assert await all_there_is() == before
        did = [row[3] for row in one.rows("SELECT * FROM desk_journal ORDER BY id")][mine:]
        assert set(did) == {"opened", "exported"}  # by the desk's own people


async def test_whoever_refused_is_not_told_by_a_row_that_stays(tmp_path: Path) -> None:
    """Thirty days after its end a link is gone for the desk, whether or not somebody opened it."""
    async with counter(tmp_path) as one:
        boss = await one.person("boss", Role.SUPERVISOR)
        number, token = await boss.mint()
        await opened(one, token, NOTHING)
        store, later = one.rig.bot.store, datetime.now(UTC) + timedelta(days=34)

        def look(db: Any) -> Any:
            desk = desks.by_name(db, "demo")
            assert desk is not None
            listed = desk_views.several(db, store.keys, desk, later)
            return listed, desk_views.one(db, store.keys, desk, number, later)

        assert await store.transact(look) == ([], None)
        assert one.rows("SELECT count(*) FROM handoff") == [(1,)]
