"""What each promise allows when nobody saw how a message ended (R:reliability 3.3). Pure."""

from dataclasses import replace

from bot.engine.effects import Manner, Outgoing, Promise, Show
from bot.store.queue import REPLY_CRASHES, Row
from bot.weather import LONGEST_PAUSE

SILENT_RETRY = 5.0  # seconds before an ambiguous reply is sent once more, without a sound
# Tries that nobody saw the end of. When Telegram itself says that it is unwell it has most likely
# done nothing, so giving up early would leave people without their screen.
MOST_UNSEEN = {Promise.REPLY: REPLY_CRASHES, Promise.REMINDER: 5, Promise.IDEMPOTENT: 40}
MOST_UNWELL = 8


def again_in(row: Row, *, unwell: bool) -> float | None:
    """Return the seconds until it is sent once more; None when it is assumed to have arrived.

    `unwell`: Telegram answered that it failed.
    """
    if row.promise is Promise.SENSITIVE:
        return None
    most = MOST_UNSEEN[row.promise]
    if row.crashed + 1 >= (max(most, MOST_UNWELL) if unwell else most):
        return None
    first = 1.0 if row.promise is Promise.IDEMPOTENT else SILENT_RETRY
    return min(LONGEST_PAUSE, first * 2.0 ** min(row.crashed, 6))


def once_more(effect: Outgoing) -> Outgoing:
    """Return an effect for a second try of what may have arrived: it makes no sound.

    The screen above lost its buttons at the first try: that is not waited for again.
    """
    match effect:
        case Show(manner=Manner.BELOW):
            return replace(effect, silent=True, manner=Manner.NEW)
        case Show():
            return replace(effect, silent=True)
        case _:
            return effect
