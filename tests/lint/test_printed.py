"""S12 beyond its pair: what a paper prints, and what its fonts can print."""

from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from bot.flow import lint_log
from bot.flow.formats import printable
from bot.flow.model import Text
from bot.flow.problem import Pos
from bot.paper.glyphs import SUBSTITUTE
from bot.paper.press import pdf
from tests.little import NOW, release_of
from tests.rig import shipped_release


def test_a_sentence_of_a_paper_has_no_character_that_no_font_has() -> None:
    """A place is filled with what can be printed; an arrow is refused, where it stands."""
    release = release_of()
    fine = Text("Fait le {day|date}.", "texts/pack.made", Pos(3, 4))
    wrong = Text("Fait → ici", "texts/pack.title", Pos(5, 6))
    texts = {**release.texts, "pack.made": fine, "pack.title": wrong}

    found = list(lint_log.check_release(replace(release, texts=texts, events={})))

    assert {(p.rule, p.file, p.pos) for p in found} == {("S12", "flows/texts.yml", Pos(5, 6))}
    assert "“→”" in found[0].english


def test_the_press_prints_every_character_that_lint_lets_pass() -> None:
    """What lint lets pass comes out as it is; what no font has comes out as a substitute."""
    every = "".join(c for c in map(chr, range(0x2100)) if printable(c))
    texts = dict.fromkeys(("about", "chained", "compare", "how_chain", "none"), every)

    assert SUBSTITUTE not in _read(pdf("pack", _data({**_words(), **texts}), NOW))
    assert SUBSTITUTE in _read(pdf("pack", _data({**_words(), "about": "💶"}), NOW))


def _read(paper: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)


def _words() -> dict[str, str]:
    release = shipped_release()
    keys = (key for key in release.texts if key.startswith("pack."))
    return {key.removeprefix("pack."): release.texts[key].french for key in keys}


def _data(texts: dict[str, str]) -> dict[str, object]:
    empty: dict[str, object] = {key: [] for key in ("timeline", "kept", "withdrawn", "chain")}
    return {"lang": "fr", "title": "Journal", "texts": texts, "copy": False, **empty}
