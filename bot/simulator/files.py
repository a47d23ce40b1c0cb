"""Files: documents and pictures the bot sends, and the ones it asks for by reference."""

from collections.abc import Callable

from bot.simulator.calls import Refused, Telegram, chat_of, kept, put
from bot.simulator.pictures import picture
from bot.simulator.state import File, Json

MOST_GIVEN = 20_000_000  # bytes a bot may download
MOST_PHOTO = 10_000_000  # bytes of a picture a bot may send
MOST_SIDES = 10_000  # pixels, width and height together
MOST_NARROW = 20  # times longer than wide


def send_file(kind: str) -> Callable[[Telegram, Json], object]:
    """Return the method that sends a `document` or a `photo`: attached, or known by reference."""

    def send(telegram: Telegram, params: Json) -> object:
        chat = chat_of(telegram, params)
        file, reference = _given(telegram, params, kind)
        if kind == "photo":
            seen = _photo(file)
            body: Json = {"photo": [{**reference, **seen}]}
        else:
            named = {"file_name": file.name, "mime_type": file.media_type}
            body = {"document": {**reference, **named}}
        words = kept(params, "caption", "caption_entities", "reply_markup")
        return put(telegram, chat, {**words, **body})

    return send


def get_file(telegram: Telegram, params: Json) -> object:
    """Tell where a file can be downloaded, under `/file/bot<token>/`."""
    number = str(params["file_id"])
    file, path = telegram.state.file(number), telegram.state.file_path(number)
    if file is None or path is None:
        raise Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    if len(file.content) > MOST_GIVEN:
        raise Refused(400, "Bad Request: file is too big")
    return {**_reference(number, file), "file_path": path}


def _given(telegram: Telegram, params: Json, kind: str) -> tuple[File, Json]:
    """Return the file of a call, and how Telegram refers to it from now on."""
    given = str(params[kind])
    attached: File | None = params.get("_files", {}).get(given.removeprefix("attach://"))
    if given.startswith("attach://") and attached is not None:
        if not attached.content:
            raise Refused(400, "Bad Request: file must be non-empty")
        return attached, telegram.state.add_file(attached, f"{kind}s")
    known = telegram.state.file(given)
    if known is None:
        raise Refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
    return known, _reference(given, known)


def _photo(file: File) -> dict[str, int]:
    if len(file.content) > MOST_PHOTO:
        raise Refused(400, "Bad Request: file is too big")
    seen = picture(file.content)
    if seen is None:
        raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
    short, long = sorted((seen.width, seen.height))
    if short + long > MOST_SIDES or long > short * MOST_NARROW:
        raise Refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    return {"width": seen.width, "height": seen.height}


def _reference(number: str, file: File) -> Json:
    return {
        "file_id": number,
        "file_unique_id": number[:16],
        "file_size": len(file.content),
    }
