"""The house rule: imports go one way, and the pure rooms touch nothing outside.

This test reads the source; it runs none of it.
"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

BOT = Path(__file__).parent.parent / "bot"

# Which rooms a room may import, itself apart. What is not listed is the composition: cli and demo.
MAY_IMPORT = {
    "flow": set(),
    "engine": {"flow"},
    "check": set(),
    "privacy": set(),
    "pictures": set(),
    "paper": set(),
    "handoff": {"flow", "engine"},
    "actions": {"flow", "engine", "check", "paper"},
    "store": {"engine", "flow", "handoff"},
    "chat": {"engine", "flow", "privacy"},
    "simulator": set(),
    "adapters": set(),
}
PURE = ("flow", "engine", "check", "privacy", "handoff")
FORBIDDEN_IN_PURE = {
    "asyncio",
    "threading",
    "subprocess",
    "socket",
    "telegram",
    "aiohttp",
    "sqlite3",
    "sqlite_utils",
    "random",
    "secrets",
    "time",
    "os",
    "pathlib",
    "logging",
    "bot.clock",
}
FORBIDDEN_CALLS = {"open", "print", "input", "exec", "compile", "__import__"}
FORBIDDEN_METHODS = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("io", "open")}
PICTURES = {"PIL", "numpy", "cv2", "rapidocr", "onnxruntime", "zxingcpp"}  # the child's alone
DESKS = {"pydantic", "segno", "argon2", "pyotp"}
CHECKER = {"bot.check", "disarm", "re2", "rapidfuzz", "phonenumbers", "publicsuffixlist"}
PAPERS = {"icalendar", "typst", "bot.paper"}
REST = {"bot.flow.lint", "holidays", "rich"}
PURE_FILES = ("chat/decode.py", "chat/render.py", "chat/callbacks.py", "chat/markup.py")


def modules(room: str) -> list[Path]:
    """Return the Python files of a room."""
    return sorted((BOT / room).rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Return the modules a file imports, dotted."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                found |= {alias.name for alias in node.names}
            case ast.ImportFrom(module=str(module), level=0):
                found.add(module)
                found |= {f"{module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_arrows_never_turn_back(room: str) -> None:
    """A room imports only the rooms behind it."""
    allowed = {room, *MAY_IMPORT[room]}

    turned = {
        f"{path.relative_to(BOT)} imports {name}"
        for path in modules(room)
        for name in imports(path)
        if name.startswith("bot.") and name.split(".")[1] not in allowed
    }

    assert not turned


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_import_nothing_that_acts(room: str) -> None:
    """No clock, network, file, database, random or log is imported by a pure room."""
    touched = {
        f"{path.relative_to(BOT)} imports {name}"
        for path in modules(room)
        for name in imports(path)
        if name in FORBIDDEN_IN_PURE or name.split(".")[0] in FORBIDDEN_IN_PURE
    }

    assert not touched


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_call_nothing_that_acts(room: str) -> None:
    """No pure room reads the clock, opens a file or prints."""
    called = {
        f"{path.relative_to(BOT)}:{node.lineno}"
        for path in modules(room)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _acts(node.func)
    }

    assert not called


@pytest.mark.parametrize("name", PURE_FILES)
def test_the_translations_at_the_edge_are_pure(name: str) -> None:
    """Decoding and rendering import neither the network nor the loop."""
    assert not imports(BOT / name) & {"asyncio", "aiohttp", "telegram", "time", "logging"}


def test_every_room_is_under_the_rule() -> None:
    """A new room must say what it may import; the api, cli and the files on top compose."""
    rooms = {p.name for p in BOT.iterdir() if p.is_dir() and (p / "__init__.py").exists()}

    assert rooms - {"api", "cli"} == set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("started", "heavy"),
    [
        ("bot.cli.check", PICTURES | DESKS),
        ("bot.cli.run", PICTURES | DESKS | CHECKER | PAPERS | REST),
    ],
)
def test_what_is_heavy_waits_until_somebody_needs_it(started: str, heavy: set[str]) -> None:
    """A bot starts, and rests, without what only a picture, a check, a paper or a desk takes."""
    script = f"import sys, {started}; print(*sorted({heavy!r} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)

    assert run.stdout.split() == []


def _acts(function: ast.expr) -> bool:
    match function:
        case ast.Name(id=name):
            return name in FORBIDDEN_CALLS
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return (owner, name) in FORBIDDEN_METHODS
        case _:
            return False
