topic-talk = `{ -perf } talk` — the talk about the month’s card: prepare it, find a time, note what you agree on; managers: `{ -perf } talk @bo`
talks-title = Talks
talks-nobody = your manager (nobody at present)
talks-no-team = In no team
talks-prepare = Prepare
talks-open = Open
talks-moment = { $day } at { $time }
talks-line = *{ $name }* · { $month } · { $state }
talks-more = … and { $count } more.
talks-own = *Your talk about { $month }* with { $name } · { $state }
talks-to-hold = *Talks with your people* · { $count }
talks-none = There is no talk to prepare. When a month’s cards are out, managers and their people talk about them within seven working days.
talks-state-due = by { $day }
talks-state-late = was due by { $day }
talks-state-waits = once you are both back
talks-state-held = held on { $day }
talks-state-lapsed = not held
talks-state-proposed = { $moment } is proposed
talks-state-agreed = { $moment }
talks-state-to-sign = waits for your signature
talks-asked = { $count ->
    [one] The month’s cards are out: there is one talk to hold
   *[other] The month’s cards are out: there are { $count } talks to hold
  }
talks-asked-note = Half an hour each, within seven working days. The sheet starts with what went well, and asks rather than tells.
talks-reminded = { $count ->
    [one] One talk is still to be held, and the time is nearly over
   *[other] { $count } talks are still to be held, and the time is nearly over
  }
talks-reminded-note = If you have talked already, note in two lines what you agreed on. You are not reminded of these again.
talks-digest = { $count ->
    [one] One talk about the month’s cards was not held in time
   *[other] { $count } talks about the month’s cards were not held in time
  }
talks-headline = *{ $name }* · { $month } · { $score } · { $band }
    { $state }
talks-save = Save
talks-propose = Propose a time
talks-propose-other = Propose another time
talks-agree = Agree
talks-own-notes = My notes
talks-note-outcome = Note what came of it
talks-note-again = Change what was noted
talks-well = *What went well*
talks-well-none = The card has no figure to go by. Ask what the month was like.
talks-gaps = *What fell short*
talks-finding-strong = • { $title }: { $value } ({ $target }){ $months ->
    [one] {""}
   *[other] , met for { $months } months in a row
  }
talks-finding-best = • { $title }: { $value } ({ $target }), the closest to its target
talks-finding-improved = • { $title }: { $value } ({ $target }), up from { $before }% of the target to { $now }%
talks-finding-gap = • { $title }: { $value } ({ $target }){ $months ->
    [one] {""}
   *[other] , short of it for { $months } months in a row
  }
talks-questioned = There is an open question about this card: `{ -scorecard } questions`. Look into it before you talk.
talks-questioned-own = Your question about this card is still open.
talks-last-plan = *What you agreed on before*
talks-item-open = • { $text }{ $owner } · by { $day }
talks-item-late = • { $text }{ $owner } · was due by { $day }
talks-item-done = ✓ { $text }{ $owner } · done on { $day }
talks-item-owner = {" "}· { $name }
talks-item-own = From your talk
talks-item-of = From the talk with { $name }
talks-finish = Done
talks-reopen = Not done after all
talks-theirs = *What { $name } wants you to know*
talks-own-private = *Your notes* · only you can read them
talks-own-shared = *Your notes* · shared with your manager
talks-brought = *Kudos and feedback about { $name }* that you may read: { $public ->
    [0] no public kudos
    [one] one public kudos
   *[other] { $public } public kudos
  } · { $shared ->
    [0] nothing shared with you
    [one] one piece shared with you
   *[other] { $shared } pieces shared with you
  }
