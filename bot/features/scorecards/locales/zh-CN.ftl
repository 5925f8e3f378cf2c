topic-sharing = `{ -perf } sharing` — 哪些成绩可以告诉团队，以及是否参评月度之星
topic-stars = `{ -perf } stars` — 历次月度之星（HR）
topic-close = `{ -perf } close` — 发布前的当月绩效卡：生成进度、等级分布，可暂缓或立即发布（HR）
scorecards-help =
    {"*"}`{ -scorecard }`* 查看您最新的绩效卡。
    `{ -scorecard } 2026-10`、`{ -scorecard } 10月` 或 `{ -scorecard } 上月` 查看某个月的绩效卡。
    `{ -scorecard } 三季度`、`{ -scorecard } 上半年` 或 `{ -scorecard } 2026` 查看季度、半年或全年的绩效卡。
    `{ -scorecard } why` 逐步查看得分的计算过程；`{ -scorecard } why mql` 只看一项指标。
    `{ -scorecard } @bo 2026-10` 查看您所管理同事的绩效卡；HR 可以查看所有人。
    `{ -scorecard } 疑问` 列出大家对自己绩效卡提出的疑问，供上级和 HR 使用。
    `{ -scorecard } 本月` 查看本月绩效卡的当前情况；正式发布前均为预估。
    `{ -scorecard } 更正` HR 查看绩效卡发布之后更正过的数据。
    `{ -scorecard } 试算` 用其他数值试算最新的绩效卡，仅本人可见。
    `{ -scorecard } 已阅` 上级查看谁已阅读绩效卡；HR 查看人数。
scorecards-none = –
scorecards-no-score = 无得分
scorecards-incomplete = 数据不完整
scorecards-provisional = 预估
scorecards-provisional-so-far = :hourglass_flowing_sand: *预估绩效卡，数据可填报至{ $lock } { $time }。* 截至{ $day }（第 { $passed } 个工作日，共 { $whole } 个），按整月目标值计算，不作为任何决定的依据。
scorecards-provisional-over = :hourglass_flowing_sand: *预估绩效卡，数据可填报至{ $lock } { $time }。* 截至{ $day }，本月已结束，绩效卡尚未发布。
scorecards-provisional-locked = :hourglass_flowing_sand: *预估绩效卡，尚未发布。* 截至{ $day }，数据已于{ $lock } { $time } 锁定；如有遗漏或错误，请联系 HR 安排补录或更正。
scorecards-and-more = ……另有 { $count } 项
scorecards-modal-title = 绩效卡
scorecards-receipt-title = 得分明细
scorecards-close = 关闭
scorecards-period-quarter =
    { $part ->
        [1] { $year }年第一季度
        [2] { $year }年第二季度
        [3] { $year }年第三季度
       *[other] { $year }年第四季度
    }
scorecards-period-half =
    { $part ->
        [1] { $year }年上半年
       *[other] { $year }年下半年
    }
scorecards-period-year = { $year }年全年
scorecards-longer-quarter = { $year }年{ $part ->
        [1] 第一
        [2] 第二
        [3] 第三
       *[other] 第四
    }季度 *{ $score } · { $band }*
scorecards-longer-quarter-own = 您的{ $year }年{ $part ->
        [1] 第一
        [2] 第二
        [3] 第三
       *[other] 第四
    }季度绩效 *{ $score } · { $band }*
scorecards-longer-half = { $year }年{ $part ->
        [1] 上
       *[other] 下
    }半年 *{ $score } · { $band }*
scorecards-longer-half-own = 您的{ $year }年{ $part ->
        [1] 上
       *[other] 下
    }半年绩效 *{ $score } · { $band }*
