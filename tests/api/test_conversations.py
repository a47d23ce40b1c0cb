"""A human takes over, over real HTTP: asked for, taken by one, said, sent on, over and gone."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot import agent
from bot.handoff.model import Scope
from bot.simulator.phone import Phone
from bot.store import desks
from tests.desks import Desk, Said, desk, make
from tests.rig import said

ASKED = "Demander un conseiller"


async def _sent(one: Desk, choice: str = "Ne rien dire") -> Phone:
    """Return the phone of somebody whom the desk sent."""
    made = await one.mint()
    phone = await one.rig.phone()
    await one.rig.write(phone, "/start " + made.json["url"].partition("start=")[2])
    await one.rig.press(phone, choice)
    return phone


async def _asked(one: Desk) -> tuple[str, Phone]:
    phone = await _sent(one)
    await one.rig.write(phone, "/human")
    await one.rig.press(phone, ASKED)
    listed = (await one.ask("GET", "/v1/conversations")).json["conversations"]
    return listed[-1]["id"], phone


async def _post(one: Desk, number: str, what: str, key: str | None = None, **body: Any) -> Said:
    one.count += 1
    name = key or f"key-{one.count}"
    path = f"/v1/conversations/{number}/{what}"
    return await one.ask("POST", path, json=body, headers={"Idempotency-Key": name})


async def _taken(one: Desk, agent: int = 7) -> tuple[str, Phone]:
    number, phone = await _asked(one)
    assert (await _post(one, number, "take", agent=agent)).status == 200
    await one.rig.quiet()
    return number, phone


async def _messages(one: Desk, number: str, after: int = 0) -> list[Any]:
    found = await one.ask("GET", f"/v1/conversations/{number}/messages?after={after}")
    return found.json["messages"]


def _everything(phone: Phone) -> str:
    return "\n".join(str(m.get("text") or "") for m in phone.messages).replace("\u00a0", " ")


async def test_nothing_is_asked_before_the_tap(tmp_path: Path) -> None:
    """The screen says when they answer and what they will see; looking at it tells nobody."""
    async with desk(tmp_path) as one:
        phone = await _sent(one)
        await one.rig.write(phone, "/human")

        assert "promet une réponse avant" in said(phone)
        assert "MUT-2026-0041" in said(phone)
        assert (await one.ask("GET", "/v1/conversations")).json == {"conversations": []}
        assert await one.events() == []
        await one.rig.press(phone, "D’autres humains")
        assert "17cyber" in said(phone)
        assert await one.events() == []
        assert not one.rig.refused()


async def test_who_was_sent_by_nobody_sees_the_other_humans(tmp_path: Path) -> None:
    """Without a desk /human is what it always was."""
    async with desk(tmp_path) as one:
        phone = await one.rig.phone()
        await one.rig.write(phone, "/human")

        assert "17cyber" in said(phone)
        assert ASKED not in _everything(phone)


async def test_a_conversation_from_wish_to_task(tmp_path: Path) -> None:
    """Codes at first, then words under the desk's name; a task opens; nothing is left of it."""
    async with desk(tmp_path) as one:
        number, phone = await _asked(one)
        assert "C’est demandé" in said(phone)
        (event,) = await one.events()
        assert event["type"] == "handoff.human_wanted"
        assert event["data"]["conversation"] == number
        first = (await one.ask("GET", f"/v1/conversations/{number}")).json
        assert first["summary"] == {
            "language": "fr",
            "breaches": ["viamedis_almerys_2024"],
            "done": [],
            "waiting": [],
            "blocked": [],
            "hard": False,
        }
        assert (first["state"], first["agent"], first["unread"]) == ("waiting", None, 0)

        took = await _post(one, number, "take", agent=7)
        await one.rig.quiet()
        assert (took.json["state"], took.json["agent"]) == ("taken", 7)
        assert "Je me tais" in said(phone)
        before = len(phone.messages)
        await one.rig.write(phone, "J’ai reçu un courrier étrange.")
        assert len(phone.messages) == before + 1  # their own words; the bot is silent
        (heard,) = await _messages(one, number)
        assert (heard["side"], heard["text"]) == ("person", "J’ai reçu un courrier étrange.")

        assert (await _post(one, number, "messages", agent=7, text="Bonjour !")).status == 201
        await one.rig.quiet()
        assert said(phone) == "Mutuelle Demo\nBonjour !"
        await one.rig.write(phone, "Merci")
        assert len(await _messages(one, number, after=2)) == 1

        back = await _post(one, number, "return", agent=7, task="ameli")
        await one.rig.quiet()
        assert (back.json["state"], back.json["why"]) == ("ended", "returned")
        assert "vous propose la suite" in said(phone)
        assert "ameli" in said(phone)
        assert back.json["unread"] == 1
        await _messages(one, number, after=3)
        assert (await one.ask("GET", f"/v1/conversations/{number}")).json["summary"] is None
        assert not one.rig.bot.store.connection.execute("SELECT 1 FROM talk_message").fetchone()
        assert (await one.ask("GET", "/v1/conversations")).json == {"conversations": []}
        kinds = [event["type"].removeprefix("handoff.") for event in await one.events()]
        assert kinds == ["human_wanted", "human_message", "human_message", "human_ended"]
        assert not one.rig.refused()


