"""What is shown stays within Slack's limits and names what the rules say."""

import json

import pytest
from slack_sdk.models.views import View

from bot.db.engine import Database
from bot.features.people.models import Member, Team
from bot.features.schemes.rules import BEGINNING, TeamScheme, builtin, offered, targets_in_force
from bot.features.schemes.service import Choice, GroupsForm, RulesShown, TargetsForm, scheme_as_data
from bot.features.schemes.slack import listeners
from bot.features.schemes.views import choice_modal, groups_modal, rules_modal, targets_modal, targets_saved_modal
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, CommandForm, Inputs, SubmissionForm
from bot.slack.messages import view_payload
from bot.slack.outcomes import OpenModal, ReplaceModal
from bot.turn import Turn
from scoring.scheme import Scheme, builtin_ids
from tests.features.people.cast import ANA, BO, NOW, Cast
from tests.features.schemes.test_service import give_growth_traffic
from tests.scoring import build

PROMOTION = builtin("promotion")
GROWTH = Team(id=1, workspace_id=1, name="Growth <!channel>")
BO_ROW = Member(id=2, workspace_id=1, slack_user="U0BO", name="Bo & Co", zone="UTC", locale="en-US")


def huge() -> Scheme:
    metrics = [build.metric(f"m{n}", "leads", weight=1, target=5) for n in range(140)]
    for metric in metrics:
        metric["definition"] = build.text("long " * 2_000)
    return build.scheme([build.figure("leads")], *(build.dimension(f"d{n}", *metrics[n::14]) for n in range(14)))


def all_rated() -> Scheme:
    """As many rated metrics as are shown, in as many bytes as a sentence can have."""
    rules = {"weight": 1, "source": "peer", "formula": "", "unit": "rating", "anchors": [build.text("评" * 400)] * 5}
    metrics = [build.metric(f"m{n}", **rules) for n in range(60)]
    for metric in metrics:
        metric["definition"] = metric["origin"] = build.text("评" * 2_000)
    return build.scheme([], *(build.dimension(f"d{n}", *metrics[n::12]) for n in range(12)))


def shown(scheme: Scheme) -> RulesShown:
    rules = TeamScheme(scheme, scheme.id, 1, scheme.version_hash, tuple(d.id for d in scheme.dimensions), 1)
    return RulesShown(GROWTH, rules, targets_in_force(scheme), {m.id: m.target_origin for m in scheme.metrics})


def checked(view: View) -> str:
    payload = view_payload(view)
    assert len(payload["blocks"]) <= 100
    assert all(len(block["text"]["text"]) <= 3_000 for block in payload["blocks"] if block["type"] == "section")
    assert len(json.dumps(payload)) <= 250_000
    return json.dumps(payload, ensure_ascii=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "scheme",
    [*map(builtin, builtin_ids()), PROMOTION.restricted_to(["traffic"]), huge(), all_rated()],
    ids=[*builtin_ids(), "one", "huge", "rated"],
)
def test_views_fit_whatever_the_scheme(language: str, scheme: Scheme) -> None:
    t = translator(language)
    checked(rules_modal(t, shown(scheme)))
    checked(groups_modal(t, GroupsForm(GROWTH, scheme, ("traffic",), BEGINNING, None, None)))
    for member in (None, BO_ROW):
        form = TargetsForm(GROWTH, member, scheme, {}, targets_in_force(scheme), NOW.date())
        checked(targets_modal(t, form))
        checked(targets_saved_modal(t, form))


def test_thousands_of_teams_can_all_be_chosen() -> None:
    teams = [Team(id=n, workspace_id=1, name=f"Team {n} " + "x" * 150) for n in range(1, 2_001)]
    text = checked(
        choice_modal(
            translator("en"), Choice(teams, {}, [PROMOTION], {}, offered(NOW.date(), None), NOW.date().replace(day=1))
        )
    )
    assert '"value": "2000"' in text


