### 提前提醒与建议

topic-proposals = `{ -perf } proposals` — 上级与 HR：查看等待您决定的事项
improvement-private = 您有一条与工作有关的私信。
improvement-warning = { $month }得分为 { $value }，低于 { $line } 的底线。
improvement-warning-metric = { $month }「{ $metric }」达成目标的 { $value }，低于 { $line } 的底线。
improvement-warning-why =
    { $count ->
        [1] 单个月份说明不了什么；现在告诉您，是为了留出时间。
       *[other] 这已是连续第 { $count } 个计入的月份。现在告诉您，是为了留出时间。
    }
improvement-warning-weak = *最能提升得分的指标*
improvement-weak = • { $title }：达成目标的 { $attainment }%，得 { $points } 分。若刚好达标，总分可提高 { $gain } 分。
improvement-weak-rated = • { $title }：评价得分 { $points }（满分 100）。
improvement-warning-next =
    { $left ->
        [1] 如果下一个计入的月份仍低于底线
       *[other] 如果接下来 { $left } 个计入的月份都低于底线
    }，系统会请 { $name } 和 HR 考虑是否需要一份{ $kind ->
        [coaching] 绩效辅导计划
       *[improvement] 绩效改进计划
    }。任何事情都不会自动发生。{ $name } 现在就可以帮助您，我们也已请其与您聊一聊。
improvement-warning-next-hr =
    { $left ->
        [1] 如果下一个计入的月份仍低于底线
       *[other] 如果接下来 { $left } 个计入的月份都低于底线
    }，系统会请 HR 考虑是否需要一份{ $kind ->
        [coaching] 绩效辅导计划
       *[improvement] 绩效改进计划
    }。任何事情都不会自动发生。HR 现在就可以帮助您。
improvement-see-what = 查看变化原因
improvement-ask-talk = 约上级谈一谈
improvement-wrong-figures = 数据有误
improvement-note = *{ $name }* ：{ $month }得分为 { $value }，低于 { $line } 的底线。{ $count ->
        [1] 单个月份说明不了什么。
       *[other] 这已是连续第 { $count } 个计入的月份。
    }{ $name } 已知情，请与其聊一聊：遇到了什么困难，需要什么帮助？
improvement-note-private = 此事只有您和对方知道，也不会自动带来任何后果。
improvement-see-receipt = 得分明细
improvement-talk-wanted = { $name } 想和您谈谈上个月的情况，请在本周安排时间。
improvement-talk-asked = 已告知 { $name } 您想谈一谈。
improvement-proposed = *{ $name }* ：连续 { $count } 个计入的月份低于底线。按照「{ $scheme }」的规则，现在由人来决定是否需要一份计划：{ $plan }。
improvement-said-low = • { $month } *{ $value }* ，低于 { $line } 的底线
improvement-said-fine = • { $month }：{ $value }，未低于 { $line } 的底线
improvement-passed-over = ◦ { $month }：不计入，{ $why }
improvement-said-no-card = 没有绩效卡
improvement-said-incomplete = 绩效卡数据不完整
improvement-said-questioned = 对数据的疑问尚未答复
improvement-said-excluded = HR 已将该月排除
improvement-said-on-leave = 超过一半的工作日不在岗
improvement-said-trial = 方案处于试行期
improvement-said-not-joined = 大部分工作日尚未入职
improvement-said-other-rules = 绩效卡按其他规则计算
improvement-said-settled = 此后已有一份计划结束
improvement-receipt = { $month }
improvement-was-warned = 此前已发出提前提醒。
improvement-was-not-warned = 此前未能发出提前提醒：这些月份是后来才计入的。
improvement-nothing-by-itself = 任何事情都不会自动开始：由上级起草计划，HR 批准并发布，或说明理由后驳回。计划发布之前，当事人不会得知此事。
improvement-doubted = *{ $name }* 的绩效卡已有变化，这项建议的依据不再成立。请决定是否保留。
improvement-doubted-plan = *{ $name }* 的绩效卡已有变化，当初提出计划的依据不再成立。请决定是否保留该建议。计划会继续，直到有人将其结束。
improvement-doubt-now = *目前各月的情况*
improvement-why-nothing-counts = 这些月份都不再计入。
improvement-why-fine = 最近一个计入的月份未低于底线。
improvement-why-low = 连续低于底线的月份数不足。
improvement-why-reached = 连续低于底线的月份数已达到规则的要求。
improvement-why-proposed = 已经提出过建议；在连续情况中断或计划结束之前不再提出。
improvement-why-has-plan = 已有一份计划正在进行。
improvement-decided-dismissed = { $name } 于{ $day }驳回：
improvement-decided-void = { $name } 于{ $day }认定无效：
improvement-decided-kept = 尽管月份情况已有变化，{ $name } 于{ $day }决定保留：
improvement-proposal-title = 建议
improvement-proposals-title = 建议
improvement-proposals-none = 没有等您决定的事项。
improvement-proposals-more = 另有 { $count } 项。
improvement-open = 查看依据
improvement-draft = 起草计划
improvement-dismiss = 说明理由并驳回
improvement-keep = 保留
improvement-void = 认定无效
improvement-reason-label = 理由
improvement-reason-dismiss = 为什么不为 { $name } 制定计划？其上级和 HR 可以看到。
improvement-reason-keep = 为什么保留关于 { $name } 的建议？其上级和 HR 可以看到。
improvement-reason-void = 为什么关于 { $name } 的建议无效？其上级和 HR 可以看到。
improvement-error-decided = 此事已有决定。
improvement-error-no-manager = 您目前没有直属上级，请联系 HR。

### Moves

improvement-error-no-reason = 请填写理由。
improvement-error-long-reason = 理由最多 { $limit } 个字。
improvement-error-move = 此操作已不可行：可能有人先行处理，或计划状态已变化。请重新打开查看。
improvement-error-awaits-answer = 对方尚未对新的内容作出答复；答复后计划才会继续。
