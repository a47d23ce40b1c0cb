"""Whoever reads the terminal: an administrator, in French or English as their machine is set."""

import os
from collections.abc import Mapping

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as everywhere


def language(environment: Mapping[str, str]) -> str:
    """Return "fr" for a French machine, "en" for any other."""
    chosen = next((value for name in VARIABLES if (value := environment.get(name))), "")
    return "fr" if chosen.lower().startswith("fr") else "en"


def say(french: str, english: str, environment: Mapping[str, str] | None = None) -> str:
    """Return the sentence in the reader's language."""
    return (
        french if language(os.environ if environment is None else environment) == "fr" else english
    )
