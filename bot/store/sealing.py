"""Keys and sealed fields: what makes a stolen file, and a forgotten person, unreadable.

One key file, outside the database and its backups. From it come a key for pseudonyms, one that
wraps each person's own key, and one for the marks on buttons. A field is AES-256-GCM under the
person's key, bound to its table, column and row; destroying the wrapped key erases it everywhere.
"""

import base64
import os
import sqlite3
from dataclasses import dataclass, field
from hmac import digest
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.store.faults import KeyFault

KEY_BYTES = 32
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Keys:
    """What is derived from the key file."""

    lookup: bytes
    wrap: bytes
    buttons: bytes

    def pseudonym(self, chat: int) -> bytes:
        """Return what a chat is known by in the database."""
        return digest(self.lookup, str(chat).encode(), "sha256")

    def own_seal(self) -> "Seal":
        """Return the seal of the key file itself: for people's keys, and for the forgotten."""
        return Seal(AESGCM(self.wrap), self.wrap)


def derive(secret: bytes) -> Keys:
    """Return the keys that come from the secret of the key file."""

    def one(purpose: bytes) -> bytes:
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"riposte " + purpose).derive(secret)

    return Keys(one(b"lookup"), one(b"wrap"), one(b"buttons"))


def load_keys(path: Path, *, create: bool = True) -> Keys:
    """Read the key file, made on first start readable by nobody else. Raises KeyFault."""
    try:
        if create and not path.exists():
            _create(path)
        text = path.read_text(encoding="ascii").strip()
        secret = base64.b64decode(text, validate=True)
    except (OSError, ValueError) as error:
        raise KeyFault(type(error).__name__) from None
    if len(secret) != KEY_BYTES or len(set(secret)) < KEY_BYTES // 4:
        raise KeyFault("length")
    return derive(secret)


def _create(path: Path) -> None:
    secret = base64.b64encode(os.urandom(KEY_BYTES))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret + b"\n")
        file.flush()
        os.fsync(file.fileno())


@dataclass(frozen=True, slots=True)
class Seal:
    """One person's key, ready to seal and open fields."""

    key: AESGCM
    own: bytes = field(repr=False)  # the bytes of it, for `tag`

    def tag(self, purpose: str) -> str:
        """Return a secret of this key for a purpose: the same each time, gone with the key."""
        return digest(self.own, f"riposte {purpose}".encode(), "sha256").hex()

    def close(self, clear: bytes, place: str) -> bytes:
        """Return a sealed field; `place` is table, column and row."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self.key.encrypt(nonce, clear, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """Return what was sealed. Raises KeyFault when it was altered, moved or not ours."""
        try:
            return self.key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
        except InvalidTag:
            raise KeyFault("sealed") from None


def new_key(keys: Keys, lookup: bytes) -> tuple[bytes, Seal]:
    """Return a fresh person's key: wrapped for the database, and ready to use."""
    own = AESGCM.generate_key(bit_length=8 * KEY_BYTES)
    wrapped = keys.own_seal().close(own, f"person|wrapped_key|{lookup.hex()}")
    return wrapped, Seal(AESGCM(own), own)


def unwrap(keys: Keys, wrapped: bytes, lookup: bytes) -> Seal:
    """Return a person's key. Raises KeyFault when the key file is another one."""
    own = keys.own_seal().open(wrapped, f"person|wrapped_key|{lookup.hex()}")
    return Seal(AESGCM(own), own)


def seal_of(db: sqlite3.Connection, keys: Keys, person: int) -> Seal:
    """Return a person's own seal; they are known."""
    lookup, wrapped = db.execute(
        "SELECT lookup, wrapped_key FROM person WHERE id = ?", (person,)
    ).fetchone()
    return unwrap(keys, wrapped, lookup)
