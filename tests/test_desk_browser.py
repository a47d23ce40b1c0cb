"""The desk's pages in Chromium, without JavaScript: from sign-in to a person's resumed task."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyotp
import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, expect

from bot.store import accounts, desks
from bot.store.accounts import Role
from tests.chromium import NEEDED, a_chromium
from tests.counters import HOURS, filled
from tests.demos import CONTRAST, SLOW, demo, free_port
from tests.rig import Rig, rig, said

__all__ = ["a_chromium"]
pytestmark = NEEDED
PASSWORD = "brume tasse girafe jardin"


@asynccontextmanager
async def browser(
    chromium: Browser, given: Rig, *, script: bool = False, **kwargs: Any
) -> AsyncIterator[Page]:
    """Open a window; nothing it asks for is elsewhere, and nothing is refused by the policy."""
    wrong: list[str] = []
    address = given.bot.address
    context = await chromium.new_context(
        base_url=address, locale="fr-FR", java_script_enabled=script, **kwargs
    )
    view = await context.new_page()
    view.set_default_timeout(SLOW)
    view.on(
        "request",
        lambda asked: None if asked.url.startswith((address, "data:")) else wrong.append(asked.url),
    )
    view.on("console", lambda one: wrong.append(one.text) if _bad(one) else None)
    yield view
    await context.close()
    assert not wrong


def _bad(one: ConsoleMessage) -> bool:
    """Tell whether Chromium complains of anything but a form that was refused."""
    return one.type == "error" and "422 (Unprocessable" not in one.text


async def _account(given: Rig, name: str, role: Role) -> str:
    """Add somebody to the demo's desk; return their one-time code."""
    now = datetime.now(UTC)

    def work(db: Any) -> str:
        desk = desks.by_name(db, "demo") or desks.add(db, "demo", "Mutuelle Démo", now)
        desks.set_hours(db, desk, HOURS)
        return accounts.add(db, desk, name, role, now)

    return await given.bot.store.transact(work)


async def _come_in(view: Page, given: Rig, name: str, role: Role = Role.AGENT) -> pyotp.TOTP:
    """Open an account for the first time, by keyboard alone."""
    code = await _account(given, name, role)
    await view.goto("/desk")
    await view.focus("#name")
    keys = view.keyboard
    await keys.type(name)
    await keys.press("Tab")
    await keys.type(code)
    await keys.press("Enter")
    await expect(view.locator("h1")).to_have_text("Première connexion")
    made = pyotp.TOTP((await view.locator(".key").inner_text()).replace(" ", ""))
    await view.focus("#password")
    await keys.type(PASSWORD)
    await keys.press("Tab")
    await keys.type(PASSWORD)
    await keys.press("Tab")
    await keys.type(made.now())
    await keys.press("Enter")
    await expect(view.locator("nav")).to_be_visible()
    return made


