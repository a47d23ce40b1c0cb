"""A person sends pictures to the whole bot: over HTTP, through the child, to the verdict."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image

from bot import outside
from bot.pictures.model import Reading, Unread
from bot.pictures.worker import Worker
from bot.simulator.phone import Phone, buttons
from bot.store.queue import recover
from tests.pictures.drawing import Bubble, Style, code, needs_font, png, screen, sent_as_photo
from tests.rig import Rig, rig, said, until

SCAM = (
    "Ameli : votre carte Vitale expire. Évitez la suspension de vos droits, renouvelez ici : "
    "http://ameli-vitale-dossier.com/renouveler/mon-espace-personnel"
)
NIR = "1 84 12 76 451 089 46"
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(name="worker", scope="module", loop_scope="module")
async def a_worker() -> AsyncIterator[Worker]:
    """Lend the bots of this file one worker after the other: its child takes a second to start."""
    worker = Worker()
    yield worker
    await worker.close()


@asynccontextmanager
async def seeing(folder: Path, worker: Worker) -> AsyncIterator[Rig]:
    """Run a bot that reads pictures with a child that is there already."""
    async with rig(folder) as at:
        put(at, worker)
        yield at


def words(phone: Phone) -> str:
    """Return all the bot said, with ordinary spaces."""
    told = (str(m.get("text", "")) for m in phone.messages if m["mine"])
    return "\n".join(told).replace("\u00a0", " ").replace("\u202f", " ")


@needs_font
async def test_a_screenshot_gets_its_verdict_and_leaves_no_trace(tmp_path: Path) -> None:
    """The link is read whole across its lines, shown to be compared, and kept nowhere."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        await at.does(phone, phone.photo(sent_as_photo(screen("AMELI", (Bubble(SCAM),)))))

        assert "Danger" in words(phone)
        assert "ameli-vitale-dossier[.]com/renouveler/mon-espace-personnel" in words(phone)
        assert "Lien lu dans l’image" in words(phone)
        assert words(phone).index("Je lis votre image") < words(phone).index("Danger")
        for trace in (b"vitale-dossier", b"JFIF", b"\xff\xd8\xff"):
            assert trace not in at.stored()
        assert not at.refused()


@needs_font
async def test_a_dark_screenshot_as_a_file_in_english(tmp_path: Path, worker: Worker) -> None:
    """Sent as a file, in the other language and the other colours."""
    text = (
        "USPS: your package is on hold. Pay the fee now: https://usps.post-redelivery.top/i/9fKq2"
    )
    async with seeing(tmp_path, worker) as at:
        phone = await at.phone("en")
        picture = png(screen("+1 202 555 0143", (Bubble(text),), Style(dark=True, french=False)))
        await at.does(phone, phone.document("IMG_1.PNG", picture, "image/png"))

        assert "Danger" in words(phone)
        assert "Link read in the picture" in words(phone)


async def test_a_code_is_shown_and_checked_as_a_link(tmp_path: Path, worker: Worker) -> None:
    """A QR code on its own is a message: its link."""
    async with seeing(tmp_path, worker) as at:
        phone = await at.phone()
        await at.does(phone, phone.photo(png(code("https://antai-amende-paiement.top/regler"))))

        assert "Le code QR contient" in words(phone)
        assert "antai-amende-paiement[.]top" in words(phone)
        assert "Lien lu dans l’image" not in words(phone)  # a code is exact


@needs_font
async def test_letters_read_in_a_picture_never_make_a_sender_known(
    tmp_path: Path, worker: Worker
) -> None:
    """A true address may be a look-alike that the eye of the machine confused."""
    async with seeing(tmp_path, worker) as at:
        phone = await at.phone()
        true = "Votre relevé est disponible dans votre compte : https://www.ameli.fr/assure"
        await at.does(phone, phone.photo(png(screen("AMELI", (Bubble(true),)))))

        assert "Adresse connue" not in words(phone)
        assert "Lien lu dans l’image" in words(phone)


@needs_font
async def test_a_secret_in_a_picture_is_masked_and_the_picture_erased(
    tmp_path: Path, worker: Worker
) -> None:
    """The number is in no row and no screen; the message that showed it is gone from the chat."""
    async with seeing(tmp_path, worker) as at:
        phone = await at.phone()
        message = f"Assurance maladie : confirmez votre numéro {NIR} sur http://ameli-maj.top"
        await at.does(phone, phone.photo(png(screen("AMELI", (Bubble(message),)))))

        assert "L’image montre une donnée secrète" in words(phone)
        assert NIR.replace(" ", "") not in words(phone).replace(" ", "")
        assert not [m for m in phone.messages if "photo" in m]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.png", b"%PDF-1.7 " + b"x" * 99, "Je ne sais pas ouvrir ce fichier"),
        ("a.jpg", b"", "Je ne sais pas ouvrir ce fichier"),
        ("a.png", png(Image.new("RGB", (400, 400), "white")), "Je ne trouve pas de texte lisible"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 6_000_000, "trop lourde"),
    ],
)
async def test_what_cannot_be_read_gets_a_sentence_and_the_question(
    tmp_path: Path, worker: Worker, name: str, content: bytes, sentence: str
) -> None:
    """Never a silence, never a technical word, always what to do instead."""
    async with seeing(tmp_path, worker) as at:
        phone = await at.phone()
        await at.does(phone, phone.document(name, content, "image/png"))

        assert sentence in said(phone)
        assert "Collez ou transférez ici" in said(phone)


