"""Commands are called here by the dozen, nearly all on the guidance as it ships."""

from pathlib import Path

import pytest

from tests.once import _each_release_once

__all__ = ["_each_release_once"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that the settings point at."""
    monkeypatch.setenv("RIPOSTE_DATABASE", str(tmp_path / "riposte.db"))
    monkeypatch.setenv("RIPOSTE_KEY_FILE", str(tmp_path / "riposte.key"))
    return tmp_path
