"""Three steps: which team and scheme, which dimensions, which targets."""

import json
from collections.abc import Iterator, Sequence
from itertools import accumulate

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    InputBlock,
    MarkdownTextObject,
    Option,
    OptionGroup,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.features.people.models import Team
from bot.features.schemes.rules import BEGINNING, TeamScheme, target_field
from bot.features.schemes.service import Choice, GroupsForm, TargetsForm
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.text import cut, escape
from scoring.scheme import Direction, Metric

LABEL = 75
"""Slack's limit of an option's text."""

PAGE = 100
MOST_METRICS = 90
CHECKBOXES = 10
MONTHS = ("last", "running", "next")
MANY_TEAMS, SHORT_NAME, TEAM_BYTES = 300, 24, 230_000
"""Slack takes views of 250,000 bytes: beyond so many teams, labels are names alone."""


def choice_modal(t: Translator, choice: Choice) -> View:
    """By name as many teams as fit; schemes of further ones come with an import of members."""
    schemes = [_option(scheme.title.into(t.language), scheme.id) for scheme in choice.schemes[:PAGE]]
    selected = {found.scheme_id for found in choice.present.values()}
    first = next((option for option in schemes if option.value in selected), schemes[0])
    return _form(
        t,
        "schemes.choose",
        t("schemes-next"),
        [
            SectionBlock(text=MarkdownTextObject(text=t("schemes-choose-intro"))),
            InputBlock(block_id="team", label=_plain(t("schemes-team-label")), element=_teams(t, choice)),
            InputBlock(
                block_id="scheme",
                label=_plain(t("schemes-scheme-label")),
                element=StaticSelectElement(action_id=VALUE, options=schemes, initial_option=first),
            ),
            _months(t, choice),
        ],
        {},
    )


def groups_modal(t: Translator, form: GroupsForm) -> View:
    """One to ten dimensions as boxes to tick; ten is Slack's limit of one group."""
    options = [_option(dimension.title.into(t.language), dimension.id) for dimension in form.scheme.dimensions]
    boxes = CheckboxesElement(
        action_id=VALUE,
        options=options[:CHECKBOXES],
        initial_options=[option for option in options[:CHECKBOXES] if option.value in form.chosen] or None,
    )
    scheme = escape(cut(form.scheme.title.into(t.language), LABEL))
    intro = t("schemes-groups-intro", team=_name(form.team), scheme=scheme, version=form.scheme.version)
    since = f"{form.since:%Y-%m}"
    return _form(
        t,
        "schemes.assign",
        t("schemes-assign-button"),
        [
            SectionBlock(text=MarkdownTextObject(text="\n".join([intro, *_when(t, form)]))),
            InputBlock(block_id="groups", label=_plain(t("schemes-groups-label")), element=boxes),
        ],
        {"team": form.team.key, "scheme": form.scheme.id, "since": since},
    )


def targets_modal(t: Translator, form: TargetsForm) -> View:
    """One field per metric, prefilled with what is set; empty means the inherited target, shown as the hint."""
    key = "schemes-targets-intro" if form.member is None else "schemes-targets-intro-member"
    member = escape(cut(form.member.name, LABEL)) if form.member else ""
    picker = UserSelectElement(
        action_id="schemes.target_member",
        placeholder=_plain(t("schemes-member-placeholder")),
        initial_user=form.member.slack_user if form.member else None,
    )
    intro = SectionBlock(
        block_id="schemes.member",
        text=MarkdownTextObject(text=f"{t(key, team=_name(form.team), member=member)}\n{_held_from(t, form)}"),
        accessory=picker,
    )
    metrics = form.metrics
    blocks: list[Block] = [intro, *(_target_input(t, form, metric) for metric in metrics[:MOST_METRICS])]
    if len(metrics) > MOST_METRICS:
        more = t("schemes-and-more", count=len(metrics) - MOST_METRICS)
        blocks.append(SectionBlock(text=MarkdownTextObject(text=more)))
    metadata: dict[str, object] = {"team": form.team.key, "since": f"{form.since:%Y-%m}"}
    if form.member:
        metadata["member"] = form.member.slack_user
    return _form(t, "schemes.targets", t("schemes-save"), blocks, metadata)


def targets_saved_modal(t: Translator, form: TargetsForm) -> View:
    key = "schemes-targets-saved" if form.member is None else "schemes-targets-saved-member"
    member = escape(cut(form.member.name, LABEL)) if form.member else ""
    return View(
        type="modal",
        title=_plain(t("schemes-modal-title")),
        close=_plain(t("schemes-close")),
        blocks=[
            SectionBlock(
                text=MarkdownTextObject(text=f"{t(key, team=_name(form.team), member=member)}\n{_held_from(t, form)}")
            )
        ],
    )


def _held_from(t: Translator, form: TargetsForm) -> str:
    """From which month on what is in the form holds."""
    if form.since == BEGINNING:
        return t("schemes-targets-always")
    return t("schemes-targets-since", month=t.month(form.since))


