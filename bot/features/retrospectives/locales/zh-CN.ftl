topic-retro = `{ -perf } retro` — 项目复盘：复盘意见、协作评价与改进行动；团队负责人可用 `{ -perf } retro 秋季上新` 发起
retrospectives-title = 项目复盘
retrospectives-open-submit = 发起
retrospectives-save = 保存
retrospectives-new = 发起复盘
retrospectives-see = 打开
retrospectives-all = 我的全部复盘
retrospectives-back = 返回
retrospectives-earlier = 上一页
retrospectives-more = 下一页
retrospectives-none = 您还没有参加过复盘。项目结束时由团队负责人发起，届时会通知您。
retrospectives-none-lead = 您还没有参加过复盘。项目结束时可以发起：成员写下意见、互相评价，并商定改进行动。
retrospectives-line-open = *{ $title }* · { $name } · { $members } 人 · { $day }截止
retrospectives-line-closed = *{ $title }* · { $name } · { $members } 人 · { $day }已截止
retrospectives-others = *其他复盘* · HR 仅可知悉其存在，不能查看内容
retrospectives-members = 项目成员：{ $names }
retrospectives-opening-intro = 与项目成员一起回顾这个项目。
retrospectives-field-title = 项目名称
retrospectives-field-members = 项目成员
retrospectives-field-description = 项目简介
retrospectives-field-closes-on = 截止日期
retrospectives-opening-note = 所选成员都可以写复盘意见，截止后不署名展示；每人最多评价八位同事。如果您也参与了项目，请把自己选上。截止日须为工作日，最长三周。
retrospectives-opened = ✓ *{ $title }* 复盘已发起，共 { $count } 人参加，{ $day }截止。
retrospectives-opened-note = 成员会在工作时间收到通知。您只能看到还差几人，看不到是谁。现在就可以添加改进行动。
retrospectives-no-ratings = 本次不进行互评：每位成员可以评价其本人的同事都不足三位。
retrospectives-unrated = 以下成员不参加被评：{ $names }{ $more ->
    [0] {""}
   *[other] {" "} 等，另有 { $more } 人
  }。可以评价他们的同事不足三位；上下级之间不在此互评。
retrospectives-write = 写复盘意见
retrospectives-write-again = 修改复盘意见
retrospectives-notes-intro = *{ $title }* · { $day }截止前都可以修改。
retrospectives-field-well = 哪些做得好？
retrospectives-field-not-well = 哪些做得不够好？
retrospectives-field-next = 下一步怎么做？
retrospectives-field-few = 如果写意见的不足三人
retrospectives-for-few = 仍然展示我的意见
retrospectives-notes-note = 截止后其他成员可以看到：顺序打乱，不署名，作者信息届时删除，但措辞仍可能被认出。如果写意见的不足三人，未勾选者的意见将直接删除，任何人都看不到。
retrospectives-rate-note = 系统会另行邀请您匿名评价一起合作的同事。
retrospectives-unwritten = { $count ->
    [0] 其他成员都已写好复盘意见。
   *[other] 还有 { $count } 位其他成员没有写复盘意见。
  }
retrospectives-missing = { $count ->
    [0] 其他成员都已完成评价。
   *[other] 还有 { $count } 位其他成员没有完成评价。
  }
retrospectives-written = { $writers ->
    [0] 没有人写复盘意见。
   *[other] { $members } 人中有 { $writers } 人写了意见，展示 { $notes } 条。
  }
retrospectives-few-note = 写意见的不足 { $least } 人，仅展示作者同意公开的内容。
retrospectives-see-well = 做得好的
retrospectives-see-not-well = 不够好的
retrospectives-see-next = 下一步
retrospectives-notes-shown = 顺序随机。意见出自同事之手，查看会记入审计日志。
retrospectives-notes-none = 这一类没有意见。
retrospectives-not-released = 评价结果尚未公布，公布后会通知您。
retrospectives-own-score = *与您合作：* { $score } 分（满分 5 分），{ $raters } 位同事评价。此处仅您本人可见；上级与 HR 按评价结果的一般规则查看。
retrospectives-own-few = *与您合作：* 评价的同事不足三位，没有分数。
retrospectives-team-score = *团队协作：* { $score } 分（满分 5 分），{ $members } 人的平均值。
retrospectives-team-few = *团队协作：* 不显示团队分数。需要至少五位成员有个人分数，且不能由此推算出某位成员的分数。
retrospectives-actions = *改进行动* · { $count ->
    [0] 暂无。下次想怎样改进、由谁负责、何时完成？
   *[other] { $count } 项
  }
