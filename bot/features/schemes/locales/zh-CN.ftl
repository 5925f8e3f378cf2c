topic-scheme = `{ -perf } scheme` —— 查看团队的考核方案：全部指标、权重、数据来源、目标值和等级
schemes-modal-title = 考核方案
schemes-close = 关闭
schemes-next = 下一步
schemes-save = 保存
schemes-assign-button = 确认方案
schemes-and-more = ……另有 { $count } 项
schemes-headline = { $scheme } · 第 { $version } 版
schemes-runs =
    {"*如何运行*"}（{ $team }）：{ $groups }。
    数据按日打卡填报。每月结束后，每个人都会收到一张绩效卡，得分只依据本方案计算，每个数字都可以查看计算来源。已发布绩效卡所依据的规则不会改变（`{ $hash }`）。
schemes-weights-scaled = 这些指标的权重合计为 { $total }，不是 100，计分时折算为 100%，各项指标的第二个数字即为折算后的占比。
schemes-dimension = *{ $title }* · { $kind } · 占得分的 { $share }%
schemes-kind-result = 结果类
schemes-kind-process = 过程类
schemes-kind-capability = 能力类
schemes-metric = *{ $title }* —— 权重 { $weight } · { $cadence }
schemes-metric-scaled = *{ $title }* —— 权重 { $weight }，折算后 { $share }% · { $cadence }
schemes-cadence-month = 每月
schemes-cadence-quarter = 每季度
schemes-cadence-half = 每半年
schemes-cadence-year = 每年
schemes-formula = 计算公式 `{ $formula }`
schemes-source = 数据来源：{ $source }
schemes-target-higher = 目标值：不低于 { $target }（{ $origin }）
schemes-target-lower = 目标值：不高于 { $target }，越低越好（{ $origin }）
schemes-target-within = 目标区间：{ $low } 至 { $high }
schemes-target-none = 尚未设定目标值，暂不计分。
schemes-origin-own = 您的个人目标
schemes-origin-team = 团队目标
schemes-origin-reference = 出自书面规则
schemes-origin-default = 考核方案的初始值
schemes-curve = 达成率 → 得分，线性折算：{ $steps }
schemes-curve-step = { $attainment }% → { $points }
schemes-bands =
    {"*等级*"}
    { $bands }
schemes-band = • *{ $band }* — { $min } 分起，绩效系数 { $coefficient }
schemes-how =
    {"*警戒线*"} 为 { $line } 分：低于该分数的月份会计入是否需要辅导计划的考量，由负责人决定。
    {"*数据覆盖*"}：没有数据的指标不计分，也不按零计，其权重分摊给其他指标。应计权重的数据覆盖不足 { $needed }% 时，绩效卡视为数据不完整，不评等级，也不会带来任何不利后果。
    {"*上限*"}：得分最高为 { $cap }。每项指标在其考核周期（{ $cadences }）结束的那张绩效卡上计分，在此之前显示为进行中。
schemes-choose-intro = 请选择团队及其适用的考核方案。已发布的绩效卡不受影响。
schemes-team-label = 团队
schemes-scheme-label = 考核方案
schemes-team-with = { $team } · { $scheme }
schemes-team-without = { $team } · 尚无方案
schemes-teams-page = 团队 { $first } 至 { $last }
schemes-groups-intro = *{ $team }* · { $scheme }，第 { $version } 版。请勾选符合团队工作的指标组，权重将折算为 100%。
schemes-groups-label = 指标组
schemes-targets-intro = *{ $team }的目标值。* 方案已确认。目标值对应指标的一个考核周期；留空则沿用方案中的目标值。如需为某位成员单独设定，请在这里选择。
schemes-targets-intro-member = *{ $member }的目标值* （{ $team }）。留空则沿用团队目标值。
schemes-member-placeholder = 选择一位成员
schemes-target-hint = 留空：{ $target }
schemes-target-hint-none = 留空：没有目标值，不计分
schemes-label-higher = { $title }（{ $unit }，{ $cadence }）
schemes-label-lower = { $title }（{ $unit }，{ $cadence }，越低越好）
schemes-unit-percent = %
schemes-unit-count = 数量
schemes-unit-score = 分值
schemes-unit-other = { $unit }
schemes-targets-saved = 已保存。{ $team } 即日起按这些目标值考核，所有成员都可以在 `{ -perf } scheme` 中查看。
schemes-targets-saved-member = 已保存。这些目标值即日起适用于 *{ $member }* （{ $team }）。
schemes-error-no-team = 您还不在任何团队中，因此没有适用的考核方案。请联系您的上级或管理员，在 `{ -perf } people` 中将您加入团队。
schemes-error-no-scheme = 该团队还没有考核方案，管理员可以在 `{ -perf } admin` 中指定。
schemes-error-no-teams-yet = 还没有团队，请先在 `{ -perf } people` 中创建。
schemes-error-not-in-team = { $member }不在团队“{ $team }”中，请选择该团队的成员。
schemes-error-unknown-scheme = 没有考核方案“{ $typed }”。现有方案：{ $known }。
schemes-error-unknown-group = 该方案没有指标组“{ $typed }”。现有指标组：{ $known }。
schemes-error-no-groups = 请至少选择一个指标组：{ $known }。
schemes-error-unknown-metric = 该团队的方案没有指标“{ $typed }”。现有指标：{ $known }。
schemes-error-target-is-range = { $metric }按方案规定的区间考核，不设目标值。
schemes-error-target-number = “{ $typed }”不是数字。{ $metric }的目标值请写成 1200 或 3.5 的形式。
schemes-error-target-size = “{ $typed }”不能作为目标值，应大于 0 且小于 { $largest }。
schemes-error-target-decimals = “{ $typed }”的小数超过 { $decimals } 位。
schemes-error-two-schemes = 团队“{ $team }”在其他行中指定了与此处“{ $typed }”不同的考核方案或指标组。一个团队只能采用一个方案。
