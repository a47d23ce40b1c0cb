"""From bytes to pixels, within limits: JPEG, PNG and WebP, their first frame, nothing else.

Runs in the child only. The size is read from the header and judged before a pixel is decoded.
"""

import io
import warnings

from PIL import Image, ImageOps

from bot.pictures.model import (
    LONGEST_SIDE,
    MOST_BYTES,
    MOST_PIXELS,
    SHORTEST_SIDE,
    Unread,
    kind_of,
)

WIDEST = 1600  # pixels; no phone needs more to be read
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class UnreadError(Exception):
    """The picture is not read; `why` says what is told to the person."""

    def __init__(self, why: Unread) -> None:
        super().__init__(why.value)
        self.why = why


def upright(data: bytes) -> Image.Image:
    """Return the picture as a person sees it, in RGB. Raises UnreadError."""
    if len(data) > MOST_BYTES:
        raise UnreadError(Unread.TOO_BIG)
    kind = kind_of(data)
    if kind is None:
        raise UnreadError(Unread.FOREIGN)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow only warns of a small bomb
            return _decoded(data, kind)
    except UnreadError:
        raise
    except (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnreadError(Unread.TOO_BIG) from None
    except Exception:  # noqa: BLE001 - decoders raise anything on a broken file
        raise UnreadError(Unread.UNREADABLE) from None


def _decoded(data: bytes, kind: str) -> Image.Image:
    opened = Image.open(io.BytesIO(data), formats=[kind])
    width, height = opened.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise UnreadError(Unread.TOO_BIG)
    if min(width, height) < SHORTEST_SIDE:
        raise UnreadError(Unread.UNREADABLE)
    if kind == "JPEG":  # decoded at half or a quarter, when even that is large enough
        opened.draft("RGB", (WIDEST, WIDEST))
    picture = ImageOps.exif_transpose(opened)
    if "A" in picture.getbands() or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        picture = Image.new("RGB", seen.size, (255, 255, 255))
        picture.paste(seen, mask=seen.getchannel("A"))
    picture = picture.convert("RGB")
    if picture.width > WIDEST and picture.height > WIDEST:
        scale = WIDEST / min(picture.size)
        size = (round(picture.width * scale), round(picture.height * scale))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return picture