talks-brought-see = Read them
talks-questions = *Questions to ask*
talks-questions-note = Ask, wait, and listen for longer than feels comfortable. Nothing on this sheet is a verdict.
talks-question-proud = • What are you proud of this month?
talks-question-strong = • { $metric } went well. What did you do that others could learn from?
talks-question-improved = • { $metric } moved up. What made the difference?
talks-question-gap = • { $metric } fell short of its target. What do you think is behind it?
talks-question-long-gap = • { $metric } has been short of its target for { $months } months. What have we not tried yet?
talks-question-questioned = • You say that something on the card is not right. What should we look at together?
talks-question-items-open = • What got in the way of what we agreed on last time?
talks-question-items-done = • You did what we agreed on last time. What did you learn from it?
talks-question-first = • This is your first card here. What surprised you about it?
talks-question-incomplete = • Some figures are missing from the card. What was the month like beyond what it shows?
talks-question-down = • The month was harder than the one before. What cost you the most energy?
talks-question-obstacles = • What could I take out of your way?
talks-question-help = • What do you need from me, and what should I stop doing?
talks-question-next = • What would you like to be able to do in three months that you cannot do today?
talks-notes-intro = Before your talk with { $name } about { $month }
talks-notes-intro-manager = Before the talk with { $name } about { $month }
talks-field-highlights = What went well?
talks-field-topics = What do you want to talk about?
talks-field-share = Who may read it?
talks-share = Share with { $name }
talks-notes-note = Only you can read this unless you share it. You can take that back as long as this form is there; a new manager sees nothing of it.
talks-notes-note-manager = Only you can read this. Whoever manages them later does not see it.
talks-time-intro = When do you talk with { $name } about { $month }?
talks-field-day = Day
talks-field-time = Time
talks-time-note = Times are those of { $zone }; the other one sees them in their own zone.
talks-outcome-intro = What came of the talk with { $name } about { $month }?
talks-field-held-on = When did you talk?
talks-field-summary = What did you agree on?
talks-plan-intro = *Capability plan* · what to learn or do, by whom, until when; { $most } at most, fewer are better
talks-field-item = { $number }. What to learn or do
talks-field-owner = Who?
talks-field-due = Until when?
talks-outcome-note = The two of you read this, nobody else. The other one signs or comments; a change is a new version. Each is reminded on the day.
talks-outcome = *What came of the talk on { $day }* · noted by { $name }{ $revision ->
    [one] {""}
   *[other] , version { $revision }
  }
talks-outcome-former = What was said is between { $name } and who managed them then. The plan is yours to follow up.
talks-plan = *Capability plan* · { $count ->
    [0] nothing was agreed on
   *[other] { $count }
  }
talks-comment-by = *{ $name }* adds
talks-comment = Comment
talks-comment-intro = Is it different from what { $name } has noted, or is something missing?
talks-field-comment = Your comment
talks-comment-note = It stands beside what was noted. You can still sign that; to change it, note a version of your own.
talks-sign = Sign
talks-signed-both = ✓ Signed by { $one } and { $other }
talks-signed-wait = Signed by { $one } · waits for { $other }
talks-signed-wait-you = Signed by { $one } · waits for you
talks-told-proposed = *{ $name }* proposes *{ $moment }* for your talk about { $month }
talks-told-agreed = *{ $name }* agrees: *{ $moment }*, your talk about { $month }
talks-told-soon = In an hour, *{ $moment }*: your talk with *{ $name }* about { $month }
talks-told-noted = *{ $name }* has noted what came of your talk about { $month }. Please read and sign it, or comment
talks-told-noted-again = *{ $name }* has changed what came of your talk about { $month }. Please read and sign it, or comment
talks-told-signed = *{ $name }* has signed what came of your talk about { $month }
talks-told-commented = *{ $name }* has commented on what came of your talk about { $month }
talks-told-items = { $count ->
    [one] Until today you wanted to get this done
   *[other] Until today you wanted to get { $count } things done
  }
talks-told-items-more = … and { $count } more: `{ -perf } talk`.
talks-told-items-done = What you wanted to get done is done
talks-held = *Talks about { $month }* · { $held } of { $total } held · { $late ->
    [0] none late
   *[other] { $late } late
  }
talks-held-team = *{ $team }* · { $held } of { $total } held · to come from { $managers }
talks-held-manager = { $name } ({ $open }{ $late ->
    [0] {""}
   *[other] , { $late } late
  })
talks-held-managers-more = { $count } more managers
talks-held-more = … and { $count } more teams in which talks are to come.
talks-held-without = { $count ->
    [one] One person has a card and no manager who could talk with them.
   *[other] { $count } people have a card and no manager who could talk with them.
  }
talks-held-note = You see whether talks were held. What was said in them is between the two.

talks-error-held-ahead = Choose the day on which you talked, { $on } at the latest.
talks-error-held-early = Choose { $on } or a later day: the talk is about a month that was over by then.
talks-error-month = Talks are about the newest card. What earlier ones led to stands on their sheets: `{ -perf } talk`.
talks-error-no-card = There is no card of that month to talk about.
talks-error-no-manager = There is no manager to talk with at present. HR sees that, and a talk follows as soon as there is one.
talks-error-over = This talk is held already, or over. You can still change what you noted.
talks-error-other-time = Another time has been proposed since. Open the talk to see it.
talks-error-time-over = Choose a time that is still to come.
talks-error-time-far = Choose { $ends } at the latest.
talks-error-no-such-time = Clocks go forward that night: this time does not exist. Choose another one.
talks-error-no-text = Write a sentence or two.
talks-error-no-owner = Choose who does it.
talks-error-deadline = Choose a day from today on, { $ends } at the latest.
talks-error-long = This has { $length } characters. Use { $limit } at most.
talks-error-newer = There is a newer version. Open the talk and read it before you sign.
talks-error-former = This talk was held with the former manager, and what came of it is noted. Talk again, and note it with the next card.
