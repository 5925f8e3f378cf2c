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
reviews-error-no-rating = 这位同事没有被邀请评价对方，没有可以重新开放的评价。
reviews-error-until = 请选择今天起、不晚于 { $latest } 的日期。
reviews-error-reopened = 有一份评价重新开放至 { $until }，之后才能公布结果。
reviews-error-no-peer = { $name } 不能评价这位同事：上下级之间、不在岗的同事以及已评价 { $most } 人的同事除外。

# Rating

topic-ratings = `{ -perf } ratings` — 查看已公布的同事对您的评价
reviews-help =
    `{ -rate }` 打开下一位待评价的同事，`{ -rate } @mei` 打开指定的同事。
    `{ -rate } list` 列出所有同事，包括已评价的；截止日之前都可以修改。
reviews-prompt = 请您评价 { $people } 位同事，约需 { $minutes } 分钟，{ $until }截止。
reviews-reminder = 还有 { $people } 位同事等待您的评价，约需 { $minutes } 分钟，{ $until }截止。
reviews-left = 谢谢！还剩 { $people } 位同事，约需 { $minutes } 分钟，{ $until }截止。
reviews-all-done = ✓ 已全部评价完毕，谢谢！{ $until }之前（含当天）仍可修改。
reviews-over = 本次评价已结束，目前没有等待您评价的同事。
reviews-home-due = *待评价* · { $people } 位同事，约需 { $minutes } 分钟，{ $until }截止。
reviews-home-done = *评价* · ✓ 已全部完成，{ $until }之前（含当天）仍可修改。
reviews-home-late = *评价* · 您有一份草稿错过了截止时间，仍可查看或删除。
reviews-button-rate = 开始评价
reviews-button-list = 查看全部
reviews-title = 评价
reviews-title-peer = 评价同事
reviews-title-cross = 评价同事
reviews-title-upward = 评价上级
reviews-title-project = 评价同事
reviews-kind-peer = 同事互评
reviews-kind-cross = 跨部门互评
reviews-kind-upward = 对上级的评价
reviews-kind-project = 项目复盘
reviews-is-test = 测试，不计入结果
reviews-about = 与 *{ $name }* 共事的感受如何？
reviews-until = { $until }截止
reviews-still = 还剩 { $people } 位
reviews-source-given = 这是您已提交的评价，重新提交即可修改。
reviews-source-draft = 这是您的草稿，尚未提交。
reviews-answer = 您的评价
reviews-points = { $value } 分
reviews-cannot-judge = 无法判断
reviews-unanswered = 未作答
reviews-case = 具体事例
reviews-case-hint = 评 1 分或 5 分时必填：您在什么时候看到了什么？
reviews-style-note = 您的姓名与评价内容分开保存，公布结果时即予删除；但看到事例的人可能认出您的文风。评价人达到五位时，事例才会打乱顺序展示，且不显示分数。
reviews-send = 提交
reviews-send-next = 提交并继续
reviews-save = 稍后继续
reviews-discard = 删除草稿
reviews-discard-confirm = 已填写但未提交的内容将被删除。
reviews-saved = ✓ 对 *{ $name }* 的评价已保存。
reviews-draft-kept = ✓ 草稿已保存，只有您能看到。
reviews-discarded = ✓ 草稿已删除。
reviews-decline = 我无法评价
reviews-decline-title = 谢绝评价
reviews-decline-intro = *{ $name }* · 我们会另请他人评价，对方不会知道。
reviews-decline-reason = 原因（仅供人力资源部参考）
reviews-decline-submit = 谢绝
reviews-declined = ✓ 您已谢绝，我们会尽量另请他人。
reviews-nothing = 目前没有等待您评价的同事，有需要时会给您发消息。
reviews-error-nothing-due = 已没有待评价的同事，无需推迟。
reviews-error-not-yours = 这份表单是他人打开的，请用 `{ -rate }` 打开您自己的表单。
reviews-line-due = *{ $name }*
reviews-line-draft = *{ $name }* · 草稿
reviews-line-given = ✓ *{ $name }*
reviews-rate = 评价
reviews-change = 修改
reviews-read = 查看
reviews-more = 另有 { $count } 位，可用 `{ -rate } @姓名` 打开。
reviews-late-intro = *错过截止时间的草稿* · 不计入结果，公布结果时即予删除。
reviews-late-note = 这份草稿未在评审截止前提交，只有您能看到。人力资源部可以为您重新开放。
reviews-kept-late = 评审已经截止，未能收下您对 *{ $name }* 的评价。您填写的内容已存为草稿，只有您能看到。人力资源部可以为您重新开放。
reviews-read-draft = 查看草稿
reviews-results-title = 同事对您的评价
reviews-results-none = 目前还没有已公布的同事评价。评审截止并公布结果后，会显示在这里。
reviews-result = *{ $title }* · *{ $score }* 分（满分 5 分），评价人 { $raters } 位
reviews-result-few = *{ $title }* · 评价人 { $raters } 位，人数过少容易被认出，本次不显示分数。
reviews-results-note = 分数已校正评价人整体偏严或偏宽的影响。
reviews-comments = *具体事例* (已打乱顺序)
reviews-comments-none = 评价人达到 { $least } 位时才展示事例，以免有人被认出。本次没有可展示的事例。
reviews-comments-more = 更多事例
reviews-newer = 较新
reviews-older = 较早
reviews-leaning-well-below = *您的评分尺度* · 明显低于评价同一批同事的其他人。
reviews-leaning-below = *您的评分尺度* · 略低于评价同一批同事的其他人。
reviews-leaning-same = *您的评分尺度* · 与评价同一批同事的其他人相当。
reviews-leaning-above = *您的评分尺度* · 略高于评价同一批同事的其他人。
reviews-leaning-well-above = *您的评分尺度* · 明显高于评价同一批同事的其他人。
reviews-leaning-note = 仅您可见。分数会据此校正，对同事既无利也无害。“略”指相差 0.25 分以上，“明显”指 0.75 分以上。
