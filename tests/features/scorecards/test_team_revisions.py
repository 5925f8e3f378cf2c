"""After cards were revised a team's figures are told anew only when enough people's changed."""

import json
from datetime import datetime, timedelta

import numpy as np
import pytest
from sqlmodel import col, select

from bot.features.scorecards import service
from bot.features.scorecards.models import Card
from bot.features.scorecards.rules.team_figures import SCORE, SCORED, TeamFigure, TeamResult
from bot.features.scorecards.rules.team_receipts import from_receipts
from bot.features.scorecards.rules.team_results import team_result
from bot.features.scorecards.rules.team_revisions import Before, revised_result
from scoring.explain import explain
from tests.features.people.cast import ANA, BO, CHEN, DEE
from tests.features.people.service.test_visibility import statements
from tests.features.scorecards.cast import CLOSING, SETTINGS, Firm
from tests.features.scorecards.rules.test_team_results import EVERYTHING, SCHEME, cards

LATER = CLOSING + timedelta(days=1)


def test_receipts_give_the_same_result_as_the_cards() -> None:
    told = {member: {**EVERYTHING, "leads": 10.0 * member, "best": float(member)} for member in (1, 2, 3)}
    told |= {4: {"leads": 3.0}}
    computed = cards(told, leads=[10, 20, 30, 40])
    receipts = {member: explain(computed.card(row)).as_json() for row, member in enumerate(sorted(told))}
    rows = np.arange(4)
    assert team_result(from_receipts(SCHEME, receipts), rows, minimum=3) == team_result(computed, rows, minimum=3)


def result(score: float, value: float) -> TeamResult:
    figure = TeamFigure(metric="leads", reason=SCORED, value=value)
    return TeamResult(3, 3, score, (figure,), {SCORE: [1, 2, 3], "leads": [1, 2, 3]})


@pytest.mark.parametrize(("changed", "score", "value"), [((1,), 80, 10), ((1, 2), 80, 10), ((1, 2, 3), 90, 10)])
def test_a_figure_that_too_few_changed_stays_as_it_was_told(
    changed: tuple[int, ...], score: float, value: float
) -> None:
    """The score of those who changed; of the metric only one person's part did."""
    then = {member: {SCORE: "a", "leads": "a"} for member in (1, 2, 3)}
    now = {member: {SCORE: "b" if member in changed else "a", "leads": "b" if member == 1 else "a"} for member in then}
    before = [Before(dict(result(80, 10).contributors), then)]
    found = revised_result(result(90, 11), result(80, 10), now, before, minimum=3)
    assert (found.score, found.figures[0].value) == (score, value)


def test_two_revisions_tell_no_more_than_one() -> None:
    """Three changed and were told; then two of them went back and another two changed: beside the first two are new."""
    people = {SCORE: [1, 2, 3, 4, 5]}
    first = {member: {SCORE: "a"} for member in range(1, 6)}
    second = first | {member: {SCORE: "b"} for member in (1, 2, 3)}
    third = first | {member: {SCORE: "b"} for member in (3, 4)}
    new, told = TeamResult(5, 5, 90.0, (), people), TeamResult(5, 5, 80.0, (), people)
    before = [Before(people, first), Before(people, second)]
    assert revised_result(new, told, third, before, minimum=3).score == 80


async def revise(firm: Firm, *users: str, at: datetime = LATER) -> None:
    """Another revision of these people's cards, ten points lower."""
    async with firm.database.write() as session:
        for user in users:
            key = await firm.key(user)
            own = select(Card).where(Card.member_id == key).order_by(col(Card.revision).desc())
            card = (await session.exec(own)).first()
            assert card
            receipt = json.loads(card.receipt)
            receipt["shown_score"] = str(float(receipt["shown_score"]) - 10)
            changes = {"id": None, "revision": card.revision + 1, "published_at": at, "receipt": json.dumps(receipt)}
            session.add(Card(**{**card.model_dump(), **changes}))


async def look(firm: Firm, *, at: datetime = LATER) -> int:
    async with firm.database.write() as session:
        return await service.revise_teams(session, firm.workspace_id, now=at)


async def test_more_teams_take_no_more_statements(firm: Firm) -> None:
    """With a minimum of one, so that Dee alone is a team, too."""
    await firm.tell_all()
    async with firm.database.write() as session:
        alone = SETTINGS.model_copy(update={"team_minimum": 1})
        await service.close_month(session, firm.workspace_id, "2026-10", now=CLOSING, settings=alone)
    taken = []
    for number, users in enumerate(((BO,), (BO, DEE)), start=1):
        at = LATER + timedelta(hours=number)
        await revise(firm, *users, at=at)
        with statements(firm.cast) as sent:
            assert await look(firm, at=at) == len(users)
        taken.append(len(sent))
    assert taken[0] == taken[1]


async def test_the_post_is_edited_once_enough_cards_were_revised(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    before = (await firm.team_cards())[firm.growth]
    await revise(firm, ANA, BO)
    assert await look(firm) == 0
    await revise(firm, CHEN, at=LATER + timedelta(hours=1))
    later = LATER + timedelta(hours=2)
    assert (await look(firm, at=later), await look(firm, at=later)) == (1, 0)
    after = (await firm.team_cards())[firm.growth]
    assert before.score is not None
    assert (after.revision, after.score) == (2, pytest.approx(before.score - 10))
    assert after.figures == before.figures
    key = f"team:{firm.growth}:2026-10"
    deliveries = await firm.deliveries()
    edits = {name: (each.operation, each.updates_key) for name, each in deliveries.items() if each.updates_key}
    assert edits[f"{key}:revision:2"] == ("update", key)
    assert edits[f"{key}:details:2"] == ("update", f"{key}:details")
