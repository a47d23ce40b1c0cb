"""Files go both ways with their bytes: what people send can be fetched, what the bot sends kept."""

from pathlib import Path

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator import files
from bot.simulator.phone import Phone
from bot.simulator.pictures import Picture, picture
from bot.simulator.state import State
from tests.simulator.rooms import TOKEN, ask, png, send, stand_in


async def fetch(address: str) -> tuple[int, str, bytes]:
    """Get an address; return status, type and bytes."""
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, answer.content_type, await answer.read()


async def test_a_bot_fetches_what_a_person_sent() -> None:
    """The reference in the update leads to a path, and the path to the very bytes."""
    async with stand_in() as (api, address):
        phone = Phone.new(api, "A", "fr")
        await phone.photo(png(30, 20), "lisez")
        await phone.document("lettre.pdf", b"%PDF-1", "application/pdf")
        first, second = (u["message"] for u in (await ask(address, "getUpdates"))[1]["result"])
        size = first["photo"][-1]
        assert (size["width"], size["height"], first["caption"]) == (30, 20, "lisez")
        assert second["document"]["file_name"] == "lettre.pdf"
        for sent, content in ((size, png(30, 20)), (second["document"], b"%PDF-1")):
            _, answer = await ask(address, "getFile", file_id=sent["file_id"])
            assert answer["result"]["file_size"] == len(content)
            path = answer["result"]["file_path"]
            status, _, body = await fetch(f"{address}/file/bot{TOKEN}/{path}")
            assert (status, body) == (200, content)


async def test_what_cannot_be_fetched_is_refused() -> None:
    """Another's token, a reference nobody gave, a path that leads nowhere, a file too big."""
    async with stand_in() as (api, address):
        phone = Phone.new(api, "A", "fr")
        await phone.document("a.txt", b"a")
        number = phone.messages[0]["document"]["file_id"]
        path = (await ask(address, "getFile", file_id=number))[1]["result"]["file_path"]
        assert (await fetch(f"{address}/file/bot2:other/{path}"))[0] == 401
        assert (await fetch(f"{address}/file/bot{TOKEN}/documents/file_99.txt"))[0] == 404
        assert "wrong file_id" in (await ask(address, "getFile", file_id="x"))[1]["description"]
        await phone.document("large.bin", b"x" * (files.MOST_GIVEN + 1))
        large = phone.messages[1]["document"]["file_id"]
        assert "too big" in (await ask(address, "getFile", file_id=large))[1]["description"]


async def test_a_download_fails_on_demand() -> None:
    """A refusal, or half of the bytes: one entry for one download."""
    async with stand_in() as (api, address):
        phone = Phone.new(api, "A", "fr")
        await phone.document("a.txt", b"abcd")
        number = phone.messages[0]["document"]["file_id"]
        path = (await ask(address, "getFile", file_id=number))[1]["result"]["file_path"]
        api.faults.next["download"] = [(500, "Internal Server Error", 0), "truncated"]
        door = f"{address}/file/bot{TOKEN}/{path}"
        answers = [(await fetch(door))[::2] for _ in range(3)]
        assert [status for status, _ in answers] == [500, 200, 200]
        assert [body for _, body in answers[1:]] == [b"ab", b"abcd"]


async def test_the_bot_sends_documents_and_pictures() -> None:
    """Attached or by reference; empty, unknown and unreadable ones are refused in its words."""
    async with stand_in() as (api, address):
        phone = Phone.new(api, "A", "fr")
        chat = phone.person
        letter = await send(address, "sendDocument", "lettre.txt", b"Madame", chat_id=chat)
        sent = letter["result"]["document"]
        assert (sent["file_name"], sent["file_size"]) == ("lettre.txt", 6)
        again = await ask(address, "sendDocument", chat_id=chat, document=sent["file_id"])
        assert again[1]["result"]["document"]["file_id"] == sent["file_id"]
        shown = await send(address, "sendPhoto", "qr.png", png(8, 8), chat_id=chat)
        assert shown["result"]["photo"][0]["width"] == 8
        for method, content, words in (
            ("sendDocument", b"", "non-empty"),
            ("sendPhoto", b"no picture", "IMAGE_PROCESS_FAILED"),
            ("sendPhoto", png(1, 21), "PHOTO_INVALID_DIMENSIONS"),
        ):
            refused = await send(address, method, "a", content, chat_id=chat)
            assert words in refused["description"]
        refused = await ask(address, "sendDocument", chat_id=chat, document="attach://nothing")
        assert "wrong file identifier" in refused[1]["description"]


