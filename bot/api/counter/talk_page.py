"""One conversation as a page: how it stands, what was said, and what may be done with it now."""

import secrets
from html import escape

from bot.api.counter.door import HOME, Visit
from bot.api.counter.labels import breaches, codes, flow, tasks
from bot.api.counter.sheet import anchor, area, block, button, choice, hidden
from bot.api.counter.when import ago, moment
from bot.api.pages import Html, tag, words
from bot.engine.talking import MOST_SAID
from bot.store.talks_desk import Conversation, Message, State

MOST = 200  # of the last messages


def parts_of(
    visit: Visit,
    found: Conversation,
    said: list[Message],
    agents: dict[int, str],
    wrong: str,
) -> list[Html]:
    """Return what a page shows of a conversation; `wrong` says why words were not sent."""
    mine = found.agent == visit.account.agent
    stands = state(visit, found, agents)
    since = ago(visit.words, visit.now, found.asked_at)
    parts: list[Html] = [
        tag("p", visit.say("conversations.head", case=found.case, state=stands, since=since)),
        *_summary(visit, found),
    ]
    if mine:
        parts += _said(visit, said)
    again = anchor(f"{HOME}/conversations/{found.id}", visit.say("conversations.again"))
    match found.state:
        case State.TAKEN if mine:
            parts += [block(again), *_acts(visit, found, said, wrong)]
        case State.WAITING:
            parts += [_take(visit, found, "conversations.take"), block(again)]
        case State.TAKEN:
            parts += [
                tag("p", visit.say("conversations.others")),
                _take(visit, found, "conversations.relieve"),
            ]
        case State.ENDED if mine and found.unread:
            parts += [
                tag("p", visit.say("conversations.over_unread")),
                _post(visit, found, "read", (button(visit.say("conversations.have_read")),), said),
            ]
        case State.ENDED:
            parts.append(tag("p", visit.say("conversations.over")))
    parts.append(block(anchor(f"{HOME}/conversations", visit.say("conversations.all"))))
    return parts


def _summary(visit: Visit, found: Conversation) -> tuple[Html, ...]:
    """Return what a person showed by asking: codes, in words."""
    if found.summary is None:
        return ()
    release, said, told = visit.room.release, visit.words, found.summary
    known = breaches(release, said)
    rows = [("language", [visit.say(f"language.{told['language']}")])]
    rows.append(("breaches", [known.get(code, code) for code in told["breaches"]]))
    rows += [
        (name, [flow(release, said, code) for code in told[name]])
        for name in ("done", "waiting", "blocked")
    ]
    items = "".join(
        Html(f"<li>{words(visit.say(f'summary.{name}'))} {words(', '.join(texts))}</li>")
        for name, texts in rows
        if texts
    )
    hard = (tag("p", visit.say("summary.hard"), "warning"),) if told["hard"] else ()
    return (*hard, tag("h2", visit.say("summary.title")), Html(f"<ul>{items}</ul>"))


def _said(visit: Visit, said: list[Message]) -> list[Html]:
    release = visit.room.release

    def item(message: Message) -> str:
        text = message.text
        if text is None:
            told = codes(release, visit.words, message.codes or {})
            text = visit.say("conversations.codes", codes=", ".join(told))
        who = visit.say(f"conversations.side.{message.side}")
        head = tag("p", f"**{who}** · {moment(visit.words, message.at)}")
        kind = "desk" if message.side == "desk" else "person"
        return f'<li class="{kind}">{head}{_plain(text)}</li>'

    items = [item(message) for message in said]
    if not items:
        return [tag("p", visit.say("conversations.silent"))]
    name = visit.say("conversations.said")
    earlier = [tag("p", visit.say("conversations.last", count=MOST))] if said[0].seq > 1 else []
    return [tag("h2", name), *earlier, Html(f'<ol class="talk">{"".join(items)}</ol>')]


def _plain(text: str) -> Html:
    """Return what a person wrote, letter by letter: no star of theirs makes anything bold."""
    return Html(f"<p>{escape(text)}</p>")


def _acts(visit: Visit, found: Conversation, said: list[Message], wrong: str) -> tuple[Html, ...]:
    known = {"": visit.say("conversations.choose")} | tasks(visit.room.release, visit.words)
    why = visit.say(f"conversations.wrong.{wrong}") if wrong else ""
    write = (
        hidden("once", secrets.token_urlsafe(16)),
        area(
            visit.say("conversations.write"),
            "text",
            hint=visit.say("conversations.write_hint"),
            wrong=why,
            most=MOST_SAID,
        ),
        button(visit.say("conversations.send")),
    )
    on = (
        choice(visit.say("conversations.task"), "task", known, "", needed=True),
        button(visit.say("conversations.return")),
    )
    over = (button(visit.say("conversations.end"), quiet=True),)
    return (
        _post(visit, found, "say", write, said),
        tag("h2", visit.say("conversations.finish")),
        tag("p", visit.say("conversations.finish_what")),
        _post(visit, found, "return", on, said),
        _post(visit, found, "end", over, said),
    )


def _take(visit: Visit, found: Conversation, key: str) -> Html:
    owner = hidden("owner", str(found.agent) if found.state is State.TAKEN else "")
    return _post(visit, found, "take", (owner, button(visit.say(key))), [])


def _post(
    visit: Visit, found: Conversation, what: str, parts: tuple[Html, ...], said: list[Message]
) -> Html:
    seen = hidden("seen", str(said[-1].seq if said else 0))
    return visit.form_to(f"{HOME}/conversations/{found.id}/{what}", (seen, *parts))


def state(visit: Visit, found: Conversation, agents: dict[int, str]) -> str:
    """Return how a conversation stands, in words; `agents` are names by number."""
    match found.state:
        case State.WAITING:
            return visit.say("conversations.is.waiting")
        case State.TAKEN:
            who = agents.get(found.agent or 0, visit.say("conversations.elsewhere"))
            return visit.say("conversations.is.taken", who=who)
        case State.ENDED:
            return visit.say(f"conversations.is.{found.why}")
