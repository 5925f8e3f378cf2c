"""Pictures as views ask for them, and every hard case, in both languages.

`python -m tests.charts.samples` draws the golden ones anew; look at them before they are committed.
"""

from collections.abc import Sequence
from pathlib import Path

from bot.charts.drawing import svg
from bot.charts.figures import Bar, Bars, Group, Picture, Point, Spark, Spread, Strip, Trend

EN, ZH = "en", "zh-CN"
MONTHS = {
    EN: ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"),
    ZH: ("12月", "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月"),
}
YEAR: tuple[float | None, ...] = (71.2, 74.0, None, 69.8, 78.5, 82.0, 80.1, None, None, 79.4, 81.1, 84.2)


def trend(language: str, values: Sequence[float | None], *, line: float | None = 60.0, hollow: int = -1) -> Trend:
    months = MONTHS[language][-len(values) :] if values else ()
    words = {
        EN: ("Last 12 months", "Line 60", "Incomplete", "No score yet"),
        ZH: ("近12个月", "及格线 60", "数据不全", "尚无得分"),
    }
    title, target, incomplete, empty = words[language]
    points = [
        Point(month, value, "" if value is None else f"{value:,.1f}".replace("-", "−"), place != hollow, line)
        for place, (month, value) in enumerate(zip(months, values, strict=True))
    ]
    return Trend(title, points, target_text=target, hollow_text=incomplete, empty_text=empty)


def dimensions(language: str) -> Bars:
    if language == ZH:
        rows = [
            Bar("流量与线索", 86.2, "43.1 / 50", 100.0),
            Bar("转化", 80.0, "24.0 / 30", 100.0),
            Bar("团队协作与跨部门配合满意度", 114.0, "22.8 / 20", 100.0),
            Bar("能力成长", None, "暂无", None),
        ]
        return Bars("各维度得分", rows, target_text="达标", most=120.0)
    rows = [
        Bar("Traffic and leads", 86.2, "43.1 of 50", 100.0),
        Bar("Conversion", 80.0, "24.0 of 30", 100.0),
        Bar("Collaboration across teams and departments", 114.0, "22.8 of 20", 100.0),
        Bar("Growth", None, "no figures", None),
    ]
    return Bars("Dimensions", rows, target_text="Target met", most=120.0)


def spread(language: str) -> Spread:
    counts = (1, 4, 6, 2, 0)
    one, many = ("{} 人", "{} 人") if language == ZH else ("{} person", "{} people")
    groups = [
        Group(band, count, (one if count == 1 else many).format(count))
        for band, count in zip("SABCD", counts, strict=True)
    ]
    return Spread("团队等级分布" if language == ZH else "The team by band", groups)


def bands(language: str) -> Spread:
    """A month's cards for HR: how many are in the smallest groups is not told."""
    zh = language == ZH
    few = "少量" if zh else "few"
    told = (("S", 0, few), ("A", 1_234, "1,234"), ("B", 60, "60"), ("C", 0, "0"), ("D", 0, few))
    note = "“少量”指不足 5 人的分组。" if zh else "“Few” stands for groups of fewer than 5."
    return Spread(
        "2026年10月绩效卡等级分布" if zh else "Cards of October 2026 by band", [Group(*each) for each in told], note
    )


def strip(language: str) -> Strip:
    zh = language == ZH
    sparks = [
        Spark(
            "表单提交" if zh else "Form submissions",
            "453",
            (380, 402, 520, 610, 590, 453),
            600,
            "目标 600" if zh else "target 600",
            False,
        ),
        Spark(
            "单条线索成本" if zh else "Cost per lead",
            "¥74",
            (95, 90, None, 82, 78, 74),
            80,
            "目标 ≤ ¥80" if zh else "target ≤ ¥80",
            True,
        ),
        Spark(
            "内容准时率" if zh else "Content on time",
            "96%",
            (90, 91, 92, 95, 96, 96),
            95,
            "目标 95%" if zh else "target 95%",
            True,
        ),
        Spark(
            "网站独立访客数(含移动端与小程序)" if zh else "Unique visitors, mobile included", "1,248,000", (), None, ""
        ),
        Spark("净推荐值" if zh else "NPS", "−12", (-30, -24, -12), 0, "目标 0" if zh else "target 0", False),
        Spark(
            "投放花费" if zh else "Spend",
            "¥31,900",
            (None, None, 31900),
            50000,
            "预算 ¥50,000" if zh else "budget ¥50,000",
        ),
    ]
    return Strip(sparks)


def pictures(language: str) -> dict[str, Picture]:
    """What is shown, by name."""
    long = "A very long title that nobody would have chosen, were it not for the reorganisation 2026 " * 2
    hard = Bars(
        "Negative, zero and huge" if language == EN else "负数、零与极大值",
        [
            Bar("<b>&\"'\x00\ud800 Łukasz 🎉", -40.0, "−40", 20.0),
            Bar("0", 0.0, "0", 0.0),
            Bar("1e12", 120.0, "1,000,000,000,000.55", 100.0),
        ],
    )
    panels = {
        "card": (trend(language, YEAR, hollow=3), dimensions(language)),
        "team": (trend(language, (75.0, 78.2, 81.6)), spread(language)),
        "close": (bands(language),),
        "home": (strip(language),),
        "none": (trend(language, (None,) * 12), Spread("Team" if language == EN else "团队", (), long)),
        "one": (trend(language, (84.2,)), Strip(strip(language).sparks[:1], long)),
        "equal": (trend(language, (60.0,) * 12, hollow=11), hard),
        "huge": (trend(language, (-1e9, 2.5e9, None, 1e12, 0.0, 12.0, -3e11), line=None),),
    }
    return {name: Picture(language, each) for name, each in panels.items()}


GOLDEN = Path(__file__).with_name("golden")
KEPT = [(name, language) for name in ("card", "team", "close", "home", "equal") for language in (EN, ZH)]


def golden(name: str, language: str) -> Path:
    return GOLDEN / f"{name}-{language}.svg"


if __name__ == "__main__":
    for name, language in KEPT:
        golden(name, language).write_text(svg(pictures(language)[name]), encoding="utf-8")
