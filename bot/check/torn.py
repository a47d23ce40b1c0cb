"""Links that were torn: over two lines, or by spaces, as they come out of screenshots."""

import re
from collections.abc import Iterator

from bot.check.registered import registrable

COMMON = frozenset({"com", "fr", "net", "org", "info", "eu"})
# `http //site .com/a`, as it comes out of a screenshot or of a careful friend's hands.
_BROKEN = re.compile(
    r"https?(?: ?s)? ?:? ?/ ?/ ?((?:[a-z0-9_-]{1,63} ?\. ?){1,5}[a-z]{2,24})(?![\w.@])(/\S{0,200})?"
    r"|https?://[^\s/@]{1,200}@\S{0,200}"
    r"|https?(?: s)? ?:? ?//(?!\S)|(?<!\S)https?(?: s)? //?"
)
# `exemple . com/a1`, `exemple . fr`: without a scheme, only what comes out of no sentence.
_APART = re.compile(
    r"(?<![\w.@/-])((?:[a-z0-9_-]{1,63}(?: \. ?|\.)){1,3}[a-z]{2,24})(/[\w%-]\S{0,200})"
    r"|(?<![\w.@/-])((?:[a-z0-9_-]{2,63} \. ){1,3}(?:com|fr|org)"
    r"|(?:[a-z0-9]{1,30}[-0-9][a-z0-9-]{1,30}|[a-z0-9_-]{2,63} \. [a-z0-9_-]{2,63})"
    r" \. (?:net|info))(?! ?\.|[\w-])"
)
_TORN = re.compile(r"(?<!\S)(\S{1,600}[-/=&?_.%])\n(?=([a-z0-9%_-]+)([/.?=&][^\s]*)?(?:\s|$))")


def mended(text: str) -> str:
    """Return the plain form with links that go on in the next line in one piece."""
    return _TORN.sub(_mended, text) if "\n" in text else text


def _mended(match: re.Match[str]) -> str:
    """Put together a link that goes on in the next line; leave alone one that ends a sentence."""
    before, more, rest = match[1], match[2], match[3] or ""
    scheme, _, name = before.rpartition("://")
    host, slash, _ = name.partition("/")
    match before[-1]:
        case "." if slash:
            joined = False  # `ameli-fr.com/a.` and a new sentence
        case "." if more in COMMON:
            joined = not rest.startswith(".")
        case "." if "." in host[:-1] or scheme or host == "www.":
            joined = registrable(host[:-1]) is None
        case ".":
            joined = rest.startswith("/")
        case "/":
            joined = bool(rest) or not more.isalpha()
        case "?":
            joined = rest.startswith("=")
        case _:
            joined = True
    return before + ("\x00" if joined else "\n")


def apart(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield where links with spaces in them stand, their hosts and paths; no host: unreadable."""
    if "http" in text:
        for match in _BROKEN.finditer(text):
            yield *match.span(), (match[1] or "").replace(" ", ""), match[2] or ""
    after = 0
    while (dot := text.find(" .", after)) >= 0:
        start = max(text.rfind(" ", after, dot), text.rfind("\n", after, dot), after - 1) + 1
        found = _APART.match(text, start)
        host = (found[1] or found[3]).replace(" ", "") if found is not None else ""
        after = dot + 2
        if found is not None and " " in found[0] and registrable(host) is not None:
            after = found.end()
            yield *found.span(), host, found[2] or ""
