topic-voice = `{ -perf } voice` — 外部人员对您工作的评价；上级、团队负责人和 HR 可用 `{ -perf } voice @bo` 或 `{ -perf } voice Growth` 向客户和合作方发出一次性评价链接

voices-title = 外部评价
voices-ask-title = 邀请外部评价
voices-links-title = 评价链接
voices-make-links = 生成链接
voices-own-intro = *外部人员对您工作的评价*
voices-intro = *外部人员对 { $name } 的评价*
voices-ask = 邀请外部评价
voices-nothing = 尚未邀请过外部人员评价。
voices-note = 评价在考核期结束后显示，至少 { $least } 人评价才显示分数，至少 { $more } 人填写才显示意见，意见随机排序。任何人都看不到谁说了什么。
voices-count = 邀请 { $asked } 人，已填写 { $answered } 人
voices-not-yet = { $day }之后显示，届时不会再有新的评价计入。
voices-rated = { $title } *{ $mean }* 分（满分 5 分，{ $count } 人评价）
voices-too-few = { $title }：人数太少，不予显示
voices-read-comments = 查看意见
voices-comments-intro = *外部人员对 { $name } 的意见* · { $period }
voices-more-comments = 更多
voices-comments-note = 随机排序。措辞可能让人认出是谁，请不要追问出自何人。
voices-period-quarter = { $year }年第 { $number } 季度
voices-period-half = { $year }年{ $number ->
        [1] 上
       *[other] 下
    }半年
voices-period-year = { $year }年
voices-made = *您邀请的评价*
voices-made-line = { $name } · 邀请 { $asked } 人，已填写 { $answered } 人 · 链接有效期至{ $until }
voices-have-answered = 已填写：
voices-wait = 未填写：
voices-revoke = 撤销未用的链接
voices-revoke-sure = 未使用的链接将立即失效，已提交的评价保留。
voices-ask-intro =
    邀请外部人员评价 *{ $name }* · { $period }
    每人一个专属链接，只能填写一次，无需注册账号。请对方从 1 到 5 分评价：
voices-labels = 发给谁？每行一位
voices-labels-hint = 例如“安可科技 李女士”。仅您本人可见，链接失效后即删除。还可邀请 { $left } 人。
voices-ask-note = 链接由您自行发送，有效期至{ $until }。您可以看到填写人数；满三人填写后，还能看到谁尚未填写；但看不到任何人的评价内容。
voices-links-intro =
    {"*关于 "}{ $name } 的评价链接* · 有效期至{ $until }
    请立即复制，关闭后无法再次显示。每个链接只发给一个人，请勿发到群里。
voices-links-note = 持有链接的人可以填写一次，仅打开不算使用。可用 `{ -perf } voice` 查看填写人数。

voices-error-no-address = 生成链接需要一个外部可以访问的网址。请联系管理员设置 `EVENHAND_PUBLIC_URL`，例如 `https://evenhand.example.com`。
voices-error-enough = 本考核期已邀请 { $limit } 人，不能再邀请更多。
voices-error-nobody = 请至少填写一行：链接要发给谁？
voices-error-long-label = “{ $typed }”太长，每行最多 { $limit } 个字符。
voices-error-label-twice = “{ $typed }”出现了两次，每行填写一位。
voices-error-too-many = 每个考核期最多邀请 { $limit } 人，还可邀请 { $found } 人。
voices-error-unanswered = 请选择一项。不了解情况的，可以选“无法评价”。
voices-error-long-comment = 现有 { $length } 个字符，最多 { $limit } 个。

voices-page-title = 您对 { $name } 的评价
voices-page-heading-member = 您与 { $name } 合作得如何？
voices-page-heading-team = 您与 { $name } 团队合作得如何？
voices-page-asks = { $organisation } 诚邀您评价，大约需要两分钟。
voices-page-until = 本页面只能提交一次，有效期至{ $until }当天（{ $zone } 时间）。
voices-page-cannot-judge = 无法评价
voices-page-comment = 您还有什么想补充的吗？
voices-page-comment-hint = 选填，最多 { $limit } 个字符。对方可能会从措辞中认出您。
voices-page-send = 提交
voices-page-errors = 尚未提交，请先完成下面标出的内容。
voices-page-private-title = 您的评价将如何使用
voices-page-private = 我们不记录您的姓名、网络地址和提交时间，评价与本链接分开保存。考核期结束后，{ $name }、其上级和 HR 只能看到平均分，并且至少有 { $least } 人评价才会显示；至少有 { $more } 人填写才会显示文字意见。
voices-page-private-team = 我们不记录您的姓名、网络地址和提交时间，评价与本链接分开保存。考核期结束后，团队成员、其上级和 HR 只能看到平均分，并且至少有 { $least } 人评价才会显示；至少有 { $more } 人填写才会显示文字意见。
voices-page-language = 语言
voices-page-thanks-title = 谢谢您
voices-page-thanks = 您的评价已收到，可以关闭本页面了。
voices-page-gone-title = 无法打开此页面
voices-page-gone = 链接可能已经填写过、已过期、已被撤销，或者复制不完整。如果您已经填写过，谢谢您，无需再做什么；否则请联系发给您链接的人重新获取。
voices-page-fast-title = 请稍候
voices-page-fast = 您所在的网络访问过于频繁，请一分钟后再试。返回上一页，已填写的内容不会丢失。
voices-page-unread-title = 无法读取提交的内容
voices-page-unread = 收到的内容与本页面不符，或超出了限制，没有保存。请重新打开链接。
voices-page-away-title = 请稍后再试
voices-page-away = 暂时无法保存您的评价。请返回上一页，一分钟后重新提交。