async def test_from_sign_in_to_a_resumed_task(chromium: Browser, tmp_path: Path) -> None:
    """Account, second factor, link, a person who agrees and asks, an answer, back to a task."""
    async with rig(tmp_path) as given, browser(chromium, given) as view:
        made = await _come_in(view, given, "lea")
        await view.get_by_role("button", name="Se déconnecter").click()
        await view.fill("#name", "lea")
        await view.fill("#password", PASSWORD)
        await view.fill("#code", made.at(datetime.now(UTC), counter_offset=1))
        await view.get_by_role("button", name="Se connecter").click()

        await view.select_option("#breach", "viamedis_almerys_2024")
        await view.get_by_role("button", name="Créer le lien").click()
        link = await view.locator("#link").input_value()
        spoken = await view.locator(".code").inner_text()
        assert link in await view.locator("#sms-fr").input_value()
        assert link in await view.locator("#mail-en").input_value()

        phone = await given.phone()
        await given.write(phone, "/start h_" + link.rpartition("/")[2])
        texts = [str(m.get("text")) for m in phone.messages]
        assert any(spoken in text for text in texts)
        await given.press(phone, "Tout cela, d’accord")
        await given.write(phone, "/human")
        await given.press(phone, "Demander un conseiller")

        await view.get_by_role("link", name="Conversations").click()
        await view.locator("main td a").click()
        await expect(view.locator("main")).to_contain_text("Viamedis")
        await view.get_by_role("button", name="Prendre la conversation").click()
        await given.quiet()
        assert "Je me tais" in said(phone)
        await given.write(phone, "J’ai reçu un courrier étrange.")
        await view.get_by_role("link", name="Regarder s’il y a du nouveau").click()
        await expect(view.locator("ol.talk")).to_contain_text("courrier étrange")
        await view.fill("#text", "Ne l’ouvrez pas.")
        await view.get_by_role("button", name="Envoyer", exact=True).click()
        await expect(view.locator("ol.talk li")).to_have_count(2)
        await given.quiet()
        assert said(phone).endswith("Ne l’ouvrez pas.")
        await view.select_option("#task", "ameli")
        await view.get_by_role("button", name="Renvoyer vers ce geste").click()
        await expect(view.locator("main")).to_contain_text("continue son plan")
        await given.quiet()
        assert "ameli" in said(phone)

        await view.get_by_role("link", name="Envois").click()
        await view.locator("main td a").click()
        await expect(view.locator("main ol")).to_contain_text("lien ouvert")
        assert not given.refused()


async def test_the_demo_has_an_account(chromium: Browser, tmp_path: Path) -> None:
    """Its password lies in its folder; no second factor; the same after a restart."""
    for _ in range(2):
        with demo(tmp_path / "demo", free_port()) as address:
            password = (tmp_path / "demo" / "desk.password").read_text("ascii").strip()
            view = await chromium.new_page(locale="en-GB", java_script_enabled=False)
            await view.goto(f"{address}desk")
            await view.fill("#name", "demo")
            await view.fill("#password", password)
            await view.keyboard.press("Enter")
            await expect(view.locator("h1")).to_have_text("Hand-offs", timeout=SLOW)
            await view.close()
    assert (tmp_path / "demo" / "desk.password").stat().st_mode & 0o077 == 0


PAGES = ("mint", "handoffs", "conversations", "wave", "funnel", "erased", "account")


@pytest.mark.parametrize("width", [320, 1280])
async def test_nothing_is_cut_or_faint(chromium: Browser, tmp_path: Path, width: int) -> None:
    """From 320 pixels up no page is wider than the screen, and every word has contrast (AA)."""
    async with (
        rig(tmp_path) as given,
        browser(
            chromium,
            given,
            script=True,  # of the test: the pages have none
            viewport={"width": width, "height": 800},
        ) as view,
    ):
        await view.goto("/desk")
        await _fits(view)
        await _come_in(view, given, "boss", Role.SUPERVISOR)
        await filled(given)
        for name in PAGES:
            await view.goto(f"/desk/{name}")
            await _fits(view)
        await view.goto("/desk/mint")
        await view.locator("summary").click()
        await view.fill("#case", "Jean Dupont")
        await view.get_by_role("button", name="Créer le lien").click()
        await expect(view.locator("#case-wrong")).to_be_visible()
        await _fits(view)
        await view.get_by_role("button", name="Créer le lien").click()
        await expect(view.locator(".code")).to_be_visible()
        await _fits(view)
        await view.goto("/desk/handoffs")
        await view.locator("main td a").first.click()
        await _fits(view)


async def _fits(view: Page) -> None:
    for scheme in ("light", "dark"):
        await view.emulate_media(color_scheme=scheme)
        assert not await view.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert await view.evaluate(CONTRAST.read_text("utf-8")) == [], scheme
    assert await view.locator("h1").count() == 1
    unnamed = await view.evaluate(
        "[...document.querySelectorAll('input:not([type=hidden]):not([hidden]), select, textarea')]"
        ".filter(one => !one.labels.length).length"
    )
    assert unnamed == 0
    ids = re.findall(r' id="([^"]+)"', await view.content())
    assert len(ids) == len(set(ids))
