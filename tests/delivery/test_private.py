"""Private messages look alike to whoever looks after deliveries, whatever they are about."""

from collections.abc import AsyncIterator

import pytest
from sqlmodel import select
from structlog.testing import capture_logs

from bot.db.sealing.keyring import Keyring, new_key
from bot.delivery.models import Delivery
from bot.delivery.operating import listed
from bot.delivery.private import PRIVATE, disguised, inside
from bot.delivery.promises import Promise, promise
from bot.delivery.renaming import rename_private
from tests.databases import opened
from tests.delivery.post import KIND, PostOffice, post_office
from tests.keys import KEY
from tests.office import BO, CHEN

ROW = {"workspace_id": 1, "unique_key": "raise:17", "kind": "pay.raise", "payload": {"id": 17}}


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[PostOffice]:
    async with post_office(database_url) as running:
        yield running


async def promised(post: PostOffice, *keys: str, kind: str = KIND, to: str = BO) -> int:
    now = post.clock.now()
    each = [Promise(post.workspace_id, key, kind, to, now, {"text": f"of {key}"}, is_private=True) for key in keys]
    async with post.database.write() as session:
        return await promise(session, each, now=now)


async def rows(post: PostOffice) -> list[Delivery]:
    async with post.database.read() as session:
        return list((await session.exec(select(Delivery).order_by(Delivery.id))).all())  # type: ignore[arg-type] # a column


async def test_it_is_promised_and_sent_once(post: PostOffice) -> None:
    assert await promised(post, "a", "b", "a") == 2
    assert await promised(post, "a", "b") == 0
    await post.drain()
    assert sorted(post.seen()) == ["of a", "of b"]
    assert await promised(post, "b") == 0


async def test_a_list_and_a_log_do_not_tell_what_it_is(post: PostOffice) -> None:
    await promised(post, "raise:17")
    await promised(post, "warning:18", to=CHEN)
    async with post.database.read() as session:
        found = await listed(session, post.workspace_id, ["due"], limit=9)
    assert {each.kind for each in found} == {PRIVATE}
    assert {len(each.key) for each in found} == {len("private:") + 24}
    with capture_logs() as lines:
        await post.drain()
    told = repr(lines) + repr(found) + repr([each.metadata for user in (BO, CHEN) for each in post.messages(user)])
    assert not [word for word in ("raise", "warning", KIND) if word in told]
    assert len(post.seen()) == len(post.seen(CHEN)) == 1


async def test_what_this_version_does_not_know_waits_without_a_name(post: PostOffice) -> None:
    await promised(post, "raise:17", kind="pay.raise")
    await post.drain()
    (row,) = await rows(post)
    assert (row.state, row.last_error) == ("due", f"{PRIVATE!r} is unknown to this version")


async def test_another_first_key_makes_no_second_message(database_url: str) -> None:
    old, new = new_key(), new_key()
    for ring, count in (([old], 1), ([new, old], 0), ([old, new], 0)):
        async with post_office(database_url, keyring=Keyring(ring)) as post:
            assert await promised(post, "raise:17") == count
            await post.drain()
    async with post_office(database_url, keyring=Keyring([new, old])) as post:
        assert await rename_private(post.database, post.workspace_id) == 1
        assert await rename_private(post.database, post.workspace_id) == 0
    async with post_office(database_url, keyring=Keyring([new])) as post:
        assert await promised(post, "raise:17") == 0
        assert await promised(post, "raise:18") == 1


async def test_what_may_have_reached_slack_keeps_its_name(post: PostOffice) -> None:
    """By which it is looked for there, should an answer get lost; what nobody has begun to send gets its new one."""
    await promised(post, "raise:17", "raise:18", "raise:19")
    lost, sending, waiting = await rows(post)
    await post.change(lost.unique_key, attempts=1, is_ambiguous=True)
    await post.change(sending.unique_key, state="sending", attempts=1)
    other = opened(post.database.url, Keyring([new_key(), KEY]))
    assert await rename_private(other, post.workspace_id) == 1
    await other.close()
    kept = [each.unique_key for each in await rows(post)]
    assert kept[:2] == [lost.unique_key, sending.unique_key]
    assert kept[2] != waiting.unique_key


def test_nobody_tells_occasions_by_their_keys_without_the_keyring() -> None:
    ours, theirs = Keyring([new_key()]), Keyring([new_key()])
    row = disguised(ROW, ours)
    assert disguised(ROW, ours) == row
    assert disguised(ROW, theirs)["unique_key"] != row["unique_key"]
    others = [ROW | {"workspace_id": 2}, ROW | {"kind": "pay.cut"}, ROW | {"unique_key": "raise:18"}]
    assert len({disguised(each, ours)["unique_key"] for each in (ROW, *others)}) == 4
    assert inside(row["kind"], row["payload"]) == ("pay.raise", {"id": 17})
    assert inside("pay.raise", {"id": 17}) == ("pay.raise", {"id": 17})
