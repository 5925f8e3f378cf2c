topic-report = `{ -perf } report` — 填写月度自评：工作成果、不足之处、改进计划；上级与 HR 可用 `{ -perf } report @bo` 查看
topic-appraise = `{ -perf } appraise` — 上级：评价直接下属，每项均须附具体事例；`{ -perf } appraise @bo` 直接评价 Bo；所有人：查看上级对您本月的评价
appraisals-title = 自评与上级评价
appraisals-report-title = 月度自评
appraisals-rating-title = 评价下属
appraisals-status-title = 填写进度
appraisals-ask-title = 邀请自评
appraisals-keep = 暂存
appraisals-results = 工作成果
appraisals-results-hint = 完成了什么、带来了什么；上方已有的数据无需重复。
appraisals-shortcomings = 不足之处
appraisals-shortcomings-hint = 哪些没有做好，原因可能是什么。
appraisals-plan = 改进计划
appraisals-plan-hint = 打算怎样改进、何时完成、需要哪些支持。
appraisals-figures = *本月数据*
appraisals-no-figures = 尚无填报数据。
appraisals-no-report = 对方尚未提交自评。您可以先行评价，也可以提醒对方填写。
appraisals-report-intro = *{ $month }自评* · 上级会先阅读自评再作评价。{ $day }之前、且上级提交评价之前，您都可以修改。
appraisals-report-of = *{ $name }* · { $month }
appraisals-report-note = “暂存”只保存、不提交，仅您本人可见。
appraisals-report-note-draft = 以下为您暂存的内容，提交之前仅您本人可见。
appraisals-report-note-sent = 以下为上级看到的内容，再次提交即可替换。
appraisals-reported = ✓ 您的{ $month }自评已提交给上级。{ $day }之前、且上级提交评价之前，您都可以修改。
appraisals-rating-intro = *{ $name }* · { $month }
appraisals-rating-note = 本月绩效卡发布后，对方会看到分数、具体事例和您的姓名；在此之前您可以修改。“暂存”只保存、不提交；每选择一次分数也会自动暂存。
appraisals-rating-note-published = 该评价已经公布。修改立即生效，系统会通知对方，并附上您的原因。
appraisals-is-draft = 以下为您暂存的内容，尚未提交。
appraisals-said-by = 以下为 { $name } 提交的评价。您提交后将以您的姓名为准，原评价仍会保留。
appraisals-manager-then = 月底时 { $name } 的上级是 { $then }。您未亲自了解的情况，可以向 { $then } 询问。
appraisals-value = 分数
appraisals-value-pick = 1 至 5 分
appraisals-cannot-judge = 无法判断
appraisals-case = 具体事例
appraisals-case-hint = 您看到了什么、在什么情形下。无法判断时，请说明原因。
appraisals-reason = 修改原因
appraisals-reason-hint = 对方会看到。
appraisals-rated = ✓ 您对 *{ $name }* { $month }的评价已保存，公布之前可以修改。
appraisals-revised = ✓ 您对 *{ $name }* { $month }的评价已修改，系统会通知对方。
appraisals-left = 还有 { $count } 人待评价。
appraisals-next-name = 下一位 · *{ $name }*
appraisals-next = 继续
appraisals-all-rated = 您的直接下属已全部评价完毕。
appraisals-no-round = 自评与上级评价于每月 25 日（遇非工作日则提前）开始。
appraisals-home = *{ $month }自评与上级评价* · 截止{ $day }
appraisals-your-report-in = ✓ 您的自评已提交给上级。
appraisals-your-report-missing = 您的自评尚未填写。
appraisals-to-rate = { $count ->
    [0] ✓ 您已评价全部 { $all } 名直接下属。
   *[other] { $all } 名直接下属中，还有 { $count } 人待评价
  }
appraisals-write-report = 填写自评
appraisals-change-report = 修改自评
appraisals-rate = 评价下属
appraisals-rate-them = 评价
appraisals-change = 修改
appraisals-read-own = 查看对我的评价
appraisals-see-status = 填写进度
appraisals-report-line = *{ $name }* · { $state ->
    [rated] ✓ 已评价
    [draft] 已暂存
   *[open] 待评价
  } · { $report ->
    [in] 已提交自评
   *[missing] 尚无自评
  }
