"""A person at the whole bot: real HTTP to a stand-in of Telegram, real SQLite, shipped guidance."""

from pathlib import Path

import pytest

from bot.engine.events import Ordered
from tests.rig import Rig, rig, said, until

SCAM = "Ameli : votre carte Vitale expire. Renouvelez ici : http://ameli-vitale-dossier.com"
COMMANDS = (
    "menu plan back change reminders zone human lang steps help privacy export log stop nonsense"
)
NIR = "1 84 12 76 451 089 46"


async def test_money_gone_is_two_taps_from_the_bank(tmp_path: Path) -> None:
    """The first hour: Start, two taps, and the number to call."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        assert "service automatique" in said(phone)
        await at.press(phone, "De l’argent est parti")
        await at.press(phone, "Par carte bancaire")

        assert "Appelez votre banque maintenant" in "\n".join(
            m.get("text", "") for m in phone.messages
        )
        assert not at.refused()


async def test_a_forwarded_scam_gets_its_verdict_and_leaves_no_trace(tmp_path: Path) -> None:
    """The verdict and its reasons are shown; the message is nowhere on the disk."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        await at.does(phone, phone.forward(SCAM, "Ameli"))
        shown = "\n".join(str(m.get("text", "")) for m in phone.messages if m["mine"])

        assert "Danger" in shown
        assert "ameli-vitale-dossier[.]com" in shown
        assert b"vitale-dossier" not in at.stored()
        assert not at.refused()


async def test_ticking_changes_the_buttons_and_nothing_else(tmp_path: Path) -> None:
    """The verdict and its reasons stay to be read while one ticks; no message comes for a tick."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        await at.does(phone, phone.forward(SCAM, "Ameli"))
        assert "ameli-vitale-dossier[.]com" in said(phone)
        await at.press(phone, "Oui, j’ai ouvert, répondu ou donné")
        before, told = len(phone.messages), said(phone)
        await at.press(phone, "⬜ J’ai ouvert le lien")
        await at.press(phone, "⬜ J’ai donné ma carte")
        await at.press(phone, "✅ J’ai ouvert le lien")

        assert (len(phone.messages), said(phone)) == (before, told)
        assert any("ameli-vitale-dossier[.]com" in m["text"] for m in phone.messages if m["mine"])
        await at.press(phone, "Continuer")
        assert said(phone) != told
        assert not at.refused()


async def test_english_both_ways_at_any_time(tmp_path: Path) -> None:
    """The question stays, its words change."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        await at.write(phone, "/lang en")
        assert "What is happening" in said(phone)
        await at.write(phone, "/lang fr")

        assert "Que se passe-t-il" in said(phone)


async def test_an_english_phone_is_spoken_to_in_english(tmp_path: Path) -> None:
    """The app's language decides the first screen."""
    async with rig(tmp_path) as at:
        phone = await at.phone("en")

        assert "automatic service" in said(phone)


async def test_a_social_security_number_is_deleted_and_never_stored(tmp_path: Path) -> None:
    """The message leaves the chat, the person reads why, the disk never saw it."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        await at.write(phone, f"mon numéro est {NIR}")
        left = [m.get("text", "") for m in phone.messages]

        assert not any(NIR in text for text in left)
        assert "sécurité sociale" in "\n".join(left)
        assert b"84 12 76" not in at.stored()
        assert not at.refused()


async def test_the_same_update_twice_does_nothing_twice(tmp_path: Path) -> None:
    """Telegram may deliver again; the person sees one answer."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        before = len(phone.messages)
        assert await at.bot.service.handle(900_000, phone.person, Ordered("help"), 77)
        assert not await at.bot.service.handle(900_000, phone.person, Ordered("help"), 77)
        await at.quiet()

        assert at.bot.service.counts["repeated"] == 1
        assert len(phone.messages) - before <= 1


@pytest.mark.parametrize(
    "fault",
    [(429, "Too Many Requests: retry after 1", 1), (500, "Internal Server Error", 0), "truncated"],
)
async def test_a_fault_of_telegram_delays_and_doubles_nothing(
    tmp_path: Path, fault: tuple[int, str, int] | str
) -> None:
    """Refused or unreadable, the answer still arrives, once."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        at.api.faults.next["sendMessage"] = [fault]
        await at.press(phone, "Rien de tout cela")
        screens = [m for m in phone.messages if m["mine"]]

        assert "De quoi avez-vous besoin" in said(phone)
        assert len(screens) == 2  # the greeting, which told something, and the question


async def test_a_malformed_update_stops_nobody(tmp_path: Path) -> None:
    """Rubbish is set aside without its content; the next person is served."""
    async with rig(tmp_path) as at:
        for rubbish in ({"message": 7}, {"callback_query": []}, {"message": {"chat": {"id": "x"}}}):
            await at.api.push(rubbish)
        phone = await at.phone()

        assert "Riposte" in said(phone)
        await until(lambda: at.bot.intake.counts["quarantined"] >= 1)


async def test_an_old_button_says_that_we_moved_on(tmp_path: Path) -> None:
    """A tap on a screen from before is answered by where the person is."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        first = phone.screen
        data = first["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        await at.press(phone, "Rien de tout cela")
        await at.does(phone, phone.tap(first["message_id"], data))

        assert "Nous avons avancé" in said(phone)


async def test_forget_leaves_nothing_behind(tmp_path: Path) -> None:
    """One confirmation: rows, key and screens are gone, and there is a receipt."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        await at.press(phone, "De l’argent est parti")
        await at.write(phone, "/forget")
        await at.press(phone, "Oui, tout effacer")
        await at.quiet()

        mine = [m for m in phone.messages if m["mine"]]
        assert "C’est effacé" in said(phone)
        assert len(mine) == 1
        assert at.bot.store.counts()["person"] == 0
        assert str(phone.person).encode() not in at.stored()
        assert not at.refused()


async def test_export_gives_a_document(tmp_path: Path) -> None:
    """Everything that is kept, as a file."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        await at.write(phone, "/export")

        assert any("document" in m for m in phone.messages)
        assert not at.refused()


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_every_command_answers(tmp_path: Path, language: str) -> None:
    """No flow can trap them, and nothing is refused by Telegram."""
    async with rig(tmp_path) as at:
        phone = await at.phone(language)
        await at.press(phone, "De l’argent est parti" if language == "fr" else "Money has gone")
        for command in COMMANDS.split():
            before = len(at.api.state.messages(phone.person)), at.api.state.changed
            await at.write(phone, f"/{command}")
            assert (len(at.api.state.messages(phone.person)), at.api.state.changed) != before

        assert not at.refused()


async def _plan(at: Rig) -> None:
    phone = await at.phone()
    await at.press(phone, "De l’argent est parti")
    await at.press(phone, "Un prélèvement inconnu")
    await at.write(phone, "/plan")
    assert "Prochain geste" in said(phone)
    await at.press(phone, "🔴 Bloquer les faux prélèvements")
    await at.press(phone, "Pas maintenant")
    await at.press(phone, "Demain matin à 9 h")
    await at.write(phone, "/reminders")
    assert "9 h" in said(phone)


async def test_not_now_becomes_a_reminder(tmp_path: Path) -> None:
    """Putting off asks for a day and an hour, and the list of reminders shows it."""
    async with rig(tmp_path) as at:
        await _plan(at)

        assert at.bot.store.counts()["reminder"] == 1


async def test_blocking_the_bot_ends_what_is_owed(tmp_path: Path) -> None:
    """Who blocks the bot is not written to any more."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        await at.does(phone, phone.block())

        assert at.bot.store.counts()["outbox"] == 0