scorecards-longer-year = { $year }年度 *{ $score } · { $band }*
scorecards-longer-year-own = 您的{ $year }年度绩效 *{ $score } · { $band }*
scorecards-longer-open = 查看
scorecards-longer-open-label = 查看{ $period }的绩效卡
scorecards-longer-parts = 按期内各月的全部数据计算，不是各月得分的平均：{ $months }。
scorecards-longer-part = { $month } { $score }
scorecards-longer-rules = 期间考核方案有调整，整个周期按最后一天生效的方案计算；此前的数据，名称未变的照常计入。
scorecards-longer-team = 期间调整过团队，团队和目标值以最后一天为准，全部数据照常计入。
scorecards-longer-targets = 期间目标值有调整，整个周期各月均按最后一个月的目标值计算。
scorecards-longer-here = { $whole } 个月中计入 { $here } 个月，其余月份不在岗，不设目标，目标值已相应减少。
scorecards-coefficient-month = 等级 { $band }，当月绩效奖金系数 { $coefficient }。
scorecards-coefficient-quarter = 等级 { $band }，本季度绩效奖金系数 { $coefficient }。
scorecards-coefficient-half = 等级 { $band }，本半年绩效奖金系数 { $coefficient }。
scorecards-coefficient-year = 等级 { $band }，本年度绩效奖金系数 { $coefficient }。
scorecards-why-button = 为什么是这个分数
scorecards-read-button = 我已阅
scorecards-read-on = ✓ 已于{ $day }阅读
scorecards-outcome = { $day }就第 { $revision } 版提出的疑问
scorecards-outcome-open = 待答复
scorecards-outcome-answered = 已于{ $day }答复
scorecards-outcome-led = 已更正为第 { $revision } 版
scorecards-not-read = 本人尚未确认阅读
scorecards-read-noted = ✓ 已记录：您已阅读{ $month }的绩效卡。
scorecards-open-mine-button = 查看我的绩效卡
scorecards-change-up = ▲ 较{ $month }提高 { $moved }
scorecards-change-down = ▼ 较{ $month }下降 { $moved }
scorecards-change-same = 与{ $month }持平
scorecards-context = { $scheme } 第 { $version } 版 · { $scored } / { $metrics } 项指标计分 · 覆盖应计权重的 { $coverage }%
scorecards-context-ratings = 评分波动 ± { $reach }
scorecards-picture-run = 历次得分
scorecards-picture-line = 达标线 { $line }
scorecards-picture-incomplete = 数据不完整
scorecards-picture-dimensions = 各维度得分
scorecards-picture-met = 达成目标：100 分
scorecards-picture-part = { $points } / { $share }
scorecards-picture-words = { $title }：{ $items }。
scorecards-picture-item = { $name } { $value }
scorecards-picture-item-incomplete = { $name } { $value }（数据不完整）
scorecards-picture-words-run = { $title }（达标线 { $line }）：{ $items }。
scorecards-strip = { $month }与此前各月
scorecards-strip-score = 得分
scorecards-strip-line = 达标线 { $line }
scorecards-strip-item = { $name } { $value }（{ $target }）
scorecards-picture-team-run = 团队得分走势
scorecards-picture-team-metrics = 各项指标达成率
scorecards-picture-team-target = 达成目标：100%
scorecards-picture-team-reached = { $reached }%
scorecards-picture-bands = { $month }绩效卡等级分布
scorecards-picture-bands-few = { $words }{ $few }
scorecards-dimension = *{ $title }*   { $points } / { $share }
scorecards-dimension-empty = *{ $title }* —— 本期没有计分项
scorecards-target-higher = 目标值 { $target }
scorecards-target-lower = 目标值 ≤ { $target }
scorecards-target-within = 目标区间 { $low } 至 { $high }
scorecards-goal-higher = { $target }
scorecards-goal-lower = ≤ { $target }
scorecards-goal-within = { $low } 至 { $high }
scorecards-metric-scored = • { $title }：{ $value } / { $target } → { $points } 分 × { $share }% = { $contribution }
scorecards-metric-rated = • { $title }：{ $value } / 5，{ $raters } 人评价 → { $points } 分 × { $share }% = { $contribution }
scorecards-metric-in-progress = ◦ 进行中：{ $title }，目前 { $value } / { $target }，计入{ $month }的绩效卡
scorecards-metric-in-progress-empty = ◦ 进行中：{ $title }，暂无数据，计入{ $month }的绩效卡
scorecards-metric-in-progress-rated = ◦ 进行中：{ $title }，评价结果计入{ $month }的绩效卡
scorecards-not-counted = *未计分* —— 缺少数据不按零计，权重分摊给其他指标
scorecards-metric-missing = ✕ { $title }（权重 { $weight }）：{ $reason }
scorecards-reason-no-figures = 没有填报{ $figures }
scorecards-reason-none-counts = { $figures }没有可计入的填报记录
scorecards-reason-no-data = 所需数据没有在同一个月内填报齐全
scorecards-reason-with-release = 随绩效卡一并发布
scorecards-reason-compared-later = 需与往期整段数据对比，本期结束后计算
scorecards-reason-no-ratings = 尚无人评价
scorecards-reason-too-few-raters = 评价人不足三人，为避免辨认出评价人，不显示也不计分
scorecards-reason-too-few-outside = 能作出评价的外部人员不足三人，为避免辨认出评价人，不显示也不计分
scorecards-reason-no-history = 缺少用于对比的往期数据
scorecards-reason-division-by-zero = 作为分母的数据为 0
scorecards-reason-not-finite = 数据过大，无法计算
scorecards-reason-no-target = 没有设定目标值
scorecards-reason-zero-target = 目标值为 0
scorecards-reason-negative-target = 目标值小于 0
scorecards-reason-absent = 在其统计期内您没有在岗的工作日
scorecards-note-revised-ratings = :arrows_counterclockwise: *本卡第 { $revision } 版：* { $month }的评价结果在绩效卡发布之后才公布，现已计入，其他内容未重新计算。
scorecards-note-revised-appraisal = :arrows_counterclockwise: *本卡第 { $revision } 版：* 上级在绩效卡发布之后修改了{ $month }的评价，现已计入；修改原因见该评价（`{ -perf } appraise`），其他内容未重新计算。
scorecards-note-revised-correction = :arrows_counterclockwise: *本卡第 { $revision } 版：* { $month }绩效卡发布之后，相关数据有更正，现已重新计算。目标值、规则和评价均未改变。
scorecards-note-explanation = HR 说明：{ $text }
scorecards-change-of-score = 原为：{ $before } · { $band_before }；现为：{ $after } · { $band_after }。
scorecards-change-of-metric = • { $title }：{ $before } → { $after }，{ $points_before } → { $points_after } 分
scorecards-change-of-rating = • { $title }：{ $points_before } → { $points_after } 分
scorecards-note-incomplete = :information_source: *这张绩效卡数据不完整。* 本期应计权重中有数据的占 { $coverage }%，评定等级需要 { $needed }%。因此不评等级，也不会带来任何不利后果。
scorecards-note-weights = 未计分指标的权重已分摊给有得分的指标，上面的占比合计为 100%。
scorecards-note-last-team = 当月调整过团队，考核方案和目标值以最后所在的“{ $team }”为准；该方案用到的数据，全月照常计入。
scorecards-note-months-missing = 以下指标有部分月份没有数据：{ $metrics }。这些月份不参与计算，也不按零计。
scorecards-note-checked = :mag: *{ $title }* · { $checked }
scorecards-note-calibration = :scales: 评分存在波动，在波动范围内等级可能不同。本卡已标记为待校准，由人工复核。
scorecards-note-best = 表现最好：{ $best }；各项指标均已达标。
scorecards-note-best-and-weakest = 表现最好：{ $best }；最需关注：{ $weakest }。
scorecards-best-plain = *{ $title }*
scorecards-best-since = *{ $title }* · 自{ $month }以来最好
scorecards-best-ever = *{ $title }* · 为最近 { $count } 张绩效卡中最好
scorecards-weakest-run = *{ $title }* · 连续第 { $times } 次未达标
scorecards-way = 达到 { $band } 级：{ $ways }。
scorecards-way-one = { $title } { $before } → { $value }
scorecards-way-or = ，或
scorecards-way-none = 仅靠一项指标无法达到 { $band } 级，需要两项以上一起提升。
scorecards-what-if-button = 试算
scorecards-what-if-title = 绩效试算
scorecards-what-if-submit = 查看得分
scorecards-what-if-intro = *换个数值看看{ $month }的得分。* 填写想试算的数值；留空的指标按绩效卡上的实际值计算。
scorecards-what-if-result = *{ $score } · { $band }* （原为 { $before }），假设：
scorecards-what-if-value = • { $title }：{ $before } → { $after }
scorecards-what-if-coefficient = { $band } 级对应的绩效系数为 { $coefficient }。
scorecards-what-if-ways = *达到 { $band } 级* （{ $min } 分起，绩效系数 { $coefficient }），其他不变，做到以下任意一项即可：
scorecards-what-if-no-way = 仅靠一项指标无法达到 *{ $band }* 级（{ $min } 分起，绩效系数 { $coefficient }），需要两项以上一起提升。
scorecards-what-if-way = • { $way }
scorecards-what-if-others = 单独提升仍不够：{ $metrics }
scorecards-what-if-highest = 您已在最高等级。
scorecards-what-if-incomplete = 这张绩效卡数据不完整，不评等级。可以试填缺少的数值。
scorecards-what-if-hint = { $value } / { $target }
scorecards-what-if-private = 仅您本人可见，不会保存。
scorecards-corrections-title = 数据更正
scorecards-corrections-none = 已发布的月份没有更正过的数据。
scorecards-corrections-of =
    { $count ->
        [0] *{ $month }：* 月度绩效卡本身没有变化。
       *[other] *{ $month }：* 绩效卡发布之后有数据更正，影响 { $count } 人的绩效卡：{ $names }
    }
