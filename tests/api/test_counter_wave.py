"""The page of what people are receiving: the desk's own who agreed, and everybody below."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.engine.talk import COUNTED
from bot.store import counted, desks, waves
from bot.store.accounts import Role
from tests.counters import ALL, NOTHING, SCAM, Counter, Person, counter, filled, opened
from tests.rig import said

MINE, EVERYBODY = "People sent by Mutuelle demo", "Everyone who writes to the bot"


async def _page(who: Person) -> tuple[str, str]:
    """Return the words of the desk's own part, and of the part below."""
    words = (await who.get("/wave")).words
    mine, _, everybody = words.partition(EVERYBODY)
    assert MINE in mine
    return mine, everybody


@pytest.mark.parametrize(("people", "shown"), [(9, None), (10, 10), (14, 10), (15, 15)])
async def test_the_desks_own_people(tmp_path: Path, people: int, shown: int | None) -> None:
    """From ten on, rounded down; below, a sentence says what it takes."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        await filled(one.rig, people=people)
        mine, everybody = await _page(lea)
        assert ("shortened link" in mine) is (shown is not None)
        assert ("Nothing to show" in mine) is (shown is None)
        if shown is not None:
            assert f"where it leads. {shown} fewer than 10" in mine
        assert "Danger 10 fewer than 10" in everybody


async def test_another_desks_page_has_none_of_it(tmp_path: Path) -> None:
    """Nor has the part of everybody a name or a number of a desk."""
    async with counter(tmp_path) as one:
        await one.person("lea")
        they = await one.person("x", desk="autre")
        await filled(one.rig)
        words = (await they.get("/wave")).words
        assert "Nothing to show" in words.partition(EVERYBODY)[0]
        assert "Mutuelle demo" not in words


async def test_the_page_says_until_when(tmp_path: Path) -> None:
    """Yesterday's day, and that watching tells nothing; in both languages."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        await filled(one.rig)
        day = waves.day_of(datetime.now(UTC)) - timedelta(days=1)
        page = (await lea.get("/wave")).words
        assert f"up to {day.day} {day:%B} {day.year}" in page
        assert "tells nothing about the person" in page
        await lea.post("/language", language="fr")
        page = (await lea.get("/wave")).words
        assert f"{day.day}" in page.partition("jusqu’au")[2][:4]
        assert "n’apprend donc rien sur la personne" in page


async def test_counts_of_fewer_than_ten_are_not_shown_of_everybody(tmp_path: Path) -> None:
    """From ten on they are, once the day is over."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        store, now = one.rig.bot.store, datetime.now(UTC)
        for many, at in ((9, now - timedelta(days=1)), (10, now), (1, now - timedelta(days=2))):

            def work(db: object, many: int = many, at: datetime = at) -> None:
                for _ in range(many):
                    waves.count(db, ("suspicious", "words.pay"), at)  # type: ignore[arg-type]

            await store.transact(work)
            _, everybody = await _page(lea)
            assert ("payment" in everybody) is (many == 1)
            assert ("Suspicious 10 fewer than 10" in everybody) is (many == 1)
            assert ("No number reaches 10" in everybody) is (many != 1)


async def test_whoever_watches_sees_nobody_come_or_go(tmp_path: Path) -> None:
    """Somebody agrees and checks, others check, withdraw, erase: the page is the same all day."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        await filled(one.rig, people=9)
        _, token = await lea.mint()
        _, other = await lea.mint(once="b" * 22, case="MUT-2")
        phone, second = await opened(one, token, ALL), await opened(one, other, NOTHING)
        before = await _page(lea)
        for somebody in (phone, second):
            await one.rig.does(somebody, somebody.forward(SCAM, "Colis"))
            assert "🔴" in said(somebody)
            assert await _page(lea) == before
        assert one.rows("SELECT count(DISTINCT name) > 0 FROM counted") == [(1,)]
        marks = len(one.rows("SELECT * FROM counted"))
        await one.rig.write(phone, "/sharing")
        await one.rig.press(phone, "✅ Compter les signes de mes messages")
        assert "Mutuelle demo n’en sait rien" in said(phone)
        assert await _page(lea) == before
        assert len(one.rows("SELECT * FROM counted")) == 9 < marks
        await one.rig.write(phone, "/forget")
        await one.rig.press(phone, "Oui, tout effacer")
        assert await _page(lea) == before


