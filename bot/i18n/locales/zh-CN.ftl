listing-separator = 、

unit-name-minutes = 分钟
unit-name-hours = 小时
unit-name-day-of-month = 日
unit-name-days = 天
unit-name-weeks = 周
unit-name-times = 次
unit-minutes = { $value } 分钟
unit-minutes-one = { $value } 分钟
unit-hours = { $value } 小时
unit-hours-one = { $value } 小时
unit-day-of-month = { $value } 日
unit-day-of-month-one = { $value } 日
unit-days = { $value } 天
unit-days-one = { $value } 天
unit-weeks = { $value } 周
unit-weeks-one = { $value } 周
unit-times = { $value } 次
unit-times-one = { $value } 次

edge-unexpected = 系统出错了，本次内容没有保存，请再试一次。如果仍然出错，请把这个编号告诉管理员：`{ $reference }`
edge-database-away = 暂时连不上数据库，本次内容没有保存，请一分钟后再试。
edge-too-late = 数据库没有及时响应，无法确定是否已保存。请再试一次：同一笔数据不会重复计算。
edge-not-a-member = 您不在持平的成员名单里：访客、机器人和已停用的账号不参与。请联系管理员，在 `{ -perf } admin` 中查看。
edge-modal-expired = Slack 没能及时打开窗口，请再试一次。
edge-too-fast = 操作得有点快，请在 { $seconds } 秒后继续，已填写的内容不会丢失。
edge-too-much = 查询和导出比较费时，请在 { $seconds } 秒后继续，其他操作不受影响。
edge-repeated = 这条命令到达了两次，只执行了一次。如果没有看到第一次的回复，请再发送一遍。
edge-repeated-form = 您第一次提交其实已经收到：只处理了一次，内容没有丢失。现在可以关闭这个窗口了。
edge-close = 关闭
edge-open-home = 打开主页
edge-cancel = 取消
edge-send = 提交
edge-notice-title = 持平

topic-unknown = 没有“{ $typed }”这个主题。可用的有：{ $known }。
topic-unknown-nearest = 没有“{ $typed }”这个主题，您是不是想找 `{ $nearest }`？全部主题请看 `{ -perf } help`。

-perf = /perf
-checkin = /checkin
-kudos = /kudos
-rate = /rate
-scorecard = /scorecard

help-title = 持平可以帮您做什么
help-daily =
    {"*每天*"}
    `{ -checkin }` — 一张表填完今日目标、阻碍和各项数据
    `{ -checkin } leads 42` — 直接填一个数，后面可以加日期或备注
    `{ -checkin } fix leads` — 更正以前的数，原值仍然留档
    `{ -scorecard }` — 最近一期绩效卡；`{ -scorecard } 2026-10` 指定月份；`{ -scorecard } why` 分数怎么来的
    `{ -kudos } @mei 事由` — 为同事点赞；`{ -kudos } list` 查看收到和送出的
    `{ -rate }` — 评价待评的同事；`{ -rate } list` 查看全部
help-own =
    {"*我的本月*"}
    `{ -perf } talk` — 绩效面谈 · `{ -perf } report` — 本月自评
    `{ -perf } ratings` · `{ -perf } voice` · `{ -perf } kudos` — 同事和客户怎么说
    `{ -perf } feedback @mei` · `{ -perf } ask @mei` — 给同事写反馈，或请同事给您反馈
    `{ -perf } goals` · `{ -perf } campaigns` · `{ -perf } retro` — 团队目标、与同事一起做的项目，以及复盘
    `{ -perf } scheme` · `{ -perf } plan` · `{ -perf } points` · `{ -perf } sharing` — 考核方案、我的计划、特别加分、团队能看到什么
help-self =
    {"*个人设置*"}
    `{ -perf } away` · `back` · `pause` · `hours` · `quiet` · `country` · `calendar` — 什么时候提醒，什么时候不打扰
    `{ -perf } language` — 中文或英文
    `{ -perf } audit` · `export me` · `forget me` — 谁看过我的数据，以及存了我的哪些数据
help-for-manager =
    {"*带团队*"}
    `{ -perf } talk @bo` — 准备并记录与下属的绩效面谈 · `{ -scorecard } @bo` — 下属的绩效卡
    `{ -perf } appraise` — 为每位下属的本月表现打分，并附具体事例 · `{ -perf } report @bo` — 下属的自评
    `{ -perf } proposals` · `{ -perf } plans` — 等您决定的事项，以及您负责的计划
    `{ -perf } voice @bo` — 邀请客户和合作方评价 · `{ -scorecard } questions` — 成员对绩效卡的疑问
help-for-hr =
    {"*HR 本月工作*"}
    `{ -perf } close` — 绩效卡发布之前：进度、分布，暂缓或发布 · `{ -perf } verify @bo` — 核验填报记录
    `{ -perf } reviews` — 同事互评：准备、开始、查看进度、公布结果
    `{ -perf } proposals` · `{ -perf } plans` — 等 HR 处理的事项，以及进行中的计划
    `{ -scorecard } questions` · `{ -scorecard } corrections` · `{ -perf } stars` — 发布之后
    `{ -perf } people` · `{ -perf } admin` · `{ -perf } admin audit` — 团队、方案与目标、操作记录
help-for-admin =
    {"*管理设置*"}
    `{ -perf } people` — 团队、上级与角色
    `{ -perf } admin` — 考核方案、目标值、入职与离职
    `{ -perf } calendar off 2026-12-24` — 公司自己的休息日
help-for-auditor =
    {"*审计*"}
    `{ -perf } verify @bo` — 逐日核验某人的填报记录
    `{ -perf } admin audit` — 所有人的操作记录：谁看过、谁改过什么
    `{ -perf } scheme` — 每项指标、权重与数据来源
help-promise = 这些回复只有您自己看得到。想了解某一项，请用 `{ -perf } help talk`；想了解某个命令，请用 `{ -perf } help card`；`{ -perf } help all` 列出全部。
help-private = 这些回复只有您自己看得到。想了解某一项，请用 `{ -perf } help talk`。
help-aliases = 也可以写：{ $aliases }
