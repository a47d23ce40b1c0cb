"""What can be wrong with a database or its key.

StoreFault
├── KeyFault          the key file is missing, damaged, or another one
├── AnotherInstance   a bot already runs on this database
├── Unusable          it cannot be opened or written
├── Damaged           it is no database, or no longer a whole one
└── Newer             it was written by a newer Riposte
"""


class StoreFault(Exception):  # noqa: N818 - each kind has its own name
    """`code` says what, in one word; no path and no content."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class KeyFault(StoreFault):
    """The key file cannot be used with this database."""


class AnotherInstance(StoreFault):
    """Another process holds the database."""


class Unusable(StoreFault):
    """The database cannot be opened, or not written."""


class Damaged(StoreFault):
    """The file is no database, or no longer a whole one."""


class Newer(StoreFault):
    """The database belongs to a newer release of the code."""
