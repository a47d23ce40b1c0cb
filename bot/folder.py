"""The folders an administrator edits, read from disk as plain text by path."""

from pathlib import Path

HERE = Path(__file__).parent
SHIPPED = HERE / "shipped"  # in the wheel
CHECKOUT = HERE.parent


def shipped() -> tuple[Path, Path]:
    """Return the flows and locales that came with the program: in a checkout or in the wheel."""
    base = SHIPPED if SHIPPED.is_dir() else CHECKOUT
    return base / "flows", base / "locales"


def read_folder(flows: Path, locales: Path) -> dict[str, str]:
    """Return every file of a release by its path. Raises OSError when a folder cannot be read."""
    if not flows.is_dir():
        raise NotADirectoryError(str(flows))
    files = {f"flows/{path.name}": _text(path) for path in sorted(flows.glob("*.yml"))}
    for path in sorted(locales.glob("*/LC_MESSAGES/flows.po")):
        files[f"locales/{path.parent.parent.name}/LC_MESSAGES/flows.po"] = _text(path)
    return files


def _text(path: Path) -> str:
    # What is not UTF-8 becomes a mark that the reader refuses where it stands.
    return path.read_text(encoding="utf-8", errors="replace")