scorecards-corrections-longer = 同时影响 { $count } 人的 *{ $period }* 绩效卡：{ $names }
scorecards-corrections-note = 已发布的内容保持不变。重新计算会为受影响的同事生成新的一版并注明差异；无论涉及几张绩效卡，每人只通知一次。您本人的绩效卡由其他 HR 处理。
scorecards-corrections-wait = *有绩效卡发布后更正的数据待处理。* 在您重新计算之前，所有绩效卡保持不变。
scorecards-corrections-of-month = *{ $month }：* { $cards }
scorecards-corrections-month = { $count } 人
scorecards-corrections-quarter = { $count } 张季度绩效卡
scorecards-corrections-half = { $count } 张半年度绩效卡
scorecards-corrections-year = { $count } 张年度绩效卡
scorecards-corrections-open = 查看名单
scorecards-compute-anew = 重新计算
scorecards-compute-anew-intro = *{ $month }* 的绩效卡，以及已发布的所属季度、半年度、年度绩效卡，凡受更正数据影响的，都会生成新的一版。规则、目标值和评价保持不变。
scorecards-compute-anew-label = 用一句话说明原因
scorecards-compute-anew-note = 绩效卡有变化的同事会看到这句话和具体差异。
scorecards-computed-anew =
    { $count ->
        [0] 没有变化，所有绩效卡保持原样。
       *[other] { $count } 张绩效卡已生成新的一版，差异已通知本人，每人一次。
    }
