"""Logs: codes and numbers on standard error, redacted at the root whoever writes them."""

import logging

from bot.privacy.redaction import redact


class _Redacted(logging.Formatter):
    """Writes one line a record; never a traceback, never a message's content."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = f"{record.levelname.lower()} {record.name}: {record.getMessage()}"
        if record.exc_info and record.exc_info[0] is not None:
            line += f" ({record.exc_info[0].__name__})"
        return redact(line)


def quiet_logs(level: int = logging.WARNING) -> None:
    """Send every logger through the redaction; libraries stay quiet."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Redacted())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("httpx", "httpcore", "telegram", "aiohttp", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
