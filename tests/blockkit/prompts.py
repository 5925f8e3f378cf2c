"""Prompts in every world: with every part alone and all of them together, open, partly done and put off."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.features.appraisals.models import AppraisalRound
from bot.features.appraisals.views import messages as reports
from bot.features.goals.models import AGREED
from bot.features.goals.service import Asked
from bot.features.goals.views.asking import asking_blocks
from bot.features.improvement.views import progress
from bot.features.metrics.service import Done, Due
from bot.features.metrics.views import prompts as figures
from bot.features.prompts.jobs.parts.figures import IN_FULL_OF_MORE, MOST_IN_FULL
from bot.features.prompts.views.prompts import Later, Section, prompt_message, put_off_message
from bot.features.retrospectives.views import messages as actions
from bot.features.reviews import service as reviews
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.service import Naming
from bot.features.reviews.views import nominating
from bot.features.reviews.views import prompts as ratings
from bot.features.talks.service import OwnItem
from bot.features.talks.views.messages import items_blocks
from bot.i18n.translator import Translator
from bot.scheduling.asking import PutOff
from bot.slack.messages import Message
from tests.blockkit.appraisals import found as appraisal_round
from tests.blockkit.appraisals import todos
from tests.blockkit.goals import KEY, stand
from tests.blockkit.retrospectives import items
from tests.blockkit.reviews_rating import dues
from tests.blockkit.reviews_running import cycle
from tests.blockkit.talks import own_items
from tests.blockkit.worlds import DAYS, NOW, ON, World

Cases = Iterator[tuple[Callable[..., Any], tuple[Any, ...]]]
Made = Callable[[Translator], Section]
IN_BRIEF = (False,) * MOST_IN_FULL, (True,) * 6 + (False,) * IN_FULL_OF_MORE
"""Of which days a prompt tells in brief: three days together, and eight, of which each but the last was put off."""
LATER = (Later(), Later(tuple(PutOff)), Later(tuple(PutOff), NOW, "Asia/Shanghai"))


def prompt_cases(world: World) -> Cases:
    parts = [
        *_figures(world),
        *_ratings(),
        *_reports(world),
        *_names(world),
        *_approvals(world),
        *_actions(world),
        *_talks(world),
        *_goals(world),
        *_own(),
    ]
    for k, part in enumerate(parts):
        yield _prompt, ([part], LATER[k % len(LATER)])
    for later in LATER:
        yield _prompt, (_longest(parts), later)
    yield put_off_message, (NOW, "Asia/Shanghai")
    yield put_off_message, (NOW, "Asia/Shanghai", ON)


def _prompt(t: Translator, made: list[Made], later: Later) -> Message:
    return prompt_message(t, ON, [each(t) for each in made], later)


def _longest(parts: list[Made]) -> list[Made]:
    """One of each kind, of those that are listed first."""
    return list({each.__qualname__.partition(".")[0]: each for each in reversed(parts)}.values())


def _figures(world: World) -> Iterator[Made]:
    lines = tuple(world.lines)
    told = tuple((line, line.value or line.last or 0) for line in lines if world.has_values)

    for briefly in reversed(IN_BRIEF):

        def due(t: Translator, briefly: tuple[bool, ...] = briefly) -> Section:
            shown = Due(world.words, ON, lines, DAYS)
            told = t("prompts-line-figures", count=len(lines) * len(briefly))
            blocks = [block for each in briefly for block in figures.due_blocks(t, shown, is_brief=each)]
            return Section("figures", blocks, (told,))

        yield due
    for some, rest in ((told, lines[:1]), (told[:1], ())):
        for briefly in (False, True):

            def done(t: Translator, some: Any = some, rest: Any = rest, briefly: bool = briefly) -> Section:
                shown = Done(ON, NOW, "Asia/Shanghai", some, rest, DAYS)
                told = t("prompts-line-figures", count=1)
                blocks = figures.done_blocks(t, shown, is_brief=briefly)
                return Section("figures", blocks, (told,), is_open=bool(rest))

            yield done


def _ratings() -> Iterator[Made]:
    for people in (1, 8):

        def asked(t: Translator, people: int = people) -> Section:
            due = reviews.Due(people, people, ON, people > 1, given=0)
            return Section("ratings", ratings.due_blocks(t, due), (t("prompts-line-ratings", count=people),))

        yield asked
    for each in dues():

        def left(t: Translator, each: reviews.Due | None = each) -> Section:
            told = t("prompts-line-ratings", count=2)
            return Section("ratings", ratings.done_blocks(t, each), (told,), is_open=bool(each and each.people))

        yield left


def _reports(world: World) -> Iterator[Made]:
    def asked(t: Translator) -> Section:
        told = (t("prompts-line-report"), t("prompts-line-appraisals", count=2))
        todo = next(each for each in todos(world) if each.round and not each.is_done)
        return Section("reports:1", reports.due_blocks(t, todo), told)

    yield asked
    for found in (appraisal_round(), None):

        def over(t: Translator, found: AppraisalRound | None = found) -> Section:
            return Section("reports:1", reports.done_blocks(t, found), (), is_open=False)

        yield over


def _names(world: World) -> Iterator[Made]:
    for named in (0, 8):

        def asked(t: Translator, named: int = named) -> Section:
            blocks = nominating.name_blocks(t, Naming(_nominating(world), named, 0, 3))
            return Section("names:1", blocks, (t("prompts-line-names"),), is_open=not named)

        yield asked


def _approvals(world: World) -> Iterator[Made]:
    def asked(t: Translator) -> Section:
        blocks = nominating.approve_blocks(t, Naming(_nominating(world), None, 25, 1))
        return Section("approvals:1", blocks, (t("prompts-line-approvals", count=25),))

    yield asked
    yield lambda t: Section("approvals:1", nominating.naming_over_blocks(t), (), is_open=False)


def _actions(world: World) -> Iterator[Made]:
    for count in (30, 1, 0):

        def due(t: Translator, count: int = count) -> Section:
            blocks = actions.due_blocks(t, items(world, count), today=ON)
            return Section("actions", blocks, (t("prompts-line-actions", count=count),), is_open=count > 0)

        yield due


def _nominating(world: World) -> ReviewCycle:
    return cycle(world, State.NOMINATING, kind=Kind.PROJECT)


def _goals(world: World) -> Iterator[Made]:
    for count in (1, 12):
        yield _of_goals([_asked(world, k, is_open=count > 1) for k in range(count)])


def _asked(world: World, k: int, *, is_open: bool) -> Asked:
    """Each a goal of its own."""
    found = stand(world, AGREED, k % 2)
    found.row.id = KEY + k
    return Asked(found, is_open=is_open)


def _of_goals(found: list[Asked]) -> Made:
    def made(t: Translator) -> Section:
        return Section("goals:7", asking_blocks(t, found), (t("prompts-line-goals", count=len(found)),))

    return made


def _talks(world: World) -> Iterator[Made]:
    for count in (1, 9):
        yield _of_talks(own_items(world, count))


def _of_talks(found: list[OwnItem]) -> Made:
    def made(t: Translator) -> Section:
        return Section("talks:7", items_blocks(t, found, today=ON), (t("prompts-line-talks", count=len(found)),))

    return made


def _own() -> Iterator[Made]:
    def due(t: Translator) -> Section:
        return Section("own", progress.due_blocks(t, is_open=True), (t("prompts-line-own"),))

    def done(t: Translator) -> Section:
        return Section("own", progress.due_blocks(t, is_open=False), (t("prompts-line-own"),), is_open=False)

    yield due
    yield done
