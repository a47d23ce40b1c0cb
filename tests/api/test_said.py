"""What either side may say while a human is there: no secret, no link to tap, only the ways out."""

from pathlib import Path

import pytest

from tests.api.test_conversations import _messages, _post, _taken
from tests.desks import desk
from tests.rig import said


@pytest.mark.parametrize(
    "text",
    [
        "Votre numéro : 2 69 05 49 588 157 80",
        "Virez sur FR76 3000 6000 0112 3456 7890 189",
        "Votre carte 4970 1000 0000 0014",
        "Votre code est 482913",
        "   ",
    ],
)
async def test_an_agent_who_types_a_secret_is_refused(tmp_path: Path, text: str) -> None:
    """422, not echoed, and the person never sees it."""
    async with desk(tmp_path) as one:
        number, phone = await _taken(one)
        refused = await _post(one, number, "messages", agent=7, text=text)

        assert refused.status == 422
        assert refused.json["fields"][0]["field"] == "text"
        assert not text.strip() or text not in refused.text
        assert await _messages(one, number) == []
        assert "Je me tais" in said(phone)


async def test_a_link_of_an_agent_cannot_be_tapped(tmp_path: Path) -> None:
    """A stolen key cannot send people anywhere in our voice; nor make its words bold."""
    async with desk(tmp_path) as one:
        number, phone = await _taken(one)
        words = "Allez sur https://ameli-secu.example/x **vite**"
        await _post(one, number, "messages", agent=7, text=words)
        await one.rig.quiet()

        assert "https://" not in said(phone)
        assert "hxxp" in said(phone)
        entities = phone.screen.get("entities", [])
        assert [e["type"] for e in entities] == ["bold"]  # the name of the desk, and nothing else


async def test_a_secret_of_the_person_is_not_passed_on(tmp_path: Path) -> None:
    """It is erased from the chat and said so; the desk gets nothing; distress numbers work."""
    async with desk(tmp_path) as one:
        number, phone = await _taken(one)
        await one.rig.write(phone, "Mon IBAN FR76 3000 6000 0112 3456 7890 189")
        assert "Rien n’est parti" in said(phone)
        assert await _messages(one, number) == []
        await one.rig.write(phone, "J’ai envie de mourir")
        assert "3114" in said(phone).replace(" ", "")
        assert len(await _messages(one, number)) == 1


async def test_only_the_ways_out_work(tmp_path: Path) -> None:
    """No screen of a flow while a human is there: menu, plan, old buttons say how it stands."""
    async with desk(tmp_path) as one:
        number, phone = await _taken(one)
        for order in ("/menu", "/plan", "/help", "/reminders", "/start", "/back"):
            await one.rig.write(phone, order)
            assert "Vous parlez avec Mutuelle Demo" in said(phone), order
        await one.rig.write(phone, "/stop")
        assert "je n’écrirai plus" in said(phone)
        await one.rig.write(phone, "/privacy")
        assert "Ce que je garde" in said(phone)
        await one.rig.press(phone, "Qui voit mes réponses ?")
        assert "/sharing" in said(phone)
        await one.rig.write(phone, "/lang")
        await one.rig.press(phone, "English")
        assert "You are talking with" in said(phone)
        assert await _messages(one, number) == []
