metrics-told-added = ✓ 已记录 *{ $figure }* { $value }（{ $day }）。
metrics-told-same = 此前已记录 *{ $figure }* { $value }（{ $day }），不会重复计算。
metrics-told-differs = *{ $figure }* { $day }已填报 { $before }，本次的 { $value } 没有记录。如果 { $before } 有误，请更正；原值会保留在记录中。
metrics-told-fixed = ✓ 已更正 *{ $figure }* （{ $day }）：{ $before } → { $value }。原值和您填写的原因都会保留在记录中。

metrics-so-far-empty = 暂无数据
metrics-so-far-sum = 累计 { $value }
metrics-so-far-mean = 平均 { $value }
metrics-so-far-last = 最新值 { $value }
metrics-so-far-max = 最高 { $value }
metrics-so-far-count = 共 { $value } 次
metrics-told-past-month = 如果当月绩效卡已经发布，卡片不会改变；这笔数据会保留在记录中。
metrics-in-month = { $month }：{ $text }
metrics-month-day = { $month }（第 { $passed } 个工作日，共 { $whole } 个）
metrics-so-far-pace = { $value } / { $target }，进度 { $pace }
metrics-last = 上次 { $value }（{ $day }）
metrics-yesterday = 昨日 { $value }

metrics-metric-higher = { $title }：{ $value }，目标值 { $target }，达成率 { $attainment }
metrics-metric-lower = { $title }：{ $value }，上限 { $target }，达成率 { $attainment }
metrics-metric-within = { $title }：{ $value }，合理区间 { $low } 至 { $high }
metrics-metric-no-target = { $title }：{ $value }，未设目标值
metrics-metric-missing = { $title }：暂无结果，还缺{ $missing }
metrics-metric-empty = { $title }：暂无结果
metrics-metric-at-end = { $title }：本期结束后与往期对比
metrics-metric-pace = { $line }，进度 { $pace }
metrics-metric-quarter = { $line }（本季度至今）
metrics-metric-half = { $line }（本半年至今）
metrics-metric-year = { $line }（本年度至今）

metrics-button-correct = 更正
metrics-button-fix = 更正数据
metrics-button-fill-in = 填写

metrics-form-title = 每日打卡
metrics-form-day = *您在{ $day }的数据*
metrics-form-goal = 今日目标
metrics-form-blockers = 遇到的阻碍
metrics-form-label = { $title }（{ $unit }）
metrics-form-example = 例如 { $example }
metrics-form-save = 保存
metrics-form-cancel = 取消
metrics-form-more = 另有 { $count } 项数据放不下，请用 `{ -checkin } 数据名 数值` 填报。

metrics-fix-title = 更正数据
metrics-fix-current = *{ $figure }* 在{ $day }的当前值为 { $value }。
metrics-fix-none = *{ $figure }* { $day }还没有数据。如需填报：`{ -checkin } { $name } 数值 { $date }`
metrics-fix-value = 正确的数值
metrics-fix-reason = 更正原因
metrics-fix-hint = 原值会连同更正原因一起保留在记录中。

metrics-prompt-title = *{ $weekday }数据，{ $name }* · 约 20 秒
metrics-prompt-brief = { $day }：还有 { $count } 项数据未填
metrics-working-day = 第 { $passed } 个工作日，共 { $whole } 个
metrics-more = ……另有 { $count } 项
metrics-nudge = { $name }，{ $weekday }的数据还有 { $count } 项没有填。当天填最省心。
metrics-done = ✓ 已于 { $time } 完成 · { $day }
metrics-done-open = 还未填报：{ $figures }

