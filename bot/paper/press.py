"""The press: a template and plain data in, an accessible A4 PDF out.

What people or authors wrote reaches a template as JSON and is text there, whatever it holds; a
template sees no file, no network and no fonts but those of the package, so it prints the same
everywhere. Source: typst.app/docs, `sys.inputs`, PDF/UA-1.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import typst

TEMPLATES = Path(__file__).parent / "templates"


def pdf(template: str, data: Mapping[str, object], at: datetime) -> bytes:
    """Return the PDF/UA-1 file of a template of this room, filled with JSON data.

    `at` (aware) is its date of making. Raises typst.TypstError when the template itself is wrong.
    """
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
