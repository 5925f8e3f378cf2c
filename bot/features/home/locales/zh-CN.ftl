home-hello = { $name } · { $day }
home-no-team = 您还没有加入团队，暂时没有需要填报的内容。请联系上级或 HR。
home-no-team-administrator = 您不属于任何团队，无需填报数据。团队、方案与目标值可在“管理”中设置。
home-no-scheme = 您所在的团队 { $team } 目前没有需要填报的数据：尚未指定考核方案，或全部指标均由人员评价。如有疑问，请联系上级或 HR。

home-tour = *欢迎来到您的主页* · { $step } / { $steps }
    { $text }
home-tour-1 = 待办事项排在最上方，越紧急越靠前，点旁边的按钮就能处理。每天打卡只需约 20 秒。
home-tour-2 = 下方是本月进展：每项指标的目标值和您的进度。进度 100% 表示照此节奏可以达成目标；请假天数已按出勤扣除，不会拖低进度。
home-tour-3 = 月度结算后，绩效卡会出现在这里，并以私信发给您。点“为什么是这个分数”，每个数字都能查到来源；有疑问可以直接提出。绩效卡仅您本人、上级和 HR 可见，同事看不到。
home-tour-next = 下一步
home-tour-skip = 跳过
home-tour-done = 知道了
home-tour-again = 重新查看引导

home-due = *待办* · { $count } 项
home-due-nothing = ✓ *暂无待办*
home-due-all = 查看全部
home-due-title = 待办事项
home-and-more = 另有 { $count } 项。
home-until = 截止{ $day }
home-until-today = 今天
home-overdue = *已过期，原定{ $day }*
home-message = 查看消息
home-due-figures = *今日数据* · { $count } 项待填
home-do-figures = 填写
home-due-card = *绩效卡* · 已发布，尚未确认阅读
home-do-card = 查看
home-due-talk = *绩效面谈* · 请先准备
home-do-talk = 准备
home-due-talks = *待开展的绩效面谈* · { $count } 位
home-do-talks = 查看
home-due-sign = *绩效面谈记录* · { $count } 份待确认
home-do-sign = 查看
home-due-ratings = *同事互评* · { $count } 位 · 约 { $minutes } 分钟
home-do-ratings = 去评价
home-ratings = 我的互评
home-due-report = *本期自评* · 未提交
home-do-report = 去填写
home-due-team-ratings = *下属评价* · 共 { $all } 人，还有 { $count } 人未评
home-do-team-ratings = 去评价
home-due-own-plan = *我的计划* · { $count } 项到期
home-do-own-plan = 查看
home-due-plan = *您负责的计划* · { $count } 项到期
home-do-plan = 查看
home-due-action = { $name }
home-do-action = 完成
home-due-notes = *{ $name }* · 复盘意见未填写
home-do-notes = 填写
home-due-names = *评价人提名* · 您还没有提名
home-do-names = 提名
home-due-approvals = *下属提名的评价人* · { $count } 人待确认
home-do-approvals = 查看
home-due-request = *{ $name }* 想听听您的反馈
home-do-request = 写反馈

home-check-in = 打卡
home-fix = 更正数据
home-card-so-far = 预估绩效卡
home-scheme = 考核规则
home-month = *{ $month }进展* · 第 { $passed } 个工作日，共 { $whole } 个
home-month-before = { $month }的数据可填报至{ $day } { $time }。
home-month-empty = 本月还没有数据。填报后，这里会立即显示数值和目标进度。
home-sign-reached = {"✓ "}
home-sign-on-the-way = {"▸ "}
home-sign-behind = {"▼ "}
home-figure-higher = { $value } / { $target } · 达成 { $attained }
home-figure-lower = { $value }，上限 { $target } · 达成 { $attained }
home-figure-within = { $value }，合理区间 { $low } 至 { $high }
home-figure-no-target = { $value }，未设目标值
home-with-pace = { $line } · 进度 { $pace }
home-no-value = 暂无结果：{ $titles }
home-at-end = 期末对比：{ $titles }
home-also-told = 其他数据：{ $figures }

