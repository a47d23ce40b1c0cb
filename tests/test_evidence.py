"""A person notes what happened and takes it away: the whole bot, real HTTP, real files."""

import re
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from bot.simulator.phone import Phone
from tests.ics import read
from tests.rig import Rig, rig, said

CARD = "4111 1111 1111 1111"


async def begin(at: Rig) -> Phone:
    """Give somebody a phone; they are about to give the number of what they saw."""
    phone = await at.phone()
    await at.write(phone, "/log")
    await at.press(phone, "Noter un fait")
    await at.press(phone, "Quelque chose que j’ai vu")
    await at.press(phone, "Un débit inconnu")
    await at.write(phone, "hier")
    return phone


def files(at: Rig, phone: Phone) -> dict[str, bytes]:
    """Return the files the person was given, by the ending of their name."""
    found = {}
    for message in phone.messages:
        if "document" in message:
            kept = at.api.state.file(message["document"]["file_id"])
            assert kept is not None
            found[kept.name.rpartition("-")[2].partition(".")[2]] = kept.content
    return found


async def test_a_fact_is_noted_withdrawn_and_taken_away(tmp_path: Path) -> None:
    """From the first tap to the paper in hand; Telegram refuses nothing on the way."""
    async with rig(tmp_path) as at:
        phone = await begin(at)
        await at.write(phone, "2026/001234")
        await at.press(phone, "Oui, je la garde")
        assert "Débit inconnu vu sur le compte, n° 2026/001234" in said(phone)
        assert "(capture sur votre téléphone)" in said(phone)
        await at.press(phone, "Recevoir le dossier")
        first = files(at, phone)["pdf"]
        assert "Voici votre dossier" in said(phone)
        await at.press(phone, "Retirer une ligne")
        await at.press(phone, next(label for label in _labels(phone) if label.startswith("•")))
        assert "C’est retiré" in said(phone)
        await at.press(phone, "Recevoir le dossier")
        second = files(at, phone)["pdf"]

        assert "Débit inconnu" in _words(first)
        assert "Débit inconnu" not in _words(second)
        chain = re.findall(r"(?:[0-9a-f]{4} ){15}[0-9a-f]{4}", _words(second))
        assert len(chain) == 2
        assert chain[0] in _words(first)
        assert not at.refused()


async def test_a_card_number_is_no_reference_and_reaches_no_disk(tmp_path: Path) -> None:
    """The guard comes before the question; the question is put again."""
    async with rig(tmp_path) as at:
        phone = await begin(at)
        await at.write(phone, CARD)
        assert "numéro de carte" in said(phone)
        await at.write(phone, "Jean Dupont m’a appelé")
        assert "Il me faut un numéro" in said(phone)
        await at.press(phone, "Pas de numéro")
        await at.press(phone, "Non, aucune")

        assert CARD.replace(" ", "").encode() not in at.stored()
        assert b"Dupont" not in at.stored()
        assert "Débit inconnu" in said(phone)


async def test_the_reminders_go_into_the_calendar(tmp_path: Path) -> None:
    """All of them from the list, one from its own screen, under the same UID."""
    async with rig(tmp_path) as at:
        phone = await at.phone()
        await at.write(phone, "/menu")
        await at.press(phone, "Me faire un rappel")
        await at.press(phone, "Dans trois jours à 9 h")
        await at.write(phone, "/reminders")
        await at.press(phone, "Tout dans mon agenda")
        every = read(files(at, phone)["ics"]).parts
        assert "Ouvrez le fichier" in said(phone)
        await at.press(phone, next(label for label in _labels(phone) if label.startswith("Voir :")))
        await at.press(phone, "Dans mon agenda")
        (one,) = read(files(at, phone)["ics"]).parts

        assert one.text("UID") in {event.text("UID") for event in every}
        assert not at.refused()


def _labels(phone: Phone) -> list[str]:
    rows = phone.screen.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"].replace("\u00a0", " ") for row in rows for button in row]


def _words(paper: bytes) -> str:
    """Return the text of a paper, spaces evened out."""
    pages = PdfReader(BytesIO(paper)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
