"""The labelled messages that are measured, and the campaigns they belong to.

Two kinds: the corpus beside the checkout (never copied, never shipped; its README says how to
report), and what was written for this project, of which only the part `held` is measured: the
checker never learnt from it.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

AUTHORED = Path(__file__).parents[2] / "check/authored"
SHINGLE = 5  # words in a row that two messages of one campaign share
_MASKED = re.compile(r"<[a-z]+>|\S*[/@]\S*|\S+\.\S+|\d+|x{3,}", re.IGNORECASE)
_WORD = re.compile(r"[a-zà-ÿœ]{2,}")


@dataclass(frozen=True, slots=True)
class Row:
    """One message: its label (`ham`, `spam`, `phish`), where it comes from, and its campaign."""

    text: str
    sender: str | None
    label: str
    lang: str
    channel: str
    source: str
    campaign: int = 0

    @property
    def personal(self) -> bool:
        """Tell chat between people from what services send."""
        people = ("88milsms", "machine-translated", "mendeley", "uci-sms", "hard_personal")
        return self.label == "ham" and self.source.startswith(people)


def read_rows(corpus: Path | None) -> list[Row]:
    """Return every row that is measured; the corpus is left out when it is not there."""
    found: list[dict[str, str]] = []
    if corpus is not None:
        for name in ("messages_dev.jsonl", "urls_dev.jsonl"):
            found += _lines(corpus / name)
    for path in sorted(AUTHORED.glob("hard_*.jsonl")):
        held = [row for row in _lines(path) if row["part"] == "held"]
        found += [{**row, "source": path.stem} for row in held]
    campaigns = group([row["text"] for row in found])
    return [
        Row(
            row["text"],
            row.get("sender"),
            row["label"],
            row["lang"],
            row["channel"],
            row["source"],
            campaign,
        )
        for row, campaign in zip(found, campaigns, strict=True)
    ]


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def group(texts: Iterable[str]) -> list[int]:
    """Number each text by campaign: texts that share five words in a row belong together."""
    parent: list[int] = []

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    first: dict[tuple[str, ...], int] = {}
    for number, text in enumerate(texts):
        parent.append(number)
        words = _WORD.findall(_MASKED.sub(" ", text.lower()))
        size = min(SHINGLE, len(words))
        for at in range(len(words) - size + 1) if size else ():
            other = first.setdefault(tuple(words[at : at + size]), number)
            parent[root(number)] = root(other)
    return [root(number) for number in range(len(parent))]
