from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest

from bot.audit.entries import Entry
from bot.errors import Denied, Rejected, RejectedFields
from bot.features.people.models import Team
from bot.features.people.slack import listeners
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.slack.forms import VALUE, ActionForm, CommandForm, EventForm, Inputs, SubmissionForm
from bot.slack.outcomes import Nothing, OpenModal, Outcome, ReplaceModal, Tell
from bot.slack.refusals import refusal_text
from bot.turn import Turn, Who
from tests.features.people.cast import ANA, BERLIN, BO, CHEN, DEE, EVE, GUS, NOW, Cast, account, opened


async def handled(cast: Cast, who: Who, handle: Callable[[Turn, Any], Awaitable[Outcome]], form: object) -> Outcome:
    async with cast.database.write() as session:
        return await handle(Turn(who, NOW, session), form)


async def ask(cast: Cast, user: str, topic: str, text: str = "") -> Outcome:
    return await handled(cast, await cast.who(user), listeners.topics[topic].handle, CommandForm(topic, text, "D1"))


async def press(cast: Cast, user: str, action_id: str, value: str = "") -> Outcome:
    form = ActionForm(action_id, value, None, {}, Inputs({}), in_modal=True)
    return await handled(cast, await cast.who(user), listeners.actions[action_id], form)


async def submit(
    cast: Cast, user: str, callback: str, metadata: Mapping[str, Any], **entered: Mapping[str, Any]
) -> Outcome:
    inputs = Inputs({field: {VALUE: element} for field, element in entered.items()})
    form = SubmissionForm(callback, metadata, inputs)
    return await handled(cast, await cast.who(user), listeners.submissions[callback], form)


def option(value: str) -> Mapping[str, Any]:
    return {"selected_option": {"value": value}}


async def test_an_administrator_opens_the_overview_by_command_and_by_button(cast: Cast) -> None:
    by_command, by_button = await ask(cast, ANA, "people"), await press(cast, EVE, "people.open_overview")
    assert isinstance(by_command, OpenModal)
    assert isinstance(by_button, OpenModal)
    assert by_command.view.to_dict() == by_button.view.to_dict()
    assert isinstance(await press(cast, ANA, "people.turn_page", "0"), ReplaceModal)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_others_are_told_who_can_help(cast: Cast, language: str) -> None:
    with pytest.raises(Rejected) as refused:
        await ask(cast, DEE, "people")
    text = refusal_text(translator(language), refused.value)
    assert "Ana Costa" in text
    assert "Eve Moreau" in text


async def test_a_team_is_added_with_the_form(cast: Cast) -> None:
    opened = await press(cast, ANA, "people.open_team")
    assert isinstance(opened, ReplaceModal)
    saved = await submit(
        cast,
        ANA,
        "people.save_team",
        {"team": None},
        name={"value": "Search"},
        channel={"selected_conversation": "C0SEARCH"},
        lead={"selected_user": CHEN},
        members={"selected_users": [BO]},
        language=option("auto"),
    )
    assert isinstance(saved, ReplaceModal)
    assert "Growth" in str(saved.view.to_dict())
    overview = await press(cast, ANA, "people.open_overview")
    assert isinstance(overview, OpenModal)
    assert "Search" in str(overview.view.to_dict())


async def test_a_team_without_a_name_keeps_the_form_open(cast: Cast) -> None:
    with pytest.raises(RejectedFields) as refused:
        await submit(cast, ANA, "people.save_team", {"team": None}, name={"value": None}, language=option("auto"))
    assert list(refused.value.fields) == ["name"]


async def test_a_person_is_changed_with_the_form(cast: Cast) -> None:
    assert isinstance(await press(cast, ANA, "people.open_person", BO), ReplaceModal)
    saved = await submit(
        cast,
        ANA,
        "people.save_person",
        {"person": BO},
        manager={"selected_user": DEE},
        roles={"selected_options": [{"value": "lead"}]},
        reason={"value": "leads the team"},
        until={"selected_date": "2026-12-31"},
        language=option("zh-CN"),
    )
    assert isinstance(saved, ReplaceModal)
    bo = await cast.member(BO)
    assert (await cast.manager(BO), await cast.roles(BO), bo.language) == (DEE, {"lead"}, "zh-CN")


