"""`riposte check`: the verdict on messages and links, for people and for other programs."""

import asyncio
import codecs
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

import click

from bot.actions.check_tables import tables_of
from bot.actions.in_picture import in_picture
from bot.actions.which import which
from bot.check.checker import shown
from bot.check.model import Tables
from bot.check.paste import Pasted, check_paste
from bot.cli import Exit, Refused
from bot.cli.lasting import lasting
from bot.cli.reading import settings
from bot.flow.release import assemble
from bot.flow.text import Words
from bot.folder import read_folder
from bot.pictures.model import MOST_BYTES, Reading, Unread, kind_of
from bot.pictures.worker import Worker
from bot.reader import say

PICTURES = (".png", ".jpg", ".jpeg", ".webp")
LONGEST_NAME = 255
MOST_ODD = 50  # of so many characters of a text, no more than one is none that is written
MOST = 65536  # characters of one message that are looked at


@click.command()
@click.argument("text", required=False)
@click.option("--file", "path", type=click.Path(path_type=Path), help="Read the message here.")
@click.option("--sender", help="Who it came from: a number, a name, an address.")
@click.option("--json-lines", is_flag=True, help="Read and write one JSON object a line.")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
def check(
    text: str | None, path: Path | None, sender: str | None, *, json_lines: bool, lang: str
) -> None:
    """Check one message: TEXT, a file, or standard input. Nothing is fetched, nothing is kept.

    TEXT may be the path of a file. A file may be a picture (JPEG, PNG, WebP): its words and QR
    codes are read, as in the chat.

    With --json-lines: objects {"id", "text"} or {"id", "url"}, optionally "sender", "lang";
    answers {"id", "verdict", "probability", "signs"} in the same order. Several messages pasted
    at once are read one by one: the answer is that of the worst, and "part" says which it is.

    \b
    Examples:
      riposte check "Votre colis est bloqué : http://colis-poste.top"
      riposte check screenshot.png
      riposte check --json-lines < messages.jsonl > verdicts.jsonl
    """
    text = None if text == "-" else text  # as everywhere: standard input
    if text is not None and path is not None:
        twice = say(
            "Donnez un texte ou un fichier, pas les deux.", "Give a text or a file, not both."
        )
        raise Refused(twice, Exit.USAGE)
    path = path or _named(text or "")
    tables, words = _tables()
    if json_lines:
        if text is not None and path is None:
            raise Refused(_unread(), Exit.IO)
        # The bar shows on a terminal only, and beside the answers.
        with click.progressbar(_lines(path), file=sys.stderr, show_pos=True) as lines:
            for answer in answers(lines, tables, words, lang):
                click.echo(json.dumps(answer, ensure_ascii=False))
        return
    data = text.encode() if text is not None and path is None else _whole(path)
    if kind_of(data) is not None:
        _check_picture(data, tables, words[lang])
        return
    message = None if path is not None and path.suffix.lower() in PICTURES else _text(data)
    if message is None:
        raise Refused(words[lang].say(f"picture.{Unread.FOREIGN}"), Exit.PROBLEMS)
    if not message.strip():
        nothing = say("Il n’y a aucun message à vérifier.", "There is no message to check.")
        raise Refused(nothing, Exit.USAGE)
    pasted = check_paste(message[:MOST], sender=sender, tables=tables)
    click.echo(f"{pasted.checked.verdict} ({pasted.checked.probability:.2f})")
    for name, span in _told(pasted):
        click.echo("• " + words[lang].say(f"sign.{name}", span=span))


def _told(pasted: Pasted) -> list[tuple[str, str]]:
    """Return what a person is told: of which message, and its signs."""
    first = [(one.id, one.span) for one in which(pasted)]
    return first + [(one.id, one.span) for one in shown(pasted.checked)]


def _named(text: str) -> Path | None:
    """Return the file a text names: one that is there, or one word that ends like a picture."""
    if not text or len(text) > LONGEST_NAME or "://" in text or "\0" in text:
        return None
    named = Path(text)
    pictured = text.lower().endswith(PICTURES) and len(text.split()) == 1
    return named if pictured or named.is_file() or (os.sep in text and named.exists()) else None


