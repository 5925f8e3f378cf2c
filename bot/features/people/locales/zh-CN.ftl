topic-people = `{ -perf } people` — 团队、上级和角色，供管理员使用
topic-language = `{ -perf } language zh-CN|en|auto` — 您阅读的语言，`auto` 表示跟随 Slack
topic-hours = `{ -perf } hours 9:30` — 每日打卡提醒的时间（按您所在时区），`auto` 表示统一时间
topic-quiet = `{ -perf } quiet 20:00-8:00` — 免打扰时段，`off` 表示不设
topic-away = `{ -perf } away 2026-12-01..2026-12-05 [休假|病假|事假|出差]` — 登记请假，期间不提醒；不写日期则查看已有安排
topic-back = `{ -perf } back [2026-12-01]` — 已经回来，恢复提醒；写上日期则取消包含那一天的安排
topic-pause = `{ -perf } pause 2026-12-05` — 在那一天之前不再提醒，`off` 表示恢复
topic-country = `{ -perf } country CN|DE-BY|auto` — 按哪个国家或地区的法定节假日，`auto` 表示与工作区一致
topic-calendar = `{ -perf } calendar` — 工作区的节假日和特殊日期；管理员可用 `country CN`、`off 2026-12-24 公司活动`、`work 2026-12-27`、`clear 2026-12-24`

people-title = 团队与人员
people-counts = { $teams } 个团队 · { $people } 人 · { $without } 人未分配团队
people-no-teams = 还没有团队。请在上方新增，或用 `evenhand import members` 导入表格。
people-add-team = 新增团队
people-change-team = 修改团队
people-change-person = 修改人员
people-change = 修改
people-previous = 上一页
people-next = 下一页
people-back = 返回总览
people-save = 保存
people-cancel = 取消
people-saved = 已保存
people-team-line = 负责人：{ $lead } · { $channel } · { $size } 人
people-more-teams = ……还有 { $more } 个团队。
people-and-more = { $shown } 等，另有 { $more } 人
people-nobody = 无
people-no-channel = 未设频道
people-no-team = 未分配团队

people-team-name = 名称
people-team-name-hint = 团队月报和绩效卡上显示的名称。
people-team-channel = 频道
people-team-channel-hint = 团队月报发到这里。私有频道请先邀请机器人；不设频道就不发月报。
people-team-lead = 负责人
people-team-lead-hint = 会收到未打卡名单。负责人自动属于本团队，下面不必再选。
people-team-members = 成员
people-team-members-hint = 本团队的全部成员。已在其他团队的人会转到本团队；被移出的人不再属于任何团队。
people-team-language = 团队月报的语言
people-team-language-hint = “自动”表示使用工作区的语言。
people-team-saved = *{ $team }* 已保存。
people-team-has = 成员：{ $members }
people-team-empty = 本团队还没有成员。
people-team-moved = { $name } 已从 { $origin } 转到本团队：每人同一时间只属于一个团队。
people-team-moved-more = ……另有 { $more } 人从其他团队转入。
people-team-removed = 已移出，目前未分配团队：{ $members }

people-person = *{ $name }* · { $team }
people-person-manager = 上级
people-person-manager-hint = 上级及更高主管可以查看此人的打卡数据和绩效卡。
people-person-has = 当前角色：{ $roles }
people-person-roles = 角色
people-person-roles-hint = HR 可以查看所有人的绩效卡，审计可以查看所有人的打卡数据；管理员都看不到。
people-person-reason = 原因
people-person-reason-hint = 授予或取消角色时必填，会与记录一起保存。
people-person-until = 截止日期
people-person-until-hint = 仅适用于新授予的角色；留空表示直到有人取消。
people-person-language = 语言
people-person-language-hint = “自动”表示跟随此人在 Slack 中的设置。
people-person-saved =
    { "*" }{ $name }* 已保存。
    上级：{ $manager }
    角色：{ $roles }
    语言：{ $language }
    团队：{ $team }
