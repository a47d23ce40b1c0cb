"""Letters end to end: asked, printed, sent, and nothing of what was typed kept anywhere."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.outcome import Ambiguous
from bot.engine.effects import Document, Erase, Show
from bot.engine.events import Chose, Left, Ordered, Started, Typed
from bot.memory import LONGEST
from bot.store import people, queue
from tests.restarts import CHAT, Bot, papers, restarted, shown, started, words
from tests.rig import rig

NAME, STREET = "Zzyzx Quorvain", "17 rue Xylothèque"
STORY = "Un homme s’est dit conseiller. Mot témoin : plouxiglate."
TYPED = (NAME, STREET, "Banque Vrombigny", "Raison farfeluche", STORY)


async def writing(bot: Bot) -> None:
    """Bring somebody to the last question of a letter to their bank."""
    await bot.does(Started("write_letter"))
    await bot.taps("bank", "bank_reply", "here")
    await bot.says(NAME, STREET, "Banque Vrombigny")
    await bot.taps("skip")
    await bot.says("20/11/2026", "12/11/2026", "480", "Raison farfeluche")


async def test_what_is_typed_is_printed_and_kept_nowhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Searched for in database, log of writes, log, and export: before the sending and after."""
    caplog.set_level(logging.DEBUG)
    bot = started(tmp_path)
    await writing(bot)
    await bot.does(Ordered("export"))
    await bot.does(Ordered("resume"))
    await bot.says(STORY)
    for _ in range(2):
        disk = bot.stored() + caplog.text.encode()
        assert not [one for one in TYPED if one.encode() in disk]
        assert b"%PDF" not in disk
        sent = await bot.sends()
        if papers(sent):
            export, paper = papers(sent)
    assert all(one.replace("’", "") in words(paper).replace("’", "") for one in TYPED)
    assert "480 €" in words(paper).replace("\u00a0", " ")
    assert not [one for one in TYPED if one.encode() in export.content]
    assert paper.name == "lettre-7.pdf"
    assert not bot.service.memory.held()
    assert all(one.encode() not in bot.stored() for one in TYPED)


async def test_nothing_typed_is_on_disk_even_unsealed(tmp_path: Path) -> None:
    """Not under a seal either: the rows are opened and read."""
    bot = started(tmp_path)
    await writing(bot)
    await bot.says(STORY)

    def read(db: object) -> str:
        known = people.find(db, bot.store.keys, CHAT)  # type: ignore[arg-type]
        assert known is not None
        rows = db.execute("SELECT body FROM outbox").fetchall()  # type: ignore[attr-defined]
        opened = [known.seal.open(body, f"outbox|body|{known.id}").decode() for (body,) in rows]
        return "\n".join(opened) + repr(known.person)

    clear = await bot.store.transact(read)
    assert '"held":"lettre-7.pdf"' in clear
    assert not [one for one in TYPED if one in clear]
    assert "base64" not in clear


async def test_blanks_are_sent_whatever_happens(tmp_path: Path) -> None:
    """A letter with nothing of the person in it waits on disk like any other file."""
    bot = started(tmp_path)
    await bot.does(Started("write_letter"))
    await bot.taps("bank", "bank_reply", "blank")
    after = await restarted(bot)

    (paper,) = papers(await after.sends())
    assert "(prénom et nom)" in words(paper)


async def test_a_restart_in_the_middle_is_said_and_the_letter_begins_again(
    tmp_path: Path,
) -> None:
    """At the next word, not after the last: nobody goes on typing for nothing."""
    bot = started(tmp_path)
    await writing(bot)
    await bot.sends()
    after = await restarted(bot)
    await after.says(STORY)

    said = shown(await after.sends())
    assert "est perdu" in said
    assert "Voulez-vous remplir la lettre ici" in said
    await after.taps("here")
    await after.says(NAME)
    await after.taps(*["skip"] * 8)
    (paper,) = papers(await after.sends())
    assert NAME in words(paper)
    assert "Vrombigny" not in words(paper)


async def test_a_restart_before_anything_was_written_is_no_loss(tmp_path: Path) -> None:
    """Empty answers are kept; the letter goes on where it was."""
    bot = started(tmp_path)
    await bot.does(Started("write_letter"))
    await bot.taps("bank", "bank_reply", "here", "skip", "skip")
    after = await restarted(bot)
    await after.says("Banque Vrombigny")
    await after.taps(*["skip"] * 6)

    assert "Banque Vrombigny" in words(papers(await after.sends())[0])


async def test_a_letter_lost_on_its_way_is_told_and_made_again(tmp_path: Path) -> None:
    """The row outlives the process; what it held does not. One tap makes the letter anew."""
    bot = started(tmp_path)
    await writing(bot)
    await bot.says(STORY)
    after = await restarted(bot)
    sent = await after.sends()

    assert not papers(sent)
    gone = next(e for e in sent if isinstance(e, Show) and "Vous pouvez la refaire" in shown([e]))
    press = gone.buttons[0][0].press
    await after.does(Ordered(press.name, press.argument, press.session, press.seq, tapped=True))  # type: ignore[union-attr]
    assert "À qui voulez-vous écrire" in shown(await after.sends())


