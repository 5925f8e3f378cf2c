import pytest

from bot.features.reviews.rules.leniency import Leaning, leanings
from bot.features.reviews.rules.results import Given


def rated(by: dict[str, float], subjects: int, metrics: int = 1) -> list[Given]:
    """Everybody rates so many colleagues, each around 3."""
    return [
        Given(subject, rater, f"m{metric}", int(3 + lean), "", "team")
        for subject in range(subjects)
        for metric in range(metrics)
        for rater, lean in by.items()
    ]


def test_a_lenient_and_a_severe_rater_hear_so_and_the_others_that_they_rate_like_everybody() -> None:
    found = leanings(rated({"lenient": 1, "severe": -1, "b": 0, "c": 0, "d": 0}, 6))
    assert found["lenient"] is Leaning.WELL_ABOVE
    assert found["severe"] is Leaning.WELL_BELOW
    assert {found[each] for each in "bcd"} == {Leaning.SAME}


@pytest.mark.parametrize(("extra", "leaning"), [(0, Leaning.SAME), (2, Leaning.ABOVE), (4, Leaning.WELL_ABOVE)])
def test_words_stand_for_quarters_of_a_point(extra: int, leaning: Leaning) -> None:
    given = [Given(subject, rater, "m", 3, "", "") for subject in range(5) for rater in "ab"]
    given += [Given(subject, "me", "m", 4 if subject < extra else 3, "", "") for subject in range(5)]
    assert leanings(given)["me"] is leaning


def test_from_five_colleagues_on_whom_others_have_rated_as_well() -> None:
    assert leanings(rated({"a": 1, "b": 0}, 4, metrics=3)) == {}
    assert leanings(rated({"alone": 1}, 9)) == {}
    assert set(leanings(rated({"a": 1, "b": 0}, 5))) == {"a", "b"}


def test_cannot_judge_is_no_rating() -> None:
    given = [Given(subject, rater, "m", None if rater == "b" else 3, "", "") for subject in range(8) for rater in "ab"]
    assert leanings(given) == {}


def test_no_word_is_longer_than_another() -> None:
    assert len({len(each.value) for each in Leaning}) == 1
