import pytest

from bot.errors import Rejected
from bot.features.people import service
from tests.features.people.cast import BO, CHEN, Cast


async def test_a_language_is_chosen_and_given_back(cast: Cast) -> None:
    who = await cast.who(CHEN)
    async with cast.database.write() as session:
        assert service.language_of(await service.set_language(session, who, "English")) == "en"
    assert (await cast.member(CHEN)).language == "en"
    async with cast.database.write() as session:
        assert service.language_of(await service.set_language(session, who, "auto")) == "zh-CN"
    assert (await cast.member(CHEN)).language is None


async def test_a_language_that_is_not_spoken_changes_nothing(cast: Cast) -> None:
    async with cast.database.write() as session:
        with pytest.raises(Rejected) as refused:
            await service.set_language(session, await cast.who(BO), "français")
    assert refused.value.params == {"typed": "français", "known": ["en", "zh-CN", "auto"]}
    assert (await cast.member(BO)).language is None


async def test_the_hour_of_the_prompt(cast: Cast) -> None:
    who = await cast.who(BO)
    for typed, minute in (("9:30", 570), ("auto", None)):
        async with cast.database.write() as session:
            assert await service.set_hours(session, who, typed) == minute
        assert (await cast.member(BO)).prompt_minute == minute


async def test_what_is_no_time_changes_nothing(cast: Cast) -> None:
    await cast.change(BO, prompt_minute=570)
    async with cast.database.write() as session:
        with pytest.raises(Rejected) as refused:
            await service.set_hours(session, await cast.who(BO), "25:00")
    assert (refused.value.key, refused.value.params) == ("people-error-bad-time", {"typed": "25:00"})
    assert (await cast.member(BO)).prompt_minute == 570
