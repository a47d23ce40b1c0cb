"""Where a call may go: never inside the house, and never by a way that is not looked through."""

import pytest

from bot import receiver
from bot.receiver import Unwelcome, acceptable, call, outside

INSIDE = [
    "127.0.0.1",
    "127.9.9.9",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
]


@pytest.mark.parametrize("address", INSIDE)
async def test_no_call_goes_inside(address: str) -> None:
    """By address, or by a name that leads there; not even when another of its addresses is fine."""
    host = f"[{address}]" if ":" in address else address
    assert not outside(receiver.ipaddress.ip_address(address))
    with pytest.raises(Unwelcome, match="inside"):
        acceptable(f"https://{host}/", frozenset())

    async def look_up(_host: str, _port: int) -> list[str]:
        return ["93.184.215.14", address]

    answered = await call("https://exemple.fr/", {}, b"{}", frozenset(), look_up)
    assert answered == receiver.Answered(None, "inside")


@pytest.mark.parametrize(
    "address",
    [
        "http://exemple.fr/",
        "ftp://exemple.fr/",
        "https:///",
        "https://user:secret@exemple.fr/",
        "https://exemple.fr:0/",
        "https://exemple.fr:99999/",
        "https://exemple.fr/ a",
        "https://exemple.fr/\n",
        "https://exemple.fr/#a",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://" + "a" * 1000,
        "",
    ],
)
def test_addresses_that_are_not_called(address: str) -> None:
    """Without TLS, with a password, odd, or an address in disguise."""
    with pytest.raises(Unwelcome):
        acceptable(address, frozenset())
