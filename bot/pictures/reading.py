"""One picture, from bytes to the answer that goes back to the bot. Runs in the child only."""

import io

from PIL import Image

from bot.pictures.layout import arrange
from bot.pictures.links import goes_on
from bot.pictures.model import MOST_TEXT, Unread
from bot.pictures.opening import UnreadError, upright
from bot.pictures.seeing import Sight

UNSURE = 0.6  # a picture whose lines are less sure than this, taken together, has no words


def prepare() -> Sight:
    """Load all that reading will ever open: models, decoders, the list of domain endings."""
    blank = Image.new("RGB", (64, 64), (255, 255, 255))
    for kind in ("JPEG", "PNG", "WEBP"):
        written = io.BytesIO()
        blank.save(written, kind)
        upright(written.getvalue())
    goes_on("a.example", "b", full=True)
    return Sight()


def read(sight: Sight, data: bytes) -> dict[str, object]:
    """Return the answer for one picture: what it says, or the code of why it says nothing."""
    try:
        picture = upright(data)
        codes = sight.codes(picture)
        lines = sight.lines(picture)
    except UnreadError as unread:
        return {"unread": unread.why.value}
    except MemoryError:
        return {"unread": Unread.TOO_BIG.value}
    except Exception:  # noqa: BLE001 - an engine that stumbles over a picture has not read it
        return {"unread": Unread.UNREADABLE.value}
    letters = sum(len(line.text) for line in lines)
    sure = sum(line.sure * len(line.text) for line in lines) / letters if letters else 0.0
    if sure < UNSURE:
        lines = []
    if not lines and not codes:
        return {"unread": Unread.UNREADABLE.value}
    reading = arrange(lines, picture.width, picture.height)
    return {
        "sender": reading.sender,
        "text": reading.text[:MOST_TEXT],
        "codes": codes,
        "lines": [[text, round(one, 3)] for text, one in reading.lines],
    }
