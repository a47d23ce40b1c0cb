"""The demo as a newcomer meets it: one command, a page, a phone, both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.chromium import NEEDED, a_chromium
from tests.demos import (
    CONTRAST,
    SLOW,
    _card,
    _keys,
    _newcomer,
    _says,
    _tap,
    _write,
    demo,
    free_port,
    page,
)
from tests.simulator.rooms import png

__all__ = ["a_chromium"]
pytestmark = NEEDED


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One demo for all tests; each brings its own person."""
    with demo(tmp_path_factory.mktemp("demo"), free_port()) as found:
        yield found


async def test_a_newcomer_is_guided_in_french_then_in_english(
    chromium: Browser, tmp_path: Path
) -> None:
    """Greeting, first hour, a scam checked, the plan, the other language; then after a restart."""
    port = free_port()
    with demo(tmp_path / "demo", port) as address:
        async with page(chromium, address) as view:
            await _says(view, "Je suis un service automatique")
            await expect(view.locator("h1")).to_contain_text("Et maintenant")
            await _tap(view, "De l’argent est parti")
            await _tap(view, "Un prélèvement inconnu")
            await _says(view, "Appelez votre banque maintenant")
            await _card(view, "Faux colis")
            await _says(view, "Danger")
            await _card(view, "Mon plan")
            await _says(view, "Prochain geste")
            await view.locator("#en").click()
            await _says(view, "I now speak English with you")
            await expect(view.locator("h1")).to_contain_text("What now")
            assert await view.locator("html").get_attribute("lang") == "en"
    with demo(tmp_path / "demo", port) as address:
        async with page(chromium, address) as view:
            await _says(view, "Je suis un service automatique")
            await _says(view, "I now speak English with you")
            await _card(view, "A genuine notice")
            await _says(view, "Have you already done anything")


async def test_the_page_outlives_the_demo(chromium: Browser, tmp_path: Path) -> None:
    """While it is down nothing typed is lost, and the page says so; started again, it goes on."""
    port = free_port()
    view = await chromium.new_page()
    with demo(tmp_path / "demo", port) as address:
        await view.goto(address)
        await _says(view, "Que se passe-t-il")
    await expect(view.locator("#state")).to_contain_text("ne répond plus", timeout=SLOW)
    await _write(view, "/plan")
    await expect(view.locator("#write")).to_have_value("/plan", timeout=SLOW)
    with demo(tmp_path / "demo", port):
        await expect(view.locator("#state")).to_be_empty(timeout=SLOW)
        await view.locator("#write").press("Enter")
        await _says(view, "Votre plan")
        await view.close()


async def test_the_page_works_by_keyboard(chromium: Browser, address: str) -> None:
    """Enter taps; the focus goes on to the answer, from where Tab reaches its first button."""
    async with page(chromium, address) as view:
        await _newcomer(view)
        await view.keyboard.press("Tab")  # a keyboard is in use
        await _keys(view).first.focus()
        await view.keyboard.press("Enter")
        await _says(view, "Comment l’argent est-il parti")
        await expect(view.locator(".message.bot").last).to_be_focused()
        await view.keyboard.press("Tab")
        await expect(_keys(view).first).to_be_focused()
        await view.locator("#commands").press("Enter")
        await view.locator("#menu button").first.press("Escape")
        await expect(view.locator("#commands")).to_be_focused()
        await expect(view.locator("#menu")).to_be_hidden()


async def test_ticking_keeps_ones_place(chromium: Browser, address: str) -> None:
    """In a long list neither the scroll nor the focus moves when something is ticked."""
    async with page(chromium, address) as view:
        await _newcomer(view)
        await _card(view, "Faux ameli")
        await _tap(view, "Oui, j’ai ouvert, répondu ou donné")
        await _says(view, "Touchez tout ce qui convient")
        await _keys(view).first.click()
        await expect(_keys(view).first).to_contain_text("✅", timeout=SLOW)
        far = _keys(view).nth(9)
        await far.scroll_into_view_if_needed()
        await far.focus()
        before = await far.evaluate("key => key.getBoundingClientRect().top")
        await view.keyboard.press("Enter")
        await expect(_keys(view).nth(9)).to_contain_text("✅", timeout=SLOW)
        await expect(_keys(view).nth(9)).to_be_focused()
        after = await _keys(view).nth(9).evaluate("key => key.getBoundingClientRect().top")
        assert abs(after - before) < 2


