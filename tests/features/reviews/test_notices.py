"""What HR and leads read about a cycle: each thing once, with the days that matter, in their own language."""

from collections import Counter
from datetime import date

import pytest

from bot.features.people.models import Team
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules import notices
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.service import Progress, Status
from bot.features.reviews.service.telling import WHILE
from bot.features.reviews.views.notices import notice_message, team_message
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator

OPENS, CLOSES, RELEASES = date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 5)


def status(state: State, *, is_held: bool = False) -> Status:
    counts = dict.fromkeys(("n_asked", "n_done", "n_declined", "n_raters"), 40) if state is State.RELEASED else {}
    cycle = ReviewCycle(
        id=7,
        workspace_id=1,
        month="2026-12",
        state=state.value,
        is_held=is_held,
        opens_on=OPENS,
        closes_on=CLOSES,
        **counts,
    )
    raters = dict.fromkeys(Progress, 4) if state is State.OPEN else {}
    return Status(cycle, raters, (), 0, 0, RELEASES)


def lines(language: str, notice: str, *, is_held: bool = False) -> list[str]:
    message = notice_message(translator(language), notice, status(WHILE[notice], is_held=is_held))
    return str(message.payload()["blocks"][0]["text"]["text"]).split("\n")


@pytest.mark.parametrize(
    ("notice", "in_english", "in_chinese"),
    [
        (
            notices.PREPARED,
            "it opens by itself on Fri, Dec 25, and people rate until Thu, Dec 31",
            "12月25日周五自动开始，12月31日周四截止",
        ),
        (notices.OPENED, "has opened: people rate until Thu, Dec 31.", "已开始，12月31日周四截止。"),
        (notices.HALFWAY, "is half over: people rate until Thu, Dec 31.", "已过半，12月31日周四截止。"),
        (notices.LAST_DAY, "ends today.", "今天截止。"),
        (notices.CLOSED, "has ended.", "已截止。"),
        (notices.RELEASED, "results are out, and who rated whom is erased.", "结果已公布，谁评价了谁的记录已删除。"),
        (notices.DISCARDED, "was not opened", "未能开始"),
    ],
)
def test_eve_reads_what_happened_and_until_when(notice: str, in_english: str, in_chinese: str) -> None:
    assert in_english in lines("en", notice)[0]
    assert in_chinese in lines("zh-CN", notice)[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", sorted(WHILE))
def test_nothing_is_said_twice(notice: str, language: str) -> None:
    t = translator(language)
    told = lines(language, notice)
    days = Counter(day for day in (t.day(OPENS), t.day(CLOSES), t.day(RELEASES)) for line in told if day in line)
    assert set(days.values()) <= {1}
    said = [t(f"reviews-state-{state}", opens=t.day(OPENS), closes=t.day(CLOSES)) for state in State]
    assert not [each for each in said if each in told], "the state is what the notice itself says"


@pytest.mark.parametrize(("is_held", "words"), [(False, "come out on Tue, Jan 5"), (True, "Results wait for you")])
def test_of_an_ended_one_eve_reads_when_results_come_out(*, is_held: bool, words: str) -> None:
    assert words in "\n".join(lines("en", notices.CLOSED, is_held=is_held))


def test_ana_reads_how_many_of_her_team_are_missing_and_what_she_can_do() -> None:
    team = Team(id=1, workspace_id=1, name="Growth")
    one, two = (team_message(translator("en"), team, missing, 6).text for missing in (1, 2))
    assert one.startswith("Peer ratings: 1 of 6 people in Growth has not finished yet. A word to the whole team")
    assert two.startswith("Peer ratings: 2 of 6 people in Growth have not finished yet.")
    assert "6 人中还有 1 人未完成。您可以向全团队提个醒" in team_message(translator("zh-CN"), team, 1, 6).text
