metrics-told-added = ✓ *{ $figure }*: { $value } noted for { $day }.
metrics-told-same = Already noted: *{ $figure }* is { $value } for { $day }. Nothing was counted twice.
metrics-told-differs = *{ $figure }* already has { $before } for { $day }, so { $value } was not taken. If { $before } is wrong, correct it; the old value stays on record.
metrics-told-fixed = ✓ *{ $figure }* for { $day }: { $before } → { $value }. The old value stays on record with your reason.

metrics-so-far-empty = nothing yet
metrics-so-far-sum = { $value } in all
metrics-so-far-mean = { $value } on average
metrics-so-far-last = stands at { $value }
metrics-so-far-max = { $value } at most
metrics-so-far-count = { $value } entries
metrics-told-past-month = If that month’s card is out already, the card stays as it is; the figure is on record.
metrics-in-month = { $month }: { $text }
metrics-month-day = { $month } (working day { $passed } of { $whole })
metrics-so-far-pace = { $value } of { $target }, pace { $pace }
metrics-last = last { $value } on { $day }
metrics-yesterday = yesterday { $value }

metrics-metric-higher = { $title }: { $value } of { $target }, { $attainment } attained
metrics-metric-lower = { $title }: { $value }, limit { $target }, { $attainment } attained
metrics-metric-within = { $title }: { $value }, range { $low } to { $high }
metrics-metric-no-target = { $title }: { $value }, no target set
metrics-metric-missing = { $title }: no value yet, waiting for { $missing }
metrics-metric-empty = { $title }: no value yet
metrics-metric-at-end = { $title }: compared with the earlier period when this one is over
metrics-metric-pace = { $line }, pace { $pace }
metrics-metric-quarter = { $line } (quarter so far)
metrics-metric-half = { $line } (half-year so far)
metrics-metric-year = { $line } (year so far)

metrics-button-correct = Correct it
metrics-button-fix = Fix a figure
metrics-button-fill-in = Fill in

metrics-form-title = Check-in
metrics-form-day = *Your figures for { $day }*
metrics-form-goal = Today’s goal
metrics-form-blockers = Blockers
metrics-form-label = { $title } ({ $unit })
metrics-form-example = for example { $example }
metrics-form-save = Save
metrics-form-cancel = Cancel
metrics-form-more = { $count ->
    [one] One more figure does not fit here; enter it with `{ -checkin } figure value`.
   *[other] { $count } more figures do not fit here; enter them with `{ -checkin } figure value`.
  }

metrics-fix-title = Correct a figure
metrics-fix-current = *{ $figure }* for { $day } is *{ $value }*.
metrics-fix-none = *{ $figure }* has no value for { $day }. To enter one: `{ -checkin } { $name } value { $date }`
metrics-fix-value = Correct value
metrics-fix-reason = Reason
metrics-fix-hint = The old value stays on record together with this reason.

metrics-prompt-title = *{ $weekday }’s figures, { $name }* · about 20 seconds
metrics-prompt-brief = { $count ->
    [one] { $day }: one figure is open
   *[other] { $day }: { $count } figures are open
  }
metrics-working-day = Working day { $passed } of { $whole }
metrics-more = { $count ->
    [one] … and one more
   *[other] … and { $count } more
  }
metrics-nudge = { $name }, { $weekday }’s figures are still open: { $count ->
    [one] one figure
   *[other] { $count } figures
  }. Today is easier to remember than yesterday.
metrics-done = ✓ Done at { $time } · { $day }
metrics-done-open = Still open: { $figures }

metrics-help =
    {"*Check in your figures*"}
    • `{ -checkin }` opens the form: goal, blockers and all figures of the day
    • `{ -checkin } leads 42` one figure for today; `{ -checkin } leads 42 yesterday`, `{ -checkin } leads 42 2026-11-20 trade fair` for another day, with a note
    • `{ -checkin } fix leads` corrects a value in a form; `{ -checkin } fix leads 45 2026-11-20 typo` at once. A reason is needed, the old value stays on record
    • Numbers: `1,234`, `12.5%`, `3k`, `1.2万`, `¥80`. Days: `2026-11-20`, `11-20`, `20 Nov`, `yesterday`
    • A figure has its id, its title and other names in English and Chinese: `leads`, `form submissions`, `留资数`
    Each figure has one value per day. Telling the same again counts once.

topic-verify = `{ -perf } verify @bo 2026-10` — check what somebody has entered: verify it, or exclude it with a reason (HR and auditors)
metrics-check-title = Check entries
metrics-check-intro = *{ $name }* · { $month }
metrics-check-of = *{ $figure }* · { $name } · { $month }
metrics-check-figure = *{ $figure }* — { $total ->
        [one] 1 entry
       *[other] { $total } entries
    }
metrics-check-verified = { $count } verified
metrics-check-excluded = { $count } excluded
metrics-check-open = Check
metrics-check-nothing = Nothing was entered here in this month.
metrics-check-note = What you exclude leaves every sum at once: Home, the provisional card and the close. A card that is out stays as it is until HR computes it anew. Verified or not, an entry counts the same.
metrics-check-done = { $count ->
        [0] :white_check_mark: It was so already: nothing has changed.
        [one] :white_check_mark: Saved for 1 entry.
       *[other] :white_check_mark: Saved for { $count } entries.
    }
