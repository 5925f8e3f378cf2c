"""`/perf people`, members' own settings and days, and Slack's news about accounts."""

from bot.features.people import service
from bot.features.people.rules.settings import AUTOMATIC
from bot.features.people.service import AwayWish, PersonWish, TeamWish
from bot.features.people.views import administration, answers, arrivals, days, merging
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, CommandForm, EventForm, Inputs, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import Nothing, OpenModal, Outcome, ReplaceModal, Tell
from bot.turn import Turn

listeners = Listeners()


async def duties(turn: Turn) -> frozenset[str]:
    """What help begins with for whoever asks."""
    return await service.duties_of(turn.session, turn.who, on=turn.today)


@listeners.topic("people", "人员", "成员")
async def show_people(turn: Turn, _form: CommandForm) -> Outcome:
    overview = await service.overview(turn.session, turn.who, now=turn.now)
    return OpenModal(administration.overview_view(translator(turn.who.language), overview))


@listeners.action("people.open_overview")
async def open_overview(turn: Turn, _form: ActionForm) -> Outcome:
    overview = await service.overview(turn.session, turn.who, now=turn.now)
    return OpenModal(administration.overview_view(translator(turn.who.language), overview))


@listeners.action("people.turn_page")
async def turn_page(turn: Turn, form: ActionForm) -> Outcome:
    overview = await service.overview(turn.session, turn.who, now=turn.now)
    return ReplaceModal(
        administration.overview_view(translator(turn.who.language), overview, offset=row_key(form.value))
    )


@listeners.action("people.open_team")
async def open_team(turn: Turn, form: ActionForm) -> Outcome:
    team_id = row_key(form.value) if form.value else None
    details = await service.team_details(turn.session, turn.who, team_id, now=turn.now)
    return ReplaceModal(administration.team_view(translator(turn.who.language), details))


@listeners.action("people.open_person")
async def open_person(turn: Turn, form: ActionForm) -> Outcome:
    details = await service.person_details(turn.session, turn.who, form.value, now=turn.now)
    return ReplaceModal(administration.person_view(translator(turn.who.language), details))


@listeners.action("people.change_person")
async def change_person(turn: Turn, form: ActionForm) -> Outcome:
    details = await service.person_details(turn.session, turn.who, form.value, now=turn.now)
    return ReplaceModal(administration.person_view(translator(turn.who.language), details))


@listeners.action("people.open_arrivals")
async def open_arrivals(turn: Turn, form: ActionForm) -> Outcome:
    has_left, days, offset = arrivals.asked(form.value)
    found = await service.arrivals(turn.session, turn.who, has_left=has_left, days=days, now=turn.now)
    return ReplaceModal(arrivals.arrivals_view(translator(turn.who.language), found, offset=offset))


@listeners.action("people.open_merge")
async def open_merge(turn: Turn, form: ActionForm) -> Outcome:
    old = await service.account_to_merge(turn.session, turn.who, form.value, now=turn.now)
    return ReplaceModal(merging.merge_view(translator(turn.who.language), old))


@listeners.action("people.open_days_away")
async def open_days_away(turn: Turn, form: ActionForm) -> Outcome:
    found = await service.days_away_of(turn.session, turn.who, form.value, now=turn.now)
    return ReplaceModal(arrivals.days_away_view(translator(turn.who.language), found))


@listeners.action("people.end_days_away")
async def end_days_away(turn: Turn, form: ActionForm) -> Outcome:
    found = await service.end_days_away(turn.session, turn.who, row_key(form.value), now=turn.now)
    return ReplaceModal(arrivals.days_away_view(translator(turn.who.language), found))


@listeners.submission("people.enter_days_away")
async def enter_days_away(turn: Turn, form: SubmissionForm) -> Outcome:
    wish = AwayWish(
        person=str(form.metadata.get("person")),
        first_on=form.inputs.day("first") or turn.today,
        last_on=form.inputs.day("last"),
        kind=form.inputs.choice("kind") or "",
    )
    found = await service.enter_days_away(turn.session, turn.who, wish, now=turn.now)
    return ReplaceModal(arrivals.days_away_saved_view(translator(turn.who.language), found))


@listeners.action("people.call_off")
async def call_off(turn: Turn, form: ActionForm) -> Outcome:
    t = translator(turn.who.language)
    done = await service.call_off(turn.session, turn.who, form.value, now=turn.now)
    if done.what == "lead":
        team = await service.team_details(turn.session, turn.who, done.subject, now=turn.now)
        return ReplaceModal(administration.team_view(t, team))
    member = await service.member(turn.session, turn.who.workspace_id, done.subject)
    person = await service.person_details(turn.session, turn.who, member.slack_user, now=turn.now)
    return ReplaceModal(administration.person_view(t, person))


