"""Links to Home and to messages: what they are made of, and that nothing is shown where that is not known."""

from dataclasses import replace

import pytest
from slack_sdk.models.blocks import ActionsBlock

from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, CommandForm
from bot.slack.links import LINK, NO_LINKS, Links, link_button, linked
from bot.slack.messages import Message
from bot.slack.outcomes import Nothing, Outcome, Tell
from bot.turn import Turn
from tests.office import BO
from tests.slack.corner import corner, on_checkin, write_down

ACME = Links("T1", "A1", "https://acme.slack.com/")
PLACE = ("C1", "1795161600.000100")


def test_home_and_messages_have_addresses() -> None:
    assert ACME.home == "slack://app?team=T1&id=A1&tab=home"
    assert ACME.message(PLACE) == "https://acme.slack.com/archives/C1/p1795161600000100"
    assert ACME.thread(PLACE) == f"{ACME.message(PLACE)}?thread_ts=1795161600.000100&cid=C1"


@pytest.mark.parametrize("links", [NO_LINKS, Links("T1"), Links("", "A1")])
def test_what_is_not_known_has_no_link(links: Links) -> None:
    assert (links.home, links.message(PLACE), links.thread(PLACE)) == ("", "", "")


@pytest.mark.parametrize("place", [None, ("U1", ""), ("C1", "home")])
def test_what_is_no_message_has_none(place: tuple[str, str] | None) -> None:
    assert (ACME.message(place), ACME.thread(place)) == ("", "")


def test_words_that_lead_nowhere_stay_words() -> None:
    assert linked(ACME.home, "Home") == "<slack://app?team=T1&amp;id=A1&amp;tab=home|Home>"
    assert linked("", "Home") == "Home"


async def test_a_press_reaches_no_listener_and_writes_nothing(sqlite_url: str) -> None:
    """Slack has opened the link already."""
    pressed = link_button(translator("en"), "edge-close", ACME.home)

    async def show(_turn: Turn, _form: CommandForm) -> Outcome:
        return Tell(Message("Home", [ActionsBlock(elements=[pressed])]))

    async def hear(turn: Turn, _form: ActionForm) -> Outcome:
        await write_down(turn, "heard")
        return Nothing()

    async with corner(sqlite_url, replace(on_checkin(show), actions={LINK: hear})) as at:
        shown = (await at.person(BO).command("/checkin shown")).message
        assert shown
        done = await at.person(BO).click(shown, str(pressed.action_id))
        assert (done.ok, done.message, await at.kept()) == (True, None, ["shown"])
        assert len(at.commits) == 1
