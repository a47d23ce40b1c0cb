"""French typography, set by the program so that authors type ordinary spaces and apostrophes."""

import re
from functools import lru_cache

NBSP = "\u00a0"
_BEFORE = re.compile(r"[ \u00a0\u202f]([?!:;»%€])")
_AFTER = re.compile(r"«[ \u00a0\u202f]")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})


@lru_cache(maxsize=4096)
def typeset(french: str) -> str:
    """Return a sentence with its unbreakable spaces and its curved apostrophes."""
    set_ = _BEFORE.sub(NBSP + r"\1", french)
    return _APOSTROPHE.sub("’", _AFTER.sub("«" + NBSP, set_))


def plain(french: str) -> str:
    """Return a sentence as one compares it: ordinary spaces and apostrophes."""
    return french.translate(_SPACES)
