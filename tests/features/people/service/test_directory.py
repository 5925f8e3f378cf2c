import pytest

from bot.errors import Rejected
from bot.features.people import service
from bot.features.people.models import Member, Workspace
from bot.features.people.service import Directory
from bot.slack.forms import Caller
from bot.turn import Who
from tests.features.people.cast import BERLIN, BO, CHEN, EVE, GUS, NOW, SHANGHAI, SLACK_TEAM, Cast, account
from tests.features.people.service.test_visibility import statements


class Stopwatch:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


async def ask(cast: Cast, directory: Directory, user: str, team: str = SLACK_TEAM) -> Who:
    async with cast.database.read() as session:
        return await directory.identify(session, Caller(team, user))


async def test_a_member_is_identified_with_language_and_zone(cast: Cast) -> None:
    chen = await ask(cast, Directory("en", BERLIN), CHEN)
    assert chen == Who(cast.workspace_id, (await cast.member(CHEN)).key, CHEN, "zh-CN", SHANGHAI)


@pytest.mark.parametrize("stranger", [GUS, "USLACKBOT", "U0NOBODY", ""])
async def test_strangers_are_turned_away(cast: Cast, stranger: str) -> None:
    with pytest.raises(Rejected, match="edge-not-a-member"):
        await ask(cast, Directory("en", BERLIN), stranger)


async def test_so_are_those_who_left_and_other_workspaces(cast: Cast) -> None:
    await cast.change(BO, is_active=False)
    directory = Directory("en", BERLIN)
    with pytest.raises(Rejected, match="edge-not-a-member"):
        await ask(cast, directory, BO)
    with pytest.raises(Rejected, match="edge-not-a-member"):
        await ask(cast, directory, CHEN, team="T0OTHER")


async def test_an_answer_is_remembered_for_a_while_and_then_asked_again(cast: Cast) -> None:
    watch = Stopwatch()
    directory = Directory("en", BERLIN, ttl=60, clock=watch)
    assert (await ask(cast, directory, BO)).language == "en"
    await cast.change(BO, language="zh-CN")
    watch.seconds = 59.9
    assert (await ask(cast, directory, BO)).language == "en"
    watch.seconds = 60
    assert (await ask(cast, directory, BO)).language == "zh-CN"


async def test_a_refusal_is_not_remembered(cast: Cast) -> None:
    directory = Directory("en", BERLIN)
    with pytest.raises(Rejected):
        await ask(cast, directory, "U0NEW")
    await cast.sync(account("U0NEW", "Nia New"))
    assert (await ask(cast, directory, "U0NEW")).slack_user == "U0NEW"


async def test_what_is_forgotten_is_asked_again(cast: Cast) -> None:
    directory = Directory("en", BERLIN, clock=Stopwatch())
    await ask(cast, directory, BO)
    await cast.change(BO, is_active=False)
    directory.forget(EVE)
    assert await ask(cast, directory, BO)
    directory.forget(BO)
    with pytest.raises(Rejected):
        await ask(cast, directory, BO)


async def test_the_oldest_makes_room_when_it_is_full(cast: Cast) -> None:
    directory = Directory("en", BERLIN, clock=Stopwatch(), largest=2)
    for user in (BO, CHEN, EVE):
        await ask(cast, directory, user)
    for user in (BO, CHEN, EVE):
        await cast.change(user, zone="Asia/Tokyo")
    assert (await ask(cast, directory, EVE)).zone == BERLIN
    assert (await ask(cast, directory, CHEN)).zone == SHANGHAI
    assert (await ask(cast, directory, BO)).zone == "Asia/Tokyo"


async def test_a_change_of_ones_own_language_holds_from_the_next_request(cast: Cast) -> None:
    directory = Directory("en", BERLIN, clock=Stopwatch())
    async with cast.database.write() as session:
        who = await directory.identify(session, Caller(SLACK_TEAM, BO))
        await service.set_language(session, who, "zh-CN")
    assert (await ask(cast, directory, BO)).language == "zh-CN"


async def test_a_change_that_is_rolled_back_is_no_change(cast: Cast) -> None:
    directory = Directory("en", BERLIN, clock=Stopwatch())
    async with cast.database.session() as session:
        who = await directory.identify(session, Caller(SLACK_TEAM, BO))
        await service.set_language(session, who, "zh-CN")
        await session.rollback()
    assert (await ask(cast, directory, BO)).language == "en"


async def test_slacks_news_about_somebody_hold_from_the_next_request(cast: Cast) -> None:
    directory = Directory("en", BERLIN, clock=Stopwatch())
    await ask(cast, directory, BO)
    async with cast.database.write() as session:
        who = await directory.anonymous(session, Caller(SLACK_TEAM, BO))
        gone = account(BO, "Bo Lindgren", deleted=True)
        await service.upsert_members(
            session, [gone], workspace_id=who.workspace_id, now=NOW, default_zone=who.zone, default_language="en"
        )
    with pytest.raises(Rejected):
        await ask(cast, directory, BO)


async def test_news_come_from_the_known_workspace_only(cast: Cast) -> None:
    directory = Directory("zh-CN", SHANGHAI)
    async with cast.database.read() as session:
        who = await directory.anonymous(session, Caller(SLACK_TEAM, "U0NEW"))
        with pytest.raises(Rejected, match="edge-not-a-member"):
            await directory.anonymous(session, Caller("T0OTHER", "U0NEW"))
    assert who == Who(cast.workspace_id, 0, "U0NEW", "zh-CN", SHANGHAI)


async def test_the_same_id_elsewhere_is_somebody_else(cast: Cast) -> None:
    async with cast.database.write() as session:
        other = Workspace(slack_team="T0OTHER", name="Other")
        session.add(other)
        await session.flush()
        there = Member(workspace_id=other.key, slack_user=BO, name="Bob", zone="Asia/Tokyo", locale="zh-CN")
        session.add(there)
        await session.flush()
        key = there.key
    directory = Directory("en", BERLIN)
    assert await ask(cast, directory, BO, team="T0OTHER") == Who(other.key, key, BO, "zh-CN", "Asia/Tokyo")
    assert (await ask(cast, directory, BO)).member_id == (await cast.member(BO)).key
    with pytest.raises(Rejected, match="edge-not-a-member"):
        await ask(cast, directory, CHEN, team="T0OTHER")


async def test_who_calls_is_known_after_one_statement(cast: Cast) -> None:
    directory = Directory("en", BERLIN)
    with statements(cast) as asked:
        await ask(cast, directory, BO)
        await ask(cast, directory, BO)
    assert len(asked) == 1
