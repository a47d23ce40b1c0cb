"""Ten thousand malformed updates: each is understood or refused, none is an error."""

import contextlib
import copy
import json
import random
from typing import Any

from fake_telegram import text
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat import kinds
from bot.chat.decode import Decoded, Malformed, decode
from bot.chat.strict import Spoiled, parse, updates

KEY = b"k" * 32
ROUND = 100  # updates per example, so that ten thousand take seconds

PHOTO = [{"file_id": "AgAC", "width": 9, "height": 9}]
SEEDS: tuple[dict[str, Any], ...] = (
    text(1),
    text(2, "/start abc"),
    {**text(3), "message": {**text(3)["message"], "photo": PHOTO, "media_group_id": "1"}},
    {**text(4), "message": {**text(4)["message"], "document": {"file_id": "BQ"}, "caption": "x"}},
    {
        "update_id": 5,
        "callback_query": {
            "id": "7",
            "from": text(1)["message"]["from"],
            "message": text(1)["message"],
            "data": "x",
        },
    },
    {
        "update_id": 6,
        "my_chat_member": {
            "chat": {"id": 5, "type": "private"},
            "new_chat_member": {"status": "kicked"},
        },
    },
)
JUNK: tuple[object, ...] = (
    None, True, False, 0, -1, 1.5, 2**53, 2**64, -(2**63), float("inf"), "", "5", "\ud800", "\0",
    "/start " + "x" * 70, "a" * 5000, [], [[]], {}, {"id": 5}, {"type": "private"}, [1, "a", None],
)  # fmt: skip
KEYS = (*kinds.UPDATES, *kinds.STRAYS, *sorted(kinds.SERVICE), "photo", "document", "text", "from")


def places(value: object) -> list[tuple[Any, Any]]:
    """Return every (container, key) inside a value."""
    found: list[tuple[Any, Any]] = []
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for key, inner in pairs:
        found.append((value, key))
        found.extend(places(inner))
    return found


def spoil(luck: random.Random) -> object:
    """Take a good update and break it in one to four places."""
    update: Any = copy.deepcopy(luck.choice(SEEDS))
    for _ in range(luck.randint(1, 4)):
        spots = places(update)
        if not spots:
            break
        container, key = luck.choice(spots)
        match luck.randrange(4):
            case 0:
                container[key] = copy.deepcopy(luck.choice(JUNK))
            case 1:
                del container[key]
            case 2:
                container[key] = copy.deepcopy(luck.choice(SEEDS))
            case 3 if isinstance(container, dict):
                container[luck.choice(KEYS)] = copy.deepcopy(luck.choice(JUNK))
    return update


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_broken_updates_are_understood_or_refused(seed: int) -> None:
    """`decode` returns a sane value or raises `Malformed`; nothing else ever comes out."""
    luck = random.Random(seed)
    codes: set[str] = set()
    for _ in range(ROUND):
        try:
            decoded = decode(spoil(luck), KEY)
        except Malformed as malformed:
            codes.add(malformed.code)
            continue
        assert isinstance(decoded, Decoded)
        assert decoded.leave or decoded.chat is None or 0 < decoded.chat < 2**53
        repr(decoded).encode()  # no half character is left anywhere
    assert all(code.replace("_", "").isalpha() for code in codes)


wild = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=20,
)


@given(wild)
def test_any_json_is_survived(value: object) -> None:
    """Not even the outermost shape is taken for granted."""
    with contextlib.suppress(Malformed):
        decode(value, KEY)


@given(st.binary(max_size=200) | wild.map(lambda v: json.dumps(v).encode()))
def test_any_bytes_are_survived(raw: bytes) -> None:
    """Reading bytes gives a value or `Malformed`."""
    with contextlib.suppress(Malformed):
        parse(raw)
    updates(raw)


@given(st.lists(st.sampled_from([*range(6)]), max_size=6), st.integers(0, 6), st.data())
def test_one_spoiled_update_leaves_the_others_readable(
    order: list[int], at: int, data: st.DataObject
) -> None:
    """Around an update that cannot be read, all others come through whole."""
    good = [json.dumps(SEEDS[i]).encode() for i in order]
    bad = data.draw(
        st.sampled_from(
            [
                b'{"update_id": 9, "message": {"text": "a", "text": "]}{"}}',
                b'{"update_id": 9, "message": {"x": NaN, "text": "\\"}]"}}',
                b'{"update_id": 9, "message": ' + b"[" * 3000 + b"]" * 3000 + b"}",
            ]
        )
    )
    at = min(at, len(good))
    raw = b'{"ok": true, "result": [' + b",".join([*good[:at], bad, *good[at:]]) + b"]}"

    found = updates(raw)

    assert found is not None
    assert found[at] == Spoiled(9)
    assert [*found[:at], *found[at + 1 :]] == [SEEDS[i] for i in order]
    assert updates(raw[: len(raw) - 2]) is None  # cut off: nothing of it is used
