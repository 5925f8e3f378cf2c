topic-audit = `{ -perf } audit` — 查看谁在何时看过你的绩效卡，或更改过与你有关的内容；`{ -perf } admin audit` 检索全部记录（HR 和审计）
audit-title = 查阅记录
audit-own-intro = 其他人对你的资料做过什么，最新的在前：谁打开过你的绩效卡，谁更改过你的角色、团队或目标值。此日志中的记录谁也不能删除。
audit-own-none = 目前还没有人查看或更改过你的资料。
audit-search-intro = 谁查看或更改过什么，最新的在前。你的查阅也会被记录。
audit-search-none = 日志中没有这样的记录。请选择其他人员或操作。
audit-open-search = 检索全部记录
audit-any-person = 任何人
audit-any-action = 任何操作
audit-newer = 较新
audit-older = 较早
audit-line = { $day } { $time } · *{ $by }* { $did }
audit-line-about = { $day } { $time } · *{ $by }* { $did } · { $about }
audit-by-operator = 运维人员
audit-by-program = 持平
audit-nobody = 无
audit-gone = 编号 { $id }
audit-about-member = 某人
audit-about-team = 某个团队
audit-about-month = 所有人
audit-about-delivery = 一条消息
audit-about-workspace = 整个工作区
audit-error-only-hr = 只有 HR 和审计可以检索全部日志。用 `{ -perf } audit` 可以查看与你有关的记录。
audit-anchor = 审计日志：{ $seq }:{ $hash }
audit-did-card-read = { $shown ->
    [receipt] 打开了 { $month } 绩效卡的计算明细
   *[other] 打开了 { $month } 的绩效卡
  }
audit-did-access-denied = 请求查看无权查看的内容，被拒绝
audit-name-access-denied = 被拒绝：无权查看
audit-did-administration-denied = 请求管理权限，被拒绝
audit-name-administration-denied = 被拒绝：管理
audit-name-card-read = 查看绩效卡或计算明细
audit-did-entries-read = 查看了逐日填报的数据
audit-name-entries-read = 查看填报数据
audit-did-member-role-changed = 将角色从 { $old } 改为 { $new }
audit-name-member-role-changed = 更改角色
audit-did-member-manager-changed = 将上级从 { $old } 改为 { $new }
audit-name-member-manager-changed = 更改上级
audit-did-member-team-changed = 调整了团队或负责人：原为 { $old }，现为 { $new }
audit-name-member-team-changed = 调整团队
audit-did-member-language-changed = 更改了语言
audit-name-member-language-changed = 更改语言
audit-did-member-country-changed = 更改了适用的公共假日
audit-name-member-country-changed = 更改适用假日
audit-did-member-absence-changed = 更改了离开的日期
audit-name-member-absence-changed = 更改离开日期
audit-did-team-saved = 更改了团队的名称、频道或语言
audit-name-team-saved = 更改团队资料
audit-did-scheme-assigned = 指定了考核方案
audit-name-scheme-assigned = 指定方案
audit-did-target-changed = 更改了目标值
audit-name-target-changed = 更改目标值
audit-did-calendar-changed = 更改了工作日历
audit-name-calendar-changed = 更改工作日历
audit-did-members-imported = 从文件导入了人员
audit-name-members-imported = 导入人员
audit-did-entries-imported = 从文件导入了数据
audit-name-entries-imported = 导入数据
audit-did-figure-corrected = 更正了 { $on } 的 { $figure }
audit-name-figure-corrected = 更正数据
audit-did-month-closed = 完成了 { $month } 的结算
audit-name-month-closed = 月度结算
audit-did-review-moved = { $move ->
    [draft] 准备了 { $month } 的评审
    [nominate] 为 { $month } 的评审征集了评价人
    [open] 开始了 { $month } 的评审
    [extend] 延长了 { $month } 的评审
    [release] 公布了 { $month } 的评审结果
   *[other] 截止了 { $month } 的评审
  }
audit-name-review-moved = 评审的开始、截止与公布
audit-did-review-rating-reopened = 在截止后重新开放了一份评价
audit-name-review-rating-reopened = 重新开放评价
audit-did-ratings-read = 查看了 { $month } 的评价结果
audit-name-ratings-read = 查看评价结果
audit-did-delivery-retried = 让一条消息重新发送
audit-name-delivery-retried = 重新发送消息
audit-did-delivery-resolved = 处理了一条未送达的消息
audit-name-delivery-resolved = 处理未送达消息
audit-did-audit-searched = 检索了此日志
audit-name-audit-searched = 检索日志
audit-did-audit-exported = 导出了此日志
audit-name-audit-exported = 导出日志
