"""Telegram: updates become events, effects become calls. Knows the engine's words only."""

import sys

# Behind telegram comes httpx, and with it a command line of its own, four megabytes of colours
# where `rich` is installed. While the entry is None, an import of it fails, and httpx does without.
if "httpx" not in sys.modules:
    sys.modules["httpx._main"] = None  # type: ignore[assignment]
    import telegram  # noqa: F401

    del sys.modules["httpx._main"]
