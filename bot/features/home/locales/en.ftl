home-hello = { $name } · { $day }
home-no-team = You are not in a team yet, so there is nothing to fill in. Ask your manager or HR to add you.
home-no-team-administrator = You are in no team, so no figures are asked of you here. Teams, schemes and targets are set up in Administration.
home-no-scheme = Your team { $team } has no figures to fill in: no scheme is assigned yet, or people rate all of its metrics. Ask your manager or HR if in doubt.

home-tour = *Welcome to your Home* · { $step } of { $steps }
    { $text }
home-tour-1 = What is due stands at the top, the most urgent first. Each line has the one button that gets it done; a check-in takes 20 seconds.
home-tour-2 = Below is your month: each metric with its target and your pace. A pace of 100% means you reach the target if you go on like this; days away do not count against you.
home-tour-3 = When the month is closed, your scorecard arrives here and as a message. “Why this score” opens every number to its entries, and you can question any of them. Your manager and HR see your card; colleagues do not.
home-tour-next = Next
home-tour-skip = Skip
home-tour-done = Got it
home-tour-again = Show the tour again

home-due = *Due* · { $count }
home-due-nothing = ✓ *Nothing is due.*
home-due-all = See all
home-due-title = What is due
home-and-more = … and { $count } more.
home-until = until { $day }
home-until-today = today
home-overdue = *was due { $day }*
home-message = see the message
home-due-figures = *Today’s figures* · { $count ->
    [one] 1 to fill in
   *[other] { $count } to fill in
  }
home-do-figures = Fill in
home-due-card = *Your card* · out, and not marked as read yet
home-do-card = Read it
home-due-talk = *Your talk about the card* · prepare it
home-do-talk = Prepare
home-due-talks = *Talks to hold* · { $count ->
    [one] 1 person
   *[other] { $count } people
  }
home-do-talks = See
home-due-sign = *What came of { $count ->
    [one] a talk
   *[other] { $count } talks
  }* · read and sign
home-do-sign = Read
home-due-ratings = *Ratings due* · { $count ->
    [one] 1 colleague
   *[other] { $count } colleagues
  } · about { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
  }
home-do-ratings = Rate
home-ratings = Whom I rate
home-due-report = *Your report of the month* · not sent yet
home-do-report = Write it
home-due-team-ratings = *Ratings of your reports* · { $count } of { $all } to write
home-do-team-ratings = Rate them
home-due-own-plan = *Your plan* · { $count ->
    [one] one step is due
   *[other] { $count } steps are due
  }
home-do-own-plan = See
home-due-plan = *Plans you look after* · { $count ->
    [one] one step is due
   *[other] { $count } steps are due
  }
home-do-plan = See
home-due-action = { $name }
home-do-action = Done
home-due-notes = *{ $name }* · your notes for the retrospective
home-do-notes = Write
home-due-names = *Who should rate you?* · nobody named yet
home-do-names = Name people
home-due-approvals = *Names your reports gave* · { $count ->
    [one] 1 person waits
   *[other] { $count } people wait
  }
home-do-approvals = Look at them
home-due-points = *Special points* · { $count ->
    [one] one proposal is yours to decide
   *[other] { $count } proposals are yours to decide
  }
home-do-points = Decide
home-due-request = *{ $name }* asks you for feedback
home-do-request = Answer

home-check-in = Check in
home-fix = Correct a figure
home-card-so-far = Provisional card
home-scheme = The rules
home-month = *{ $month } so far* · working day { $passed } of { $whole }
home-month-before = Figures of { $month } can be entered until { $day }, { $time }.
home-month-empty = Nothing told yet this month. The first figure shows here at once, with your pace towards the target.
home-sign-reached = {"✓ "}
home-sign-on-the-way = {"▸ "}
home-sign-behind = {"▼ "}
home-figure-higher = { $value } of { $target } · { $attained }
home-figure-lower = { $value }, limit { $target } · { $attained }
home-figure-within = { $value }, range { $low } to { $high }
home-figure-no-target = { $value }, no target
home-with-pace = { $line } · pace { $pace }
home-no-value = No value yet: { $titles }
home-at-end = Compared at the end of the period: { $titles }
home-also-told = Also told: { $figures }

home-goals = *Goals*
home-goal = • { $title } · { $standing }
home-goals-more = … and { $count } more
home-goals-none = *Goals* · none yet. Two or three that everybody knows help more than ten.
home-goals-open = Goals
home-no-card = Your first scorecard arrives when the month is closed.
home-card = *Your card of { $month }* · { $score } · { $band }
home-card-empty = *Your card of { $month }* has no score: there were no figures to compute one from.
home-open-card = Open my card
home-team-post = The team’s post
home-team-details = Details in the thread
home-hint = `{ -perf } help` shows everything.
home-settings-title = Settings
home-settings-zone = All hours are in your time zone, { $zone }, which follows Slack.
home-away-title = Days away
home-field-language = Language
home-field-language-hint = Automatic follows Slack.
home-field-hours = Hour of the daily prompt
home-field-hours-hint = Such as 9:30; empty for the usual hour.
home-field-quiet = Quiet hours
home-field-quiet-hint = Such as 20:00-8:00; empty for none.
home-field-pause = No prompts before
home-field-pause-hint = Your figures are still expected; empty for no pause.
home-field-first = First day
home-field-first-hint = Nobody asks you on these days, and targets shrink with them.
home-field-last = Last day
home-field-last-hint = Empty for a single day.
home-field-kind = Kind
home-field-kind-hint = Shown to nobody but you. A business trip is work: targets stay as they are.

home-team = *Your people today* · { $told } of { $expected } checked in
home-team-title = Your people today
home-team-nobody = Nobody reports to you at present.
home-team-missing = Not checked in yet: { $names }
home-team-behind = ▼ *{ $name }* · { $figures }
home-team-pace = { $title } at pace { $pace }
home-team-on-track = No figure of the month is at a pace under 80%.
home-team-note = Figures of this month whose pace is under 80%. Days away do not count against anybody.

home-firm = *HR*
home-firm-talks = { $count ->
    [0] No talk is late
    [one] 1 talk is late
   *[other] { $count } talks are late
  }
home-firm-close-running = *Cards of { $month }* · the month is not over
home-firm-close-waiting = *Cards of { $month }* · not begun
home-firm-close-making = *Cards of { $month }* · { $made } of { $total } made
home-firm-close-made = *Cards of { $month }* · all { $total } made
home-firm-close-held = *Cards of { $month }* · held
home-firm-close-released = *Cards of { $month }* · out
home-firm-close-on = { $line } · due out { $day }
home-firm-close-planned = { $line } · were due out { $day }
home-firm-close-since = { $line } since { $day }
home-firm-cycles = *Review cycles* · { $count ->
    [0] none under way
   *[other] { $count } under way
  }
home-firm-rated-until = { $line } · ratings until { $day }
home-firm-erasures = *Requests to be forgotten* · { $count ->
    [one] 1 waits
   *[other] { $count } wait
  }
home-questions = *Questions about cards* · { $count ->
    [one] 1 waits for an answer
   *[other] { $count } wait for an answer
  }
home-do-questions = Answer
home-do-decide = Decide
home-do-see = See
home-admin-open = Administration
home-admin-title = Administration
home-admin-intro = Who works where, and by which rules.
home-admin-people = People and teams
home-admin-schemes = Schemes and targets
home-admin-reviews = Reviews
home-admin-close = A month’s cards

topic-admin = `{ -perf } admin` — people, teams, schemes and targets (administrators and HR)
home-own-data = My data as a file
