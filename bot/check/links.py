"""Links as a phone would find them: with or without a scheme, and whose domain they are on.

One pass over the words of a message; each is looked at once, so the time is linear. The public
suffix list says where a registered name begins. A ready-made link finder was tried and left
(docs in CONTRIBUTING): it knows few endings without a scheme, loses positions once a message was
put in plain form, and gives up on links that a screenshot broke.
"""

import re
from dataclasses import dataclass
from unicodedata import category
from urllib.parse import unquote

from bot.check.normal import INVISIBLE, Normal
from bot.check.registered import registrable
from bot.check.torn import COMMON, apart, mended

LONGEST = 600
MOST = 30  # links that are looked at in one message
_WORD = re.compile(r"[^\s<>\"«»|\\^`{}→➜➡⇒⬇👉👇👈🔗•●]+")
_EDGE = ".,;:!?'()[]*_~-…"
_BEFORE = _EDGE + "/"
_LABEL = re.compile(r"[a-z0-9_-]{1,63}$")
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}$")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]{6,8}|\d{8,10})$")
_REDIRECT = re.compile(
    r"[?&;](?:url|u|q|to|r|redirect|redirect_uri|redir|next|goto|target|dest|link|adurl|continue)=",
    re.IGNORECASE,
)
# `lien:exemple.fr`, `[ici](exemple.fr)`
_GLUED = re.compile(
    r"(?:[a-z]{2,20}[:>=]|\[[^\]\s]{1,40}\]\()(?=[a-z0-9-]{1,63}\.[a-z0-9.-]{2,200}(?:[/)]|$))"
)
_ENDED = re.compile(r"(?<!\S)(?:https?://)?[^/?#;,\s]{4,200}+[;,]")  # `exemple.fr;merci`
_HALF = re.compile(r"[htps:/]{1,16}")  # what is left of a link's beginning: `http:/https://…`


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its host, the domain somebody registered, its path, and where it stands.

    `looks` is the host as an eye reads it; `host` and `domain` are what a computer would open.
    """

    host: str
    domain: str
    looks: str
    path: str
    start: int  # in the original message
    end: int
    written: str  # the host as it came, accents and all
    scheme: bool
    user: bool = False  # user@host: what stands before the @ is bait
    port: bool = False
    number: bool = False  # an address of digits
    onward: str = ""  # the domain where it leads on, when it says so


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail address in a message."""

    domain: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Places:
    """What was found in a message, and where it stands in the plain form."""

    links: tuple[Link, ...]
    addresses: tuple[Address, ...]
    stretches: tuple[tuple[int, int], ...]  # of links and addresses, in the plain form
    broken: tuple[tuple[int, int], ...]  # links that can no longer be read, in the original


def find_links(read: Normal) -> Places:
    """Return the links and the e-mail addresses of a message, in order."""
    links: list[Link] = []
    addresses: list[Address] = []
    stretches: list[tuple[int, int]] = []
    text = mended(read.text)
    for match in _WORD.finditer(text):
        if "." not in match[0].strip(".,;:!?") and "://" not in match[0]:
            continue  # a dot that ends a sentence
        if len(links) >= MOST or len(match[0]) > LONGEST:
            continue
        for start, end in _pieces(match):
            found = _link(read, start, end)
            if found is None:
                continue
            stretches.append((start, end))
            if isinstance(found, Link):
                links.append(found)
            else:
                addresses.append(found)
    broken = _broken(read, links, stretches)
    return Places(tuple(links), tuple(addresses), tuple(sorted(stretches)), broken)


