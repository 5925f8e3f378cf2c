"""What results earn and start, in words, with the numbers of the rules."""

import pytest

from bot.features.schemes.rules import builtin, terms_of
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.slack.text import escape
from scoring.scheme import Scheme, builtin_ids
from tests.blockkit.terms import terms
from tests.scoring import build

HOSTILE = "<!channel> & *co*"


def told(scheme: Scheme, language: str = "en") -> str:
    return "\n".join(line for part in terms_of(translator(language), scheme) for line in (part.heading, *part.lines))


def with_all_terms() -> Scheme:
    metric = build.metric("m0", "leads", target=1, unit="CNY")
    return build.scheme([build.figure("leads")], build.dimension("d", metric), **terms(HOSTILE))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", builtin_ids())
def test_every_reward_plan_and_aim_of_every_built_in_scheme_is_told(name: str, language: str) -> None:
    scheme = builtin(name)
    text = told(scheme, language)
    for each in (*scheme.rewards, *scheme.plans, *scheme.aims):
        assert escape(each.title.into(language)) in text


def test_the_numbers_are_those_of_the_rules() -> None:
    text = told(builtin("marketing_team"))
    assert "1% from ¥0, 2% from ¥300,000, 3% from ¥600,000" in text
    assert "above that 1 × base × the part over 100%, counted up to 150%" in text
    assert "within 0.8 and 1.2" in text
    assert "looked at again by Mar 31, 2027" in text


def test_written_rules_and_starting_values_are_told_apart() -> None:
    lines = told(builtin("promotion")).splitlines()
    bonus, raise_list = (next(line for line in lines if title in line) for title in ("over-target", "in line for"))
    assert bonus.endswith("(starting values, to be confirmed before use)")
    assert "the top 10% for 3 quarters in a row" in raise_list
    assert raise_list.endswith("(from the written rules)")


def test_plans_say_what_starts_them() -> None:
    assert "after 2 months in a row with a score under 60 a person decides" in told(builtin("work_plan"))
    assert "an own score under 100 (100 is every target just met)" in told(builtin("promotion"))
    assert "连续 2 个月得分低于 60 分时，由负责人决定是否启动；观察期 3 个月，每周跟进一次" in told(
        builtin("work_plan"), "zh-CN"
    )


def test_aims_have_their_units_and_rhythm() -> None:
    english, chinese = told(builtin("work_plan")), told(builtin("work_plan"), "zh-CN")
    assert "• Negative public opinion answered within: 2 h\n" in english
    assert "• 负面舆情响应时限：2 小时\n" in chinese
    assert "• Results told in person within: 1 week\n" in english
    assert "• 内容产出篇数：2 至 3（每周）" in chinese


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_scheme_says_is_safe_to_show(language: str) -> None:
    text = told(with_all_terms(), language)
    assert "<!" not in text
    assert text.count("&lt;!channel&gt; &amp;") > 50


def test_a_scheme_without_terms_says_nothing() -> None:
    assert terms_of(translator("en"), build.one_metric("leads", [build.figure("leads")])) == ()
