"""A quarter's goal of Growth, from Ana's proposal to everybody's card, and one of Bo's own beside it."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from bot.features.metrics import service as metrics
from bot.features.metrics.service import SheetRow
from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.features.scorecards.service import close_month
from bot.sandbox.limits import elements_of
from bot.sandbox.person import Person
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, Office
from tests.scenarios.audited import closed_october, log_of, say, shown, words
from tests.scenarios.retrospective import close_windows

OWN = "Speak at a fair"
WISH = {"unit": "customers", "start": "0", "target": "600", "weight": "10", "owner": BO, "period": "2026-Q4"}
TWO_WEEKS_LATER, JANUARY_7 = datetime(2026, 12, 3, 17, 0, tzinfo=UTC), datetime(2027, 1, 7, 9, 0, tzinfo=UTC)


async def test_a_goal_from_the_proposal_to_the_card(database_url: str) -> None:
    async with closed_october(database_url) as at:
        await growth_works_by_a_scheme_with_team_goals(at)
        await ana_proposes_and_changes_it_before_eve_agrees(at)
        await bo_and_chen_see_it_and_who_may_do_what(at)
        await bo_is_asked_after_two_weeks_and_says_how_far_it_is(at)
        await the_quarters_cards_carry_it(at)
        await ana_closes_it(at)
        await dee_has_heard_of_nothing(at)


async def growth_works_by_a_scheme_with_team_goals(at: Office) -> None:
    workspace_id, now = at.parts.workspace_id, at.clock.now()
    async with at.parts.database.write() as session:
        growth = next(each for each in await people.teams(session, workspace_id) if each.name == "Growth")
        await schemes.assign(session, workspace_id, growth.key, "marketing_team", now=now)


async def ana_proposes_and_changes_it_before_eve_agrees(at: Office) -> None:
    ana, eve = at.person(ANA), at.person(EVE)
    await ana.command("/perf goals new Young customers")
    refused = await ana.submit(values={**WISH, "target": "0"})
    assert "target" in str(refused.errors), "and what was typed stays"
    assert (await ana.submit(values=WISH)).ok
    await at.settle()
    (asked,) = told(at, EVE, "goals.open_one")
    assert "*Ana Costa* proposes a goal for the team: *Young customers*" in asked, "nobody is above Ana"
    await press(eve, message_with(eve, "goals.open_one"), "goals.open_one")
    await ana.click(ana.view, "goals.open_edit")
    assert (await ana.submit(values={"title": "Customers under 30", "target": "500"})).ok
    await at.settle()
    assert "Customers under 30" in shown(ana)
    assert [("Customers under 30" in each) for each in told(at, EVE, "goals.open_one")] == [True], "edited in place"
    await eve.click(eve.view, "goals.agree")
    await at.settle()
    assert "has changed since you opened it" in everything(at, EVE)
    assert told(at, BO, "goals.open_one") == [], "nothing is agreed on"
    await close_windows(at, EVE)
    await press(eve, message_with(eve, "goals.open_one"), "goals.open_one")
    await asyncio.gather(*(eve.click(eve.view, "goals.agree") for _ in range(2)))
    await at.settle()
    for user in (ANA, BO):
        assert len(told(at, user, "goals.open_one")) == 1, "once, however often it was pressed"
    await ana.click(ana.view, "goals.open_edit")
    await at.settle()
    assert "has been agreed on meanwhile" in everything(at, ANA)


async def bo_and_chen_see_it_and_who_may_do_what(at: Office) -> None:
    bo = at.person(BO)
    await bo.command(f"/perf goals new {OWN}")
    assert (await bo.submit(values={**WISH, "whose": "own", "unit": "talks", "target": "2"})).ok
    await at.settle()
    await close_windows(at, BO)
    assert "Customers under 30" in await say(at, BO, "/perf goals")
    assert "尚无数据，计划 53%" in await say(at, CHEN, "/perf 目标"), "day 49 of 92"
    assert OWN in await say(at, CHEN, "/perf 目标 @bo"), "her team's"
    assert OWN in await say(at, EVE, "/perf goals @bo")
    refused = await at.person(DEE).command("/perf goals @bo")
    assert OWN not in str((refused.message, at.person(DEE).views))
    assert "Customers under 30" in await say(at, DEE, "/perf goals Growth"), "a team's goals are in the open"
    assert OWN not in shown(at.person(DEE))


async def bo_is_asked_after_two_weeks_and_says_how_far_it_is(at: Office) -> None:
    await at.parts.upkeep.keep_schedules()
    await at.move_to(TWO_WEEKS_LATER)
    (asked,) = told(at, BO, "goals.open_update")
    assert "Nobody has said for two weeks how far this goal is" in asked
    assert [told(at, user, "goals.open_update") for user in (ANA, CHEN, EVE)] == [[], [], []]
    bo = at.person(BO)
    await close_windows(at, BO)
    await press(bo, message_with(bo, "goals.open_update"), "goals.open_update")
    assert (await bo.submit(values={"value": "450", "word": "The fair helped"})).ok
    await at.settle()
    assert "90%, plan 70%" in shown(bo), "450 of 500; day 64 of 92"
    assert "Your goals are up to date" in told(at, BO, "goals.open_update")[-1]
    assert "已完成 90%，计划 71%" in await say(at, CHEN, "/perf 目标"), "in Shanghai it is tomorrow"


async def the_quarters_cards_carry_it(at: Office) -> None:
    workspace_id, today = at.parts.workspace_id, JANUARY_7.date()
    await at.move_to(JANUARY_7)
    async with at.parts.database.write() as session:
        growth = next(each for each in await people.teams(session, workspace_id) if each.name == "Growth")
        rules = await schemes.scheme_of_team(session, workspace_id, growth.key, on=today)
        assert rules is not None
        rows = [
            SheetRow(number, f"2026-{month}-05", user, figure.id, "5")
            for number, (month, user, figure) in enumerate(
                (month, user, figure)
                for month in (11, 12)
                for user in (ANA, BO, CHEN)
                for figure in rules.scheme.figures
            )
        ]
        await metrics.import_entries(session, workspace_id, rows, entered_by=None, now=JANUARY_7, today=today)
        for month in ("2026-11", "2026-12"):
            await close_month(session, workspace_id, month, now=JANUARY_7, settings=at.parts.settings)
    await at.settle()
    for user, line in ((BO, "Customers under 30: 90%, weight 10"), (CHEN, "90%")):
        person = at.person(user)
        await close_windows(at, user)
        card = await person.command("/scorecard 2026-Q4")
        assert card.message, card.error
        await press(person, card.message, "scorecards.why")
        receipt = shown(person)
        assert line in receipt, user
        assert OWN not in receipt, "a goal of one's own counts on no card"


async def ana_closes_it(at: Office) -> None:
    ana = at.person(ANA)
    await close_windows(at, ANA)
    await ana.command("/perf goals")
    await press(ana, ana.view, "goals.open_one")
    await ana.click(ana.view, "goals.open_close")
    assert (await ana.submit(values={"outcome": "partly"})).ok
    assert "partly achieved, 90%" in shown(ana)
    done = [row.action for row in await log_of(at) if row.action.startswith("goal.")]
    assert done == ["goal.proposed", "goal.edited", "goal.agreed", "goal.proposed", "goal.updated", "goal.closed"]


async def dee_has_heard_of_nothing(at: Office) -> None:
    """Another team's goals are to be seen by who asks for them; nobody tells her, and Bo's own is none of hers."""
    for user in (DEE, FINN, HANA):
        await close_windows(at, user)
        assert await at.person(user).open_home()
        for word in ("under 30", OWN, "fair helped"):
            assert word not in everything(at, user), user


async def press(person: Person, target: Any, action: str) -> None:
    """The first button of this kind, whatever it is about."""
    of_blocks = [element for block in target.blocks for element in elements_of(block)]
    await person.click(target, next(e["action_id"] for e in of_blocks if e["action_id"].startswith(action)))


def message_with(person: Person, action: str) -> Any:
    """The newest with such a button."""
    return next(each for each in lasting(person)[::-1] if f'"{action}' in words(each.blocks))


def lasting(person: Person) -> list[Any]:
    return [each for each in person.messages() if not each.is_ephemeral]


def told(at: Office, user: str, action: str) -> list[str]:
    """Messages with such a button, as they are now."""
    return [found for each in lasting(at.person(user)) if f'"{action}' in (found := words(each.blocks))]


def everything(at: Office, user: str) -> str:
    """On their screen and in their messages."""
    person = at.person(user)
    home = [person.home] if person.home else []
    texts = [each.text for each in person.messages()]
    return str([*texts, *(each.blocks for each in (*person.messages(), *person.views, *home))])
