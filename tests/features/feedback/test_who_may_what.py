"""Everybody presses every button about everybody's letters, forged ones too; whoever is refused changes nothing."""

import json
from collections.abc import Awaitable

import pytest
from sqlmodel import select

from bot.audit.models import AuditEntry
from bot.errors import Denied, Rejected
from bot.features.people.models import ROLES
from bot.slack.messages import view_payload
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from tests.features.feedback.cast import Letters, gathered
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE

VIEWERS = (ANA, BO, CHEN, DEE, EVE)
SECRET, QUESTION = "quartz-otter", "amber-heron"
OF_REQUESTS = ("feedback.open_answer", "feedback.open_decline", "feedback.call_off")
NOBODYS = (0, 987_654, "nonsense", "9" * 30)
LOOKS = ("feedback.read", "feedback.read_shared", "feedback.open_answer", "feedback.open_decline")
CHANGES = ("feedback.share", "feedback.unshare", "feedback.remove", "feedback.withdraw", "feedback.call_off")
ALLOWED = {
    "feedback.read": {BO},
    "feedback.read_shared": set(),
    "feedback.share": {BO},
    "feedback.unshare": {BO},
    "feedback.remove": {BO},
    "feedback.withdraw": {DEE},
    "feedback.open_answer": {CHEN},
    "feedback.open_decline": {CHEN},
    "feedback.call_off": {BO},
}
"""Dee has written to Bo, who is Ana's; Bo has asked Chen. Nothing is shared."""


def said(outcome: Outcome) -> str:
    assert isinstance(outcome, (OpenModal, ReplaceModal))
    return json.dumps(view_payload(outcome.view), ensure_ascii=False)


async def denied(attempt: Awaitable[Outcome]) -> bool:
    """In the words for everything that is out of sight, and with an entry for the audit."""
    try:
        await attempt
    except Denied as refusal:
        return refusal.key == "people-error-not-visible" and refusal.entry is not None
    return False


def carried(action: str, key: object, subject_id: int) -> str:
    """What the action's button would carry."""
    if action == "feedback.read_shared":
        return f"{subject_id}:{key}"
    return str(key) if action in (*OF_REQUESTS, "feedback.read") else f"{key}:received:0"


async def wrongly_answered(letters: Letters, viewer: str, own: dict[bool, int], theirs: dict[bool, int]) -> list[str]:
    """Of all buttons, with keys of ours, of the other workspace's (by whether they are of requests) and of nobody's."""
    bo, wrong = (await letters.who(BO)).member_id, []
    for action in (*LOOKS, *CHANGES):
        is_request = action in OF_REQUESTS
        for key in (own[is_request], theirs[is_request], *NOBODYS):
            may = viewer in ALLOWED[action] and key == own[is_request]
            if not (may and action in CHANGES):
                was_denied = await denied(letters.press(viewer, action, carried(action, key, bo)))
                wrong += [f"{viewer} {action} {key}"] if was_denied is may else []
    for callback in ("feedback.give_feedback", "feedback.decline"):
        forged = {"request": own[True], "to": BO}
        if viewer != CHEN and not await denied(letters.submit(viewer, callback, forged, text={"value": "x"})):
            wrong.append(f"{viewer} {callback}")
    if viewer not in (ANA, BO) and not await denied(letters.command(viewer, "kudos", f"<@{BO}>")):
        wrong.append(f"{viewer} reads about Bo")
    return wrong


async def test_the_whole_table(letters: Letters) -> None:
    other = await gathered(letters.database, "T0OTHER")
    theirs = {False: await other.write(DEE, BO, SECRET), True: await other.ask(BO, CHEN, QUESTION)}
    own = {False: await letters.write(DEE, BO, SECRET), True: await letters.ask(BO, CHEN, QUESTION)}
    for user in (DEE, EVE):
        await letters.cast.hold(user, *ROLES)
    before = await letters.state()
    wrong = [each for viewer in VIEWERS for each in await wrongly_answered(letters, viewer, own, theirs)]
    assert wrong == []
    assert await letters.state() == before
    for viewer in (ANA, CHEN, EVE):
        lists = [said(await letters.press(viewer, "feedback.open_list", f"{tab}:0")) for tab in ("received", "given")]
        assert SECRET not in "".join(lists)
    assert SECRET not in said(await letters.command(ANA, "kudos", f"<@{BO}>"))


async def test_an_answer_goes_to_whoever_asked_whatever_the_form_says(letters: Letters) -> None:
    request = await letters.ask(BO, CHEN, QUESTION)
    fields = {"text": {"value": SECRET}, "person": {"selected_user": EVE}}
    await letters.submit(CHEN, "feedback.give_feedback", {"request": request, "to": EVE}, **fields)
    (row,) = await letters.rows()
    assert row.receiver_id == (await letters.who(BO)).member_id


async def test_each_of_those_who_may_does(letters: Letters) -> None:
    letter, request = await letters.write(DEE, BO, SECRET), await letters.ask(BO, CHEN, QUESTION)
    bo = (await letters.who(BO)).member_id
    assert SECRET in said(await letters.press(BO, "feedback.read", str(letter)))
    assert QUESTION in said(await letters.press(CHEN, "feedback.open_answer", str(request)))
    assert SECRET in said(await letters.press(DEE, "feedback.open_list", "given:0"))
    shared = await letters.press(BO, "feedback.share", f"{letter}:received:0")
    assert "Ana Costa may read it" in said(shared)
    await letters.press(BO, "feedback.share", f"{letter}:received:0")
    assert sum(":shared:" in key for key in await letters.deliveries()) == 1, "told once"
    assert SECRET in said(await letters.press(ANA, "feedback.read_shared", f"{bo}:{letter}"))
    for other in (CHEN, DEE, EVE):
        assert await denied(letters.press(other, "feedback.read_shared", f"{bo}:{letter}"))
    chens = (await letters.who(CHEN)).member_id
    assert await denied(letters.press(ANA, "feedback.read_shared", f"{chens}:{letter}")), "not Chen's"
    await letters.press(DEE, "feedback.withdraw", f"{letter}:given:0")
    assert await denied(letters.press(ANA, "feedback.read_shared", f"{bo}:{letter}"))
    assert SECRET not in await letters.state()


async def test_without_a_manager_nothing_is_shared(letters: Letters) -> None:
    letter = await letters.write(BO, ANA, SECRET)
    with pytest.raises(Rejected, match="feedback-error-no-manager"):
        await letters.press(ANA, "feedback.share", f"{letter}:received:0")


async def test_the_log_names_no_text(letters: Letters) -> None:
    letter = await letters.write(DEE, BO, SECRET)
    await letters.press(BO, "feedback.share", f"{letter}:received:0")
    bo = (await letters.who(BO)).member_id
    await letters.press(ANA, "feedback.read_shared", f"{bo}:{letter}")
    await letters.press(BO, "feedback.remove", f"{letter}:received:0")
    async with letters.database.read() as session:
        entries = (await session.exec(select(AuditEntry))).all()
    ours = [(each.action, each.subject_id) for each in entries if each.action.startswith("feedback")]
    assert ours == [("feedback.read", str(bo)), ("feedback.removed", str(bo))]
    assert SECRET not in repr(entries)
