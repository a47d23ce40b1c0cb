"""A carer in Réunion for a parent whose insurer used Viamedis: another clock, another holiday."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.stories.ending import calendar_reads, ends_well, letter_reads
from tests.stories.life import Life, born, months_on

BEGIN = datetime(2027, 3, 25, 21, 40)  # a Thursday, three nights before Paris changes its clocks
ZONE = "Indian/Reunion"
NAME, STREET = "Marie-Ange Hoarau-Zéphir", "12 chemin Bœuf-Mort, 97419 La Possession"
BODY = "Mutuelle Grand-Brûlé"
DAY = timedelta(days=1)


def at_ten(day: date) -> datetime:
    """The hour at which a day is reminded of."""
    return datetime.combine(day, time(10))


async def says_where_they_live(p: Life) -> None:
    """The clock first; a late “tomorrow” is tomorrow there, not in Paris."""
    await p.begins()
    await p.taps("Rien de tout cela", "J’aide un proche")
    assert p.reads("Ce n’est pas sa faute")
    await p.taps("Préparer les démarches")
    await p.writes("/zone")
    await p.taps("La Réunion")
    assert "21 h 4" in p.screen if p.language == "fr" else "9:4" in p.screen
    await p.until(date(2027, 3, 25), time(23, 59))
    await p.writes("/back")
    await p.taps("Pas maintenant", "J’écris le jour et l’heure")
    await p.writes("demain à 6h du soir", "tomorrow at 6 pm")
    assert p.reads("C’est l’heure de ce lieu", date(2027, 3, 26))
    assert await p.owes() == {"t.carer": datetime(2027, 3, 26, 18)}
    assert await p.until(date(2027, 3, 26), time(18, 30)) == [datetime(2027, 3, 26, 18)]


async def prepares_together(p: Life) -> None:
    """What to have ready; whom to call, open now on whose clock."""
    await p.taps("Voir", "Commencer", "C’est prêt", "Il se sent mal, ou moi")
    # 116 006 answers until 19:00 in Paris, which is 22:00 here in winter
    assert p.reads("à votre heure")
    assert ("22 h" if p.language == "fr" else "10 pm") in p.screen, p.screen
    await p.until(date(2027, 3, 28), time(18, 30))
    await p.writes("/human")
    # and 21:00 since this morning: Paris has moved, Réunion has not
    assert ("21 h" if p.language == "fr" else "9 pm") in p.screen, p.screen
    assert (await p.stands())["carer"] == "done"


async def opens_the_plan_of_the_parent(p: Life) -> None:
    """The breach is the parent's; the family act has its children and spouse."""
    await p.writes("/menu")
    await p.taps("Mes données ont fuité", "Santé, mutuelle", "Ma mutuelle, début 2024")
    await p.taps("Je ne sais pas", "Non, ou je ne sais plus", "Voir mon plan")
    await p.has_tasks(
        *("carer", "insurer_ask", "franceconnect", "ameli", "family", "watch", "group_action"),
        *("gdpr_access", "gdpr_erasure"),
    )
    await p.writes("/tasks")
    await p.taps("Faire effacer mes données inutiles", "Commencer", "Mon ancienne mutuelle")
    made = await p.fills(NAME, STREET, None, BODY, None, ("31/12/2023",) * 2)
    letter_reads(p, made, NAME, STREET, BODY, "31 décembre 2023", "Sans réponse")
    await p.taps("Oui, c’est envoyé")
    late = months_on(date(2027, 3, 28), 1) + DAY
    assert await p.owes() == {"w.gdpr_erasure": at_ten(late)}
    await p.writes("/reminders")
    await p.taps("Tout dans mon agenda")
    (event,) = calendar_reads(p, p.files[-1])
    assert event.when("DTSTART") == datetime(2027, 4, 29, 6, tzinfo=UTC)  # ten o'clock in Réunion
    assert await p.until(late) == [at_ten(late)]


async def is_answered(p: Life) -> None:
    """The insurer answers in part; the complaint to the CNIL is put off, and stopped for good."""
    await p.taps("Voir", "Oui, on m’a répondu", "Non, elle est incomplète")
    made = await p.blank()
    letter_reads(p, made, "CNIL", "(prénom et nom)")
    await p.taps("Pas maintenant", "Dans trois jours à 9 h")
    assert (await p.owes())["t.cnil"] == datetime(2027, 5, 2, 9)
    assert await p.until(date(2027, 5, 2), time(12)) == [datetime(2027, 5, 2, 9)]
    await p.taps("Plus tard")
    await p.taps("Dans une semaine, à 9 h")
    assert await p.until(date(2027, 5, 9), time(12)) == [
        datetime(2027, 5, 6, 10),
        datetime(2027, 5, 9, 9),
    ]
    await p.taps("Arrêter tous les rappels")
    assert p.reads("je n’écrirai plus de moi-même")
    assert await p.owes() == {}


async def begins_again(p: Life) -> None:
    """Stopped is stopped; allowed again, the parent's accounts are looked at each quarter."""
    assert await p.until(date(2027, 6, 3)) == []
    await p.writes("/plan")
    assert p.reads("Vos rappels sont arrêtés.")
    assert p.reads("Une réponse, ou rien ? Touchez ce geste.")
    await p.taps("Autoriser les rappels")
    await p.writes("/tasks")
    await p.taps("Regarder mes comptes chaque mois", "Commencer")
    for _ in range(4):
        await p.taps("Rien d’anormal", "Dans trois mois")
        due = months_on(p.today, 3)
        assert await p.until(due) == [at_ten(due)]
        await p.taps("Voir", "Commencer")
    await p.taps("Rien d’anormal", "Non, j’y penserai")


async def lived(p: Life) -> None:
    """Live the fourteen months."""
    await says_where_they_live(p)
    await prepares_together(p)
    await opens_the_plan_of_the_parent(p)
    await is_answered(p)
    await begins_again(p)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_life_of_a_carer(tmp_path: Path, language: str) -> None:
    """Fourteen months on the clock of La Réunion, while Paris changes its own twice."""
    life = born(tmp_path, language, BEGIN, ZONE)
    await lived(life)
    await ends_well(life)
