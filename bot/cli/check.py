"""`riposte check`: the verdict on messages and links, for people and for other programs."""

import asyncio
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

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

PICTURES = (".png", ".jpg", ".jpeg", ".webp")
LONGEST_NAME = 255
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

    A file may be a picture (JPEG, PNG, WebP): its words and QR codes are read, as in the chat.

    With --json-lines: objects {"id", "text"} or {"id", "url"}, optionally "sender", "lang";
    answers {"id", "verdict", "probability", "signs"} in the same order. Several messages pasted
    at once are read one by one: the answer is that of the worst, and "part" says which it is.

    \b
    Examples:
      riposte check "Votre colis est bloqué : http://colis-poste.top"
      riposte check screenshot.png
      riposte check --json-lines < messages.jsonl > verdicts.jsonl
    """
    if text is not None and path is not None:
        raise Refused("Give a text or a file, not both.", Exit.USAGE)
    tables, words = _tables()
    if json_lines:
        # The bar shows on a terminal only, and beside the answers.
        with click.progressbar(_lines(path), file=sys.stderr, show_pos=True) as lines:
            for answer in answers(lines, tables, words, lang):
                click.echo(json.dumps(answer, ensure_ascii=False))
        return
    if picture := _picture(text, path):
        _check_picture(picture, tables, words[lang])
        return
    message = text if text is not None else _whole(path)
    if not message.strip():
        raise Refused("There is no message to check.", Exit.USAGE)
    pasted = check_paste(message[:MOST], sender=sender, tables=tables)
    click.echo(f"{pasted.checked.verdict} ({pasted.checked.probability:.2f})")
    for name, span in _told(pasted):
        click.echo("• " + words[lang].say(f"sign.{name}", span=span))


def _told(pasted: Pasted) -> list[tuple[str, str]]:
    """Return what a person is told: of which message, and its signs."""
    first = [(one.id, one.span) for one in which(pasted)]
    return first + [(one.id, one.span) for one in shown(pasted.checked)]


def _picture(text: str | None, path: Path | None) -> bytes | None:
    """Return the bytes of a picture that was named, as TEXT or by --file."""
    named = path if path is not None else _named(text or "")
    if named is None:
        return None
    try:
        with named.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise Refused("The file cannot be read.", Exit.IO) from None
    return data if path is None or kind_of(data) is not None else None


def _named(text: str) -> Path | None:
    """Return the picture a text names: one that is there, or one word that ends like one."""
    if len(text) > LONGEST_NAME or "://" in text or not text.lower().endswith(PICTURES):
        return None
    return Path(text) if len(text.split()) == 1 or Path(text).is_file() else None


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
        raise Refused("The folder of the flows cannot be read.", Exit.IO) from None
    except (KeyError, ValueError):
        raise Refused("flows/brands.yml cannot be read.", Exit.CONFIGURATION) from None
    wanted = {k: v for k, v in files.items() if k.endswith((".po", "texts.yml"))}
    release, _ = assemble(wanted)
    return tables, {language: release.words(language) for language in ("fr", "en")}


def _lines(path: Path | None) -> Iterator[str]:
    if path is None:
        yield from _decoded(sys.stdin.buffer)
        return
    try:
        with path.open("rb") as file:
            yield from _decoded(file)
    except OSError:
        raise Refused("The file cannot be read.", Exit.IO) from None


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    for line in lines:
        yield line.decode("utf-8", errors="replace")


def _whole(path: Path | None) -> str:
    return "".join(_lines(path))
