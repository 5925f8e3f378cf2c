"""What people are asked: the scheme's rated metrics, each when its period ends."""

import pytest

from bot.errors import Rejected
from bot.features.reviews.rules.questions import questions
from scoring.periods import Period
from scoring.scheme import Scheme, Source, builtin_ids, load

SCHEMES = [scheme for scheme in map(load, builtin_ids()) if any(m.source is Source.PEER for m in scheme.metrics)]


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.id)
def test_every_built_in_scheme_asks_with_five_sentences_in_both_languages(scheme: Scheme) -> None:
    asked = questions(scheme, Source.PEER, Period.parse("2026-12"))
    assert [each.metric for each in asked] == [each.id for each in scheme.metrics if each.source is Source.PEER]
    for each in asked:
        sentences = [text.into(language) for text in each.anchors for language in ("en", "zh-CN")]
        assert len(set(sentences)) == 10


def test_what_is_scored_once_a_quarter_is_asked_once_a_quarter() -> None:
    work_plan = load("work_plan")
    assert not questions(work_plan, Source.PEER, Period.parse("2026-11"))
    assert [each.metric for each in questions(work_plan, Source.MANAGER, Period.parse("2026-11"))] == ["execution"]


def test_without_sentences_nobody_is_asked() -> None:
    scheme = load("work_plan")
    dimensions = tuple(
        each.model_copy(update={"metrics": tuple(m.model_copy(update={"anchors": None}) for m in each.metrics)})
        for each in scheme.dimensions
    )
    fields = {name: getattr(scheme, name) for name in type(scheme).model_fields} | {"dimensions": dimensions}
    with pytest.raises(Rejected, match="reviews-error-no-anchors") as refused:
        questions(type(scheme).model_validate(fields), Source.PEER, Period.parse("2026-12"))
    assert refused.value.params["metric"] == {"en": "Team collaboration", "zh-CN": "团队协作表现"}
