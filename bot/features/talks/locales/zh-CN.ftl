topic-talk = `{ -perf } talk` — 月度绩效面谈：准备、约时间、记录共识；上级可用 `{ -perf } talk @bo`
talks-title = 绩效面谈
talks-nobody = 上级（暂缺）
talks-no-team = 未分配团队
talks-prepare = 准备面谈
talks-open = 打开
talks-moment = { $day } { $time }
talks-line = *{ $name }* · { $month } · { $state }
talks-more = ……另有 { $count } 人。
talks-own = *您的{ $month }绩效面谈* · 与 { $name } · { $state }
talks-to-hold = *待与下属进行的面谈* · { $count } 场
talks-none = 目前没有需要准备的面谈。每月绩效卡发布后，上级与下属会在七个工作日内面谈。
talks-state-due = { $day }前完成
talks-state-late = 原定{ $day }前完成，已逾期
talks-state-waits = 待双方都在岗后安排
talks-state-held = { $day }已面谈
talks-state-lapsed = 未面谈
talks-state-proposed = 提议时间：{ $moment }
talks-state-agreed = 已约定：{ $moment }
talks-state-to-sign = 待您确认
talks-asked = 月度绩效卡已发布，您有 { $count } 场面谈待进行
talks-asked-note = 每人约半小时，七个工作日内完成。准备单先看亮点，再以提问引导对方思考。
talks-reminded = 还有 { $count } 场面谈未进行，期限将至
talks-reminded-note = 如已面谈，请用两句话记下双方共识。此事不再另行提醒。
talks-digest = 有 { $count } 场月度绩效面谈未按期进行
talks-headline = *{ $name }* · { $month } · { $score } · { $band }
    { $state }
talks-save = 保存
talks-propose = 提议时间
talks-propose-other = 改提其他时间
talks-agree = 同意
talks-own-notes = 我的笔记
talks-note-outcome = 填写面谈记录
talks-note-again = 修改面谈记录
talks-well = *做得好的*
talks-well-none = 本期绩效卡没有可参考的数据，不妨请对方谈谈这个月的情况。
talks-gaps = *有待提升的*
talks-finding-strong = • { $title }：{ $value }（{ $target }）{ $months ->
    [1] {""}
   *[other] ，连续 { $months } 个月达标
  }
talks-finding-best = • { $title }：{ $value }（{ $target }），最接近目标
talks-finding-improved = • { $title }：{ $value }（{ $target }），达成率由 { $before }% 升至 { $now }%
talks-finding-gap = • { $title }：{ $value }（{ $target }）{ $months ->
    [1] {""}
   *[other] ，连续 { $months } 个月未达标
  }
talks-questioned = 对方对本期绩效卡的疑问尚未答复：`{ -scorecard } questions`。请先核实再面谈。
talks-questioned-own = 您对本期绩效卡的疑问尚未得到答复。
talks-last-plan = *此前商定的能力计划*
talks-item-open = • { $text }{ $owner } · { $day }前完成
talks-item-late = • { $text }{ $owner } · 原定{ $day }前完成
talks-item-done = ✓ { $text }{ $owner } · { $day }已完成
talks-item-owner = {" "}· { $name }
talks-item-own = 来自您的绩效面谈
talks-item-of = 来自与 { $name } 的绩效面谈
talks-finish = 已完成
talks-reopen = 其实还没完成
talks-theirs = *{ $name } 想让您知道*
talks-own-private = *您的笔记* · 仅本人可见
talks-own-shared = *您的笔记* · 已分享给上级
talks-brought = *您可查看的 { $name } 收到的点赞与反馈* · { $public ->
    [0] 暂无公开感谢
   *[other] 公开感谢 { $public } 条
  } · { $shared ->
    [0] 暂无分享给您的内容
   *[other] 分享给您 { $shared } 条
  }
