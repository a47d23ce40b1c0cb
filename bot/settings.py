"""Settings: environment variables read once into a frozen value, every fault said at once.

No value is ever printed: a token in a log is a token lost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.folder import shipped
from bot.reader import say

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
    "PUBLIC_URL",
    "BOT_USERNAME",
    "CALLBACK_HOSTS",
)
TELEGRAM = "https://api.telegram.org"
DEFAULT_HTTP = "127.0.0.1:8080"
MAX_PORT = 65535

_TOKEN = re.compile(r"\d{1,16}:[A-Za-z0-9_-]{30,}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_PUBLIC = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{4,31}")
_HOST = re.compile(r"[a-z0-9.-]{1,253}|[0-9a-f:.]{2,45}")
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
    public_url: str | None  # how people reach the HTTP side
    username: str | None  # of the bot, for its links; Telegram says it otherwise
    callback_hosts: frozenset[str]  # receivers of news that may be inside, or without TLS


class Faults(Exception):  # noqa: N818 - several, for an administrator to read
    """Everything that is wrong, one sentence each."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences


def read(environment: Mapping[str, str], *, needs_token: bool = False) -> Settings:
    """Read the settings. Raises Faults with all that is wrong, in the reader's language."""
    faults = _Found(environment)
    given = {
        name.removeprefix(PREFIX): value
        for name, value in environment.items()
        if name.startswith(PREFIX)
    }
    for name in sorted(given.keys() - set(NAMES)):
        _unknown(name, faults)
    for name in sorted(name for name in NAMES if given.get(name) == ""):
        faults.add(f"{PREFIX}{name} est vide.", f"{PREFIX}{name} is empty.")
        del given[name]
    flows, locales = shipped()
    host, port = _address(given.get("HTTP", DEFAULT_HTTP), faults)
    settings = Settings(
        token=_token(given.get("TELEGRAM_TOKEN"), faults),
        api=_base(given.get("TELEGRAM_API", TELEGRAM), faults),
        database=_file("DATABASE", given.get("DATABASE", "riposte.db"), faults),
        host=host,
        port=port,
        webhook=_webhook(given.get("WEBHOOK_URL"), given.get("WEBHOOK_SECRET"), faults),
        flows=_folder("FLOWS", given.get("FLOWS"), flows, faults),
        locales=_folder("LOCALES", given.get("LOCALES"), locales, faults),
        key_file=_file("KEY_FILE", given.get("KEY_FILE", "riposte.key"), faults),
        public_url=_public(given.get("PUBLIC_URL"), faults),
        username=_username(given.get("BOT_USERNAME"), faults),
        callback_hosts=_hosts(given.get("CALLBACK_HOSTS", ""), faults),
    )
    if needs_token and PREFIX + "TELEGRAM_TOKEN" not in environment:
        faults.add(
            f"Il manque le jeton : donnez à {PREFIX}TELEGRAM_TOKEN celui que BotFather vous a"
            " remis. Pour voir le robot sans jeton : riposte demo",
            f"No token: set {PREFIX}TELEGRAM_TOKEN to the one BotFather gave you."
            " To see the bot without one: riposte demo",
        )
    if faults.sentences:
        raise Faults(tuple(faults.sentences))
    return settings


@dataclass(frozen=True, slots=True)
class _Found:
    """The faults found so far, said in the language of the environment."""

    environment: Mapping[str, str]
    sentences: list[str] = field(default_factory=list)

    def add(self, french: str, english: str) -> None:
        self.sentences.append(say(french, english, self.environment))


def _unknown(name: str, faults: _Found) -> None:
    from rapidfuzz import process  # noqa: PLC0415 - only when a name is not known

    near = process.extractOne(name, NAMES, score_cutoff=60)
    faults.add(
        f"{PREFIX}{name} n’est pas un réglage de Riposte."
        + (f" Vouliez-vous écrire {PREFIX}{near[0]} ?" if near else ""),
        f"{PREFIX}{name} is not a setting of Riposte."
        + (f" Did you mean {PREFIX}{near[0]}?" if near else ""),
    )


def _token(value: str | None, faults: _Found) -> str | None:
    if value is not None and not _TOKEN.fullmatch(value):
        faults.add(
            f"{PREFIX}TELEGRAM_TOKEN n’est pas un jeton : des chiffres, deux-points, puis au moins"
            " 30 lettres, chiffres, - ou _, sans espace.",
            f"{PREFIX}TELEGRAM_TOKEN is not a token: digits, a colon, then at least 30 letters,"
            " digits, - or _, without spaces.",
        )
    return value