metrics-help =
    {"*填报数据*"}
    • `{ -checkin }` 打开表单：今日目标、遇到的阻碍和当天的全部数据
    • `{ -checkin } 留资数 42` 填报今天的一项；`{ -checkin } 留资数 42 昨天`、`{ -checkin } 留资数 42 2026-11-20 展会` 填报其他日期并附备注
    • `{ -checkin } fix 留资数` 用表单更正；`{ -checkin } fix 留资数 45 2026-11-20 录入错误` 直接更正。更正须写明原因，原值会保留
    • 数值写法：`1,234`、`12.5%`、`3k`、`1.2万`、`¥80`。日期写法：`2026-11-20`、`11-20`、`11月20日`、`昨天`
    • 每项数据都可以用编号、名称或中英文别名：`leads`、`form submissions`、`留资数`
    每项数据每天只有一个值，重复填报同一数值只计一次。

topic-verify = `{ -perf } verify @bo 2026-10` — 核验某人的填报记录：核实，或注明原因后剔除（HR 和审计）
metrics-check-title = 核验填报记录
metrics-check-intro = *{ $name }* · { $month }
metrics-check-of = *{ $figure }* · { $name } · { $month }
metrics-check-figure = *{ $figure }* —— 共 { $total } 条
metrics-check-verified = 已核实 { $count } 条
metrics-check-excluded = 已剔除 { $count } 条
metrics-check-open = 核验
metrics-check-nothing = 本月没有填报记录。
metrics-check-note = 剔除后立即从各项合计中扣除：首页、预估绩效卡和月度结算都以扣除后的数据为准。已发布的绩效卡保持不变，直至 HR 重新计算。是否核实不影响计分。
metrics-check-done = { $count ->
        [0] :white_check_mark: 结论与原来一致，未作改动。
       *[other] :white_check_mark: 已保存 { $count } 条记录的核验结论。
    }
metrics-check-entry-open = • { $day } *{ $value }* —— { $by }，{ $when }，{ $source }
metrics-check-entry-verified = ✓ { $day } *{ $value }* —— { $by }，{ $when }，{ $source }
metrics-check-entry-excluded = ✕ { $day }：{ $value } —— { $by }，{ $when }，{ $source }
metrics-check-source-chat = 对话填报
metrics-check-source-import = 表格导入
metrics-check-operator = 管理员导入
metrics-check-by-verified = { $by } 于{ $when }核实
metrics-check-by-excluded = { $by } 于{ $when }剔除
metrics-check-because = ：{ $reason }
metrics-check-option = { $day } · { $value } · { $verdict }
metrics-check-is-open = 未核验
metrics-check-is-verified = 已核实
metrics-check-is-excluded = 已剔除
metrics-check-field-entries = 填报记录
metrics-check-hint-entries = 如需核实所有尚未核验的记录，此处留空即可。
metrics-check-field-verdict = 核验结论
metrics-check-hint-verdict = 记录更正后需重新核验。
metrics-check-make-verified = 核实：与填报一致
metrics-check-make-excluded = 剔除：不计入数据
metrics-check-make-open = 撤销原有结论
metrics-check-field-reason = 剔除原因
metrics-check-hint-reason = 剔除时必填。本人以及有权查看这些记录的人都能看到。