@listeners.submission("people.save_team")
async def save_team(turn: Turn, form: SubmissionForm) -> Outcome:
    wish = TeamWish(
        team_id=row_key(form.metadata["team"]) if form.metadata.get("team") is not None else None,
        name=form.inputs.text("name"),
        channel=form.inputs.channel("channel"),
        language=_language(form.inputs),
        lead=form.inputs.user("lead"),
        members=form.inputs.users("members"),
        seen=str(form.metadata.get("seen", "")),
        first_on=form.inputs.day("from"),
    )
    saved = await service.save_team(turn.session, turn.who, wish, now=turn.now)
    return ReplaceModal(administration.team_saved_view(translator(turn.who.language), saved))


@listeners.submission("people.save_person")
async def save_person(turn: Turn, form: SubmissionForm) -> Outcome:
    wish = PersonWish(
        person=str(form.metadata.get("person")),
        manager=form.inputs.user("manager"),
        roles=frozenset(form.inputs.choices("roles")),
        language=_language(form.inputs),
        reason=form.inputs.text("reason"),
        until=form.inputs.day("until"),
        seen=str(form.metadata.get("seen", "")),
        first_on=form.inputs.day("from"),
    )
    details = await service.save_person(turn.session, turn.who, wish, now=turn.now)
    return ReplaceModal(administration.person_saved_view(translator(turn.who.language), details))


@listeners.topic("language", "语言")
async def set_language(turn: Turn, form: CommandForm) -> Outcome:
    if form.text:
        own = await service.set_language(turn.session, turn.who, form.text)
        await service.refresh_home(turn.session, turn.who, now=turn.now)
    else:
        own = await service.own_settings(turn.session, turn.who)
    return Tell(answers.language_message(own, turn.who.language))


@listeners.topic("hours", "时间")
async def set_hours(turn: Turn, form: CommandForm) -> Outcome:
    if form.text:
        minute = await service.set_hours(turn.session, turn.who, form.text)
    else:
        minute = (await service.own_settings(turn.session, turn.who)).prompt_minute
    return Tell(answers.hours_message(translator(turn.who.language), minute, turn.who.zone))


@listeners.topic("quiet", "免打扰", "勿扰")
async def set_quiet(turn: Turn, form: CommandForm) -> Outcome:
    if form.text:
        own = await service.set_quiet(turn.session, turn.who, form.text)
    else:
        own = await service.own_settings(turn.session, turn.who)
    return Tell(days.quiet_message(translator(turn.who.language), own))


@listeners.topic("away", "离开", "请假", "休假")
async def go_away(turn: Turn, form: CommandForm) -> Outcome:
    if form.text:
        presence = await service.go_away(turn.session, turn.who, form.text, now=turn.now, today=turn.today)
    else:
        presence = await service.presence_of(turn.session, turn.who, today=turn.today)
    return Tell(days.presence_message(translator(turn.who.language), presence))


@listeners.topic("back", "回来", "销假")
async def come_back(turn: Turn, form: CommandForm) -> Outcome:
    presence = await service.come_back(turn.session, turn.who, form.text, now=turn.now, today=turn.today)
    return Tell(days.back_message(translator(turn.who.language), presence, was_planned=bool(form.text)))


@listeners.topic("pause", "暂停")
async def pause(turn: Turn, form: CommandForm) -> Outcome:
    if form.text:
        presence = await service.pause(turn.session, turn.who, form.text, today=turn.today)
    else:
        presence = await service.presence_of(turn.session, turn.who, today=turn.today)
    return Tell(days.pause_message(translator(turn.who.language), presence))


@listeners.topic("country", "国家", "地区")
async def set_country(turn: Turn, form: CommandForm) -> Outcome:
    if form.text:
        own = await service.set_country(turn.session, turn.who, form.text)
    else:
        own = await service.own_settings(turn.session, turn.who)
    return Tell(days.country_message(translator(turn.who.language), own))


@listeners.topic("calendar", "日历", "工作日历")
async def show_calendar(turn: Turn, form: CommandForm) -> Outcome:
    if form.text:
        calendar = await service.change_calendar(turn.session, turn.who, form.text, today=turn.today)
    else:
        calendar = await service.shown_calendar(turn.session, turn.who, today=turn.today)
    return Tell(days.calendar_message(translator(turn.who.language), calendar))


@listeners.event("team_join", needs_member=False)
@listeners.event("user_change", needs_member=False)
async def take_over_account(turn: Turn, form: EventForm) -> Outcome:
    await service.upsert_members(
        turn.session,
        [form.body["user"]],
        workspace_id=turn.who.workspace_id,
        now=turn.now,
        default_language=turn.who.language,
        default_zone=turn.who.zone,
    )
    return Nothing()


def _language(inputs: Inputs) -> str | None:
    chosen = inputs.choice("language")
    return None if chosen == AUTOMATIC else chosen
