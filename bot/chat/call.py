"""One call to Telegram, as data. Pure: what to say, not how it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """A file made in memory, sent as the form field `field`."""

    field: str
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ApiCall:
    """A method with its parameters; `otherwise` takes its place when its message is gone.

    One that goes `beside` may come first if it is quick; how it ends is no matter.
    """

    method: str
    params: Mapping[str, object]
    upload: Upload | None = None
    otherwise: "ApiCall | None" = None
    beside: bool = False