metrics-check-entry-open = • { $day }: *{ $value }* — { $by }, { $when }, { $source }
metrics-check-entry-verified = ✓ { $day }: *{ $value }* — { $by }, { $when }, { $source }
metrics-check-entry-excluded = ✕ { $day }: { $value } — { $by }, { $when }, { $source }
metrics-check-source-chat = in chat
metrics-check-source-import = imported
metrics-check-operator = the operator
metrics-check-by-verified = verified by { $by }, { $when }
metrics-check-by-excluded = excluded by { $by }, { $when }
metrics-check-because = : { $reason }
metrics-check-option = { $day } · { $value } · { $verdict }
metrics-check-is-open = not checked
metrics-check-is-verified = verified
metrics-check-is-excluded = excluded
metrics-check-field-entries = Entries
metrics-check-hint-entries = To verify all that nobody has checked yet, choose none.
metrics-check-field-verdict = What did you find?
metrics-check-hint-verdict = A corrected entry has to be checked again.
metrics-check-make-verified = Verified: it is as entered
metrics-check-make-excluded = Exclude: it does not count
metrics-check-make-open = Take back what was found
metrics-check-field-reason = Why it is excluded
metrics-check-hint-reason = Needed to exclude something. Everybody who sees these entries reads it, first of all the person themselves.

metrics-error-no-team = You are not in a team yet, so there are no figures to check in. Ask your manager or HR to add you to a team.
metrics-error-no-scheme = Your team has no scheme yet, so there are no figures to check in. Ask your manager or HR to choose one in `{ -perf } admin`.
metrics-error-no-figures = Your team’s scheme has no figures to check in: people rate all of its metrics. `{ -perf } scheme` shows them.
metrics-error-unknown-figure = There is no figure “{ $typed }” in your team’s scheme. There are: { $known }. How it works: `{ -checkin } help`
metrics-error-unknown-figure-nearest = There is no figure “{ $typed }” in your team’s scheme. Did you mean `{ $nearest }` ({ $title })? All of them: { $known }. How it works: `{ -checkin } help`
metrics-error-ambiguous = “{ $typed }” could be any of { $figures }. Please use one of these names.
metrics-error-value-missing = What is the value of { $figure }? For example `{ -checkin } { $name } { $example }`
metrics-error-not-a-number = “{ $typed }” is not a number we can read. Write it like { $example }, 3k or 1.2万; thousands separators go before every three digits.
metrics-error-sign = “{ $typed }”: the sign { $sign } does not fit { $figure }. Write it like { $example }.
metrics-error-too-large = “{ $typed }” is too large; figures go up to a trillion. Was a digit typed twice?
metrics-error-below-minimum = “{ $typed }” is too small: { $figure } cannot be under { $minimum }.
metrics-error-not-whole = “{ $typed }” is not a whole number, and { $figure } counts whole ones.
metrics-error-decimals = “{ $typed }” has more than { $most } decimals. Please round it.
metrics-error-no-such-day = “{ $typed }” is not a day. Write it like 2026-11-20, 11-20, 20 Nov or yesterday.
metrics-error-day-unclear = “{ $typed }” can be read in two ways. Write the day like 2026-11-20 or 11-20 (month-day).
metrics-error-future = { $on } is still to come. Figures are told on the day or afterwards.
metrics-error-locked = Figures for { $on } have been locked since { $since }, { $time }, so nothing was changed. If something is missing or wrong, ask HR to have it entered, and tell them why.
metrics-error-locked-typed = “{ $typed }” was not taken: figures for { $on } have been locked since { $since }, { $time }. Ask HR to have it entered, and tell them why.
metrics-error-check-whom = Whose entries? `{ -perf } verify @name`, with a month if you like: `{ -perf } verify @name 2026-10`
metrics-error-check-none = Please choose the entries that this is about.
metrics-error-check-verdict = Please choose what you found.
metrics-error-check-reason = Please write why: it leaves somebody’s figures.
metrics-error-check-changed = Somebody has corrected or checked one of these meanwhile. Close this window, open it again and look once more; nothing was changed.
metrics-error-too-long = This text has { $length } characters; { $limit } is the most.
metrics-error-already-told = { $figure } already has { $old } for { $on }. Leave it as it is here and correct it with `{ -checkin } fix { $name }`.
metrics-error-cleared = { $figure } has { $old } for { $on }, which cannot be taken out here. Put it back, or correct it with `{ -checkin } fix { $name }`.
metrics-error-nothing = Nothing is filled in yet: a goal, a blocker or one figure is enough.
metrics-error-nothing-to-fix = { $figure } has no value for { $on }, so there is nothing to correct. To enter one: `{ -checkin } { $name } 42 …`
metrics-error-reason-missing = Please add why: `{ -checkin } fix { $name } { $typed } { $on } reason`. The old value and your reason stay on record.

metrics-import-encoding = The file is neither UTF-8 nor GB 18030. Save it as “CSV UTF-8”.
metrics-import-workbook = This is an Excel workbook. Save it as “CSV UTF-8” and import that file.
metrics-import-too-many-rows = Nothing was taken: the table has more than { $limit } lines. Split it.
metrics-import-too-many-columns = Nothing was taken: line { $line } has { $found } columns; a table may have { $limit }.
metrics-import-long-cell = Nothing was taken: line { $line } has a cell of { $length } characters; { $limit } are allowed.
metrics-import-columns = The columns { $missing } are missing; found: { $found }. The first line names them: { $known }.
metrics-import-column-twice = The column { $column } is there twice.
metrics-import-unreadable = Nothing was taken from this file: line { $line } cannot be read ({ $reason }). Look above it for a quotation mark without its partner.
metrics-import-no-scheme = “{ $typed }” was in no team with a scheme in { $month }, or had left by its end.

metrics-digest-title = *No figures yet*
metrics-digest-day = { $day }: { $names }
metrics-digest-note = Whoever was away or had a day off is not listed. You see names here, never figures.
