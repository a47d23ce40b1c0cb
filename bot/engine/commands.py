"""The commands: they belong to the engine, work everywhere, and no flow can trap them."""

import json
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from bot.engine import (
    commands_log,
    commands_plan,
    commands_reminders,
    flow_screens,
    letters_again,
    screens,
    talking,
)
from bot.engine import session as sessions
from bot.engine.asking import check_flow
from bot.engine.effects import Button, Document, Forget, Freeze, Order, Show
from bot.engine.events import Exporting, HumanAsked, Ordered, Sharing
from bot.engine.person import Person, TaskStatus
from bot.engine.person_json import to_json
from bot.engine.screens import Look, navigation
from bot.engine.sharing import sharing
from bot.engine.turn import Turn, begin, current, hand_over, menu, present, put, reshow, resume


def obey(turn: Turn, event: Ordered) -> Turn:
    """Do what a command says; an unknown one gets a sentence and the place where one was."""
    command = COMMANDS.get(event.name)
    if command is None:
        return reshow(turn, "unknown_command")
    return command(turn, event)


def _menu(turn: Turn, _: Ordered) -> Turn:
    return present(turn, menu(turn))


def _resume(turn: Turn, _: Ordered) -> Turn:
    session = current(turn)
    return resume(turn, session) if session is not None else _menu(turn, _)


def _back(turn: Turn, event: Ordered) -> Turn:
    session = current(turn)
    if session is None:
        return reshow(turn, "back.nothing")
    if event.session is None and not turn.person.in_front:
        return resume(turn, session)  # from the menu, back is where one was
    if event.session is not None and (event.session, event.seq) != (session.number, session.seq):
        return reshow(turn, "moved_on")
    earlier = sessions.back(turn.of(session), session)
    if earlier is None:
        return reshow(turn, "back.nothing")
    return put(turn, session, earlier)


def _change(turn: Turn, event: Ordered) -> Turn:
    """List the answers given, or go back to one of them, keeping the others as proposals."""
    session = current(turn)
    if session is None:
        return reshow(turn, "back.nothing")
    release = turn.of(session)
    if event.argument.isdecimal():
        earlier = sessions.back_to(release, session, int(event.argument))
        return put(turn, session, earlier) if earlier is not None else reshow(turn, "moved_on")
    look = Look(release, turn.person, turn.now)
    rows = []
    for seq, need, step in sessions.corrections(release, session)[-screens.MOST_ROWS :]:
        label = screens.shorten(flow_screens.asked(look, need, step))
        rows.append((Button(label, Order("change", str(seq))),))
    if not rows:
        return reshow(turn, "back.nothing")
    show = Show(screens.notice(turn.look, "change.choose"), (*rows, navigation(turn.look)))
    return present(turn, show)


def _open(turn: Turn, event: Ordered) -> Turn:
    flow = turn.release.flows.get(event.argument)
    if flow is None or not flow.opens:
        return reshow(turn, "moved_on")
    return begin(turn, flow.name)


def _check(turn: Turn, event: Ordered) -> Turn:
    """Ask for the message to check; the menu where no flow takes one."""
    name = check_flow(turn)
    return begin(turn, name) if name is not None else _menu(turn, event)


def _page(turn: Turn, event: Ordered) -> Turn:
    """Help and privacy are flows of that name, so that administrators write them."""
    stale = tuple(s for s in turn.person.sessions if s.flow != event.name)
    return begin(turn.become(sessions=stale), event.name)


def _language(turn: Turn, event: Ordered) -> Turn:
    if event.argument in turn.release.languages:
        turn = turn.become(language=event.argument)
        return reshow(turn, "language.changed")
    rows = tuple(
        (Button(turn.release.words(code).say("language.name"), Order("lang", code)),)
        for code in turn.release.languages
    )
    both = tuple(turn.release.words(c).say("language.choose") for c in turn.release.languages)
    return present(turn, Show(both, (*rows, navigation(turn.look))))


def _steps(turn: Turn, _: Ordered) -> Turn:
    turn = turn.become(one_by_one=not turn.person.one_by_one)
    chosen = "on" if turn.person.one_by_one else "off"
    return reshow(turn, f"step_mode.{chosen}")


def _forget(turn: Turn, event: Ordered) -> Turn:
    look = turn.look
    if event.argument != "yes":
        rows = (
            (look.order("button.forget_confirm", "forget", "yes"),),
            (look.order("button.cancel", "menu"),),
        )
        return present(turn, Show((look.say("forget.confirm"),), rows))
    receipt = Show((look.say("forget.receipt", when=look.local),))
    fresh = Person(language=turn.person.language)
    return replace(turn, person=fresh, effects=(Freeze(), Forget(receipt)))


def _export(turn: Turn, _: Ordered) -> Turn:
    return export(turn, Exporting({}))


def export(turn: Turn, event: Exporting) -> Turn:
    """Give all that is kept, and what is kept beside the person: desks, an open conversation."""
    whole = {**to_json(turn.person), **event.beside}
    kept = json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True)
    caption = turn.look.say("export.caption")
    name = f"riposte-{turn.look.local:%Y-%m-%d}.json"
    file = Document(name, "application/json", kept.encode(), caption, protect=True)
    return reshow(hand_over(turn, (file,)))


def _ask_human(turn: Turn, event: Ordered) -> Turn:
    """Ask for a human where the desk's card was not given: there is no desk."""
    return talking.asked(turn, HumanAsked(None, event.session, event.seq))


def _sharing(turn: Turn, event: Ordered) -> Turn:
    """Show what desks may hear where none was given: nobody hears anything."""
    return sharing(turn, Sharing((), event.argument))


def _stale(turn: Turn, _: Ordered) -> Turn:
    return reshow(turn, "moved_on")


COMMANDS: MappingProxyType[str, Callable[[Turn, Ordered], Turn]] = MappingProxyType(
    {
        "menu": _menu,
        "resume": _resume,
        "back": _back,
        "change": _change,
        "open": _open,
        "check": _check,
        "help": _page,
        "human": talking.human,
        "ask_human": _ask_human,
        "other_human": talking.others,
        "leave_desk": talking.leave,
        "send_answers": talking.send,
        "sharing": _sharing,
        "privacy": _page,
        "plan": commands_plan.plan,
        "tasks": commands_plan.every,
        "task": commands_plan.task,
        "begin": commands_plan.run,
        "later": commands_plan.later,
        "done": commands_plan.mark(TaskStatus.DONE),
        "answered": commands_plan.answered,
        "not_for_me": commands_plan.mark(TaskStatus.NOT_FOR_ME),
        "not_yet": commands_plan.not_yet,
        "silent": commands_plan.silent,
        "refused": commands_plan.refused,
        "come": commands_reminders.come,
        "see": commands_reminders.see,
        "snooze": commands_reminders.snooze,
        "stop_one": commands_reminders.stop_one,
        "stop": commands_reminders.stop,
        "reminders": commands_reminders.mine,
        "reminder": commands_reminders.one,
        "zone": commands_reminders.zone,
        "log": commands_log.log,
        "withdraw": commands_log.withdraw,
        "pack": commands_log.pack,
        "calendar": commands_log.calendar,
        "lang": _language,
        "steps": _steps,
        "forget": _forget,
        "export": _export,
        "letter": letters_again.again,
        "stale": _stale,
    }
)
