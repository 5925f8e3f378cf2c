"""October 2026 of two teams, from the import of the members to the cards and what people ask about them."""

import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.delivery.models import DROPPED, DUE, SENT, Delivery
from bot.delivery.private import inside
from bot.features.metrics.models import Entry
from bot.features.people.models import Member
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.models import Card
from bot.features.scorecards.service.team_posting import DRAWN, TEAM_PICTURE
from bot.sandbox.messages import Message
from tests.office import ANA, BO, BRAND_CHANNEL, CHEN, DEE, EVE, FINN, GROWTH_CHANNEL, GUS, HANA, PEOPLE, office
from tests.scenarios.figures import BRAND, EVERYBODY, FIRST, GROWTH, LAST, figures, numbers_in, working_days
from tests.scenarios.month import (
    DIGEST_AT,
    LEADS,
    NUDGE_AT,
    PROMPT_AT,
    Month,
    left_behind,
    seat_everybody,
    secrets_of,
    text_of,
    told_days,
    totals_of,
    zone_of,
)

THE_EVENING_BEFORE = datetime(2026, 9, 30, 18, 0, tzinfo=UTC)
MOMENT = r"\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}:00\+00:00)?)?"
HOURS = {"prompt": PROMPT_AT, "nudge": NUDGE_AT, "digest": DIGEST_AT}
CLOSE = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)  # nine in Berlin
BO_ERRS, CHEN_ERRS, FINN_ERRS = date(2026, 10, 12), date(2026, 10, 15), date(2026, 10, 14)


@pytest.fixture(
    params=[
        pytest.param(("http", "sqlite_url"), marks=pytest.mark.thorough),
        ("http", "postgres_url"),
        pytest.param(("socket", "sqlite_url"), marks=pytest.mark.thorough),
    ],
    ids=["http-sqlite", "http-postgresql", "socket-sqlite"],
)
def transport_and_url(request: pytest.FixtureRequest) -> tuple[str, str]:
    transport, database = request.param
    return transport, str(request.getfixturevalue(database))


@pytest.fixture
async def month(transport_and_url: tuple[str, str]) -> AsyncIterator[Month]:
    transport, url = transport_and_url
    async with office(url, transport=transport, start=THE_EVENING_BEFORE, close_day=2, close_hour=9) as opened:
        yield Month(opened)


async def test_a_month(month: Month) -> None:
    await seat_everybody(month.office)
    await the_month_passes(month)
    await everybody_was_asked_as_often_as_needed(month)
    await every_figure_is_kept_as_it_was_told(month)
    await the_month_closes_on_its_day(month)
    everybody_has_exactly_these_messages(month)
    cards_say_what_their_owners_told(month)
    await channels_show_teams_only(month)
    await bo_questions_his_card(month)
    await only_those_look_who_may(month)
    nobody_reads_somebody_elses_figures(month)
    await nothing_comes_twice(month)
    await the_promises_hold_no_text(month)


async def the_month_passes(month: Month) -> None:
    day = FIRST
    while day <= LAST:
        if day == BO_ERRS:
            await bo_mistypes_and_corrects(month)
        if day == CHEN_ERRS:
            await chen_mistypes_and_corrects(month)
        await month.live(day)
        if day == FINN_ERRS:
            await finn_corrects_from_the_confirmation(month)
        day += timedelta(days=1)


async def bo_mistypes_and_corrects(month: Month) -> None:
    """In the morning, by commands: the wrong value is taken, the right one afterwards is not, until he says why."""
    await month.office.move_to(datetime(2026, 10, 12, 6, 0, tzinfo=UTC))
    right = figures(BO, BO_ERRS)["leads"]
    assert "✓ *Form submissions*: 999 noted" in await month.say(BO, "/checkin leads 999")
    assert f"already has 999 for Mon, Oct 12, so {right} was not taken" in await month.say(
        BO, f"/checkin leads {right}"
    )
    assert f"999 → {right}" in await month.say(BO, f"/checkin fix leads {right} 2026-10-12 a digit too many")


async def chen_mistypes_and_corrects(month: Month) -> None:
    await month.office.move_to(datetime(2026, 10, 15, 6, 0, tzinfo=UTC))
    right = figures(CHEN, CHEN_ERRS)["leads"]
    assert "✓ 已记录 *留资数* 999" in await month.say(CHEN, "/checkin 留资数 999")
    await month.say(CHEN, "/checkin fix 留资数")
    await month.submit(CHEN, {"value": str(right), "reason": "多输了一位"})
    assert f"999 → {right}" in json.dumps(list(month.person(CHEN).view.blocks), ensure_ascii=False)
    await month.person(CHEN).close()


