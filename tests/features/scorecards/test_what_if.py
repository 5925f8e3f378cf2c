"""Bo tries other values on his own card: nobody else can, nothing is kept, and what he is told is what would be."""

import pytest

from bot.errors import Denied, Rejected, RejectedFields
from bot.features.scorecards import service
from bot.features.scorecards.slack import listeners
from bot.slack.forms import Inputs, SubmissionForm
from bot.slack.outcomes import Outcome, ReplaceModal
from bot.turn import Turn
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.scorecards.cast import CLOSING, OCTOBER, Firm
from tests.features.scorecards.test_slack import said


@pytest.fixture
async def out(firm: Firm) -> Firm:
    """With targets that Bo has missed."""
    await firm.tell_all()
    await firm.target("mql_count", "80")
    await firm.target("lead_conversion", "5")
    await firm.close()
    return firm


async def submit(firm: Firm, user: str, card: str, **typed: str) -> Outcome:
    values = {name: {"value": {"value": text}} for name, text in typed.items()}
    form = SubmissionForm("scorecards.what_if", {"card": card}, Inputs(values))
    async with firm.database.write() as session:
        turn = Turn(await firm.cast.who(user), CLOSING, session)
        return await listeners.submissions["scorecards.what_if"](turn, form)


def replaced(outcome: Outcome) -> str:
    assert isinstance(outcome, ReplaceModal)
    return str(outcome.view.to_dict())


async def test_the_way_to_the_next_band_is_on_ones_own_card_and_nobody_elses(out: Firm) -> None:
    own = said(await out.command(BO, ""))
    assert "To reach " in own
    assert "MQL count 58 → " in own
    assert "scorecards.what_if" in own
    for user in (ANA, EVE):
        theirs = said(await out.command(user, f"<@{BO}>"))
        assert "To reach" not in theirs
        assert "what_if" not in theirs
    card = f"{await out.key(BO)}:2026-10:1"
    for user in (ANA, CHEN, DEE, EVE):
        with pytest.raises(Denied):
            await out.press(user, "scorecards.what_if", card)
        with pytest.raises(Denied):
            await submit(out, user, card, mql_count="80")


async def test_what_is_tried_is_what_the_next_close_would_say(out: Firm) -> None:
    card = f"{await out.key(BO)}:2026-10:1"
    opened = said(await out.command(BO, "what-if"))
    assert "coefficient" in opened
    assert "Only you see this" in opened
    text = replaced(await submit(out, BO, card, mql_count="80"))
    published = await out.published(BO)
    assert f"instead of {float(published.receipt.shown_score or 0):g}" in text
    assert "MQL count: 58 → 80" in text
    await out.tell(BO, OCTOBER.replace(month=8), uv=2_000, leads=80, mql=80, cost=4_292)
    await out.tell(BO, OCTOBER.replace(month=8, year=2025), uv=512)
    await out.close("2026-08")
    shown = (await out.published(BO, "2026-08")).receipt.shown_score
    assert f"*{float(shown or 0):g} · " in text, "the same figures with 80 leads give the same score"
    assert len([each for each in await out.cards() if each.period == "2026-10"]) == 4, "nothing is kept"


async def test_it_reads_numbers_as_a_check_in_does_and_names_what_it_cannot_read(out: Firm) -> None:
    card = f"{await out.key(BO)}:2026-10:1"
    assert "1,200" in replaced(await submit(out, BO, card, mql_count="1.2k"))
    assert "4.1255%" in replaced(await submit(out, BO, card, lead_conversion="4.1255%")), (
        "what is tried is what is shown"
    )
    for typed, why in (("many", "not-a-number"), ("58.5", "not-whole")):
        with pytest.raises(RejectedFields) as refused:
            await submit(out, BO, card, mql_count=typed, lead_conversion="4%")
        assert [(field, each.key, each.params["typed"]) for field, each in refused.value.fields.items()] == [
            ("mql_count", f"metrics-error-{why}", typed)
        ]


async def test_before_the_first_card_there_is_nothing_to_try(firm: Firm) -> None:
    with pytest.raises(Rejected, match="no-card-yet"):
        await firm.command(BO, "what-if")


async def test_an_incomplete_card_says_what_completes_it(firm: Firm) -> None:
    await firm.tell(BO, OCTOBER, mql=58)
    await firm.close()
    assert "incomplete and has no band" in said(await firm.command(BO, "what-if"))
    found = service.prospect_of(await firm.published(BO))
    assert (found.band, found.ways) == (None, ())
