"""What only its writer knows of: drafts, and how severely they rate."""

from sqlmodel import col, select

from bot.features.reviews import service
from bot.features.reviews.models import ReviewDraft, ReviewLeniency
from bot.features.reviews.rules.drafts import Written
from bot.features.reviews.rules.leniency import Leaning
from bot.features.reviews.service.private import forget_privately, stored_privately
from tests.features.people.cast import ANA, BO, CHEN, EVE
from tests.features.reviews.cast import AFTER, LAST_DAY, METRIC, SETTINGS, Office

TEXT = "quartz-otter 👍"


async def begin(office: Office, user: str, cycle_id: int, about: int, text: str = TEXT) -> None:
    who = await office.who(user)
    async with office.database.write() as session:
        place = service.Place(cycle_id, about, who.slack_user)
        written = {METRIC: Written("5", text)}
        await service.keep_draft(session, who, place, written, now=LAST_DAY, settings=SETTINGS)


async def drafts(office: Office) -> list[ReviewDraft]:
    async with office.database.read() as session:
        return list((await session.exec(select(ReviewDraft).order_by(col(ReviewDraft.id)))).all())


async def copy_of(office: Office, user: str) -> dict[str, list[dict[str, object]]]:
    async with office.database.read() as session:
        return await stored_privately(session, office.workspace_id, await office.key(user))


async def forget(office: Office, user: str) -> None:
    async with office.database.write() as session:
        await forget_privately(session, office.workspace_id, await office.key(user))


async def test_a_draft_is_kept_under_a_pseudonym_and_replaced(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await office.opened()
    about = (await office.asked_of(BO, cycle_id))[0].subject_id
    await begin(office, BO, cycle_id, about, "first")
    await begin(office, BO, cycle_id, about)
    assert len(await drafts(office)) == 1
    assert (await copy_of(office, BO))["rating_drafts"][0]["draft"] == TEXT
    assert set(ReviewDraft.__table__.c.keys()) == {  # type: ignore[attr-defined]  # SQLAlchemy sets it
        "id",
        "workspace_id",
        "cycle_id",
        "subject_id",
        "pseudonym",
        "answers",
    }
    await office.say(BO, cycle_id, about, 3)
    await begin(office, BO, cycle_id, about)
    names = {row.pseudonym for row in await office.ratings(cycle_id)}
    assert {row.pseudonym for row in await drafts(office)} == names, "what ratings are kept under, and nothing else"


async def test_a_draft_is_in_its_writers_copy_and_in_nobody_elses(office: Office) -> None:
    cycle_id = await office.opened()
    about = (await office.asked_of(BO, cycle_id))[0].subject_id
    await begin(office, BO, cycle_id, about)
    (mine,) = (await copy_of(office, BO))["rating_drafts"]
    assert (mine["draft"], mine["choice"], mine["metric"]) == (TEXT, "5", METRIC)
    users = await office.users()
    for other in {users[about], CHEN, EVE, ANA}:
        assert (await copy_of(office, other))["rating_drafts"] == []
    await forget(office, EVE)
    assert len(await drafts(office)) == 1
    await forget(office, BO)
    assert await drafts(office) == []
    await begin(office, BO, cycle_id, about)
    await forget(office, users[about])
    assert await drafts(office) == [], "nor is anything kept that was to be said about somebody who is forgotten"


async def test_how_somebody_rates_is_kept_as_a_word_and_told_to_nobody_else(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id)
    await office.close()
    await office.release(cycle_id)
    async with office.database.read() as session:
        kept = {row.member_id: row.leaning for row in (await session.exec(select(ReviewLeniency))).all()}
    users = await office.users()
    given = {user: sum(rater == user for rater, _ in said) for user in users.values()}
    assert {users[key] for key in kept} == {user for user, n in given.items() if n >= 5}
    assert kept
    assert set(kept.values()) <= {each.value for each in Leaning}
    for key in kept:
        who = await office.who(users[key])
        async with office.database.write() as session:
            (own,) = await service.own_results(session, who, now=AFTER)
        assert own.leaning is Leaning(kept[key])
        assert len((await copy_of(office, users[key]))["rating_leanings"]) == 1
    some = users[next(iter(kept))]
    await forget(office, some)
    assert (await copy_of(office, some))["rating_leanings"] == []


async def test_a_test_leaves_nothing_of_how_people_rate(office: Office) -> None:
    cycle_id = await office.opened(is_test=True)
    await office.everybody_rates(cycle_id)
    await office.close()
    await office.release(cycle_id)
    async with office.database.read() as session:
        assert (await session.exec(select(ReviewLeniency))).all() == []
