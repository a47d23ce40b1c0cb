"""What reading a picture gives: words, or the reason why there are none. Values and limits."""

from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 20_000_000  # a phone's long screenshot is 4; a photograph that Telegram sends is 2
LONGEST_SIDE = 16_000  # pixels
SHORTEST_SIDE = 16
MOST_TEXT = 8192  # characters; twice what a Telegram message holds
MOST_CODES = 5
LONGEST_CODE = 2000  # characters


class Unread(StrEnum):
    """Why a picture gave no words."""

    TOO_BIG = "too_big"  # bytes, pixels, or the memory it would take
    FOREIGN = "foreign"  # no JPEG, PNG or WebP, whatever its name says
    UNREADABLE = "unreadable"  # broken, or a picture without readable words or codes
    TIMEOUT = "timeout"  # it took the child longer than any honest picture does
    BUSY = "busy"  # too many pictures are waiting
    OFF = "off"  # the extra `pictures` is not installed


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was found: where, what, and how sure the engine is, from 0 to 1.

    Coordinates are pixels of the picture turned upright, from its top left corner.
    """

    left: float
    top: float
    right: float
    bottom: float
    text: str
    sure: float = 1.0

    @property
    def height(self) -> float:
        """The height of the line."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height at which its middle stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What a picture says: the sender on top of a chat, the messages, and the codes."""

    text: str
    sender: str = ""
    codes: tuple[str, ...] = ()  # what its QR codes hold, exactly
    lines: tuple[tuple[str, float], ...] = ()  # each line kept, and how sure it is


_MAGIC = (
    (b"\xff\xd8\xff", 0, "JPEG"),
    (b"\x89PNG\r\n\x1a\n", 0, "PNG"),
    (b"WEBP", 8, "WEBP"),
)


def kind_of(data: bytes) -> str | None:
    """Return what a file is by its first bytes, among the kinds that are read."""
    for magic, at, kind in _MAGIC:
        if data[at : at + len(magic)] == magic and (kind != "WEBP" or data[:4] == b"RIFF"):
            return kind
    return None
