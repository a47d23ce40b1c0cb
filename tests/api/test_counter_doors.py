"""The doors of the desk's pages: signing in, who may open what, forms of strangers, sessions."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest

from bot.api.counter import secrets_of
from bot.api.counter.door import BEFORE, COOKIE, HOME
from bot.api.counter.routes import PAGES
from bot.store import accounts, journal
from bot.store.accounts import Role, Stage
from tests.counters import Counter, Person, counter

PASSWORD = "brume tasse girafe jardin"
NOBODY = "ho_" + "0" * 24


async def _sign_in(
    one: Counter, name: str, password: str, code: str = "", **headers: str
) -> tuple[int, str, str]:
    """Return (status, the session's token, the page) of a try to sign in."""
    url = one.rig.bot.address + HOME + "/sign-in"
    async with one.session.get(url) as page:
        text = await page.text()
        held = page.cookies[BEFORE].value
    token = re.search(r'name="token" value="([0-9a-f]+)"', text)
    assert token is not None
    form = {"token": token[1], "name": name, "password": password, "code": code}
    headers = {"Cookie": f"{BEFORE}={held}", **headers}
    async with one.session.post(url, data=form, headers=headers, allow_redirects=False) as answer:
        cookie = answer.cookies.get(COOKIE)
        return answer.status, cookie.value if cookie else "", await answer.text()


async def _enrolled(one: Counter, name: str = "lea") -> tuple[str, pyotp.TOTP, str]:
    """Let somebody open their account; return their session, what makes codes, the one used."""
    person = await one.person(name, inside=False)
    del person
    code = await one.rig.bot.store.transact(
        lambda db: accounts.renew(db, accounts.by_name(db, name), datetime.now(UTC))  # type: ignore[arg-type]
    )
    status, token, _ = await _sign_in(one, name, code)
    assert status == 303
    visitor = Person(one.rig, one.session, name, token)
    assert (await visitor.get("")).place == "/desk/first"
    page = await visitor.get("/first")
    secret = re.search(r'class="key">([A-Z2-7 ]+)<', page.text)
    assert secret is not None
    made = pyotp.TOTP(secret[1].replace(" ", ""))
    fields = {"password": PASSWORD, "again": PASSWORD}
    assert (await visitor.post("/first", **fields, code="000000")).status == 422
    assert (await visitor.get("/mint")).place == "/desk/first"
    used = made.now()
    done = await visitor.post("/first", **fields, code=used)
    assert done.place == "/desk"
    return done.cookies[COOKIE].value, made, used


async def test_the_first_time_a_password_and_a_phone(tmp_path: Path) -> None:
    """With the one-time code, which then opens nothing; next time with all three, a code once."""
    async with counter(tmp_path) as one:
        token, made, used = await _enrolled(one)
        visitor = Person(one.rig, one.session, "lea", token)
        assert (await visitor.get("")).place == "/desk/mint"

        later = made.at(datetime.now(UTC), counter_offset=1)
        assert (await _sign_in(one, "lea", PASSWORD, used))[0] == 401
        assert (await _sign_in(one, "lea", PASSWORD))[0] == 401
        assert (await _sign_in(one, "lea", "not the password", later))[0] == 401
        status, again, _ = await _sign_in(one, "LEA ", PASSWORD, later)
        assert status == 303
        assert again != token
        did = [line[0] for line in one.rows("SELECT what FROM desk_journal ORDER BY id")]
        assert did == ["enrolled", "refused", "refused", "refused", "signed_in"]
        kept = one.rig.stored()
        assert PASSWORD.encode() not in kept
        assert made.secret.encode() not in kept
        assert token.encode() not in kept


async def test_a_name_that_is_nobodys_is_answered_alike(tmp_path: Path) -> None:
    """Status, page and headers of an unknown name are those of a wrong password; so after many."""
    async with counter(tmp_path) as one:
        await _enrolled(one)

        def bare(text: str) -> str:
            return re.sub(r'value="[0-9a-f]+"', "", text)

        tries = []
        for name in ("lea", "nobody"):
            found = [
                await _sign_in(one, name, "not the password", **{"X-Forwarded-For": name})
                for _ in range(7)
            ]
            tries.append([(status, token, bare(text)) for status, token, text in found])
        assert tries[0] == tries[1]
        assert [status for status, _, _ in tries[0]] == [401] * 5 + [429] * 2


async def test_whoever_tries_one_password_is_weighed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown name, a wrong password, a one-time code: each costs one Argon2id, none less."""
    weighed: list[bool] = []
    real = secrets_of._verify

    def count(hashed: str | None, password: str) -> bool:
        weighed.append(hashed is None)
        return real(hashed, password)

    async with counter(tmp_path) as one:
        await _enrolled(one)
        await one.person("tom", inside=False)
        monkeypatch.setattr(secrets_of, "_verify", count)
        for name in ("nobody", "lea", "tom"):
            assert (await _sign_in(one, name, "not the password"))[0] == 401
        assert weighed == [True, False, True]


async def test_tries_at_once_do_not_slip_through(tmp_path: Path) -> None:
    """Of twenty at the same moment five are weighed."""
    async with counter(tmp_path) as one:
        tries = await asyncio.gather(*(_sign_in(one, "nobody", "x" * 12) for _ in range(20)))
        assert sorted(status for status, _, _ in tries) == [401] * 5 + [429] * 15


async def test_who_guesses_too_often_waits_even_when_right(tmp_path: Path) -> None:
    """From that place; elsewhere the same person still comes in."""
    async with counter(tmp_path) as one:
        _, made, _ = await _enrolled(one)
        here, there = {"X-Forwarded-For": "192.0.2.1"}, {"X-Forwarded-For": "192.0.2.2"}
        for _ in range(5):
            await _sign_in(one, "lea", "not the password", **here)
        code = made.at(datetime.now(UTC), counter_offset=1)
        assert (await _sign_in(one, "lea", PASSWORD, code, **here))[0] == 429
        assert (await _sign_in(one, "lea", PASSWORD, code, **there))[0] == 303


@pytest.mark.parametrize("role", Role)
async def test_each_page_for_its_roles_alone(tmp_path: Path, role: Role) -> None:
    """Every page × this role: 403 where it has no business; never a fault."""
    async with counter(tmp_path) as one:
        person = await one.person("lea", role)
        for page in PAGES:
            if page.stage is Stage.FIRST or page.path in ("/sign-out", "/sign-out-everywhere"):
                continue
            path = page.path.replace("{id}", NOBODY)
            shown = await (person.get(path) if page.method == "GET" else person.post(path))
            assert (shown.status == 403) is (role not in page.roles), path
            assert shown.status < 500
        names = re.findall(r'<li><a href="/desk/(\w+)"', (await person.get("/account")).text)
        for name in names:
            assert (await person.get(f"/{name}")).status == 200
        assert ("mint" in names) is (role is not Role.AUDITOR)
        assert ("journal" in names) is (role is Role.AUDITOR)


async def test_nobody_comes_in_without_a_session(tmp_path: Path) -> None:
    """Every page sends a stranger to the sign-in, whatever cookie they hold."""
    async with counter(tmp_path) as one:
        for token in ("", "x", "a" * 43, "é" * 3):
            stranger = Person(one.rig, one.session, "", token)
            for page in PAGES:
                path = page.path.replace("{id}", NOBODY)
                shown = await (stranger.get(path) if page.method == "GET" else stranger.post(path))
                assert shown.place == "/desk/sign-in", path


async def test_a_form_of_another_session_or_site_does_nothing(tmp_path: Path) -> None:
    """No token, another's, a cross-site one: 403, and no link is made."""
    async with counter(tmp_path) as one:
        lea, tom = await one.person("lea"), await one.person("tom")
        form = {"once": "o" * 22, "topic": "plan", "language": "fr"}
        from bot.api.counter.door import ticket  # noqa: PLC0415

        for token in ("", "é", "0" * 64, ticket(tom.token)):
            assert (await lea.post("/mint", token=token, **form)).status == 403
        for site in ("cross-site", "same-site", "none"):
            shown = await lea._ask(
                "POST",
                "/mint",
                data={"token": ticket(lea.token), **form},
                headers={"Sec-Fetch-Site": site},
            )
            assert shown.status == 403
        as_json = await lea._ask("POST", "/mint", json={"token": ticket(lea.token), **form})
        assert as_json.status == 403
        assert one.rows("SELECT count(*) FROM handoff") == [(0,)]


async def test_what_a_browser_is_told_to_keep(tmp_path: Path) -> None:
    """Cookies for these pages alone, no cache, no script, nothing from elsewhere."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        page = await lea.get("/mint")
        assert page.headers["Cache-Control"] == "no-store"
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none';")
        assert "script" not in policy
        assert "unsafe" not in policy
        assert "form-action 'self'" in policy
        assert "<script" not in page.text
        assert " style=" not in page.text
        assert "http" not in page.text.partition("<body")[2]
        shown = await Person(one.rig, one.session, "", "").get("/sign-in")
        cookie = shown.cookies[BEFORE]
        assert (cookie["path"], cookie["samesite"]) == ("/desk", "Strict")
        assert cookie["httponly"]
        assert not cookie["secure"]  # this address is no https


async def test_by_https_cookies_go_by_nothing_else(tmp_path: Path) -> None:
    """When the public address is https, cookies are Secure."""
    async with counter(tmp_path) as one:
        from dataclasses import replace  # noqa: PLC0415

        one.rig.bot.parts = replace(one.rig.bot.parts, public_url="https://desk.example")
        shown = await Person(one.rig, one.session, "", "").get("/sign-in")
        assert shown.cookies[BEFORE]["secure"]


async def test_a_session_ends(tmp_path: Path) -> None:
    """By signing out, idling, its age, another role, another password, the account's end."""
    async with counter(tmp_path) as one:
        store = one.rig.bot.store
        lea = await one.person("lea")

        async def still(token: str, **later: int) -> bool:
            now = datetime.now(UTC) + timedelta(**later)
            found = await store.transact(lambda db: accounts.session(db, token, now))
            return found is not None

        async def again() -> str:
            def work(db: Any) -> str:
                account = accounts.by_name(db, "lea")
                assert account is not None
                return accounts.come_in(db, account, Stage.IN, datetime.now(UTC))

            return await store.transact(work)

        assert await still(lea.token, minutes=29)
        assert await still(lea.token, minutes=58)
        assert not await still(lea.token, minutes=89)
        token = await again()
        for hour in range(21):
            alive = await still(token, minutes=29 * hour)
        assert await still(token, minutes=590)
        assert not await still(token, minutes=601)
        assert alive
        lea.token = await again()
        assert (await lea.post("/sign-out")).place == "/desk/sign-in"
        assert (await lea.get("/mint")).place == "/desk/sign-in"
        for change in (
            lambda db, a: accounts.set_role(db, a, Role.SUPERVISOR),
            lambda db, a: accounts.set_password(db, a, "x"),
            lambda db, a: accounts.renew(db, a, datetime.now(UTC)),
            lambda db, a: accounts.end(db, a, datetime.now(UTC)),
        ):
            token = await again()

            def work(db: Any, change: Any = change) -> None:
                change(db, accounts.by_name(db, "lea"))

            await store.transact(work)
            assert not await still(token)


async def test_another_password(tmp_path: Path) -> None:
    """With the one that was and a fresh code; other sessions end, this one goes on."""
    async with counter(tmp_path) as one:
        token, made, _ = await _enrolled(one)
        lea = Person(one.rig, one.session, "lea", token)
        other = await one.rig.bot.store.transact(
            lambda db: accounts.come_in(
                db,
                accounts.by_name(db, "lea"),  # type: ignore[arg-type]
                Stage.IN,
                datetime.now(UTC),
            )
        )
        new = "cinq autres tasses de brume"
        fields = {"password": new, "again": new}
        code = made.at(datetime.now(UTC), counter_offset=1)
        assert (await lea.post("/account", former="nothing", **fields, code=code)).status == 422
        assert (await lea.post("/account", former=PASSWORD, **fields, code="1")).status == 422
        done = await lea.post("/account", former=PASSWORD, **fields, code=code)
        assert done.place == "/desk/account"
        assert (await lea.get("/account")).place == "/desk/sign-in"
        assert (await Person(one.rig, one.session, "", other).get("")).place == "/desk/sign-in"
        lea.token = done.cookies[COOKIE].value
        assert (await lea.get("/account")).status == 200


async def test_a_fault_of_ours_is_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """With a number that stands in the log, and no word of what went wrong."""

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a word of what went wrong")

    async with counter(tmp_path) as one:
        boss = await one.person("boss", Role.SUPERVISOR)
        monkeypatch.setattr("bot.store.desk_views.funnel", broken)
        shown = await boss.get("/funnel")
        assert shown.status == 500
        mark = re.search(r"this mark: ([0-9a-f]{8})", shown.words)
        assert mark is not None
        assert mark[1] in caplog.text
        assert "went wrong" not in shown.text + caplog.text


async def test_the_journal_only_grows(tmp_path: Path) -> None:
    """The database itself refuses to change a line, or to drop one before its time."""
    async with counter(tmp_path) as one:
        lea = await one.person("lea")
        await lea.mint()
        for query in ("UPDATE desk_journal SET who = 'x'", "DELETE FROM desk_journal"):
            with pytest.raises(Exception, match="only grows"):
                one.rows(query)
        now = datetime.now(UTC)
        await one.rig.bot.store.transact(lambda db: journal.prune(db, now + timedelta(days=200)))
        assert one.rows("SELECT count(*) FROM desk_journal") == [(1,)]
        one.rows(
            "INSERT INTO desk_journal (desk_id, who, what, at) VALUES (1, 'lea', 'minted', 1000)"
        )
        await one.rig.bot.store.transact(lambda db: journal.prune(db, now))
        assert one.rows("SELECT count(*) FROM desk_journal") == [(1,)]
