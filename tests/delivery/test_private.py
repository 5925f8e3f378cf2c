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
from tests.delivery.post import KIND, PostOffice, post_office
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


def test_nobody_tells_occasions_by_their_keys_without_the_keyring() -> None:
    ours, theirs = Keyring([new_key()]), Keyring([new_key()])
    row = disguised(ROW, ours)
    assert disguised(ROW, ours) == row
    assert disguised(ROW, theirs)["unique_key"] != row["unique_key"]
    others = [ROW | {"workspace_id": 2}, ROW | {"kind": "pay.cut"}, ROW | {"unique_key": "raise:18"}]
    assert len({disguised(each, ours)["unique_key"] for each in (ROW, *others)}) == 4
    assert inside(row["kind"], row["payload"]) == ("pay.raise", {"id": 17})
    assert inside("pay.raise", {"id": 17}) == ("pay.raise", {"id": 17})
