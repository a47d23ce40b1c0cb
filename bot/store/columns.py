"""How values stand in columns: moments as whole seconds, bodies as JSON sealed to their place."""

import json
from datetime import datetime
from typing import Any

from bot.store.sealing import Seal


def seconds(moment: datetime) -> int:
    """Return an aware moment as whole seconds since 1970."""
    return int(moment.timestamp())


def sealed(seal: Seal, data: object, place: str) -> bytes:
    """Return data as JSON, sealed so that it opens in this place only."""
    clear = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return seal.close(clear.encode(), place)


def opened(seal: Seal, body: bytes, place: str) -> dict[str, Any]:
    """Return what `sealed` was given. Raises a StoreFault when it does not open here."""
    data = json.loads(seal.open(body, place))
    assert isinstance(data, dict)
    return data
