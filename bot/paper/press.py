"""The press: a template and plain data in, an accessible A4 PDF out.

What people or authors wrote reaches a template as JSON and is text there, whatever it holds; a
template sees no file, no network and no fonts but those of the package, so it prints the same
everywhere. What these fonts cannot print is replaced by □. Source: typst.app/docs, `sys.inputs`,
PDF/UA-1.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from bot.paper.glyphs import plainest, printable, unmarked

TEMPLATES = Path(__file__).parent / "templates"
_NO_SHAPE = "could not be displayed"


def pdf(template: str, data: Mapping[str, object], at: datetime) -> bytes:
    """Return the PDF/UA-1 file of a template of this room, filled with JSON data.

    `at` (aware) is its date of making. Raises typst.TypstError when the template itself is wrong.
    """
    import typst  # noqa: PLC0415 - megabytes that wait until somebody prints

    seen: object = data
    for change in (printable, unmarked, plainest):
        seen = _each(seen, change)
        try:
            return _compiled(template, seen, at)
        except typst.TypstError as error:
            if change is plainest or _NO_SHAPE not in str(error):
                raise
    raise AssertionError  # pragma: no cover - the last of them printed, or raised


def _compiled(template: str, data: object, at: datetime) -> bytes:
    import typst  # noqa: PLC0415 - the same

    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )


def _each(data: object, change: Callable[[str], str]) -> object:
    """Return data with each of its texts changed."""
    match data:
        case str():
            return change(data)
        case Mapping():
            return {key: _each(value, change) for key, value in data.items()}
        case list() | tuple():
            return [_each(value, change) for value in data]
        case _:
            return data
