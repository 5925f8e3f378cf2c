### 检查清单

improvement-error-checklist = 劳动法检查清单还有 { $count } 项未完成，全部完成后才能记录该结果。
improvement-error-no-item = 检查清单中已没有 { $item } 这一项，请重新打开。

### 文件

improvement-error-no-document = 目前还没有文件。
improvement-document-caption = 文件
improvement-document-mark = 保密
improvement-document-page = 第 { $page } 页，共 { $pages } 页
improvement-document-coaching = 绩效辅导计划
improvement-document-improvement = 绩效改进计划
improvement-document-state-draft = 草稿
improvement-document-state-submitted = 待人力资源审批
improvement-document-state-approved = 已批准
improvement-document-state-published = 已发布
improvement-document-state-acknowledged = 已确认
improvement-document-state-active = 进行中
improvement-document-state-extended = 已延期
improvement-document-state-paused = 已暂停
improvement-document-state-passed = 已通过
improvement-document-state-not-passed = 未通过
improvement-document-state-closed = 已结束
improvement-document-state-dropped = 已放弃
improvement-document-state-withdrawn = 已撤回
improvement-document-manager = 直属上级
improvement-document-team = 团队
improvement-document-period = 观察期
improvement-document-made = 截至
improvement-document-days = { $first }至{ $last }
improvement-document-for-person = 本文件供计划当事人查阅。只有你的上级、人力资源以及申诉裁决成员知悉本计划，其他人均不知情。
improvement-document-for-manager = 本文件供上级查阅。只有当事人、其上级、人力资源以及申诉裁决成员知悉本计划，请像对待自己的资料一样妥善保管。
improvement-document-for-hr = 本文件供人力资源查阅，含内部记录和检查清单；除提供给申诉裁决成员外，不得外传。
improvement-document-reasons = 制定计划的原因
improvement-document-whole-card = 绩效卡总体
improvement-document-milestones = 里程碑
improvement-document-what = 内容
improvement-document-seen = 如何衡量
improvement-document-helps = 支持与协助
improvement-document-by = 期限
improvement-document-reached = ✓ { $day }
improvement-document-resources = 支持与培训
improvement-document-criteria = 通过标准
improvement-document-criterion = { $title }：{ $months } 个月达成率不低于 { $value }%
improvement-document-criterion-score = { $title }：{ $months } 个月不低于 { $value } 分
improvement-document-tally = { $total } 项标准中已达到 { $met } 项。
improvement-document-tally-unknown = { $total } 项标准中已达到 { $met } 项，{ $unknown } 项无法判断。
improvement-document-verdict-met = 已达到
improvement-document-verdict-not-met = 未达到
improvement-document-verdict-not-yet = 尚未达到
improvement-document-verdict-unknown = 无法判断
improvement-document-of-months = { $count }/{ $needed } 个月
improvement-document-reading-reached = 达标
improvement-document-reading-below = 未达标
improvement-document-reading-open = 尚未到期
improvement-document-reading-no-card = 无绩效卡，不计
improvement-document-reading-incomplete = 绩效卡不完整，不计
improvement-document-reading-away = 多数时间休假，不计
improvement-document-reading-dropped = 方案已无此指标，不计
improvement-document-reading-unscored = 未评分，不计
improvement-document-meetings = 面谈
improvement-document-meeting-mid = 中期面谈
improvement-document-meeting-final = 期末面谈
improvement-document-meeting-other = 面谈
improvement-document-no-notes = 暂无记录。
improvement-document-held = { $day } 举行 · { $name }
improvement-document-weeks = 每周记录
improvement-document-week = { $day } 当周
improvement-document-mood-on-track = 进展顺利
improvement-document-mood-unsure = 没有把握
improvement-document-mood-stuck = 遇到困难
improvement-document-besides = 意见、求助与证明材料
improvement-document-statements = 决定之前
improvement-document-followups = 后续跟进
improvement-document-note-checkin = 计划周报
improvement-document-note-manager = 上级周记
improvement-document-note-comment = 意见
improvement-document-note-help = 求助
improvement-document-note-evidence = 证明材料
improvement-document-note-reached = 里程碑达成
improvement-document-note-meeting = 面谈
improvement-document-note-statement = 本人陈述
improvement-document-note-view = 对结果的意见
improvement-document-note-followup = 跟进
improvement-document-file = 另附上传的文件。
improvement-document-end = 结果
improvement-document-consequence = 后续处理
improvement-document-transfer = 调岗
improvement-document-termination = 解除劳动合同
improvement-document-appealed = { $day } 提出申诉
improvement-document-undecided = 申诉尚未裁决。
improvement-document-committee = 考核委员会
improvement-document-decision-upheld = 维持原结果。
improvement-document-decision-passed = 计划视为通过。
improvement-document-decision-extended = 给予更多时间。
improvement-document-checklist = 劳动法检查清单
improvement-document-checklist-note = 仅作提示，不构成法律意见。
improvement-document-item-open = 尚未完成
improvement-document-item-done = { $name }，{ $day }
improvement-document-signatures = 签署
improvement-document-version = 第 { $number } 版，{ $day } 发布
improvement-document-draft = 第 { $number } 版，草稿
improvement-document-role-person = 本人
improvement-document-role-wrote = 拟定人
improvement-document-role-approved = 人力资源审批人
improvement-document-acknowledged = { $day } 已确认
improvement-document-refused = { $day } 已阅，不同意
improvement-document-open = 尚未答复
improvement-document-wrote = 拟定上述条款
improvement-document-approved = { $day } 发布
improvement-document-signed-note = 以上由各人在 Slack 中以本人账号作出。确认已阅不代表同意，不同意也不会带来任何不利。
improvement-document-history = 过程记录
improvement-document-day = 日期
improvement-document-step = 步骤
improvement-document-who = 操作人
improvement-document-reason = 原因
improvement-document-by-dates = 按日程
improvement-document-move-submit = 提交人力资源
improvement-document-move-return = 退回上级修改
improvement-document-move-approve = 批准
improvement-document-move-publish = 发布
improvement-document-move-drop = 放弃
improvement-document-move-acknowledge = 确认
improvement-document-move-refuse = 已阅，不同意
improvement-document-move-go-on = 未答复，继续执行
improvement-document-move-start = 开始
improvement-document-move-pause = 暂停
improvement-document-move-change = 变更条款
improvement-document-move-resume = 恢复
improvement-document-move-extend = 延期
improvement-document-move-pass = 通过
improvement-document-move-fail = 未通过
improvement-document-move-uphold = 申诉：维持原结果
improvement-document-move-grant = 申诉：视为通过
improvement-document-move-grant-time = 申诉：给予更多时间
improvement-document-move-close = 结束
improvement-document-move-withdraw = 撤回
improvement-document-earlier = 先前的条款（第 { $number } 版）
improvement-document-drafted = 未发布的条款（第 { $number } 版）
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