def _base(value: str, faults: _Found) -> str:
    base = value.rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", base):
        faults.add(
            f"{PREFIX}TELEGRAM_API n’est pas une adresse en http:// ou https://.",
            f"{PREFIX}TELEGRAM_API is not an address that begins with http:// or https://.",
        )
    elif "/bot" in base:
        faults.add(
            f"{PREFIX}TELEGRAM_API s’écrit sans /bot ni jeton.",
            f"{PREFIX}TELEGRAM_API goes without /bot and the token.",
        )
    return base


def _address(value: str, faults: _Found) -> tuple[str, int]:
    host, colon, port = value.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    number = int(port[:6]) if port.isascii() and port.isdecimal() else MAX_PORT + 1
    if not colon or not host or number > MAX_PORT or any(c.isspace() for c in host):
        faults.add(
            f"{PREFIX}HTTP n’est pas une adresse comme {DEFAULT_HTTP}.",
            f"{PREFIX}HTTP is not an address such as {DEFAULT_HTTP}.",
        )
        return "127.0.0.1", 8080
    return host, number


def _webhook(url: str | None, secret: str | None, faults: _Found) -> Webhook | None:
    if url is None and secret is None:
        return None
    if url is None or secret is None:
        faults.add(
            f"{PREFIX}WEBHOOK_URL et {PREFIX}WEBHOOK_SECRET vont ensemble.",
            f"{PREFIX}WEBHOOK_URL and {PREFIX}WEBHOOK_SECRET go together.",
        )
    if url is not None and not url.startswith("https://") and not _LOOPBACK.match(url):
        faults.add(
            f"{PREFIX}WEBHOOK_URL doit commencer par https://.",
            f"{PREFIX}WEBHOOK_URL must begin with https://.",
        )
    if secret is not None and not _SECRET.fullmatch(secret):
        faults.add(
            f"{PREFIX}WEBHOOK_SECRET doit compter 16 à 256 lettres, chiffres, - ou _.",
            f"{PREFIX}WEBHOOK_SECRET must be 16 to 256 letters, digits, - or _.",
        )
    return Webhook(url or "", secret or "")


def _public(value: str | None, faults: _Found) -> str | None:
    if value is None:
        return None
    url = value.rstrip("/")
    if not _PUBLIC.fullmatch(url) or not (url.startswith("https://") or _LOOPBACK.match(url)):
        faults.add(
            f"{PREFIX}PUBLIC_URL n’est pas une adresse en https://, sans ? ni #.",
            f"{PREFIX}PUBLIC_URL is not an address that begins with https://, without ? or #.",
        )
    return url


def _username(value: str | None, faults: _Found) -> str | None:
    if value is not None and not _USERNAME.fullmatch(value):
        faults.add(
            f"{PREFIX}BOT_USERNAME est le nom du robot chez Telegram, sans @ : 5 à 32 lettres,"
            " chiffres ou _.",
            f"{PREFIX}BOT_USERNAME is the bot’s name at Telegram, without @: 5 to 32 letters,"
            " digits or _.",
        )
    return value


def _hosts(value: str, faults: _Found) -> frozenset[str]:
    hosts = [one.strip().lower() for one in value.split(",") if one.strip()]
    if any(not _HOST.fullmatch(one) for one in hosts):
        faults.add(
            f"{PREFIX}CALLBACK_HOSTS est une liste de noms ou d’adresses, séparés par des virgules,"
            " sans https:// ni port.",
            f"{PREFIX}CALLBACK_HOSTS is a list of names or addresses, separated by commas, without"
            " https:// or a port.",
        )
    return frozenset(hosts)


def _folder(name: str, value: str | None, otherwise: Path, faults: _Found) -> Path:
    if value is None:
        return otherwise
    path = Path(value)
    if not path.is_dir():
        faults.add(f"{PREFIX}{name} n’est pas un dossier.", f"{PREFIX}{name} is not a folder.")
    return path


def _file(name: str, value: str, faults: _Found) -> Path:
    path = Path(value)
    if path.is_dir():
        faults.add(
            f"{PREFIX}{name} est un dossier : il faut le nom d’un fichier.",
            f"{PREFIX}{name} is a folder: it must name a file.",
        )
    return path
