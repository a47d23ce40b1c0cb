"""`do: check_message`: the verdict on a message, in memory, inside the transaction of its update.

The message is an input that was never stored; what goes on is the verdict and the few signs shown.
Several messages pasted at once are read one by one, and the worst of them is the answer.
"""

from bot.actions.check_tables import tables_of
from bot.actions.in_picture import in_picture
from bot.actions.which import which
from bot.check.checker import shown
from bot.check.paste import check_paste
from bot.check.waves import fingerprint
from bot.engine.effects import Run
from bot.engine.events import Finished, Sign
from bot.engine.person import Person
from bot.flow.release import Release

BRANDS = "flows/brands.yml"


def check_message(run: Run, person: Person, release: Release) -> Finished:
    """Return the verdict on the input `message`; `sender` may be given, or stand at its head."""
    message = run.inputs.get("message")
    if not isinstance(message, str) or not message.strip():
        return Finished(run.key, "failed")
    given = run.inputs.get("sender")
    sender = given if isinstance(given, str) and given else None
    tables = tables_of(release.files.get(BRANDS, "brands: {}"))
    known = person.profile.get("leaked")
    leaked = frozenset(known) if isinstance(known, tuple) else frozenset[str]()
    pasted = check_paste(message, sender=sender, leaked=leaked, tables=tables)
    said = outcome = pasted.checked.verdict.value
    read: tuple[Sign, ...] = ()
    if "picture" in run.inputs:
        outcome, read = in_picture(run.inputs, pasted.seen.read.original, said)
    signs = which(pasted)
    if outcome == said:  # an address that a picture shows speaks for nobody
        signs += tuple(Sign(one.id, one.span) for one in shown(pasted.checked))
    if run.inputs.get("masked"):
        signs += (Sign("secret.masked"),)
    return Finished(run.key, outcome, signs + read, wave=fingerprint(pasted.seen))
