"""The page for people outside, and those who would misuse it."""

import asyncio
import secrets
from collections import Counter as Tally
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.db.engine import Database
from bot.features.voices.rules.tokens import token_of
from bot.web.voices import network_of
from tests.databases import opened
from tests.features.people.cast import BO, NOW
from tests.features.voices.counter import CHOSEN, Counter, counter
from tests.features.voices.outside import PACKAGED, nonce_of
from tests.keys import KEYRING
from tests.watching import watching

MOST_REQUESTS = 400
COMMENT = "The answers came late — but they were right."


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Counter]:
    database = opened(sqlite_url)
    async with counter(database) as at:
        yield at
    await database.close()


async def test_the_same_form_twice_counts_once_and_is_answered_alike(at: Counter) -> None:
    (link,) = await at.ask("Acme")
    form = CHOSEN | {"form": nonce_of(await at.outside.look(link)), "comment": COMMENT}
    first, again = [await at.outside.send(link, form) for _ in range(2)]
    assert (first.status_code, first.headers["location"]) == (again.status_code, again.headers["location"])
    assert first.status_code == 303
    assert await at.kept() == (3, 1)
    other = await at.outside.send(link, form | {"form": "0" * 32})
    assert other.status_code == 404, "the link is used up"
    assert (await at.outside.client.get("/voices/thanks?lang=zh-CN")).text.count("谢谢您") == 2
    assert (await at.kept(), await at.answered()) == ((3, 1), 1)


async def persist(at: Counter, link: str, form: dict[str, str]) -> httpx.Response:
    """Again, as the page says, while the database keeps everybody waiting for too long."""
    for _ in range(MOST_REQUESTS):
        answer = await at.outside.send(link, form)
        if answer.status_code not in (429, 503):
            return answer
    raise AssertionError("the database does not come back")


async def test_two_at_the_same_moment(database: Database) -> None:
    async with counter(database) as at:
        same, other = await at.ask("Acme", "Bolt")
        form = CHOSEN | {"form": nonce_of(await at.outside.look(same)), "comment": COMMENT}
        sent = await asyncio.gather(*(persist(at, same, form) for _ in range(5)))
        assert [each.status_code for each in sent] == [303] * 5
        forms = [form | {"form": str(number) * 32} for number in range(5)]
        sent = await asyncio.gather(*(persist(at, other, each) for each in forms))
        assert Tally(each.status_code for each in sent) == {303: 1, 404: 4}
        assert (await at.kept(), await at.answered()) == ((6, 2), 2)
        (third,) = await at.ask("Cirrus")
        sent, _ = await asyncio.gather(persist(at, third, form), at.revoke_all())
        assert sent.status_code in (303, 404)
        assert await at.answered() == 2 + (sent.status_code == 303)


async def test_a_link_that_does_not_work_never_tells_why(at: Counter) -> None:
    used, revoked, expired = [(await at.ask(label))[0] for label in ("Acme", "Bolt", "Cirrus")]
    assert (await at.outside.send(used, CHOSEN | {"form": "a" * 32})).status_code == 303
    await at.revoke_all()
    revoked_too = (await at.ask("Delta"))[0]
    at.clock.move_to(NOW + timedelta(days=15))
    secret = secrets.token_bytes(16)
    unknown = "/voices/" + token_of(secret, KEYRING.tags("evenhand voices: answer once", secret)[0])
    forged = "/voices/" + token_of(secret, secrets.token_bytes(16))
    signed_for_another = "/voices/" + token_of(secret, KEYRING.tags("another purpose", secret)[0])
    changed = revoked_too[:-9] + ("a" if revoked_too[-9] != "a" else "b") + revoked_too[-8:]
    odd = ["/voices/x", "/voices/" + "a" * 51, "/voices/" + "é" * 52, revoked_too.upper().replace("/VOICES", "/voices")]
    told = set()
    for link in (used, revoked, expired, revoked_too, unknown, forged, signed_for_another, changed, *odd):
        looked = await at.outside.look(link)
        sent = await at.outside.send(link, CHOSEN | {"form": "b" * 32})
        for each in (looked, sent):
            headers = {name: value for name, value in each.headers.items() if name != "date"}
            told.add((each.status_code, each.text, str(headers)))
    ((status, said, _),) = told
    assert status == 404
    assert "ask whoever sent it" in said
    assert await at.kept() == (3, 0)


async def test_what_is_no_form_of_ours_is_not_kept(at: Counter) -> None:
    (link,) = await at.ask("Acme")
    client, good = at.outside.client, CHOSEN | {"form": "a" * 32}
    typed = {"content-type": "application/x-www-form-urlencoded"}

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"comment=" + b"x" * 8_000

    refused = {
        413: [
            client.post(link, data=good | {"comment": "x" * 70_000}),
            client.post(link, content=chunks(), headers=typed),
        ],
        415: [client.post(link, json=good), client.post(link, files={"comment": b"x"}), client.post(link)],
        400: [
            client.post(link, content=b"comment=%ff%fe", headers=typed),
            client.post(link, content="comment=é".encode(), headers=typed),
            client.post(link, content="&".join(f"a{k}=1" for k in range(99)), headers=typed),
        ],
        422: [
            client.post(link, data={"form": "a" * 32}),
            client.post(link, data=good | {PACKAGED[0]: "6"}),
            client.post(link, data=good | {PACKAGED[0]: "true"}),
            client.post(link, data=good | {PACKAGED[0]: ["1", "5"]}),
            client.post(link, data=good | {PACKAGED[0]: ""}),
            client.post(link, data=good | {"comment": "好" * 2_001}),
        ],
    }
    for status, requests in refused.items():
        for request in requests:
            assert (await request).status_code == status
    assert (await client.put(link)).status_code == (await client.delete(link)).status_code == 405
    assert (await client.head(link)).status_code == 200
    assert (await at.kept(), await at.answered()) == ((0, 0), 0)
    assert (await at.outside.send(link, good | {"comment": "好" * 2_000, PACKAGED[1]: "none"})).status_code == 303


