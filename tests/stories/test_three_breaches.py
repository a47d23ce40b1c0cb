"""An English speaker in France whom three breaches hit: one plan, each shared act once."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.stories.ending import chain_holds, ends_well, letter_reads
from tests.stories.life import Life, born, months_on, working_days_on

BEGIN = datetime(2026, 12, 1, 18, 15)
NAME, STREET, CLIENT = "Philippa Quillfeather", "5 rue Tartempion, 24000 Périgueux", "CL-9Z"
BODY, CREDITOR = "Bouygalactic SA", "GYMZILLA"
DAY = timedelta(days=1)


def at_ten(day: date) -> datetime:
    """The hour at which a day is reminded of."""
    return datetime.combine(day, time(10))


async def merges_three_breaches(p: Life) -> None:
    """Social security number, IBAN, e-mail, password: what each asks for, and no more."""
    await p.begins()
    await p.taps("Rien de tout cela", "Mes données ont fuité", "Voir toutes les fuites connues")
    await p.taps("Viamedis et Almerys (mutuelles)", "Bouygues Telecom")
    await p.taps("Fédération française de cardiologie", "Continuer")
    await p.taps("Macif", "Oui", "Je n’ai pas de courrier", "Voir mon plan")
    await p.has_tasks(
        *("ameli", "franceconnect", "family", "viamedis_letter"),  # the health insurer's
        *("direct_debit", "phone_lock"),  # the operator's
        *("password_given", "mailbox", "passwords"),  # a password and an e-mail address
        *("gdpr_access", "gdpr_erasure", "group_action", "watch"),  # any breach
    )


async def shares_one_act(p: Life) -> None:
    """The mailbox is asked for by all three; done once, on the way of another act, it is done."""
    await p.writes("/tasks")
    await p.taps("Protéger mon compte ameli", "Commencer", "Oui", "Non, faisons-le d’abord")
    await p.taps("Oui", "C’est fait", "C’est fait", "C’est fait")
    assert p.reads("Changez le mot de passe ameli.")
    await p.taps("C’est fait", "Oui, tout")
    stands = await p.stands()
    assert (stands["mailbox"], stands["ameli"]) == ("done", "done")
    await p.writes("/tasks")
    assert sum("✅" in label for label in p.labels) in (1, 2)


async def keeps_the_thirteen_months(p: Life) -> None:
    """An old unknown debit: the right ends after thirteen months, said a week and a day before."""
    debited = date(2026, 1, 31)
    await p.writes("/tasks")
    await p.taps("Bloquer les faux prélèvements", "Commencer", "Oui, il est plus ancien")
    assert p.reads("Après, ce droit est perdu.")
    await p.taps("Pas maintenant")
    await p.writes("le 31 janvier 2026", "31 January 2026")
    last = months_on(debited, 13)
    assert last == date(2027, 2, 28)
    assert p.reads("Le dernier jour pour agir est le", last, last - 7 * DAY, last - DAY)
    await p.taps("J’écris le jour et l’heure")
    await p.writes("le 2 mai à 18h", "2 May at 6 pm")
    assert p.reads("Attention : le dernier jour pour agir est le", last)
    owed = await p.owes()
    assert owed["t.direct_debit"] == datetime(2027, 5, 2, 18)
    assert owed["d.direct_debit"] == at_ten(last - 7 * DAY)
    assert await p.until(date(2027, 2, 21), time(12)) == [at_ten(last - 7 * DAY)]
    await p.taps("Voir")
    assert p.reads("Dernier jour pour ce geste", last)
    await p.taps("Commencer", "Oui, il est plus ancien", "Donnez-moi un modèle de lettre")
    made = await p.fills(
        NAME,
        STREET,
        "Crédit Quenouille",
        None,
        f"31 janvier 2026, 29 €, {CREDITOR}",
        None,
        None,
        None,
    )
    letter_reads(p, made, CREDITOR, "29 €", "L133-24", "Crédit Quenouille")
    await p.taps("Oui, c’est envoyé", "Je préfère surveiller")
    asked = working_days_on(p.today, 2)
    assert await p.owes() == {"w.direct_debit": at_ten(asked)}  # the deadline is met
    assert await p.until(asked, time(20)) == [at_ten(asked)]
    await p.taps("Voir", "Oui, on m’a répondu", "Elle rembourse tout")
    assert (await p.stands())["direct_debit"] == "done"


async def asks_the_operator(p: Life) -> None:
    """The right of access, refused; the complaint to the CNIL, in French, with its number."""
    await p.writes("/tasks")
    await p.taps("Demander quelles données on a sur moi", "Commencer", "Ce qu’il a sur moi")
    made = await p.fills(NAME, STREET, CLIENT, BODY, None, ("06/08/2025",) * 2)
    letter_reads(p, made, NAME, CLIENT, BODY, "6 août 2025")
    await p.taps("Oui, c’est envoyé")
    late = months_on(p.today, 1) + DAY
    assert await p.until(late, time(15)) == [at_ten(late)]
    await p.taps("Voir", "On m’a dit non")
    made = await p.fills(
        NAME,
        STREET,
        None,
        BODY,
        ("23/02/2027",) * 2,
        None,
        "refus net",
        ("06/08/2025",) * 2,
        None,
        None,
    )
    letter_reads(p, made, "3 place de Fontenoy", "refus net", BODY)
    assert ("French" in p.screen) or p.language == "fr"
    await p.taps("Oui, c’est envoyé")
    await p.writes("27-0001234")
    asked = months_on(p.today, 3)
    assert await p.owes() == {"w.cnil": at_ten(asked)}
    assert await p.until(asked, time(15)) == [at_ten(asked)]
    await p.taps("Voir", "Pas encore", "Passer à la suite", "J’attends encore la CNIL")
    again = months_on(asked, 3)
    assert await p.until(again, time(15)) == [at_ten(again)]
    await p.taps("Voir", "Oui, on m’a répondu")
    assert (await p.stands())["cnil"] == "done"
    await p.writes("/log")
    await p.taps("Recevoir le dossier")
    entries = chain_holds(p.files[-1])
    assert [e["reference"] for e in entries if e["event"] == "cnil_complaint"] == ["27-0001234"]
    assert len(p.files[-3:]) == 3


async def is_forgotten_and_comes_back(p: Life) -> None:
    """Thirty days after the last word everything is gone; a word brings the welcome, in English."""
    await p.until(date(2027, 12, 1))
    assert await p.kept() == ""
    await p.writes("bonjour", "hello")
    assert p.reads("Je suis un service automatique")
    assert p.reads("Que se passe-t-il, là, maintenant ?")
    assert await p.until(date(2028, 1, 31)) == []


async def lived(p: Life) -> None:
    """Live the fourteen months."""
    await merges_three_breaches(p)
    await shares_one_act(p)
    await keeps_the_thirteen_months(p)
    await asks_the_operator(p)
    await is_forgotten_and_comes_back(p)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_life_of_three_breaches(tmp_path: Path, language: str) -> None:
    """Three breaches, one plan, and English to the last word, also after being forgotten."""
    life = born(tmp_path, language, BEGIN)
    await lived(life)
    await ends_well(life)
