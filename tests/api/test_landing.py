"""The page of a one-time link: both languages, nothing spent, nothing told, nothing foreign."""

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest

from tests.desks import Desk, Said, desk
from tests.rig import said

NO_KEY = {"Authorization": ""}


async def _page(one: Desk, path: str, **headers: str) -> Said:
    return await one.ask("GET", path, headers={**NO_KEY, **headers})


async def test_a_page_in_the_readers_language(tmp_path: Path) -> None:
    """The browser decides, the switch decides over it, and the desk's guess comes last."""
    async with desk(tmp_path) as one:
        path = "/h/" + (await one.mint(language="en")).json["page"].rpartition("/")[2]

        for headers, query, language in [
            ({"Accept-Language": "fr-FR,fr;q=0.9,en;q=0.8"}, "", "fr"),
            ({"Accept-Language": "en-GB,fr;q=0.5"}, "", "en"),
            ({"Accept-Language": "en-GB,fr;q=0.5"}, "?lang=fr", "fr"),
            ({"Accept-Language": "de"}, "", "en"),
            ({"Accept-Language": ";;q=x,,fr;q=nan"}, "?lang=<b>", "en"),
            ({}, "", "en"),
        ]:
            page = await _page(one, path + query, **headers)
            assert page.status == 200
            assert f'<html lang="{language}">' in page.text, (headers, query)
        french = await _page(one, path + "?lang=fr")
        assert "Mutuelle Demo" in french.text
        assert "17cyber.gouv.fr" in french.text
        assert "116\u00a0006" in french.text or "116 006" in french.text
        assert 'href="?lang=en"' in french.text


async def test_opening_the_page_spends_nothing(tmp_path: Path) -> None:
    """However often it is looked at, the link opens once; the page stays the same."""
    async with desk(tmp_path) as one:
        made = await one.mint()
        path = "/h/" + made.json["page"].rpartition("/")[2]
        before = [await _page(one, path) for _ in range(3)]
        phone = await one.rig.phone()
        await one.rig.write(phone, "/start " + made.json["url"].partition("start=")[2])
        after = await _page(one, path)

        assert "vous envoie ici" in said(phone)
        assert {page.text for page in (*before, after)} == {before[0].text}


async def test_nothing_comes_from_elsewhere_or_runs(tmp_path: Path) -> None:
    """No script, no cookie, no address but the link itself; the policy forbids the rest."""
    async with desk(tmp_path) as one:
        made = await one.mint()
        page = await _page(one, "/h/" + made.json["page"].rpartition("/")[2])

        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in page.headers
        assert "<script" not in page.text
        assert " style=" not in page.text
        addresses = set(re.findall(r'(?:href|src)="([^"]*)"', page.text))
        assert addresses == {made.json["url"], "?lang=en", "https://17cyber.gouv.fr"}
        assert set(re.findall(r"https?://[^\s<\",]+", page.text)) <= {
            made.json["url"],
            "https://17cyber.gouv.fr",
            "http://www.w3.org/2000/svg",
        }


async def test_all_links_that_lead_nowhere_read_alike(tmp_path: Path) -> None:
    """Unknown, misshapen, over-long, taken back: one neutral page, with the phones."""
    async with desk(tmp_path) as one:
        made = await one.mint()
        token = made.json["page"].rpartition("/")[2]
        await one.ask("DELETE", f"/v1/handoffs/{made.json['id']}")
        pages = [
            await _page(one, f"/h/{given}")
            for given in (token, "A" * 22, "A", "A" * 500, "%3Cb%3E", "..%2F..")
        ]

        assert {page.status for page in pages} == {404}
        assert len({page.text for page in pages}) == 1
        assert "17cyber.gouv.fr" in pages[0].text


async def test_the_pictures_hold_the_link(tmp_path: Path) -> None:
    """The PNG a desk gets is read back by a QR reader."""
    async with desk(tmp_path) as one:
        made = await one.mint()
        png = b64decode(made.json["qr_png"].partition(",")[2])

        zxingcpp, image = pytest.importorskip("zxingcpp"), pytest.importorskip("PIL.Image")
        (found,) = zxingcpp.read_barcodes(image.open(BytesIO(png)).convert("L"))
        assert found.text == made.json["url"]


async def test_a_desk_with_a_wild_name_is_escaped(tmp_path: Path) -> None:
    """A title is words, not markup."""
    async with desk(tmp_path) as one:
        made = await one.mint()
        one.rig.bot.store.connection.execute("UPDATE desk SET title = '<b>&\"x'")
        page = await _page(one, "/h/" + made.json["page"].rpartition("/")[2])

        assert "<b>" not in page.text
        assert "&lt;b&gt;&amp;" in page.text
