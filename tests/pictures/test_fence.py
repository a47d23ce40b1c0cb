"""What the process that decodes strangers' pictures cannot do, tried from inside it."""

import subprocess
import sys

import pytest


def inside(source: str) -> str:
    """Run something behind the fence, in a process of its own; return what it printed."""
    fenced = (
        "import os, socket, sys, tempfile\n"
        "from bot.pictures import fence\n"
        "fence.before_loading()\n"
        "{before}"
        "fence.after_loading()\n"
        "try:\n    {tried}\n    print('done')\n"
        "except BaseException as error:\n    print(type(error).__name__)\n"
    )
    before, _, tried = source.rpartition("|")
    script = fenced.format(before=before, tried=tried)
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    return ran.stdout.strip() or str(ran.returncode)


@pytest.mark.parametrize(
    "tried",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 80))",
        "open('/etc/passwd')",
        "open('/tmp/riposte-picture', 'w')",
        "os.fork()",
        "os.pipe()",
    ],
)
def test_behind_the_fence_nothing_can_be_opened(tried: str) -> None:
    """No file, no socket, no process: the kernel says no."""
    assert inside(tried) in {"OSError", "BlockingIOError", "PermissionError"}


def test_the_network_is_cut_before_the_libraries_load() -> None:
    """A library that would fetch its models finds no network to fetch them over."""
    connects = "s = socket.socket(); s.settimeout(1)\n|s.connect(('192.0.2.1', 80))"

    assert inside(connects) == "OSError"


def test_memory_and_time_are_bounded() -> None:
    """Too much memory is refused; too much time is the end."""
    assert inside("bytearray(2_000_000_000)") == "MemoryError"
    assert inside("fence.allow(0)\n|[0 for _ in iter(int, 1)]") == str(-24)
