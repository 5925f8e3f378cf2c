"""A long plan of Bo's, and one of Chen's in Chinese, with everything in them that a document can show."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.features.improvement.rules.checklists import Consequence, packaged_checklists
from bot.features.improvement.rules.criteria import CardMonth, progress
from bot.features.improvement.rules.documents import (
    Appeal,
    Checked,
    Document,
    Happened,
    Reader,
    Version,
    Written,
    reference,
)
from bot.features.improvement.rules.files import Attached
from bot.features.improvement.rules.notes import Kind, Mood
from bot.features.improvement.rules.states import Move, Mover, State
from bot.features.improvement.rules.terms import Criterion, Meeting, Milestone, Reason, Terms
from scoring.values import Text

MADE_AT = datetime(2027, 3, 8, 9, 0, tzinfo=UTC)
MONDAY = date(2026, 12, 7)
STARTS, ENDS = date(2026, 12, 1), date(2027, 3, 5)
PERSON, MANAGER, HR = Mover.PERSON, Mover.MANAGER, Mover.HR
TITLES = {
    "conversion": Text.model_validate({"en": "Lead conversion", "zh-CN": "线索转化率"}),
    "on_time": Text.model_validate({"en": "On-time content", "zh-CN": "内容准时率"}),
}
CRITERIA = (
    Criterion(ref="score", at_least=75, months=2),
    Criterion(ref="conversion", metric="conversion", at_least=95, months=2),
    Criterion(ref="on_time", metric="on_time", at_least=100),
)
MONTHS = (
    CardMonth("2026-12", score=71.44, attainments={"conversion": 91.2, "on_time": 84.0}),
    CardMonth("2027-01", mostly_away=True, score=40.0, attainments={"conversion": None, "on_time": 100.0}),
    CardMonth("2027-02", score=76.2, attainments={"conversion": 97.13}),
)
WORDS = {
    "en": {
        "person": "Bo Lindqvist",
        "manager": "Ana Ruiz",
        "hr": "Eve Okafor",
        "team": "Growth",
        "reason": "October and November came out at 57 and 58 of 100. Leads reached the landing page and "
        "were not called within two days.",
        "what": "Call every qualified lead within one working day",
        "seen": "The list of calls in the weekly report; Ana looks at ten of them each Friday",
        "helps": "Mei sits beside Bo for the first week",
        "resources": "Two half days with the sales coach (10 and 17 December).\nA licence for the dialler, "
        "ordered on 1 December.",
        "checkin": "Called 41 of 44 within a day. Three numbers were wrong; I wrote to them instead.",
        "note": "The list is complete. We went through four calls together: the opening is clear now, the "
        "close still comes too early.",
        "internal": "Between us: the new targets came late, I would count December for less.",
        "comment": "I do not agree that November was my doing alone, and I will work on it all the same.",
        "return": "Milestone 3 cannot be measured yet: please say how.",
        "pause": "Away from 4 to 29 January",
        "fail": "Two of three criteria were not reached in the months that count; more time was given once.",
        "appeal": "February shows that it works. I ask for four more weeks.",
        "uphold": "The committee has looked at all three cards.",
        "checked": "Signed on 2 May 2026; in the personnel file.",
    },
    "zh-CN": {
        "person": "陈琳喆",
        "manager": "王安娜",
        "hr": "李伊芙",
        "team": "增长团队",
        "reason": "十月和十一月绩效卡分别为 57 分和 58 分。线索到达落地页后，两天内没有人联系。",
        "what": "每条合格线索在一个工作日内完成首次联系",
        "seen": "周报中的通话清单；上级每周五抽查十条",
        "helps": "第一周由梅同事陪同",
        "resources": "销售教练辅导两个半天（12月10日、17日）。\n外呼系统账号已于12月1日申请。",
        "checkin": "44 条线索中 41 条在一天内联系，3 条号码有误，已改为邮件联系。",
        "note": "清单完整。一起复盘了四通电话：开场清楚，收尾仍偏早。",
        "internal": "内部意见：新目标下达较晚，十二月建议从轻考虑。",
        "comment": "十一月的结果并非我一人造成，对此我有不同意见，但我会努力改进。",
        "return": "第三个里程碑目前无法衡量，请说明衡量方式。",
        "pause": "1月4日至29日休假",
        "fail": "计入的月份中三项标准有两项未达到，且已延期一次。",
        "appeal": "二月的结果说明方法有效，请求再给四周时间。",
        "uphold": "委员会已审阅三个月的绩效卡。",
        "checked": "2026年5月2日签字，存于人事档案。",
    },
}


def terms(language: str) -> Terms:
    words = WORDS[language]
    return Terms(
        reasons=(Reason(text=words["reason"]), Reason(metric="conversion", text=words["reason"])),
        milestones=tuple(
            Milestone(
                ref=f"m{n}",
                what=words["what"],
                seen=words["seen"],
                due_on=STARTS + timedelta(days=14 * n),
                helps=words["helps"],
            )
            for n in range(1, 5)
        ),
        criteria=CRITERIA,
        resources=words["resources"],
        meetings=(
            Meeting(ref="mid", kind="mid", on=date(2027, 1, 15)),
            Meeting(ref="final", kind="final", on=date(2027, 2, 26)),
        ),
        starts_on=STARTS,
        ends_on=ENDS,
    )


def whole(language: str = "en", *, weeks: int = 12) -> Document:
    """Everything, as HR sees it."""
    words = WORDS[language]
    return Document(
        ref=reference(1, 7, MADE_AT),
        reader=Reader.HR,
        made_at=MADE_AT,
        made_on=MADE_AT.date(),
        person=words["person"],
        manager=words["manager"],
        team=words["team"],
        kind="improvement",
        state=State.NOT_PASSED,
        starts_on=STARTS,
        ends_on=ENDS,
        versions=_versions(language),
        progress=progress(CRITERIA, MONTHS),
        titles=TITLES,
        moves=_moves(words),
        notes=tuple(_weekly(words, weeks)) + _notes(words),
        checks=_checks(words),
        appeal=Appeal(date(2027, 3, 9), words["appeal"], "upheld", date(2027, 3, 19), words["uphold"]),
        consequence=Consequence.TRANSFER,
    )


def _versions(language: str) -> tuple[Version, ...]:
    words, asked = WORDS[language], terms(language)
    people = {"wrote": words["manager"], "approved": words["hr"]}
    first = Version(
        1,
        asked,
        **people,
        published_on=date(2026, 11, 27),
        answer="refused",
        answered_on=date(2026, 11, 30),
        comment=words["comment"],
    )
    later = asked.model_copy(update={"ends_on": date(2027, 3, 26)})
    second = replace(
        first, number=2, terms=later, published_on=date(2027, 2, 1), answer="acknowledged", answered_on=date(2027, 2, 2)
    )
    draft = Version(3, asked.model_copy(update={"resources": words["internal"]}), words["manager"])
    return first, replace(second, comment=""), draft


def _moves(words: dict[str, str]) -> tuple[Happened, ...]:
    draft, sent, active, paused = State.DRAFT, State.SUBMITTED, State.ACTIVE, State.PAUSED
    person, manager, hr, failed = words["person"], words["manager"], words["hr"], State.NOT_PASSED
    return (
        Happened(date(2026, 11, 20), Move.SUBMIT, draft, sent, MANAGER, manager),
        Happened(date(2026, 11, 23), Move.RETURN, sent, draft, HR, hr, words["return"]),
        Happened(date(2026, 11, 25), Move.SUBMIT, draft, sent, MANAGER, manager),
        Happened(date(2026, 11, 27), Move.APPROVE, sent, State.APPROVED, HR, hr),
        Happened(date(2026, 11, 27), Move.PUBLISH, State.APPROVED, State.PUBLISHED, HR, hr),
        Happened(date(2026, 11, 30), Move.REFUSE, State.PUBLISHED, State.ACKNOWLEDGED, PERSON, person),
        Happened(date(2026, 12, 1), Move.START, State.ACKNOWLEDGED, active, Mover.CALENDAR),
        Happened(date(2027, 1, 4), Move.PAUSE, active, paused, Mover.CALENDAR, reason=words["pause"]),
        Happened(date(2027, 2, 1), Move.RESUME, paused, active, Mover.CALENDAR),
        Happened(date(2027, 3, 8), Move.FAIL, active, State.NOT_PASSED, HR, hr, words["fail"]),
        Happened(date(2027, 3, 19), Move.UPHOLD, failed, failed, Mover.COMMITTEE, "Gus Adler", words["uphold"]),
    )


def _weekly(words: dict[str, str], weeks: int) -> list[Written]:
    found = []
    for n in range(weeks):
        on, mood = MONDAY + timedelta(weeks=n), list(Mood)[n % 3]
        found.append(Written(on, Kind.CHECKIN, PERSON, words["person"], words["checkin"], mood=mood))
        found.append(Written(on, Kind.MANAGER, MANAGER, words["manager"], words["note"]))
    return found


def _notes(words: dict[str, str]) -> tuple[Written, ...]:
    person, manager, hr = words["person"], words["manager"], words["hr"]
    return (
        Written(date(2026, 12, 9), Kind.HELP, PERSON, person, words["helps"]),
        Written(
            date(2026, 12, 14),
            Kind.EVIDENCE,
            PERSON,
            person,
            words["seen"],
            ref="m1",
            files=(Attached(1, "report.pdf"),),
        ),
        Written(date(2026, 12, 15), Kind.REACHED, MANAGER, manager, words["what"], ref="m1"),
        Written(date(2027, 1, 15), Kind.MEETING, MANAGER, manager, words["note"], ref="mid"),
        Written(date(2027, 3, 1), Kind.STATEMENT, PERSON, person, words["appeal"]),
        Written(date(2027, 3, 2), Kind.VIEW, MANAGER, manager, words["internal"]),
        Written(date(2027, 3, 3), Kind.VIEW, HR, hr, f"{words['internal']} (HR)"),
    )


def _checks(words: dict[str, str]) -> tuple[Checked, ...]:
    items = packaged_checklists()["cn"].items_for(Consequence.TRANSFER)
    done = [Checked(item, date(2027, 3, 22), words["hr"], words["checked"]) for item in items[:-2]]
    return (*done, *(Checked(item) for item in items[-2:]))