@pytest.mark.parametrize("width", [320, 640, 1280])
async def test_nothing_is_cut_or_faint(chromium: Browser, address: str, width: int) -> None:
    """From 320 pixels up nothing is wider than the screen, and every word has contrast (AA)."""
    async with page(chromium, address, width=width) as view:
        await _newcomer(view)
        await _card(view, "Faux colis")
        await _says(view, "Danger")
        await view.locator("summary").click()
        for scheme in ("light", "dark"):
            await view.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            dark = "window.matchMedia('(prefers-color-scheme: dark)').matches"
            assert await view.evaluate(dark) is (scheme == "dark")
            wide = await view.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            assert not wide, scheme
            assert await view.evaluate(CONTRAST.read_text("utf-8")) == [], scheme
            assert await view.locator("#chat").get_attribute("aria-live") == "polite"
            small = await view.evaluate(
                "[...document.querySelectorAll('.keys button, .phone form button')]"
                ".filter(one => one.offsetHeight < 40).length"
            )
            assert small == 0, scheme


async def test_a_secret_goes_and_a_document_comes(
    chromium: Browser, address: str, tmp_path: Path
) -> None:
    """A social-security number is taken off the chat; the export is a file that can be kept."""
    async with page(chromium, address) as view:
        await _newcomer(view)
        await _card(view, "Un numéro écrit par erreur")
        await _says(view, "J’ai effacé votre message")
        await expect(view.locator("#chat")).not_to_contain_text("115 001")
        await _card(view, "Tout recevoir")
        async with view.expect_download() as waiting:
            await view.locator(".document").click(timeout=SLOW)
        await (await waiting.value).save_as(tmp_path / "export")
        assert (tmp_path / "export").stat().st_size > 20


async def test_pictures_are_sent_as_a_phone_sends_them(
    chromium: Browser, address: str, tmp_path: Path
) -> None:
    """Chosen or from a card: shown in the chat, at most 1,280 pixels; a file keeps its name."""
    (tmp_path / "capture.png").write_bytes(png(2000, 500))
    (tmp_path / "lettre.txt").write_text("Madame, Monsieur", "utf-8")
    async with page(chromium, address) as view:
        await _newcomer(view)
        await view.locator("#file").set_input_files(tmp_path / "capture.png")
        sent = view.locator(".me img")
        await expect(sent).to_have_attribute("width", "1280", timeout=SLOW)
        assert await sent.evaluate("one => one.decode().then(() => one.naturalHeight)") == 320
        await view.locator("#file").set_input_files(tmp_path / "lettre.txt")
        await expect(view.locator(".me .document")).to_contain_text("lettre.txt", timeout=SLOW)
        await _card(view, "La photo d’un SMS")
        await expect(view.locator(".me img")).to_have_count(2, timeout=SLOW)


async def test_a_received_message_is_forwarded(chromium: Browser, address: str) -> None:
    """In a dialog by keyboard, with its sender; then the verdict comes."""
    async with page(chromium, address) as view:
        await _newcomer(view)
        await view.locator("#attach").click()
        await view.locator("#forward").click()
        await view.keyboard.type("Dernier rappel : payez votre amende sur http://amende-antai.top")
        await view.keyboard.press("Tab")
        await view.keyboard.type("+33 7 00 00 00 01")
        await view.keyboard.press("Enter")
        await expect(view.locator(".me .from")).to_have_text("Transféré de +33 7 00 00 00 01")
        await _says(view, "amende-antai[.]top")


