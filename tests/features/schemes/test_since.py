"""Schemes hold from a month on; what cards that are out went by stays."""

import asyncio
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlmodel import select

from bot.errors import Rejected
from bot.features.schemes import service
from bot.features.schemes.models import Assignment
from bot.features.schemes.rules import BEGINNING, offered, read_since
from bot.features.schemes.slack import listeners
from bot.features.schemes.views import choice_modal, groups_modal, rules_modal, targets_modal, targets_saved_modal
from bot.i18n.translator import translator
from bot.slack.forms import Inputs, SubmissionForm
from bot.slack.messages import view_payload
from bot.slack.outcomes import ReplaceModal
from bot.slack.refusals import refusal_text
from bot.turn import Turn
from tests.features.people.cast import ANA, BO, DEE, NOW, Cast
from tests.features.schemes.test_service import give_growth_traffic, team_id

SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (9, 10, 11, 12))
OCTOBER_3 = datetime(2026, 10, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last_out", "months"),
    [
        (None, (SEPTEMBER, OCTOBER, NOVEMBER)),
        (date(2026, 8, 1), (SEPTEMBER, OCTOBER, NOVEMBER)),
        (SEPTEMBER, (OCTOBER, NOVEMBER)),
    ],
)
def test_last_month_is_offered_until_its_cards_are_out(last_out: date | None, months: tuple[date, ...]) -> None:
    assert offered(OCTOBER_3.date(), last_out) == months


@pytest.mark.parametrize(("typed", "month"), [("", None), ("2026-11", NOVEMBER), ("2026年11月", NOVEMBER)])
def test_a_month_is_read(typed: str, month: date | None) -> None:
    assert read_since(typed, today=OCTOBER) == month


@pytest.mark.parametrize("typed", ["soon", "2026-13", "1999-12", "2027-11"])
def test_what_is_no_month_to_begin_with_is_named(typed: str) -> None:
    with pytest.raises(Rejected, match="schemes-error-since") as refused:
        read_since(typed, today=OCTOBER)
    assert refused.value.params["typed"] == typed


async def assign(cast: Cast, team: int, group: str, since: date | None = None, *, now: datetime = OCTOBER_3) -> date:
    async with cast.database.write() as session:
        found = await service.assign(session, cast.workspace_id, team, "promotion", [group], now=now, since=since)
    return found.since


async def groups_on(cast: Cast, team: int, *days: date) -> list[str]:
    async with cast.database.read() as session:
        found = [await service.scheme_of_team(session, cast.workspace_id, team, on=day) for day in days]
        whole = [(await service.schemes_of_teams(session, cast.workspace_id, on=day)).get(team) for day in days]
    assert whole == found
    return [",".join(each.groups) if each else "none" for each in found]


async def test_each_month_goes_by_the_newest_that_began_by_then(cast: Cast) -> None:
    team = await team_id(cast, BO)
    assert await assign(cast, team, "traffic") == BEGINNING, "the first also for the months before"
    assert await assign(cast, team, "brand") == OCTOBER, "the running month"
    assert await assign(cast, team, "conversion", NOVEMBER) == NOVEMBER
    days = (date(2020, 1, 1), date(2026, 9, 30), OCTOBER, date(2026, 10, 31), NOVEMBER)
    assert await groups_on(cast, team, *days) == ["traffic", "traffic", "brand", "brand", "conversion"]
    await assign(cast, team, "traffic", NOVEMBER)
    await assign(cast, team, "conversion", SEPTEMBER)
    for _ in range(2):
        await assign(cast, team, "conversion", SEPTEMBER)
    assert await groups_on(cast, team, *days) == ["traffic", "conversion", "brand", "brand", "traffic"]
    async with cast.database.read() as session:
        assert len((await session.exec(select(Assignment))).all()) == 4, "one for each month"


