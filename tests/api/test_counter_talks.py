"""Conversations on the desk's pages: taken by one, answered once, sent on to a task, gone."""

import asyncio
import re
from pathlib import Path

import pytest

from tests.counters import ONCE, counter, taken, talk
from tests.rig import said


async def test_a_conversation_to_a_task(tmp_path: Path) -> None:
    """Seen by what was agreed, taken, read, answered once, sent on; then its words are gone."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        number, phone = await talk(one, lea)
        path = f"/conversations/{number}"
        waiting = await lea.get(path)
        assert "What the person agrees to show" in waiting.words
        assert "Viamedis" in waiting.words
        assert (await lea.post(f"{path}/say", text="Bonjour", once=ONCE)).status == 409
        await lea.post(f"{path}/take", owner="")
        await one.rig.quiet()
        await one.rig.write(phone, "Un **courrier** <b>étrange</b>")
        page = await lea.get(path)
        assert "Un **courrier** &lt;b&gt;étrange&lt;/b&gt;" in page.text
        for _ in range(2):  # a double click
            assert (await lea.post(f"{path}/say", text="Je regarde.", once=ONCE)).status == 303
        await one.rig.quiet()
        assert said(phone).endswith("Je regarde.")
        assert one.rows("SELECT count(*) FROM talk_message WHERE side = 'desk'") == [(1,)]
        await one.rig.write(phone, "Merci")
        assert (await lea.post(f"{path}/return", task="no-such-task")).status == 400
        await lea.post(f"{path}/return", task="ameli", seen="2")
        await one.rig.quiet()
        assert "propose la suite" in said(phone)
        over = await lea.get(path)
        assert "Merci" in over.words  # it came after what was shown
        await lea.post(f"{path}/read", seen="3")
        gone = await lea.get(path)
        assert "Merci" not in gone.words
        assert one.rows("SELECT count(*) FROM talk_message") == [(0,)]
        did = {row[0] for row in one.rows("SELECT what FROM desk_journal")}
        assert {"minted", "took", "read", "said", "returned"} <= did


async def test_two_agents_at_once(tmp_path: Path) -> None:
    """One has it; the other is told so, reads nothing, and takes over only from who had it."""
    async with counter(tmp_path) as one:
        lea, tom = await one.person("lea"), await one.person("tom")
        number, phone = await talk(one, lea)
        path = f"/conversations/{number}"
        tried = await asyncio.gather(*(who.post(f"{path}/take", owner="") for who in (lea, tom)))
        assert sorted(shown.status for shown in tried) == [303, 409]
        mine, other = (lea, tom) if tried[0].status == 303 else (tom, lea)
        await one.rig.quiet()
        await one.rig.write(phone, "Un secret à moi")
        assert "Un secret" in (await mine.get(path)).words
        page = await other.get(path)
        assert "Un secret" not in page.words
        assert "A colleague has it" in page.words
        assert (await other.post(f"{path}/say", text="Bonjour", once=ONCE)).status == 409
        assert (await other.post(f"{path}/end")).status == 409
        assert (await other.post(f"{path}/take", owner="1000099")).status == 409
        assert (await other.post(f"{path}/take", owner="²")).status == 400
        owner = re.search(r'name="owner" value="(\d+)"', page.text)
        assert owner is not None
        assert (await other.post(f"{path}/take", owner=owner[1])).status == 303
        assert "Un secret" in (await other.get(path)).words
        assert (await mine.post(f"{path}/say", text="Bonjour", once="p" * 22)).status == 409


@pytest.mark.parametrize(
    "text",
    ["Votre numéro : 2 69 05 49 588 157 80", "Votre code est 482913", "   ", "a" * 2001],
)
async def test_what_an_agent_cannot_say(tmp_path: Path, text: str) -> None:
    """A secret, nothing, too much: said so, not repeated, not sent."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        number, _ = await taken(one, lea)
        shown = await lea.post(f"/conversations/{number}/say", text=text, once=ONCE)
        assert shown.status == 422
        assert 'role="alert"' in shown.text
        assert not text.strip() or text not in shown.text
        assert one.rows("SELECT count(*) FROM talk_message") == [(0,)]