async def finn_corrects_from_the_confirmation(month: Month) -> None:
    """His prompt has become a confirmation; its button opens the correction, and it shows the new value."""
    finn, right = month.person(FINN), figures(FINN, FINN_ERRS)["mql"]
    for value in (right + 1, right):
        assert (await finn.click(month.direct(FINN)[-1], "metrics.open_fix")).ok
        assert (await finn.click(finn.view, "metrics.pick_fix:figure", value="mql")).ok
        await month.submit(FINN, {"value": str(value), "reason": "counted again"})
        await finn.close()
        assert f"*Marketing qualified leads* {value} →" in text_of(month.direct(FINN)[-1])


async def everybody_was_asked_as_often_as_needed(month: Month) -> None:
    """At the local hour, on working days only, the reminder only to those from whom nothing had come."""
    for user in EVERYBODY:
        left = [each for on in working_days() for each in left_behind(user, on)]
        assert month.kinds(user) == left, user
        for (kind, on, _), message in zip(left, month.direct(user), strict=True):
            if kind != "done":
                local = datetime.fromtimestamp(float(message.ts), zone_of(user))
                assert (str(local.date()), local.time().replace(second=0, microsecond=0)) == (on, HOURS[kind])
    assert month.direct(EVE) == month.direct(GUS) == []


async def every_figure_is_kept_as_it_was_told(month: Month) -> None:
    ours = month.office.parts.workspace_id
    async with month.office.parts.database.read() as session:
        known = select(Entry).where(Entry.workspace_id == ours).order_by(col(Entry.revision))
        entries = (await session.exec(known)).all()
        everybody = (await session.exec(select(Member).where(Member.workspace_id == ours))).all()
    members = {each.id: each.slack_user for each in everybody}
    october = [each for each in entries if each.on >= FIRST]
    latest = {(members[each.member_id], each.on, each.figure): int(each.value) for each in october}
    assert latest == {
        (user, on, figure): value
        for user in EVERYBODY
        for on in told_days(user)
        for figure, value in figures(user, on).items()
    }
    corrected = [(each.on, each.revision, members[each.member_id]) for each in october if each.revision > 1]
    assert sorted(corrected) == [(BO_ERRS, 2, BO), (FINN_ERRS, 2, FINN), (FINN_ERRS, 3, FINN), (CHEN_ERRS, 2, CHEN)]


async def the_month_closes_on_its_day(month: Month) -> None:
    before = {user: len(month.direct(user)) for user in EVERYBODY}
    await month.office.move_to(CLOSE - timedelta(minutes=1))
    assert before == {user: len(month.direct(user)) for user in EVERYBODY}
    assert "The next cards come out on Mon, Nov 2 at 09:00" in await month.say(BO, "/scorecard")
    await month.office.move_to(CLOSE)


def everybody_has_exactly_these_messages(month: Month) -> None:
    for user in EVERYBODY:
        assert month.kinds(user)[-1] == ("card", "2026-10", "done")
        assert [kind for kind, _, _ in month.kinds(user)].count("card") == 1
    for channel in (GROWTH_CHANNEL, BRAND_CHANNEL):
        assert [each.is_reply for each in posts(month, channel)].count(False) == 1, "its thread may be there already"


def cards_say_what_their_owners_told(month: Month) -> None:
    assert "*October 2026 · " in text_of(month.direct(BO)[-1])
    assert f"MQL count: {totals_of(BO)['mql']} / 100 →" in text_of(month.direct(BO)[-1])
    chens = text_of(month.direct(CHEN)[-1])
    assert "*2026年10月 · " in chens
    assert f"合格线索量：{totals_of(CHEN)['mql']}" in chens
    finns = totals_of(FINN)
    share = f"{100 * finns['sql'] / finns['mql']:.1f}".removesuffix(".0")
    assert f"SQL conversion rate: {share}% / 40% →" in text_of(month.direct(FINN)[-1])


async def channels_show_teams_only(month: Month) -> None:
    """Sums of the team in the thread that follows; no name, no figure, no score of one person, not even in an
    attachment of the messages."""
    await month.office.move_by(timedelta(minutes=5))
    names = {part for person in PEOPLE for part in (*person.real_name.split(), f"<@{person.id}>", person.id)}
    for channel, team in ((GROWTH_CHANNEL, GROWTH), (BRAND_CHANNEL, BRAND)):
        post = "\n".join(text_of(each) for each in posts(month, channel))
        together = {figure: sum(totals_of(user)[figure] for user in team) for figure in totals_of(team[0])}
        if team is GROWTH:
            assert f"MQL count: *{together['mql']}*" in post
        assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", post)]
        for user in EVERYBODY:
            score = re.search(r"· (\d+(?:\.\d)?) · [SABCD]\b", text_of(month.direct(user)[-1]))
            assert score, text_of(month.direct(user)[-1])
            own = {score[1]} if "." in score[1] else set()
            assert not numbers_in(post) & (secrets_of(user) | own)


def posts(month: Month, channel: str) -> list[Message]:
    return [each for each in month.person(EVE).messages(channel) if not each.is_ephemeral]


