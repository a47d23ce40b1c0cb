"""How patterns of wording are put together: two things near each other, inside one sentence."""

import re

LETTERS = 6  # of a word and the space behind it, in the middle
LEAST_COUNTED = 12  # characters: a shorter gap is left as it is
_GAP = re.compile(r"\[\^([^\]]*\\n)\]\{0,(\d+)\}")


def near(one: str, two: str, gap: int = 40) -> str:
    """Return a pattern for `one`, then `two` about `gap` characters on in the same sentence."""
    return rf"(?:{one})[^.!?\n]{{0,{gap}}}(?:{two})"


def along(one: str, two: str, gap: int = 60) -> str:
    """Return a pattern for `one`, then `two` about `gap` characters on in the same line."""
    return rf"(?:{one})[^\n]{{0,{gap}}}(?:{two})"


def either(one: str, two: str, gap: int = 40) -> str:
    """Return a pattern for both, in either order."""
    return f"{near(one, two, gap)}|{near(two, one, gap)}"


def in_words(pattern: str) -> str:
    r"""Return a pattern with its gaps, `[^.\n]{0,40}`, counted in words instead of characters.

    A machine that counts words has a sixth of the states of one that counts characters, and reads
    a message it has not seen before far faster.
    """
    return _GAP.sub(_words, pattern)


def _words(gap: re.Match[str]) -> str:
    characters = int(gap[2])
    if characters < LEAST_COUNTED:
        return gap[0]
    word = f"[^{gap[1]} ]*"
    return f"{word}(?: {word}){{0,{round(characters / LETTERS)}}}"
