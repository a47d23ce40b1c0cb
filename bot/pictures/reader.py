"""The child: takes pictures from its standard input, one after the other, and answers with words.

    python -m bot.pictures.reader

A picture is four bytes of length and its bytes; an answer is four bytes of length and JSON:
`{"sender", "text", "codes", "lines"}` or `{"unread": code}`. It ends when its input ends.
"""

import json
import os
import struct
import sys
from typing import BinaryIO

from bot.pictures import fence
from bot.pictures.model import MOST_BYTES

LENGTH = struct.Struct(">I")


def main() -> None:
    """Serve until the input ends."""
    fence.before_loading()
    fence.allow()
    # Libraries print where they like; only what is written here goes to the parent.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    pictures = sys.stdin.buffer

    from bot.pictures.reading import prepare, read  # noqa: PLC0415 - behind the fence

    sight = prepare()
    fence.after_loading()
    _answer(answers, {"ready": True})
    while (data := _next(pictures)) is not None:
        fence.allow()
        _answer(answers, read(sight, data))


def _next(pictures: BinaryIO) -> bytes | None:
    head = pictures.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    if length > MOST_BYTES:
        return None
    data = pictures.read(length)
    return data if len(data) == length else None


def _answer(answers: BinaryIO, answer: dict[str, object]) -> None:
    body = json.dumps(answer).encode()
    answers.write(LENGTH.pack(len(body)) + body)


if __name__ == "__main__":
    main()