async def test_what_was_typed_is_still_there_and_is_text(at: Counter) -> None:
    await at.letters.cast.change(BO, name="Bo <script>alert(1)</script>")
    (link,) = await at.ask("Acme")
    typed = "</textarea><script>alert(2)</script>\n\"quoted\" & 'so'"
    page = await at.outside.send(link, {"form": "a" * 32, PACKAGED[0]: "2", "comment": typed}, "zh-CN")
    assert page.status_code == 422
    assert "<script" not in page.text
    assert "&lt;/textarea&gt;&lt;script&gt;alert(2)&lt;/script&gt;" in page.text
    assert page.text.count(" checked>") == 1
    assert page.text.count('class="wrong"') == 2
    assert 'name="form" value="' + "a" * 32 in page.text
    assert '<html lang="zh-CN">' in page.text


async def test_nobody_keeps_frames_finds_or_runs_anything_on_the_page(at: Counter) -> None:
    (link,) = await at.ask("Acme")
    page = await at.outside.look(link)
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in page.headers["x-robots-tag"]
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "set-cookie" not in page.headers
    for known in ("bo@example.com", "U0BO", "Growth", "Ana", "src=", "http"):
        assert known not in page.text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-TW,en;q=0.5", "zh-CN"),
        ("de, zh;q=0.4, en;q=0.8", "en"),
        ("fr", "en"),
        ("", "en"),
        ("en;q=0, zh;q=0.1", "zh-CN"),
        ("zh;q=oops,*", "en"),
    ],
)
async def test_it_speaks_what_the_browser_likes_best(at: Counter, accepted: str, language: str) -> None:
    page = await at.outside.look("/voices/nothing", accepted)
    assert f'<html lang="{language}">' in page.text
    chosen = await at.outside.look("/voices/nothing?lang=zh-CN", accepted)
    assert '<html lang="zh-CN">' in chosen.text


async def until_slowed(request: Callable[[], Awaitable[httpx.Response]]) -> tuple[set[int], httpx.Response]:
    """The statuses before, and the answer that says it was too much."""
    before = set()
    for _ in range(MOST_REQUESTS):
        answer = await request()
        if answer.status_code == 429:
            return before, answer
        before.add(answer.status_code)
    raise AssertionError(f"nobody minds {MOST_REQUESTS} requests")


async def test_whoever_tries_many_links_is_slowed_down(at: Counter) -> None:
    (link,) = await at.ask("Acme")
    with capture_logs() as logs:
        before, slowed = await until_slowed(lambda: at.outside.look(f"/voices/{secrets.token_hex(26)}"))
        assert before == {404}
        assert slowed.headers["retry-after"] == "60"
        before, slowed = await until_slowed(lambda: at.outside.look(link))
    assert before <= {200}
    assert {each["event"] for each in logs} == {"a form for people outside was asked for too often"}


async def test_one_link_cannot_be_tried_for_ever(at: Counter) -> None:
    (link,) = await at.ask("Acme")
    before, _ = await until_slowed(lambda: at.outside.send(link, {"form": "a" * 32}))
    assert before == {422}


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("::ffff:192.0.2.1", "::ffff:198.51.100.7", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1:4711", "192.0.2.1:4712", True),
        ("[2001:db8::1]:4711", "2001:db8::2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("", "unix:", False),
    ],
)
def test_senders_are_told_apart(one: str, other: str, is_same: bool) -> None:
    """A proxy that listens on IPv6 writes everybody's IPv4 address as one of a single network, another one adds ports,
    of which each connection has its own."""
    assert (network_of(one) == network_of(other)) is is_same


async def test_nobody_is_sent_to_another_address(at: Counter) -> None:
    """Which a redirect would take from the request: without https, or somebody else's."""
    (link,) = await at.ask("Acme")
    for path in (f"{link}/", "/voices/thanks/", "/voices/"):
        answer = await at.outside.client.get(path, headers={"host": "evil.example"})
        assert answer.status_code == 404
        assert "location" not in answer.headers


async def test_the_log_knows_neither_links_nor_answers(at: Counter) -> None:
    links = await at.ask("Acme, Ms Li", "Bolt")
    with watching() as watch:
        for link in links:
            await at.outside.send(link, {"comment": COMMENT})
            await at.outside.send(link, CHOSEN | {"form": "a" * 32, "comment": COMMENT})
            await at.outside.send(link, CHOSEN | {"form": "c" * 32, "comment": COMMENT})
        async with at.letters.database.write() as session:
            await session.exec(text("DROP TABLE voice_link"))
        broken = await at.outside.send(links[0], CHOSEN | {"form": "a" * 32, "comment": COMMENT})
    assert broken.status_code == 503
    written = watch.log.getvalue()
    assert "database away" in written, "the test reads the log that there is"
    assert not [link for link in links if link.rpartition("/")[2] in written]
    for known in (COMMENT, "Acme", "Bo Lindgren"):
        assert known not in written
