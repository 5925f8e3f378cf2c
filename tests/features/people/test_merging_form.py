"""HR finds somebody who left, says which account is the new one, and sees what the two contradict each other in."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from bot.audit.models import AuditEntry
from bot.db.configured import with_settings
from bot.errors import Denied, Rejected
from bot.features.people import service
from bot.features.people.service import Clash, Keep
from bot.features.people.slack import listeners
from bot.features.people.views.merging import MOST_CLASHES, keep_named, merge_view
from bot.features.reviews.slack import listeners as of_reviews
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.slack.forms import VALUE, ActionForm, Inputs, SubmissionForm
from bot.slack.outcomes import ReplaceModal
from bot.turn import Turn
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, NOW, TODAY, Cast, account
from tests.features.people.merging import BO2, LATER, Anew, made_anew
from tests.features.reviews.cast import SETTINGS


async def press(cast: Cast, user: str, action: str, value: str) -> Mapping[str, Any]:
    form = ActionForm(action, value, None, {}, Inputs({}), in_modal=True)
    async with cast.database.write() as session:
        outcome = await listeners.actions[action](Turn(await cast.who(user), LATER, session), form)
    assert isinstance(outcome, ReplaceModal)
    shown: Mapping[str, Any] = outcome.view.to_dict()
    return shown


async def submit(cast: Cast, user: str, new: str, *, old: str = BO, keep: str = "ask") -> Mapping[str, Any]:
    entered = {"new": {"selected_user": new}, "reason": {"value": "SSO moved"}}
    entered["keep"] = {"selected_option": {"value": keep}}  # type: ignore[dict-item] # an option
    inputs = Inputs({field: {VALUE: element} for field, element in entered.items()})
    form = SubmissionForm("reviews.merge_accounts", {"old": old}, inputs)
    async with cast.database.write() as session:
        session.info.update(with_settings(SETTINGS))
        outcome = await of_reviews.submissions[form.callback_id](Turn(await cast.who(user), LATER, session), form)
    assert isinstance(outcome, ReplaceModal)
    shown: Mapping[str, Any] = outcome.view.to_dict()
    return shown


@pytest.fixture
async def anew(cast: Cast) -> Anew:
    return await made_anew(cast)


async def test_hr_merges_from_the_list_of_those_who_left(anew: Anew) -> None:
    left = await press(anew.cast, EVE, "people.open_arrivals", "left:30:0")
    button = next(block["accessory"] for block in left["blocks"] if "accessory" in block)
    assert (button["action_id"], button["value"]) == ("people.open_merge", BO)
    form = await press(anew.cast, EVE, button["action_id"], button["value"])
    assert [each["block_id"] for each in form["blocks"] if each["type"] == "input"] == ["new", "reason", "keep"]
    await anew.have_everything()
    done = await submit(anew.cast, EVE, BO2)
    assert "Bo Lindgren" in str(done)
    assert "submit" not in done
    assert await anew.left_behind() == {}
    recounted = await anew.roll_ups()
    assert {row["member_id"] for row in recounted} == {anew.new}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_contradictions_come_back_with_the_form_until_somebody_decides(anew: Anew, language: str) -> None:
    await anew.cast.change(EVE, language=language)
    await anew.add(anew.entry(anew.old, 4711), anew.entry(anew.new, 4242))
    shown = await submit(anew.cast, EVE, BO2)
    assert translator(language)("people-merge-clashes") in str(shown)
    assert "leads" in str(shown)
    assert "4711" not in str(shown)
    assert "4242" not in str(shown)
    assert (shown["callback_id"], (await anew.cast.member(BO)).merged_into) == ("reviews.merge_accounts", None)
    await submit(anew.cast, EVE, BO2, keep="old")
    assert [int(row[3]) for row in await anew.told(anew.new)] == [4242, 4711]


async def test_nobody_but_hr_merges_and_hr_not_their_own(anew: Anew) -> None:
    for viewer in (ANA, BO2, CHEN, DEE):
        with pytest.raises(Denied, match="people-error-not-visible"):
            await submit(anew.cast, viewer, BO2)
        with pytest.raises(Denied, match="people-error-not-visible"):
            await press(anew.cast, viewer, "people.open_merge", BO)
    with pytest.raises(Denied, match="people-error-not-visible"):
        await submit(anew.cast, EVE, EVE)
    with pytest.raises(Denied, match="people-error-not-visible"):
        await submit(anew.cast, EVE, "U0NOBODY")
    assert (await anew.cast.member(BO)).merged_into is None
    left = await press(anew.cast, ANA, "people.open_arrivals", "left:30:0")
    assert "people.open_merge" not in str(left), "an administrator sees who left, and no such button"


async def test_two_active_accounts_are_not_merged_by_a_form(cast: Cast) -> None:
    await made_anew(cast, is_old_active=True)
    with pytest.raises(Rejected, match="people-merge-both-active"):
        await submit(cast, EVE, BO2)


async def test_what_happened_is_in_the_log_with_who_did_it(anew: Anew) -> None:
    await submit(anew.cast, EVE, BO2)
    eve = await anew.cast.who(EVE)
    async with anew.cast.database.read() as session:
        last = (await session.exec(select(AuditEntry).order_by(col(AuditEntry.seq).desc()))).first()
        assert (await service.find_member(session, eve.workspace_id, BO)).key == anew.new
    assert last
    assert (last.action, last.actor_id, last.reason) == ("member.merged", eve.member_id, "SSO moved")
    await anew.cast.sync(account(BO, "Bo Lindgren"), now=NOW + timedelta(days=1))
    assert not (await anew.cast.member(BO)).is_active


@pytest.mark.parametrize("language", LANGUAGES)
async def test_many_contradictions_are_counted_within_slacks_limits(anew: Anew, language: str) -> None:
    clashes = [Clash("figure", {"figure": "f" * 40, "on": TODAY})] * 300
    t = translator(language)
    shown = merge_view(t, await anew.cast.member(BO), clashes).to_dict()
    assert t("people-merge-more", more=300 - MOST_CLASHES) in str(shown)


def test_only_a_known_account_is_kept() -> None:
    assert [keep_named(each) for each in ("old", "new", "ask", "both", None)] == [Keep.OLD, Keep.NEW, None, None, None]
