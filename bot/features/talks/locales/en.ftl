topic-talk = `{ -perf } talk` — the talk about the month’s card: prepare it, find a time, note what you agree on; managers: `{ -perf } talk @bo`
talks-title = Talks
talks-nobody = nobody at present
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