scorecards-error-not-closed = { $month }的绩效卡尚未发布；现在更正的数据会直接计入。
scorecards-unread = 您{ $month }的绩效卡已发布，您还没有确认阅读。只需一分钟；如有不对的地方，请直接提出。
scorecards-readings-title = 绩效卡阅读情况
scorecards-readings-of = *{ $month }的绩效卡*
scorecards-readings-read = ✓ { $name }，{ $day }
scorecards-readings-open = ○ { $name }，尚未确认阅读
scorecards-readings-count = { $out } 人中已有 { $read } 人确认阅读。具体是谁，仅其直属上级可见。
scorecards-readings-none = 您的下属目前还没有绩效卡。
scorecards-receipt-intro =
    {"*"}{ $name } · { $month }*
    { $scheme } 第 { $version } 版 · 规则 `{ $hash }` · 发布于{ $published }
    以下内容均为绩效卡发布时的数据。
scorecards-receipt-intro-provisional =
    {"*"}{ $name } · { $month } · 预估*
    { $scheme } 第 { $version } 版 · 规则 `{ $hash }` · 截至{ $published }
    以下为当前数据的即时计算结果，不作保存。
scorecards-receipt-metrics = 第 { $first }–{ $last } 项指标，共 { $total } 项；下方合计包含全部指标。
scorecards-receipt-back = 前面的指标
scorecards-receipt-on = 后面的指标
scorecards-entries-button = 填报记录
scorecards-entries = *第 { $first } 至 { $last } 条填报记录，共 { $total } 条*
scorecards-entries-none = 没有可显示的填报记录：已超过保留期限，或从未填报。
scorecards-entries-back = 更早
scorecards-entries-on = 更晚
scorecards-entry-counted = • { $day } · { $figure } *{ $value }* —— { $by }，{ $when } { $time }，{ $source }
scorecards-entry-replaced = ◦ { $day } · { $figure }：{ $value }，后经更正 —— { $by }，{ $when } { $time }，{ $source }
scorecards-entry-later = ✕ { $day } · { $figure }：{ $value }，晚于本卡，未计入 —— { $by }，{ $when } { $time }，{ $source }
scorecards-entry-excluded = ✕ { $day } · { $figure }：{ $value }，已剔除 —— { $by }，{ $when } { $time }，{ $source }
scorecards-verdict-verified = { $by } 于{ $day }核实
scorecards-verdict-excluded = { $by } 于{ $day }剔除
scorecards-verdict-open = { $by } 于{ $day }撤销核验结论
scorecards-verdict-because = { $verdict }：{ $reason }
scorecards-verdict-later = { $verdict }；尚未计入本卡
scorecards-checked-excluded = { $total } 条填报记录中剔除 { $count } 条：{ $reason }（{ $by }，{ $day }）
scorecards-checked-excluded-plain = { $total } 条填报记录中剔除 { $count } 条（{ $by }，{ $day }）
scorecards-checked-excluded-others = { $total } 条填报记录中另有 { $count } 条因其他原因剔除
scorecards-checked-counts = { $total } 条填报记录中剔除 { $excluded } 条，核实 { $verified } 条
scorecards-checked-verified = { $total } 条填报记录中有 { $count } 条已由 { $by } 核实
scorecards-entries-check = 核验填报记录
scorecards-entry-reason = （原因：{ $reason }）
scorecards-entered-by-operator = 系统维护人员
scorecards-source-chat = 对话填报
scorecards-source-import = 批量导入
scorecards-recompute-button = 自行验算
scorecards-recompute-note = 您会在私信中收到一个文件，内含规则、得分明细和全部填报记录；用 `evenhand score --card` 可以算出同样的得分。
scorecards-file-title = { $month }绩效卡
scorecards-file-comment = 这是您的绩效卡，附规则和全部填报记录。运行 `evenhand score --card { $name }` 即可重新计算。文件含有您的个人数据，请妥善保管。
scorecards-file-promised = 文件将通过私信发给您。
scorecards-error-file-once-a-day = 今天已经发过这个文件，请在私信中查看。
scorecards-step-input = { $title }（`{ $figure }`），{ $months }{ $aggregate }：{ $value }
scorecards-step-months = 没有数据、不参与计算的月份：{ $months }
scorecards-step-value = `{ $formula }` = *{ $value }*
scorecards-step-target = 目标值 { $target }（{ $origin }）
scorecards-step-days = { $month }：应出勤 { $whole } 个工作日，在岗 { $there } 天
scorecards-step-target-scaled = 目标值 { $stated }（{ $origin }）× { $factor }（计入您考核的时间占比）= { $target }
scorecards-step-attainment-higher = 达成率：实际值 / 目标值 = { $attainment }%
scorecards-step-attainment-lower = 达成率（越低越好）：目标值 / 实际值 = { $attainment }%
scorecards-step-within = 在 { $low } 至 { $high } 之间为 100%；达成率：{ $attainment }%
scorecards-step-points = 得分按“达成率 → 分值”线性折算（{ $curve }）→ *{ $points }*
scorecards-step-ratings = 共 { $raters } 人按 1–5 分评价，每人只计一次，平均 { $mean }
scorecards-step-voices = 共 { $raters } 位外部人员按 1–5 分评价，平均 { $mean }。评价不记录由谁给出，因此未作宽严校正。
scorecards-step-rounds =
    { $rounds ->
        [1] 共 { $raters } 人按 1–5 分评价，每人只计一次。
       *[other] 分 { $rounds } 轮按 1–5 分评价，共 { $raters } 人次，每轮分别校正。
    }不保留校正前的平均分：两者对照会暴露评价人打分的宽严。
