"""A member of a Viamedis insurer to whom nothing has happened, for fourteen months."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.stories.ending import calendar_reads, chain_holds, ends_well, letter_reads
from tests.stories.life import Life, born, months_on, written

BEGIN = datetime(2026, 11, 25, 19, 30)  # a Wednesday evening
NAME, STREET, CLIENT = (
    "Odilon Vermeersch-Quy",
    "4 impasse du Vieux-Lavoir, 59800 Lille",
    "ADH-77231-K",
)
BODY = "Mutuelle Zéphyrine"
DAY = timedelta(days=1)


def at_ten(day: date) -> datetime:
    """The hour at which a day is reminded of."""
    return datetime.combine(day, time(10))


async def lived(p: Life) -> None:
    """Live the fourteen months."""
    await p.begins()
    await p.taps("Rien de tout cela", "Mes données ont fuité", "Santé, mutuelle")
    await p.taps("Ma mutuelle, début 2024")
    assert p.reads("Aucun mot de passe d’assuré non plus.")
    await p.taps("Harmonie Mutuelle", "Non, ou je ne sais plus")
    await _finds_the_letter(p)
    await _plan_of_what_leaked(p)
    await _puts_off_to_tuesday(p)
    await _asks_what_is_known(p)
    await _watches_every_month(p)


async def _finds_the_letter(p: Life) -> None:
    """They change an earlier answer; only what depends on it is asked again."""
    await p.writes("/change")
    await p.taps("Cette mutuelle vous a-t-elle écrit que vos données ont pu fuiter ?")
    assert p.reads("Cette mutuelle vous a-t-elle écrit que vos données ont pu fuiter ?")
    await p.taps("Oui")
    assert p.reads("Quelles données votre courrier cite-t-il ? Cochez-les.")
    await p.taps("Numéro de sécurité sociale", "Nom et date de naissance", "Continuer")
    await p.taps("Voir mon plan")


async def _plan_of_what_leaked(p: Life) -> None:
    """No bank and no password: neither leaked."""
    await p.taps("Voir tout mon plan")
    await p.has_tasks(
        "franceconnect",
        "ameli",
        "family",
        "watch",
        "group_action",
        "gdpr_access",
        "gdpr_erasure",
        "viamedis_letter",
    )


async def _puts_off_to_tuesday(p: Life) -> None:
    """A day in words, confirmed in full; the evening of the reminder, once more; then done."""
    await p.taps("Protéger mon compte ameli", "Pas maintenant", "J’écris le jour et l’heure")
    await p.writes("31/02", "31/02")
    assert p.reads("Cette date n’existe pas.")
    await p.writes("mardi matin", "tuesday morning")
    assert p.reads("C’est noté. Je vous écris", date(2026, 12, 1))
    assert (await p.owes())["t.ameli"] == datetime(2026, 12, 1, 9)
    assert await p.until(date(2026, 12, 1), time(9, 30)) == [datetime(2026, 12, 1, 9)]
    await p.taps("Plus tard", "Ce soir, à 19 h")
    assert await p.until(date(2026, 12, 1), time(19, 20)) == [datetime(2026, 12, 1, 19)]
    await p.taps("Voir")
    await p.taps("Commencer")
    await p.taps("Oui", "Non, plus tard", "C’est fait", "Oui, tout")
    await p.writes("/plan")
    await p.taps("Regarder mes connexions FranceConnect", "Commencer", "Oui, toutes")
    assert (await p.owes())["a.franceconnect"] == datetime(2027, 3, 1, 10)  # three months on
    await p.taps("Vérifier pour ma famille", "Commencer", "Mes enfants", "Oui, c’est envoyé")
    assert (await p.owes())["w.family"] == datetime(2027, 1, 2, 10)  # the month is over


async def _asks_what_is_known(p: Life) -> None:
    """The insurer is silent a month, takes two more, says nothing; the CNIL is silent too."""
    assert await p.until(date(2026, 12, 8), time(20)) == []
    await p.writes("/menu")
    assert p.reads("Vous revoilà.")
    assert p.reads("la liste FICOBA de votre enfant", date(2027, 1, 2))
    await p.writes("/tasks")
    await p.taps("Demander quelles données on a sur moi", "Commencer", "Ce qu’il a sur moi")
    made = await p.fills(NAME, STREET, CLIENT, BODY, None, ("08/02/2024", "08/02/2024"))
    letter_reads(p, made, NAME, STREET, CLIENT, BODY, "Le 8 février 2024, une fuite", "RGPD")
    asked = p.today
    await p.taps("Oui, c’est envoyé")
    late = months_on(asked, 1) + DAY
    assert (await p.owes())["w.gdpr_access"] == at_ten(late) == datetime(2027, 1, 9, 10)
    await p.writes("/tasks")
    await p.taps("Plainte Viamedis ou Almerys", "Commencer", "La lettre est acceptée")
    sent = await p.fills(
        NAME,
        None,
        STREET,
        None,
        "Lezquin-sur-Ode",
        ("8/12/2026",) * 2,
        "Mutuelle Zéphyrine",
        ("07/02/2024",) * 2,
        "un SMS de Zorblax",
    )
    letter_reads(p, sent, "BL2C 2024/030", "36 rue du Bastion", "Le 7 février 2024", "8 décembre")
    await p.taps("Oui, c’est envoyé")
    # FICOBA of the child is silent: it may take three months
    assert await p.until(date(2027, 1, 2), time(18)) == [datetime(2027, 1, 2, 10)]
    await p.taps("Voir", "Pas encore", "Passer à la suite")
    assert p.reads("Si le cas est complexe, en", months_on(date(2026, 12, 1), 3))
    assert (await p.owes())["w.ficoba"] == datetime(2027, 3, 2, 10)
    assert await p.until(late, time(11)) == [at_ten(late)]
    await p.taps("Voir", "Pas encore", "Passer à la suite", "Oui")
    assert p.reads("Alors il a jusqu’au", months_on(asked, 3))
    assert (await p.owes())["w.cnil"] == at_ten(months_on(asked, 3) + DAY)
    wrote = await p.until(date(2027, 3, 9), time(18))
    assert wrote == [datetime(2027, 3, 1, 10), datetime(2027, 3, 2, 10), datetime(2027, 3, 9, 10)]
    await p.taps("Voir", "Pas encore", "Passer à la suite")
    complaint = await p.fills(
        NAME,
        STREET,
        None,
        BODY,
        ("08/12/2026",) * 2,
        "avoir une copie de mes données",
        "aucune réponse",
        ("08/02/2024",) * 2,
        "nom, date de naissance",
        "une réponse",
    )
    letter_reads(p, complaint, "3 place de Fontenoy", "Le 8 décembre 2026, j’ai écrit", BODY)
    await p.taps("Oui, c’est envoyé", "Pas de numéro")
    assert (await p.owes())["w.cnil"] == datetime(2027, 6, 9, 10)
    assert (await p.stands())["gdpr_access"] == "done"  # the complaint took over


async def _watches_every_month(p: Life) -> None:
    """Across both changes of the clock the reminder stays at ten, in the calendar too."""
    await p.writes("/tasks")
    await p.taps("Regarder mes comptes chaque mois", "Commencer")
    while p.today < date(2028, 1, 1):
        await p.taps("Rien d’anormal", "Dans un mois")
        due = months_on(p.today, 1)
        assert p.reads("C’est noté. Je vous écris", due)
        before_the_plan = p.screen.partition("**")[0]
        assert before_the_plan.count(written(due, p.language)) == 1
        if due.month == 4:
            await _into_the_calendar(p, due)
        assert (await p.until(due, time(11)))[-1] == at_ten(due)
        await p.taps("Voir")
        if due == date(2027, 6, 9):  # the CNIL has had its three months, on the same morning
            assert p.reads("Voici ce dont je devais vous parler.")
            await p.taps("Se plaindre à la CNIL")
            await p.taps("On m’a dit non")
            assert p.reads("Pour en parler avec un humain")
            await p.taps("Je m’arrête là")
            assert (await p.stands())["cnil"] == "done"
            await p.writes("/tasks")
            await p.taps("Regarder mes comptes chaque mois")
        await p.taps("Commencer")
    await p.taps("Rien d’anormal", "Non, j’y penserai")
    assert await p.until(date(2028, 1, 25)) == []
    await p.writes("/log")
    await p.taps("Recevoir le dossier")
    entries = chain_holds(p.files[-1])
    assert [entry["event"] for entry in entries] == [
        *("password_changed", "ficoba_asked", "data_asked", "letter_sent", "cnil_complaint")
    ]
    await p.writes("/plan")


async def _into_the_calendar(p: Life, due: date) -> None:
    """The hour is the person's own, past the night of 28 March; a second file updates."""
    await p.writes("/reminders")
    await p.taps("Tout dans mon agenda")
    first = calendar_reads(p, p.files[-1])
    begins = {event.when("DTSTART") for event in first}
    assert datetime(2027, 4, 9, 8, tzinfo=UTC) in begins, begins
    await p.until(p.today + DAY)
    await p.taps("Tout dans mon agenda")
    again = calendar_reads(p, p.files[-1])
    for old, new in zip(first, again, strict=True):
        assert old.text("UID") == new.text("UID")
        assert int(old.text("SEQUENCE")) < int(new.text("SEQUENCE"))


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_life_of_a_member(tmp_path: Path, language: str) -> None:
    """Every promise kept for fourteen months."""
    life = born(tmp_path, language, BEGIN)
    await lived(life)
    await ends_well(life)
