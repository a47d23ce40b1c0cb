"""Pages that people read: plain HTML, one style, nothing from elsewhere, nothing that runs.

A page is built from strings that were escaped here: `Html` marks what is safe to put in.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from typing import NewType

from aiohttp import web

Html = NewType("Html", str)

STYLE = """
:root { color-scheme: light dark; }
body { font: 1.125rem/1.55 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1rem;
  color: #1a1a1a; background: #ffffff; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.25rem; margin-top: 2rem; }
a { color: #0b4f9e; } a:focus-visible { outline: 3px solid #b35c00; outline-offset: 2px; }
.button { display: inline-block; padding: .8rem 1.2rem; border-radius: .5rem; background: #0b4f9e;
  color: #ffffff; text-decoration: none; font-weight: 600; }
.warning { border-inline-start: .3rem solid #b35c00; padding-inline-start: .8rem; }
svg { width: 15rem; max-width: 100%; height: auto; background: #ffffff; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: start; vertical-align: top;
  padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #767676; }
td { overflow-wrap: anywhere; } td:first-child code { overflow-wrap: normal; }
pre { overflow-x: auto; padding: .8rem; border: 1px solid #767676; } code { font-size: .95em; }
@media (prefers-color-scheme: dark) { body { color: #f2f2f2; background: #161616; }
  a { color: #9cc9ff; } .button { background: #9cc9ff; color: #10151c; } }
@media print { .screen { display: none; } body { font-size: 12pt; } .button { background: none;
  color: #000000; padding: 0; } }
"""
_ADDRESS = re.compile(r"(https://[a-z0-9.-]+(?:/[A-Za-z0-9/._-]*[A-Za-z0-9/])?)")
_STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def page(language: str, title: str, parts: Iterable[Html], status: int = 200) -> web.Response:
    """Return a whole page. `title` is escaped here; `parts` are safe already."""
    body = "\n".join(parts)
    name = escape(title)
    text = (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{name}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
    headers = {**HEADERS, "Content-Language": language, "Vary": "Accept-Language"}
    return web.Response(
        text=text, status=status, content_type="text/html", charset="utf-8", headers=headers
    )


def words(text: str) -> Html:
    """Return words with their `**bold**`, escaped."""
    pieces = escape(text).split("**")
    bold = [f"<strong>{one}</strong>" if place % 2 else one for place, one in enumerate(pieces)]
    return Html("".join(bold))


def tag(name: str, text: str | Html, kind: str = "") -> Html:
    """Return words in an element."""
    with_class = f' class="{escape(kind)}"' if kind else ""
    return Html(f"<{name}{with_class}>{words(text)}</{name}>")


def linked(name: str, text: str) -> Html:
    """Return words in an element, with what is an address in them as a link."""
    pieces = _ADDRESS.split(text)
    return Html(
        f"<{name}>"
        + "".join(link(one, one) if at % 2 else words(one) for at, one in enumerate(pieces))
        + f"</{name}>"
    )


def link(address: str, text: str, kind: str = "", language: str = "") -> Html:
    """Return a link; `language` is the language of the words and of what they lead to."""
    with_class = f' class="{escape(kind)}"' if kind else ""
    spoken = f' lang="{escape(language)}" hreflang="{escape(language)}"' if language else ""
    return Html(f'<a href="{escape(address)}"{with_class}{spoken}>{words(text)}</a>')


def preferred(request: web.Request, languages: Iterable[str], otherwise: str) -> str:
    """Return the language a reader chose with `?lang=`, or their browser prefers."""
    known = tuple(languages)
    chosen = request.query.get("lang", "")
    if chosen in known:
        return chosen
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(request.headers.get("Accept-Language", "")[:200].split(",")):
        name, _, weight = part.strip().partition(";q=")
        code = name.strip()[:2].lower()
        liking = _weight(weight)
        if code in known and liking > 0:  # “q=0” is not at all, and “nan” is nothing
            wanted.append((-liking, place, code))
    return min(wanted)[2] if wanted else otherwise


def _weight(text: str) -> float:
    try:
        return min(max(float(text or 1), 0.0), 1.0)
    except ValueError:
        return 0.0