async def test_a_team_may_begin_next_month(cast: Cast) -> None:
    team = await team_id(cast, DEE)
    assert await assign(cast, team, "brand", NOVEMBER) == NOVEMBER
    assert await groups_on(cast, team, OCTOBER, NOVEMBER) == ["none", "brand"]
    assert await assign(cast, team, "traffic") == BEGINNING
    assert await groups_on(cast, team, OCTOBER, NOVEMBER) == ["traffic", "brand"]


async def test_what_cards_that_are_out_went_by_stays(cast: Cast) -> None:
    growth, brand = await give_growth_traffic(cast), await team_id(cast, DEE)
    async with cast.database.write() as session:
        for month in (SEPTEMBER, date(2026, 8, 1)):
            await service.settle(session, cast.workspace_id, month)
    for since in (SEPTEMBER, date(2026, 7, 1)):
        with pytest.raises(Rejected, match="schemes-error-month-out") as refused:
            await assign(cast, growth, "brand", since)
    assert refused.value.field == "since"
    assert "The cards of September 2026 are out" in refusal_text(translator("en"), refused.value)
    assert "请选择2026年10月或之后的月份" in refusal_text(translator("zh-CN"), refused.value)
    assert await assign(cast, growth, "traffic", SEPTEMBER) == BEGINNING, "as it is"
    assert await assign(cast, growth, "brand", OCTOBER) == OCTOBER
    assert await assign(cast, brand, "brand", SEPTEMBER) == BEGINNING, "Brand had no cards"
    assert await groups_on(cast, growth, SEPTEMBER, OCTOBER) == ["traffic", "brand"]


async def test_ana_picks_the_month_and_everybody_reads_what_is_to_come(cast: Cast) -> None:
    team = await give_growth_traffic(cast)
    async with cast.database.write() as session:
        turn = Turn(await cast.who(ANA), NOW, session)
        running = service.this_month(session, NOW)
        first, *_, coming = offered(running, None)
        shown = choice_modal(translator("en"), await service.choice(turn))
        options = view_payload(shown)["blocks"][-1]["element"]["options"]
        assert [each["value"] for each in options] == [f"{month:%Y-%m}" for month in offered(running, None)]
        picked = {
            name: {"value": {"selected_option": {"value": value}}}
            for name, value in (("team", str(team)), ("scheme", "promotion"), ("since", f"{coming:%Y-%m}"))
        }
        step = await listeners.submissions["schemes.choose"](turn, SubmissionForm("schemes.choose", {}, Inputs(picked)))
        assert isinstance(step, ReplaceModal)
        month = translator("en").month(coming)
        assert f"Valid from {month} on.\\nUntil then it is" in str(view_payload(step.view))
        await service.assign_chosen(turn, team, "promotion", ["brand"], f"{coming:%Y-%m}")
        earlier = groups_modal(
            translator("zh-CN"), await service.groups_form(turn, team, "promotion", f"{first:%Y-%m}")
        )
        assert f"{translator('zh-CN').month(coming)}起按计划改为" in str(view_payload(earlier))
        teams = view_payload(choice_modal(translator("en"), await service.choice(turn)))["blocks"][1]["element"]
        growth = next(each for each in teams["options"] if each["value"] == str(team))
        assert growth["description"]["text"].startswith(f"from {month}: ")
        with pytest.raises(Rejected, match="schemes-error-since"):
            await service.groups_form(turn, team, "promotion", "soon")
    async with cast.database.read() as session:
        rules = await service.rules_shown(Turn(await cast.who(BO), NOW, session))
    assert f"From {month} on" in str(view_payload(rules_modal(translator("en"), rules)))
    assert rules.rules.groups == ("traffic",)
    with pytest.raises(Rejected, match="people-error-not-administrator"):
        async with cast.database.read() as session:
            await service.groups_form(Turn(await cast.who(BO), NOW, session), team, "promotion", f"{coming:%Y-%m}")


