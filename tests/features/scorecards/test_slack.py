"""What people get when they ask for cards, and what is sent to them."""

import json
from datetime import date

import pytest
from sqlmodel import select

from bot.delivery.promises import Occasion
from bot.errors import Rejected
from bot.features.people.models import Member
from bot.features.scorecards.jobs import RENDERERS, keep_close
from bot.slack.messages import Message, view_payload
from bot.slack.outcomes import OpenModal, Outcome, Tell
from tests.features.people.cast import ANA, BO, CHEN, EVE
from tests.features.scorecards.cast import CLOSING, OCTOBER, Firm


def said(outcome: Outcome) -> str:
    assert isinstance(outcome, (Tell, OpenModal))
    payload = outcome.message.payload() if isinstance(outcome, Tell) else view_payload(outcome.view)
    return json.dumps(payload, ensure_ascii=False)


async def sent(firm: Firm, slack_user: str) -> Message | None:
    about = {"member_id": await firm.key(slack_user), "period": "2026-10", "revision": 1}
    async with firm.database.read() as session:
        message = await RENDERERS["scorecards.card"](session, Occasion(firm.workspace_id, slack_user, about, CLOSING))
    assert message is None or isinstance(message, Message)
    return message


async def test_bo_is_sent_his_card_with_every_figure(firm: Firm) -> None:
    await firm.tell_all()
    await firm.target("mql_count", "50")
    await firm.close()
    message = await sent(firm, BO)
    assert message
    text = json.dumps(message.payload(), ensure_ascii=False)
    for words in (
        "*October 2026 · 118.3 · S*",
        "Promotion v1 · 3 of 4 metrics · 100% of the weight due",
        "MQL count: 58 / 50 → 116 pts × 41.7% = 48.3",
        "Lead conversion rate: 4% / 3% → 120 pts × 33.3% = 40",
        "In progress: Cost per lead, ¥74 / ≤ ¥300 so far; it counts on the December 2026 card",
        "Best: *UV growth*. Every target was met.",
        "Why this score",
    ):
        assert words in text, words


async def test_chen_reads_it_in_chinese(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    message = await sent(firm, CHEN)
    assert message
    text = json.dumps(message.payload(), ensure_ascii=False)
    assert "2026年10月" in text
    assert "合格线索量" in text
    assert "最需关注\uff1a*合格线索量*" in text
    assert "target" not in text


async def test_an_incomplete_card_says_so_and_names_what_is_missing(firm: Firm) -> None:
    await firm.tell(BO, OCTOBER, mql=58)
    await firm.close()
    text = said(await firm.command(BO, ""))
    assert "*This card is incomplete.* 41.7% of the weight" in text
    assert "*Not counted*" in text
    assert "Lead conversion rate (weight 20): nothing was checked in for Form submissions, Unique visitors" in text
    assert "incomplete*" in text


async def test_somebody_who_has_left_is_sent_nothing(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    await firm.cast.change(BO, is_active=False)
    assert await sent(firm, BO) is None


async def test_the_receipt_goes_step_by_step(firm: Firm) -> None:
    await firm.tell_all()
    await firm.target("mql_count", "50")
    await firm.close()
    whole = said(await firm.command(BO, "why"))
    for words in (
        "Marketing qualified leads (`mql`), sum of October 2026: 58",
        "`100 * leads / uv` = *4%*",
        "Target 50 (set for you or your team)",
        "Attainment: value / target = 116%",
        "Weight 25 = 41.6667% of all weight scored: 116 × 41.6667% = *48.3333*",
        "Sum: 30 + 40 + 48.3333 = *118.3333*",
        "*Score, rounded half up: 118.3*",
        "Band *S* (S from 90",
        "October 2025",
    ):
        assert words in whole, words
    one = said(await firm.command(BO, "why mql"))
    assert "Marketing qualified leads" in one
    assert "100 * leads / uv" not in one
    assert said(await firm.command(BO, "why 线索转化率")).count("100 * leads / uv") == 1
    with pytest.raises(Rejected, match="unknown-metric"):
        await firm.command(BO, "why zzzzzz")


async def test_the_change_since_the_month_before_is_shown_when_both_are_complete(firm: Firm) -> None:
    await firm.tell_all()
    await firm.tell(BO, date(2026, 9, 1), uv=1_000, leads=30, mql=70)
    await firm.tell(BO, date(2025, 9, 1), uv=1_000)
    await firm.close("2026-09")
    await firm.close()
    assert "since September 2026" in said(await firm.command(BO, ""))
    before = said(await firm.command(BO, "2026-09"))
    assert "since" not in before
    assert ("talks.prepare" in before, "talks.prepare" in said(await firm.command(BO, ""))) == (False, True)


async def test_months_are_found_as_people_type_them(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    for typed in ("", "oct", "2026-10", "last", "10月"):
        assert "October 2026" in said(await firm.command(BO, typed))
    with pytest.raises(Rejected) as refused:
        await firm.command(BO, "2026-08")
    assert refused.value.params == {"month": "2026-08", "months": ["2026-10"]}
    with pytest.raises(Rejected, match="unknown-request"):
        await firm.command(BO, "octember")


async def test_before_the_first_card_bo_hears_when_it_comes_and_how_the_month_goes(firm: Firm) -> None:
    async with firm.database.write() as session:
        await keep_close(session, firm.workspace_id, day=7, minute=540, zone="Europe/Berlin", now=CLOSING)
    await firm.tell(BO, date(2026, 11, 1), mql=12)
    text = said(await firm.command(BO, ""))
    assert "The next cards come out on Mon, Dec 7 at 09:00." in text
    assert "MQL count: 12 of target 100 (12%)" in text
    assert "Lead conversion rate: no figures yet" in text
    assert "no scheme yet" in said(await firm.command(EVE, ""))


async def test_help_is_there_in_both_languages(firm: Firm) -> None:
    assert "/scorecard why" in said(await firm.command(BO, "help"))
    assert "查看" in said(await firm.command(CHEN, "帮助"))


async def test_ana_sees_whose_card_she_opened(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    assert "Bo Lindgren · October 2026" in said(await firm.command(ANA, "@Bo Lindgren oct"))
    assert "Ana" not in said(await firm.command(ANA, ""))
    async with firm.database.read() as session:
        assert len((await session.exec(select(Member))).all()) == 5
