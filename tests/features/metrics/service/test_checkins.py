"""Bo tells figures: once, twice, differently, at the same time, and corrects them."""

import asyncio
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.delivery.models import POST, SENT, UPDATE, Delivery
from bot.errors import Rejected, RejectedFields
from bot.features.metrics import service
from bot.features.metrics.service import Correction, Told
from tests.features.metrics.cast import NOW, TODAY, Cast, Statements

LATER = NOW + timedelta(minutes=5)


async def test_a_figure_is_taken_and_the_month_adds_up(cast: Cast) -> None:
    await cast.tell(cast.bo, "mql 8 2026-11-17")
    told = await cast.tell(cast.bo, "qualified leads 50 from the fair")
    assert (told.state, told.value, told.note) == ("added", 50, "from the fair")
    assert (told.line.value, told.line.last, told.line.last_on) == (58, 50, TODAY)
    assert (told.days.passed, told.days.whole) == (13, 21)
    mql = next(line for line in told.line.metrics if line.metric.id == "mql_count")
    assert (mql.value, mql.target, mql.attainment) == (58, 100, 58)
    assert mql.pace == pytest.approx(58 / (13 / 21))
    assert {line.metric.id for line in told.line.metrics} == {"mql_count", "cpl", "sql_conversion"}


async def test_a_metric_that_lacks_a_figure_says_which(cast: Cast) -> None:
    told = await cast.tell(cast.bo, "leads 42")
    (conversion,) = told.line.metrics
    assert conversion.value is None
    assert [title.en for title in conversion.missing] == ["Unique visitors"]
    await cast.tell(cast.bo, "uv 1400")
    (conversion,) = (await cast.tell(cast.bo, "leads 42")).line.metrics
    assert (conversion.value, conversion.target, conversion.attainment) == (3, 3, 100)
    assert conversion.pace is None, "a ratio does not grow with the days"


async def test_the_same_value_again_changes_nothing(cast: Cast) -> None:
    await cast.tell(cast.bo, "leads 42 fair")
    before = await cast.roll_ups()
    told = await cast.tell(cast.bo, "leads 42.0 fair", now=LATER)
    assert told.state == "same"
    assert len(await cast.entries(cast.bo)) == 1
    assert await cast.roll_ups() == before


async def test_another_value_for_the_same_day_is_not_taken(cast: Cast) -> None:
    await cast.tell(cast.bo, "leads 42")
    told = await cast.tell(cast.bo, "leads 45")
    assert (told.state, told.before, told.value) == ("differs", 42, 45)
    assert [entry.value for entry in await cast.entries(cast.bo)] == [42]


async def test_a_correction_keeps_the_old_value(cast: Cast) -> None:
    await cast.tell(cast.bo, "leads 42 2026-11-17")
    told = await cast.fix(cast.bo, "leads 45 2026-11-17 typo")
    assert isinstance(told, Told)
    assert (told.state, told.before, told.line.value) == ("fixed", 42, 45)
    first, second = await cast.entries(cast.bo)
    assert (first.revision, first.value, first.reason) == (1, 42, None)
    assert (second.revision, second.value, second.reason) == (2, 45, "typo")
    again = await cast.fix(cast.bo, "leads 45 2026-11-17 typo", now=LATER)
    assert isinstance(again, Told)
    assert again.state == "same"
    assert len(await cast.entries(cast.bo)) == 2


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("leads 45", "metrics-error-reason-missing"),
        ("uv 45 typo", "metrics-error-nothing-to-fix"),
        ("leads x45 typo", "metrics-error-not-a-number"),
        ("leads 45 2027-01-01 typo", "metrics-error-future"),
        ("leads 45 " + "x" * 301, "metrics-error-too-long"),
    ],
)
async def test_corrections_that_cannot_be_made(cast: Cast, typed: str, key: str) -> None:
    await cast.tell(cast.bo, "leads 42")
    with pytest.raises(Rejected, match=key):
        await cast.fix(cast.bo, typed)
    assert [entry.value for entry in await cast.entries(cast.bo)] == [42]


async def test_without_a_value_the_form_shows_the_last_one(cast: Cast) -> None:
    await cast.tell(cast.bo, "leads 42 2026-11-16")
    found = await cast.fix(cast.bo, "leads")
    assert isinstance(found, Correction)
    assert (found.figure.id, found.on, found.current) == ("leads", date(2026, 11, 16), 42)
    empty = await cast.fix(cast.bo, "")
    assert isinstance(empty, Correction)
    assert (empty.on, empty.current) == (TODAY, None)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("leads 42 2026-11-19", "metrics-error-future"),
        ("leads 42 2026-10-31", "metrics-error-locked-typed"),
        ("leads 42 " + "x" * 501, "metrics-error-too-long"),
        ("leads", "metrics-error-value-missing"),
        ("leads 4.5", "metrics-error-not-whole"),
    ],
)
async def test_what_cannot_be_taken_leaves_nothing_behind(cast: Cast, typed: str, key: str) -> None:
    with pytest.raises(Rejected, match=key):
        await cast.tell(cast.bo, typed)
    assert await cast.entries(cast.bo) == []


async def test_notes_lose_what_a_database_cannot_store(cast: Cast) -> None:
    await cast.tell(cast.bo, "leads 42 fair\x00 \ud800&lt;!channel&gt; 🎪")
    (entry,) = await cast.entries(cast.bo)
    assert entry.note == "fair <!channel> 🎪"


async def test_whoever_has_no_scheme_is_told_what_to_do(cast: Cast) -> None:
    with pytest.raises(Rejected, match="metrics-error-no-scheme"):
        await cast.tell(cast.dee, "leads 42")
    with pytest.raises(Rejected, match="metrics-error-no-team"):
        await cast.tell(cast.eve, "leads 42")
    await cast.change(cast.bo, is_active=False)
    with pytest.raises(Rejected, match="edge-not-a-member"):
        await cast.tell(cast.bo, "leads 42")