async def test_a_letter_cut_off_while_being_sent_is_told(tmp_path: Path) -> None:
    """Nobody knows whether it arrived: the person is told where to look."""
    bot = started(tmp_path)
    await writing(bot)
    await bot.says(STORY)
    now = bot.clock.now() + timedelta(minutes=5)
    while True:
        rows = await bot.store.transact(lambda db: queue.claim(db, bot.store.keys, now, 1))
        if not rows or isinstance(rows[0].effect, Document):
            break
        await bot.store.transact(lambda db, row=rows[0]: queue.done(db, row))
    after = await restarted(bot)

    assert "Elle n’est pas plus haut" in shown(await after.sends())


async def test_a_letter_whose_sending_failed_goes_again(tmp_path: Path) -> None:
    """As long as the process lives, a bad line loses nothing."""
    bot = started(tmp_path)
    await writing(bot)
    await bot.sends()
    bot.wire.endings.append(Ambiguous())
    await bot.says(STORY)
    given = papers(await bot.sends())

    assert len(given) >= 1
    assert all(STORY.split(":")[1].strip() in words(paper) for paper in given)
    assert not bot.service.memory.held()


async def test_forget_in_the_middle_drops_what_is_held(tmp_path: Path) -> None:
    """Memory is forgotten with the rows, and a letter on its way with them."""
    bot = started(tmp_path)
    await writing(bot)
    assert bot.service.memory.held()
    await bot.does(Ordered("forget", "yes", tapped=True))
    assert not bot.service.memory.held()

    await writing(bot)
    await bot.says(STORY)
    await bot.does(Ordered("forget", "yes", tapped=True))
    assert not bot.service.memory.held()
    assert not papers(await bot.sends())


async def test_whoever_leaves_takes_their_words_along(tmp_path: Path) -> None:
    """A person who blocked the bot is owed nothing, and nothing of them is held."""
    bot = started(tmp_path)
    await writing(bot)
    known = await bot.store.transact(lambda db: people.find(db, bot.store.keys, CHAT))
    assert known is not None
    await bot.service.unreachable(known.id)

    assert not bot.service.memory.held()
    await bot.does(Left())


async def test_words_are_not_held_for_ever(tmp_path: Path) -> None:
    """Who comes back the next day is told, and starts again."""
    bot = started(tmp_path)
    await writing(bot)
    await bot.sends()
    bot.clock.move(seconds=LONGEST.total_seconds() + 60)
    await bot.says(STORY)

    assert "est perdu" in shown(await bot.sends())
    assert not bot.service.memory.held()


async def test_a_secret_in_the_middle_is_erased_and_held_nowhere(tmp_path: Path) -> None:
    """Even when the other answers are gone: the secret comes first."""
    bot = started(tmp_path)
    await writing(bot)
    await bot.sends()
    iban = "mon IBAN FR76 3000 6000 0112 3456 7890 189"
    await bot.says(iban)
    sent = await bot.sends()
    assert any(isinstance(effect, Erase) for effect in sent)
    assert "IBAN" in shown(sent)
    after = await restarted(bot)
    await after.says(iban)

    assert any(isinstance(effect, Erase) for effect in await after.sends())
    assert b"3000 6000" not in after.stored()


async def test_a_message_to_check_is_checked_though_a_letter_was_lost(tmp_path: Path) -> None:
    """What is forwarded was not written for the letter."""
    bot = started(tmp_path)
    await writing(bot)
    await bot.sends()
    after = await restarted(bot)
    sms = "Votre colis est bloqué, payez 1,99 € sur http://colis-livraison.example.top/x"
    await after.does(Typed(sms, forwarded=True))

    said = shown(await after.sends())
    assert "est perdu" not in said
    assert "colis-livraison" in said


async def test_going_back_after_the_letter_starts_it_again(tmp_path: Path) -> None:
    """Used once: what was written is not there any more, and that is said."""
    bot = started(tmp_path)
    await bot.does(Started("gdpr_access"))
    await bot.taps("erase", "here")
    await bot.says(NAME, STREET)
    await bot.taps("skip", "skip", "skip", "skip")
    assert NAME in words(papers(await bot.sends())[0])
    assert not bot.service.memory.held()
    await bot.does(Ordered("back"))
    await bot.taps("skip")

    assert "est perdu" in shown(await bot.sends())


async def test_memory_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest words go first, however many people write letters and never end them."""
    monkeypatch.setattr("bot.memory.MOST", 3)
    bot = started(tmp_path)
    for chat in range(1000, 1005):
        await bot.service.handle(None, chat, Started("write_letter"))
        for session_seq, option in enumerate(("bank", "bank_reply", "here")):
            await bot.service.handle(None, chat, Chose(1, session_seq, option))
        await bot.service.handle(None, chat, Typed(NAME))

    assert len(bot.service.memory.held()) == 3


async def test_a_letter_reaches_the_phone_as_pdf(tmp_path: Path) -> None:
    """Over real HTTP, in English, with the copy to read; the page can download it."""
    async with rig(tmp_path) as here:
        phone = await here.phone("en")
        await here.does(phone, phone.write("/menu"))
        for label in (
            "Write a letter",
            "Because of a direct debit",
            "Yes, and I stop it",
            "Fill in here",
        ):
            await here.press(phone, label)
        await here.write(phone, NAME)
        for _ in range(5):
            await here.press(phone, "Leave empty")
        files = [m["document"] for m in phone.messages if "document" in m]

        assert [file["file_name"] for file in files] == ["lettre-13.pdf", "lettre-13-en.pdf"]
        kept = [here.api.state.file(file["file_id"]) for file in files]
        assert all(file is not None and file.content.startswith(b"%PDF-") for file in kept)
        assert NAME.encode() not in here.stored()
        assert not here.refused()
