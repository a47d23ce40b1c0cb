"""The signs of a message apart from its links and wording: numbers, brands, sender, disguise."""

import re
from collections.abc import Callable, Iterator

from bot.check.mending import OFTEN
from bot.check.model import Found
from bot.check.phones import kind_of
from bot.check.seen import Seen
from bot.check.tables import BRAND_ENDINGS, MAILBOXES
from bot.check.tongue import SMALL, SMALL_ENGLISH

_SHORT_CODE = re.compile(r"[3-8]\d{4}")
_BROKEN_WORDS = re.compile(r"(?<![\w./:@-])[a-z]{1,8}(?:\.[a-z]{1,8})+(?![\w/.-])")
_SPELLED = re.compile(r"(?:tel:)?[(+]{0,2}\d")  # a number, and no name
_HIDDEN = re.compile(r"[*•]{2}|\.{2}|…")
SHORT = 3  # letters: one part at least of a word that was cut in two
BROKEN = 3  # words with dots in them: fewer are slips of the thumb


def numbers(seen: Seen) -> Iterator[Found]:
    """What kind of number the person is asked to call."""
    for phone in seen.phones:
        if phone.kind in ("premium", "foreign", "mobile"):
            yield Found(f"number.{phone.kind}", phone.start, phone.end)


def brand(seen: Seen) -> Iterator[Found]:
    """An organisation is named: a weak sign, since honest ones name themselves too."""
    for _, start, end in seen.named[:1]:
        yield Found("brand.named", start, end)


def sender(seen: Seen) -> Iterator[Found]:
    """Who seems to have sent it does not go with who it speaks for. The span is the sender's."""
    if not seen.sender:
        return
    digits = re.sub(r"[^\d+]", "", seen.sender)
    spelled = _SPELLED.match(seen.sender) is not None
    kind = kind_of(digits) if spelled else ""
    service = bool(seen.named) or bool(seen.links)
    if kind == "foreign" and service:
        yield Found("sender.foreign", 0, 0)
    elif kind in ("mobile", "landline") and service:
        yield Found("sender.person", 0, 0)
    elif spelled and _SHORT_CODE.fullmatch(digits):
        yield Found("ok.short_code", 0, 0)
    domain = seen.sender_domain
    if domain is None or not seen.named:
        return
    owned = any(domain in brand.domains | brand.unsure for brand, _, _ in seen.named)
    if owned and domain not in MAILBOXES:
        yield Found("ok.sender", 0, 0)
    elif domain in MAILBOXES:
        # A company whose customers have mailboxes there may write from one.
        if not any(domain in brand.domains | brand.open for brand, _, _ in seen.named):
            yield Found("sender.mailbox", 0, 0)
    elif domain not in seen.tables.brands.plausible | seen.tables.brands.likely and not (
        domain.endswith(BRAND_ENDINGS)
    ):
        yield Found("sender.mismatch", 0, 0)


def answers(seen: Seen) -> Iterator[Found]:
    """An e-mail whose answers go to somebody else than who sent it."""
    if seen.reply_domain and seen.sender_domain and seen.reply_domain != seen.sender_domain:
        yield Found("sender.reply", 0, 0)


def reply(seen: Seen) -> Iterator[Found]:
    """The person is to write to a free mailbox; `le***@gmail.com` is their own, half hidden."""
    for address in seen.addresses:
        hidden = _HIDDEN.search(seen.read.original, address.start, address.end) is not None
        if address.domain in MAILBOXES and not hidden:
            yield Found("address.mailbox", address.start, address.end)


def disguise(seen: Seen) -> Iterator[Found]:
    """Letters of another alphabet, invisible characters, spaced letters, dots inside words."""
    if seen.read.hidden is not None:
        yield Found("text.hidden", *seen.read.hidden)
        return
    if len(seen.mended) >= OFTEN:
        yield Found("text.hidden", *seen.mended[0])
        return
    small = SMALL_ENGLISH if seen.english else SMALL
    dotted = [
        match.span()
        for match in _BROKEN_WORDS.finditer(seen.words)
        # `Merci.Paul` and `mad.then` are forgotten spaces, `h.ere` and `pre.sent` are not.
        if not any(map(str.isupper, seen.read.original[slice(*seen.read.span(*match.span()))][1:]))
        and not any(part in small for part in match[0].split("."))
        and min(map(len, match[0].split("."))) <= SHORT
    ]
    if len(dotted) >= BROKEN:
        yield Found("text.hidden", *seen.read.span(*dotted[0]))


OTHER_SIGNS: tuple[Callable[[Seen], Iterator[Found]], ...] = (
    numbers,
    brand,
    sender,
    answers,
    reply,
    disguise,
)
