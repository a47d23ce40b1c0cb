"""People who wander through the flows, and know at each step what they must see next."""

import itertools
import random
from dataclasses import dataclass

from bot.engine.effects import Manner, Option, Show
from tests.botapi.oracle import Oracle, digitless, texts
from tests.botapi.people import Human, plain, until
from tests.botapi.server import Server

WORDS = (
    "12/03/2024",
    "250",
    "demain à 9 h",
    "Votre colis est bloqué, payez 1,99 € sur http://colis-livraison.example.top/x",
    "ameli: your health card expires, renew at https://ameli-carte.example.info",
    "je ne sais pas",
    "oui",
    "😀 émoji 👨‍👩‍👧",
)
COMMANDS = ("/menu", "/plan", "/help", "/privacy", "/human", "/back", "/reminders", "/lang")
# What is written into a letter goes with the process, by design: tests/test_letters.py.
SHUNNED = ("Tout effacer", "Erase everything", "Remplir ici", "Fill in here")


@dataclass
class Walker:
    """One person, what the engine says of them, and their luck."""

    human: Human
    oracle: Oracle
    luck: random.Random
    steps: int = 0
    waiting: bool = False

    async def begin(self, payload: str = "") -> None:
        """Press Start."""
        await self._see(await self.human.start(payload))

    async def step(self, *, copies: int = 1) -> None:
        """Do one thing that makes sense on the present screen, and wait for what must come."""
        answers, orders = self._labels()
        choices = answers if answers and self.luck.random() < 0.93 else orders or answers
        if choices and self.luck.random() < 0.92:
            label = self.luck.choice(choices)
            await self._see(await self.human.tap(label, copies=copies))
        elif self.luck.random() < 0.75:
            await self._see(await self.human.write(self.luck.choice(WORDS), copies=copies))
        else:
            await self._see(await self.human.write(self.luck.choice(COMMANDS), copies=copies))
        self.steps += 1

    async def _see(self, number: int) -> None:
        effects = self.oracle.feed(self.human.server.world.accepted[number])
        show = next((e for e in reversed(effects) if isinstance(e, Show)), None)
        if show is not None:
            self.waiting = True
            await until(lambda: self._shown(show), "the next screen never came", 90)
            self.waiting = False

    def _shown(self, show: Show) -> bool:
        wanted = digitless(texts(show)[-1])
        labels = [plain(b.label) for b in itertools.chain(*show.buttons)]
        for message in reversed(self.human.mine()):
            if show.manner is Manner.KEYS or digitless(message.text) == wanted:
                seen = [plain(b["text"]) for b in itertools.chain(*message.buttons)]
                return seen == labels
        return False

    def _labels(self) -> tuple[list[str], list[str]]:
        """Return what can be tapped: answers to the question, and the ways elsewhere."""
        show = self.oracle.screen
        answers: list[str] = []
        orders: list[str] = []
        for button in itertools.chain(*(show.buttons if show is not None else ())):
            label = plain(button.label)
            if label not in SHUNNED:
                (answers if isinstance(button.press, Option) else orders).append(label)
        return answers, orders


def walker(server: Server, keys: object, number: int, language: str, seed: int) -> Walker:
    """Send somebody on their way."""
    human = Human(server, server.world.chat(number, language))
    return Walker(human, Oracle(number, keys), random.Random(seed))  # type: ignore[arg-type]


def extra_and_missing(walkers: list[Walker]) -> tuple[int, int]:
    """Return how many messages came twice, and how many never."""
    extra = missing = 0
    for one in walkers:
        seen: dict[str, int] = {}
        for text in one.human.chat.sent:
            seen[digitless(text)] = seen.get(digitless(text), 0) + 1
        wanted = one.oracle.sends
        for text in seen.keys() | wanted.keys():
            count = seen.get(text, 0) - wanted[text]
            if count > 0 and text in one.oracle.edits and text not in wanted:
                continue  # a screen to edit was gone, so it was sent anew
            extra += max(count, 0)
            missing += max(-count, 0)
    return extra, missing
