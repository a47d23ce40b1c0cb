"""Pages of the desk as strings: everything is escaped here, nothing runs, nothing is fetched."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from aiohttp import web

from bot.api import pages
from bot.api.pages import Html, words

STYLE = (
    pages.STYLE
    + """
body { max-width: 62rem; } main { max-width: 46rem; } .wide main { max-width: none; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.2rem; align-items: center;
  border-bottom: 1px solid #767676; padding-bottom: .6rem; }
header .who { flex: 1 1 12rem; margin: 0; } header form { margin: 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; padding: 0; }
nav a { display: inline-block; padding: .45rem 0; } nav a[aria-current] { font-weight: 700;
  text-decoration-thickness: .2em; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
form.lines > p { margin: 1rem 0; } main form + form { margin-top: 1rem; }
.scroll { margin: 1rem 0 1.6rem; } label { display: block; font-weight: 600; }
fieldset { border: 1px solid #767676; border-radius: .5rem; margin: 1rem 0; }
fieldset label { font-weight: 400; padding: .25rem 0; } legend { font-weight: 600; }
input, select, textarea { font: inherit; color: inherit; background: transparent; width: 100%;
  max-width: 30rem; box-sizing: border-box; padding: .55rem .6rem; border: 1px solid #767676;
  border-radius: .4rem; } textarea { max-width: none; }
textarea[readonly] { resize: none; } details { margin: 1rem 0; } summary { cursor: pointer;
  padding: .3rem 0; } select option { color: #1a1a1a;
  background: #ffffff; }
input[type=checkbox] { width: auto; transform: scale(1.25); margin: 0 .6rem 0 .2rem; }
input[aria-invalid] { border: 2px solid #b3261e; }
input:focus-visible, select:focus-visible, textarea:focus-visible, button:focus-visible {
  outline: 3px solid #b35c00; outline-offset: 2px; }
button { font: inherit; font-weight: 600; padding: .7rem 1.2rem; border-radius: .5rem;
  border: 2px solid #0b4f9e; background: #0b4f9e; color: #ffffff; cursor: pointer; }
button.quiet { background: transparent; color: #0b4f9e; padding: .4rem .8rem; }
.hint, .wrong { display: block; margin: .2rem 0 0; font-size: .95rem; max-width: 38rem; }
.wrong { color: #b3261e; font-weight: 600; } .note { border-inline-start: .3rem solid #0b4f9e;
  padding: .1rem 0 .1rem .8rem; }
.code { font-size: 2rem; font-weight: 700; letter-spacing: .25em; margin: .3rem 0; }
.key { font: 1rem/1.5 monospace; overflow-wrap: anywhere; }
.row { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: center; margin: 1rem 0; }
.row form { margin: 0; } .scroll { overflow-x: auto; } .scroll .many { min-width: 46rem; }
.scroll svg.plot { min-width: 30rem; }
caption { text-align: start; font-weight: 600; padding-bottom: .3rem; }
td.number, th.number { text-align: end; padding-inline-end: 1.2rem; }
ol.talk { list-style: none; padding: 0; } ol.talk li { border: 1px solid #767676;
  border-radius: .6rem; padding: .5rem .8rem; margin: .6rem 0; max-width: 36rem; }
ol.talk li.desk { margin-inline-start: auto; border-color: #0b4f9e; border-width: 2px; }
ol.talk p { margin: .2rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
svg.plot { width: 100%; max-width: 44rem; background: transparent; } svg.plot text {
  font: 15px system-ui, sans-serif; fill: currentColor; } svg.plot rect { fill: #0b4f9e; }
svg.plot .few { fill: none; stroke: currentColor; stroke-dasharray: 4 3; }
@media (prefers-color-scheme: dark) { button { background: #9cc9ff; border-color: #9cc9ff;
  color: #10151c; } button.quiet { color: #9cc9ff; } .wrong { color: #ffb4ab; }
  input[aria-invalid] { border-color: #ffb4ab; } svg.plot rect { fill: #9cc9ff; }
  .note, ol.talk li.desk { border-color: #9cc9ff; } }
"""
)
FEW_COLUMNS = 3  # that fit on a telephone; wider tables scroll
_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    **pages.HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; img-src data:;"
        f" style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'self';"
        " frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: whose it is, where one can go from it."""

    language: str
    skip: str  # words of the link to the content
    head: tuple[Html, ...] = ()
    links: tuple[tuple[str, str], ...] = ()  # address and words
    name: str = ""  # of the list of links
    here: str = ""  # the address among them that is open


def sheet(
    frame: Frame,
    title: str,
    parts: Iterable[Html],
    status: int = 200,
    *,
    wide: bool = False,
) -> web.Response:
    """Return a whole page."""
    name = escape(title)
    body = "\n".join(parts)
    links = "".join(_way(address, text, frame.here) for address, text in frame.links)
    ways = f'<nav aria-label="{escape(frame.name)}"><ul>{links}</ul></nav>\n' if links else ""
    kind = ' class="wide"' if wide else ""
    text = (
        f'<!doctype html>\n<html lang="{escape(frame.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>{name} · Riposte</title>\n<style>{STYLE}</style>\n</head>\n<body{kind}>\n"
        f'<a class="skip" href="#main">{escape(frame.skip)}</a>\n'
        f"<header>{''.join(frame.head)}</header>\n{ways}"
        f'<main id="main">\n<h1>{name}</h1>\n{body}\n</main>\n</body>\n</html>\n'
    )
    headers = {**HEADERS, "Content-Language": frame.language}
    return web.Response(
        text=text, status=status, content_type="text/html", charset="utf-8", headers=headers
    )


def _way(address: str, text: str, here: str) -> str:
    current = ' aria-current="page"' if address == here else ""
    return f'<li><a href="{escape(address)}"{current}>{escape(text)}</a></li>'


def form(
    action: str, token: str, parts: Iterable[Html], *, name: str = "", lines: bool = True
) -> Html:
    """Return a form that carries the token of its session."""
    label = f' aria-label="{escape(name)}"' if name else ""
    kind = ' class="lines"' if lines else ""
    return Html(
        f'<form method="post" action="{escape(action)}"{kind}{label}>'
        f"{hidden('token', token)}{''.join(parts)}</form>"
    )


def hidden(name: str, value: str) -> Html:
    """Return a field that nobody sees."""
    return Html(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">')


def button(text: str, *, quiet: bool = False) -> Html:
    """Return the button that sends a form."""
    kind = ' class="quiet"' if quiet else ""
    return Html(f'<button type="submit"{kind}>{words(text)}</button>')


def field(
    label: str,
    name: str,
    *,
    value: str = "",
    hint: str = "",
    wrong: str = "",
    kind: str = "text",
    complete: str = "off",
    most: int = 200,
    numeric: bool = False,
    needed: bool = False,
) -> Html:
    """Return a field with its label, what helps to fill it, and what was wrong with it."""
    told = [one for one, text in ((f"{name}-hint", hint), (f"{name}-wrong", wrong)) if text]
    given = [
        f'id="{name}" name="{name}" type="{kind}" autocomplete="{complete}" maxlength="{most}"',
        f'value="{escape(value)}"' if value else "",
        f'aria-describedby="{" ".join(told)}"' if told else "",
        'aria-invalid="true"' if wrong else "",
        'inputmode="numeric"' if numeric else "",
        "required" if needed else "",
    ]
    return Html(
        f'<p><label for="{name}">{words(label)}</label>'
        f"<input {' '.join(one for one in given if one)}>{_told(name, hint, wrong)}</p>"
    )


def choice(
    label: str, name: str, options: Mapping[str, str], chosen: str, *, needed: bool = False
) -> Html:
    """Return a field with one of several answers."""
    must = " required" if needed else ""
    rows = "".join(
        f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>'
        f"{escape(text)}</option>"
        for code, text in options.items()
    )
    return Html(
        f'<p><label for="{name}">{words(label)}</label>'
        f'<select id="{name}" name="{name}"{must}>{rows}</select></p>'
    )


def ticks(label: str, name: str, options: Mapping[str, str], chosen: Iterable[str]) -> Html:
    """Return a field with any of several answers."""
    on = frozenset(chosen)
    rows = "".join(
        f'<label><input type="checkbox" name="{name}" value="{escape(code)}"'
        f"{' checked' if code in on else ''}>{escape(text)}</label>"
        for code, text in options.items()
    )
    return Html(f"<fieldset><legend>{words(label)}</legend>{rows}</fieldset>")


def area(label: str, name: str, *, hint: str = "", wrong: str = "", most: int = 2000) -> Html:
    """Return a field for several lines."""
    told = f'aria-describedby="{name}-hint {name}-wrong"' if hint or wrong else ""
    invalid = ' aria-invalid="true"' if wrong else ""
    return Html(
        f'<p><label for="{name}">{words(label)}</label><textarea id="{name}" name="{name}" rows="4"'
        f' maxlength="{most}" required {told}{invalid}></textarea>{_told(name, hint, wrong)}</p>'
    )


def copyable(label: str, name: str, text: str, rows: int) -> Html:
    """Return words to be copied: one tap on them and the keys for “select all” take them."""
    return Html(
        f'<p><label for="{name}">{words(label)}</label>'
        f'<textarea id="{name}" rows="{rows}" readonly>{escape(text)}</textarea></p>'
    )


def table(
    caption: str, head: Iterable[str], rows: Iterable[Iterable[Html]], *, numbers: int = 0
) -> Html:
    """Return a table; the last `numbers` columns hold numbers."""
    titles = list(head)
    first = len(titles) - numbers
    kinds = [' class="number"' if place >= first else "" for place in range(len(titles))]
    many = ' class="many"' if len(titles) > FEW_COLUMNS else ""
    top = "".join(
        f'<th scope="col"{kind}>{words(text)}</th>'
        for kind, text in zip(kinds, titles, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return Html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table{many}>"
        f"<caption>{words(caption)}</caption><thead><tr>{top}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def anchor(address: str, text: str, kind: str = "") -> Html:
    """Return a link."""
    with_class = f' class="{kind}"' if kind else ""
    return Html(f'<a href="{escape(address)}"{with_class}>{words(text)}</a>')


def block(*parts: Html, kind: str = "row") -> Html:
    """Return parts side by side."""
    return Html(f'<div class="{kind}">{"".join(parts)}</div>')


def _told(name: str, hint: str, wrong: str) -> str:
    said = f'<span class="hint" id="{name}-hint">{words(hint)}</span>' if hint else ""
    if wrong:
        said += f'<span class="wrong" id="{name}-wrong" role="alert">{words(wrong)}</span>'
    return said
