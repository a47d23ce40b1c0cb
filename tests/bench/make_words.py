"""Writes the words we know: those that return in the messages the checker learns from.

    RIPOSTE_CORPUS=folder python -m tests.bench.make_words

From the same sources as `fit_weights`, whose licences allow it. Run it before that one: a word that
is known is not put together with its neighbour (`bot/check/mending.py`).
"""

import os
import re
import sys
from collections import Counter
from pathlib import Path

from bot.actions.check_tables import DATA
from bot.check.links import find_links
from bot.check.normal import normal
from bot.check.seen import blanked
from tests.bench.learnt_rows import texts

RARE = 4  # a word of fewer messages may be a slip
_WORD = re.compile(r"[a-z]+")


def main() -> int:
    """Count, write."""
    counts: Counter[str] = Counter()
    for text in texts(Path(os.environ["RIPOSTE_CORPUS"])):
        read = normal(text)
        counts.update(set(_WORD.findall(blanked(read.words, find_links(read).stretches))))
    words = sorted(word for word, count in counts.items() if count >= RARE and len(word) > 1)
    head = "# Written by tests/bench/make_words.py; the sources are named in learnt_rows.py."
    (DATA / "words.txt").write_text("\n".join((head, *words)) + "\n", encoding="utf-8")
    print(f"{len(words)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