home-goals = *目标*
home-goal = • { $title } · { $standing }
home-goals-more = …… 另有 { $count } 个
home-goals-none = *目标* · 尚未设定。人人都记得住的两三个，胜过十个。
home-goals-open = 目标
home-no-card = 月度结算后，您会收到第一张绩效卡。
home-card = *{ $month }绩效卡* · { $score } · { $band }
home-card-empty = *{ $month }绩效卡* 没有分数：当月没有可以计算的数据。
home-open-card = 查看绩效卡
home-team-post = 团队月报
home-team-details = 消息串里的明细
home-hint = `{ -perf } help` 查看全部功能。
home-settings-title = 设置
home-settings-zone = 以上时间均以您所在时区（{ $zone }）为准，时区随 Slack 设置。
home-away-title = 请假与外出
home-field-language = 语言
home-field-language-hint = “自动”即跟随 Slack 的语言设置。
home-field-hours = 每日提醒时间
home-field-hours-hint = 例如 9:30；留空则按默认时间提醒。
home-field-quiet = 免打扰时段
home-field-quiet-hint = 例如 20:00-8:00；留空则不设免打扰。
home-field-pause = 恢复提醒日期
home-field-pause-hint = 此前不再提醒，但仍需填报数据；留空则不暂停。
home-field-first = 开始日期
home-field-first-hint = 这些天不会提醒您填报，目标值也会相应调减。
home-field-last = 结束日期
home-field-last-hint = 只请一天可留空。
home-field-kind = 类型
home-field-kind-hint = 类型只有您自己能看到。出差视同出勤，目标值不变。

home-team = *下属今日打卡* · 应打卡 { $expected } 人，已打卡 { $told } 人
home-team-title = 下属今日情况
home-team-nobody = 目前没有向您汇报的成员。
home-team-missing = 尚未打卡：{ $names }
home-team-behind = ▼ *{ $name }* · { $figures }
home-team-pace = { $title } 进度 { $pace }
home-team-on-track = 本月各项指标进度均不低于 80%。
home-team-note = 仅列出本月进度低于 80% 的指标；进度按实际出勤的工作日折算，请假不计入。

home-firm = *HR 工作台*
home-firm-talks = { $count ->
    [0] 没有逾期的绩效面谈
   *[other] 有 { $count } 场绩效面谈已逾期
  }
home-firm-close-running = *{ $month }绩效卡* · 当月尚未结束
home-firm-close-waiting = *{ $month }绩效卡* · 尚未开始计算
home-firm-close-making = *{ $month }绩效卡* · 已算出 { $made } / { $total }
home-firm-close-made = *{ $month }绩效卡* · { $total } 张已全部算出
home-firm-close-held = *{ $month }绩效卡* · 已暂缓发布
home-firm-close-released = *{ $month }绩效卡* · 已发布
home-firm-close-on = { $line } · 预计{ $day }发布
home-firm-close-since = { $line }（{ $day }）
home-firm-cycles = *评审周期* · { $count ->
    [0] 目前没有进行中的
   *[other] { $count } 个进行中
  }
home-firm-rated-until = { $line } · 评价截止{ $day }
home-firm-erasures = *数据删除申请* · { $count } 份待处理
home-questions = *绩效卡疑问* · { $count } 个待答复
home-do-questions = 去答复
home-do-decide = 去处理
home-do-see = 查看
home-admin-open = 管理
home-admin-title = 管理
home-admin-intro = 人员归属与考核规则。
home-admin-people = 人员与团队
home-admin-schemes = 方案与目标值
home-admin-reviews = 评审
home-admin-close = 当月绩效卡

topic-admin = `{ -perf } admin` — 人员、团队、方案与目标值（管理员与 HR）
home-own-data = 导出我的数据