people-role-member = 成员
people-role-lead = 负责人
people-role-hr = HR
people-role-committee = 考核委员会
people-role-auditor = 审计
people-role-operator = 运维
people-role-admin = 管理员
people-role-until = { $role }（至{ $until }）
people-language-auto = 自动
people-language-en = English
people-language-zh-CN = 简体中文

people-language-is = 今后的内容都用{ $language }显示。`{ -perf } language auto` 可恢复为跟随 Slack。
people-language-follows = 您的语言跟随 Slack：{ $language }。可用 `{ -perf } language en` 或 `{ -perf } language zh-CN` 指定。
people-hours-are = 每日打卡提醒时间为 { $time }（{ $zone }）。`{ -perf } hours auto` 可恢复为统一时间。
people-hours-usual = 每日打卡提醒按工作区的统一时间发送。您可以自己设定，例如 `{ -perf } hours 9:30`。
people-quiet-are = { $start } 至 { $end }（{ $zone }）不打扰您。落在这段时间的提醒会在结束时发送，或在开始前不久发送。`{ -perf } quiet off` 可取消。
people-quiet-none = 您没有设置免打扰时段。例如可用 `{ -perf } quiet 20:00-8:00` 设置。
people-away-none = 您没有已登记的请假或外出。如需登记，可输入 `{ -perf } away 2026-12-01..2026-12-05`。
people-away-ahead = 以下日期不会提醒您：
people-away-line = • { $first } – { $last } · { $kind }
people-away-day = • { $first } · { $kind }
people-away-more = ……还有 { $more } 项。
people-away-hint = `{ -perf } back` 结束今天的请假，`{ -perf } back 2026-12-01` 取消以后的安排。除出差外，目标值会按请假天数相应下调。请假类型只有您自己能看到。
people-absence-vacation = 休假
people-absence-sick = 病假
people-absence-leave = 事假
people-absence-trip = 出差
people-paused = { $day }之前不再提醒您，数据仍需填报。`{ -perf } pause off` 可恢复提醒。
people-not-paused = 提醒照常发送。例如可用 `{ -perf } pause 2026-12-05` 暂停一段时间。
people-back-now = 欢迎回来，提醒已恢复。
people-called-off = 已取消，这些日期照常提醒。
people-country-own = 您按 { $country } 的法定节假日。`{ -perf } country auto` 可恢复为与工作区一致。
people-country-follows = 您的法定节假日与工作区一致。例如可用 `{ -perf } country CN` 或 `{ -perf } country DE-BY` 另行选择。
people-calendar-country = 法定节假日：{ $country }
people-calendar-no-country = 法定节假日：未设置。管理员可用 `{ -perf } calendar country CN` 设置国家。
people-calendar-off = • { $day } · 放假 { $name }
people-calendar-worked = • { $day } · 上班 { $name }
people-calendar-no-days = 工作区接下来没有特殊日期。
people-calendar-more = ……还有 { $more } 天。

people-error-not-visible = 这里没有您可以查看的人员。您可以查看自己和您管理的同事；HR 可以查看所有人。
people-error-not-administrator =
    { $found ->
        [0] 此操作仅限持平的管理员，目前还没有管理员。本 Slack 工作区的管理员可以用 `{ -perf } people` 指定一位。
       *[other] 此操作仅限持平的管理员或 HR。您可以联系：{ $helpers }。
    }
people-error-unknown-member =
    { $found ->
        [0] 没有找到“{ $typed }”。请用 @ 选择同事，或填写邮箱。
       *[other] 没有找到“{ $typed }”。您是不是想找 { $nearest }？也可以用 @ 选择同事。
    }
people-error-ambiguous-member = 有 { $found } 位同事叫“{ $typed }”。请用 @ 选择同事，或填写邮箱。
people-error-unknown-team = 团队“{ $typed }”已不存在。请重新打开 `{ -perf } people` 查看现有团队。
people-error-team-name = “{ $typed }”不能用作团队名称，请填写 1 到 { $limit } 个字符。
people-error-team-exists = 已经有名为“{ $typed }”的团队。请换一个名称，或直接修改那个团队。
people-error-no-active-member =
    { $found ->
        [1] 此人不是在职成员：访客、机器人和已停用的账号不参与。请另选一位。
       *[other] 其中 { $found } 人不是在职成员：访客、机器人和已停用的账号不参与。请移除。
    }
