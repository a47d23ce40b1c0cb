"""Links as a phone would find them: with or without a scheme, and whose domain they are on.

One pass over the words of a message; each is looked at once, so the time is linear.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from publicsuffixlist import PublicSuffixList

from bot.check.normal import Normal

LONGEST = 400
_WORD = re.compile(r"[^\s<>\"«»|\\^`{}]+")
_EDGE = ".,;:!?'()[]*_~-…"
_LABEL = re.compile(r"[a-z0-9_-]{1,63}$")
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}$")
_REDIRECT = re.compile(
    r"[?&](?:url|u|q|to|r|redirect|redirect_uri|next|goto|target|dest)=", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its host, the domain somebody registered, its path, and where it stands."""

    host: str
    domain: str
    path: str
    start: int  # in the original message
    end: int
    written: str  # the host as it came, accents and all
    scheme: bool
    user: bool  # user@host: what stands before the @ is bait
    port: bool
    number: bool  # an address of digits
    onward: str = ""  # where it leads on, when it says so


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail address in a message."""

    domain: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


def registrable(host: str) -> str | None:
    """Return the part of a host that somebody registered, by the public suffix list."""
    domain = _suffixes().privatesuffix(host)
    return str(domain) if domain is not None else None


def find_links(read: Normal) -> tuple[tuple[Link, ...], tuple[Address, ...]]:
    """Return the links and the e-mail addresses of a message, in order."""
    links: list[Link] = []
    addresses: list[Address] = []
    for match in _WORD.finditer(read.text):
        if "." not in match[0] or len(match[0]) > LONGEST:
            continue
        for start, end in _pieces(match):
            found = _link(read, start, end)
            if isinstance(found, Link):
                links.append(found)
            elif found is not None:
                addresses.append(found)
    return tuple(links), tuple(addresses)


def _pieces(match: re.Match[str]) -> list[tuple[int, int]]:
    """Cut a word where a link begins inside it: `lien:https://…`, or two links glued together."""
    starts = [m.start() for m in re.finditer(r"https?:/", match[0])]
    cuts = sorted({0, *(at for at in starts if at == 0 or match[0][at - 1] not in "=/")})
    ends = [*cuts[1:], len(match[0])]
    return [(match.start() + a, match.start() + b) for a, b in zip(cuts, ends, strict=True)]


def _link(read: Normal, start: int, end: int) -> Link | Address | None:
    while start < end and read.text[start] in _EDGE:
        start += 1
    while start < end and read.text[end - 1] in _EDGE:
        end -= 1
    word = read.text[start:end]
    before, separator, after = word.partition("://")
    scheme = bool(separator) and before in ("http", "https", "ftp")
    if separator and not scheme:
        return None
    rest = after if scheme else word
    cut = next((at for at, c in enumerate(rest) if c in "/?#"), len(rest))
    authority, path = rest[:cut], rest[cut:]
    name, at_sign, host = authority.rpartition("@")
    if at_sign and not scheme:
        domain = registrable(host)
        return Address(domain, *read.span(start, end)) if domain and name else None
    host, colon, port = host.partition(":")
    host = host.strip(".")
    span = read.span(start, end)
    written = read.original[slice(*_host_span(read, start, word, host))]
    number = bool(_IP.match(host))
    if not number and not all(_LABEL.match(label) for label in _ascii(host).split(".")):
        return None
    domain = host if number else registrable(_ascii(host))
    if domain is None or (number and not scheme):
        return None
    if not scheme and _two_sentences(written):
        return None
    return Link(
        host=_ascii(host),
        domain=domain,
        path=path,
        start=span[0],
        end=span[1],
        written=written,
        scheme=scheme or host.startswith("www."),
        user=bool(at_sign),
        port=bool(colon) and port.isdecimal() and port not in ("80", "443"),
        number=number,
        onward=_onward(path),
    )


def _two_sentences(written: str) -> bool:
    """Tell `demain.Je`, where a space was forgotten, from a link."""
    head, _, tail = written.rpartition(".")
    return tail[:1].isupper() and head[-1:].islower()


def _host_span(read: Normal, start: int, word: str, host: str) -> tuple[int, int]:
    at = word.find(host)
    return read.span(start + at, start + at + len(host))


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _onward(path: str) -> str:
    """Return the domain that a link passes the person on to, if it names one."""
    match = _REDIRECT.search(path)
    if match is None:
        return ""
    target = unquote(path[match.end() : match.end() + LONGEST])
    host = re.sub(r"^https?:/*", "", target).partition("/")[0].partition("&")[0]
    return registrable(host) or "" if "." in host else ""
