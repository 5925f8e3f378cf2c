"""From Home to messages and back: what is led to, and that nobody is led to what is somebody else's."""

import re
from datetime import timedelta

import pytest
from sqlmodel import col, select, update

from bot.db.engine import Database
from bot.delivery.models import SENT, Delivery
from bot.delivery.personal import forget_recipient
from bot.delivery.promises import Occasion
from bot.features.feedback import service as feedback
from bot.features.feedback.models import KUDOS
from bot.features.feedback.rules.keys import ASKED, GIVEN, asked_key, given_key
from bot.features.home.rules.due import What
from bot.features.home.views import home_view
from bot.features.people import service as people
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.jobs import RENDERERS
from bot.i18n.translator import translator
from bot.slack.messages import Message, view_payload
from tests.features.home.test_board import NOW, board
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, SLACK_TEAM
from tests.features.scorecards.cast import CLOSING, Firm, founded
from tests.office import office
from tests.test_app import FIVE_PM, seat

URL = "https://acme.slack.com"
ADDRESS = re.compile(rf"{URL}/archives/(\w+)/p(\d+)")


@pytest.fixture
async def firm(database: Database) -> Firm:
    """October is out, and all of it has been sent: each message into the place that its recipient names."""
    found = await founded(database)
    await found.tell_all()
    await found.close()
    async with database.write() as session:
        rows = (await session.exec(select(Delivery).where(col(Delivery.operation).in_(("post", "reply"))))).all()
        for row in rows:
            row.state, row.channel = SENT, row.recipient.replace("U", "D", 1)
            row.ts = f"{row.key}.000100"
            session.add(row)
    return found


async def known(firm: Firm, url: str = URL) -> None:
    async with firm.database.write() as session:
        await people.ensure_workspace(session, SLACK_TEAM, "Acme", url=url, app="A1")


async def led(firm: Firm, user: str) -> set[tuple[str, str]]:
    """Channels and `ts` that the person's Home leads to."""
    shown = str(view_payload(home_view(translator("en"), await board(firm, user))))
    return {(channel, f"{digits[:-6]}.{digits[-6:]}") for channel, digits in ADDRESS.findall(shown)}


async def test_home_leads_to_the_own_card_and_the_team_s_post_and_thread(firm: Firm) -> None:
    await known(firm)
    sent = await firm.deliveries()
    card = sent[f"card:{await firm.key(BO)}:2026-10:1"]
    post = sent[f"team:{firm.growth}:2026-10"]
    bo = await board(firm, BO)
    assert bo.ways.card == f"{URL}/archives/{card.channel}/p{card.key}000100"
    assert bo.ways.post == f"{URL}/archives/{post.channel}/p{post.key}000100"
    assert bo.ways.details == f"{bo.ways.post}?thread_ts={post.ts}&cid={post.channel}"
    assert [each.link for each in bo.due if each.what is What.CARD] == [bo.ways.card]


async def test_nobody_is_led_to_a_message_of_somebody_else(firm: Firm) -> None:
    """Nor to another team's channel: HR and managers as little as everybody else."""
    await known(firm)
    sent = (await firm.deliveries()).values()
    own_channels = {ANA: firm.growth, BO: firm.growth, CHEN: firm.growth, DEE: firm.brand, EVE: None}
    for user, team in own_channels.items():
        posts = {(each.channel, each.ts) for each in sent if each.payload.get("team_id") == team and team}
        own = {(each.channel, each.ts) for each in sent if each.recipient == user}
        found = await led(firm, user)
        assert found <= own | posts
        assert found or user == EVE


async def test_what_is_not_known_has_no_link(firm: Firm) -> None:
    """Before the bot has been told where the workspace is, and once a message is gone from the table of promises."""
    assert await led(firm, BO) == set()
    await known(firm)
    assert await led(firm, BO)
    async with firm.database.write() as session:
        await forget_recipient(session, firm.workspace_id, BO)
        await session.exec(update(Delivery).where(col(Delivery.kind) == scorecards.TEAM).values(state="due"))
    assert await led(firm, BO) == set()


async def test_leaders_are_led_to_posts_of_their_own_team_alone(firm: Firm) -> None:
    """Whoever stands above a lead need not be in that team's channel."""
    await firm.cast.load(f"member,team,manager,role,channel,lead\n{ANA},Growth,{DEE},,,yes\n{EVE},Growth,,hr,,\n")
    await known(firm)
    texts = {}
    for user in (DEE, EVE):
        occasion = Occasion(firm.workspace_id, user, {"period": "2026-10"}, CLOSING + timedelta(days=40))
        async with firm.database.read() as session:
            message = await RENDERERS[scorecards.LEADERS](session, occasion)
        assert isinstance(message, Message)
        texts[user] = str(message.payload())
        assert "slack://app?team=T0ACME&id=A1&tab=home" in texts[user]
    post = (await firm.deliveries())[f"team:{firm.growth}:2026-10"]
    assert [f"p{post.key}000100" in texts[user] for user in (DEE, EVE)] == [False, True]


async def test_the_newest_kudos_and_questions_are_led_to(firm: Firm) -> None:
    """The receiver alone: who gave and who asked has no message about it."""
    await known(firm)
    async with firm.database.write() as session:
        dee = await firm.cast.who(DEE)
        person = await feedback.receiver_of(session, dee, BO)
        kudos = (await feedback.give(session, dee, feedback.Wish(KUDOS, BO, "thanks", "traffic"), now=NOW)).row.key
        asked = (await feedback.ask(session, dee, person, "How was the fair?", now=NOW)).request.key
    async with firm.database.write() as session:
        rows = (await session.exec(select(Delivery).where(col(Delivery.kind).in_((GIVEN, ASKED))))).all()
        for row in rows:
            row.state, row.channel, row.ts = SENT, "D0BO", f"{row.key}.000100"
            session.add(row)
        keys = {row.unique_key: row.key for row in rows}
    bo = await board(firm, BO)
    assert bo.ways.kudos == f"{URL}/archives/D0BO/p{keys[given_key(kudos)]}000100"
    assert bo.ways.requests == {str(asked): f"{URL}/archives/D0BO/p{keys[asked_key(asked)]}000100"}
    assert [each.link for each in bo.due if each.what is What.REQUEST] == [*bo.ways.requests.values()]
    assert "D0BO" not in {channel for channel, _ in await led(firm, DEE)}


async def test_a_prompt_and_home_lead_to_each_other(sqlite_url: str) -> None:
    """With what a start asks Slack for; the press of a link is taken and changes nothing."""
    async with office(sqlite_url) as at:
        await seat(at)
        await at.move_to(FIVE_PM)
        bo = at.person(BO)
        await at.settle()
        [prompt] = bo.messages()
        shown = await bo.open_home()
        assert shown
        way = f"<https://sandbox.slack.com/archives/{prompt.channel}/p{prompt.ts.replace('.', '')}|see the message>"
        assert way in str(shown.blocks)
        assert "slack://app" not in str(prompt.blocks), "there is something to do"
        for figure in ("uv", "leads", "mql", "cost"):
            await bo.command(f"/checkin {figure} 4")
        await at.settle()
        [done] = [each for each in bo.messages() if each.ts == prompt.ts]
        assert "slack://app?team=T0SANDBOX&id=A0SANDBOX&tab=home" in str(done.blocks)
        assert (await bo.click(done, "link:edge-open-home")).ok
