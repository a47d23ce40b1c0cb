"""The evidence pack: what stands in the paper and in the JSON, and that both can be checked."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO

from pypdf import PdfReader

from bot.actions.pack import pack
from bot.engine import log
from bot.engine.effects import Document, Run
from bot.engine.person import Person
from bot.flow.formats import printable
from tests.rig import shipped_release

NOW = datetime(2026, 11, 25, 16, 35, tzinfo=UTC)


def kept(language: str = "fr") -> Person:
    """Return somebody with four entries, one of them withdrawn."""
    one = Person(language=language)
    one = log.add(one, "complaint_filed", date(2026, 11, 24), NOW, reference="2026/001234")
    one = log.add(one, "debit_seen", date(2026, 11, 20), NOW, screenshot=True)
    one = log.add(one, "bank_called", date(2026, 11, 21), NOW)
    return log.withdraw(one, 3, NOW + timedelta(hours=1))


def made(one: Person) -> tuple[Document, ...]:
    """Return the files that are given."""
    finished = pack(Run("/pack", "pack", {"now": NOW}), one, shipped_release())
    assert finished.outcome == "sent"
    return finished.documents


def words(document: Document) -> str:
    """Return the text of a paper, in reading order, spaces evened out."""
    pages = PdfReader(BytesIO(document.content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_the_paper_tells_the_facts_by_day_and_hides_no_withdrawal() -> None:
    """The timeline is in the order of the days; what was withdrawn is said, not told as a fact."""
    paper, _ = made(kept())
    text = words(paper)
    told = text[: text.index("Lignes retirées")]

    assert told.index("20 novembre 2026") < told.index("24 novembre 2026")
    assert "Débit inconnu vu sur le compte" in told
    assert "2026/001234" in told
    assert "Banque appelée" not in told
    assert "lignes : 2." in told
    assert "Ligne 3 : retirée le 25 novembre 2026, par la ligne 4." in text


def test_every_hash_is_printed_in_groups() -> None:
    """What the paper shows is what the log holds, withdrawn rows too."""
    one = kept()
    text = words(made(one)[0]).replace(" ", "")

    assert all(entry.digest in text for entry in one.log)


def test_the_json_can_be_worked_out_again_as_the_paper_tells() -> None:
    """From the file alone, with nothing of ours."""
    before = "0" * 64
    for row in json.loads(made(kept())[-1].content)["entries"]:
        lines = (
            "riposte log 1",
            before,
            str(row["number"]),
            row["recorded"],
            row["day"],
            row["event"],
            row["reference"] or "",
            "yes" if row["screenshot"] else "no",
            str(row["withdraws"] or ""),
        )
        before = sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
        assert before == row["sha256"]
        assert set(row) == {
            "number", "recorded", "day", "event", "reference", "screenshot", "withdraws",
            "sha256", "words",
        }  # fmt: skip


def test_who_reads_english_gets_a_copy_beside_the_french_paper() -> None:
    """The French one is the one to hand over; names tell nothing."""
    french, copy, written = made(kept("en"))

    assert "Plainte déposée" in words(french)
    assert "Complaint filed" in words(copy)
    assert "Reading copy" in words(copy)
    assert [d.name for d in (french, copy, written)] == [
        "riposte-2026-11-25.pdf",
        "riposte-2026-11-25-en.pdf",
        "riposte-2026-11-25-log.json",
    ]
    assert len(made(kept())) == 2


def test_the_papers_are_tagged_in_their_language_with_their_fonts_inside() -> None:
    """PDF/UA-1: a screen reader is told the language, the title and the structure."""
    for document, language in zip(made(kept("en")), ("fr", "en"), strict=False):
        reader = PdfReader(BytesIO(document.content))
        root = reader.trailer["/Root"]
        assert root["/Lang"] == language
        assert root["/MarkInfo"]["/Marked"]
        assert "pdfuaid" in root["/Metadata"].get_data().decode()
        assert reader.metadata is not None
        assert reader.metadata.title
        for page in reader.pages:
            for font in page["/Resources"]["/Font"].values():
                inner = font.get_object()["/DescendantFonts"][0].get_object()
                assert any(name.startswith("/FontFile") for name in inner["/FontDescriptor"])


def test_every_event_of_the_release_is_printed_with_real_letters() -> None:
    """No character of any row, in either language, is missing from the fonts of the press."""
    one = Person(language="en")
    release = shipped_release()
    for code in release.events:
        one = log.add(one, code, NOW.date(), NOW)
    for document, language in zip(made(one), ("fr", "en"), strict=False):
        text = words(document)
        assert all(printable(c) for c in text)
        for event in release.events.values():
            said = re.sub(r"\s+", " ", release.words(language).translate(event))
            assert said in text, said


def test_a_log_of_nothing_but_withdrawn_rows_is_still_a_paper() -> None:
    """It says that no fact counts."""
    one = log.withdraw(log.add(Person(), "bank_called", NOW.date(), NOW), 1, NOW)

    assert "Aucun fait ne compte" in words(made(one)[0])


def test_a_code_the_release_lost_is_printed_as_it_is() -> None:
    """A table that changed hides nothing."""
    one = log.add(Person(), "lost_code", NOW.date(), NOW)

    assert words(made(one)[0]).count("lost_code") == 2