retrospectives-own-actions = *您的待办* · { $count } 项
retrospectives-actions-more = ……另有 { $count } 项，请到相应的复盘中查看。
retrospectives-add = 添加行动
retrospectives-action-intro = 项目 · *{ $title }*
retrospectives-field-text = 要做什么？
retrospectives-field-owner = 由谁负责？
retrospectives-field-due-on = 何时完成？
retrospectives-field-reason = 原因
retrospectives-action-note = 负责人会收到通知，并在截止前三个工作日、截止当天和逾期后各提醒一次。参加复盘的成员都能看到这份清单；尚未完成的事项会列在团队月报中。
retrospectives-action-open = *{ $text }* · { $day }前完成
retrospectives-action-overdue = *{ $text }* · 原定{ $day }完成，已逾期
retrospectives-action-done = ✓ { $text } · { $day }已完成
retrospectives-of-project = 来自“{ $project }”
retrospectives-finish = 已完成
retrospectives-reopen = 其实还没完成
retrospectives-put-off = 延期
retrospectives-put-off-intro = *{ $text }* · { $day }前完成
retrospectives-put-off-note = 还可以延期 { $left } 次。发起人能看到延期原因。
retrospectives-put-off-because = 已延期 { $times } 次：{ $reason }
retrospectives-change = 修改
retrospectives-call-off = 撤销
retrospectives-call-off-confirm = 该行动将从清单中移除，不再提醒。
retrospectives-told-opened = *{ $name }* 邀请您一起复盘 *{ $title }*
retrospectives-told-opened-note = { $day }前可以写下哪些做得好、哪些不够好、下一步怎么做。截止后其他成员会看到内容，但看不到您的姓名。
retrospectives-told-closed = *{ $title }* 的复盘意见已整理好，欢迎查看
retrospectives-told-results = *{ $title }* 的评价结果已公布，您可以查看自己和团队的协作分数
retrospectives-told-given = 您有 { $count } 项改进行动
retrospectives-told-due = 提醒：您有 { $count } 项改进行动需要跟进
retrospectives-told-nothing = 这里原有的行动已不再由您负责。

retrospectives-error-only-leads = 复盘由团队负责人发起。`{ -perf } retro` 可查看您参加的复盘。
retrospectives-error-no-title = 请填写项目名称。
retrospectives-error-long = 目前有 { $length } 个字符，最多 { $limit } 个。
retrospectives-error-size = 复盘人数须为 { $first } 至 { $most } 人，您选择了 { $found } 人。
retrospectives-error-not-here = 所选人员中有人不能参加：访客、机器人和已离职的同事不是成员。请将其移除。
retrospectives-error-many = 您已有 { $limit } 个进行中的复盘，请在其中一个截止后再发起。
retrospectives-error-close = 请选择今天之后的日期，最晚{ $ends }。
retrospectives-error-day-off = { $on }不是工作日，请选择其他日期。
retrospectives-error-soon = 请给大家留出至少三个工作日（含今天），最早选择{ $on }。
retrospectives-error-closed = 该复盘已于{ $on }截止，您写的内容没有保存。可以当面告诉大家，或添加一项行动。
retrospectives-error-not-closed = { $on }截止之后才会展示意见。
retrospectives-error-no-action = 请写明要做什么。
retrospectives-error-no-owner = 请选择项目成员或复盘发起人。
retrospectives-error-deadline = 请选择今天或之后的日期，最晚{ $ends }。
retrospectives-error-actions = 已有 { $limit } 项行动，再多就难以跟进了。请先完成一部分，或留到下次复盘。
retrospectives-error-over = 该行动已完成或取消。
retrospectives-error-no-reason = 请填写原因。
retrospectives-error-not-later = 请选择晚于{ $on }的日期。
retrospectives-error-put-off-enough = 该行动已延期 { $limit } 次。请联系复盘发起人调整期限、转交他人或取消。
