prompts-title = { $day }: what is due
prompts-text = To do today: { $things }
prompts-done = ✓ All of this is done.
prompts-until = Put off until { $day } at { $time }.
prompts-line-figures = { $count ->
    [one] one figure
   *[other] { $count } figures
  }
prompts-line-ratings = { $count ->
    [one] one person to rate
   *[other] { $count } people to rate
  }
prompts-line-report = your report
prompts-line-appraisals = { $count ->
    [one] one direct report to rate
   *[other] { $count } direct reports to rate
  }
prompts-line-actions = { $count ->
    [one] one thing to do
   *[other] { $count } things to do
  }
prompts-line-talks = { $count ->
    [one] one thing you agreed on in a talk
   *[other] { $count } things you agreed on in talks
  }
prompts-line-goals = { $count ->
    [one] one goal to update
   *[other] { $count } goals to update
  }
prompts-line-names = raters to name
prompts-line-approvals = { $count ->
    [one] one direct report’s raters to approve
   *[other] { $count } direct reports’ raters to approve
  }

prompts-line-own = something of your own

prompts-put-off-menu = Later
prompts-put-off-hour = In an hour
prompts-put-off-afternoon = This afternoon
prompts-put-off-tomorrow = Next working day
prompts-put-off = All right: you are asked again on { $day } at { $time }.
prompts-put-off-ends = Some of it can be given until { $day } only and is not asked for again: please give that before.
prompts-error-put-off-over = The prompt of { $on } cannot be put off any more. Use the newest one, or `{ -checkin }` for that day’s figures.
prompts-error-put-off-late = That is no longer possible today. Put it off to the next working day, or fill it in now.
prompts-why-weekend = weekend
prompts-why-holiday = holiday: { $name }
prompts-why-day-off = day off { $name }
prompts-why-away = away
prompts-why-paused = prompts paused
prompts-why-quiet = quiet hours until the day is over
prompts-why-over = the day is over
prompts-schedule-nobody = { $name } is not asked: whoever has left, or is in no team and has nothing to answer, has no schedule.
prompts-schedule-title = { $name } · { $zone } · public holidays: { $country }
prompts-schedule-no-country = none
prompts-schedule-day = Day
prompts-schedule-prompt = Prompt
prompts-schedule-reminder = Reminder
prompts-schedule-why = Not asked