def test_the_rules_say_everything_about_a_metric() -> None:
    text = checked(rules_modal(translator("en"), shown(PROMOTION.restricted_to(["traffic"]))))
    for said in (
        "Lead conversion rate* — weight 20 → 26.7% · every month",
        "Form submissions over unique visitors.",
        "`100 * leads / uv`",
        "Data source: Web analytics and form tool",
        "Target: at least *3%*",
        "Target: at most *¥300*, lower is better",
        "*S* from 90 points, coefficient 1.5",
        "add to 75, not to 100",
        "is 60: a month below it",
        "less than 60% of its due weight",
    ):
        assert said in text, said
    assert "<!channel>" not in text
    assert "Close rate*" not in text


def test_the_rules_say_who_rates_and_what_each_point_means() -> None:
    text = checked(rules_modal(translator("zh-CN"), shown(builtin("integrated_team").restricted_to(["collaboration"]))))
    for said in (
        "由同事按 1 至 5 分评价，不设目标值",
        "由项目复盘会按 1 至 5 分评价",
        "3 分：在约定时间内提供同事所需信息。",
        "`ticket_hours / tickets`",
    ):
        assert said in text, said
    assert "计算公式 ``" not in text


def test_nobody_is_asked_for_a_target_of_what_people_rate() -> None:
    team = builtin("integrated_team").restricted_to(["collaboration"])
    form = TargetsForm(GROWTH, None, team, {}, targets_in_force(team), NOW.date())
    assert [metric.id for metric in form.metrics] == ["ticket_time"]


def test_the_command_lines_data_has_every_metric() -> None:
    plain = scheme_as_data(PROMOTION, "zh-CN")
    assert plain["weight_total"] == 180
    metrics = [metric for dimension in plain["dimensions"] for metric in dimension["metrics"]]
    assert len(metrics) == 11
    assert json.loads(json.dumps(plain)) == plain
    rated = [
        metric
        for dimension in scheme_as_data(builtin("integrated_team"), "zh-CN")["dimensions"]
        for metric in dimension["metrics"]
        if metric["source"] == "peer"
    ]
    assert rated[0]["anchors"][2] == "在约定时间内提供同事所需信息。"


async def test_ana_assigns_a_scheme_in_three_steps(cast: Cast, database: Database) -> None:
    team = await give_growth_traffic(cast)
    async with database.write() as session:
        turn = Turn(await cast.who(ANA), NOW, session)
        press = ActionForm("schemes.open_assignments", "", None, {}, Inputs({}), in_modal=False)
        opened = await listeners.actions["schemes.open_assignments"](turn, press)
        assert isinstance(opened, OpenModal)
        picked = {"team": {"value": {"selected_option": {"value": str(team)}}}}
        picked["scheme"] = {"value": {"selected_option": {"value": "promotion"}}}
        groups = await listeners.submissions["schemes.choose"](
            turn, SubmissionForm("schemes.choose", {}, Inputs(picked))
        )
        assert isinstance(groups, ReplaceModal)
        metadata = json.loads(view_payload(groups.view)["private_metadata"])
        ticked = Inputs({"groups": {"value": {"selected_options": [{"value": "brand"}]}}})
        targets = await listeners.submissions["schemes.assign"](
            turn, SubmissionForm("schemes.assign", metadata, ticked)
        )
        assert isinstance(targets, ReplaceModal)
        fields = [block.get("block_id") for block in view_payload(targets.view)["blocks"]]
        assert fields == ["schemes.member", "engagement_rate", "retention_rate", "nps"]
        choose_bo = ActionForm("schemes.target_member", BO, None, {"team": team}, Inputs({}), in_modal=True)
        of_bo = await listeners.actions["schemes.target_member"](turn, choose_bo)
        assert isinstance(of_bo, ReplaceModal)
        payload = view_payload(of_bo.view)
        field = payload["blocks"][3]["block_id"]
        assert field == f"nps:{(await cast.member(BO)).key}"
        typed = Inputs({field: {"value": {"value": "55"}}})
        metadata = json.loads(payload["private_metadata"])
        await listeners.submissions["schemes.targets"](turn, SubmissionForm("schemes.targets", metadata, typed))
        shown_to_bo = await listeners.topics["scheme"].handle(
            Turn(await cast.who(BO), NOW, session), CommandForm("scheme", "", "C0GROWTH")
        )
    assert isinstance(shown_to_bo, OpenModal)
    assert "*55* (your own)" in checked(shown_to_bo.view)