people-error-own-manager = { $name } 不能做自己的上级。请另选一位，或留空。
people-error-circle = { $manager } 直接或间接归 { $name } 管理，因此不能做 { $name } 的上级。请先调整 { $manager } 的上级。
people-error-changed-meanwhile = 您打开之后，别人已经改过这里的内容，所以没有保存。请关闭窗口，重新打开，再改还需要改的地方。
people-error-own-role = 不能给自己授予角色。请联系其他管理员或 HR。
people-error-no-reason = 请写明授予或取消角色的原因。
people-error-long-reason = 原因太长，最多 { $limit } 个字符。
people-error-past-end = { $until }已经过去。请选择今天或以后的日期，或者留空。
people-error-only-hr = 授予或取消 HR、考核委员会、审计角色，更改管理员本人的角色，让管理员直接或间接成为他人的上级，只能由 HR 操作。请联系 HR。
people-error-unknown-role = 没有“{ $typed }”这个角色。可用的有：{ $known }。
people-error-unknown-language = 没有“{ $typed }”这种语言。可用的有：{ $known }。
people-error-bad-time = “{ $typed }”不是有效的时间。请写成 `9:30`、`17:00` 或 `9点半`。
people-error-bad-day = “{ $typed }”不是有效的日期。请写成 `2026-12-01`、`12月1日` 或 `明天`，一段时间写成 `2026-12-01..2026-12-05`。
people-error-days-backwards = { $first }晚于{ $last }。请先写开始日期。
people-error-too-long-away = 超过 { $days } 天。请先登记较短的时间，其余以后再登记。
people-error-too-long-ago = { $first }已是 { $days } 多天以前。最多只能补登这么久。
people-error-not-ahead = { $on }不在今天之后。请填写今天以后的日期。
people-error-away-closed = { $first }所在月份的绩效卡已经算出，补登请假会影响目标值。您可以补登{ $earliest }及以后的日期；更早的请联系 HR 处理。
people-error-away-twice = 您已登记{ $first } – { $last }。请先用 `{ -perf } back { $day }` 取消。
people-error-not-away = { $on }您没有登记请假或外出，提醒也没有暂停。
people-error-bad-quiet = “{ $typed }”不是两个时间。请写成 `20:00-8:00`。
people-error-long-quiet = 免打扰时段最长 { $hours } 小时。请选短一些；要停几天请用 `{ -perf } pause`。
people-error-unknown-country = “{ $typed }”不是已知节假日的国家或地区。请填写代码，如 `CN`、`US`，有分区的可写 `DE-BY`。
people-error-bad-calendar = 日历不支持“{ $typed }”。请写 `country CN`、`off 2026-12-24 公司活动`、`work 2026-12-27` 或 `clear 2026-12-24`。
people-error-no-own-day = { $on }不是工作区的特殊日期。

people-import-empty = 文件是空的。第一行请写表头，例如 member,team,manager,role
people-import-unreadable = 从这一行起无法读取：{ $reason }。请检查是否有未成对的引号。
people-import-unknown-column = 没有“{ $column }”这一列。可用的列：{ $allowed }。
people-import-column-twice = “{ $column }”列与 { $meaning } 列重复，请保留一列。
people-import-no-member-column = 缺少 member 列，即员工的 Slack ID 或邮箱。可用的列：{ $allowed }。
people-import-too-many-cells = 有 { $found } 个单元格，但只有 { $expected } 列。单元格内含分隔符时请加引号。
people-import-no-member = 没有填写员工。请填写 Slack ID（如 U012AB3CD）或邮箱。
people-import-unknown-role = 没有“{ $typed }”这个角色。可用的角色：{ $allowed }。
people-import-bad-channel = “{ $typed }”不是频道 ID。请填写形如 C012AB3CD 的 ID，可在 Slack 频道详情底部找到。
people-import-bad-lead = lead 列的“{ $typed }”既不是“是”也不是“否”。
people-import-long-team = 团队名称“{ $typed }”超过 80 个字符，请缩短。
people-import-unknown-member = “{ $typed }”不是本工作区的在职成员（访客和机器人不参与）。请检查 Slack ID 或邮箱。
people-import-member-twice = “{ $typed }”在第 { $first } 行已经出现，以那一行为准。请删除其中一行。
people-import-unknown-manager = 上级“{ $typed }”不是本工作区的在职成员。请检查 Slack ID 或邮箱，没有上级请写 -。
people-import-own-manager = “{ $typed }”不能做自己的上级。请填写其他人，没有上级请写 -。
people-import-no-team = 填写了负责人或频道，但“{ $typed }”没有团队。请在 team 列填写团队。
people-import-circle =
    { $found ->
        [0] 以“{ $manager }”为上级时，“{ $typed }”会成为自己的上级。请检查 { $manager } 的上级。
       *[other] 以“{ $manager }”为上级时，“{ $typed }”会成为自己的上级，这个循环还涉及第 { $others } 行。请改正其中一行。
    }