scorecards-step-corrected = 校正评分尺度宽严差异后为 *{ $corrected }* · 标准误 { $error }。可比人员的总体均值为 { $mean }。
scorecards-step-correction =
    { $rounds ->
        [1] 本轮
       *[other] 各轮
    }校正使均值上下变动的幅度一般为 { $size } 分。这是全体被评人的总体情况；单独显示某个人的变动，会暴露其评价人打分的宽严。
scorecards-step-correction-little =
    { $rounds ->
        [1] 本轮
       *[other] 各轮
    }校正使均值上下变动的幅度一般不到 0.1 分。这是全体被评人的总体情况；单独显示某个人的变动，会暴露其评价人打分的宽严。
scorecards-step-correction-small =
    { $rounds ->
        [1] 本轮
       *[other] 其中有一轮
    }人数太少，不显示校正的总体幅度：被评人和评价人均达到 { $least } 人才会显示。
scorecards-step-apart = 本期评价分为 { $components } 个互不相连的小组，组间没有共同的评价人或被评人，无法比较宽严，因此各组保留各自的均值。
scorecards-step-rated-points = 得分：25 ×（{ $mean } − 1）= *{ $points }*
scorecards-step-weight = 权重 { $weight }，占全部计分权重的 { $share }%：{ $points } × { $share }% = *{ $contribution }*
scorecards-step-in-progress = 进行中：权重 { $weight } 计入{ $month }的绩效卡。
scorecards-step-missing = 未计分：{ $reason }。其权重 { $weight } 已分摊给其他指标。
scorecards-from-to = { $first }至{ $last }
scorecards-aggregate-sum = 合计
scorecards-aggregate-mean = 平均值
scorecards-aggregate-last = 最后一次填报值
scorecards-aggregate-max = 最高值
scorecards-aggregate-count = 填报次数
scorecards-origin-own = 为您或您的团队设定
scorecards-origin-reference = 出自书面规则
scorecards-origin-default = 考核方案的初始值
scorecards-sum-coverage = 数据覆盖：应计权重 { $due } 中有数据的为 { $covered }，占 { $coverage }%（评定等级需要 { $needed }%）
scorecards-sum-nothing = 没有可以计分的指标，因此没有得分。
scorecards-sum-own = 合计：{ $parts } = *{ $own }*
scorecards-sum-team = × 团队系数 { $coefficient }：团队目标达成率 { $attainment }%，系数限定在 { $low } 至 { $high } 之间
scorecards-sum-team-none = × 团队系数 1：本期没有已确认且可统计的团队目标；没有目标不等于没有完成
scorecards-sum-team-month = × 团队系数 1：团队目标按季度或半年设定，计入相应周期的绩效卡
scorecards-sum-goal = • { $title }：完成 { $attained }%，权重 { $weight }
scorecards-sum-goal-unknown = • { $title }：未统计，不计入（权重 { $weight }）
scorecards-sum-goal-gone = 目标 { $number }
scorecards-sum-special = + 特别加分 { $special }
scorecards-sum-special-line = • +{ $points }：{ $reason }（{ $proposed } 提出，{ $agreed } 同意）
scorecards-sum-special-gone = • +{ $points }：理由已过保留期
scorecards-sum-special-most = • 共同意 { $given } 分，考核方案最多计 { $most } 分
scorecards-note-special = *特别加分* +{ $special } · 理由见“为什么是这个分数”
scorecards-sum-capped = 得分最高为 { $cap }
scorecards-sum-score = *得分（四舍五入）：{ $score }*
scorecards-sum-interval = 评分存在波动：在 { $level }% 的置信水平下，得分介于 { $low } 与 { $high } 之间
scorecards-sum-band = 等级 *{ $band }* （{ $bands }）
scorecards-sum-no-band = 不评等级：绩效卡数据不完整。
scorecards-band-from = { $min } 分起为 { $band }
scorecards-waiting = 您还没有绩效卡。绩效卡每月发布一次，目前尚未设定日期。
scorecards-waiting-until = 您还没有绩效卡。下一批绩效卡将于{ $day } { $time } 发布。
scorecards-waiting-no-scheme = 暂无数据可以显示：您的团队尚未指定考核方案，或全部指标均由人员评价。管理员可以在 `{ -perf } admin` 中指定考核方案。
scorecards-waiting-so-far = *本月至今*
scorecards-waiting-metric = • { $title }：{ $value }，目标值 { $target }（达成率 { $attainment }%）
scorecards-waiting-metric-empty = ◦ { $title }：暂无数据（缺少：{ $missing }）
scorecards-waiting-metric-later = ◦ { $title }：暂无结果
scorecards-team-headline = { $team } · { $month }
scorecards-team-headline-score = { $team } · { $month } · { $score }
scorecards-at-least = { $value } 及以上
scorecards-at-most = { $value } 及以下
scorecards-team-out = { $count } 张绩效卡已发布。
scorecards-team-mean = 团队得分是 { $count } 张绩效卡中数据完整的 { $scored } 张的平均分。
scorecards-team-too-few = 至少有 { $minimum } 人的绩效卡数据完整时，才显示团队得分。
scorecards-team-changed = 本月不显示团队得分：计入人员与前几个月略有不同，前后一比就能推算出个别人的得分。
scorecards-team-anew = :arrows_counterclockwise: 数据已更新：多张绩效卡在发布后有修订。
scorecards-team-course-rising = 连续两个月上升
scorecards-team-course-falling = 连续两个月回落
scorecards-team-course-steady = 近三个月平稳
scorecards-team-course-mixed = 近三个月有升有降
scorecards-team-longer = { $period } *{ $score }* （该期 { $count } 张数据完整绩效卡的平均分）
scorecards-team-well = :seedling: *做得好的：* { $metrics }
scorecards-team-well-metric = { $title }（达成率 { $attainment }%）
scorecards-team-moves = *变化最大的指标*
scorecards-team-move-up = ▲ { $title }：达成率 { $before }% → { $now }%
scorecards-team-move-down = ▽ { $title }：达成率 { $before }% → { $now }%，可以一起看看原因
scorecards-team-goals = *目标*
scorecards-team-goal = • { $title } · { $standing }
scorecards-team-agreed = *我们约定改进的事项*
scorecards-team-agreed-action = • { $text }（{ $day }前完成）
scorecards-team-details = 团队各项指标 · { $month }
scorecards-team-spread = { $count } 人中有 { $met } 人达成本人目标
scorecards-team-figure-met = ✓ { $title } *{ $value }* （{ $target }，达成率 { $attainment }%）
scorecards-team-figure-open = ○ { $title } *{ $value }* （{ $target }，达成率 { $attainment }%）
scorecards-team-figure-end = ○ { $title } *{ $value }* （{ $target }）
scorecards-team-figure-rated = ○ { $title } *{ $value }* （满分 5，成员评分的平均值）
scorecards-team-too-few-metrics = 填报不足 { $minimum } 人，不予显示：{ $metrics }
scorecards-team-changed-metrics = 数据来源的人员与前几个月或其他指标略有不同，为避免推算出个人数据，本月不显示：{ $metrics }
scorecards-team-one-persons-metrics = 取最高值的指标就是某一个人的数据，不予显示：{ $metrics }
scorecards-team-in-progress-metrics = 仍在进行中：{ $metrics }
scorecards-team-no-data-metrics = 暂无数据：{ $metrics }
scorecards-team-promise = 这里只显示团队数据。每张绩效卡仅本人、其上级及 HR 可见。
scorecards-team-promise-named = 这里只显示团队数据，以及 { $names } 同意分享的内容。每张绩效卡仅本人、其上级及 HR 可见。
scorecards-team-wins = :tada: *亮点*
scorecards-digest-headline = 各团队概览 · { $month }
scorecards-digest-mean = 以下 { $teams } 个团队的平均分为 *{ $score }* · 共 { $cards } 张数据完整的绩效卡
scorecards-digest-team = • *{ $team }* { $score }
scorecards-digest-cards = { $count } 张绩效卡中 { $scored } 张数据完整
scorecards-digest-questions = { $count } 个疑问待答复
scorecards-digest-hidden = 计入人数过少，或近几个月人员略有变动，不予显示：{ $teams }
scorecards-digest-note = 仅发送给 HR 和团队负责人的上级。除待答复的疑问数外，内容均与各团队频道中的消息一致。
scorecards-star = :star: *{ $month }之星：{ $name }* （{ $how }）
scorecards-star-by-score = 报名参评者中数据完整、得分最高
scorecards-star-by-shared = 报名参评者中数据完整、得分并列最高
scorecards-star-by-longest-ago = 得分并列最高，由最久未获评者当选
scorecards-win-figure = *{ $name }：* { $title } { $value }，达成率 { $attainment }%
scorecards-win-figure-best = *{ $name }：* { $title } { $value }，达成率 { $attainment }%，为近几个月最好成绩
scorecards-win-words = *{ $name }：* { $title }达成目标
scorecards-win-words-best = *{ $name }：* { $title }达成目标，为近几个月最好成绩
scorecards-win-asked =
    { $month }有一项成绩很亮眼，可以让团队知道吗？
    > { $line }
