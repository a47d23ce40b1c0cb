"""Writes the words we know: those of the messages that the checker learns from.

    RIPOSTE_CORPUS=folder python -m tests.bench.make_words

With how many messages each is in. From the same sources as `fit_weights`, whose licences allow it.
Run it before that one: words are put right by it (`bot/check/mending.py`, `vocabulary.py`).
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

_WORD = re.compile(r"[a-z]+")


def main() -> int:
    """Count, write."""
    counts: Counter[str] = Counter()
    for text in texts(Path(os.environ["RIPOSTE_CORPUS"])):
        read = normal(text)
        counts.update(set(_WORD.findall(blanked(read.words, find_links(read).stretches))))
    words = sorted(word for word in counts if len(word) > 1)
    head = "# Written by tests/bench/make_words.py; the sources are named in learnt_rows.py."
    rows = (f"{word}\t{counts[word]}" for word in words)
    (DATA / "words.txt").write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    print(f"{len(words)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