async def test_a_forged_form_of_somebody_else_changes_nothing(cast: Cast) -> None:
    with pytest.raises(Rejected, match="people-error-not-administrator"):
        await submit(cast, BO, "people.save_person", {"person": BO}, roles={"selected_options": [{"value": "hr"}]})
    assert await cast.roles(BO) == set()


async def test_the_language_is_answered_in_the_language_chosen(cast: Cast) -> None:
    answer = await ask(cast, BO, "language", "zh-CN")
    assert isinstance(answer, Tell)
    assert "简体中文" in answer.message.text
    present = await ask(cast, CHEN, "language")
    assert isinstance(present, Tell)
    assert "Slack" in present.message.text


async def test_the_hour_is_set_and_told(cast: Cast) -> None:
    for text, told in (("9:30", "09:30"), ("", "09:30"), ("auto", "usual"), ("", "usual")):
        answer = await ask(cast, BO, "hours", text)
        assert isinstance(answer, Tell)
        assert told in answer.message.text


async def test_a_newcomer_is_a_member_at_once(cast: Cast) -> None:
    nobody_yet = Who(cast.workspace_id, 0, "U0NEW", "zh-CN", BERLIN)
    news = {"type": "team_join", "user": {"id": "U0NEW", "profile": {"real_name": "Nia New"}}}
    outcome = await handled(cast, nobody_yet, listeners.anonymous_events["team_join"], EventForm("team_join", news))
    assert isinstance(outcome, Nothing)
    nia = await cast.member("U0NEW")
    assert (nia.locale, nia.zone, nia.joined_on) == ("zh-CN", BERLIN, NOW.date())


async def test_a_member_who_becomes_a_guest_is_none_any_more(cast: Cast) -> None:
    nobody = Who(cast.workspace_id, 0, BO, "en", BERLIN)
    news = {"type": "user_change", "user": account(BO, "Bo Lindgren", is_restricted=True)}
    await handled(cast, nobody, listeners.anonymous_events["user_change"], EventForm("user_change", news))
    assert not (await cast.member(BO)).is_active


async def test_news_about_guests_add_nobody(cast: Cast) -> None:
    nobody = Who(cast.workspace_id, 0, GUS, "en", BERLIN)
    news = {"type": "team_join", "user": account(GUS, "Gus Guest", is_restricted=True)}
    await handled(cast, nobody, listeners.anonymous_events["team_join"], EventForm("team_join", news))
    with pytest.raises(AssertionError, match=GUS):
        await cast.member(GUS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_has_a_line_of_help(language: str) -> None:
    for name in listeners.topics:
        assert f"/perf {name}" in translator(language)(f"topic-{name}")


FORGED = ("x", "-1", "9" * 18, "9" * 30, "9" * 5_000, "²", "1;2")


@pytest.mark.parametrize("value", FORGED)
async def test_a_forged_number_is_no_team_and_adds_none(cast: Cast, value: str) -> None:
    for user, refusal in ((DEE, "people-error-not-administrator"), (ANA, "people-error-unknown-team")):
        with pytest.raises(Denied, match=refusal):
            await press(cast, user, "people.open_team", value)
        with pytest.raises(Denied, match=refusal):
            await submit(cast, user, "people.save_team", {"team": value}, name={"value": "Forged"})
    with pytest.raises(Denied, match="people-error-not-administrator"):
        await press(cast, DEE, "people.turn_page", value)
    assert isinstance(await press(cast, ANA, "people.turn_page", value), ReplaceModal)


async def test_a_team_of_another_workspace_is_refused_and_kept(cast: Cast) -> None:
    async with cast.database.write() as session:
        elsewhere = Cast(cast.database, await opened(session, "T0OTHER"))
        theirs = Team(workspace_id=elsewhere.workspace_id, name="Theirs")
        session.add(theirs)
    for handle in (
        press(cast, ANA, "people.open_team", str(theirs.key)),
        submit(cast, ANA, "people.save_team", {"team": theirs.key}, name={"value": "Ours"}),
    ):
        with pytest.raises(Denied, match="people-error-unknown-team") as denied:
            await handle
        entry = denied.value.entry
        assert isinstance(entry, Entry)
        assert (entry.workspace_id, entry.kind, entry.subject) == (cast.workspace_id, "team", theirs.key)
