"""The desk's pages at work: links, counts, erasures, the journal, files."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.store import accounts, desk_restore
from bot.store.accounts import Role, Stage
from bot.store.store import connect
from tests.counters import (
    ALL,
    MINT,
    ONCE,
    Person,
    counter,
    opened,
)

NIR = "269054958815780"


async def test_a_link_in_two_clicks(tmp_path: Path) -> None:
    """The form is filled in as last time; the page holds all that is to be given and said."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        await lea.mint(topic="report", breach="", leaked=["nir", "iban"], notified_by="letter")
        form = await lea.get("/mint")
        assert '<option value="report" selected>' in form.text
        assert '<option value="letter" selected>' in form.text
        assert re.search(r'value="iban"\s+checked', form.text)
        once = re.search(r'name="once" value="([^"]+)"', form.text)
        assert once is not None
        made = await lea.post("/mint", once=once[1], topic="plan", language="en")
        assert re.search(r'class="code">[0-9]{4}<', made.text)
        assert "<svg" in made.text
        assert made.text.index('id="sms-en"') < made.text.index('id="sms-fr"')
        assert "mailto:?subject=" in made.text
        assert re.search(r"Reference: R-20[0-9]{2}-[0-9]{7}", made.words)
        again = await lea.post("/mint", once=once[1], topic="plan", language="en")
        links = [re.findall(r"/h/[A-Za-z0-9_-]{22}", page.text)[0] for page in (made, again)]
        assert links[0] == links[1]
        assert one.rows("SELECT count(*) FROM handoff") == [(2,)]
        assert one.rows("SELECT count(*) FROM desk_journal WHERE what = 'minted'") == [(2,)]
        other = await lea.post("/mint", once=once[1], topic="report", language="en")
        assert other.status == 409


