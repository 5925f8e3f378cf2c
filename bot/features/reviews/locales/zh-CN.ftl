reviews-error-move = 该评审{ $state ->
    [draft] 尚在准备
    [nominating] 正在确定评价人
    [open] 正在进行
    [closed] 已经截止
   *[released] 已经公布结果
}，无法进行此操作。
reviews-error-no-reason = 请填写原因：这与此前通知大家的不一致。
reviews-error-long-reason = 请控制在 { $limit } 个字符以内。
reviews-error-no-working-day = { $month } 没有可供评价的工作日。
reviews-error-extension = 请选择 { $closes } 之后、尚未过去且不晚于 { $latest } 的日期。
reviews-error-day-off = { $on }不是工作日。
reviews-error-no-anchors = *{ $metric }* 没有 1 至 5 分的行为描述，评价人的理解会不一致。请先在考核方案中补充。
reviews-error-month = “{ $typed }”不是月份，请按 2026-10 的格式填写。
reviews-error-no-questions = 这些团队在 { $month } 没有需要同事评价的指标。
reviews-error-overlap = 其中有团队在相同日期已有 { $month } 的评审。请先将其截止，或选择其他团队。
reviews-error-over = { $month } 的评价日期已经过去。
reviews-error-unknown = 没有这个评审。
reviews-error-not-asked = 您没有被邀请评价这位同事，请以最新的名单为准。
reviews-error-closed = 本次评审已于 { $closes }截止，您的评价没有保存。人力资源部可以为您重新开放。
reviews-error-not-open = { $opens }起可以提交评价。
reviews-error-given = 您已评价过这位同事，可以修改评价，但不能再谢绝。
reviews-error-declined = 您已谢绝评价这位同事，我们已另请他人。
reviews-error-answer = 请选择 1 至 5 分，或选择“无法判断”。
reviews-error-no-case = 评 1 分或 5 分时，请写明您所看到的具体事例。
reviews-error-long-case = 请控制在 { $limit } 个字符以内，目前为 { $length } 个。
reviews-error-own-rating = 您是这份评价的评价人或被评人，请由人力资源部的其他同事重新开放。
reviews-error-enough-raters = 这位同事的评价人已达 { $least } 人，无需再邀请。
reviews-error-until = 请选择今天起、不晚于 { $latest } 的日期。
reviews-error-reopened = 有一份评价重新开放至 { $until }，之后才能公布结果。
reviews-error-no-peer = { $name } 不能评价这位同事：上下级之间、不在岗的同事以及已评价 { $most } 人的同事除外。