async def test_one_owner(tmp_path: Path) -> None:
    """Of agents at once one has it; another relieves them by name; nobody else says a word."""
    async with desk(tmp_path) as one:
        number, phone = await _asked(one)
        tried = await asyncio.gather(*(_post(one, number, "take", agent=n) for n in range(8)))
        won = [answer.json["agent"] for answer in tried if answer.status == 200]
        assert len(won) == 1
        assert sorted(answer.status for answer in tried) == [200] + [409] * 7
        await one.rig.quiet()
        assert _everything(phone).count("Je me tais") == 1

        owner = won[0]
        assert (await _post(one, number, "take", agent=owner)).status == 200
        assert (await _post(one, number, "messages", agent=50, text="Bonjour")).status == 409
        assert (await _post(one, number, "end", agent=50)).status == 409
        assert (await _post(one, number, "take", agent=50, expected=49)).status == 409
        assert (await _post(one, number, "take", agent=50, expected=owner)).status == 200
        assert (await _post(one, number, "messages", agent=owner, text="Bonjour")).status == 409
        assert (await _post(one, number, "messages", agent=50, text="Bonjour")).status == 201
        await one.rig.quiet()
        assert _everything(phone).count("Je me tais") == 1


async def test_a_program_relieves_an_account_of_the_pages(tmp_path: Path) -> None:
    """What one of the desk's own pages took, its program may take over, by the number it reads."""
    async with desk(tmp_path) as one:
        number, _ = await _asked(one)
        service, page = one.rig.bot.service, 1_000_001
        await one.rig.bot.store.transact(lambda db: agent.take(service, db, number, page, None))
        owner = (await one.ask("GET", f"/v1/conversations/{number}")).json["agent"]

        assert owner == page
        assert (await _post(one, number, "take", agent=7)).status == 409
        assert (await _post(one, number, "take", agent=7, expected=owner)).status == 200
        assert (await _post(one, number, "take", agent=page)).status == 422


async def test_another_desk_sees_nothing(tmp_path: Path) -> None:
    """Not in its list, and every door answers that there is none; a key needs the scope."""
    async with desk(tmp_path) as one:
        number, _ = await _asked(one)
        other = await make(one.rig, one.session, "autre")
        narrow = await make(one.rig, one.session, "demo", frozenset({Scope.WRITE}))

        assert (await other.ask("GET", "/v1/conversations")).json == {"conversations": []}
        assert (await other.ask("GET", f"/v1/conversations/{number}")).status == 404
        assert (await other.ask("GET", f"/v1/conversations/{number}/messages")).status == 404
        assert (await _post(other, number, "take", agent=1)).status == 404
        assert (await narrow.ask("GET", "/v1/conversations")).status == 403


async def test_leaving_is_one_tap(tmp_path: Path) -> None:
    """From that moment the bot speaks again, and the agent's words go nowhere."""
    async with desk(tmp_path) as one:
        number, phone = await _taken(one)
        await one.rig.press(phone, "Quitter la conversation")
        assert "Je suis de nouveau là" in said(phone)

        assert (await _post(one, number, "messages", agent=7, text="Attendez")).status == 409
        gone = (await one.ask("GET", f"/v1/conversations/{number}")).json
        assert (gone["state"], gone["why"]) == ("ended", "left")
        await one.rig.write(phone, "/plan")
        assert "Votre plan" in said(phone)


async def test_taking_a_wish_back(tmp_path: Path) -> None:
    """Until somebody comes everything works, and the wish can be taken back."""
    async with desk(tmp_path) as one:
        number, phone = await _asked(one)
        await one.rig.write(phone, "/plan")
        assert "Votre plan" in said(phone)
        await one.rig.write(phone, "/human")
        assert "En attendant" in said(phone)
        await one.rig.press(phone, "Retirer ma demande")
        assert "est retirée" in said(phone)
        assert (await _post(one, number, "take", agent=7)).status == 409


