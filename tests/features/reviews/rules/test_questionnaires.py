"""Questions that come with Evenhand are complete in both languages."""

from importlib import resources

import pytest

from bot.features.reviews.rules.questionnaires import questionnaire

NAMES = sorted(
    each.name.removesuffix(".yaml")
    for each in resources.files("bot.features.reviews.rules.questionnaires").iterdir()
    if each.name.endswith(".yaml")
)


@pytest.mark.parametrize("name", NAMES)
def test_each_of_the_five_numbers_says_something_of_its_own_in_both_languages(name: str) -> None:
    for question in questionnaire(name):
        for text in (question.title, *question.anchors):
            assert text.en.strip()
            assert text.zh_cn.strip()
            assert text.en != text.zh_cn
        assert (
            len({anchor.en for anchor in question.anchors}) == len({anchor.zh_cn for anchor in question.anchors}) == 5
        )


def test_no_metric_is_asked_about_twice() -> None:
    metrics = [question.metric for name in NAMES for question in questionnaire(name)]
    assert len(metrics) == len(set(metrics))


def test_a_questionnaire_that_there_is_not_is_not_made_up() -> None:
    with pytest.raises(FileNotFoundError):
        questionnaire("unknown")
