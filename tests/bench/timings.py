"""How long the message check takes at worst: every pattern, and the whole, on hostile texts.

    python -m tests.bench.timings [--quick]

CPU time of this process (`process_time`), the least of a few runs, beside a plain SMS of 160
characters. Texts have 4,096 characters, as long as Telegram lets them be: storms of dots, digits,
brackets and links, unseen and combining characters, other alphabets, and for each pattern its own
first letters again and again. Then what a picture and the start of the bot cost in memory and time.
Goals: p99 of ordinary texts 3 ms, the worst of 4,096 characters 20 ms, one pattern 5 ms. Exits with
1 when a goal is missed.
"""

import argparse
import asyncio
import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import bot.check
import bot.pictures.layout
import bot.privacy
from bot.actions.check_tables import tables_of
from bot.check.paste import check_paste
from bot.check.wording import english_book, french_book
from bot.folder import shipped
from bot.privacy import secrets as secret_room
from tests.bench.check_quality.rows import AUTHORED

LENGTH = 4096
RUNS = 3
ORDINARY_GOAL, WORST_GOAL, PATTERN_GOAL = 3.0, 20.0, 5.0  # ms
PLAIN = (
    "Bonjour, votre colis est disponible au point relais Tabac de la Gare jusqu'au 12 mars."
    " Munissez-vous d'une pièce d'identité. Horaires : 9 h à 19 h. À bientôt !"
)
# What returns until a text is full; each is something a reader has to look twice at.
STORMS: Mapping[str, str] = {
    "dots": ".",
    "digits": "7",
    "spaces": " ",
    "lines": "\n",
    "letters": "a",
    "a.a.a.": "a.",
    "a-a-a-": "a-",
    "a a a ": "a ",
    "spaced capitals": "A M E L I  ",
    "0a0a": "0a",
    "a1 b2": "ab1cd ",
    "a@a@a@": "a@",
    "a@b.fr": "a@b.fr ",
    "http://": "http://",
    "http:// and a letter": "http://a",
    "http //": "http // ",
    "broken links": "http //a .b .c ",
    "brackets": "[",
    "nested brackets": "[(",
    "defanged": "a[.]",
    "[12/03/2024 10:15] A: ": "[12/03/2024 10:15] A: b\n",
    "[12/03/2024 10:15": "[12/03/2024 10:15",
    "De : a": "De : a\n",
    "heads of e-mails": "De : a@b.fr\nObjet : x\n\n",
    "rules": "---\n",
    "long rule": "- ",
    "SMS 1 : ": "SMS 1 : ",
    "Bonjour,": "Bonjour, ameli : a\n\n",
    "zero width": "a\u200b",
    "only zero width": "\u200b",
    "bidi": "\u202ea\u202c",
    "combining marks": "e\u0301\u0302\u0303",
    "one letter, all marks": "\u0301",
    "Cyrillic": "аmеli ",
    "mathematical": "𝐜𝐨𝐥𝐢𝐬 ",
    "fullwidth": "ｃｏｌｉｓ",
    "CJK": "您的包裹",
    "Arabic": "مرحبا ",
    "emoji": "📦",
    "emoji joined": "👨\u200d👩\u200d👧\u200d👦",
    "flags": "🇫🇷",
    "ligatures": "ﷺ",  # one character that stands for eighteen
    "links": "http://colis-{n}.top/a ",
    "links of brands": "ameli-{n}.fr/x?u=http://a{n}.top ",
    "long hosts": "a{n}.b.c.d.e.f.g.h.top ",
    "hyphens": "ameli-la-poste-caf-{n}.secure-login.top ",
    "long names": "xn--a{n}creditagricolesecuriteverificationcompte.com ",
    "addresses": "a{n}@ameli-{n}.fr ",
    "numbers": "06{n:08} ",
    "other numbers": "+{n:011} ",
    "amounts": "{n},99 € ",
    "brands": "ameli caf antai laposte ",
    "words of frauds": "urgent payez votre colis cliquez carte vitale code iban ",
    "NIR": "1 85 05 78 006 084 {n:02} ",
    "cards": "4970 1000 0000 {n:04} ",
    "IBAN": "FR76 3000 {n:04} 0100 ",
    "quotes": "'\"«",
    "percent": "%2e%2f",
    "slashes": "a/",
    "long path": "http://a.top/" + "a/" * 200,
    "query": "http://a.top/?u=http%3A%2F%2Fb{n}.top&",
}


def filled(unit: str, length: int = LENGTH) -> str:
    """Return a text of that many characters, made of one thing again and again."""
    parts: list[str] = []
    size = number = 0
    numbered = "{n" in unit
    while size < length:
        parts.append(unit.format(n=number) if numbered else unit)
        size += len(parts[-1])
        number += 1
    return "".join(parts)[:length]


def cost(call: Callable[[], object], runs: int = RUNS) -> float:
    """Return the least CPU time of a few runs, in ms."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        call()
        taken.append(time.process_time() - began)
    return min(taken) * 1e3


def patterns() -> Iterator[tuple[str, Any]]:
    """Yield every pattern that a stranger's text meets, with its name."""
    for book in (french_book(), english_book()):
        for at, sign in enumerate(book.signs):
            yield f"re2 {sign}", book.sieve.re(at)
    rooms = [bot.pictures.layout]
    for package in (bot.check, bot.privacy):
        rooms += [
            importlib.import_module(f"{package.__name__}.{found.name}")
            for found in pkgutil.iter_modules(package.__path__)
        ]
    for room in rooms:
        for name, value in vars(room).items():
            held = value.values() if isinstance(value, Mapping) else (value,)
            for one in held:
                if isinstance(one, re.Pattern):
                    yield f"{room.__name__.removeprefix('bot.')}.{name}", one


