"""Signatures as Standard Webhooks makes them: over our calls to desks, and their requests to us.

`webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature` (`v1,` and base64 of an
HMAC-SHA-256 over `id.timestamp.body`). A request is signed over `id.timestamp.METHOD path` and,
after a line feed, its body, so that one cannot be turned into another.
"""

from base64 import b64encode
from collections.abc import Mapping
from hmac import compare_digest, digest

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
SECRET_PREFIX = "whsec_"  # noqa: S105 - how a secret begins, not one
TOLERANCE = 300  # seconds
MOST_SIGNATURES = 5


def shown(secret: bytes) -> str:
    """Return a secret as it is shown once."""
    return SECRET_PREFIX + b64encode(secret).decode()


def signed(secret: bytes, name: str, seconds: int, body: bytes) -> Mapping[str, str]:
    """Return the three headers."""
    return {ID: name, TIMESTAMP: str(seconds), SIGNATURE: _signature(secret, name, seconds, body)}


def genuine(secret: bytes, headers: Mapping[str, str], body: bytes, seconds: int) -> bool:
    """Tell whether these bytes were signed with this secret, less than five minutes from now."""
    name, stamp = headers.get(ID, ""), headers.get(TIMESTAMP, "")
    if not name or not stamp.isascii() or not stamp.isdecimal() or len(stamp) > len("9" * 12):
        return False
    if abs(int(stamp) - seconds) > TOLERANCE:
        return False
    wanted = _signature(secret, name, int(stamp), body).encode()
    given = headers.get(SIGNATURE, "").split(" ")[:MOST_SIGNATURES]
    return any(compare_digest(one.encode(errors="replace"), wanted) for one in given)


def request_bytes(method: str, path: str, body: bytes) -> bytes:
    """Return what the signature of a request is over; `path` includes its query."""
    return f"{method} {path}\n".encode() + body


def _signature(secret: bytes, name: str, seconds: int, body: bytes) -> str:
    mac = digest(secret, f"{name}.{seconds}.".encode() + body, "sha256")
    return "v1," + b64encode(mac).decode()