def _text(data: bytes) -> str | None:
    """Return the words of a file; nothing when it holds none, as a program or an archive."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        read = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        read = data.decode("cp1252", errors="replace")  # what older Windows programs write
    odd = sum(not (one.isprintable() or one.isspace()) for one in read)
    return read if odd * MOST_ODD <= len(read) else None


def _check_picture(data: bytes, tables: Tables, words: Words) -> None:
    async def read() -> Reading | Unread:
        worker = Worker()
        try:
            return await worker.read(data)
        finally:
            await worker.close()

    seen = asyncio.run(read())
    if isinstance(seen, Unread):
        off = seen is Unread.OFF
        raise Refused(words.say("stray.picture" if off else f"picture.{seen}"), Exit.PROBLEMS)
    text = "\n\n".join(part for part in (seen.text, *seen.codes) if part)
    pasted = check_paste(text[:MOST], sender=seen.sender or None, tables=tables)
    checked = pasted.checked
    codes = {"codes": "\n".join(seen.codes)} if seen.codes else {}
    verdict, told = in_picture(
        {"picture": "read", **codes}, pasted.seen.read.original, checked.verdict.value
    )
    click.echo(f"{verdict} ({checked.probability:.2f})")
    for name, span in _told(pasted) + [(sign.id, sign.span) for sign in told]:
        click.echo("• " + words.say(f"sign.{name}", span=span))


def answers(
    lines: Iterable[str], tables: Tables, words: dict[str, Words], language: str
) -> Iterator[dict[str, object]]:
    """Yield an answer for each line; what cannot be read is an error with its number."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise TypeError  # noqa: TRY301 - the same answer as for any other rubbish
            text = row["text"] if "text" in row else row["url"]
            if not isinstance(text, str):
                raise TypeError  # noqa: TRY301
        except (ValueError, KeyError, TypeError, RecursionError):
            yield {"line": number, "error": "not an object with a text or a url"}
            continue
        sender = row.get("sender")
        spoken = words.get(str(row.get("lang")), words[language])
        given = sender if isinstance(sender, str) else None
        pasted = check_paste(text[:MOST], sender=given, tables=tables)
        yield {"id": row.get("id"), **_answer(pasted, spoken)}


def _answer(pasted: Pasted, words: Words) -> dict[str, object]:
    """Return the verdict on the worst message; `part` says which, when there were several."""
    checked = pasted.checked
    part = {"number": pasted.number, "of": pasted.count, "span": list(pasted.place)}
    return {
        **({"part": part} if pasted.count > 1 else {}),
        "verdict": checked.verdict.value,
        "probability": round(checked.probability, 4),
        "signs": [
            {
                "id": sign.id,
                "span": [sign.start, sign.end],
                "text": words.say(f"sign.{sign.id}", span=sign.span),
            }
            for sign in checked.signs
        ],
    }


def _tables() -> tuple[Tables, dict[str, Words]]:
    chosen = settings()
    try:
        with lasting():
            files = read_folder(chosen.flows, chosen.locales)
            tables = tables_of(files["flows/brands.yml"])
    except OSError:
        folder = say(
            "Le dossier des parcours ne peut pas être lu.",
            "The folder of the flows cannot be read.",
        )
        raise Refused(folder, Exit.IO) from None
    except (KeyError, ValueError):
        brands = say("flows/brands.yml ne peut pas être lu.", "flows/brands.yml cannot be read.")
        raise Refused(brands, Exit.CONFIGURATION) from None
    wanted = {k: v for k, v in files.items() if k.endswith((".po", "texts.yml"))}
    release, _ = assemble(wanted)
    return tables, {language: release.words(language) for language in ("fr", "en")}


def _lines(path: Path | None) -> Iterator[str]:
    try:
        with _opened(path) as file:
            for line in file:
                yield line.decode("utf-8", errors="replace")
    except OSError:
        raise Refused(_unread(), Exit.IO) from None


def _whole(path: Path | None) -> bytes:
    try:
        with _opened(path) as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        raise Refused(_unread(), Exit.IO) from None


def _opened(path: Path | None) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if path is None else path.open("rb")


def _unread() -> str:
    return say("Ce fichier ne peut pas être lu.", "The file cannot be read.")
