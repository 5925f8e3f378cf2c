"""What a month brought is told before it is talked about: everything to oneself, to the manager what they may read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.delivery.models import Delivery
from bot.delivery.promises import Occasion
from bot.errors import Denied
from bot.features.feedback import service
from bot.features.feedback.jobs import RENDERERS
from bot.features.feedback.rules.months import Month
from bot.features.feedback.service import Brought
from bot.features.people.models import ROLES
from bot.settings import Settings
from bot.slack.messages import Message
from bot.slack.outcomes import OpenModal, ReplaceModal
from scoring.periods import Period
from tests.features.feedback.cast import Letters, gathered
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, NOW

SETTINGS = Settings(time_zone="Europe/Berlin", _env_file=None)  # type: ignore[call-arg]  # pydantic's own parameter
NOVEMBER = Period.parse("2026-11")
MONTH = Month.of(NOVEMBER, SETTINGS.zone)
CLOSING = datetime(2026, 12, 2, 8, 0, tzinfo=UTC)  # nine in Berlin, a Wednesday
THAT_DAY, THE_DAY_AFTER = CLOSING + timedelta(minutes=15), CLOSING + timedelta(days=1)
SECRET = "quartz-otter"


async def close(letters: Letters, now: datetime = CLOSING) -> dict[str, Delivery]:
    async with letters.database.write() as session:
        await service.tell_of_month(session, letters.cast.workspace_id, NOVEMBER, now=now, settings=SETTINGS)
    return {key: row for key, row in (await letters.deliveries()).items() if key.startswith("feedback-")}


async def brought(letters: Letters, user: str, now: datetime = THAT_DAY) -> Brought | None:
    who = await letters.who(user)
    async with letters.database.read() as session:
        return await service.brought(session, who, MONTH, now=now)


async def reports(letters: Letters, user: str, now: datetime = THE_DAY_AFTER) -> dict[str, tuple[int, int]]:
    """How much is public and how much shared, by name."""
    who = await letters.who(user)
    async with letters.database.read() as session:
        found = await service.of_reports(session, who, MONTH, now=now)
    return {each.member.name: (each.public, each.shared) for each in found}


async def sent(letters: Letters, row: Delivery, now: datetime) -> str | None:
    async with letters.database.read() as session:
        occasion = Occasion(row.workspace_id, row.recipient, row.payload, now)
        shown = await RENDERERS[row.kind](session, occasion)
    assert shown is None or isinstance(shown, Message)
    return str(shown.payload()) if shown else None


async def share(letters: Letters, user: str, letter: int) -> None:
    await letters.press(user, "feedback.share", f"{letter}:received:0")


async def test_bo_reads_of_everything_and_ana_of_what_she_may_read(letters: Letters) -> None:
    await letters.thank(CHEN, BO, is_public=True)
    private = await letters.write(DEE, BO, SECRET)
    asked = await letters.ask(BO, CHEN)
    await letters.write(CHEN, BO, SECRET, request_id=asked)
    own = await brought(letters, BO)
    assert own
    assert own.manager
    assert (own.kudos, own.feedback, own.public, own.shared, own.manager.slack_user) == (1, 2, 1, 0, ANA)
    assert await reports(letters, ANA) == {"Bo Lindgren": (1, 0)}
    await share(letters, BO, private)
    own = await brought(letters, BO)
    assert own
    assert (own.public, own.shared) == (1, 1)
    assert await reports(letters, ANA) == {"Bo Lindgren": (1, 1)}


async def test_nobody_but_the_direct_manager_is_told_whatever_they_are(letters: Letters) -> None:
    await letters.thank(CHEN, BO, is_public=True)
    await share(letters, BO, await letters.write(DEE, BO, SECRET))
    for user in (DEE, EVE):
        await letters.cast.hold(user, *ROLES)
    for user in (BO, CHEN, DEE, EVE):
        assert await reports(letters, user) == {}, user
        if user != BO:
            assert await brought(letters, user) is None, user


async def test_private_pieces_make_no_difference_to_the_manager(letters: Letters) -> None:
    """Neither in what she is told, nor in what her own copy lists as promised to her, in another office without any."""
    other = await gathered(letters.database, "T0OTHER")
    await letters.write(DEE, BO, SECRET)
    await letters.thank(BO, CHEN)
    await letters.write(CHEN, DEE, SECRET)
    promised = await close(letters)
    assert {key.split(":")[0]: row.recipient for key, row in promised.items() if row.recipient == ANA} == {
        "feedback-reports": ANA
    }
    async with other.database.write() as session:
        await service.tell_of_month(session, other.cast.workspace_id, NOVEMBER, now=CLOSING, settings=SETTINGS)
    both = [row for row in (await other.deliveries()).values() if row.kind == "feedback.reports"]
    assert {(row.recipient, row.due_at, str(row.payload)) for row in both} == {
        (ANA, THE_DAY_AFTER, str(MONTH.as_payload()))
    }
    assert len({row.workspace_id for row in both}) == 2
    assert [await sent(letters, row, THE_DAY_AFTER) for row in both] == [None, None]


async def test_each_is_told_once_and_only_who_got_something(letters: Letters) -> None:
    await letters.write(DEE, BO, SECRET)
    await letters.thank(BO, CHEN, is_public=True)
    gone = await letters.write(BO, DEE, SECRET)
    await letters.press(BO, "feedback.withdraw", f"{gone}:given:0")
    promised = await close(letters)
    bo, chen, ana = [(await letters.who(user)).member_id for user in (BO, CHEN, ANA)]
    due = {key: row.due_at for key, row in promised.items()}
    assert due == {
        f"feedback-month:{bo}:2026-11": THAT_DAY,
        f"feedback-month:{chen}:2026-11": THAT_DAY,  # a quarter past four in Shanghai
        f"feedback-reports:{ana}:2026-11": THE_DAY_AFTER,
    }
    assert (await close(letters, CLOSING + timedelta(days=3))).keys() == promised.keys()
    assert SECRET not in str([row.payload for row in promised.values()])


async def test_whoever_has_left_is_promised_nothing(letters: Letters) -> None:
    await letters.write(DEE, BO, SECRET)
    for user in (ANA, BO):
        await letters.cast.change(user, is_active=False)
    assert await close(letters) == {}


async def test_what_is_deleted_in_between_is_not_counted(letters: Letters) -> None:
    letter, public = await letters.write(DEE, BO, SECRET), await letters.thank(CHEN, BO, is_public=True)
    promised = await close(letters)
    bos, anas = sorted(promised.values(), key=lambda row: row.kind)
    told = await sent(letters, bos, THAT_DAY)
    assert told
    assert "one kudos · one piece of feedback" in told
    assert SECRET not in told
    await letters.press(BO, "feedback.remove", f"{public}:received:0")
    told = await sent(letters, bos, THAT_DAY)
    assert told
    assert "kudos ·" not in told
    assert "may read none of it so far" in told
    assert await sent(letters, anas, THE_DAY_AFTER) is None
    await letters.press(BO, "feedback.remove", f"{letter}:received:0")
    assert await sent(letters, bos, THAT_DAY) is None


async def test_what_bo_stops_sharing_ana_is_not_told_of(letters: Letters) -> None:
    letter = await letters.write(DEE, BO, SECRET)
    await share(letters, BO, letter)
    promised = await close(letters)
    anas = next(row for row in promised.values() if row.recipient == ANA)
    told = await sent(letters, anas, THE_DAY_AFTER)
    assert told
    assert "*Bo Lindgren*: one piece shared with you" in told
    await letters.press(BO, "feedback.unshare", f"{letter}:received:0")
    assert await sent(letters, anas, THE_DAY_AFTER) is None


async def test_nothing_comes_on_a_day_off(letters: Letters) -> None:
    await letters.thank(CHEN, BO, is_public=True)
    saturday = CLOSING + timedelta(days=3)
    for row in (await close(letters)).values():
        assert await sent(letters, row, saturday) is None
    later = await close(await gathered(letters.database, "T0OTHER"), saturday)
    assert {row.due_at for row in later.values()} >= {datetime(2026, 12, 7, 8, 0, tzinfo=UTC)}


async def test_only_the_months_own_days_count_where_the_workspace_is(letters: Letters) -> None:
    midnight = datetime(2026, 10, 31, 23, 0, tzinfo=UTC)
    end = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)
    assert (MONTH.since, MONTH.until) == (midnight, end)
    for moment in (midnight - timedelta(seconds=1), midnight, end - timedelta(seconds=1), end):
        await letters.write(DEE, BO, SECRET, now=moment)
    own = await brought(letters, BO, datetime(2026, 12, 21, 8, 0, tzinfo=UTC))
    assert own
    assert own.feedback == 2


async def test_a_former_manager_is_told_nothing_and_the_new_one_of_what_is_public(letters: Letters) -> None:
    await letters.thank(CHEN, BO, is_public=True)
    await share(letters, BO, await letters.write(CHEN, BO, SECRET))
    await letters.cast.report_to(BO, DEE, date(2026, 12, 3))
    assert await reports(letters, ANA) == {}
    assert await reports(letters, DEE) == {"Bo Lindgren": (1, 0)}
    own = await brought(letters, BO, THE_DAY_AFTER)
    assert own
    assert own.manager
    assert (own.manager.slack_user, own.public, own.shared) == (DEE, 1, 0)
    await letters.cast.report_to(BO, None, date(2026, 12, 4))
    own = await brought(letters, BO, CLOSING + timedelta(days=2))
    assert own
    assert own.manager is None


async def test_the_button_opens_the_list_at_the_month_and_nobody_elses(letters: Letters) -> None:
    await letters.write(DEE, BO, SECRET)
    for days in (20, 21, 22):
        await letters.write(CHEN, BO, "later", now=NOW + timedelta(days=days))
    for user, is_theirs in ((BO, True), (ANA, False), (EVE, False)):
        opened = await letters.press(user, "feedback.open_month", "2026-11")
        assert isinstance(opened, ReplaceModal)
        assert (SECRET in str(opened.view.to_dict())) is is_theirs
        assert "later" not in str(opened.view.to_dict())
    for hostile in ("", "2026-13", "x" * 400, "9999-12", "0001-01", "2026-Q3", "\0"):
        assert isinstance(await letters.press(BO, "feedback.open_month", hostile), ReplaceModal), hostile


async def test_only_the_manager_opens_what_bo_shares(letters: Letters) -> None:
    await share(letters, BO, await letters.write(DEE, BO, SECRET))
    bo = (await letters.who(BO)).member_id
    opened = await letters.press(ANA, "feedback.open_digest", str(bo))
    assert isinstance(opened, OpenModal)
    assert SECRET in str(opened.view.to_dict())
    for user in (CHEN, DEE, EVE):
        for value in (str(bo), "0", "nonsense", "9" * 30):
            with pytest.raises(Denied, match="people-error-not-visible"):
                await letters.press(user, "feedback.open_digest", value)
