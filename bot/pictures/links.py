"""Whether a link that ends a line goes on in the next one. Pure.

Phones cut a long link where the line ends, often after `/`, `-` or `?`, often inside a word. What
follows is then glued back; a word of the sentence after the link is not.
"""

import re

from publicsuffixlist import PublicSuffixList

_LINKISH = re.compile(
    r"(?:https?:/?/?|www\.)\S*|[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?|\S+/\S*", re.IGNORECASE
)
_TOKEN = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_INSIDE = re.compile(
    r"[/?=&%#_@]|\d[A-Za-z]|[A-Za-z]\d|[A-Za-z0-9]\.[A-Za-z]{2}|[A-Za-z0-9]-[a-z0-9]"
)
_OPEN = "/-?=&_#%:@+~"  # a link never ends in one of these by itself, except in /
# Words that begin the rest of a sentence, as they come after a link in messages of both languages.
_WORDS = frozenset(
    """
    a afin ainsi and are as at au aux avant avec avoir before by car ce ces cet cette ci click
    cliquez cordialement dans de depuis des dès details do du en est et faites for from have here
    hier if il in ici is it je la le les merci ne no non nos notre nous on or ou où our par pas
    please pour puis qu que qui reply répondez sa sans sauf se ses sinon so sous stop sur thank
    thanks the then this to tout un une until urgent votre vos vous we will with within you your
    """.split()
)
_SUFFIXES: list[PublicSuffixList] = []


def goes_on(text: str, following: str, *, full: bool) -> bool:
    """Tell whether the link at the end of `text` goes on at the start of `following`.

    `full` says that the line left no room for one more letter.
    """
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    first = following.split(maxsplit=1)[0] if following.split() else ""
    if not first or not _LINKISH.fullmatch(last.lstrip("(«\"'")) or "@" in last:
        return False
    token = _TOKEN.match(first)
    if token is None or (len(token[0]) < len(first) and first[len(token[0])].isalpha()):
        return False  # a letter no link is written with
    bare = first.rstrip(".,;:!?)»").lower()
    if first[0] in "/?&=#%_":
        return True
    if bare in _WORDS or re.match(r"[A-ZÀ-Ý][a-zà-ÿ]+\W*$", first):
        return last[-1] in "?=&_" and bare not in _WORDS
    if last[-1] in _OPEN and last[-1] not in "/:":
        return True
    if last.endswith(("://", ":/", "www.")):
        return True
    if _INSIDE.search(bare):
        return full or last[-1] in "/." or not _complete(last)
    if last[-1] == ".":
        return full and bare.isalnum() and first[0].islower()
    if not _complete(last):
        return True
    return full and (last[-1] == "/" or _deep(last)) and bool(re.fullmatch(r"[a-z0-9]+", bare))


def _host(link: str) -> str:
    return re.split(r"[/?#]", link.rpartition("://")[2])[0].rpartition("@")[2].partition(":")[0]


def _complete(link: str) -> bool:
    """Tell whether a link, as far as it is read, already names a domain."""
    if not _SUFFIXES:
        _SUFFIXES.append(PublicSuffixList(accept_unknown=False))
    return _SUFFIXES[0].privatesuffix(_host(link).lower()) is not None


def _deep(link: str) -> bool:
    """Tell whether a link has come past its domain."""
    return "/" in link.rpartition("://")[2] or "?" in link
