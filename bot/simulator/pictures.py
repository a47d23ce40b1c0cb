"""What a picture is and how large, read from its first bytes. Pure; nothing is decoded."""

from collections.abc import Callable
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG segments that carry a size
_VP8_KEY = b"\x9d\x01\x2a"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's media type, and its size in pixels."""

    media_type: str
    width: int
    height: int


def picture(content: bytes) -> Picture | None:
    """Return what a picture is: PNG, JPEG, GIF or WebP; None for everything else, SVG included."""
    for begins, media_type, size in _KINDS:
        if content.startswith(begins):
            found = size(content)
            if found is not None and min(found) > 0:
                return Picture(media_type, *found)
    return None


def _png(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < 24:  # noqa: PLR2004 - where the size ends
        return None
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _gif(content: bytes) -> tuple[int, int]:
    return int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - a marker begins with FF
        kind = content[at + 1]
        if kind in _FRAMES:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(
                content[at + 5 : at + 7]
            )
        at += 1 if kind == 0xFF else 2 + int.from_bytes(content[at + 2 : at + 4])  # noqa: PLR2004
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    if content[8:12] != b"WEBP" or len(content) < 30:  # noqa: PLR2004 - where every size ends
        return None
    match content[12:16]:
        case b"VP8X":
            return _little(content[24:27]) + 1, _little(content[27:30]) + 1
        case b"VP8L":
            both = _little(content[21:25])
            return (both & 0x3FFF) + 1, (both >> 14 & 0x3FFF) + 1
        case b"VP8 " if content[23:26] == _VP8_KEY:
            return _little(content[26:28]) & 0x3FFF, _little(content[28:30]) & 0x3FFF
    return None


def _little(part: bytes) -> int:
    return int.from_bytes(part, "little")


_KINDS: tuple[tuple[bytes, str, Callable[[bytes], tuple[int, int] | None]], ...] = (
    (_PNG, "image/png", _png),
    (_JPEG, "image/jpeg", _jpeg),
    (b"GIF8", "image/gif", _gif),
    (b"RIFF", "image/webp", _webp),
)
