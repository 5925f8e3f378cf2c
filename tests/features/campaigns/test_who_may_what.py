"""What people may not do, also with buttons and forms that they have made up, and what they see."""

import json
from collections.abc import Awaitable
from datetime import date, timedelta
from typing import Any

import pytest

from bot.errors import Denied, Rejected
from bot.features.campaigns.models import PARTNERSHIP, Campaign
from bot.features.campaigns.slack import listeners
from bot.features.retrospectives.slack import listeners as above
from tests.features.campaigns.cast import LAUNCH, NOW, TEAM, TODAY, Together
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, GUS, account
from tests.features.reviews.cast import FINN, GIL, HAL

BY_KEY = ["open_one", "open_change", "end", "leave"]
FIELDS = {
    "name": {"value": "Mine"},
    "members": {"selected_users": [BO, DEE]},
    "first_on": {"selected_date": "2026-11-18"},
}


async def denied(attempt: Awaitable[Any]) -> tuple[str, str]:
    with pytest.raises(Denied) as error:
        await attempt
    return error.value.key, repr(error.value.params)


async def refused(attempt: Awaitable[Any]) -> str:
    with pytest.raises(Rejected) as error:
        await attempt
    return error.value.key.removeprefix("campaigns-error-")


async def test_who_has_nothing_to_do_with_it_is_refused_as_for_what_does_not_exist(work: Together) -> None:
    """Hal is in Ana's team, Finn in Dee's; neither is in it, and Finn makes up that he is Bo's manager."""
    key, bo = await work.open(), await work.office.key(BO)
    before, words = await work.state(), set()
    for user in (HAL, FINN):
        for number in (key, 0, 10**6):
            for name in BY_KEY:
                words.add(await denied(work.press(user, f"campaigns.{name}", number)))
            words.add(await denied(work.press(user, "campaigns.open_one", f"{number}:{bo}")))
            words.add(await denied(work.submit(user, "campaigns.change", {"campaign": number}, FIELDS)))
            words.add(await denied(work.press(user, "retrospectives.open_from", number, known=above)))
        words.add(await denied(work.press(user, "campaigns.open_list", f"0:{bo}")))
        words.add(await denied(work.command(user, f"<@{BO}>")))
        words.add(await denied(work.command(user, "@nobody")))
        assert await work.listed(user) == []
    assert len(words) == 1
    assert await work.state() == before


async def test_every_listener_is_among_those_that_were_tried() -> None:
    ways_in = {"campaigns.open_list", "campaigns.open_new"}
    assert set(listeners.actions) == {f"campaigns.{name}" for name in BY_KEY} | ways_in
    assert set(listeners.submissions) == {"campaigns.open", "campaigns.change"}


async def test_members_see_it_and_change_nothing_but_that_they_are_in_it(work: Together) -> None:
    key = await work.open()
    for user in (BO, CHEN, DEE):
        assert len((await work.shown(user, key)).members) == 3
        assert await work.listed(user) == [LAUNCH]
        for name in ("open_change", "end"):
            await denied(work.press(user, f"campaigns.{name}", key))
        await denied(work.submit(user, "campaigns.change", {"campaign": key}, FIELDS))
    await denied(work.leave(ANA, key))
    await work.leave(BO, key)
    await denied(work.shown(BO, key))
    assert [each.name for each in (await work.shown(ANA, key)).gone] == ["Bo Lindgren"]
    assert (await work.shown(DEE, key)).gone == (), "who has left by themselves is for who runs it"
    assert await work.told(ANA, "campaigns.left") == [
        "*Bo Lindgren* has left *Autumn launch*: they say they do not work on it"
    ]


