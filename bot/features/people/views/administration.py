"""The modals in which administrators look after teams and people."""

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    DividerBlock,
    MarkdownTextObject,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.features.people.models import REASON_LIMIT, ROLES, Member, Team
from bot.features.people.rules.rows import TEAM_NAME_LIMIT
from bot.features.people.service import Overview, PersonDetails, TeamDetails, TeamLine, TeamSaved
from bot.features.people.views.parts import channel, field, language_choice, modal, name, names, section, ticks
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.text import quoted

PAGE = 40
SHOWN_MOVES = 20


def overview_view(t: Translator, overview: Overview, *, offset: int = 0) -> View:
    """Teams from the `offset`-th on, `PAGE` at most."""
    page = overview.teams[offset : offset + PAGE]
    size = sum(line.size for line in overview.teams) + overview.without_team
    counts = t("people-counts", teams=len(overview.teams), people=size, without=overview.without_team)
    blocks: list[Block] = [
        ContextBlock(elements=[MarkdownTextObject(text=counts)]),
        ActionsBlock(
            elements=[
                ButtonElement(
                    text=PlainTextObject(text=t("people-add-team")),
                    action_id="people.open_team",
                    style="primary",
                ),
                UserSelectElement(
                    action_id="people.open_person", placeholder=PlainTextObject(text=t("people-change-person"))
                ),
            ]
        ),
        DividerBlock(),
        *(_team_line(t, line) for line in page),
        *([] if overview.teams else [section(t("people-no-teams"))]),
        *_turning(t, offset, len(overview.teams)),
    ]
    return modal(t, "people-title", blocks)


def team_view(t: Translator, details: TeamDetails) -> View:
    """A form for one team, filled with what it is."""
    team = details.team
    filter_ = ConversationFilter(include=["public", "private"], exclude_bot_users=True)
    blocks = [
        field(
            t,
            "people-team-name",
            PlainTextInputElement(
                action_id=VALUE, initial_value=team.name if team else None, max_length=TEAM_NAME_LIMIT
            ),
            optional=False,
        ),
        field(
            t,
            "people-team-channel",
            ConversationSelectElement(
                action_id=VALUE, initial_conversation=team.channel if team else None, filter=filter_
            ),
        ),
        field(t, "people-team-lead", _one_person(details.lead)),
        field(
            t,
            "people-team-members",
            UserMultiSelectElement(
                action_id=VALUE, initial_users=[each.slack_user for each in details.members] or None
            ),
        ),
        field(t, "people-team-language", language_choice(t, team.language if team else None), optional=False),
    ]
    title = "people-change-team" if team else "people-add-team"
    return modal(
        t,
        title,
        blocks,
        callback="people.save_team",
        metadata={"team": team.key, "seen": details.mark} if team else {"team": None},
    )


def person_view(t: Translator, details: PersonDetails) -> View:
    """A form for one person, filled with what they are."""
    member = details.member
    roles = [(role, t(f"people-role-{role}")) for role in ROLES]
    blocks = [
        section(t("people-person", name=name(member), team=_team_name(t, details.team))),
        field(t, "people-person-manager", _one_person(details.manager)),
        *([section(t("people-person-has", roles=held))] if (held := _roles(t, details)) else []),
        field(t, "people-person-roles", ticks(roles, details.roles)),
        field(t, "people-person-reason", PlainTextInputElement(action_id=VALUE, max_length=REASON_LIMIT)),
        field(t, "people-person-until", DatePickerElement(action_id=VALUE)),
        field(t, "people-person-language", language_choice(t, member.language), optional=False),
    ]
    metadata = {"person": member.slack_user, "seen": details.mark}
    return modal(t, "people-change-person", blocks, callback="people.save_person", metadata=metadata)


def team_saved_view(t: Translator, saved: TeamSaved) -> View:
    """What the team is now, and who came from or went where."""
    details = saved.details
    assert details.team is not None, "a saved team exists"
    lines = [
        t("people-team-saved", team=quoted(details.team.name)),
        _summary(t, TeamLine(details.team, details.lead, len(details.members))),
        t("people-team-has", members=names(t, details.members)) if details.members else t("people-team-empty"),
    ]
    lines += [
        t("people-team-moved", name=name(member), origin=quoted(origin.name))
        for member, origin in saved.moved[:SHOWN_MOVES]
    ]
    if len(saved.moved) > SHOWN_MOVES:
        lines.append(t("people-team-moved-more", more=len(saved.moved) - SHOWN_MOVES))
    if saved.removed:
        lines.append(t("people-team-removed", members=names(t, saved.removed)))
    return modal(t, "people-saved", [*map(section, lines), _back(t)])


def person_saved_view(t: Translator, details: PersonDetails) -> View:
    member = details.member
    manager = name(details.manager) if details.manager else t("people-nobody")
    text = t(
        "people-person-saved",
        name=name(member),
        manager=manager,
        roles=_roles(t, details) or t("people-role-member"),
        language=t(f"people-language-{member.language or 'auto'}"),
        team=_team_name(t, details.team),
    )
    return modal(t, "people-saved", [section(text), _back(t)])


def _roles(t: Translator, details: PersonDetails) -> str:
    """Names of roles, with the last day of those that have one."""
    ends = {grant.role: grant.last_on for grant in details.grants}
    named = {role: t(f"people-role-{role}") for role in details.roles}
    until = {role: t.full_day(end) for role, end in ends.items() if end}
    return t.listing(
        [
            t("people-role-until", role=named[role], until=until[role]) if role in until else named[role]
            for role in named
        ]
    )


def _team_line(t: Translator, line: TeamLine) -> SectionBlock:
    return SectionBlock(
        text=MarkdownTextObject(text=f"*{quoted(line.team.name)}*\n{_summary(t, line)}"),
        accessory=ButtonElement(
            text=PlainTextObject(text=t("people-change")),
            action_id="people.open_team",
            value=str(line.team.key),
        ),
    )


def _summary(t: Translator, line: TeamLine) -> str:
    lead = name(line.lead) if line.lead else t("people-nobody")
    return t("people-team-line", lead=lead, channel=channel(t, line.team.channel), size=line.size)


def _turning(t: Translator, offset: int, total: int) -> list[Block]:
    """How many teams are not shown, with buttons that lead to them."""
    left = total - offset - PAGE
    targets = {"previous": offset - PAGE if offset else None, "next": offset + PAGE if left > 0 else None}
    buttons = [
        ButtonElement(
            text=PlainTextObject(text=t(f"people-{direction}")),
            action_id=f"people.turn_page:{direction}",
            value=str(max(target, 0)),
        )
        for direction, target in targets.items()
        if target is not None
    ]
    more: list[Block] = [section(t("people-more-teams", more=left))] if left > 0 else []
    return [*more, *([ActionsBlock(elements=buttons)] if buttons else [])]


def _back(t: Translator) -> ActionsBlock:
    button = ButtonElement(text=PlainTextObject(text=t("people-back")), action_id="people.turn_page", value="0")
    return ActionsBlock(elements=[button])


def _one_person(chosen: Member | None) -> UserSelectElement:
    return UserSelectElement(action_id=VALUE, initial_user=chosen.slack_user if chosen else None)


def _team_name(t: Translator, team: Team | None) -> str:
    return quoted(team.name) if team else t("people-no-team")
