"""Bold and cuts, in the units Telegram counts."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.chat.markup import MAX_TEXT, Bold, Piece, clean, pieces, units

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"  # one visible sign, eight units
texts = st.text(alphabet=st.sampled_from("aé.!? \n\n*\u0301\U0001f600\U0001f1eb" + FAMILY))


def utf16(text: str, start: int, length: int) -> str:
    """Take a stretch the way Telegram does."""
    return text.encode("utf-16-le")[start * 2 : (start + length) * 2].decode("utf-16-le")


def test_bold_is_told_by_offsets_in_utf16() -> None:
    """An emoji before bold words moves them by two."""
    (piece,) = pieces("\U0001f600 **Appelez** le 3939")

    assert piece == Piece("\U0001f600 Appelez le 3939", (Bold(3, 7),))
    assert utf16(piece.text, 3, 7) == "Appelez"


def test_stars_that_are_no_pair_stay() -> None:
    """A lone `**`, or one with a space inside, is text."""
    assert pieces("2 ** 3 et ** fin") == (Piece("2 ** 3 et ** fin"),)


def test_nothing_to_see_is_no_message() -> None:
    """Telegram refuses empty messages, so there is none."""
    assert pieces(" \n\n ") == ()


def test_long_texts_are_cut_between_paragraphs() -> None:
    """A paragraph stays whole when it can."""
    one, two = "a" * 3000, "b" * 3000

    assert [p.text for p in pieces(f"{one}\n\n{two}")] == [one, two]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """The next best cut is behind a full stop."""
    sentence = "Il faut appeler votre banque."
    found = pieces(" ".join([sentence] * 200))

    assert all(p.text.endswith("banque.") for p in found)


def test_a_first_limit_of_its_own() -> None:
    """A caption is shorter than the messages that continue it."""
    found = pieces("mot " * 2000, first=1024)

    assert units(found[0].text) <= 1024 < units(found[1].text)


def test_a_visible_sign_is_never_cut() -> None:
    """A family of emoji, or a letter with its accent, stays in one piece."""
    for sign in (FAMILY, "e\u0301", "\U0001f44d\U0001f3fd", "❤\ufe0f"):
        for piece in pieces("x" + sign * 3000):
            assert not piece.text.removeprefix("x").replace(sign, "")


def test_bold_across_a_cut_continues() -> None:
    """Both halves are bold."""
    found = pieces(f"**{'mot ' * 2000}fin**")

    assert len(found) == 2
    assert all(p.bold == (Bold(0, units(p.text)),) for p in found)


@given(texts, st.integers(8, 60))
@example("a" * 100 + "\n\n", 10)
def test_cutting_drops_only_the_space_at_the_cuts(text: str, limit: int) -> None:
    """Every piece fits, none is blank, and together they say the same."""
    found = pieces(text, first=limit, rest=limit)

    assert all(0 < units(p.text) <= limit and p.text.strip() for p in found)
    plain = "".join(p.text for p in pieces(text, first=10**6, rest=10**6))
    assert "".join("".join(p.text.split()) for p in found) == "".join(plain.split())
    for piece in found:
        for bold in piece.bold:
            assert 0 <= bold.offset < bold.offset + bold.length <= units(piece.text)


@given(texts, st.integers(8, 60))
def test_bold_words_stay_bold_through_cuts(text: str, limit: int) -> None:
    """The bold characters of the pieces are those of the whole."""

    def bold(found: tuple[Piece, ...]) -> str:
        stretches = (utf16(p.text, b.offset, b.length) for p in found for b in p.bold)
        return "".join("".join(stretches).split())

    whole = bold(pieces(text, first=10**6, rest=10**6))
    if text.count("**") < 200:
        assert bold(pieces(text, first=limit, rest=limit)) == whole


def test_half_characters_are_neutralised() -> None:
    """A lone surrogate cannot reach Telegram; a pair written as two is the character it means."""
    assert clean("a\ud83d b\0") == "a\ufffd b"
    assert clean("\ud83d\ude00") == "\U0001f600"


def test_the_longest_message_is_one_piece() -> None:
    """Exactly the limit needs no cut, one unit more does."""
    assert len(pieces("x" * MAX_TEXT)) == 1
    assert len(pieces("x" * (MAX_TEXT + 1))) == 2