async def bo_questions_his_card(month: Month) -> None:
    newest = await month.say(BO, "/scorecard")
    assert await month.say(BO, "/scorecard 2026-10") == newest
    assert (await month.person(BO).click(month.direct(BO)[-1], "scorecards.why")).ok
    receipt = json.dumps(list(month.person(BO).view.blocks), ensure_ascii=False)
    await month.person(BO).close()
    for figure in ("uv", "leads", "mql"):
        assert f"(`{figure}`), sum of October 2026: {totals_of(BO)[figure]:,}" in receipt
    await month.say(BO, "/scorecard why mql")
    assert "100 * leads / uv" not in json.dumps(list(month.person(BO).view.blocks))
    await month.person(BO).close()
    assert "There is no card for 2026-08. There are cards for: 2026-10." in await month.say(BO, "/scorecard 2026-08")
    assert "2026年10月" in await month.say(CHEN, "/scorecard 10月")


async def only_those_look_who_may(month: Month) -> None:
    for viewer in (ANA, EVE):
        assert f"MQL count: {totals_of(BO)['mql']}" in await month.say(viewer, "/scorecard @bo")
    # Dee leads another team, Finn is a peer there, Chen one in Bo's own: the same words for all of them.
    refused = {
        await month.say(viewer, f"/scorecard @bo{of}") for viewer in (DEE, FINN, HANA) for of in ("", " 2026-08")
    }
    assert len(refused) == 1
    assert "There is nobody here that you may look at." in refused.pop()
    assert str(totals_of(BO)["mql"]) not in numbers_in(await month.say(CHEN, "/scorecard @bo"))
    for line in ("/scorecard", "/scorecard @bo", "/checkin leads 42"):
        assert not numbers_in(await month.say(GUS, line))
    assert month.direct(GUS) == []


def nobody_reads_somebody_elses_figures(month: Month) -> None:
    """Of all that ever reached a person alone, outside of what Ana and Eve asked for."""
    for reader in (*EVERYBODY, EVE, GUS):
        received = [text_of(each) for each in month.direct(reader)]
        received += [] if reader in (ANA, EVE) else month.answers.get(reader, [])
        found = numbers_in("\n".join(received))
        for user in EVERYBODY:
            if user != reader:
                own = secrets_of(reader) if reader in EVERYBODY else set()
                assert not found & (secrets_of(user) - own), (reader, user)


async def nothing_comes_twice(month: Month) -> None:
    parts = month.office.parts
    before = {user: month.kinds(user) for user in EVERYBODY}
    async with parts.database.write() as session:
        again = await scorecards.close_month(
            session, parts.workspace_id, "2026-10", now=month.office.clock.now(), settings=parts.settings
        )
    assert (again.is_new, again.cards, again.teams) == (False, 6, 2)
    for _ in range(3):
        await month.office.settle()
    assert {user: month.kinds(user) for user in EVERYBODY} == before
    # Three silent weeks: only the latest prompt is made up for, and no reminder on its heels; a digest to the leads.
    # Where Chen is, the day is over.
    await month.office.move_to(datetime(2026, 11, 23, 19, 0, tzinfo=UTC))
    await month.office.settle()
    for user in EVERYBODY:
        digest = [("digest", "2026-11-23", "done")] if user in LEADS else []
        expected = [] if user == CHEN else [*digest, ("prompt", "2026-11-23", "open")]
        assert sorted(month.kinds(user)[len(before[user]) :]) == expected, user
    async with parts.database.read() as session:
        cards = select(Card).where(Card.workspace_id == parts.workspace_id)
        assert len((await session.exec(cards)).all()) == len(EVERYBODY)
    assert [len(posts(month, channel)) for channel in (GROWTH_CHANNEL, BRAND_CHANNEL)] == [2, 2], (
        "the post and its thread"
    )


async def the_promises_hold_no_text(month: Month) -> None:
    parts = month.office.parts
    async with parts.database.read() as session:
        rows = (await session.exec(select(Delivery).where(Delivery.workspace_id == parts.workspace_id))).all()
    assert {row.state for row in rows} - {SENT, DROPPED} == {DUE}
    # They come in the morning.
    assert {row.kind for row in rows if row.state == DUE} == {"private.message", "scorecards.unread"}
    for row in rows:
        _, payload = inside(row.kind, row.payload)
        told = set(DRAWN) if row.kind == TEAM_PICTURE else set[str]()  # to the whole channel, in the team's post
        assert payload.keys() - told <= {
            "kind",
            "on",
            "at",
            "parts",
            "prompt",
            "member_id",
            "month",
            "team_id",
            "period",
            "revision",
            "since",
            "until",
            "id",
            "part",
        }
        assert row.payload.get("parts", ["figures"]) == ["figures"]
        assert re.fullmatch(r"prompt:\d+:2026-1\d-\d\d", row.payload.get("prompt", "prompt:1:2026-10-01"))
        texts = [
            value
            for name, value in payload.items()
            if name not in ("parts", "prompt", *told) and not isinstance(value, int)
        ]
        assert all(re.fullmatch(r"\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}:00\+00:00)?)?", value) for value in texts), (
            row.payload
        )
