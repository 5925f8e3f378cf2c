"""Who is asked, what for, and what one part that breaks down costs the others."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from structlog.testing import capture_logs

from bot.delivery.models import SENT, Delivery
from bot.errors import Rejected
from bot.features.people.models import Reporting
from bot.features.prompts.jobs import RENDERERS, parts, rendering
from bot.features.prompts.jobs.part import Asking, Part
from bot.features.prompts.views.prompts import Section
from bot.slack.messages import Message
from bot.slack.pieces import section
from tests.features.metrics.cast import LONG_AGO, Cast, Statements
from tests.features.prompts.prompting import BO_PROMPTED, fire, keep, keys, render, text_of

WEDNESDAY = date(2026, 11, 18)
MOST_STATEMENTS = 19


async def broken(*_: Any) -> Section:
    raise ZeroDivisionError("a bug")


async def refused(*_: Any) -> Section:
    raise Rejected("edge-not-a-member")


async def asked(_session: Any, asking: Asking, *_: Any) -> Section:
    return Section("plans:7", [section("Your plan")], (f"one plan by {asking.on:%d.%m}",))


async def test_a_part_that_breaks_down_keeps_no_other_from_being_asked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = Part("broken", broken, broken), Part("refused", refused, refused), Part("plans", asked, asked)
    monkeypatch.setattr(rendering, "PARTS", (*added, *parts.PARTS))
    with capture_logs() as logs:
        message = await render(cast, "prompts.prompt", BO_PROMPTED)
    assert message
    assert message.noted == {"parts": ["plans:7", "figures"]}
    assert message.text == "To do today: one plan by 18.11, 11 figures"
    assert [(each["event"], each["part"]) for each in logs] == [("a part of a prompt cannot be shown", "broken")]


async def test_where_nothing_else_is_asked_a_prompt_that_breaks_down_is_not_dropped_in_silence(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "PARTS", (Part("broken", broken, broken), Part("refused", refused, refused)))
    with capture_logs(), pytest.raises(ZeroDivisionError):
        await render(cast, "prompts.prompt", BO_PROMPTED)


async def test_an_error_of_the_database_is_none_of_a_part(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the others would be asked in a transaction that is lost, or the prompt be sent without it."""

    async def away(*_: Any) -> Section:
        raise ConnectionResetError("the database is away")

    monkeypatch.setattr(rendering, "PARTS", (Part("plans", away, away), *parts.PARTS))
    with pytest.raises(ConnectionResetError):
        await render(cast, "prompts.prompt", BO_PROMPTED)


async def test_who_is_in_no_team_and_manages_somebody_has_a_schedule_and_is_asked_nothing_without_cause(
    cast: Cast,
) -> None:
    assert ("prompts.prompt", cast.eve.member_id) not in await keep(cast)
    async with cast.database.write() as session:
        ids = {"workspace_id": cast.workspace_id, "member_id": cast.ana.member_id, "manager_id": cast.eve.member_id}
        await session.exec(insert(Reporting).values(**ids, first_on=LONG_AGO))
    rows = await keep(cast)
    assert rows["prompts.prompt", cast.eve.member_id].minute == 17 * 60
    assert {row.id for row in (await keep(cast)).values()} == {row.id for row in rows.values()}, "kept as they are"
    await fire(cast, BO_PROMPTED)
    assert f"prompt:{cast.eve.member_id}:2026-11-18" in await keys(cast)
    assert await render(cast, "prompts.prompt", BO_PROMPTED, recipient="U0EVE") is None
    await cast.change(cast.eve, is_active=False)
    assert ("prompts.prompt", cast.eve.member_id) not in await keep(cast)


async def test_a_prompt_takes_few_statements_however_long_its_history_is(cast: Cast) -> None:
    async with cast.database.write() as session:
        for back in range(1, 60):
            day = WEDNESDAY - timedelta(days=back)
            values = {"kind": "prompts.prompt", "recipient": "U0BO", "state": SENT, "due_at": BO_PROMPTED}
            values |= {"unique_key": f"prompt:{cast.bo.member_id}:{day}", "created_at": BO_PROMPTED}
            session.add(Delivery(workspace_id=cast.workspace_id, payload={"parts": ["figures"]}, **values))
    await render(cast, "prompts.prompt", BO_PROMPTED)
    counted = Statements(cast.database)
    assert await render(cast, "prompts.prompt", BO_PROMPTED)
    assert len([each for each in counted.seen if not each.startswith("BEGIN")]) <= MOST_STATEMENTS


@pytest.mark.parametrize("kind", ["metrics.prompt", "metrics.snoozed"])
async def test_what_an_earlier_version_has_promised_is_the_prompt(cast: Cast, kind: str) -> None:
    assert "Wednesday’s figures" in text_of(await render(cast, kind, BO_PROMPTED))


@pytest.mark.parametrize("kind", ["reviews.prompt", "reviews.done", "appraisals.prompt", "retrospectives.due"])
async def test_what_had_a_message_of_its_own_says_nothing_beside_it(cast: Cast, kind: str) -> None:
    assert await render(cast, kind, BO_PROMPTED) is None


async def test_a_prompt_of_an_earlier_version_is_kept_up_to_date(cast: Cast) -> None:
    """It named no parts, for it had but one."""
    key = f"prompt:{cast.bo.member_id}:2026-11-18"
    values = {"unique_key": key, "kind": "metrics.prompt", "recipient": "U0BO", "state": SENT, "due_at": BO_PROMPTED}
    async with cast.database.write() as session:
        payload = {"on": "2026-11-18", "at": BO_PROMPTED.isoformat()}
        session.add(Delivery(workspace_id=cast.workspace_id, payload=payload, created_at=BO_PROMPTED, **values))
    await cast.tell(cast.bo, "mql 58", now=BO_PROMPTED)
    (fresh,) = [each for each in await cast.promises() if each.kind == "prompts.fresh"]
    assert (fresh.operation, fresh.updates_key, fresh.payload) == ("update", key, {"prompt": key})
    message = await render(cast, "prompts.fresh", BO_PROMPTED, payload=fresh.payload)
    assert "✓ Done at 17:00" in text_of(message)
    assert message
    assert message.noted == {}
    assert isinstance(message, Message)
    assert "prompts.fresh" in RENDERERS
