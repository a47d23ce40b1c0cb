"""The script by which anyone verifies an evidence pack is run as it is printed."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.actions.pack import pack
from bot.engine import log
from bot.engine.effects import Run
from bot.engine.person import Person
from tests.rig import shipped_release

NOW = datetime(2026, 11, 25, 16, 35, tzinfo=UTC)
ROOT = Path(__file__).parent.parent.parent


def said(folder: Path, written: bytes) -> list[str]:
    """Return what the script of SECURITY.md says of a log."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    file = folder / "log.json"
    file.write_bytes(written)
    ran = subprocess.run(
        [sys.executable, "-c", script, str(file)], check=True, capture_output=True, text=True
    )
    return ran.stdout.split("\n")[:-1]


def test_the_printed_script_verifies_a_pack_and_finds_a_changed_row(tmp_path: Path) -> None:
    """A true log is ok throughout; a changed row is named, and so is every one after it."""
    person = Person()
    for reference in ("A-1", "A-2", None):
        person = log.add(person, "bank_called", NOW.date(), NOW, reference=reference)
    person = log.withdraw(person, 2, NOW)
    run = Run("/pack", "pack", {"now": NOW})
    whole = pack(run, person, shipped_release()).documents[-1].content
    assert said(tmp_path, whole) == ["1 ok", "2 ok", "3 ok", "4 ok"]

    changed = json.loads(whole)
    changed["entries"][1]["reference"] = "B-2"

    found = said(tmp_path, json.dumps(changed).encode())
    assert found == ["1 ok", "2 CHANGED", "3 CHANGED", "4 CHANGED"]
