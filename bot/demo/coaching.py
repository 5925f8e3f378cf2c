"""What Ana and 陈琳 write in the sample team's coaching plan: one check-in and one note for each week that is over."""

from collections.abc import Mapping, Sequence

from bot.features.improvement.rules.notes import Mood

REASON = "内容带来的访问稳步增长，但每周的数据复盘还要等同事帮忙取数，结论常常晚两三天，改版机会因此错过。"
COMMENT = "目标清楚，我也想把这块补上。希望前两周能有人带我熟悉一下取数。"
CHECKINS: Sequence[tuple[Mood, str]] = (
    (Mood.UNSURE, "和 Ana 定了两项能力：自己取数、写出结论。后台权限刚开通，还在熟悉字段。"),
    (Mood.ON_TRACK, "第一次独立导出了落地页数据，和 Ken 的数字对得上。"),
    (Mood.STUCK, "渠道归因的口径没弄明白，周三的复盘晚交了一天。想请 Bo 讲半小时。"),
    (Mood.UNSURE, "Bo 讲过之后清楚多了。这周复盘按时交了，结论还写得偏长。"),
    (Mood.ON_TRACK, "复盘压缩到一页，销售同事说第一次一眼看到重点。"),
    (Mood.ON_TRACK, "两个版本的表单做完对比，短表单的转化率高 0.4 个百分点，已经上线。"),
    (Mood.ON_TRACK, "这周的复盘全部独立完成，下周想试着预测一下月底的线索量。"),
)
NOTES: Sequence[str] = (
    "Access is set up, and the two skills are agreed. Good questions from the first day on.",
    "Your export matched Ken's to the last visit. Keep the checklist that you wrote for it.",
    "Thank you for saying early that you were stuck. Bo has Thursday at ten for you.",
    "On time, and right. Next week: the conclusion first, then the figures that carry it.",
    "One page, and sales used it in their meeting. This is what we hoped for.",
    "A clean test from idea to result. Please show it to the team when you like.",
    "No corrections needed this week. Let us look at the forecast together on Tuesday.",
)
REACHED: Mapping[str, str] = {
    "m1": "能力清单已写好，各附了一个例子：https://docs.lumen.example/analysis-skills",
    "m2": "第三周和第五周的复盘都和 Ana 一起过了一遍，修改意见已补在文末。",
}
TALKS: Mapping[str, str] = {
    "t1": "We agreed on two skills, an hour every Tuesday, and that Bo can be asked at any time.",
    "t2": "Half-time: reviews come on time and are understood. Still to do: a whole one without help.",
}
"""By the refs of the terms that such a plan begins with."""