def starts(source: str) -> list[str]:
    """Return the literal beginnings of the ways a pattern can match."""
    found = re.findall(r"[a-z0-9' ]{3,}", source)
    return sorted(set(found), key=len, reverse=True)[:6]


# Patterns that are never looked for everywhere: how, in how much text, how often in a message.
HELD: Mapping[str, tuple[str, int, int]] = {
    "check.mail._HEAD": ("match", LENGTH, 8),
    "check.parts._LABEL": ("match", LENGTH, 300),
    "check.parts._NAMED": ("match", LENGTH, 300),
    "check.signs_links._RANDOM": ("fullmatch", 63, 150),
    "pictures.layout._BOX": ("fullmatch", 40, 100),
    "pictures.layout._WHEN": ("fullmatch", 40, 200),
}


def search(name: str, pattern: Any, text: str) -> None:
    """Look for a pattern everywhere, or as `HELD` says."""
    how, length, times = HELD.get(name, ("finditer", LENGTH, 1))
    looks = getattr(pattern, how)
    cut = text[:length]
    for _ in range(times):
        found = looks(cut)
        if how == "finditer":
            for _ in found:
                pass


def of_patterns(texts: Mapping[str, str]) -> list[tuple[float, str, str]]:
    """Return for each pattern its slowest text."""
    found = []
    for name, pattern in patterns():
        source = pattern.pattern.decode() if isinstance(pattern.pattern, bytes) else pattern.pattern
        own = {f"again: {one}": filled(one) for one in starts(source)}
        own |= {f"again, apart: {one}": filled(one + " ") for one in starts(source)}
        slowest = max(
            (cost(lambda n=name, p=pattern, t=text: search(n, p, t), 2), name, title)
            for title, text in {**texts, **own}.items()
        )
        found.append(slowest)
    return sorted(found, reverse=True)


def ordinary() -> Iterator[str]:
    """Yield the messages written for this project."""
    for path in sorted(AUTHORED.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


START = "import time;a=time.process_time();import bot.cli.run;b=time.process_time();import sys;\
print(b-a,[n for n in ('rapidocr','onnxruntime','PIL','re2') if n in sys.modules],\
'bot.check.wording' in sys.modules and __import__('bot.check.wording').check.wording.french_book\
.cache_info().currsize)"


def resident(pid: int) -> float:
    """Return how much memory a process holds, in MB; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line[:5] == "VmRSS"), 0.0)


async def picture() -> list[str]:
    """Say what reading one picture takes, and that it is given back."""
    from bot.pictures.worker import Worker  # noqa: PLC0415 - only when pictures can be read
    from tests.pictures.drawing import Bubble, png, screen  # noqa: PLC0415

    image = png(screen("AMELI", (Bubble("Votre carte Vitale expire : http://a-vitale.top"),)))
    before = resident(os.getpid())
    worker = Worker(idle_seconds=0.2)
    await worker.read(image)
    pid = worker.child or 0
    working = resident(pid)
    while worker.child is not None:  # noqa: ASYNC110 - it ends by itself, as after a minute without pictures
        await asyncio.sleep(0.05)
    await worker.close()
    after = resident(os.getpid())
    gone = resident(pid)
    return [
        f"picture: the child holds {working:.0f} MB after one picture, {gone:.0f} MB once idle",
        f"picture: the bot itself {before:.0f} MB before, {after:.0f} MB after",
    ]


def main() -> int:
    """Measure, print, and say whether the goals are met."""
    reading = argparse.ArgumentParser(description="Time the message check on hostile texts.")
    reading.add_argument("--quick", action="store_true", help="the whole check only")
    quick = reading.parse_args().quick
    tables = tables_of((shipped()[0] / "brands.yml").read_text(encoding="utf-8"))
    whole: Callable[[str], object] = lambda text: check_paste(text, tables=tables)  # noqa: E731
    first = cost(lambda: whole(PLAIN), 1)
    plain = cost(lambda: whole(PLAIN), 50)
    print(f"plain SMS ({len(PLAIN)} characters): {plain:.2f} ms; the very first {first:.0f} ms")
    taken = sorted(cost(lambda t=text: whole(t), 2) for text in islice(ordinary(), 0, None, 4))
    p99 = taken[int(len(taken) * 0.99)]
    print(f"{len(taken)} ordinary messages: median {taken[len(taken) // 2]:.2f} ms, p99 {p99:.2f}")
    texts = {title: filled(unit) for title, unit in STORMS.items()}
    slow = sorted(((cost(lambda t=t: whole(t)), n) for n, t in texts.items()), reverse=True)
    print(f"\n{len(slow)} texts of {LENGTH} characters, the slowest:")
    for ms, name in slow[:12]:
        print(f"  {ms:6.2f} ms  {ms / plain:5.0f} × plain  {name}")
    secret = max((cost(lambda t=t: secret_room.find(t)), n) for n, t in texts.items())
    print(f"secrets, the slowest: {secret[0]:.2f} ms  {secret[1]}")
    met = p99 <= ORDINARY_GOAL and slow[0][0] <= WORST_GOAL
    if not quick:
        each = of_patterns(texts)
        print(f"\n{len(each)} patterns, the slowest on their worst text:")
        for ms, name, title in each[:12]:
            print(f"  {ms:6.2f} ms  {name}  on  {title}")
        met = met and each[0][0] <= PATTERN_GOAL
        print()
        for line in asyncio.run(picture()):
            print(line)
        started = subprocess.run(
            [sys.executable, "-c", START], capture_output=True, text=True, check=True
        ).stdout.strip()
        print(f"start: seconds, modules of models loaded, patterns made: {started}")
    print("\ngoals met" if met else "\nGOALS MISSED")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
