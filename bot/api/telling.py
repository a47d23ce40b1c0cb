"""What the contract says in words: the codes of refusals, the kinds of news, and what changed.

A program must tell these apart, so each stands here once, and a test holds the code to it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.handoff.model import News

ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "bad_request": "400. Not a request of HTTP as we read it.",
        "bad_json": "400. Not JSON in UTF-8, or a key twice.",
        "idempotency_key": "400: none, twice, or not printable. 409: used for another body.",
        "unauthorized": "401. No key that opens, or a signature that does not hold.",
        "scope": "403. The key may not do this.",
        "forbidden": "403. Nobody may do this here.",
        "not_found": "404. There is none, or it is not yours.",
        "method_not_allowed": "405. See `Allow`.",
        "timeout": "408. The body did not come in time.",
        "opened": "409. The person let you know that they opened it; it cannot be taken back.",
        "owned": "409. The conversation is not yours: another agent's, still waiting, or over.",
        "conflict": "409. In conflict with what was done before.",
        "too_large": "413. More than 16 KB.",
        "compressed": "415. Send the body as it is.",
        "not_json": "415. `Content-Type` must be `application/json`.",
        "unsupported": "415. Another form of body than we read.",
        "unprocessable": "422. `fields` says which field, and why.",
        "too_many": "429. Too many requests: wait for `Retry-After`.",
        "quota": "429. Too many links: wait for `Retry-After`.",
        "too_many_headers": "431.",
        "header_too_large": "431.",
        "internal": "500. Our fault: say `mark` to us.",
        "unavailable": "503. Not now: wait for `Retry-After`.",
    }
)

KINDS: Mapping[News, str] = MappingProxyType(
    {
        News.OPENED: "They opened the link and agreed to tell you so. Once.",
        News.TRIAGE_DONE: "Enough is known for a plan, from you or from them. Once.",
        News.TASK_DONE: "They did a task; `code` says which.",
        News.TASK_BLOCKED: "Whoever they asked refused; `code` says in which task. The plan goes"
        " on with what to do then.",
        News.DEADLINE_NEAR: "A date comes near in the task of `code`.",
        News.PLAN_COMPLETE: "Nothing is left to do. It may come again, when more came up.",
        News.WITHDRAWN: "They agree to nothing any more. Nothing follows, unless they agree again.",
        News.ERASED: "They had everything erased. Erase what you keep of it; nothing follows.",
        News.HUMAN_WANTED: "They ask for one of you: see the conversation.",
        News.HUMAN_MESSAGE: "They said something, or sent codes: read the conversation.",
        News.HUMAN_ENDED: "The conversation is over; it says how, until you have read it all.",
    }
)

HISTORY: tuple[tuple[str, str], ...] = (
    ("1.2", "`expected` takes the numbers of the desk's pages: a program relieves an account."),
    ("1.1", "Conversations with a human: their paths, scope and three kinds of news."),
    ("1.0", "One-time links, news by consent at a cursor and by signed calls, keys with scopes."),
)
VERSION = HISTORY[0][0]
