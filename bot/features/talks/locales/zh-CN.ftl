topic-talk = `{ -perf } talk` — 月度绩效面谈：准备、约时间、记录共识；上级可用 `{ -perf } talk @小博`
talks-title = 绩效面谈
talks-nobody = （暂无上级）
talks-no-team = 未分配团队
talks-prepare = 准备面谈
talks-open = 打开
talks-moment = { $day } { $time }
talks-line = *{ $name }* · { $month } · { $state }
talks-more = …… 另有 { $count } 人。
talks-own = *您的 { $month }绩效面谈* · 与 { $name } · { $state }
talks-to-hold = *待与下属进行的面谈* · { $count } 场
talks-none = 目前没有需要准备的面谈。每月绩效卡发布后，上级与下属会在七个工作日内面谈。
talks-state-due = { $day }前完成
talks-state-late = 原定 { $day }前完成，已逾期
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
talks-held-more = …… 另有 { $count } 个团队的面谈尚未完成。
talks-held-without = 有 { $count } 人已有绩效卡但暂无上级，无法安排面谈。
talks-held-note = 您可以看到面谈是否进行；面谈内容仅双方可见。

talks-error-held-ahead = 请选择实际面谈的日期，最晚 { $on }。
talks-error-held-early = 请选择 { $on }或之后的日期：面谈针对的是已结束的月份。
