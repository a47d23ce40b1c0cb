"""SQLite: tables, one writer, sealed rows; every read and write in domain words."""

import sys

# sqlite-utils takes numpy when it finds it, and the extra `pictures` brings it: 19 MB and a seventh
# of a second that the bot has no use for. While the entry is None, an import of it fails.
if "numpy" not in sys.modules:
    sys.modules["numpy"] = None  # type: ignore[assignment]
    import sqlite_utils  # noqa: F401

    del sys.modules["numpy"]
