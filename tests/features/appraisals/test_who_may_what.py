"""Everybody opens everything about everybody, by forged buttons too; whoever is refused reads and changes nothing."""

import json
from collections.abc import Awaitable

from bot.errors import Denied, Rejected
from bot.features.people.models import ROLES
from bot.slack.messages import view_payload
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from tests.features.appraisals.cast import CASE, METRIC, OPEN, OUT, SECRET, Round, gathered
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE

VIEWERS = (ANA, BO, CHEN, DEE, EVE)
NOBODYS = ("0", "987654", "nonsense", "9" * 30)


async def answer(attempt: Awaitable[Outcome]) -> str:
    """What is shown, `denied` where it is refused in the words for everything that is out of sight, or why not."""
    try:
        outcome = await attempt
    except Denied as refusal:
        return "denied" if refusal.key == "people-error-not-visible" and refusal.entry is not None else refusal.key
    except Rejected as refusal:
        return refusal.key
    if isinstance(outcome, (OpenModal, ReplaceModal)):
        return json.dumps(view_payload(outcome.view), ensure_ascii=False)
    return "done"


async def reads(november: Round, *, rating: bool) -> set[str]:
    """Who sees what was said about Bo, by any door."""
    found = set()
    bo = await november.member(BO)
    now = OUT if rating else OPEN
    for viewer in VIEWERS:
        doors = [
            november.command(viewer, "appraise", f"<@{BO}>", now=now),
            november.command(viewer, "report", f"<@{BO}>", now=now),
            november.press(viewer, "appraisals.open_form", str(bo), now=now),
            november.press(viewer, "appraisals.revise", f"{bo}:{november.key}", now=now),
            november.press(viewer, "appraisals.open_own", "own", now=now),
            november.press(viewer, "appraisals.open_status", "0", now=now),
            november.press(viewer, "appraisals.open_list", "home", now=now),
        ]
        said = [await answer(each) for each in doors]
        found |= {f"{viewer} case" for each in said if CASE in each}
        found |= {f"{viewer} report" for each in said if SECRET in each}
    return found


async def test_who_reads_before_and_after_it_is_out(november: Round) -> None:
    """Dee is above Ana: she waits until Bo knows. Chen is Bo's colleague, Eve HR."""
    await november.cast.report_to(ANA, DEE)
    await november.report()
    await november.rate()
    ana, eve = {f"{ANA} case", f"{ANA} report"}, {f"{EVE} case", f"{EVE} report"}
    assert await reads(november, rating=False) == ana | eve | {f"{BO} report"}
    await november.publish()
    assert await reads(november, rating=True) == ana | eve | {f"{BO} case", f"{BO} report", f"{DEE} case"}


async def test_no_role_but_hr_reads_or_writes(november: Round) -> None:
    """Dee and Chen hold every role but HR; and HR does not see what is said about HR before it is out."""
    await november.report()
    await november.rate()
    for user in (DEE, CHEN):
        await november.cast.hold(user, *(set(ROLES) - {"hr"}))
    await november.cast.hold(BO, "hr")
    readers = {each.split()[0] for each in await reads(november, rating=False)}
    assert readers == {ANA, BO, EVE}
    assert f"{BO} case" not in await reads(november, rating=False)


async def test_forged_forms_change_nothing(november: Round) -> None:
    other = await gathered(november.database, "T0OTHER")
    await other.report()
    await november.report()
    await november.cast.hold(EVE, *ROLES)
    bo = str(await november.member(BO))
    values = {
        f"value:{bo}:{METRIC}": {"appraisals.choose": {"selected_option": {"value": "5"}}},
        f"case:{bo}:{METRIC}": {"value": {"value": "forged"}},
    }
    before = await november.state(), await other.state()
    wrong = []
    for viewer in (BO, CHEN, DEE, EVE):
        for action in ("appraisals.choose", "appraisals.keep_rating"):
            metadata = {"round": november.key, "member": bo}
            said = await answer(november.press(viewer, action, metadata=metadata, values=values))
            wrong += [] if said == "denied" else [(viewer, action, said)]
        said = await answer(november.submit(viewer, "appraisals.rating", {"round": november.key, "member": bo}, values))
        wrong += [] if said == "denied" else [(viewer, "submits", said)]
    for key in (*NOBODYS, str(await other.member(BO))):
        said = await answer(november.submit(ANA, "appraisals.rating", {"round": november.key, "member": key}, values))
        wrong += [] if said == "denied" else [(ANA, key, said)]
    for key in (*NOBODYS, str(other.key)):
        said = await answer(november.submit(ANA, "appraisals.rating", {"round": key, "member": bo}, values))
        wrong += [] if said == "appraisals-error-no-round" else [(ANA, key, said)]
    chosen = {"people": {"value": {"selected_users": [BO]}}}
    for viewer in (ANA, BO, CHEN, DEE):
        for said in (
            await answer(november.press(viewer, "appraisals.open_status")),
            await answer(november.press(viewer, "appraisals.open_ask")),
            await answer(november.submit(viewer, "appraisals.ask", {}, chosen)),
        ):
            wrong += [] if said == "denied" else [(viewer, "HR's", said)]
    assert wrong == []
    assert (await november.state(), await other.state()) == before