people-import-two-channels = 该团队在第 { $first } 行的频道是 { $other }，这里是“{ $typed }”。请只保留一个。
people-import-two-leads = 第 { $first } 行的“{ $other }”已是负责人，“{ $typed }”会成为第二位。一个团队只能有一位负责人。
people-import-scheme-without-team = 考核方案“{ $typed }”属于团队。请在 team 列填写团队。
people-import-groups-without-scheme = “{ $typed }”是考核方案中的维度。请在 scheme 列填写考核方案。
people-import-encoding = 文件编码不是 UTF-8、UTF-16 或 GB 18030。请另存为“CSV UTF-8”。

people-merge-unknown = “{ $typed }”不是本工作区现有或曾有成员的 Slack ID。请填写形如 U012AB3CD 的 ID；访客和机器人不参与。
people-merge-oneself = { $member } 是同一个账号。请分别填写旧账号和新账号。
people-merge-again = { $member } 已经并入另一个账号。
people-merge-forgotten = { $member } 的个人数据已删除或即将删除，无法合并。
people-merge-into-gone = { $member } 在 Slack 中已停用。请并入此人现在使用的账号。
people-merge-both-active = { $old } 和 { $new } 在 Slack 中都处于启用状态。请先停用旧账号；如果确实要合并，请在命令行使用 --force。
people-merge-two-open = 两个账号都有尚未了结、仅 HR 可见的事项。请先由 HR 了结其中一项，再合并账号。
people-merge-no-reason = 请写明为什么这两个账号属于同一个人。
people-merge-own-manager = { $manager } 从{ $on }起曾是 { $member } 的上级，因此不是同一个人。请先更正。
people-merge-circle = 合并后，{ $member } 在{ $on }会成为自己的上级。请先调整上级关系。
people-merge-clash-figure = { $on }的 { $figure }：两个账号都填报过，数值不同
people-merge-clash-card = { $month }的绩效卡：两个账号都已发布
people-merge-clash-target = { $metric } 的目标值：两个账号不同
people-merge-clash-team = { $first }至{ $last }的团队：两个账号不同
people-merge-clash-team-open = { $first }起的团队：两个账号不同
people-merge-clash-manager = { $first }至{ $last }的上级：两个账号不同
people-merge-clash-manager-open = { $first }起的上级：两个账号不同

people-import-month-without-scheme = “{ $typed }”是考核方案的生效月份。请在 scheme 列填写考核方案。
people-import-bad-from = “{ $typed }”不是有效的日期。请写成 2026-12-01。
people-import-role-from = 角色立即生效：请在没有 from 列的文件中填写“{ $typed }”。
people-error-from-old = { $on }已是 { $days } 多天以前。最多只能补登这么久。
people-error-from-far = { $on }在 { $days } 多天以后。请选择更早的日期。
people-error-from-before = { $on }早于目前安排的起始日期{ $since }。请选择这一天或以后的日期。