def _form(t: Translator, callback_id: str, submit: str, blocks: Sequence[Block], metadata: dict[str, object]) -> View:
    return View(
        type="modal",
        callback_id=callback_id,
        title=_plain(t("schemes-modal-title")),
        submit=_plain(submit),
        close=_plain(t("schemes-close")),
        blocks=list(blocks),
        private_metadata=json.dumps(metadata),
    )


def _teams(t: Translator, choice: Choice) -> StaticSelectElement:
    options = _fitting([_team(t, choice, team) for team in choice.teams])
    if len(options) <= PAGE:
        return StaticSelectElement(action_id=VALUE, options=options)
    pages = [options[start : start + PAGE] for start in range(0, len(options), PAGE)][:PAGE]
    groups = [
        OptionGroup(label=_plain(t("schemes-teams-page", first=n * PAGE + 1, last=n * PAGE + len(page))), options=page)
        for n, page in enumerate(pages)
    ]
    return StaticSelectElement(action_id=VALUE, option_groups=groups)


def _months(t: Translator, choice: Choice) -> InputBlock:
    running = choice.months.index(choice.running)
    options = [
        _option(t(f"schemes-since-{name}", month=t.month(month)), f"{month:%Y-%m}")
        for month, name in zip(choice.months, MONTHS[-len(choice.months) :], strict=True)
    ]
    return InputBlock(
        block_id="since",
        label=_plain(t("schemes-since-label")),
        hint=_plain(t("schemes-since-hint")),
        element=StaticSelectElement(action_id=VALUE, options=options, initial_option=options[running]),
    )


def _when(t: Translator, form: GroupsForm) -> Iterator[str]:
    """From which month on, what holds until then, and what has been planned for later."""
    if form.since == BEGINNING:
        yield t("schemes-groups-first")
    else:
        yield t("schemes-groups-since", month=t.month(form.since))
    if form.before:
        yield t("schemes-groups-before", scheme=_title(t, form.before))
    if form.follows:
        yield t("schemes-groups-follows", scheme=_title(t, form.follows), month=t.month(form.follows.since))


def _title(t: Translator, rules: TeamScheme) -> str:
    return escape(cut(rules.scheme.title.into(t.language), LABEL))


def _fitting(options: list[Option]) -> list[Option]:
    """As many as a view has bytes for: well over a thousand, or some 900 with Chinese names of full length."""
    ends = accumulate(len(json.dumps(option.to_dict())) + 2 for option in options)
    return options[: sum(end <= TEAM_BYTES for end in ends)]


def _team(t: Translator, choice: Choice, team: Team) -> Option:
    """With what holds, since when, and what is to come; of very many teams, the name alone."""
    if len(choice.teams) > MANY_TEAMS:
        return _option(cut(team.name, SHORT_NAME), str(team.key))
    found, coming = choice.present.get(team.key), choice.coming.get(team.key)
    title = t("schemes-team-without", team=cut(team.name, 40))
    if found:
        title = t("schemes-team-with", team=cut(team.name, 40), scheme=cut(found.scheme.title.into(t.language), 30))
    when = t("schemes-team-since", month=t.month(found.since)) if found and found.since != BEGINNING else ""
    if coming:
        scheme = cut(coming.scheme.title.into(t.language), SHORT_NAME)
        when = t.listing([*filter(None, [when]), t("schemes-team-coming", month=t.month(coming.since), scheme=scheme)])
    return _option(title, str(team.key), when)


def _target_input(t: Translator, form: TargetsForm, metric: Metric) -> InputBlock:
    own, inherited = form.own.get(metric.id), form.inherited.get(metric.id)
    hint = t("schemes-target-hint-none")
    if inherited is not None:
        hint = t("schemes-target-hint", target=t.amount(inherited, metric.unit))
    side = "schemes-label-lower" if metric.direction is Direction.LOWER else "schemes-label-higher"
    cadence = t(f"schemes-cadence-{metric.cadence.value}")
    title = cut(metric.title.into(t.language), LABEL)
    return InputBlock(
        block_id=target_field(metric.id, form.member.key if form.member else None),
        label=_plain(t(side, title=title, cadence=cadence, unit=_unit(t, metric.unit))),
        hint=_plain(hint),
        optional=True,
        element=PlainTextInputElement(
            action_id=VALUE, initial_value=None if own is None else f"{own.normalize():f}", max_length=20
        ),
    )


def _unit(t: Translator, unit: str) -> str:
    return t(f"schemes-unit-{unit}") if unit in ("count", "score") else t.unit(unit)


def _option(text: str, value: str, below: str = "") -> Option:
    return Option(text=_plain(cut(text, LABEL)), value=value, description=_plain(cut(below, LABEL)) if below else None)


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text)


def _name(team: Team) -> str:
    return escape(cut(team.name, LABEL))