async def test_the_page_shows_pictures_and_gives_all_else_to_keep() -> None:
    """A picture has its type; a file, even one that calls itself a page, is only a download."""
    async with stand_in() as (api, address), aiohttp.ClientSession() as session:
        phone = Phone.new(api, "A", "fr")
        own = {"Origin": address, "Content-Type": "text/html"}

        async def give(content: bytes, person: object = phone.person) -> int:
            door = f"{address}/demo/give/{person}?name=a.html"
            async with session.post(door, data=content, headers=own) as answer:
                return answer.status

        assert await give(png(3, 2)) == 200
        assert await give(b"<script>alert(1)</script>") == 200
        assert await give(b"a", 999) == 400
        assert await give(b"a", "nobody") == 400
        seen, kept = (f"{address}/demo/file/{phone.person}/{n}" for n in (1, 2))
        assert await fetch(seen) == (200, "image/png", png(3, 2))
        async with session.get(kept) as answer:
            assert answer.content_type == "application/octet-stream"
            assert answer.headers["Content-Disposition"].startswith("attachment")


async def test_files_survive_a_restart_unless_their_message_was_deleted(tmp_path: Path) -> None:
    """Telegram still has the file of a message just deleted; after a restart it is gone here."""
    state = State(tmp_path / "t.db")
    async with stand_in(state) as (api, address):
        phone = Phone.new(api, "A", "fr")
        await phone.document("a.txt", b"a")
        await phone.document("b.txt", b"b")
        first, second = (m["document"]["file_id"] for m in phone.messages)
        await ask(address, "deleteMessage", chat_id=phone.person, message_id=1)
        assert state.file(first) is not None
    state.close()

    again = State(tmp_path / "t.db")
    kept = again.file(second)
    assert again.file(first) is None
    assert kept is not None
    assert kept.content == b"b"
    again.close()


JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffffc0001108001000200301")
GIF = b"GIF89a" + bytes([16, 0, 9, 0])
EXTENDED = b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + bytes([15, 0, 0, 8, 0, 0])
LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (15 | 8 << 14).to_bytes(4, "little") + bytes(5)
LOSSY = b"RIFF\0\0\0\0WEBPVP8 " + bytes(7) + b"\x9d\x01\x2a" + bytes([16, 0, 9, 0])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (png(7, 5), Picture("image/png", 7, 5)),
        (JPEG, Picture("image/jpeg", 32, 16)),
        (GIF, Picture("image/gif", 16, 9)),
        (EXTENDED, Picture("image/webp", 16, 9)),
        (LOSSLESS, Picture("image/webp", 16, 9)),
        (LOSSY, Picture("image/webp", 16, 9)),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"", None),
        (GIF[:6] + bytes(4), None),
    ],
)
def test_a_picture_is_known_by_its_first_bytes(content: bytes, expected: Picture | None) -> None:
    """Four kinds and their size; SVG is no picture here, for it can hold a program."""
    assert picture(content) == expected


@given(
    st.sampled_from([b"\xff\xd8\xff", b"GIF8", b"RIFF\0\0\0\0WEBP", b"\x89PNG\r\n\x1a\n"]),
    st.binary(),
)
def test_no_bytes_break_it(begins: bytes, rest: bytes) -> None:
    """Whatever follows a known beginning, there is an answer."""
    found = picture(begins + rest)

    assert found is None or min(found.width, found.height) > 0
