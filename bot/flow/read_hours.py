"""Reading `open:` of a fact: the hours of a service, `always` or a span for each weekday.

```yaml
open:
  mon-fri: 9:00-12:00, 14:00-18:30
  sat: 9:00-12:00
  holidays: closed        # open · closed · unknown: only what the publisher says
  zone: Europe/Paris      # when it is another
```
"""

import re
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from bot.flow.hours import ALWAYS, FRANCE, WEEKDAYS, Holidays, Hours, Span
from bot.flow.nodes import Node, Reader

_SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)")
_OWN = ("holidays", "zone")


def read_hours(reader: Reader, node: Node) -> Hours | None:
    """Return the hours a fact states; what cannot be read is a problem, and none."""
    if isinstance(node, yaml.ScalarNode):
        return ALWAYS if reader.one_of(node, ("always",)) else None
    entries = reader.entries(node, ("des horaires, ou `always`", "hours, or `always`"))
    week: list[tuple[Span, ...]] = [()] * 7
    for key, key_node, value in entries:
        if key in _OWN:
            continue
        days = _days(key)
        if not days:
            reader.unknown(key_node, "S1", key, (*WEEKDAYS, "mon-fri", "mon-sun", *_OWN))
        spans = _spans(reader, value)
        for day in days:
            if week[day]:
                reader.fault(
                    key_node, "S4", f"« {key} » est écrit deux fois.", f"“{key}” is written twice."
                )
            week[day] = spans
    own = reader.keys(node, [e for e in entries if e[0] in _OWN], _OWN, ("holidays",))
    holidays = reader.one_of(own["holidays"], [h.value for h in Holidays]) if own else None
    if entries and all(key in _OWN for key, _, _ in entries):
        reader.fault(node, "S5", "Aucun jour n’a d’horaires.", "No day has hours.")
    if holidays is None or not any(week):
        return None
    return Hours(tuple(week), Holidays(holidays), _zone(reader, own.get("zone")))


def _days(key: str) -> range:
    """Return the weekdays that `mon` or `mon-fri` stands for; none when it is neither."""
    first, _, last = key.partition("-")
    if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
        return range(0)
    return range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1)


def _spans(reader: Reader, node: Node) -> tuple[Span, ...]:
    spans: list[Span] = []
    for part in reader.text(node).split(","):
        match = _SPAN.fullmatch(part.strip())
        begins, ends = (
            (time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4])))
            if match is not None
            else (time(), time())
        )
        if begins >= ends or (spans and begins <= spans[-1][1]):
            reader.fault(
                node,
                "S1",
                "Écrivez des horaires dans l’ordre : 9:00-12:00, 14:00-18:30.",
                "Write hours in order: 9:00-12:00, 14:00-18:30.",
            )
            return ()
        spans.append((begins, ends))
    return tuple(spans)


def _zone(reader: Reader, node: Node | None) -> str:
    if node is None:
        return FRANCE
    name = reader.text(node)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        reader.fault(
            node, "S1", "Je ne connais pas ce fuseau horaire.", "This time zone is unknown."
        )
        return FRANCE
    return name
