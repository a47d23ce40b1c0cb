"""`/h/<token>`: the page of a one-time link, for people who do not have Telegram yet.

Opening it spends nothing and notes nothing. It reads the same whether or not somebody opened the
link in Telegram: a desk, which knows the token, must not learn that here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from bot.api import qr
from bot.api.admission import Gate
from bot.api.asking import well_formed
from bot.api.links import Links
from bot.api.pages import Html, link, linked, page, preferred, tag
from bot.flow.release import Release
from bot.flow.text import Words
from bot.store import handoffs

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class Landing:
    """What the page is made from."""

    gate: Gate
    links: Links
    release: Callable[[], Release]

    async def show(self, request: web.Request) -> web.Response:
        """Show the page of a link, or one neutral page for a link that leads nowhere."""
        well_formed(request)
        token = request.match_info["token"]
        keys, now = self.gate.store.keys, self.gate.clock.now()
        found = None
        if _TOKEN.fullmatch(token):
            found = await self.gate.transact(lambda db: handoffs.alive(db, keys, token, now))
        release = self.release()
        title, spoken = found if found is not None else ("", "fr")
        language = preferred(request, release.languages, spoken)
        words = release.words(language)
        other = next((code for code in release.languages if code != language), language)
        chat = self.links.chat(token)
        switch = Html(f"<p>{link(f'?lang={other}', words.say('page.switch'), 'screen', other)}</p>")
        if found is None or chat is None:
            spent = (switch, tag("p", words.say("page.spent")), *_phones(words))
            status = 404 if found is None else 503  # the bot has not been told its own name yet
            return page(language, words.say("page.spent_title"), spent, status)
        parts = (switch, *_guide(words, title, chat), *_phones(words), _private(words))
        return page(language, words.say("page.title"), parts)


def _guide(words: Words, title: str, chat: str) -> tuple[Html, ...]:
    picture = qr.svg(chat, words.say("page.qr"))
    return (
        tag("p", words.say("page.from", desk=title)),
        tag("p", words.say("page.what")),
        tag("p", words.say("page.never"), "warning"),
        tag("h2", words.say("page.open_title")),
        tag("p", words.say("page.open")),
        Html(f"<p>{link(chat, words.say('page.open_button'), 'button')}</p>"),
        tag("p", words.say("page.scan")),
        Html(f"<p>{picture}</p>"),
        tag("p", words.say("page.code")),
        tag("p", words.say("page.once")),
        tag("h2", words.say("page.install_title")),
        tag("p", words.say("page.install")),
    )


def _phones(words: Words) -> tuple[Html, ...]:
    return (
        tag("h2", words.say("page.phone_title")),
        linked("p", words.say("page.cyber")),
        tag("p", words.say("page.victims")),
    )


def _private(words: Words) -> Html:
    return tag("p", words.say("page.private"))
