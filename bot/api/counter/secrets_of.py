"""Passwords and second factors: what is weighed, in which time, and what it takes.

Whether there is such a name, such a password or neither, one Argon2id is computed: the answer takes
the same time. They run beside the loop, two at once at most, for each takes 64 MiB.
"""

import asyncio
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from bot.store.accounts import Account

LEAST, MOST = 12, 128  # characters of a password
STEP_SECONDS = 30
ISSUER = "Riposte"


async def weigh(gate: asyncio.Semaphore, hashed: str | None, password: str) -> bool:
    """Tell whether a password is the one that was hashed; False, as slowly, when there is none."""
    async with gate:
        return await asyncio.to_thread(_verify, hashed, password)


async def hashed(gate: asyncio.Semaphore, password: str) -> str:
    """Return the Argon2id of a password."""
    async with gate:
        return await asyncio.to_thread(hash_now, password)


def hash_now(password: str) -> str:
    """Return the Argon2id of a password, here and now: it takes a tenth of a second."""
    return str(_hasher().hash(password))


def fault(password: str, again: str, account: Account) -> str | None:
    """Return what is wrong with a new password, as a code; None when nothing is."""
    if password != again:
        return "differ"
    if not LEAST <= len(password) <= MOST:
        return "length"
    low = password.lower()
    words = (account.name, account.desk.name, account.desk.title.lower(), "riposte")
    plain = any(word in low and len(word) * 2 > len(low) for word in words)
    return "plain" if plain or len(set(low)) < LEAST // 2 else None


def fresh() -> str:
    """Return a new secret of a second factor."""
    return str(_otp().random_base32())


def address(account: Account, secret: str) -> str:
    """Return the secret as the address that a telephone reads from a QR code."""
    label = f"{account.desk.title} {account.name}"
    return str(_otp().TOTP(secret).provisioning_uri(name=label, issuer_name=ISSUER))


def step(secret: str | None, code: str, now: datetime) -> int | None:
    """Return the step whose code this is, one before or after now at most; None when it is none."""
    digits = "".join(code.split())
    if secret is None or len(digits) != 6 or not (digits.isascii() and digits.isdecimal()):  # noqa: PLR2004
        return None
    made = _otp().TOTP(secret)
    current = int(now.timestamp()) // STEP_SECONDS
    for one in (current, current - 1, current + 1):
        if _otp().utils.strings_equal(digits, made.generate_otp(one)):
            return one
    return None


def _verify(hashed_: str | None, password: str) -> bool:
    errors = import_module("argon2.exceptions")
    try:
        _hasher().verify(hashed_ or _nobodys(), password)
    except (errors.VerificationError, errors.InvalidHashError):
        return False
    return hashed_ is not None


@cache
def _hasher() -> Any:
    return import_module("argon2").PasswordHasher()


@cache
def _nobodys() -> str:
    return str(_hasher().hash("nobody has this one"))


def _otp() -> Any:
    return import_module("pyotp")