async def test_simultaneous_check_ins_are_both_there(cast: Cast) -> None:
    typed = [f"leads {k} 2026-11-{k:02}" for k in range(1, 9)] + ["leads 1 2026-11-01"] * 3
    told = await asyncio.gather(*(cast.tell(cast.bo, each) for each in typed))
    assert sorted(each.state for each in told) == ["added"] * 8 + ["same"] * 3
    ((_, figure, month, n, total, last, last_on, peak),) = await cast.roll_ups()
    assert (figure, month, n, total) == ("leads", date(2026, 11, 1), 8, 36)
    assert (last, last_on, peak) == (8, date(2026, 11, 8), 8)


async def test_a_form_is_submitted_twice(cast: Cast) -> None:
    first = await cast.submit(cast.bo, goal="ship", leads="42", uv="1.4k", mql="")
    second = await cast.submit(cast.bo, goal="ship", leads="42", uv="1,400", mql="", now=LATER)
    assert (first.added, first.has_new_note) == (2, True)
    assert (second.added, second.has_new_note) == (0, False)
    assert [entry.figure for entry in await cast.entries(cast.bo)] == ["uv", "leads"]
    assert len(await cast.promises()) == 1


async def test_a_form_of_rules_that_have_changed_meanwhile_loses_nothing_silently(cast: Cast) -> None:
    with pytest.raises(RejectedFields) as refused:
        await cast.submit(cast.bo, leads="42", trials="7", demos="")
    assert {field: each.key for field, each in refused.value.fields.items()} == {
        f"figure:trials:{TODAY}": "metrics-error-unknown-figure"
    }
    assert await cast.entries(cast.bo) == []


async def test_a_form_submitted_twice_at_once_counts_once(cast: Cast) -> None:
    saved = await asyncio.gather(*(cast.submit(cast.bo, goal="ship", leads="42", uv="1400") for _ in range(4)))
    assert sorted(each.added for each in saved) == [0, 0, 0, 2]
    assert {row[1]: row[4] for row in await cast.roll_ups()} == {"leads": 42, "uv": 1400}


async def test_a_form_is_taken_whole_or_not_at_all(cast: Cast) -> None:
    await cast.tell(cast.bo, "sql 5")
    await cast.tell(cast.bo, "orders 5")
    with pytest.raises(RejectedFields) as refusal:
        await cast.submit(cast.bo, leads="forty", uv="100", mql="-1", sql="6", orders="", goal="x" * 1_001)
    on = TODAY.isoformat()
    assert {field: rejected.key for field, rejected in refusal.value.fields.items()} == {
        f"figure:leads:{on}": "metrics-error-not-a-number",
        f"figure:mql:{on}": "metrics-error-below-minimum",
        f"figure:sql:{on}": "metrics-error-already-told",
        f"figure:orders:{on}": "metrics-error-cleared",
        f"goal:{on}": "metrics-error-too-long",
    }
    assert {entry.figure for entry in await cast.entries(cast.bo)} == {"sql", "orders"}


async def test_an_empty_form_says_what_is_enough(cast: Cast) -> None:
    with pytest.raises(Rejected, match="metrics-error-nothing"):
        await cast.submit(cast.bo, leads="", uv="")


async def test_goals_keep_their_revisions(cast: Cast) -> None:
    await cast.submit(cast.bo, goal="ship", blockers="")
    await cast.submit(cast.bo, goal="ship it", blockers="legal", now=LATER)
    async with cast.database.read() as session:
        day = await service.day_of(session, cast.bo, TODAY, now=NOW, today=TODAY)
    assert (day.goal, day.blockers) == ("ship it", "legal")


async def test_without_a_prompt_the_form_is_confirmed_by_a_message(cast: Cast) -> None:
    await cast.submit(cast.bo, leads="42")
    (promise,) = await cast.promises()
    assert (promise.kind, promise.operation, promise.recipient) == ("metrics.done", POST, "U0BO")
    assert promise.payload == {"on": "2026-11-18"}, "ids and days only, no figures"


async def test_a_prompt_that_is_there_is_updated(cast: Cast) -> None:
    async with cast.database.write() as session:
        key = f"prompt:{cast.bo.member_id}:2026-11-18"
        values = {"kind": "prompts.prompt", "recipient": "U0BO", "payload": {}, "due_at": NOW, "created_at": NOW}
        session.add(Delivery(workspace_id=cast.workspace_id, unique_key=key, state=SENT, **values))
    await cast.submit(cast.bo, leads="42")
    await cast.tell(cast.bo, "uv 1400", now=LATER)
    await cast.tell(cast.bo, "uv 1400", now=LATER + timedelta(minutes=1))
    await cast.tell(cast.bo, "uv 1400 yesterday", now=LATER + timedelta(minutes=2))
    _, *updates = await cast.promises()
    assert [(each.operation, each.updates_key) for each in updates] == [(UPDATE, key)] * 2


async def test_a_check_in_takes_six_statements(cast: Cast) -> None:
    await cast.tell(cast.bo, "leads 41 yesterday")
    statements = Statements(cast.database)
    await cast.tell(cast.bo, "leads 42")
    assert 0 < len([each for each in statements.seen if not each.startswith("BEGIN")]) <= 6, statements.seen


async def test_values_are_kept_exactly(cast: Cast) -> None:
    for day in range(1, 11):
        await cast.tell(cast.bo, f"cost 0.1 2026-11-{day:02}")
    told = await cast.tell(cast.bo, "cost 0.0001")
    assert told.line.value == Decimal("1.0001")
