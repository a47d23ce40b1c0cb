"""What is wrong with a database, as one sentence and an exit code."""

from bot.cli import Exit, Refused
from bot.store.faults import AnotherInstance, KeyFault, Newer, StoreFault, Unusable


def refusal(fault: StoreFault) -> Refused:
    """Return the sentence and the code for what is wrong with a database."""
    match fault:
        case AnotherInstance():
            return Refused("Another Riposte already runs on this database.", Exit.ANOTHER)
        case KeyFault():
            return Refused(
                "The key file is missing, damaged, or not the one of this database"
                " (RIPOSTE_KEY_FILE).",
                Exit.CONFIGURATION,
            )
        case Newer():
            return Refused(
                "This database was written by a newer Riposte: update the program.",
                Exit.CONFIGURATION,
            )
        case Unusable():
            return Refused("The database cannot be opened or written (RIPOSTE_DATABASE).", Exit.IO)
        case _:
            return Refused("The database cannot be used.", Exit.IO)