scorecards-win-note = 同意后会出现在团队频道的消息里。如果具体数字与团队数据放在一起会推算出他人的数据，则只写“达成目标”。选择不分享不会告知任何人；同意后也可随时撤回。
scorecards-win-shared =
    ✓ 已与团队分享{ $month }的成绩。如需撤回，请输入 `{ -perf } sharing`。
    > { $line }
scorecards-win-declined =
    ✓ 已保留，不会分享，也不会有人知道曾经问过您。
    > { $line }
scorecards-win-withdrawn =
    ✓ 已撤回，团队频道的消息中不再显示。
    > { $line }
scorecards-win-dropped =
    这项数据其间有更正，因此没有分享。
    > { $line }
scorecards-win-yes = 可以分享
scorecards-win-no = 不分享
scorecards-win-withdraw = 撤回
scorecards-sharing-open = 我的选择
scorecards-sharing-title = 与团队分享
scorecards-sharing-save = 保存
scorecards-sharing-intro = 未经您在这里或在询问时同意，任何与您个人有关的内容都不会出现在频道里。
scorecards-sharing-wins = 有亮眼成绩时
scorecards-sharing-ask = 每次先问我能否告诉团队
scorecards-sharing-never = 不要问我
scorecards-sharing-star-label = 月度之星
scorecards-sharing-star = 我报名参评
scorecards-sharing-star-note = 考核方案设有月度之星的，由报名参评者中数据完整、得分最高的人当选；得分相同时，按方案规定并列当选，或由最久未获评者当选。未报名者既不会被提名，也不计入参评人数。绩效卡事后修订不影响已评出的结果。
scorecards-stars-title = 月度之星
scorecards-stars-intro = 按考核方案的规则，从报名参评者中评出。绩效卡事后修订不影响结果；如有需要，您可以撤销。
scorecards-stars-none = 还没有评出过月度之星。成员可通过 `{ -perf } sharing` 报名参评。
scorecards-stars-of = { $team } · { $count } 人参评
scorecards-stars-back = 已撤销
scorecards-stars-take = 撤销
scorecards-stars-sure = 团队频道的消息中将不再显示，且无法恢复。
scorecards-closing-title = 当月绩效卡
scorecards-closing-running = 当月尚未结束，月末后才会生成绩效卡。
scorecards-closing-waiting = 当月已结束，绩效卡尚未开始生成。
scorecards-closing-making = 绩效卡正在生成。
scorecards-closing-made = 绩效卡已生成，等待发布，目前无人可见。
scorecards-closing-held = *已暂缓发布。* 恢复之前，任何绩效卡都不会发出。
scorecards-closing-released-at = :white_check_mark: 已于{ $day } { $time } 发布，共 { $total } 张。
scorecards-closing-progress = 已生成 { $made } / { $total }
scorecards-closing-wanted = 生成完毕且未被暂缓时，将立即发布。
scorecards-closing-until = 成员可填报数据至{ $day } { $time }。
scorecards-closing-locked = 数据已于{ $day } { $time } 锁定；如有遗漏或错误，仍可由运维人员用表格补录或更正：`evenhand import entries`。
scorecards-closing-due = 将于{ $day } { $time } 发布。
scorecards-closing-planned = 原定{ $day } { $time } 发布。
scorecards-closing-held-by = *{ $name } 于{ $day } { $time } 暂缓发布*
scorecards-closing-kinds = *结果预览：* 完整 { $complete } 张 · 数据不完整 { $incomplete } 张 · 无得分 { $unscored } 张
scorecards-closing-band = { $band } 级 *{ $cards }*
scorecards-closing-band-before = （上月：{ $cards }）
scorecards-closing-few-cards = 少量
scorecards-closing-few = “少量”指不足 { $minimum } 人的分组；若由总数可推算出该分组，则另有一组也不显示。
scorecards-closing-lacking = *{ $teams } 个团队缺少数据：*
scorecards-closing-lacking-team = • { $team }：{ $members } 人中有 { $unscored } 人无得分
scorecards-closing-look = 刷新
scorecards-closing-again = 重新生成
scorecards-closing-let-go = 恢复发布
scorecards-closing-let-go-asked = 如已过发布日，绩效卡将立即发出，每个人都会收到自己的一张。
scorecards-closing-release = 立即发布
scorecards-closing-release-asked = 每个人都会收到自己的绩效卡，发布后无法撤回；之后的更正将以新版本发布。
scorecards-closing-open = 查看详情
scorecards-closing-soon = { $month }的绩效卡将于明天发布。
scorecards-hold-title = 暂缓发布
scorecards-hold-button = 暂缓发布
scorecards-hold-intro = 在 HR 恢复发布之前，{ $month }的绩效卡都不会发出。
scorecards-hold-label = 暂缓原因（HR 可在此查看）
scorecards-error-month = “{ $typed }”不是月份，请写成 2026-10 的形式。
scorecards-error-no-figures = { $typed } 没有任何人填报数据，也没有评价结果，无法结算：绩效卡将全部为空。
scorecards-error-not-over = { $typed } 尚未结束，最后一天是{ $ends }，次日起才能结算。
scorecards-error-held-already = { $typed } 已由 { $name } 暂缓发布。
scorecards-error-hold-reason = 请填写原因，1 至 { $limit } 个字。
scorecards-error-out = { $typed } 的绩效卡已经发布。
scorecards-error-held = { $typed } 已被暂缓发布；HR 在 `{ -perf } close { $typed }` 中恢复发布后，绩效卡才会发出。
scorecards-error-unknown-request = 无法识别“{ $typed }”。请试试 `{ -scorecard } 2026-10`、`{ -scorecard } 10月`、`{ -scorecard } 上月`、`{ -scorecard } why` 或 `{ -scorecard } help`。查看他人的绩效卡时，请在姓名前加 @。
scorecards-error-unknown-metric = 这张绩效卡上没有指标“{ $typed }”。现有指标：{ $known }。
scorecards-error-no-card-yet = 还没有绩效卡。输入 `{ -scorecard }` 可以查看下一批的发布时间。
scorecards-error-no-card-of-month = 没有{ $month }的绩效卡。已有的月份：{ $months }。
scorecards-error-no-provisional = 无法预估{ $month }的绩效卡：需要先加入有考核方案的团队。
scorecards-talk-button = 准备绩效面谈
scorecards-question-button = 提出疑问
scorecards-question-title = 绩效卡疑问
scorecards-questions-title = 绩效卡疑问
scorecards-question-intro = *{ $month }的数据有误？* 请说明哪里不对、正确的数据在哪里可以查到。您的上级和 HR 会看到并答复。
scorecards-question-label = 哪里不对？
scorecards-question-note = 疑问未答复之前，凡是按连续月份判断的事项都不计入这个月。
scorecards-question-sent = 您的疑问已转给上级和 HR，有答复时会通知您。
scorecards-questioned = { $name } 认为{ $month }的数据有误。
scorecards-question-read = 查看并答复
scorecards-question-of = *{ $name } · { $month }* · 绩效卡第 { $revision } 版
scorecards-question-led = 此疑问提出后，数据或评价已更正，见绩效卡第 { $revision } 版。
scorecards-question-see = 查看疑问与答复
scorecards-question-waits = 尚未答复。
scorecards-question-answered = 您对{ $month }的疑问已有答复。
scorecards-question-aside = HR 已将该月排除：凡是按连续月份判断的事项都不计入这个月。
scorecards-questions-none = 没有等您答复的疑问。
scorecards-answer-read = 查看答复
scorecards-answer-label = 您的答复
scorecards-answer-aside-label = 这个月如何处理？
scorecards-answer-aside = 凡是按连续月份判断的事项，都不计入这个月
scorecards-answer-by = *{ $name }，{ $day }*
scorecards-error-win-late = 团队消息发布已超过三个工作日，不再增补内容。仍然感谢您愿意分享。
scorecards-error-question-open = 您已对这张绩效卡提出疑问，目前还没有人答复。
scorecards-error-question-answered = 这个疑问已有人答复。
scorecards-error-question-text = 请填写 1 到 { $limit } 个字。
scorecards-notice = 您有一条与工作有关的私信。
