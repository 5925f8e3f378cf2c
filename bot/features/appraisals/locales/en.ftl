topic-report = `{ -perf } report` — your report on the month: results, shortcomings, what you want to improve; managers and HR read it with `{ -perf } report @bo`
topic-appraise = `{ -perf } appraise` — managers: rate the people who report to you, each with a case; `{ -perf } appraise @bo` goes straight to Bo; everybody: read what your manager says about your month
appraisals-title = Reports and ratings
appraisals-report-title = Your report
appraisals-rating-title = Your rating
appraisals-status-title = Who has written
appraisals-ask-title = Ask for reports
appraisals-keep = Keep for later
appraisals-results = What came of it
appraisals-results-hint = What you got done, and what that led to. The figures above need no words.
appraisals-shortcomings = What fell short
appraisals-shortcomings-hint = What did not work out, and why, as far as you can tell.
appraisals-plan = What to improve, and how
appraisals-plan-hint = What you will do differently, by when, and what you need for it.
appraisals-figures = *The month in figures*
appraisals-no-figures = Nothing has been told yet.
appraisals-no-report = There is no report of their own so far. You can rate all the same, or ask for it.
appraisals-report-intro = *Your report on { $month }* · your manager reads it before rating you. You can change it until { $day }, or until your manager has sent the rating.
appraisals-report-of = *{ $name }* · { $month }
appraisals-report-note = “Keep for later” saves what you have written without sending it; only you can read it then.
appraisals-report-note-draft = This is what you have kept. Nobody else reads it until you send it.
appraisals-report-note-sent = This is what your manager reads. Sending it again replaces it.
appraisals-reported = ✓ Your manager can read your report on { $month } now. You can change it until { $day }, or until your manager has sent the rating.
appraisals-rating-intro = *{ $name }* · { $month }
appraisals-rating-note = The person reads numbers and cases, with your name, once the cards of the month are out; until then you can change them. “Keep for later” saves without sending, and so does each number you choose.
appraisals-rating-note-published = This is out already. The change counts at once, the person is told, and your reason stands beside it.
appraisals-is-draft = This is what you have kept; it has not been sent yet.
appraisals-said-by = This is what { $name } has sent. What you send instead carries your name; the earlier one is kept.
appraisals-manager-then = At the end of the month { $name } reported to { $then }: ask there about what you have not seen yourself.
appraisals-value = Number
appraisals-value-pick = 1 to 5
appraisals-cannot-judge = I cannot judge this
appraisals-case = Case
appraisals-case-hint = What happened, where you could see it. Where you cannot judge, say why.
appraisals-reason = Why do you change it?
appraisals-reason-hint = The person reads this.
appraisals-rated = ✓ Your rating of *{ $name }* for { $month } is saved. You can change it until it is published.
appraisals-revised = ✓ Your rating of *{ $name }* for { $month } has changed. They are told.
appraisals-left = { $count ->
    [one] One person is left.
   *[other] { $count } people are left.
  }
appraisals-next-name = Next: *{ $name }*
appraisals-next = Go on
appraisals-all-rated = You have rated everybody who reports to you.
appraisals-no-round = Reports and ratings start on the 25th, or the working day before it.
appraisals-home = *{ $month }: reports and ratings*, until { $day }
appraisals-your-report-in = ✓ Your report is with your manager.
appraisals-your-report-missing = Your report is missing.
appraisals-to-rate = { $count ->
    [0] ✓ You have rated all { $all } people who report to you.
    [one] { $count } of { $all } people to rate
   *[other] { $count } of { $all } people to rate
  }
appraisals-write-report = Write my report
appraisals-change-report = Change my report
appraisals-rate = Rate my people
appraisals-rate-them = Rate
appraisals-change = Change
appraisals-read-own = Read my rating
appraisals-see-status = Who has written
appraisals-report-line = *{ $name }* · { $state ->
    [rated] ✓ rated
    [draft] begun
   *[open] not rated yet
  } · { $report ->
    [in] report is there
   *[missing] no report yet
  }
appraisals-nothing-to-do = You have nothing to write this month. `{ -perf } report @name` opens the report of somebody who reports to you.
appraisals-more-reports = { $count } more: `{ -perf } appraise @name` opens each of them.
appraisals-own-intro = *{ $month }*: what *{ $author }* says about your month
appraisals-said-intro = *{ $name }* · { $month }, by *{ $author }*
appraisals-not-published = Not published yet: the person has not seen it.
appraisals-revision = Changed after it was published (revision { $number }), because:
appraisals-rating-line = *{ $title }*: { $value }
appraisals-of-five = { $value } of 5
appraisals-revise = Change it
appraisals-read-note = That you read it is kept in the audit log.
appraisals-status = *{ $month }*, until { $day }
    Reports: { $reports } of { $reports_wanted }
    Ratings: { $ratings } of { $ratings_wanted }
appraisals-status-none = Nothing is open. Reports and ratings start on the 25th, or the working day before it.
appraisals-status-complete = Nothing is missing.
appraisals-missing = *{ $name }*: { $what }
appraisals-missing-report = the report is missing
appraisals-missing-rating = { $name } has not rated
appraisals-earlier = Back
appraisals-later = More
appraisals-ask = Ask for reports
appraisals-ask-intro = For people of whom no scheme asks a report. They are told with tomorrow’s messages, and their manager reads it.
appraisals-ask-people = People
appraisals-ask-submit = Ask
appraisals-asked = { $count ->
    [0] All of them had been asked before.
    [one] One person is asked for a report.
   *[other] { $count } people are asked for a report.
  }
appraisals-told-prompt = { $month }: reports and ratings, until { $day }
appraisals-told-report = • your report: results, shortcomings, what you want to improve
appraisals-told-rate = { $count ->
    [one] • one person who reports to you is to be rated
   *[other] • { $count } people who report to you are to be rated
  }
appraisals-told-note = You get three reminders at most, on working days only.
appraisals-told-done = ✓ { $month }: you have written all that was asked.
appraisals-told-over = This is over: nothing more is needed from you.
appraisals-told-published = Your manager’s rating of your { $month } is out; you can read it now.
appraisals-told-revised = Your manager’s rating of your { $month } has been changed; the reason stands beside it.

appraisals-error-no-results = Write what came of it, in a sentence at least.
appraisals-error-no-shortcomings = Write what fell short. Should it be nothing, say so.
appraisals-error-no-plan = Write what you want to improve.
appraisals-error-no-case = Write what happened: every rating carries a case.
appraisals-error-no-value = Choose 1 to 5, or “I cannot judge this”.
appraisals-error-no-reason = Say why: the person knows the earlier rating.
appraisals-error-long = This has { $length } characters. Use { $limit } at most.
appraisals-error-no-round = Nothing is open at the moment. Reports and ratings start on the 25th, or the working day before it.
appraisals-error-not-asked = Nobody asks you for a report this month: nothing about you is rated by your manager, or you have no manager here.
appraisals-error-nothing-asked = Nothing about this person is rated by their manager this month.
appraisals-error-rated = Your manager has sent the rating, so your report stays as it is. Talk to each other about what is missing.
appraisals-error-report-over = Reports could be written until { $on }.
appraisals-error-no-report = There is no report to read yet.
appraisals-error-none-yet = There is nothing to read yet: a rating is there once the cards of its month are out.
appraisals-error-how-many = Choose 1 to { $limit } people.
appraisals-error-not-them = { $name } cannot be asked: nobody asks themselves, guests, or people who have left.
appraisals-notice = You have a message about your work.
