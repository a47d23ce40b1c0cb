"""One call to a desk's receiver, as to a stranger: its address is checked, then used as checked.

The name is looked up once and the connection goes to exactly that address, so that a name cannot
lead outside when it is checked and inside when it is called. No redirect is followed, the time and
the bytes read are bounded, and what it answers is a number to us.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

import aiohttp
from aiohttp.abc import ResolveResult

SECONDS = 10.0
MOST_READ = 4096  # bytes; nothing is done with them
MOST_ADDRESS = 1000  # characters
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
LookUp = Callable[[str, int], Awaitable[list[str]]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Unwelcome(Exception):  # noqa: N818 - the receiver is
    """An address we do not call: `shape`, `plain`, `inside` or `unknown`."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a call: the status, or why there was none."""

    status: int | None
    fault: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the receiver took it: any 2xx."""
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004


def acceptable(address: str, allowed: frozenset[str]) -> SplitResult:
    """Return the parts of an address that may be called. Raises Unwelcome.

    `allowed` are hosts that an operator named: those may be inside, and without TLS.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Unwelcome("shape") from None
    odd = any(c.isspace() or not c.isprintable() or not c.isascii() for c in address)
    if not host or odd or len(address) > MOST_ADDRESS or port == 0 or parts.fragment:
        raise Unwelcome("shape")
    if parts.username is not None or parts.password is not None:
        raise Unwelcome("shape")
    if host in allowed and parts.scheme in ("http", "https"):
        return parts
    if parts.scheme != "https":
        raise Unwelcome("plain")
    literal = _literal(host)
    if literal is not None and not outside(literal):
        raise Unwelcome("inside")
    return parts


def outside(address: Address) -> bool:
    """Tell whether an address is on the public internet, whatever it is wrapped in."""
    match address:
        case ipaddress.IPv6Address():
            inner = address.ipv4_mapped or address.sixtofour
            if inner is None and address in _NAT64:
                inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
            if inner is None and address.teredo is not None:
                inner = address.teredo[1]
            if inner is not None:
                return outside(inner)
            return address.is_global and not address.is_multicast and not address.is_site_local
        case _:
            return address.is_global and not address.is_multicast


async def system_look_up(host: str, port: int) -> list[str]:
    """Return the addresses of a name, as this machine knows them. Raises OSError."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


async def call(
    address: str,
    headers: Mapping[str, str],
    body: bytes,
    allowed: frozenset[str],
    look_up: LookUp = system_look_up,
) -> Answered:
    """Post a body, and say how it ended; raises nothing that a receiver can cause."""
    try:
        async with asyncio.timeout(SECONDS):
            parts = acceptable(address, allowed)
            host = parts.hostname or ""
            port = parts.port or (443 if parts.scheme == "https" else 80)
            found = await _resolved(host, port, allowed, look_up)
            return await _post(address, headers, body, _Pinned(host, found))
    except Unwelcome as unwelcome:
        return Answered(None, str(unwelcome))
    except TimeoutError:
        return Answered(None, "late")
    except (OSError, aiohttp.ClientError, ValueError) as error:
        return Answered(None, type(error).__name__)


async def _resolved(host: str, port: int, allowed: frozenset[str], look_up: LookUp) -> list[str]:
    literal = _literal(host)
    found = [host] if literal is not None else await look_up(host, port)
    if not found:
        raise Unwelcome("unknown")
    if host not in allowed and not all(outside(ipaddress.ip_address(one)) for one in found):
        raise Unwelcome("inside")  # one bad address among good ones is a trap
    return found


async def _post(
    address: str, headers: Mapping[str, str], body: bytes, pinned: "_Pinned"
) -> Answered:
    connector = aiohttp.TCPConnector(
        resolver=pinned,  # type: ignore[arg-type]  # its two methods are all that is called
        use_dns_cache=False,
        force_close=True,
    )
    async with (
        aiohttp.ClientSession(
            connector=connector,
            trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
        ) as session,
        session.post(
            address,
            data=body,
            headers={**headers, "Content-Type": "application/json", "User-Agent": "riposte"},
            allow_redirects=False,
        ) as response,
    ):
        await response.content.read(MOST_READ)
        return Answered(response.status)


class _Pinned:
    """Knows one name, and the addresses that were checked for it."""

    def __init__(self, host: str, addresses: list[str]) -> None:
        self._host = host
        self._addresses = addresses

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: int = socket.AF_UNSPEC,  # noqa: ARG002 - the shape aiohttp calls
    ) -> list[ResolveResult]:
        """Return the checked addresses."""
        if host != self._host:
            raise OSError("another name")
        return [
            ResolveResult(
                hostname=host,
                host=one,
                port=port,
                family=socket.AF_INET6 if ":" in one else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for one in self._addresses
        ]

    async def close(self) -> None:
        """Nothing is held."""


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:  # 127.1, 0x7f000001 and 2130706433 are addresses to a connector
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None
