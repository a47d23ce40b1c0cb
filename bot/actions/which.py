"""Which of several messages pasted at once a verdict is about: told first, before the signs."""

from bot.check.model import Verdict
from bot.check.parts import MOST
from bot.check.paste import ALARMS, Pasted
from bot.engine.events import Sign


def which(pasted: Pasted) -> tuple[Sign, ...]:
    """Return what is told besides the signs; nothing when there was one message."""
    told: list[Sign] = []
    if pasted.count > 1:
        match pasted.checked.verdict:
            case verdict if verdict in ALARMS and pasted.number == 0:
                told.append(Sign("parts.person", pasted.seen.sender))
            case verdict if verdict in ALARMS:
                place = f"{pasted.number}/{pasted.count}"
                told.append(Sign("parts.which", f"{place} – {pasted.start}"))
            case Verdict.CANNOT_TELL:
                told.append(Sign("parts.none", str(pasted.count)))
            case _:
                told.append(Sign("parts.same", str(pasted.count)))
    if pasted.also:
        told.append(Sign("parts.also", ", ".join(map(str, pasted.also))))
    if pasted.more:
        told.append(Sign("parts.more", str(MOST)))
    return tuple(told)