async def test_the_files_carry_no_marks(tmp_path: Path) -> None:
    """Neither who agreed to be counted nor what was counted is in a file of the desk."""
    async with counter(tmp_path) as one:
        boss, dpo = await one.person("boss", Role.SUPERVISOR), await one.person("dpo", Role.AUDITOR)
        await filled(one.rig)
        number, token = await boss.mint()
        phone = await opened(one, token, "Je choisis")
        await one.rig.press(phone, "⬜ Compter les signes de mes messages")
        await one.rig.press(phone, "Continuer")
        assert one.rows(f"SELECT count(*) FROM counting WHERE handoff_id = '{number}'") == [(1,)]
        marks = [mark.hex() for (mark,) in one.rows("SELECT mark FROM counted")]
        for what in ("handoffs", "journal"):
            text = (await dpo.post("/export", what=what, form="json")).text
            assert not any(mark in text for mark in marks)
            assert COUNTED not in text
        file = json.loads((await dpo.post("/export", what="handoffs", form="json")).text)
        (row,) = [one for one in file if one["id"] == number]
        assert (row["status"], row["agreed"], row["told"]) == ("minted", "", "")
        for way in (f"/handoffs/{number}", "/handoffs", "/funnel", "/erased"):
            assert "ount the signs" not in (await boss.get(way)).words


async def test_the_person_gets_what_is_counted_of_them(tmp_path: Path) -> None:
    """In their own file: that they agreed, the days and the signs; only theirs."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        await filled(one.rig)
        _, token = await lea.mint()
        phone = await opened(one, token, ALL)
        await one.rig.does(phone, phone.forward(SCAM, "Colis"))
        await one.rig.write(phone, "/export")
        sent = next(m["document"] for m in reversed(phone.messages) if "document" in m)
        file = one.rig.api.state.file(sent["file_id"])
        assert file is not None
        (kept,) = json.loads(file.content)["handoffs"]
        assert kept["agreed"][-1] == COUNTED
        today = waves.day_of(datetime.now(UTC)).isoformat()
        assert {"day": today, "sign": "link.shortener"} in kept["counted"]
        assert {row["day"] for row in kept["counted"]} == {today}
        assert not any(row["sign"].startswith("picture.") for row in kept["counted"])


async def test_what_people_read_before_they_agree(tmp_path: Path) -> None:
    """On the screen of the link, on that of choosing and on /sharing, in both languages."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        _, token = await lea.mint()
        phone = await one.rig.phone()
        await one.rig.write(phone, f"/start h_{token}")
        _says(said(phone), "sortes de signes", "dix au moins", "jamais votre nom")
        await one.rig.press(phone, "Je choisis")
        _says(said(phone), "ne dit rien de vous", "dix au moins")
        await one.rig.press(phone, "Continuer")
        await one.rig.write(phone, "/sharing")
        _says(said(phone), "sortes de signes", "Mutuelle demo, dix au moins", "jamais votre nom")
        assert _agreed(one) == 0
        await one.rig.write(phone, "/lang")
        await one.rig.press(phone, "English")
        await one.rig.write(phone, "/sharing")
        _says(said(phone), "kinds of signs", "at least ten", "Never your messages, never your name")
        await one.rig.press(phone, "⬜ Count the signs in my messages")
        assert _agreed(one) == 1


def _says(text: str, *parts: str) -> None:
    words = re.sub(r"\s+", " ", text)
    assert [part for part in parts if part not in words] == []


def _agreed(one: Counter) -> int:
    ((count,),) = one.rows("SELECT count(*) FROM counting")
    return int(count)


async def test_the_card_is_kept_for_the_day(tmp_path: Path) -> None:
    """What was shown once is what is shown, to each of the desk's people."""
    async with counter(tmp_path) as one:
        lea, boss = await one.person("lea"), await one.person("boss", Role.SUPERVISOR)
        await filled(one.rig)
        first = (await lea.get("/wave")).words
        store = one.rig.bot.store
        await store.transact(lambda db: db.execute("DELETE FROM counted"))
        assert (await boss.get("/wave")).words == first
        desk = desks.by_name(store.connection, "demo")
        assert desk is not None
        later = datetime.now(UTC) + timedelta(days=1)
        assert await store.transact(lambda db: counted.card(db, desk, later)) == []
