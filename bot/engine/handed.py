"""A person whom a desk hands over: who sent them, what is known, and then the flow it pointed at.

The flow `handoff` says who sent them and asks what may be told; when it is over, `turn.finish`
opens what the desk pointed at.
"""

from bot.engine import screens
from bot.engine.effects import Erase
from bot.engine.events import Handed
from bot.engine.turn import HANDOFF, Turn, begin, reshow


def hand_in(turn: Turn, event: Handed) -> Turn:
    """Open the hand-off; a link that is spent gets one neutral sentence, whatever became of it."""
    turn = turn.also(Erase())  # the message that carried the link
    new = turn.person.next_number == 1
    if event.inputs is None or HANDOFF not in turn.release.flows:
        if new:  # they have not read yet who is speaking
            return begin(turn, "start", lead=screens.notice(turn.look, "handoff.spent"))
        return reshow(turn, "handoff.spent")
    if new and event.language in turn.release.languages:
        turn = turn.become(language=event.language)
    if new and event.zone is not None:
        turn = turn.become(zone=event.zone)
    return begin(turn, HANDOFF, event.inputs)