def _broken(
    read: Normal, links: list[Link], stretches: list[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """Find links with spaces in them; add those that can be read, return where the others are."""
    lost: list[tuple[int, int]] = []
    for start, end, host, path in apart(read.text):
        if len(links) >= MOST or any(a < end and start < b for a, b in stretches):
            continue
        domain = registrable(host) if host else None
        span = read.span(start, end)
        stretches.append((start, end))
        if domain is None:
            lost.append(span)
        else:
            links.append(Link(host, domain, host, path, *span, written=host, scheme=True))
    return tuple(lost)


def _pieces(match: re.Match[str]) -> list[tuple[int, int]]:
    """Cut a word where a link begins inside it: `lien:https://…`, or two links glued together."""
    starts = [m.start() for m in re.finditer(r"https?:/", match[0])]
    found = {0, *(at for at in starts if _begins(match[0], at))}
    glued = _GLUED.match(match[0])
    if glued is not None and "://" not in match[0][: glued.end() + 3]:
        found.add(glued.end())
    ended = _ENDED.match(match[0])
    if ended is not None:
        found.add(ended.end())
    cuts = sorted(found)
    ends = [*cuts[1:], len(match[0])]
    return [(match.start() + a, match.start() + b) for a, b in zip(cuts, ends, strict=True)]


def _begins(word: str, at: int) -> bool:
    """Tell whether a link begins here, and not the address that another one passes on."""
    return at == 0 or word[at - 1] not in "=/" or _HALF.fullmatch(word, 0, at) is not None


def _link(read: Normal, start: int, end: int) -> Link | Address | None:
    text = read.text
    edge = _EDGE if text.startswith("://", start) else _BEFORE  # `https ://a.fr` is read below
    while start < end and (text[start] in edge or _mark(text[start])):
        start += 1
    while start < end and (text[end - 1] in _EDGE or _mark(text[end - 1])):
        end -= 1
    word = "".join(text[start:end].split())
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
    written = read.original[slice(*_host_span(read, start, end, host))]
    number = bool(_IP.match(host) or (scheme and _NUMERIC.match(host)))
    looks, host = host, host if number else _opened(host, written)
    if not number and not all(_LABEL.match(label) for label in host.split(".")):
        return None
    domain = host if number else registrable(host)
    if (
        domain is None
        or (number and not scheme and not path[1:2].isalpha())
        or (not scheme and _no_link(written, path))
    ):
        return None
    return Link(
        host=host,
        domain=domain,
        looks=looks,
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


def _mark(character: str) -> bool:
    """Tell a picture or a mark from a letter: `👇exemple.fr✅` names exemple.fr."""
    return not character.isascii() and category(character)[0] in "SP"


def _no_link(written: str, path: str) -> bool:
    """Tell `demain.Je`, `M.Dupont` and `15min.lol`, where a space was forgotten, from a link."""
    head, _, tail = written.rpartition(".")
    tail = tail.lstrip("\n")
    if tail[:1].isupper() and not tail.isupper() and tail.lower() not in COMMON:
        return True
    if tail[:1].isupper() and head[-1:].islower() and not path:
        return True
    # Words people write after a dot are endings too: only a path makes such a pair a link.
    return not path and "." not in head and tail.lower() in _SPOKEN


_SPOKEN = frozenset(
    "lol mdr ok je tu il la le les de et on me moi mon ma si no ca re so my do to it is in at be"
    " bon love am how now as you pm xxx call ice like pa im but by got here new next open read"
    " talk team wed dad man mr ms eat buy car case cat dog va se sa ne na".split()
)


def _host_span(read: Normal, start: int, end: int, host: str) -> tuple[int, int]:
    at = read.text.find(host, start, end)
    return read.span(at, at + len(host)) if at >= 0 else read.span(start, end)


def _opened(host: str, written: str) -> str:
    """Return the host a computer would open: `аmeli.fr` is not ameli.fr, whatever it looks like."""
    true = "".join(c for c in written if c not in INVISIBLE).lower().strip(".")
    if true.isascii():
        return host
    try:
        return true.encode("idna").decode("ascii")
    except UnicodeError:
        return "xn--" + host  # no computer opens it; it is certainly not what it looks like


def _onward(path: str) -> str:
    """Return the domain that a link passes the person on to, if it names one."""
    match = _REDIRECT.search(path)
    if match is None:
        return ""
    target = unquote(path[match.end() : match.end() + LONGEST])
    host = re.sub(r"^(?:https?:)?/*", "", target).partition("/")[0].partition("&")[0]
    return registrable(host) or "" if "." in host else ""
