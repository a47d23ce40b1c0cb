"""Whose a host is: the part of it that somebody registered, by the public suffix list."""

from functools import lru_cache

from publicsuffixlist import PublicSuffixList

from bot.check.tables import NOT_TO_ANYONE


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


@lru_cache(maxsize=1)
def _registered() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)


@lru_cache(maxsize=4096)
def registrable(host: str) -> str | None:
    """Return the part of a host that somebody registered, by the public suffix list."""
    domain = _suffixes().privatesuffix(host)
    return str(domain) if domain is not None else None


@lru_cache(maxsize=4096)
def given_out(host: str) -> str | None:
    """Return the domain whose owner gives the names under it to anyone, if this host is one.

    Those are in the private part of the public suffix list.
    """
    narrow, wide = _suffixes().privatesuffix(host), _registered().privatesuffix(host)
    if narrow == wide or wide is None or wide in NOT_TO_ANYONE:
        return None
    return str(wide)