talks-brought-see = 查看
talks-questions = *可以这样问*
talks-questions-note = 提问之后多等一会儿，多听少说。准备单上的内容都不是结论。
talks-question-proud = • 这个月您最满意自己的是什么？
talks-question-strong = • { $metric }完成得很好，您的哪些做法值得大家借鉴？
talks-question-improved = • { $metric }有明显提升，关键是什么？
talks-question-gap = • { $metric }未达目标，您认为原因是什么？
talks-question-long-gap = • { $metric }已连续 { $months } 个月未达目标，还有哪些办法我们没试过？
talks-question-questioned = • 您觉得绩效卡上有不准确的地方，我们一起看看是哪里？
talks-question-items-open = • 上次商定的事情，遇到了什么阻碍？
talks-question-items-done = • 上次商定的事情您做到了，从中学到了什么？
talks-question-first = • 这是您的第一张绩效卡，有什么出乎意料的地方？
talks-question-incomplete = • 绩效卡上有些数据缺失，除此之外这个月的工作是怎样的？
talks-question-down = • 这个月比上个月更难，最耗精力的是什么？
talks-question-obstacles = • 有哪些障碍我可以帮您清除？
talks-question-help = • 您需要我做些什么？我又该少做些什么？
talks-question-next = • 三个月后，您希望自己能做到哪些现在还做不到的事？
talks-notes-intro = 与 { $name } 的{ $month }绩效面谈之前
talks-notes-intro-manager = 与 { $name } 的{ $month }绩效面谈之前
talks-field-highlights = 哪些做得好？
talks-field-topics = 想聊些什么？
talks-field-share = 谁可以看？
talks-share = 分享给 { $name }
talks-notes-note = 除非您选择分享，否则仅您本人可见；分享后也可以随时收回。更换上级后，新上级看不到。
talks-notes-note-manager = 仅您本人可见，今后的上级也看不到。
talks-time-intro = 与 { $name } 的{ $month }绩效面谈定在什么时候？
talks-field-day = 日期
talks-field-time = 时间
talks-time-note = 时间按 { $zone } 时区，对方会看到其所在时区的时间。
talks-outcome-intro = 与 { $name } 的{ $month }绩效面谈，达成了哪些共识？
talks-field-held-on = 面谈日期
talks-field-summary = 共识
talks-plan-intro = *能力计划* · 学什么或做什么、由谁负责、何时完成；最多 { $most } 项，宜少不宜多
talks-field-item = { $number }. 学什么或做什么
talks-field-owner = 负责人
talks-field-due = 完成日期
talks-outcome-note = 仅面谈双方可见。由对方确认或补充意见；修改会形成新版本。到期当天会提醒负责人。
talks-outcome = *{ $day }面谈记录* · { $name } 填写{ $revision ->
    [1] {""}
   *[other] ，第 { $revision } 版
  }
talks-outcome-former = 面谈内容只有 { $name } 和当时的上级可以查看，能力计划由您继续跟进。
talks-plan = *能力计划* · { $count ->
    [0] 未商定事项
   *[other] { $count } 项
  }
talks-comment-by = *{ $name }* 补充
talks-comment = 补充意见
talks-comment-intro = 与 { $name } 的记录有出入，或有遗漏？
talks-field-comment = 您的意见
talks-comment-note = 意见会附在记录之后，您仍可确认原记录；如需修改，请填写新版本。
talks-sign = 确认
talks-signed-both = ✓ { $one } 与 { $other } 均已确认
talks-signed-wait = { $one } 已确认 · 待 { $other } 确认
talks-signed-wait-you = { $one } 已确认 · 待您确认
talks-told-proposed = *{ $name }* 提议将{ $month }绩效面谈定在 *{ $moment }*
talks-told-agreed = *{ $name }* 已同意{ $month }绩效面谈的时间 *{ $moment }*
talks-told-soon = 一小时后（{ $moment }）与 *{ $name }* 进行{ $month }绩效面谈
talks-told-noted = *{ $name }* 已填写{ $month }绩效面谈记录，请阅读后确认或补充意见
talks-told-noted-again = *{ $name }* 修改了{ $month }绩效面谈记录，请阅读后确认或补充意见
talks-told-signed = *{ $name }* 已确认{ $month }绩效面谈记录
talks-told-commented = *{ $name }* 对{ $month }绩效面谈记录补充了意见
talks-told-items = 您计划今天前完成的事项：{ $count } 项
talks-told-items-more = ……另有 { $count } 项，请见 `{ -perf } talk`。
talks-told-items-done = 您计划的事项已完成
talks-held = *{ $month }绩效面谈* · 已进行 { $held } / { $total } 场 · { $late ->
    [0] 无逾期
   *[other] 逾期 { $late } 场
  }
talks-held-team = *{ $team }* · 已进行 { $held } / { $total } 场 · 待完成：{ $managers }
talks-held-manager = { $name }（{ $open } 场{ $late ->
    [0] {""}
   *[other] ，逾期 { $late } 场
  }）
talks-held-managers-more = 另有 { $count } 位上级
talks-held-more = ……另有 { $count } 个团队的面谈尚未完成。
talks-held-without = 有 { $count } 人已有绩效卡但暂无上级，无法安排面谈。
talks-held-note = 您可以看到面谈是否进行；面谈内容仅双方可见。

talks-error-held-ahead = 请选择实际面谈的日期，最晚{ $on }。
talks-error-held-early = 请选择{ $on }或之后的日期：面谈针对的是已结束的月份。
talks-error-month = 面谈只针对最新一期绩效卡。往期记录请见 `{ -perf } talk`。
talks-error-no-card = 该月没有可供面谈的绩效卡。
talks-error-no-manager = 目前没有上级可以面谈。HR 已知悉，确定上级后会安排。
talks-error-over = 该面谈已完成或已结束。您仍可修改面谈记录。
talks-error-other-time = 对方已提议其他时间，请打开面谈查看。
talks-error-time-over = 请选择将来的时间。
talks-error-time-far = 最晚请选择{ $ends }。
talks-error-no-such-time = 当晚时钟拨快，该时刻不存在，请选择其他时间。
talks-error-no-text = 请写一两句话。
talks-error-no-owner = 请选择负责人。
talks-error-deadline = 请选择今天或之后的日期，最晚{ $ends }。
talks-error-long = 目前有 { $length } 个字符，最多 { $limit } 个。
talks-error-newer = 已有新版本，请打开面谈阅读后再确认。
talks-error-former = 这次面谈由前任上级完成，结果已有记录。您可以另行沟通，并在下一张绩效卡的面谈中记录。