people-team-from = 生效日期
people-team-from-hint = 成员进出和负责人变动从这一天起生效；留空表示立即生效。名称、频道和语言立即生效。
people-team-planned = 人员变动将于{ $on }生效，在此之前保持不变。
people-person-from = 上级生效日期
people-person-from-hint = 从这一天起更换上级；留空表示立即生效。角色和语言立即生效。
people-planned-team = { $on }起 · 团队：{ $to }
people-planned-manager = { $on }起 · 上级：{ $to }
people-planned-lead = { $on }起 · 负责人：{ $to }
people-planned-comes = • { $on }起：{ $name } 转入
people-planned-goes = • { $on }起：{ $name } 转出
people-planned-more = ……另有 { $more } 项计划中的变动。
people-call-off = 撤销
people-error-nothing-planned = { $on }已没有计划中的变动。请重新打开表单查看。
people-error-planned-circle = 取消这项变动后，{ $name } 从{ $on }起会成为自己的上级。请先取消另一项变动。
people-import-workbook = 这是 Excel 工作簿，请另存为“CSV UTF-8”后再导入。
people-import-too-many-rows = 一张表最多 { $limit } 行，请拆分后再导入。本次未采用任何内容。
people-import-too-many-columns = 共有 { $found } 列，一张表最多 { $limit } 列。本次未采用任何内容。
people-import-long-cell = 有一个单元格长达 { $length } 个字符，上限为 { $limit } 个。本次未采用任何内容。

people-arrivals = 入职与离职
people-joined-intro =
    { $found ->
        [0] 最近 { $days } 天没有人入职。
       *[other] 最近 { $days } 天有 { $found } 人入职。
    }访客和机器人不计入。
people-left-intro =
    { $found ->
        [0] 最近 { $days } 天没有人离职。
       *[other] 最近 { $days } 天有 { $found } 人离职。离职后不再收到任何提醒和消息，也无法打开任何内容。数据和绩效卡按本工作区的保留期限保存，上级和 HR 仍可查看。
    }
people-joined-line = *{ $name }* · { $on }入职 · { $team }
people-left-line = *{ $name }* · { $on }离职 · { $team }
people-left-leads = 仍是 { $team } 的负责人，请另选一位。
people-left-manages = 仍是 { $found } 人的上级，请另行指定。
people-show-left = 查看离职人员
people-show-joined = 查看新入职人员
people-last-days = 最近 { $days } 天
people-days-away = 请假安排
people-days-away-of = *{ $name }* 的请假安排。本人可用 `{ -perf } away` 查看，也可撤销；请假原因不会告诉任何人。
people-days-away-none = 接下来没有登记请假。
people-days-from-to = { $first } – { $last }
people-away-first = 开始日期
people-away-first-hint = 可补登最近 31 天内的请假。
people-away-last = 结束日期
people-away-last-hint = 只请一天时留空。
people-away-kind = 类型
people-away-kind-hint = 仅本人可见。
people-error-away-already = { $first } – { $last }已经登记。请先取消，或选择其他日期。
people-error-bad-kind = 没有“{ $typed }”这种类型。请从列表中选择。
people-error-no-days-away = 这些日期已没有请假登记。请重新打开表单查看。

people-merge = 已换新账号
people-merge-intro = *{ $name }* 换了新账号？新账号将得到旧账号的全部内容：数据、绩效卡、目标值、团队、上级、角色和请假安排。已发布的绩效卡保持不变。此操作无法撤销。
people-merge-new = 新账号
people-merge-new-hint = 此人现在使用的账号。
people-merge-keep = 两个账号不一致时
people-merge-keep-hint = 数据和绩效卡会保留另一账号的内容作为较早版本；目标值、团队和上级只保留一个。
people-merge-keep-ask = 先让我看看
people-merge-keep-old = 以旧账号为准
people-merge-keep-new = 以新账号为准
people-merge-reason-hint = 说明为什么这两个账号属于同一个人，会记入审计日志。
people-merge-reason = 原因
people-merge-clashes = 尚未作任何更改：两个账号的内容不一致。请更正其中一个，或在下面选择以哪个为准。
people-merge-more = ……另有 { $more } 项。
people-merge-done = 旧账号的全部内容现已归 *{ $name }* 所有。
