"""Messages written for these tests, in both languages."""

from pathlib import Path

import yaml

_WRITTEN = yaml.safe_load(Path(__file__).with_name("messages.yml").read_text(encoding="utf-8"))
MESSAGES = tuple((one["sender"], one["text"]) for one in _WRITTEN)