appraisals-nothing-to-do = 本月没有需要您填写的内容。下属的自评可用 `{ -perf } report @姓名` 查看。
appraisals-more-reports = 另有 { $count } 人：用 `{ -perf } appraise @姓名` 逐一打开。
appraisals-own-intro = *{ $month }* · *{ $author }* 对您本月的评价
appraisals-said-intro = *{ $name }* · { $month } · *{ $author }* 的评价
appraisals-not-published = 尚未公布，对方还看不到。
appraisals-revision = 公布后有修改（第 { $number } 版），原因：
appraisals-rating-line = *{ $title }* · { $value }
appraisals-of-five = { $value } 分（满分 5 分）
appraisals-revise = 修改
appraisals-read-note = 您的查看会记入审计日志。
appraisals-status = *{ $month }* · 截止{ $day }
    自评：{ $reports } / { $reports_wanted }
    上级评价：{ $ratings } / { $ratings_wanted }
appraisals-status-none = 目前没有进行中的自评与评价。每月 25 日（遇非工作日则提前）开始。
appraisals-status-complete = 已全部完成。
appraisals-missing = *{ $name }* · { $what }
appraisals-missing-report = 自评未提交
appraisals-missing-rating = { $name } 尚未评价
appraisals-earlier = 上一页
appraisals-later = 下一页
appraisals-ask = 邀请自评
appraisals-ask-intro = 用于考核方案未要求自评的同事。系统会随次日的消息通知他们，自评由其上级阅读。
appraisals-ask-people = 同事
appraisals-ask-submit = 邀请
appraisals-asked = { $count ->
    [0] 这些同事此前都已收到邀请。
   *[other] 已邀请 { $count } 位同事填写自评。
  }
appraisals-told-prompt = { $month }自评与上级评价，截止{ $day }
appraisals-told-report = • 您的自评：工作成果、不足之处、改进计划
appraisals-told-rate = • 有 { $count } 名直接下属待您评价
appraisals-told-note = 最多提醒三次，仅在工作日发送。
appraisals-told-done = ✓ { $month }：需要您填写的内容已全部完成。
appraisals-told-over = 本轮自评与上级评价已结束。
appraisals-told-published = 上级对您{ $month }的评价已公布，现在即可查看。
appraisals-told-revised = 上级修改了对您{ $month }的评价，并写明了原因。

appraisals-error-no-results = 请至少用一句话写明工作成果。
appraisals-error-no-shortcomings = 请写明不足之处；如果没有，也请注明。
appraisals-error-no-plan = 请写明改进计划。
appraisals-error-no-case = 请写明具体事例：每项评价都须附事例。
appraisals-error-no-value = 请选择 1 至 5 分，或选择“无法判断”。
appraisals-error-no-reason = 请写明原因：对方已经看到此前的评价。
appraisals-error-long = 请控制在 { $limit } 个字符以内，目前为 { $length } 个。
appraisals-error-no-round = 目前没有进行中的自评与评价。每月 25 日（遇非工作日则提前）开始。
appraisals-error-not-asked = 本月不需要您填写自评：考核方案中没有由上级评价的指标，或您目前没有上级。
appraisals-error-nothing-asked = 本月没有需要上级评价这位同事的指标。
appraisals-error-rated = 上级已提交评价，自评不能再修改。如需补充，请与上级当面沟通。
appraisals-error-report-over = 自评已于{ $on }截止。
appraisals-error-no-report = 目前没有可以查看的自评。
appraisals-error-none-yet = 目前没有可以查看的评价：当月绩效卡发布后才能查看。
appraisals-error-how-many = 请选择 1 至 { $limit } 人。
appraisals-error-not-them = 不能邀请 { $name }：本人、访客和已离职的同事除外。
appraisals-notice = 您有一条与工作相关的消息。