async def test_what_was_answered_goes_on_the_second_tap(tmp_path: Path) -> None:
    """They see what would go, in words; codes go, and nothing else."""
    async with desk(tmp_path) as one:
        number, phone = await _taken(one)
        await one.rig.press(phone, "Envoyer ce que j’ai répondu")
        assert "Viamedis" in said(phone)
        assert await _messages(one, number) == []
        await one.rig.press(phone, "Oui, envoyer cela")

        (sent,) = await _messages(one, number)
        assert sent["text"] is None
        assert sent["codes"]["breaches"] == ["viamedis_almerys_2024"]
        assert sent["codes"]["leaked"] == ["civil_status_birth_date", "nir"] or sent["codes"][
            "leaked"
        ] == ["nir", "civil_status_birth_date"]


async def test_the_same_request_does_it_once(tmp_path: Path) -> None:
    """A lost answer is asked for again under the same key; another body is refused."""
    async with desk(tmp_path) as one:
        number, phone = await _taken(one)
        first = await _post(one, number, "messages", key="a", agent=7, text="Bonjour")
        again = await _post(one, number, "messages", key="a", agent=7, text="Bonjour")
        other = await _post(one, number, "messages", key="a", agent=7, text="Bonsoir")
        await one.rig.quiet()

        assert (first.json, again.status, again.json) == ({"sequence": 1}, 201, {"sequence": 1})
        assert other.status == 409
        assert _everything(phone).count("Mutuelle Demo\nBonjour") == 1
        ended = await _post(one, number, "end", key="b", agent=7)
        assert (await _post(one, number, "end", key="b", agent=7)).json == ended.json


async def test_export_shows_the_open_one_and_forget_ends_it(tmp_path: Path) -> None:
    """Their own words and the desk's, to them alone; erased, the desk sees that they left."""
    async with desk(tmp_path) as one:
        number, phone = await _taken(one)
        await one.rig.write(phone, "Une phrase à moi")
        await one.rig.write(phone, "/export")
        file = next(m for m in reversed(phone.messages) if "document" in m)
        kept = json.loads(one.rig.api.state.file(file["document"]["file_id"]).content)
        (talk,) = kept["conversations"]
        assert [line["text"] for line in talk["messages"]] == ["Une phrase à moi"]
        assert kept["talk"]["stage"] == "taken"
        assert kept["handoffs"][0]["agreed"] == []

        await one.rig.write(phone, "/forget")
        await one.rig.press(phone, "Oui, tout effacer")
        gone = (await one.ask("GET", f"/v1/conversations/{number}")).json
        assert (gone["state"], gone["why"], gone["summary"]) == ("ended", "left", None)
        assert await _messages(one, number) == []
        assert (await one.ask("GET", "/v1/conversations")).json == {"conversations": []}
        assert b"Une phrase" not in one.rig.stored()


async def test_sharing_is_changed_at_any_time(tmp_path: Path) -> None:
    """Kind by kind or all at once; stopping is the last thing a desk hears."""
    async with desk(tmp_path) as one:
        phone = await _sent(one, "Tout cela, d’accord")
        await one.rig.write(phone, "/sharing")
        await one.rig.press(phone, "✅ Une date limite approche")
        (number,) = {event["data"]["handoff"] for event in await one.events()}
        agreed = (await one.ask("GET", f"/v1/handoffs/{number}")).json["agreed"]
        assert "deadline_near" not in agreed
        assert len(agreed) == 5
        await one.rig.press(phone, "Tout arrêter")
        assert "n’apprend rien de vous" in said(phone)

        assert (await one.events())[-1]["type"] == "handoff.withdrawn"
        assert (await one.ask("GET", f"/v1/handoffs/{number}")).json["agreed"] == []
        await one.rig.press(phone, "⬜ Un geste est fait")
        assert (await one.ask("GET", f"/v1/handoffs/{number}")).json["agreed"] == ["task_done"]
        assert not one.rig.refused()


async def test_a_receiver_that_fails_is_said(tmp_path: Path) -> None:
    """When the desk's system does not answer the bot says so before, and stays after."""
    async with desk(tmp_path) as one:
        phone = await _sent(one)
        store, clock = one.rig.bot.store, one.rig.bot.clock
        keys = store.keys

        def fail(db: Any) -> None:
            found = desks.by_name(db, "demo")
            assert found is not None
            desks.call_at(db, keys, found, "https://192.0.2.1/x")
            since = int((clock.now() - timedelta(hours=1)).timestamp())
            db.execute("UPDATE desk SET failing_since = ?, stopped_at = ?", (since, since))

        await store.transact(fail)
        await one.rig.write(phone, "/human")
        assert "ne répond pas en ce moment" in said(phone)
        await one.rig.press(phone, ASKED)
        await one.rig.bot.service.look_after()
        await one.rig.quiet()
        assert "Le système de Mutuelle Demo ne répond pas" in said(phone)
        assert "17cyber" in said(phone)
        assert await one.rig.bot.service.look_after() == 0
