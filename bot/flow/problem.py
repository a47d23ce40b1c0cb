"""What is wrong in a file an author wrote, and where.

A `Problem` is data: the command line, the editor, the tests and the publish door print or count
the same list. It knows nothing of YAML, flows or languages beyond the two it speaks to authors.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


@dataclass(frozen=True, slots=True, order=True)
class Pos:
    """A character of a file: 1-based line and column."""

    line: int
    column: int


class Severity(StrEnum):
    """An error refuses publishing; a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the rule that found it, where, and a sentence in French and in English."""

    file: str
    pos: Pos
    rule: str
    french: str
    english: str
    severity: Severity = Severity.ERROR

    def message(self, language: str) -> str:
        """Return the sentence for a reader of `language`, French unless it is English."""
        return self.english if language == "en" else self.french


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort as a reader works: by file, then place, then rule; equal problems once."""
    return tuple(sorted(set(problems), key=lambda p: (p.file, p.pos, p.rule, p.french)))


def show(problem: Problem, source: str, language: str) -> str:
    """Return the problem as `file:line:column: rule: sentence`, the line, and a caret under it."""
    heading = (
        f"{problem.file}:{problem.pos.line}:{problem.pos.column}: "
        f"{problem.severity} {problem.rule}: {problem.message(language)}"
    )
    lines = _lines(source)
    if not 0 < problem.pos.line <= len(lines):
        return heading
    line = lines[problem.pos.line - 1]
    lead = "".join("\t" if c == "\t" else " " for c in line[: problem.pos.column - 1])
    return f"{heading}\n    {line}\n    {lead}^"


@lru_cache(maxsize=2)
def _lines(source: str) -> tuple[str, ...]:
    """Return the lines of a file; problems come file by file, a thousand of one at times."""
    return tuple(source.splitlines())
