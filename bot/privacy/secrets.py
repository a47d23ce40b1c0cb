"""Secrets in what people type: found in memory, before anything else happens to the text."""

from enum import StrEnum


class Secret(StrEnum):
    """What must never reach disk or log."""

    NIR = "nir"
    IBAN = "iban"
    CARD = "card"
    PASSWORD = "password"
    CODE = "code"
