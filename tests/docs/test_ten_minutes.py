"""The handbook's first ten minutes, done as written, on a copy of the guidance."""

import re
from io import BytesIO, TextIOWrapper
from pathlib import Path
from shutil import copytree

import pytest

from bot.cli import call
from bot.folder import shipped

AUTHORS = Path(__file__).parent.parent.parent / "flows" / "README.md"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the shipped guidance and the handbook's example in it."""
    for name, folder in zip(("flows", "locales"), shipped(), strict=True):
        copytree(folder, tmp_path / name)
        monkeypatch.setenv(f"RIPOSTE_{name.upper()}", str(tmp_path / name))
    example = re.search(
        r"```yaml\n(# yaml-language-server.*?)```", AUTHORS.read_text("utf-8"), re.DOTALL
    )
    assert example is not None
    (tmp_path / "flows" / "card_lost.yml").write_text(example[1], encoding="utf-8")
    return tmp_path


def _types(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(keys.encode())))


def test_french_is_seen_before_it_is_translated(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The preview plays a draft in French; in English it says what is missing; nothing is live."""
    assert copy.is_dir()
    _types(monkeypatch, "2\nq\n")

    assert call(["flows", "simulate", "card_lost"]) == 0
    assert "Faites opposition maintenant" in capsys.readouterr().out
    assert call(["flows", "simulate", "card_lost", "--lang", "en"]) == 78
    assert call(["flows", "check"]) == 1


def test_a_draft_with_a_mistake_is_still_refused(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the translation may wait."""
    path = copy / "flows" / "card_lost.yml"
    path.write_text(path.read_text("utf-8").replace("card_stop", "card_stp"), encoding="utf-8")
    _types(monkeypatch, "q\n")

    assert call(["flows", "simulate", "card_lost"]) == 78


def test_once_translated_the_example_is_whole(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written between the quotes of each `msgstr`, as the handbook says, and nothing is left."""
    assert call(["i18n", "update"]) == 0
    path = copy / "locales" / "en" / "LC_MESSAGES" / "flows.po"
    po = path.read_text("utf-8")
    entries = re.split(r"\n\n", po)
    for number, entry in enumerate(entries):
        if 'msgctxt "card_lost/' in entry:
            place = "{fact.card_stop}" if "card_stop" in entry else ""
            entries[number] = re.sub(r'msgstr ""$', f'msgstr "English {place}"', entry)
    path.write_text("\n\n".join(entries), encoding="utf-8")
    _types(monkeypatch, "2\nq\n")

    assert call(["flows", "check"]) == 0
    assert call(["flows", "simulate", "card_lost", "--lang", "en"]) == 0