@needs_font
async def test_the_words_beside_a_picture_are_checked_with_it(
    tmp_path: Path, worker: Worker
) -> None:
    """A caption alone can make the verdict; it waits in memory only."""
    async with seeing(tmp_path, worker) as at:
        phone = await at.phone()
        blank = png(Image.new("RGB", (400, 400), "white"))
        await at.does(phone, phone.photo(blank, SCAM))

        assert "Danger" in words(phone)
        assert "J’ai vérifié seulement le texte" in words(phone)
        assert b"vitale-dossier" not in at.stored()


def put(at: Rig, reader: object) -> None:
    """Let a bot read with this."""
    hands = at.bot.outbox._carry_out.__self__  # type: ignore[attr-defined]
    object.__setattr__(hands, "worker", reader)


class Held:
    """A reader that answers when it is told to."""

    def __init__(self, *answers: Reading | Unread) -> None:
        self.answers = list(answers)
        self.asked = 0
        self.go = asyncio.Event()

    async def read(self, data: bytes) -> Reading | Unread:
        """Wait, then answer."""
        self.asked += 1
        await self.go.wait()
        return self.answers.pop(0)

    async def close(self) -> None:
        """Nothing to end."""


def hold(at: Rig, *answers: Reading | Unread) -> Held:
    """Put a held reader in the place of the worker."""
    held = Held(*answers)
    put(at, held)
    return held


async def test_while_one_is_read_the_person_goes_on(tmp_path: Path) -> None:
    """The screen says so, and a command is answered before the picture is."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        held = hold(at, Reading("Votre colis est bloqué : http://colis-poste.top"))
        await phone.photo(png(Image.new("RGB", (64, 64))))
        await until(lambda: held.asked)
        assert "Je lis votre image" in said(phone)

        await phone.write("/privacy")
        await until(lambda: "Je lis votre image" not in said(phone))
        held.go.set()
        await at.quiet()
        assert "colis-poste[.]top" in words(phone)


async def test_a_picture_survives_a_killed_process_and_is_answered_once(tmp_path: Path) -> None:
    """The row is still there after the crash; a second answer to it changes nothing."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        read = Reading("Votre colis est bloqué : http://colis-poste.top")
        held = hold(at, read, read)
        await phone.photo(png(Image.new("RGB", (64, 64))))
        await until(lambda: held.asked == 1)
        # What a new process does at its start, while the former one, not quite dead, still reads.
        await at.bot.store.transact(recover)
        at.bot.outbox.wake()
        await until(lambda: held.asked == 2)
        held.go.set()
        await at.quiet()

        assert words(phone).count("Danger") == 1
        assert at.bot.service.counts["outside read_picture read"] == 2


async def test_without_the_extra_people_are_asked_for_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is fetched, and the sentence says what to do."""
    monkeypatch.setattr(outside, "can_read", lambda: False)
    async with rig(tmp_path) as at:
        phone = await at.phone()
        await at.does(phone, phone.photo(png(Image.new("RGB", (64, 64)))))

        assert "Je ne sais pas lire les images" in said(phone)
        assert not at.api.counts["getFile"]


async def test_many_pictures_are_put_off_then_refused_kindly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Busy is tried again; when it stays so, the person hears it."""
    monkeypatch.setattr(outside, "SHORTEST_WAIT", 0.0)
    async with rig(tmp_path) as at:
        phone = await at.phone()
        held = hold(at, *[Unread.BUSY] * 9)
        held.go.set()
        await phone.photo(png(Image.new("RGB", (64, 64))))
        await until(lambda: "Je reçois beaucoup d’images" in words(phone))

        assert held.asked == 4


async def test_picture_after_picture_makes_nobody_else_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past a few in a short time they are no longer fetched, and the person is told."""
    monkeypatch.setattr(outside, "MOST_RECENT", 2)
    async with rig(tmp_path) as at:
        phone = await at.phone()
        held = hold(at, *[Unread.UNREADABLE] * 9)
        held.go.set()
        for _ in range(3):
            await at.does(phone, phone.photo(png(Image.new("RGB", (64, 64)))))

        assert "Je reçois beaucoup d’images" in said(phone)
        assert at.api.counts["getFile"] == held.asked == 2


async def test_forgetting_while_a_picture_is_read(tmp_path: Path) -> None:
    """The answer finds nobody, and nothing of it is kept."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        held = hold(at, Reading("Votre colis est bloqué : http://colis-poste.top"))
        await phone.photo(png(Image.new("RGB", (64, 64))), "un mot")
        await until(lambda: held.asked)
        await phone.write("/forget")
        await until(lambda: any("effacer" in b["text"] for b in buttons(phone.screen)))
        await phone.press(buttons(phone.screen)[0]["text"])
        await until(lambda: at.bot.service.counts["forgotten"])
        held.go.set()
        await at.quiet()

        assert "colis-poste" not in words(phone)
        assert not at.bot.service.memory.held()
