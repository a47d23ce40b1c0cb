"""How patterns of wording are put together: two things near each other, inside one sentence."""


def near(one: str, two: str, gap: int = 40) -> str:
    """Return a pattern for `one`, then `two` at most `gap` characters on in the same sentence."""
    return rf"(?:{one})[^.!?\n]{{0,{gap}}}(?:{two})"


def along(one: str, two: str, gap: int = 60) -> str:
    """Return a pattern for `one`, then `two` at most `gap` characters on in the same line."""
    return rf"(?:{one})[^\n]{{0,{gap}}}(?:{two})"


def either(one: str, two: str, gap: int = 40) -> str:
    """Return a pattern for both, in either order."""
    return f"{near(one, two, gap)}|{near(two, one, gap)}"
