"""What Bo and Chen type and press, and what they read."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.errors import Rejected, RejectedFields
from bot.features.metrics.slack import listeners
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, CommandForm, Inputs, SubmissionForm
from bot.slack.messages import view_payload
from bot.slack.outcomes import Nothing, OpenModal, Outcome, ReplaceModal, Tell
from bot.slack.refusals import refusal_text
from bot.turn import Turn, Who
from tests.features.metrics.cast import IN_TIME, NOW, Cast

ON = "2026-11-18"


async def command(cast: Cast, who: Who, text: str) -> Outcome:
    async with cast.database.write() as session:
        return await listeners.commands["checkin"](Turn(who, NOW, session), CommandForm("checkin", text, "C1"))


async def press(cast: Cast, who: Who, action_id: str, value: str, metadata: dict[str, Any] | None = None) -> Outcome:
    form = ActionForm(action_id, value, None, metadata or {}, Inputs({}), in_modal=metadata is not None)
    async with cast.database.write() as session:
        return await listeners.actions[action_id.partition(":")[0]](Turn(who, NOW, session), form)


async def submit(cast: Cast, who: Who, callback_id: str, metadata: dict[str, Any], **fields: str) -> Outcome:
    values = {field.replace("__", ":"): {"value": {"value": typed}} for field, typed in fields.items()}
    form = SubmissionForm(callback_id, metadata, Inputs(values))
    async with cast.database.write() as session:
        return await listeners.submissions[callback_id](Turn(who, NOW, session), form)


def told(outcome: Outcome) -> str:
    assert isinstance(outcome, Tell)
    return str(outcome.message.payload()["blocks"])


def form(outcome: Outcome) -> dict[str, Any]:
    assert isinstance(outcome, OpenModal | ReplaceModal)
    return view_payload(outcome.view)


def inputs(view: dict[str, Any]) -> dict[str, Any]:
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


async def refused(cast: Cast, who: Who, text: str) -> str:
    with pytest.raises(Rejected) as refusal:
        await command(cast, who, text)
    return refusal_text(translator(who.language), refusal.value)


async def test_one_figure_at_once(cast: Cast) -> None:
    await command(cast, cast.bo, "mql 8 yesterday")
    answer = told(await command(cast, cast.bo, "mql 50 <!channel> &lt;https://x|here&gt;"))
    assert "✓ *Marketing qualified leads*: 50 noted for Wed, Nov 18." in answer
    assert "&lt;!channel&gt; &lt;https://x|here&gt;" in answer
    assert "<!channel>" not in answer
    assert "November 2026: 58 in all (working day 13 of 21)" in answer
    assert "• MQL count: 58 of 100, 58% attained, pace 94%" in answer
    assert "• Cost per lead: no value yet, waiting for Promotion cost (quarter so far)" in answer


async def test_chen_is_answered_in_chinese(cast: Cast) -> None:
    answer = told(await command(cast, cast.chen, "合格线索 58 昨天 展会"))
    assert "✓ 已记录 *市场合格线索数* 58" in answer
    assert "> 展会" in answer
    assert "2026年11月：累计 58（第 13 个工作日，共 21 个）" in answer
    assert "• 合格线索量：58，目标值 100，达成率 58%，进度 94%" in answer
    assert "此前已记录" in told(await command(cast, cast.chen, "合格线索 58 昨天"))
    assert "已填报 58，本次的 60 没有记录" in told(await command(cast, cast.chen, "合格线索 60 昨天"))
    assert "您是不是想填 `mql`（市场合格线索数）" in await refused(cast, cast.chen, "mqll 5")


async def test_another_value_offers_the_correction(cast: Cast) -> None:
    await command(cast, cast.bo, "leads 42")
    answer = told(await command(cast, cast.bo, "leads 45"))
    assert "already has 42" in answer
    assert "'value': 'leads|2026-11-18'" in answer
    view = form(await press(cast, cast.bo, "metrics.open_fix", f"leads|{ON}"))
    assert "is *42*" in str(view["blocks"])
    outcome = await submit(
        cast, cast.bo, "metrics.fix", {"figure": "leads", "on": ON}, value="45", reason="double counted"
    )
    assert "42 → 45" in str(form(outcome)["blocks"])
    assert [entry.value for entry in await cast.entries(cast.bo)] == [42, 45]


async def test_corrections_by_command(cast: Cast) -> None:
    await command(cast, cast.bo, "leads 42")
    assert "42 → 45" in told(await command(cast, cast.bo, "fix leads 45 today typo"))
    assert form(await command(cast, cast.bo, "fix leads"))["callback_id"] == "metrics.fix"
    assert "/checkin fix leads 46 2026-11-18 reason" in await refused(cast, cast.bo, "fix leads 46")


@pytest.mark.parametrize(
    ("value", "reason", "on", "field"),
    [
        ("x45", "typo", ON, "value"),
        ("45", "typo", "2026-11-16", "value"),
        ("45", "typo", "2026-11-19", "value"),
        ("45", "", ON, "reason"),
        ("45", "x" * 301, ON, "reason"),
    ],
)
async def test_errors_of_a_correction_stand_beside_their_field(
    cast: Cast, value: str, reason: str, on: str, field: str
) -> None:
    await command(cast, cast.bo, "leads 42")
    with pytest.raises(Rejected) as refusal:
        await submit(cast, cast.bo, "metrics.fix", {"figure": "leads", "on": on}, value=value, reason=reason)
    assert refusal.value.field == field


async def test_the_correction_form_follows_its_pickers(cast: Cast) -> None:
    await command(cast, cast.bo, "uv 900 yesterday")
    opened = {"figure": "leads", "on": ON}
    view = form(await press(cast, cast.bo, "metrics.pick_fix:figure", "uv", opened))
    assert "has no value" in str(view["blocks"])
    view = form(await press(cast, cast.bo, "metrics.pick_fix:day", "2026-11-17", {"figure": "uv", "on": ON}))
    assert "is *900*" in str(view["blocks"])
    assert view["private_metadata"] == '{"figure": "uv", "on": "2026-11-17"}'


@pytest.mark.parametrize("typed", ["help", "HELP", "帮助", "?"])
async def test_help(cast: Cast, typed: str) -> None:
    assert "`/checkin leads 42`" in told(await command(cast, cast.bo, typed))
    assert "填报数据" in told(await command(cast, cast.chen, typed))


async def test_refusals_name_what_was_typed_and_the_way_out(cast: Cast) -> None:
    assert "“laeds”" in await refused(cast, cast.bo, "laeds 42")
    assert "`leads` (Form submissions)" in await refused(cast, cast.bo, "laeds 42")
    assert "“1,23” is not a number" in await refused(cast, cast.bo, "leads 1,23")
    assert "`/checkin leads 42`" in await refused(cast, cast.bo, "leads")
    assert "Fri, Nov 20 is still to come" in await refused(cast, cast.bo, "leads 42 2026-11-20")
    assert "You are not in a team" in await refused(cast, cast.eve, "leads 42")
    assert "Your team has no scheme" in await refused(cast, cast.dee, "")


async def test_the_form_is_filled_in_with_what_was_told(cast: Cast) -> None:
    await command(cast, cast.bo, "mql 58 yesterday")
    await command(cast, cast.bo, "leads 42")
    view = form(await command(cast, cast.bo, ""))
    fields = inputs(view)
    assert view["callback_id"] == "metrics.checkin"
    assert len(view["blocks"]) <= 100
    assert fields[f"figure:leads:{ON}"]["element"]["initial_value"] == "42"
    mql = fields[f"figure:mql:{ON}"]
    assert "initial_value" not in mql["element"]
    assert mql["element"]["placeholder"]["text"] == "last 58 on Tue, Nov 17"
    assert "MQL count: 58 of 100" in mql["hint"]["text"]
    assert fields[f"figure:cost:{ON}"]["label"]["text"] == "Promotion cost (CNY)"


async def test_another_day_shows_that_day(cast: Cast) -> None:
    await command(cast, cast.bo, "leads 42 yesterday")
    view = form(await press(cast, cast.bo, "metrics.pick_day", "2026-11-17", {"on": ON}))
    assert inputs(view)["figure:leads:2026-11-17"]["element"]["initial_value"] == "42"
    assert form(await press(cast, cast.bo, "metrics.open_checkin", ""))["private_metadata"] == f'{{"on": "{ON}"}}'
    with pytest.raises(Rejected, match="metrics-error-future"):
        await press(cast, cast.bo, "metrics.pick_day", "2026-11-19", {"on": ON})


async def test_submitting_the_form(cast: Cast) -> None:
    fields = {f"figure__leads__{ON}": "1.2万", f"figure__uv__{ON}": "", f"goal__{ON}": "<!channel>"}
    outcome = await submit(cast, cast.bo, "metrics.checkin", {"on": ON}, **fields)
    assert outcome == Nothing()
    assert [entry.value for entry in await cast.entries(cast.bo)] == [12_000]
    view = form(await command(cast, cast.bo, ""))
    assert inputs(view)[f"goal:{ON}"]["element"]["initial_value"] == "<!channel>", "a text field shows text as text"


async def test_errors_are_about_the_blocks_of_the_form(cast: Cast) -> None:
    view = form(await command(cast, cast.bo, ""))
    typed = dict.fromkeys((field.replace(":", "__") for field in inputs(view)), "oops")
    with pytest.raises(RejectedFields) as refusal:
        await submit(cast, cast.bo, "metrics.checkin", {"on": ON}, **typed)
    assert set(refusal.value.fields) == {field for field in inputs(view) if field.startswith("figure:")}
    for language in ("en", "zh-CN"):
        assert all("oops" in refusal_text(translator(language), each) for each in refusal.value.fields.values())


async def test_nobody_reads_what_bo_told(cast: Cast) -> None:
    await command(cast, cast.bo, "leads 987")
    await submit(cast, cast.bo, "metrics.checkin", {"on": ON}, **{f"goal__{ON}": "secret plan"})
    chen = form(await command(cast, cast.chen, ""))
    assert "987" not in str(chen)
    assert "secret plan" not in str(chen)
    assert {each.recipient for each in await cast.promises()} == {"U0BO"}
    assert "987" not in str([each.payload for each in await cast.promises()])


LOCKED_ON = "2026-10-12"


@pytest.mark.parametrize("typed", [f"mql 5 {LOCKED_ON} fair", f"fix mql 5 {LOCKED_ON} fair"])
async def test_a_locked_day_takes_no_command_and_says_what_to_do(cast: Cast, typed: str) -> None:
    await cast.tell(cast.bo, f"mql 4 {LOCKED_ON}", now=IN_TIME)
    told_later = await refused(cast, cast.bo, typed)
    assert f"“mql 5 {LOCKED_ON} fair” was not taken" in told_later
    assert "figures for Mon, Oct 12 have been locked since Thu, Nov 5, 10:00." in told_later
    assert "Ask HR to have it entered" in told_later
    assert [entry.value for entry in await cast.entries(cast.bo)] == [4]


async def test_the_workspaces_clock_decides_and_is_told_in_the_readers(cast: Cast) -> None:
    """09:00 UTC is 17:00 for Chen."""
    lock = datetime(2026, 11, 5, 9, tzinfo=UTC)
    with pytest.raises(Rejected) as refusal:
        await cast.tell(cast.chen, f"mql 5 {LOCKED_ON}", now=lock)
    text = refusal_text(translator("zh-CN"), refusal.value)
    assert "10月12日" in text
    assert "17:00 锁定" in text
    assert "联系 HR" in text
    told_in_time = await cast.tell(cast.chen, f"mql 5 {LOCKED_ON}", now=lock - timedelta(seconds=1))
    assert told_in_time.state == "added"


async def test_forms_offer_no_locked_day_and_keep_what_was_typed_in_them(cast: Cast) -> None:
    await cast.tell(cast.bo, f"mql 4 {LOCKED_ON}", now=IN_TIME)
    opened = {"figure": "mql", "on": LOCKED_ON}
    for press_it in (
        press(cast, cast.bo, "metrics.open_checkin", LOCKED_ON),
        press(cast, cast.bo, "metrics.pick_day", LOCKED_ON, {"on": ON}),
        press(cast, cast.bo, "metrics.open_fix", f"mql|{LOCKED_ON}"),
        press(cast, cast.bo, "metrics.pick_fix:day", LOCKED_ON, {"figure": "mql", "on": ON}),
        submit(cast, cast.bo, "metrics.fix", opened, value="5", reason="typo"),
        submit(cast, cast.bo, "metrics.checkin", {"on": LOCKED_ON}, **{f"figure__uv__{LOCKED_ON}": "9"}),
    ):
        with pytest.raises(Rejected, match=r"metrics-error-locked$"):
            await press_it
    assert form(await command(cast, cast.bo, "fix mql"))["private_metadata"] == f'{{"figure": "mql", "on": "{ON}"}}'
    assert [entry.value for entry in await cast.entries(cast.bo)] == [4]
