"""Letters through the real press: whole PDFs that anybody can open, read and print."""

from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from bot.actions.letter import letter
from bot.engine.effects import Document, Run
from bot.engine.person import Person, Session
from bot.flow.release import Release
from bot.paper.glyphs import SUBSTITUTE, covered, printable
from bot.paper.press import pdf
from tests.rig import shipped_release

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NAMES = sorted(shipped_release().letters)


@lru_cache(maxsize=1)
def release() -> Release:
    """Return the shipped release."""
    return shipped_release()


@lru_cache(maxsize=200)
def made(which: str, language: str = "fr", /, **given_: str) -> tuple[Document, ...]:
    """Return a letter with what was written in it."""
    session = Session(1, "write_letter", release().hash, {}, NOW)
    person = Person(language=language, sessions=(session,))
    finished = letter(Run("k", "letter", {"template": which}, given_), person, release())
    assert finished.outcome == "sent"
    assert finished.personal == bool(given_)
    return finished.documents


@lru_cache(maxsize=200)
def read(paper: Document) -> str:
    """Return the words of a letter as a program reads them, spaces made one."""
    pages = PdfReader(BytesIO(paper.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def fonts_of(reader: PdfReader) -> list[DictionaryObject]:
    """Return the descriptors of every font of a PDF."""
    found = []
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object().get("/DescendantFonts", [font])
            found.extend(one.get_object()["/FontDescriptor"].get_object() for one in inner)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_is_an_accessible_pdf(name: str) -> None:
    """Tagged, with its language and title, A4, fonts inside, PDF/UA-1; French, and English."""
    for paper, language in zip(made(name, "en"), ("fr", "en"), strict=True):
        reader = PdfReader(BytesIO(paper.content))
        root = reader.trailer["/Root"]

        assert root["/MarkInfo"]["/Marked"]
        assert root["/StructTreeRoot"]["/K"]
        assert str(root["/Lang"]).startswith(language)
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata.title == release().words(language).translate(
            release().letters[name].title
        )
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
        assert all(
            {"/FontFile2", "/FontFile3"} & descriptor.keys() for descriptor in fonts_of(reader)
        )
        assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {
            (595, 842)
        }
        assert paper.media_type == "application/pdf"


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_with_blanks_fits_two_sheets(name: str) -> None:
    """The letter, two pages at most, and the page for the person, apart from it and last."""
    (paper,) = made(name)
    pages = [page.extract_text() for page in PdfReader(BytesIO(paper.content)).pages]

    assert 2 <= len(pages) <= 3
    assert "Ne l’envoyez pas" in pages[-1]
    assert not any("Ne l’envoyez pas" in page for page in pages[:-1])
    assert "Objet" in pages[0]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_stands_in_the_letter(name: str) -> None:
    """Every field that is asked, in French and in the copy; no blank of it is left."""
    fields = release().letters[name].asked
    written = {field.key: f"Écrit{n}" for n, field in enumerate(fields)}

    for paper in made(name, "en", **written):
        words = read(paper)
        assert all(f"Écrit{n}" in words for n in range(len(fields))), words
    assert f"({fields[0].label.french})" not in read(made(name, **written)[0])
    assert f"({fields[0].label.french})" in read(made(name)[0])


def test_the_copy_says_that_it_is_one() -> None:
    """On the page and beside the file; the French letter does not."""
    french, english = made("complaint", "en")

    assert (french.name, english.name) == ("lettre-1.pdf", "lettre-1-en.pdf")
    assert "Reading copy. Send the French letter." in read(english)
    assert "Reading copy. Send the French letter." in english.caption
    assert "Reading copy" not in read(french)


def test_french_is_set_as_french() -> None:
    """Spaces before a colon do not break, apostrophes are curved."""
    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO(made("complaint")[0].content)).pages
    )
    assert "Objet\u00a0:" in text
    assert "l’auteur" in text


def test_a_letter_nobody_wrote_is_a_failure() -> None:
    """The flow says what to do instead."""
    run = Run("letter", "letter", {"template": "nothing"})

    assert letter(run, Person(), release()).outcome == "failed"


MARKUP = '#panic("x") $1+1$ *gras* `code` @ref <label> \\u{41} // rien /* #{ [ ] } {name} %s //'


@pytest.mark.parametrize(
    "words",
    [
        MARKUP,
        "שלום עולם",
        "مرحبا بالعالم",
        "日本語 中文",
        "😀👨‍👩‍👧🇫🇷",
        "a\u202eb\u2066c\x00\x07\x1b[31m",
        "e\u0301" + "\u0301" * 40,
        "हिन्दी",
        "\ue000\uffff\U0010ffff\ud800",
        " \n \t ",
        "mot " * 1000,
        "x" * 4000,
    ],
)
def test_whatever_is_written_is_text(words: str) -> None:
    """Markup, other scripts, pictures, controls: the letter is made, and says so if it must."""
    (paper,) = made("complaint", name=words[:200], facts=words[:4000])
    seen = printable(words)

    assert ("carré" in read(paper)) == (SUBSTITUTE in seen)
    if words == MARKUP:
        assert "".join(MARKUP.split()) in "".join(read(paper).split())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.text(max_size=60))
def test_wild_words_never_fail_a_letter(story: str, name: str) -> None:
    """Every character there is, alone and beside others."""
    (paper,) = made("complaint", facts=story, name=name)

    assert PdfReader(BytesIO(paper.content)).pages


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="latin-1", categories=("L", "N", "P")), min_size=1, max_size=40))
def test_western_words_are_read_back(name: str) -> None:
    """What a French person writes comes out of the PDF as it went in."""
    (paper,) = made("complaint", name=name)

    assert "".join(printable(name).split()) in "".join(read(paper).split())


def test_a_story_of_four_thousand_characters_runs_over_pages() -> None:
    """With its page numbers; the page for the person is not counted."""
    story = "\n".join(f"Le {n} mars, un homme a appelé." for n in range(1, 130))[:4000]
    (paper,) = made("complaint", facts=story)
    pages = [page.extract_text() for page in PdfReader(BytesIO(paper.content)).pages]

    assert len(pages) >= 4
    assert f"1 / {len(pages) - 1}" in pages[0]
    assert f"{len(pages)} / " not in pages[-1]


def test_the_table_of_shapes_is_true() -> None:
    """Every twentieth character of it is printed as it is, not as a square."""
    sample = [chr(c) for c in range(0x21, 0x2600) if covered(chr(c))][::20]
    (paper,) = made("complaint", facts=" ".join(sample))

    assert "carré" not in read(paper)
    assert SUBSTITUTE not in read(paper)


def test_a_shape_the_table_promised_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the fonts change under the table, western letters still print."""
    monkeypatch.setattr("bot.paper.press.printable", lambda text: text)
    (paper,) = made("complaint", facts="Élodie 😀 a payé 480 €")

    assert "Élodie □ a payé 480 €" in read(paper)


def test_letters_with_marks_no_font_holds_lose_the_marks_only() -> None:
    """Hebrew stays Hebrew when its vowels cannot be printed."""
    (paper,) = made("complaint", facts="Ж̂ mot שָׁלוֹם ţ͈")

    assert {"Ж", "ש", "ţ"} <= set(read(paper))
    assert "□" not in read(paper)


def test_a_template_that_is_wrong_is_said() -> None:
    """The press hides no mistake of its own."""
    with pytest.raises(typst.TypstError):
        pdf("letter", {"title": "x"}, NOW)


def test_the_same_letter_is_the_same_file() -> None:
    """Nothing of the machine or the moment of printing is in it."""
    assert made("cnil")[0].content == made("cnil")[0].content
