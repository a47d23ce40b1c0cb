"""What is wrong with a database, as one sentence and an exit code."""

from bot.cli import Exit, Refused
from bot.reader import say
from bot.store.faults import AnotherInstance, Damaged, KeyFault, Newer, StoreFault


def refusal(fault: StoreFault) -> Refused:
    """Return the sentence and the code for what is wrong with a database."""
    match fault:
        case AnotherInstance():
            french = "Un autre Riposte utilise déjà cette base de données."
            english = "Another Riposte already runs on this database."
            code = Exit.ANOTHER
        case KeyFault():
            french = (
                "Le fichier de clé manque, est abîmé, ou n’est pas celui de cette base de données"
                " (RIPOSTE_KEY_FILE)."
            )
            english = (
                "The key file is missing, damaged, or not the one of this database"
                " (RIPOSTE_KEY_FILE)."
            )
            code = Exit.CONFIGURATION
        case Newer():
            french = (
                "Cette base de données vient d’un Riposte plus récent : mettez à jour le programme."
            )
            english = "This database was written by a newer Riposte: update the program."
            code = Exit.CONFIGURATION
        case Damaged():
            french = (
                "La base de données est abîmée : remettez une copie avec riposte restore"
                " (RIPOSTE_DATABASE)."
            )
            english = (
                "The database is damaged: put a copy back with riposte restore (RIPOSTE_DATABASE)."
            )
            code = Exit.IO
        case _:
            french = "La base de données ne peut pas être ouverte ou écrite (RIPOSTE_DATABASE)."
            english = "The database cannot be opened or written (RIPOSTE_DATABASE)."
            code = Exit.IO
    return Refused(say(french, english), code)
