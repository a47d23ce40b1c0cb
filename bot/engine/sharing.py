"""What a desk may hear, and being counted: seen and changed at any time, one by one or at once.

An argument is the beginning of a hand-off's id, alone or with a change: `1a2b3c4d.task_done`.
"""

from dataclasses import replace

from bot.engine.effects import Agree, Button, Order, Show
from bot.engine.events import Sharing
from bot.engine.screens import Look, navigation, notice
from bot.engine.talk import ASKED, COUNTED, SHARED, Share
from bot.engine.turn import Turn, present, reshow

ID = slice(3, 11)  # of `ho_…`: enough to tell a person's own hand-offs apart
EVERYTHING, NONE = "everything", "none"
# Said by buttons from before anybody could be counted: they agree to what stood beside them.
ALL = "all"


def sharing(turn: Turn, event: Sharing) -> Turn:
    """Show what each desk may hear; change one thing if that is asked."""
    if not event.shares:
        return reshow(turn, "sharing.nobody")
    name, _, change = event.argument.partition(".")
    share = next((one for one in event.shares if one.handoff[ID] == name), None)
    if share is None:
        return present(turn, _every(turn.look, event.shares), stays=True)
    lead: tuple[str, ...] = ()
    if change in (*ASKED, EVERYTHING, ALL, NONE):
        kinds = _changed(share.kinds, change)
        if kinds != share.kinds:
            turn = turn.also(Agree(share.handoff, kinds))
            lead = notice(turn.look, _noted(share.kinds, kinds), desk=share.desk)
        share = replace(share, kinds=kinds)
    return present(turn, _one(turn.look, share, lead), stays=True)


def _changed(kinds: tuple[str, ...], change: str) -> tuple[str, ...]:
    match change:
        case "everything":
            return ASKED
        case "all":
            return (*SHARED, *(kind for kind in kinds if kind == COUNTED))
        case "none":
            return ()
    return tuple(kind for kind in ASKED if (kind in kinds) != (kind == change))


def _noted(before: tuple[str, ...], now: tuple[str, ...]) -> str:
    """Return what is said of a change: the end of all news is told to the desk, the rest is not."""
    heard, hears = ({kind for kind in kinds if kind in SHARED} for kinds in (before, now))
    if heard and not hears:
        return "sharing.stopped"
    return "sharing.uncounted" if COUNTED in set(before) - set(now) else "sharing.noted"


def _every(look: Look, shares: tuple[Share, ...]) -> Show:
    if len(shares) == 1:
        return _one(look, shares[0], ())
    rows = [
        (Button(f"{share.desk} ({share.case})"[:40], Order("sharing", share.handoff[ID])),)
        for share in shares
    ]
    return Show((look.say("sharing.which"),), (*rows, navigation(look)))


def _one(look: Look, share: Share, lead: tuple[str, ...]) -> Show:
    key = "sharing.some" if share.kinds else "sharing.none"
    said = (
        look.say(key, desk=share.desk, case=share.case),
        look.say("sharing.count", desk=share.desk),
    )
    rows = []
    for kind in ASKED:
        mark = "✅ " if kind in share.kinds else "⬜ "
        label = look.say("sharing.counted" if kind == COUNTED else f"news.{kind}")
        rows.append((Button(mark + label, _press(share, kind)),))
    if share.kinds:
        rows.append((Button(look.say("sharing.stop"), _press(share, NONE)),))
    if len(share.kinds) < len(ASKED):
        rows.append((Button(look.say("sharing.all"), _press(share, EVERYTHING)),))
    return Show((*lead, *said), (*rows, navigation(look)))


def _press(share: Share, change: str) -> Order:
    return Order("sharing", f"{share.handoff[ID]}.{change}")
