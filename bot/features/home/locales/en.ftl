home-hello = { $name } · { $day }
home-no-team = You are not in a team yet, so there is nothing to fill in. Ask your manager or HR to add you.
home-no-scheme = Your team { $team } has no figures to fill in: no scheme is assigned yet, or people rate all of its metrics. Ask your manager or HR if in doubt.
home-check-in = Check in
home-fix = Correct a figure
home-scheme = The rules
home-month = *{ $month } so far*
home-against-target = *Against target*
home-more = { $count ->
    [one] One more figure: see `{ -checkin }`.
   *[other] { $count } more figures: see `{ -checkin }`.
  }
home-no-card = Your first scorecard arrives when the month is closed.
home-card = *Your card of { $month }* · { $score } · { $band }
home-card-empty = *Your card of { $month }* has no score: there were no figures to compute one from.
home-open-card = Open my card
home-settings = Your time zone is { $zone }. `{ -perf } hours 9:30` sets when you are asked, `{ -perf } language zh-CN` the language, `{ -perf } help` shows everything.
home-admin-open = Administration
home-admin-title = Administration
home-admin-intro = Who works where, and by which rules.
home-admin-people = People and teams
home-admin-schemes = Schemes and targets
home-admin-reviews = Reviews

topic-admin = `{ -perf } admin` — people, teams, schemes and targets (administrators and HR)
home-own-data = My data as a file