async def test_a_table_says_from_when_on(cast: Cast) -> None:
    await give_growth_traffic(cast)
    wishes = [
        service.Wish(2, "Growth", "promotion", ("brand",), "2026-11"),
        service.Wish(3, "Growth", "promotion", ("brand",), "2026-12"),
        service.Wish(4, "Brand", "promotion", (), "in November"),
    ]
    for changed in ([("Growth", NOVEMBER)], []):
        async with cast.database.write() as session:
            assigned, refused = await service.assign_teams(session, cast.workspace_id, wishes, now=OCTOBER_3)
        assert [(each.team, each.since) for each in assigned] == changed
        assert [(line, each.key) for line, each in refused] == [
            (3, "schemes-error-two-schemes"),
            (4, "schemes-error-since"),
        ]


async def test_targets_hold_from_a_month_on(cast: Cast) -> None:
    team, bo = await give_growth_traffic(cast), (await cast.member(BO)).key

    async def put(value: int | None, since: date | None = None, member_id: int | None = None) -> None:
        async with cast.database.write() as session:
            wanted = None if value is None else Decimal(value)
            rest = {"team_id": team, "member_id": member_id, "since": since}
            await service.set_target(session, cast.workspace_id, "mql_count", wanted, now=OCTOBER_3, **rest)

    async def held(*days: date) -> list[tuple[float, float]]:
        async with cast.database.read() as session:
            found = [
                (
                    (await service.targets_of_team(session, cast.workspace_id, team, on=day))["mql_count"],
                    (await service.targets_for(session, cast.workspace_id, team, bo, on=day))["mql_count"],
                )
                for day in days
            ]
            for day, (of_team, of_bo) in zip(days, found, strict=True):
                own, teams = await service.own_targets(session, cast.workspace_id, [(bo, team)], on=day)
                told = teams.get(team, {}) | own.get(bo, {})
                assert told.get("mql_count", 100) == of_bo
                assert teams.get(team, {}).get("mql_count", 100) == of_team
        return found

    await put(80)
    await put(60, NOVEMBER, bo)
    await put(None, DECEMBER, bo)
    await put(70, DECEMBER)
    for _ in range(2):
        await put(65, NOVEMBER, bo)
    days = (date(2026, 9, 30), OCTOBER, NOVEMBER, DECEMBER)
    assert await held(*days) == [(100, 100), (80, 80), (80, 65), (70, 70)]
    async with cast.database.write() as session:
        await service.settle(session, cast.workspace_id, OCTOBER)
    with pytest.raises(Rejected, match="schemes-error-month-out"):
        await put(90, OCTOBER)
    await put(80, OCTOBER)
    assert await held(*days) == [(100, 100), (80, 80), (80, 65), (70, 70)]


async def test_targets_are_entered_for_the_month_that_was_picked(cast: Cast) -> None:
    team = await give_growth_traffic(cast)
    async with cast.database.write() as session:
        turn = Turn(await cast.who(ANA), NOW, session)
        form = await service.save_targets(turn, team, BO, {"mql_count": "30"}, month="2026-12")
        assert "holds from December 2026 on" in str(view_payload(targets_modal(translator("en"), form)))
        assert "自2026年12月起生效" in str(view_payload(targets_saved_modal(translator("zh-CN"), form)))
        first = await service.targets_form(turn, team, month="2000-01")
        assert "for the months before" in str(view_payload(targets_modal(translator("en"), first)))
        await service.settle(session, cast.workspace_id, OCTOBER)
        assert (await service.targets_form(turn, team, month="2000-01")).since == NOVEMBER, "what is open"
        own = [(await service.targets_form(turn, team, BO, month=month)).own for month in ("2026-11", "2026-12")]
    assert own == [{}, {"mql_count": 30}]


async def test_whoever_lets_cards_out_and_whoever_assigns_wait_for_each_other(cast: Cast) -> None:
    team = await give_growth_traffic(cast)
    async with cast.database.write() as session:
        await service.settle(session, cast.workspace_id, SEPTEMBER)
        late = asyncio.create_task(assign(cast, team, "brand", SEPTEMBER))
        assert await service.scheme_of_team(session, cast.workspace_id, team, on=SEPTEMBER)
        assert not late.done()
    with pytest.raises(Rejected, match="schemes-error-month-out"):
        await late