async def test_a_form_that_was_open_while_somebody_left_does_not_put_them_into_it_again(work: Together) -> None:
    key = await work.open(TEAM)
    form = await work.press(ANA, "campaigns.open_change", key)
    metadata = json.loads(str(form.view.private_metadata))  # type: ignore[union-attr]  # a form
    fields = {
        "name": {"value": "Autumn"},
        "members": {"selected_users": list(TEAM)},
        "first_on": {"selected_date": TODAY.isoformat()},
    }
    await work.leave(BO, key)
    with pytest.raises(Rejected, match="error-left"):
        await work.submit(ANA, "campaigns.change", metadata, fields)
    assert BO not in {each.slack_user for each in (await work.shown(ANA, key)).members}
    form = await work.press(ANA, "campaigns.open_change", key)
    metadata = json.loads(str(form.view.private_metadata))  # type: ignore[union-attr]  # a form
    await work.submit(ANA, "campaigns.change", metadata, fields)
    assert BO in {each.slack_user for each in (await work.shown(ANA, key)).members}, "knowingly she may"


async def test_managers_see_what_their_people_are_in_and_hr_all(work: Together) -> None:
    """Dee opens one with two of Ana's."""
    key = await work.open([BO, CHEN], by=DEE)
    assert await work.listed(ANA) == []
    await denied(work.shown(ANA, key))
    assert len((await work.shown(ANA, key, through=BO)).members) == 2
    await denied(work.shown(ANA, key, through=GIL)), "of Ana's, and not in it"
    await denied(work.shown(ANA, key, through=DEE)), "has opened it, and is not Ana's"
    assert "Bo Lindgren" in str((await work.command(ANA, f"<@{BO}>")).view.to_dict())  # type: ignore[union-attr]  # a window
    for name in ("open_change", "end", "leave"):
        await denied(work.press(ANA, f"campaigns.{name}", key))
    assert await work.listed(EVE) == [LAUNCH]
    assert (await work.shown(EVE, key)).place.runs


async def test_only_leads_and_hr_open_one(work: Together) -> None:
    for user in (BO, GIL):
        assert (await denied(work.command(user, LAUNCH)))[0] == "campaigns-error-only-leads"
        await denied(work.press(user, "campaigns.open_new", "list"))
        await denied(work.open(by=user))
    assert await work.rows(Campaign) == []
    for user in (DEE, EVE):
        assert await work.open(by=user)
    assert [row.team_id for row in await work.rows(Campaign)] == [await work.office.team("Brand"), None]


async def test_what_cannot_be_taken_says_why(work: Together) -> None:
    assert await refused(work.open([ANA])) == "size", "nobody but oneself"
    assert await refused(work.open([BO, BO, BO])) == "size"
    for user in (GUS, "U0NOBODY", "<!channel>", "U0BOT"):
        assert await refused(work.open([BO, DEE, user])) == "not-here"
    assert await refused(work.open(name=" ")) == "no-name"
    assert await refused(work.open(kind="merger")) == "kind"
    assert await refused(work.open(first_on=TODAY - timedelta(days=365))) == "first"
    assert await refused(work.open(last_on=TODAY - timedelta(days=1))) == "last"
    assert await refused(work.open([BO, CHEN, ANA], kind=PARTNERSHIP)) == "one-team"
    assert await refused(work.open(kind=PARTNERSHIP, last_on=TODAY)) == "no-last"
    assert await work.rows(Campaign) == []
    key = await work.open(kind=PARTNERSHIP)
    assert await refused(work.change(key, [BO, HAL])) == "one-team", "nor later"
    assert await refused(work.change(key, [BO])) == "size"
    for _ in range(29):
        await work.open()
    assert await refused(work.open()) == "many"
    await work.end(ANA, key)
    assert await work.open(), "the same name again"
    for attempt in (work.change(key, [BO, DEE]), work.end(ANA, key), work.leave(BO, key)):
        assert await refused(attempt) == "over"


async def test_forty_one_are_too_many_and_above_thirty_it_is_said(work: Together) -> None:
    accounts = [f"U1P{number:02}" for number in range(41)]
    await work.office.cast.sync(*(account(each, f"P {each}") for each in accounts))
    assert await refused(work.open(accounts)) == "size"
    fields = FIELDS | {"members": {"selected_users": accounts[:31]}, "kind": {"selected_option": {"value": "campaign"}}}
    said = str((await work.submit(ANA, "campaigns.open", {}, fields)).view.to_dict())  # type: ignore[union-attr]  # a window
    assert "With more than 30 people not everybody works with everybody" in said


