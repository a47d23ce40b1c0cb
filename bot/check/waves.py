"""Which wave a message belongs to: a fingerprint that near-copies share, and no words in it.

A scammer who tries variants of a text until the answer softens gets the first answer again. Where
a message leads (domains, numbers) is part of the fingerprint: an honest text whose words a criminal
copied, with another link in it, is another wave.
"""

from hashlib import blake2b

from bot.check.phrases import tokens
from bot.check.seen import Seen

SHINGLE = 3  # words in a row
SHORTEST = 8  # words: a shorter message is anybody's
BANDS = 4
ROWS = 3  # values to a band: two messages with 8 shingles of 10 in common nearly always share one
SIZE = 8  # bytes


def fingerprint(seen: Seen) -> tuple[bytes, ...]:
    """Return a few hashes; two messages of one wave have one of them in common. Empty if short."""
    words, _ = tokens(seen.words)
    if len(words) < SHORTEST:
        return ()
    leads = sorted({link.domain for link in seen.links} | {one.digits for one in seen.phones})
    shingles = {
        " ".join(words[at : at + SHINGLE]).encode() for at in range(len(words) - SHINGLE + 1)
    }
    least = [
        min(blake2b(one, digest_size=SIZE, salt=bytes([row])).digest() for one in shingles)
        for row in range(BANDS * ROWS)
    ]
    where = "|".join(leads).encode()
    return tuple(
        blake2b(
            b"".join((bytes([band]), *least[band * ROWS :][:ROWS], where)), digest_size=SIZE
        ).digest()
        for band in range(BANDS)
    )