@pytest.mark.parametrize(
    "wrong",
    [
        {"case": NIR},
        {"case": "2 69 05 49 588 157 80"},
        {"case": "Jean Dupont"},
        {"case": "jean.dupont@example.org"},
        {"case": "0612345678"},
        {"case": "A" * 200},
        {"case": "<b>1</b>"},
        {"topic": "no-such-flow"},
        {"topic": "handoff"},
        {"breach": "no-such-breach"},
        {"leaked": ["nir", "everything"]},
        {"language": "de"},
        {"notified_on": "1958-05-12"},
        {"notified_by": "pigeon"},
    ],
)
async def test_what_no_link_is_made_of(tmp_path: Path, wrong: dict[str, Any]) -> None:
    """422, said beside the field, nothing repeated, nothing kept."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        shown = await lea.post("/mint", **{**MINT, "once": ONCE, **wrong})
        assert shown.status == 422
        ((name, value),) = wrong.items()
        assert 'role="alert"' in shown.text
        if name in ("case", "notified_on"):
            assert str(value) not in shown.text
            assert f'id="{name}-wrong"' in shown.text
        assert one.rows("SELECT count(*) FROM handoff") == [(0,)]
        assert NIR.encode() not in one.rig.stored()


@pytest.mark.parametrize(
    "sent",
    [
        b"token=%FF",
        b"token=\xc3\xa9",
        b"&" * 100,
        b"&".join(b"leaked=nir" for _ in range(100)),
        b"x=" + b"a" * 20_000,
        b"topic=plan&topic=check",
        b"once=short",
        b"nir=" + NIR.encode(),
    ],
)
async def test_forms_that_no_browser_of_ours_sends(tmp_path: Path, sent: bytes) -> None:
    """Refused with a page, never a fault."""
    from bot.api.counter.door import ticket  # noqa: PLC0415

    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        body = b"token=" + ticket(lea.token).encode() + b"&" + sent
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        shown = await lea._ask("POST", "/mint", data=body, headers=kind)
        assert shown.status in (400, 403, 413)
        assert "<h1>" in shown.text
        assert one.rows("SELECT count(*) FROM handoff") == [(0,)]


async def test_counts_of_fewer_than_ten_are_not_shown(tmp_path: Path) -> None:
    """Neither in table nor plot; from ten on they are."""
    async with counter(tmp_path) as one:
        boss = await one.person("boss", Role.SUPERVISOR)
        store = one.rig.bot.store
        for place in range(10):
            number, _ = await boss.mint(once=f"{place:022}", case=f"MUT-{place}")
            if place == 9:
                few = await boss.get("/funnel")

            def open_it(db: Any, number: str = number) -> None:
                db.execute(
                    "INSERT INTO desk_event SELECT desk_id, (SELECT count(*) + 1 FROM desk_event),"
                    " 'ev_' || id, id, 'opened', NULL, made_at FROM handoff WHERE id = ?",
                    (number,),
                )

            await store.transact(open_it)
        enough = await boss.get("/funnel")
        assert "link opened fewer than 10" in few.words
        assert "link opened 10" in enough.words
        assert "plan ready fewer than 10" in enough.words


async def test_who_was_erased_and_who_withdrew(tmp_path: Path) -> None:
    """Of whom the desk was promised news it learns that there will be none; it can act on it."""
    async with counter(tmp_path) as one:
        boss = await one.person("boss", Role.SUPERVISOR)
        _, token = await boss.mint()
        phone = await opened(one, token, ALL)
        assert "Nobody for now" in (await boss.get("/erased")).words
        await one.rig.write(phone, "/forget")
        await one.rig.press(phone, "Oui, tout effacer")
        page = (await boss.get("/erased")).words
        assert "MUT-0041 erased everything" in page


async def test_the_journal_and_the_files(tmp_path: Path) -> None:
    """Who did what, newest first, page by page; as CSV and JSON; taking one is noted."""
    async with counter(tmp_path) as one:
        lea, dpo = await one.person("lea"), await one.person("dpo", Role.AUDITOR)
        number, _ = await lea.mint()
        for _ in range(101):
            await lea.get(f"/handoffs/{number}")
        first = await dpo.get("/journal")
        assert "looked at a hand-off" in first.words
        assert "made a link" not in first.words
        older = re.search(r"journal(\?before=\d+)", first.text)
        assert older is not None
        assert "made a link" in (await dpo.get(f"/journal{older[1]}")).words
        assert (await dpo.get("/journal?before=x")).status == 200
        handed = await dpo.post("/export", what="handoffs", form="csv")
        (row,) = csv.DictReader(io.StringIO(handed.text))
        assert (row["id"], row["case"], row["made_by"]) == (number, "MUT-0041", "lea")
        assert handed.headers["Content-Disposition"].startswith("attachment")
        lines = json.loads((await dpo.post("/export", what="journal", form="json")).text)
        assert lines[0]["what"] == "exported"
        assert lines[-1]["what"] == "minted"
        assert (await dpo.post("/export", what="people", form="csv")).status == 400


async def test_the_other_language(tmp_path: Path) -> None:
    """Asked for by the browser, chosen by a button and kept; before signing in by a link."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        assert 'lang="en"' in (await lea.get("/mint")).text
        await lea.post("/language", language="fr")
        assert 'lang="fr"' in (await lea.get("/mint")).text
        for here, there in (
            ("/desk/account", "/desk/account"),
            ("https://example.org/", "/desk"),
            ("//example.org", "/desk"),
            ("/desk/conversations/x/say", "/desk"),
        ):
            assert (await lea.post("/language", language="fr", here=here)).place == there
        await lea.post("/language", language="xx")
        assert 'lang="fr"' in (await lea.get("/mint")).text
        stranger = Person(one.rig, one.session, "", "")
        assert "Espace des conseillers" in (await stranger.get("/sign-in?lang=fr")).words


async def test_a_copy_put_back_revives_no_account(tmp_path: Path) -> None:
    """Sessions are over, endings and roles of now hold, no line of the journal is lost."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        await one.person("tom")
        store, copy = one.rig.bot.store, tmp_path / "copy.db"
        store.connection.execute("VACUUM INTO ?", (str(copy),))

        def change(db: Any) -> None:
            tom, me = accounts.by_name(db, "tom"), accounts.by_name(db, "lea")
            assert tom is not None
            assert me is not None
            accounts.end(db, tom, datetime.now(UTC))
            accounts.set_role(db, me, Role.AUDITOR)
            lea.token = accounts.come_in(db, me, Stage.IN, datetime.now(UTC))

        await store.transact(change)
        await lea.post("/export", what="journal", form="csv")
        target = connect(copy)
        desk_restore.carry_over(target, store.connection)
        assert target.execute("SELECT count(*) FROM page_session").fetchone() == (0,)
        assert accounts.by_name(target, "tom") is None
        found = accounts.by_name(target, "lea")
        assert found is not None
        assert found.role is Role.AUDITOR
        assert target.execute("SELECT what FROM desk_journal").fetchall() == [("exported",)]
        target.close()
