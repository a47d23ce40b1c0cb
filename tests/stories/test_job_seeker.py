"""A job-seeker of France Travail in whose name somebody took a loan."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.stories.ending import chain_holds, ends_well, letter_reads
from tests.stories.life import Life, born, months_on

BEGIN = datetime(2026, 11, 28, 10, 5)  # a Saturday
NAME, BIRTH = "Théophile Rackwitz", "le 3 mai 1991 à Vesouls-le-Grand"
STREET, LENDER, CREDIT = "77 rue Barbebleue, 35000 Rennes", "Crédit Zibeline", "DOS-88412"
DAY = timedelta(days=1)


def at_ten(day: date) -> datetime:
    """The hour at which a day is reminded of."""
    return datetime.combine(day, time(10))


async def learns_what_leaked(p: Life) -> None:
    """Nobody has used anything yet: no bank, no complaint in the plan."""
    await p.begins()
    await p.taps("Rien de tout cela", "Mes données ont fuité", "Emploi, Urssaf")
    await p.taps("France Travail, 2024")
    assert p.reads("ni l’IBAN ni le mot de passe. Nous n’avons pas pu le relire.")
    await p.taps("Je n’ai pas de courrier", "Voir mon plan")
    await p.has_tasks(
        *("mailbox", "franceconnect", "ameli", "passwords", "phone_lock", "watch"),
        *("group_action", "gdpr_access", "gdpr_erasure"),
    )
    await p.writes("/tasks")
    await p.taps("Regarder mes comptes chaque mois", "Commencer", "Rien d’anormal", "Dans un mois")
    assert await p.owes() == {"t.watch": datetime(2026, 12, 28, 10)}


async def a_lender_writes(p: Life) -> None:
    """The complaint comes first, because the lender asks for its copy; then the letter."""
    assert await p.until(date(2026, 12, 28), time(10, 30)) == [datetime(2026, 12, 28, 10)]
    await p.taps("Voir", "Commencer", "Le courrier d’un prêteur inconnu")
    assert p.reads("Avez-vous déjà porté plainte ?")
    await p.taps("Pas encore", "Par courrier, au procureur")
    made = await p.fills(
        NAME,
        BIRTH,
        STREET,
        None,
        "Rennes",
        "Le 20 décembre, Zibeline écrit.",
        None,
        "Des nuits blanches",
    )
    letter_reads(p, made, NAME, BIRTH, "contre X", "226-4-1", "Tribunal judiciaire de Rennes")
    await p.taps("Oui, c’est fait")
    await p.writes("2026/004321")
    made = await p.fills(
        NAME, BIRTH, STREET, LENDER, None, CREDIT, ("2300", "2300"), ("28/12/2026",) * 2
    )
    letter_reads(
        p,
        made,
        LENDER,
        CREDIT,
        "2 300 €",
        "J’ai porté plainte le 28 décembre 2026",
        "copie du contrat",
        "FICP",
    )
    await p.taps("Oui, c’est envoyé")
    month = at_ten(p.today + timedelta(days=30))
    watched = at_ten(months_on(p.today, 1))  # looking every month goes on
    assert await p.owes() == {"w.fraud_loan": month, "w.complaint": month, "t.watch": watched}
    await p.has_tasks(
        *("mailbox", "franceconnect", "ameli", "passwords", "phone_lock", "watch"),
        *("group_action", "gdpr_access", "gdpr_erasure"),
        *("complaint", "fraud_loan", "ficoba", "banque_de_france", "identity_document"),
    )


async def searches_for_more(p: Life) -> None:
    """The files and the accounts, asked on the last day of January: the month ends in February."""
    wrote = await p.until(date(2027, 1, 31), time(9))
    assert wrote == [datetime(2027, 1, 27, 10), datetime(2027, 1, 28, 10)]
    await p.writes("/menu")
    assert p.reads("Vous attendez")
    await p.writes("/tasks")
    await p.taps("Chercher un crédit pris à mon nom", "Commencer", "Je veux vérifier mes fichiers")
    assert p.told(
        "« gel de crédit »" if p.language == "fr" else "le « gel de crédit » n’existe pas"
    )
    await p.taps("Oui, c’est envoyé")
    await p.writes("/tasks")
    await p.taps("Chercher un compte ouvert à mon nom", "Commencer")
    await p.taps("Je fais la demande maintenant", "Oui, c’est envoyé")
    late = at_ten(months_on(date(2027, 1, 31), 1) + DAY)
    assert late == datetime(2027, 3, 1, 10)
    owed = await p.owes()
    assert (owed["w.banque_de_france"], owed["w.ficoba"]) == (late, late)


async def the_others_answer(p: Life) -> None:
    """Receipt here, silence there; the lender gives in after the second letter."""
    await p.writes("/plan")
    await p.taps("Porter plainte", "Oui, on m’a répondu")
    assert (await p.stands())["complaint"] == "done"
    await p.writes("/plan")
    await p.taps("Contester un crédit pris à mon nom", "Pas encore", "Passer à la suite")
    assert p.reads("Écrivez-lui une seconde fois")
    await p.taps("Oui, c’est envoyé")
    assert (await p.owes())["w.fraud_loan"] == datetime(2027, 3, 2, 10)
    wrote = await p.until(date(2027, 3, 2), time(12))
    assert wrote == [datetime(2027, 3, 1, 10), datetime(2027, 3, 2, 10)]
    await p.taps("Voir", "Oui, on m’a répondu", "Il reconnaît l’erreur")
    assert (await p.stands())["fraud_loan"] == "done"
    await p.writes("/plan")
    await p.taps("Chercher un crédit pris à mon nom", "Oui, on m’a répondu")
    await p.taps("J’y suis inscrit à cause d’un escroc", "Oui, j’ai la copie")
    assert p.reads("Envoyez un dossier d’usurpation à la Banque de France")
    await p.taps("Oui, c’est envoyé")
    assert (await p.owes())["w.banque_de_france"] == at_ten(date(2027, 3, 2) + timedelta(days=30))
    await p.writes("/plan")
    await p.taps("Chercher un compte ouvert à mon nom", "Oui, on m’a répondu", "Oui, tous")
    assert (await p.owes())["a.ficoba"] == at_ten(months_on(date(2027, 3, 2), 3))


async def looks_again(p: Life) -> None:
    """Every three months, for what is opened later did not show; one is stopped, one kept."""
    assert await p.until(date(2027, 4, 2)) == [datetime(2027, 4, 1, 10)]
    await p.taps("Voir", "Oui, on m’a répondu")
    assert (await p.owes())["a.banque_de_france"] == at_ten(months_on(date(2027, 4, 2), 3))
    assert await p.until(date(2027, 6, 2), time(19)) == [datetime(2027, 6, 2, 10)]
    await p.taps("Voir")
    assert p.reads("C’est le moment de le refaire.")
    await p.taps("Refaire cette étape", "J’ai reçu la liste", "Oui, tous")
    assert (await p.owes())["a.ficoba"] == datetime(2027, 9, 2, 10)
    await p.writes("/reminders")
    await p.taps(
        "Voir : Chercher un crédit pris à mon nom", "Supprimer : Chercher un crédit pris à mon nom"
    )
    assert await p.owes() == {"a.ficoba": datetime(2027, 9, 2, 10)}
    assert await p.until(date(2028, 1, 25)) == [datetime(2027, 9, 2, 10)]


async def lived(p: Life) -> None:
    """Live the fourteen months."""
    await learns_what_leaked(p)
    await a_lender_writes(p)
    await searches_for_more(p)
    await the_others_answer(p)
    await p.writes("/log")
    await p.taps("Recevoir le dossier")
    entries = chain_holds(p.files[-1])
    assert [e["event"] for e in entries] == [
        *("complaint_filed", "letter_sent", "bdf_asked", "ficoba_asked", "letter_sent", "bdf_asked")
    ]
    assert entries[0]["reference"] == "2026/004321"
    await looks_again(p)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_life_of_a_job_seeker(tmp_path: Path, language: str) -> None:
    """From the breach to the last look: complaint, lender, files, accounts."""
    life = born(tmp_path, language, BEGIN)
    await lived(life)
    await ends_well(life)
