"""HR's view of a cycle: who has finished, and never whom somebody has rated."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, DividerBlock, MarkdownTextObject, SectionBlock
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import name_of
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.kinds import LEAST_RATERS, Kind
from bot.features.reviews.rules.quorum import STEP, Quorum
from bot.features.reviews.service import People, Progress, Reasons, Short, Shortage, Status, TeamProgress, Unrated
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section, written
from bot.slack.text import cut, quoted
from scoring.periods import Period

TEAMS = 20
"""Teams of a page."""
LINES = 8
"""Of one section, which holds 3,000 characters however they are escaped."""
PEOPLE, SHORT, REASONS = 25, 8, 20


def headline(t: Translator, cycle: ReviewCycle) -> str:
    """For mrkdwn: what is rated, and of which month."""
    kind = quoted(cycle.title) if cycle.title else t(f"reviews-kind-{cycle.kind}")
    month = t.month(Period.parse(cycle.month).start)
    return t("reviews-headline-test" if cycle.is_test else "reviews-headline", kind=kind, month=month)


def state_line(t: Translator, cycle: ReviewCycle) -> str:
    """Where it is, with its days."""
    return t(f"reviews-state-{cycle.state}", opens=t.day(cycle.opens_on), closes=t.day(cycle.closes_on))


def releases(t: Translator, status: Status) -> Iterator[str]:
    """Of a closed one, when its results come out."""
    if status.cycle.state == State.CLOSED:
        key = "reviews-releases-held" if status.cycle.is_held else "reviews-releases"
        yield t(key, on=t.day(status.releases_on))


def numbers(t: Translator, status: Status) -> Iterator[str]:
    """Lines with counts, as far as there are any."""
    cycle = status.cycle
    if cycle.n_asked is not None:
        counts = {"asked": cycle.n_asked, "done": cycle.n_done, "declined": cycle.n_declined, "raters": cycle.n_raters}
        yield t("reviews-numbers-released", **counts)
        if cycle.kind != Kind.UPWARD:
            yield "\n".join(patterns(t, cycle)) or t("reviews-pattern-none")
    if status.raters:
        done, begun, none = (status.raters.get(each, 0) for each in reversed(Progress))
        yield t("reviews-numbers-raters", done=done, begun=begun, none=none)
    if status.declined:
        yield t("reviews-numbers-declined", count=status.declined)
    if status.short:
        yield t("reviews-numbers-short", count=status.short)
    yield from _quorum(t, cycle)
    if status.unrated:
        yield t("reviews-numbers-unrated", count=status.unrated, least=LEAST_RATERS[Kind.UPWARD])


def _quorum(t: Translator, cycle: ReviewCycle) -> Iterator[str]:
    """While more can be said: how many have too few ratings yet, as far as that may be told."""
    if cycle.state != State.OPEN or cycle.n_rated is None or cycle.n_below is None:
        return
    quorum, least = Quorum(cycle.n_rated, cycle.n_below), LEAST_RATERS[Kind(cycle.kind)]
    key = "reviews-numbers-quorum-hardly" if quorum.is_hardly_reached else "reviews-numbers-quorum"
    yield t(key, below=quorum.below, rated=quorum.rated, few=STEP, least=least)


def patterns(t: Translator, cycle: ReviewCycle) -> list[str]:
    """Lines with how many ratings stand out, as far as that may be told."""
    counts = (("same", cycle.n_same), ("mutual", cycle.n_mutual))
    return [t(f"reviews-pattern-{name}", count=n) for name, n in counts if n is not None]


def cycle_view(t: Translator, status: Status, *, offset: int = 0) -> View:
    """One cycle: numbers, what can be done with it, and its teams from the `offset`-th on."""
    cycle = status.cycle
    facts = " ".join([state_line(t, cycle), *releases(t, status)])
    text = "\n".join([f"*{headline(t, cycle)}*", facts, *numbers(t, status)])
    if status.declined and not status.reasons:
        text += "\n" + t("reviews-reasons-later" if cycle.state == State.OPEN else "reviews-reasons-few")
    buttons = list(_moves(t, status))
    blocks: list[Block] = [section(text), *([ActionsBlock(elements=buttons)] if buttons else [])]
    if status.teams:
        everybody = button(t, "reviews-hr-everybody", "reviews.hr_people", f"{cycle.key}::0")
        blocks += [DividerBlock(), ActionsBlock(elements=[everybody])]
    blocks += [_team(t, cycle, each) for each in status.teams[offset : offset + TEAMS]]
    blocks += _turning(t, "reviews.hr_cycle", f"{cycle.key}", offset, TEAMS, len(status.teams))
    blocks.append(note(t("reviews-hr-note")))
    return modal(t, "reviews-hr-title", blocks)


def people_view(t: Translator, people: People) -> View:
    """Raters of a team or of all, a page at a time."""
    where = quoted(people.team.name) if people.team else t("reviews-hr-all-teams")
    intro = t("reviews-hr-people", review=headline(t, people.cycle), team=where, count=people.found)
    lines = [t(f"reviews-progress-{progress.value}", name=name_of(t, member)) for member, progress in people.raters]
    blocks: list[Block] = [section(intro)]
    blocks += [section("\n".join(lines[start : start + LINES])) for start in range(0, len(lines), LINES)]
    place = f"{people.cycle.key}:{people.team.key if people.team else ''}"
    blocks += _turning(t, "reviews.hr_people", place, people.offset, PEOPLE, people.found)
    blocks.append(ActionsBlock(elements=[button(t, "reviews-hr-back", "reviews.hr_cycle", f"{people.cycle.key}:0")]))
    blocks.append(note(t("reviews-hr-note")))
    return modal(t, "reviews-hr-title", blocks)


def shortage_view(t: Translator, shortage: Shortage) -> View:
    """Who has too few raters, with others who are asked with one tap."""
    cycle = shortage.cycle
    key = "reviews-short-intro" if shortage.found else "reviews-short-none"
    blocks: list[Block] = [section(t(key, review=headline(t, cycle), count=shortage.found))]
    for place, each in enumerate(shortage.rows):
        blocks += _short(t, cycle, each, f"{place}-{shortage.offset}")
    blocks += _turning(t, "reviews.hr_short", f"{cycle.key}", shortage.offset, SHORT, shortage.found)
    blocks.append(ActionsBlock(elements=[button(t, "reviews-hr-back", "reviews.hr_cycle", f"{cycle.key}:0")]))
    return modal(t, "reviews-hr-title", blocks)


def reasons_view(t: Translator, reasons: Reasons) -> View:
    """Why people have declined, without names and in an order of chance, a page at a time."""
    cycle = reasons.cycle
    key = "reviews-reasons-intro" if reasons.texts else "reviews-reasons-few"
    blocks: list[Block] = [section(f"*{headline(t, cycle)}*"), section(t(key))]
    for each in reasons.texts:
        blocks += written(each)
    blocks += _turning(t, "reviews.hr_reasons", f"{cycle.key}", reasons.offset, REASONS, reasons.found)
    blocks.append(ActionsBlock(elements=[button(t, "reviews-hr-back", "reviews.hr_cycle", f"{cycle.key}:0")]))
    return modal(t, "reviews-hr-title", blocks)


def unrated_view(t: Translator, unrated: Unrated) -> View:
    """Managers about whom nobody will be asked, a page at a time."""
    cycle = unrated.cycle
    key = "reviews-unrated-intro" if unrated.found else "reviews-unrated-none"
    blocks: list[Block] = [section(t(key, review=headline(t, cycle), least=LEAST_RATERS[Kind.UPWARD]))]
    names = [name_of(t, each) for each in unrated.managers]
    blocks += [section("\n".join(names[start : start + LINES])) for start in range(0, len(names), LINES)]
    blocks += _turning(t, "reviews.hr_unrated", f"{cycle.key}", unrated.offset, PEOPLE, unrated.found)
    blocks.append(ActionsBlock(elements=[button(t, "reviews-hr-back", "reviews.hr_cycle", f"{cycle.key}:0")]))
    return modal(t, "reviews-hr-title", blocks)


def _short(t: Translator, cycle: ReviewCycle, short: Short, place: str) -> Iterator[Block]:
    key = "reviews-short-one" if short.can_ask else "reviews-short-nobody"
    yield section(t(key, name=name_of(t, short.member), raters=short.raters))
    if short.can_ask:
        value = f"{cycle.key}:{short.member.key}"
        ask = ButtonElement(text=t("reviews-short-ask"), action_id=f"reviews.hr_ask:{place}", value=value)
        yield ActionsBlock(elements=[ask])


def _moves(t: Translator, status: Status) -> Iterator[ButtonElement]:
    cycle = status.cycle
    value = f"{cycle.key}:0"
    if status.unrated:
        yield button(t, "reviews-hr-see-unrated", "reviews.hr_unrated", value)
    if cycle.state == State.DRAFT and cycle.kind == Kind.PEER:
        yield button(t, "reviews-hr-nominate", "reviews.hr_nominate", value, confirm="reviews-hr-nominate-ask")
    if cycle.state in (State.DRAFT, State.NOMINATING):
        yield button(t, "reviews-hr-start", "reviews.hr_start", value, is_primary=True, confirm="reviews-hr-start-ask")
        yield button(t, "reviews-hr-discard", "reviews.hr_discard", value, confirm="reviews-hr-discard-ask")
    if cycle.state == State.OPEN:
        if status.short:
            yield button(t, "reviews-hr-see-short", "reviews.hr_short", value, is_primary=True)
        yield button(t, "reviews-hr-extend", "reviews.hr_extend", value)
        yield button(t, "reviews-hr-close", "reviews.hr_close", value)
    if cycle.state == State.CLOSED:
        yield button(t, "reviews-hr-release", "reviews.hr_release", value, confirm="reviews-hr-release-ask")
        yield button(t, "reviews-hr-reopen", "reviews.hr_reopen", value)
    if status.reasons:
        yield button(t, "reviews-hr-see-reasons", "reviews.hr_reasons", value)
    if cycle.state in (State.OPEN, State.CLOSED):
        way = "let-go" if cycle.is_held else "hold"
        yield button(t, f"reviews-hr-{way}", f"reviews.hr_{way.replace('-', '_')}", value)


def _team(t: Translator, cycle: ReviewCycle, team: TeamProgress) -> Block:
    if team.team is None:
        return section(t("reviews-hr-no-team", done=team.done, asked=team.asked))
    text = t("reviews-hr-team", team=quoted(team.team.name), done=team.done, asked=team.asked)
    see = button(t, "reviews-hr-see-people", f"reviews.hr_people:{team.team.key}", f"{cycle.key}:{team.team.key}:0")
    return SectionBlock(text=MarkdownTextObject(text=cut(text)), accessory=see)


def _turning(t: Translator, action: str, place: str, offset: int, page: int, found: int) -> Iterator[Block]:
    """Buttons to the page before and after."""
    buttons = []
    if offset:
        buttons.append(button(t, "reviews-hr-before", f"{action}:before", f"{place}:{max(offset - page, 0)}"))
    if offset + page < found:
        buttons.append(button(t, "reviews-hr-after", f"{action}:after", f"{place}:{offset + page}"))
    if buttons:
        yield ActionsBlock(elements=buttons)
