"""How well drawn screens and codes are read: the bars of the issue, on messages of our own."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from PIL import Image, ImageFilter, ImageOps

from bot.pictures.model import Reading
from bot.pictures.worker import Worker
from tests.pictures.authored import MESSAGES
from tests.pictures.drawing import (
    Bubble,
    Style,
    code,
    fonts,
    jpeg,
    needs_font,
    png,
    screen,
    sent_as_photo,
)
from tests.pictures.measuring import level, links, wrong

pytestmark = pytest.mark.asyncio(loop_scope="module")
HELD = "https://antai-amende-paiement.example/regler?dossier=77810&cle=aZ09"


@pytest_asyncio.fixture(name="worker", scope="module", loop_scope="module")
async def a_worker() -> AsyncIterator[Worker]:
    """Give all tests of this file one worker."""
    worker = Worker()
    yield worker
    await worker.close()


async def read_all(
    worker: Worker, *, dark: bool, photo: bool, numbers: range
) -> tuple[float, float, int]:
    """Return the share of wrong characters, of exact links, and how many senders were missed."""
    missed = letters = exact = asked = senders = 0
    for number in numbers:
        sender, text = MESSAGES[number]
        french = "package" not in text and "payment" not in text
        style = Style(dark=dark, font=number, size=(40, 44, 50)[number % 3], french=french)
        drawn = screen(sender, (Bubble(text),), style)
        read = await worker.read(sent_as_photo(drawn) if photo else png(drawn))
        assert isinstance(read, Reading)
        missed += wrong(text, read.text)
        letters += len(level(text))
        senders += read.sender == sender
        for link in links(text):
            asked += 1
            exact += link in read.text.split() or f"{link}." in read.text.split()
    return missed / letters, exact / asked, len(numbers) - senders


@needs_font
@pytest.mark.parametrize("photo", [False, True], ids=["1080x2340", "591x1280"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    "every", [False, pytest.param(True, marks=pytest.mark.long)], ids=["a share", "all"]
)
async def test_drawn_screens_are_read(
    worker: Worker, *, dark: bool, photo: bool, every: bool
) -> None:
    """At most 3 % of the characters wrong, 95 % of the links exact, every sender found.

    Each message is read in one of the four looks every time, and in all of them on the long run.
    """
    looks = 1 if every else 4
    numbers = range((2 * dark + photo) % looks, len(MESSAGES), looks)
    errors, exact, strangers = await read_all(worker, dark=dark, photo=photo, numbers=numbers)

    assert errors <= 0.03
    assert exact >= 0.95
    assert strangers == 0


@needs_font
async def test_a_chat_is_read_in_order(worker: Worker) -> None:
    """Several bubbles of both sides come out as they stand."""
    said = (
        "Bonjour, ici le service des fraudes.",
        "Oui, bonjour.",
        "Un paiement de 890 € est en cours. Donnez-nous le code reçu pour l’annuler.",
    )
    bubbles = tuple(Bubble(text, mine=number == 1) for number, text in enumerate(said))
    read = await worker.read(png(screen("Banque", bubbles)))

    assert isinstance(read, Reading)
    assert [level(one) for one in read.text.split("\n\n")] == [level(one) for one in said]


@needs_font
async def test_a_long_screenshot_is_read_to_its_end(worker: Worker) -> None:
    """A chat captured over several screens is read in pieces, no line lost or doubled."""
    said = tuple(f"Message numéro {n}, le dossier {n}{n}{n} attend." for n in range(22))
    bubbles = tuple(Bubble(text) for text in said)
    style = Style(height=5200, chrome=False)
    read = await worker.read(png(screen("Banque", bubbles, style)))

    assert isinstance(read, Reading)
    assert [level(one) for one in read.text.split("\n\n")] == [level(one) for one in said]


def turned(picture: Image.Image) -> Image.Image:
    """Return a code photographed askew."""
    return picture.rotate(33, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)


CODES = {
    "clean": lambda picture: picture,
    "turned": turned,
    "upside down": lambda picture: picture.rotate(180),
    "blurred": lambda picture: picture.filter(ImageFilter.GaussianBlur(2.5)),
    "small": lambda picture: picture.resize((140, 140), Image.Resampling.LANCZOS),
    "dark": ImageOps.invert,
    "mirrored": ImageOps.mirror,
    "in a large photograph": lambda picture: ImageOps.expand(picture, (900, 400, 200, 1100), "tan"),
}


@pytest.mark.parametrize("how", CODES)
async def test_codes_are_read(worker: Worker, how: str) -> None:
    """What a code holds comes out exactly, however it was photographed."""
    read = await worker.read(jpeg(CODES[how](code(HELD)), 60))

    assert isinstance(read, Reading)
    assert read.codes == (HELD,)


@needs_font
async def test_a_code_on_a_page_with_words(worker: Worker) -> None:
    """A notice with a code gives both."""
    page = screen("Mairie", (Bubble("Scannez pour payer votre stationnement."),))
    page.paste(code(HELD), (300, 1200))
    read = await worker.read(png(page))

    assert isinstance(read, Reading)
    assert read.codes == (HELD,)
    assert "payer votre stationnement" in read.text


@needs_font
async def test_the_share_of_each_line_is_told(worker: Worker) -> None:
    """Each line comes with how sure the engine is."""
    read = await worker.read(png(screen("CAF", (Bubble("Votre dossier est complet."),))))

    assert isinstance(read, Reading)
    assert all(0.5 < sure <= 1.0 for _, sure in read.lines)
    assert len(fonts()) > 0
