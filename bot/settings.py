"""Settings: environment variables read once into a frozen value, every fault said at once.

No value is ever printed: a token in a log is a token lost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process

from bot.folder import shipped

PREFIX = "RIPOSTE_"
NAMES = (
    "TELEGRAM_TOKEN",
    "TELEGRAM_API",
    "DATABASE",
    "HTTP",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
    "FLOWS",
    "LOCALES",
    "KEY_FILE",
)
TELEGRAM = "https://api.telegram.org"

_TOKEN = re.compile(r"\d{1,16}:[A-Za-z0-9_-]{30,}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_LOOPBACK = re.compile(r"https?://(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram is to push updates, and the secret it shows."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What the program runs with."""

    token: str | None
    api: str
    database: Path
    host: str
    port: int
    webhook: Webhook | None
    flows: Path
    locales: Path
    key_file: Path


class Faults(Exception):  # noqa: N818 - several, for an administrator to read
    """Everything that is wrong, one sentence each."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences


def read(environment: Mapping[str, str]) -> Settings:
    """Read the settings. Raises Faults with all that is wrong."""
    faults: list[str] = []
    given = {
        name.removeprefix(PREFIX): value
        for name, value in environment.items()
        if name.startswith(PREFIX)
    }
    faults.extend(_unknown(name) for name in sorted(given.keys() - set(NAMES)))
    flows, locales = shipped()
    host, port = _address(given.get("HTTP", "127.0.0.1:8080"), faults)
    settings = Settings(
        token=_token(given.get("TELEGRAM_TOKEN"), faults),
        api=_base(given.get("TELEGRAM_API", TELEGRAM), faults),
        database=Path(given.get("DATABASE", "riposte.db")),
        host=host,
        port=port,
        webhook=_webhook(given.get("WEBHOOK_URL"), given.get("WEBHOOK_SECRET"), faults),
        flows=_folder("FLOWS", given.get("FLOWS"), flows, faults),
        locales=_folder("LOCALES", given.get("LOCALES"), locales, faults),
        key_file=Path(given.get("KEY_FILE", "riposte.key")),
    )
    if faults:
        raise Faults(tuple(faults))
    return settings


def _unknown(name: str) -> str:
    near = process.extractOne(name, NAMES, score_cutoff=60)
    hint = f" Did you mean {PREFIX}{near[0]}?" if near else ""
    return f"{PREFIX}{name} is not a setting of Riposte.{hint}"


def _token(value: str | None, faults: list[str]) -> str | None:
    if value is None:
        return None
    if not _TOKEN.fullmatch(value):
        faults.append(
            f"{PREFIX}TELEGRAM_TOKEN is not a token: digits, a colon, then at least 30 letters,"
            " digits, - or _, without spaces."
        )
    return value


def _base(value: str, faults: list[str]) -> str:
    base = value.rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", base):
        faults.append(
            f"{PREFIX}TELEGRAM_API is not an address that begins with http:// or https://."
        )
    elif "/bot" in base:
        faults.append(f"{PREFIX}TELEGRAM_API goes without /bot and the token.")
    return base


def _address(value: str, faults: list[str]) -> tuple[str, int]:
    host, colon, port = value.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or not port.isdecimal() or int(port[:6]) > 65535:  # noqa: PLR2004
        faults.append(f"{PREFIX}HTTP is not an address such as 127.0.0.1:8080.")
        return "127.0.0.1", 8080
    return host, int(port)


def _webhook(url: str | None, secret: str | None, faults: list[str]) -> Webhook | None:
    if url is None and secret is None:
        return None
    if url is None or secret is None:
        faults.append(f"{PREFIX}WEBHOOK_URL and {PREFIX}WEBHOOK_SECRET go together.")
        return None
    if not url.startswith("https://") and not _LOOPBACK.match(url):
        faults.append(f"{PREFIX}WEBHOOK_URL must begin with https://.")
    if not _SECRET.fullmatch(secret):
        faults.append(f"{PREFIX}WEBHOOK_SECRET must be 16 to 256 letters, digits, - or _.")
    return Webhook(url, secret)


def _folder(name: str, value: str | None, otherwise: Path, faults: list[str]) -> Path:
    if value is None:
        return otherwise
    path = Path(value)
    if not path.is_dir():
        faults.append(f"{PREFIX}{name} is not a folder.")
    return path
