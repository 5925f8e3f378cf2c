"""What the sample team says about each other: kudos, a project to look back on, and reports for Ana to read."""

from datetime import datetime, time

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.app import Parts
from bot.clock import Clock
from bot.demo.team import BRAND, BRAND_CHANNEL, CONVERSION, GROWTH, GROWTH_CHANNEL, HR
from bot.features.appraisals import service as appraisals
from bot.features.appraisals.rules.answers import Report
from bot.features.feedback import service as feedback
from bot.features.feedback.models import KUDOS
from bot.features.people import service as people
from bot.features.retrospectives import service as retrospectives
from bot.turn import Who
from scoring.periods import Cadence, Period, month_before

ANA, BO, CHEN, MEI, FINN, GRACE = (f"U0{name}" for name in ("ANA", "BO", "CHEN", "MEI", "FINN", "GRACE"))
PROJECT = "Autumn webinar series"
ABOUT = "Six webinars with partners: landing pages, ads in both languages, and the hand-over of leads."
PEOPLE = (ANA, BO, CHEN, MEI, FINN, GRACE)
DIMENSIONS = dict.fromkeys(GROWTH, "traffic") | dict.fromkeys(CONVERSION, "conversion")
DIMENSIONS |= dict.fromkeys(BRAND, "synergy")
"""Of the scheme by which those who are thanked work."""
THANKS = (
    (MEI, BO, "Rebuilt the keyword list overnight when the webinar moved. Registrations never dipped.", GROWTH_CHANNEL),
    (
        BO,
        CHEN,
        "The Chinese landing page was ready two days early, so we tested both versions. 谢谢！",
        GROWTH_CHANNEL,
    ),
    (GRACE, BO, "Thank you for staying on the call until the last partner had their numbers.", None),
    (FINN, CHEN, "交接的线索备注很清楚，销售当天就联系上了客户。", None),
)
"""From, to, text, and the channel for all to read, if any."""
DEE, HUGO, INES, KEN, SOFIA = (f"U0{name}" for name in ("DEE", "HUGO", "INES", "KEN", "SOFIA"))
NADIA, YUE, KOJI, LEILA, OLIVIA, TOMAS = (f"U0{name}" for name in ("NADIA", "YUE", "KOJI", "LEILA", "OLIVIA", "TOMAS"))
THANKS_ACROSS = (
    (ANA, NADIA, "Your plan for the launch left room for our ads. That saved us a weekend.", BRAND_CHANNEL),
    (DEE, NADIA, "Thank you for taking the partners' logos on at short notice.", None),
    (SOFIA, NADIA, "The tone-of-voice page answers what I used to ask every week.", None),
    (INES, NADIA, "One calendar for mailings and social posts: no more clashes.", None),
    (YUE, MEI, "本地化那批文案帮了大忙，谢谢 Mei！", None),
    (GRACE, KOJI, "The webinar recordings were cut by the next morning.", None),
    (LEILA, DEE, "The customer quotes for the press release came within the hour.", None),
    (KEN, OLIVIA, "The new template halved the time a landing page takes me.", None),
    (TOMAS, HUGO, "Thanks for bringing the partners onto our channels.", None),
)
"""Between Brand and the other teams, before each of its reviews: so the others are known to have seen them at work."""
REPORT = Report(
    results="Search now brings a third of all form submissions; the webinar pages convert at 3.4 %.",
    shortcomings="Two campaigns ran a day past their budget before I saw it.",
    plan="A budget alarm for each campaign, checked with Ken every Monday.",
)


async def tell_of_each_other(parts: Parts, clock: Clock) -> None:
    """As these people would in chat. Ratings of the project are due for Bo and Chen; both are asked for a report, and
    Bo's is in."""
    now = clock.now()
    async with parts.database.write() as session:
        for giver, receiver, text, channel in THANKS:
            wish = feedback.Wish(KUDOS, receiver, text, DIMENSIONS[receiver], channel)
            await feedback.give(session, await _who(session, parts, giver), wish, now=now)
        await _open_project(session, await _who(session, parts, ANA), now=now)
        await _ask_for_reports(session, parts, now=now)


async def thank_across(parts: Parts, clock: Clock) -> None:
    """In the month that ended the newest quarter."""
    today = clock.now().astimezone(parts.settings.zone).date()
    month = month_before(Period.containing(today, Cadence.QUARTER).start, 1)
    async with parts.database.write() as session:
        for place, (giver, receiver, text, channel) in enumerate(THANKS_ACROSS):
            at = datetime.combine(month.replace(day=4 + place), time(14, 0), tzinfo=parts.settings.zone)
            wish = feedback.Wish(KUDOS, receiver, text, DIMENSIONS[receiver], channel)
            await feedback.give(session, await _who(session, parts, giver), wish, now=at)


async def _open_project(session: AsyncSession, ana: Who, *, now: datetime) -> None:
    blank = await retrospectives.blank(session, ana, PROJECT, now=now)
    wish = retrospectives.Wish(blank.title, ABOUT, PEOPLE, blank.closes_on)
    await retrospectives.open_retrospective(session, ana, wish, now=now)


async def _ask_for_reports(session: AsyncSession, parts: Parts, *, now: datetime) -> None:
    """No metric of their scheme is rated by a manager; HR asks for reports all the same."""
    today = now.astimezone(parts.settings.zone).date()
    if await appraisals.open_due(session, parts.workspace_id, parts.settings, on=today, now=now) is None:
        return  # the days of reports begin later this month
    await appraisals.ask_for_reports(session, await _who(session, parts, HR), (BO, CHEN), now=now)
    bo = await _who(session, parts, BO)
    form = await appraisals.report_form(session, bo, now=now)
    await appraisals.submit_report(session, bo, form.round.key, REPORT, now=now)


async def _who(session: AsyncSession, parts: Parts, user: str) -> Who:
    return await people.reader(session, parts.workspace_id, user)
