"""Words of distress are heard, and figures of speech are not taken for them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.distress import distressed

HEARD = """
je veux mourir|J’ai envie de mourir|JE VEUX MOURIR!!!|j ai envie de mourir|jveux mourir
je pense au suicide|je vais me suicider|mdr je vais me suicider|je veux en finir
j'ai envie d'en finir|je vais me tuer|j'ai plus envie de vivre|je n'ai plus envie de vivre
je ne veux plus vivre|à quoi bon vivre|je n'en peux plus de vivre|mieux vaut mourir
vous seriez mieux sans moi|je vais me foutre en l'air|je vais sauter du pont|je veux disparaître
me jeter sous un train|je me scarifie|je me fais du mal|idées noires|autant mourir
j'ai pris des cachets pour mourir|ma vie n'a plus de sens|j'aimerais être mort|je vais me pendre
on m'a volé mes données et je n'ai plus la force de vivre
mon mari me frappe|mon mari me bat depuis des années|mon père m’a frappée|il m'étrangle
il me menace de me tuer|mon ex me harcèle et me menace de mort|il va me tuer|il m'a violée
violence conjugale
I want to die|i wanna die|I'm going to kill myself|kill my self|I want to end it all
I don't want to live anymore|no reason to live|I'm suicidal|better off dead|I wish I was dead
self-harm|hurting myself|I took pills to die|I can't go on|take my own life
my husband hits me|he is hurting me|he's going to kill me
"""
NOT_HEARD = """
je suis mort de rire|je suis morte de fatigue|mdr je vais mourir de rire|c'est à mourir de rire
j'ai peur de mourir d'ennui|je meurs de faim|lol je veux mourir
mon téléphone est mort|ma batterie est morte|mon père est mort en 2020|c'est mort|ça me tue
je veux en finir avec ces démarches|je vais en finir avec ça|je vais finir le formulaire
il me tue avec ses questions|il me menace de bloquer mon compte|mettre fin à mon contrat
mon mari bat des records|mon fils me bat aux échecs|Suicide Squad|la force de recommencer
ma banque ne peut rien faire sans moi|votre compte va disparaître|je veux vivre
dead link|kill the process|I'm dying to know|going to die of boredom|she beats me at chess
I want this to end|he hits the button
"""


def phrases(table: str) -> list[str]:
    return [phrase for line in table.strip().splitlines() for phrase in line.split("|")]


@pytest.mark.parametrize("text", phrases(HEARD))
def test_distress_is_heard(text: str) -> None:
    """Death, harm to oneself and violence at home, in French and English, however typed."""
    assert distressed(text)
    assert distressed(f"Bonjour.\n{text}\nMerci")
    assert distressed(text.replace(" ", "\n", 1))


@pytest.mark.parametrize("text", phrases(NOT_HEARD))
def test_figures_of_speech_are_not_distress(text: str) -> None:
    """Laughter, tiredness, chess and contracts are no distress."""
    assert not distressed(text)


@given(st.text())
def test_any_text_is_heard_without_failing(text: str) -> None:
    """Whatever is typed, the answer is yes or no."""
    assert distressed(text) in (True, False)


@pytest.mark.parametrize("unit", ["il me ", "mon ", "je veux ", "a" * 40, "want to ", "m a "])
def test_the_search_stays_quick(unit: str) -> None:
    """The longest message of the worst kind takes a few milliseconds."""
    text = unit * (4096 // len(unit))
    began = time.perf_counter()
    distressed(text)

    assert time.perf_counter() - began < 0.5