async def test_a_list_has_pages_with_what_is_over_at_the_end(work: Together) -> None:
    keys = [await work.open(name=f"{number}") for number in range(12)]
    await work.end(ANA, keys[11])
    assert await work.listed(BO) == [str(number) for number in range(10, 0, -1)]
    assert await work.listed(BO, 10) == ["0", "11"]
    assert await work.listed(BO, 20) == []
    page = str((await work.press(BO, "campaigns.open_list", "10:0")).view.to_dict())  # type: ignore[union-attr]  # a window
    assert "Previous page" in page
    assert "Next page" not in page


async def test_who_leads_the_team_looks_after_what_a_leaver_has_opened(work: Together) -> None:
    """Ana leaves; then Bo leads Growth. What Eve of HR has opened is HR's."""
    key, of_hr = await work.open([CHEN, DEE]), await work.open([CHEN, FINN], by=EVE, name="Fair")
    await work.deactivate(ANA)
    await work.office.cast.load(f"member,team,lead\n{BO},Growth,yes\n")
    assert await work.listed(BO) == [LAUNCH]
    shown = await work.shown(BO, key)
    assert shown.place.runs
    assert shown.keeper is not None
    assert shown.keeper.slack_user == BO
    await work.change(key, [CHEN, FINN], by=BO)
    await work.leave(CHEN, key)
    assert len(await work.told(BO, "campaigns.left")) == 1
    await work.deactivate(EVE)
    assert (await work.shown(FINN, of_hr)).keeper is None
    await denied(work.shown(BO, of_hr)), "a lead, and none of HR's"


async def test_who_has_left_the_company_leaves_it(work: Together) -> None:
    key = await work.open([BO, CHEN, DEE])
    await work.deactivate(BO)
    assert len((await work.shown(CHEN, key)).members) == 2
    await work.change(key, [CHEN, FINN])
    assert [each.name for each in (await work.shown(EVE, key)).members] == ["Finn Roy", "陈琳"]
    await work.leave(CHEN, key)
    seen = str((await work.press(FINN, "campaigns.open_one", key)).view.to_dict())  # type: ignore[union-attr]  # a window
    assert "Fewer than two people are in it" in seen


async def test_a_retrospective_starts_from_what_is_over(work: Together) -> None:
    key = await work.open([BO, CHEN, DEE], by=DEE, first_on=date(2026, 11, 2))
    assert await refused(work.press(DEE, "retrospectives.open_from", key, known=above)) == "not-over"
    await work.end(DEE, key)
    assert (await work.shown(DEE, key)).may_look_back
    assert not (await work.shown(BO, key)).may_look_back
    assert not (await work.shown(EVE, key)).may_look_back, "HR leads no team"
    form = (await work.press(DEE, "retrospectives.open_from", key, known=above)).view.to_dict()  # type: ignore[union-attr]  # a window
    inputs = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert inputs["title"]["initial_value"] == LAUNCH
    assert inputs["members"]["initial_users"] == [BO, DEE, CHEN]
    for user in (EVE, BO):
        await denied(work.press(user, "retrospectives.open_from", key, known=above))


async def test_telling_is_for_who_is_in_it_by_then(work: Together) -> None:
    """Once for each time that somebody comes into it, and not for who is out again."""
    key = await work.open([ANA, BO, CHEN])
    assert await work.told(ANA, "campaigns.opened") == [], "who opens it"
    assert await work.told(BO, "campaigns.opened") == ["*Ana Costa* has put you into the campaign *Autumn launch*"]
    await work.change(key, [ANA, CHEN])
    assert await work.told(BO, "campaigns.opened") == []
    await work.change(key, [ANA, BO, CHEN])
    assert len(await work.told(BO, "campaigns.opened")) == 1
    assert await work.told(CHEN, "campaigns.opened") == ["*Ana Costa* 把您加入了营销活动 *Autumn launch*"]
    await work.end(ANA, key, now=NOW)
    assert await work.told(CHEN, "campaigns.opened") == []