async def test_the_clock_goes_to_the_next_reminder(chromium: Browser, address: str) -> None:
    """Without one the page says so; with one, it comes at once, below all, on its own day."""
    async with page(chromium, address) as view:
        await _newcomer(view)
        await _card(view, "Et plus tard")
        await expect(view.locator("#notice")).to_contain_text("Aucun rappel")
        await _write(view, "/menu")
        await _tap(view, "Me faire un rappel")
        await _tap(view, "Demain matin")
        await _says(view, "Je vous écris")
        await _card(view, "Et plus tard")
        await _says(view, "vous m’aviez demandé de revenir")
        await expect(view.locator(".day")).to_have_count(2)
        await expect(view.locator(".message").last).to_contain_text("demandé de revenir")
        await expect(view.locator(".day").last).to_have_text("Aujourd’hui")


MIDNIGHT = """async () => {
  const { clear, draw } = await import("/chat.js");
  const { WORDS } = await import("/words.js");
  const about = { person: "1", words: WORDS.fr, language: "fr", description: "" };
  const at = (id, day) => ({ message_id: id, date: day * 86400 + 43200, text: `message ${id}` });
  clear();
  draw([at(1, 20000), at(2, 20000)], { ...about, now: 20000 * 86400 + 43200 }, {});
  draw([at(1, 20000), at(2, 20000), at(3, 20001)], { ...about, now: 20001 * 86400 + 43200 }, {});
  return [...document.querySelectorAll("#chat > *")].map((one) => one.innerText.slice(0, 30));
}"""


async def test_the_first_message_of_a_day_stands_below_those_before(
    chromium: Browser, address: str
) -> None:
    """Also when the day changed in the same look: “today” moves on with its date."""
    async with page(chromium, address) as view:
        rows = await view.evaluate(MIDNIGHT)
    places = [next(at for at, row in enumerate(rows) if f"message {n}" in row) for n in (1, 2, 3)]

    assert places == [1, 2, 4]
    assert rows[3] == "Aujourd’hui"


async def test_two_tabs_and_two_people(chromium: Browser, address: str) -> None:
    """Each tab stays with its person, and both hear of what happens."""
    async with page(chromium, address) as first:
        await _newcomer(first)
        second = await first.context.new_page()
        await second.goto(address)
        await _newcomer(second)
        await _tap(first, "De l’argent est parti")
        await _says(first, "Comment l’argent est-il parti")
        await expect(second.locator("#chat")).not_to_contain_text("Comment l’argent")
        names = [
            await tab.locator("#people [aria-pressed=true]").inner_text() for tab in (first, second)
        ]
        assert names[0] != names[1]
        await second.locator("#people button", has_text=names[0]).click()
        await _says(second, "Comment l’argent est-il parti")
        await _tap(second, "Par carte bancaire")
        await _says(first, "Appelez")


async def test_a_failing_telegram_loses_nothing(chromium: Browser, address: str) -> None:
    """Somebody breaks the next exchange behind the screen; the answer comes all the same, once."""
    async with page(chromium, address) as view:
        await _newcomer(view)
        await view.locator("summary").click()
        for kind in ("broken", "throttled"):
            await view.locator(f"[data-fault={kind}]").click()
        await _write(view, "/privacy")
        await expect(view.locator("#journal .bad")).to_have_count(2, timeout=SLOW)
        await expect(view.locator(".message.bot")).to_have_count(2, timeout=SLOW)
        await expect(view.locator("#journal")).not_to_contain_text("service automatique")


async def test_whoever_blocks_the_bot_can_let_it_in_again(chromium: Browser, address: str) -> None:
    """Blocked, nothing comes; let in, it answers."""
    async with page(chromium, address) as view:
        await _newcomer(view)
        await view.locator("summary").click()
        await view.locator("#block").click()
        await expect(view.locator("#block")).to_have_text("Débloquer le robot", timeout=SLOW)
        await view.locator("#block").click()
        await expect(view.locator("#block")).to_have_text("Bloquer le robot", timeout=SLOW)
        await _write(view, "/plan")
        await _says(view, "Votre plan")
