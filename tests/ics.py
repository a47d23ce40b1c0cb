"""A strict reader of calendar files, written from RFC 5545 and sharing nothing with the writer.

It refuses what a lenient library forgives: bare line feeds, lines of more than 75 octets, a
character cut by a fold, an escape that is none, a component that does not close.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

_LINE = re.compile(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^;:,\"]+)*):(.*)", re.DOTALL)
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


@dataclass
class Part:
    """A component: its properties by name, each once, and what stands inside it."""

    name: str
    properties: dict[str, tuple[str, str]] = field(default_factory=dict)  # parameters, value
    parts: list["Part"] = field(default_factory=list)

    def text(self, name: str) -> str:
        value = self.properties[name][1]
        assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), f"not escaped: {value}"
        assert not re.search(r"(?<!\\)(?:\\\\)*\\(?![\\;,nN])", value), f"no escape: {value}"
        return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)

    def when(self, name: str) -> datetime | date:
        parameters, value = self.properties[name]
        if parameters == ";VALUE=DATE":
            return datetime.strptime(value, "%Y%m%d").replace(tzinfo=UTC).date()
        assert parameters == ""
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)

    def lasts(self, name: str) -> timedelta:
        match = _DURATION.fullmatch(self.properties[name][1])
        assert match is not None
        days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def read(content: bytes) -> Part:
    """Return the calendar of a file. Raises AssertionError or UnicodeDecodeError on any fault."""
    assert content.endswith(b"\r\n")
    raw = content[:-2].split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in raw), "a bare line break"
    assert all(len(line) <= 75 for line in raw), "a line of more than 75 octets"
    lines: list[str] = []
    for line in raw:
        written = line.decode()  # each by itself: no character is cut in two
        if written.startswith((" ", "\t")):
            lines[-1] += written[1:]
        else:
            lines.append(written)
    top = Part("")
    path = [top]
    for line in lines:
        match = _LINE.fullmatch(line)
        assert match is not None, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            path.append(Part(value))
            path[-2].parts.append(path[-1])
        elif name == "END":
            assert path.pop().name == value
        else:
            assert name not in path[-1].properties, f"{name} twice"
            path[-1].properties[name] = (parameters, value)
    assert len(path) == 1
    assert [part.name for part in top.parts] == ["VCALENDAR"]
    return top.parts[0]