metrics-error-no-team = 您还没有加入团队，暂时没有需要填报的数据。请联系您的上级或 HR 将您加入团队。
metrics-error-no-scheme = 您的团队还没有考核方案，暂时没有需要填报的数据。请联系您的上级或 HR 在 `{ -perf } admin` 中选定方案。
metrics-error-no-figures = 您团队的考核方案没有需要填报的数据：全部指标均由人员评价。输入 `{ -perf } scheme` 可以查看。
metrics-error-unknown-figure = 您团队的考核方案中没有“{ $typed }”这项数据。可填报的有：{ $known }。用法请看 `{ -checkin } help`
metrics-error-unknown-figure-nearest = 您团队的考核方案中没有“{ $typed }”这项数据，您是不是想填 `{ $nearest }`（{ $title }）？全部数据：{ $known }。用法请看 `{ -checkin } help`
metrics-error-ambiguous = “{ $typed }”可能指 { $figures }，请改用其中一个名称。
metrics-error-value-missing = { $figure }是多少？例如 `{ -checkin } { $name } { $example }`
metrics-error-not-a-number = “{ $typed }”不是可以识别的数值。请写成 { $example }、3k 或 1.2万；千位分隔符须每三位一个。
metrics-error-sign = “{ $typed }”：符号 { $sign } 与{ $figure }不符。请写成 { $example }。
metrics-error-too-large = “{ $typed }”过大，数值须小于一万亿。是否多输了一位？
metrics-error-below-minimum = “{ $typed }”过小：{ $figure }不能低于 { $minimum }。
metrics-error-not-whole = “{ $typed }”不是整数，{ $figure }只能填整数。
metrics-error-decimals = “{ $typed }”的小数超过 { $most } 位，请四舍五入后再填。
metrics-error-no-such-day = “{ $typed }”不是有效日期。请写成 2026-11-20、11-20、11月20日或昨天。
metrics-error-day-unclear = “{ $typed }”有两种读法。请写成 2026-11-20 或 11-20（月-日）。
metrics-error-future = { $on }还没有到，数据须在当天或之后填报。
metrics-error-locked = { $on }的数据已于{ $since } { $time } 锁定，本次没有改动。如需补报或更正，请联系 HR 安排补录，并说明原因。
metrics-error-locked-typed = “{ $typed }”没有记录：{ $on }的数据已于{ $since } { $time } 锁定。如需补报或更正，请联系 HR 安排补录，并说明原因。
metrics-error-check-whom = 要核验谁的填报记录？`{ -perf } verify @姓名`，也可加上月份：`{ -perf } verify @姓名 2026-10`
metrics-error-check-none = 请选择要处理的填报记录。
metrics-error-check-verdict = 请选择核验结论。
metrics-error-check-reason = 请写明剔除原因：这会影响对方的数据。
metrics-error-check-changed = 其中有记录刚被更正或核验过，本次未作改动。请关闭窗口，重新打开核对后再提交。
metrics-error-too-long = 这段文字有 { $length } 个字符，最多 { $limit } 个。
metrics-error-already-told = { $figure }在{ $on }已填报 { $old }。请在此保持原值，用 `{ -checkin } fix { $name }` 更正。
metrics-error-cleared = { $figure }在{ $on }已填报 { $old }，不能在此清空。请填回原值，或用 `{ -checkin } fix { $name }` 更正。
metrics-error-nothing = 还没有填写任何内容：目标、阻碍或任意一项数据均可。
metrics-error-nothing-to-fix = { $figure }在{ $on }没有数据，无需更正。如需填报：`{ -checkin } { $name } 42 …`
metrics-error-reason-missing = 请写明更正原因：`{ -checkin } fix { $name } { $typed } { $on } 原因`。原值和原因都会保留在记录中。

metrics-import-encoding = 文件既不是 UTF-8 也不是 GB 18030 编码，请另存为“CSV UTF-8”。
metrics-import-workbook = 这是 Excel 工作簿，请另存为“CSV UTF-8”后再导入。
metrics-import-too-many-rows = 未采用任何数据：表格超过 { $limit } 行，请拆分后再导入。
metrics-import-too-many-columns = 未采用任何数据：第 { $line } 行有 { $found } 列，一张表最多 { $limit } 列。
metrics-import-long-cell = 未采用任何数据：第 { $line } 行有一个单元格长达 { $length } 个字符，上限为 { $limit } 个。
metrics-import-columns = 缺少列：{ $missing }；现有：{ $found }。首行须写明列名（也可使用对应的中文列名）：{ $known }。
metrics-import-column-twice = 列 { $column } 出现了两次。
metrics-import-unreadable = 未采用文件中的任何数据：第 { $line } 行无法读取（{ $reason }）。请在该行及之前查找未成对的引号。
metrics-import-no-scheme = “{ $typed }”在{ $month }不属于任何有考核方案的团队，或在该月结束前已离职。

metrics-digest-title = *尚未填报*
metrics-digest-day = { $day }：{ $names }
metrics-digest-note = 请假或休息的人不在名单内。这里只列姓名，不含任何数据。
