topic-sharing = `{ -perf } sharing` — what your team may know of you, and whether you take part in the star of the month
topic-stars = `{ -perf } stars` — stars of the month (HR)
topic-close = `{ -perf } close` — a month’s cards before they come out: how far they are, how they are spread, hold or release them (HR)
scorecards-help =
    {"*"}`{ -scorecard }`* shows your newest card.
    `{ -scorecard } 2026-10`, `{ -scorecard } oct` or `{ -scorecard } last` shows a month’s.
    `{ -scorecard } q3`, `{ -scorecard } h1` or `{ -scorecard } 2026` shows a quarter’s, a half’s or a year’s.
    `{ -scorecard } why` shows how the score was computed, step by step; `{ -scorecard } why mql` only one metric.
    `{ -scorecard } @bo 2026-10` shows the card of somebody you manage; HR can see everybody’s.
    `{ -scorecard } questions` lists what people ask about their cards, for managers and HR.
    `{ -scorecard } now` shows your card of the running month as it stands; it is provisional until it comes out.
    `{ -scorecard } corrections` shows HR which figures were corrected after the cards came out.
    `{ -scorecard } what-if` tries other values on your newest card, for you alone.
    `{ -scorecard } read` shows managers who has read their card; HR sees how many.
scorecards-none = –
scorecards-no-score = no score
scorecards-incomplete = incomplete
scorecards-provisional = provisional
scorecards-provisional-so-far = :hourglass_flowing_sand: *Provisional: figures can be entered until { $lock }, { $time }.* As of { $day }, working day { $passed } of { $whole }, against the targets of the whole month. Nothing is decided by it.
scorecards-provisional-over = :hourglass_flowing_sand: *Provisional: figures can be entered until { $lock }, { $time }.* As of { $day }. The month is over, and its cards are not out yet.
scorecards-provisional-locked = :hourglass_flowing_sand: *Provisional: the cards are not out yet.* As of { $day }. Figures have been locked since { $lock }, { $time }. If something is missing or wrong, ask HR to have it entered.
scorecards-and-more = … and { $count } more
scorecards-modal-title = Scorecard
scorecards-receipt-title = Why this score
scorecards-close = Close
scorecards-period-quarter = Q{ $part } { $year }
scorecards-period-half =
    { $part ->
        [one] First half of { $year }
       *[other] Second half of { $year }
    }
scorecards-period-year = { $year }
scorecards-longer-quarter = { $part ->
        [1] First
        [2] Second
        [3] Third
       *[other] Fourth
    } quarter of { $year }: *{ $score } · { $band }*
scorecards-longer-quarter-own = Your { $part ->
        [1] first
        [2] second
        [3] third
       *[other] fourth
    } quarter of { $year }: *{ $score } · { $band }*
scorecards-longer-half = { $part ->
        [1] First
       *[other] Second
    } half of { $year }: *{ $score } · { $band }*
scorecards-longer-half-own = Your { $part ->
        [1] first
       *[other] second
    } half of { $year }: *{ $score } · { $band }*
scorecards-longer-year = The year { $year }: *{ $score } · { $band }*
scorecards-longer-year-own = Your year { $year }: *{ $score } · { $band }*
scorecards-longer-open = Open
scorecards-longer-open-label = Open the card of { $period }
scorecards-longer-parts = Computed from everything that was told in its months, not the mean of their cards: { $months }.
scorecards-longer-part = { $month } { $score }
scorecards-longer-rules = The rules changed meanwhile. Those of the last day hold for the whole time; earlier figures count where they still go by the same name.
scorecards-longer-team = The team changed meanwhile. Team and targets are those of the last day, and all figures count.
scorecards-longer-targets = Targets changed meanwhile. Those of the last month hold for every month of this card.
scorecards-longer-here = { $here } of { $whole } months count: in the others there was nobody to hold to a target. Targets are as much smaller.
scorecards-coefficient-month = Band { $band } multiplies the month’s bonus by { $coefficient }.
scorecards-coefficient-quarter = Band { $band } multiplies the quarter’s bonus by { $coefficient }.
scorecards-coefficient-half = Band { $band } multiplies the half-year’s bonus by { $coefficient }.
scorecards-coefficient-year = Band { $band } multiplies the year’s bonus by { $coefficient }.
scorecards-why-button = Why this score
scorecards-read-button = I have read it
scorecards-read-on = ✓ Read on { $day }
scorecards-outcome = Question of { $day } about revision { $revision }
scorecards-outcome-open = waits for an answer
scorecards-outcome-answered = answered on { $day }
scorecards-outcome-led = led to revision { $revision }
scorecards-not-read = Not marked as read yet
scorecards-read-noted = ✓ Noted: you have read your card of { $month }.
scorecards-open-mine-button = Open my card
scorecards-change-up = ▲ { $moved } since { $month }
scorecards-change-down = ▼ { $moved } since { $month }
scorecards-change-same = unchanged since { $month }
scorecards-context = { $scheme } v{ $version } · { $scored } of { $metrics } metrics · { $coverage }% of the weight due
scorecards-context-ratings = ± { $reach } from ratings
scorecards-picture-run = Your scores over time
scorecards-picture-line = Line { $line }
scorecards-picture-incomplete = incomplete
scorecards-picture-dimensions = Dimensions
scorecards-picture-met = Targets met: 100 points
scorecards-picture-part = { $points } of { $share }
scorecards-picture-words = { $title }: { $items }.
scorecards-picture-item = { $name } { $value }
scorecards-picture-item-incomplete = { $name } { $value } (incomplete)
scorecards-picture-words-run = { $title } (line { $line }): { $items }.
scorecards-strip = { $month }, with the months before
scorecards-strip-score = Score
scorecards-strip-line = line { $line }
scorecards-strip-item = { $name } { $value } ({ $target })
scorecards-picture-team-run = The team’s score over time
scorecards-picture-team-metrics = Metrics, in % of target
scorecards-picture-team-target = Target met: 100%
scorecards-picture-team-reached = { $reached }%
scorecards-picture-bands = Cards of { $month } by band
scorecards-picture-bands-few = { $words } { $few }
scorecards-dimension = *{ $title }*   { $points } of { $share }
scorecards-dimension-empty = *{ $title }* — nothing scored this time
scorecards-target-higher = target { $target }
scorecards-target-lower = target ≤ { $target }
scorecards-target-within = target { $low } to { $high }
scorecards-goal-higher = { $target }
scorecards-goal-lower = ≤ { $target }
scorecards-goal-within = { $low } to { $high }
scorecards-metric-scored = • { $title }: { $value } / { $target } → { $points } pts × { $share }% = { $contribution }
scorecards-metric-rated = • { $title }: { $value } of 5 from { $raters } → { $points } pts × { $share }% = { $contribution }
scorecards-metric-in-progress = ◦ In progress: { $title }, { $value } / { $target } so far; it counts on the { $month } card
scorecards-metric-in-progress-empty = ◦ In progress: { $title }, no figures yet; it counts on the { $month } card
scorecards-metric-in-progress-rated = ◦ In progress: { $title }; its ratings count on the { $month } card
scorecards-not-counted = *Not counted* — a missing figure is no zero; its weight goes to the others
scorecards-metric-missing = ✕ { $title } (weight { $weight }): { $reason }
scorecards-reason-no-figures = nothing was checked in for { $figures }
scorecards-reason-none-counts = nothing that counts was checked in for { $figures }
scorecards-reason-no-data = the figures it needs were not checked in for the same month
scorecards-reason-with-release = comes with the release
scorecards-reason-compared-later = is compared with a whole earlier period, once this one is over
scorecards-reason-no-ratings = nobody has rated it yet
scorecards-reason-too-few-raters = fewer than three colleagues rated it, and with so few it could be told who said what
scorecards-reason-too-few-outside = fewer than three people outside could judge it, and with so few it could be told who said what
scorecards-reason-no-history = the figures of the earlier period it compares with are missing
scorecards-reason-division-by-zero = the figure it divides by is 0
scorecards-reason-not-finite = the figures are too large to compute with
scorecards-reason-no-target = it has no target
scorecards-reason-zero-target = its target is 0
scorecards-reason-negative-target = its target is below 0
scorecards-reason-absent = you were not here on any working day of the time it covers
scorecards-note-revised-ratings = :arrows_counterclockwise: *Revision { $revision } of this card.* The ratings of { $month } were released after it had come out, and are on it now. Nothing else was computed again.
scorecards-note-revised-appraisal = :arrows_counterclockwise: *Revision { $revision } of this card.* A manager’s rating for { $month } was changed after it had come out; the reason is with the rating (`{ -perf } appraise`). Nothing else was computed again.
scorecards-note-revised-correction = :arrows_counterclockwise: *Revision { $revision } of this card.* Figures it looks at were corrected after it had come out in { $month }’s release, and it was computed anew. Targets, rules and ratings stayed as they were.
scorecards-note-explanation = HR writes: { $text }
scorecards-change-of-score = Before: { $before } · { $band_before }. Now: { $after } · { $band_after }.
scorecards-change-of-metric = • { $title }: { $before } → { $after }, { $points_before } → { $points_after } pts
scorecards-change-of-rating = • { $title }: { $points_before } → { $points_after } pts
scorecards-note-incomplete = :information_source: *This card is incomplete.* { $coverage }% of the weight that was due has figures; { $needed }% are needed. It has no band, and nothing that could hurt you follows from it.
scorecards-note-weights = Weight without a score went to the metrics that have one; the shares above add to 100%.
scorecards-note-last-team = The team changed during the month. Rules and targets are those of the last one, { $team }; figures of the whole month count where these rules name them.
scorecards-note-months-missing = Some months have no figures for: { $metrics }. They were left out and not counted as zero.
scorecards-note-checked = :mag: *{ $title }*: { $checked }
scorecards-note-calibration = :scales: Ratings scatter, and within that scatter the band could be another one. The card is marked for calibration: people look at it again.
scorecards-note-best = Best: { $best }. Every target was met.
scorecards-note-best-and-weakest = Best: { $best }. Weakest: { $weakest }.
scorecards-best-plain = *{ $title }*
scorecards-best-since = *{ $title }*, the best since { $month }
scorecards-best-ever = *{ $title }*, the best of { $count } cards
scorecards-weakest-run =
    { $times ->
        [2] *{ $title }*, under its target for the second time in a row
        [3] *{ $title }*, under its target for the third time in a row
       *[other] *{ $title }*, under its target for the { $times }th time in a row
    }
scorecards-way = To reach { $band }: { $ways }.
scorecards-way-one = { $title } { $before } → { $value }
scorecards-way-or = { ", or " }
scorecards-way-none = No single metric reaches { $band } alone; it takes two or more.
scorecards-what-if-button = What if
scorecards-what-if-title = What if
scorecards-what-if-submit = See the score
scorecards-what-if-intro = *{ $month }, with other values.* Fill in what you would like to try; what you leave empty stays as it is on your card.
scorecards-what-if-result = *{ $score } · { $band }* instead of { $before }, with:
scorecards-what-if-value = • { $title }: { $before } → { $after }
scorecards-what-if-coefficient = { $band } has the coefficient { $coefficient }.
scorecards-what-if-ways = *To reach { $band }* (from { $min }, coefficient { $coefficient }) any one of these, with all else as it is:
scorecards-what-if-no-way = *{ $band }* (from { $min }, coefficient { $coefficient }) is out of reach by one metric alone; it takes two or more.
scorecards-what-if-way = • { $way }
scorecards-what-if-others = Not enough alone: { $metrics }
scorecards-what-if-highest = There is no band above yours.
scorecards-what-if-incomplete = This card is incomplete and has no band. Try values for what is missing.
scorecards-what-if-hint = { $value } / { $target }
scorecards-what-if-private = Only you see this. Nothing of it is kept.
scorecards-corrections-title = Corrected figures
scorecards-corrections-none = No closed month has figures that were corrected since.
scorecards-corrections-of =
    { $count ->
        [0] *{ $month }*: its own cards stay as they are.
        [one] *{ $month }*: figures were corrected after the cards came out. It changes the card of { $count } person: { $names }
       *[other] *{ $month }*: figures were corrected after the cards came out. It changes the cards of { $count } people: { $names }
    }
scorecards-corrections-longer =
    { $count ->
        [one] With it the card of *{ $period }* of { $count } person: { $names }
       *[other] With it the cards of *{ $period }* of { $count } people: { $names }
    }
scorecards-corrections-note = What is published stays as it is. Computing anew makes another revision for these people, with the difference; each is told once, however many of their cards change. Your own card is left to somebody else of HR.
scorecards-corrections-wait = *Figures were corrected after the cards came out.* No card changes until you compute them anew.
scorecards-corrections-of-month = *{ $month }*: { $cards }
scorecards-corrections-month =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
scorecards-corrections-quarter =
    { $count ->
        [one] { $count } quarter card
       *[other] { $count } quarter cards
    }
scorecards-corrections-half =
    { $count ->
        [one] { $count } half-year card
       *[other] { $count } half-year cards
    }
scorecards-corrections-year =
    { $count ->
        [one] { $count } year card
       *[other] { $count } year cards
    }
scorecards-corrections-open = See whose
scorecards-compute-anew = Compute anew
scorecards-compute-anew-intro = *Cards of { $month }*, and of the quarter, half and year around it that are out, get another revision where the corrected figures change anything. Rules, targets and ratings stay as they were.
scorecards-compute-anew-label = Why, in a sentence
scorecards-compute-anew-note = Everybody whose card changes reads this sentence with the difference.
scorecards-computed-anew =
    { $count ->
        [0] Nothing is new: all cards stay as they are.
        [one] { $count } card has another revision. Its owner is told once, with the difference.
       *[other] { $count } cards have another revision. Their owners are told once each, with the difference.
    }
scorecards-error-not-closed = The cards of { $month } are not out yet; what is corrected now is on them by itself.
scorecards-unread = Your card of { $month } is out, and you have not said yet that you have read it. It takes a minute; tell us when something on it is wrong.
scorecards-readings-title = Who has read their card
scorecards-readings-of = *Cards of { $month }*
scorecards-readings-read = ✓ { $name }, { $day }
scorecards-readings-open = ○ { $name }, not marked as read yet
scorecards-readings-count = { $read } of { $out } have said that they have read theirs. Who it was is seen by their own managers only.
scorecards-readings-none = Nobody who reports to you has a card yet.
scorecards-receipt-intro =
    {"*"}{ $name } · { $month }*
    { $scheme } v{ $version } · rules `{ $hash }` · published { $published }
    Everything below is as it was when the card came out.
scorecards-receipt-intro-provisional =
    {"*"}{ $name } · { $month }, provisional*
    { $scheme } v{ $version } · rules `{ $hash }` · as of { $published }
    Everything below is as it stands now, and kept nowhere.
scorecards-receipt-metrics = Metrics { $first } to { $last } of { $total }; the sum below is of all of them.
scorecards-receipt-back = Metrics before
scorecards-receipt-on = Further metrics
scorecards-entries-button = Entries
scorecards-entries = *Entries { $first } to { $last } of { $total }*
scorecards-entries-none = No single entries are kept for this: they are older than what is kept, or it was never told.
scorecards-entries-back = Earlier
scorecards-entries-on = Later
scorecards-entry-counted = • { $day } · { $figure }: *{ $value }* — { $by }, { $when } { $time }, { $source }
scorecards-entry-replaced = ◦ { $day } · { $figure }: { $value }, corrected since — { $by }, { $when } { $time }, { $source }
scorecards-entry-later = ✕ { $day } · { $figure }: { $value }, too late for this card — { $by }, { $when } { $time }, { $source }
scorecards-entry-excluded = ✕ { $day } · { $figure }: { $value }, excluded — { $by }, { $when } { $time }, { $source }
scorecards-verdict-verified = verified by { $by }, { $day }
scorecards-verdict-excluded = excluded by { $by }, { $day }
scorecards-verdict-open = check withdrawn by { $by }, { $day }
scorecards-verdict-because = { $verdict }: { $reason }
scorecards-verdict-later = { $verdict }; not on this card yet
scorecards-checked-excluded = { $count } of { $total ->
        [one] 1 entry
       *[other] { $total } entries
    } excluded: { $reason } ({ $by }, { $day })
scorecards-checked-excluded-plain = { $count } of { $total ->
        [one] 1 entry
       *[other] { $total } entries
    } excluded ({ $by }, { $day })
scorecards-checked-excluded-others = { $count } of { $total } entries excluded for other reasons
scorecards-checked-counts = Of { $total } entries { $excluded } excluded, { $verified } verified
scorecards-checked-verified = { $count } of { $total ->
        [one] 1 entry
       *[other] { $total } entries
    } verified by { $by }
scorecards-entries-check = Check entries
scorecards-entry-reason = (because: { $reason })
scorecards-entered-by-operator = whoever runs Evenhand
scorecards-source-chat = in chat
scorecards-source-import = imported
scorecards-recompute-button = Recompute it yourself
scorecards-recompute-note = You get a file by direct message: rules, receipt and the entries behind it. `evenhand score --card` makes the same number of it.
scorecards-file-title = Card of { $month }
scorecards-file-comment = Your card with its rules and every entry behind it. `evenhand score --card { $name }` computes it again; it holds your figures, so keep it to yourself.
scorecards-file-promised = The file is on its way to you as a direct message.
scorecards-error-file-once-a-day = You have had this file today already; it is among our direct messages.
scorecards-step-input = { $title } (`{ $figure }`), { $aggregate } of { $months }: { $value }
scorecards-step-months = Without figures, so left out: { $months }
scorecards-step-value = `{ $formula }` = *{ $value }*
scorecards-step-target = Target { $target } ({ $origin })
scorecards-step-days = { $month }: there on { $there } of { $whole } working days
scorecards-step-target-scaled = Target { $stated } ({ $origin }) × { $factor }, the part of the period that counts for you, = { $target }
scorecards-step-attainment-higher = Attainment: value / target = { $attainment }%
scorecards-step-attainment-lower = Attainment, lower is better: target / value = { $attainment }%
scorecards-step-within = Between { $low } and { $high } is 100%; attainment: { $attainment }%
scorecards-step-points = Points, linear between attainment → points { $curve }: *{ $points }*
scorecards-step-ratings = Rated from 1 to 5 by { $raters }; each person counts once. Mean: { $mean }
scorecards-step-voices = Rated from 1 to 5 by { $raters } people outside the workspace. Mean: { $mean }. It is not corrected for strict and lenient raters, for nobody knows who said what.
scorecards-step-rounds =
    { $rounds ->
        [one] Rated from 1 to 5 by { $raters }; each person counts once.
       *[other] Rated from 1 to 5 in { $rounds } rounds, { $raters } times in all; each round was corrected by itself.
    } The uncorrected mean is not kept: beside the corrected one it would tell how strict your raters are.
scorecards-step-corrected = Corrected for strict and lenient raters: *{ $corrected }*, standard error { $error }. All who were compared have a mean of { $mean }.
scorecards-step-correction =
    { $rounds ->
        [one] In this round
       *[other] In these rounds
    } the correction typically moved a mean by { $size } points, up or down. That is of everybody who was rated: what it did to one mean would tell how strict the raters of that person are.
scorecards-step-correction-little =
    { $rounds ->
        [one] In this round
       *[other] In these rounds
    } the correction typically moved a mean by less than 0.1 points, up or down. That is of everybody who was rated: what it did to one mean would tell how strict the raters of that person are.
scorecards-step-correction-small =
    { $rounds ->
        [one] This round is
       *[other] One of these rounds is
    } too small to say how far the correction typically moves a mean: that is told where at least { $least } people are rated and as many rate.
scorecards-step-apart = The ratings of this time fall into { $components } groups that share no rater and nobody rated. How strict one group is beside another cannot be told, so each keeps its own mean.
scorecards-step-rated-points = Points: 25 × ({ $mean } − 1) = *{ $points }*
scorecards-step-weight = Weight { $weight } = { $share }% of all weight scored: { $points } × { $share }% = *{ $contribution }*
scorecards-step-in-progress = In progress: its weight of { $weight } counts on the { $month } card.
scorecards-step-missing = Not counted: { $reason }. Its weight of { $weight } went to the others.
scorecards-from-to = { $first } to { $last }
scorecards-aggregate-sum = sum
scorecards-aggregate-mean = mean
scorecards-aggregate-last = last value
scorecards-aggregate-max = highest value
scorecards-aggregate-count = number of entries
scorecards-origin-own = set for you or your team
scorecards-origin-reference = from the written rules
scorecards-origin-default = the scheme’s starting value
scorecards-sum-coverage = Coverage: { $covered } of { $due } weight due has figures = { $coverage }% ({ $needed }% are needed for a band)
scorecards-sum-nothing = No metric could be scored, so there is no score.
scorecards-sum-own = Sum: { $parts } = *{ $own }*
scorecards-sum-team = × team coefficient { $coefficient }: the team’s goals were met by { $attainment }%, and it stays within { $low } and { $high }
scorecards-sum-team-none = × team coefficient 1: no goal of the team was agreed on and measured for this time; a missing goal is not a missed one
scorecards-sum-team-month = × team coefficient 1: goals are for quarters and halves, and count on the cards of these
scorecards-sum-goal = • { $title }: { $attained }%, weight { $weight }
scorecards-sum-goal-unknown = • { $title }: not measured, so it does not count (weight { $weight })
scorecards-sum-goal-gone = Goal { $number }
scorecards-sum-special = + special points { $special }
scorecards-sum-special-line = • +{ $points }: { $reason } (proposed by { $proposed }, agreed by { $agreed })
scorecards-sum-special-gone = • +{ $points }; what for is not kept any more
scorecards-sum-special-most = • { $given } were agreed on; the scheme allows { $most }
scorecards-note-special = *Special points* +{ $special } · what for stands in “Why this score”
scorecards-sum-capped = No score is above { $cap }
scorecards-sum-score = *Score, rounded half up: { $score }*
scorecards-sum-interval = Ratings scatter: with { $level }% confidence the score is between { $low } and { $high }
scorecards-sum-band = Band *{ $band }* ({ $bands })
scorecards-sum-no-band = No band: the card is incomplete.
scorecards-band-from = { $band } from { $min }
scorecards-waiting = You have no card yet. Cards come out once a month; no date is set at the moment.
scorecards-waiting-until = You have no card yet. The next cards come out on { $day } at { $time }.
scorecards-waiting-no-scheme = There are no figures to show: your team has no scheme yet, or people rate all of its metrics. Whoever administers Evenhand can assign a scheme in `{ -perf } admin`.
scorecards-waiting-so-far = *This month so far*
scorecards-waiting-metric = • { $title }: { $value } of target { $target } ({ $attainment }%)
scorecards-waiting-metric-empty = ◦ { $title }: no figures yet (missing: { $missing })
scorecards-waiting-metric-later = ◦ { $title }: nothing to show yet
scorecards-team-headline = { $team } · { $month }
scorecards-team-headline-score = { $team } · { $month } · { $score }
scorecards-at-least = { $value } or more
scorecards-at-most = { $value } or less
scorecards-team-out =
    { $count ->
        [one] { $count } card is out.
       *[other] { $count } cards are out.
    }
scorecards-team-mean = The team’s score is the mean of the { $scored } complete cards of { $count }.
scorecards-team-too-few = Team figures appear when at least { $minimum } people have a complete card.
scorecards-team-changed = There is no team score this time: the people in it are not quite those of the last months, and the difference would tell their scores.
scorecards-team-anew = :arrows_counterclockwise: Told anew: several cards were revised after they had come out.
scorecards-team-course-rising = rising two months in a row
scorecards-team-course-falling = lower two months in a row
scorecards-team-course-steady = steady over three months
scorecards-team-course-mixed = up and down over three months
scorecards-team-longer = *{ $period }: { $score }*, the mean of { $count } complete cards of that time
scorecards-team-well = :seedling: *Went well:* { $metrics }
scorecards-team-well-metric = { $title } ({ $attainment }% of target)
scorecards-team-moves = *Moved most*
scorecards-team-move-up = ▲ { $title }: { $before }% → { $now }% of target
scorecards-team-move-down = ▽ { $title }: { $before }% → { $now }% of target, worth a look together
scorecards-team-goals = *Goals*
scorecards-team-goal = • { $title } · { $standing }
scorecards-team-agreed = *We agreed to improve*
scorecards-team-agreed-action = • { $text } (by { $day })
scorecards-team-details = The team’s figures · { $month }
scorecards-team-spread = { $met } of { $count } met their own target
scorecards-team-figure-met = ✓ { $title }: *{ $value }* ({ $target }, attainment { $attainment }%)
scorecards-team-figure-open = ○ { $title }: *{ $value }* ({ $target }, attainment { $attainment }%)
scorecards-team-figure-end = ○ { $title }: *{ $value }* ({ $target })
scorecards-team-figure-rated = ○ { $title }: *{ $value }* of 5, the mean of the members’ ratings
scorecards-team-too-few-metrics = Not shown, because fewer than { $minimum } people contributed: { $metrics }
scorecards-team-changed-metrics = Not shown this time, because those who contributed are not quite those of the last months, or of another metric, and the difference would be theirs: { $metrics }
scorecards-team-one-persons-metrics = Not shown, because the highest of all would be one person’s own: { $metrics }
scorecards-team-in-progress-metrics = Still in progress: { $metrics }
scorecards-team-no-data-metrics = No figures: { $metrics }
scorecards-team-promise = Team figures only. Each card is seen by its owner, their managers and HR.
scorecards-team-promise-named = Team figures, and what { $names } agreed to share. Each card is seen by its owner, their managers and HR.
scorecards-team-wins = :tada: *Wins*
scorecards-digest-headline = Teams · { $month }
scorecards-digest-mean = The { $teams } teams below: *{ $score }*, the mean of { $cards } complete cards
scorecards-digest-team = • *{ $team }* { $score }
scorecards-digest-cards = { $scored } of { $count } cards complete
scorecards-digest-questions = { $count ->
    [one] { $count } question open
   *[other] { $count } questions open
  }
scorecards-digest-hidden = Not shown, because few people are in the score or came and went since the last months: { $teams }
scorecards-digest-note = For HR and for whoever stands above leads of teams. Nothing here is more than what stands in the teams’ posts, but for the open questions.
scorecards-star = :star: *Star of { $month }: { $name }*, { $how }
scorecards-star-by-score = the best complete card of those who take part
scorecards-star-by-shared = the best complete card of those who take part, shared with whoever did equally well
scorecards-star-by-longest-ago = among the equally best of those who take part, the one who waited longest
scorecards-win-figure = *{ $name }*: { $title } { $value }, { $attainment }% of target
scorecards-win-figure-best = *{ $name }*: { $title } { $value }, { $attainment }% of target and their best of the last months
scorecards-win-words = *{ $name }*: { $title }, target met
scorecards-win-words-best = *{ $name }*: { $title }, target met and their best of the last months
scorecards-win-asked =
    May your team know what went well in { $month }?
    > { $line }
scorecards-win-note = It would stand in the team’s post. Where the number beside the team’s figures would tell of others, only that the target was met. A no is told to nobody, and you can take a yes back at any time.
scorecards-win-shared =
    ✓ Your team knows what went well in { $month }. `{ -perf } sharing` takes it back.
    > { $line }
scorecards-win-declined =
    ✓ That stays with you; nobody is told that you were asked.
    > { $line }
scorecards-win-withdrawn =
    ✓ Taken back: the team’s post is without it.
    > { $line }
scorecards-win-dropped =
    The figure was corrected meanwhile, so it was not shared.
    > { $line }
scorecards-win-yes = Yes, share
scorecards-win-no = No
scorecards-win-withdraw = Take back
scorecards-sharing-open = My choices
scorecards-sharing-title = What the team may know
scorecards-sharing-save = Save
scorecards-sharing-intro = Nothing of yours stands in a channel unless you say so here or when you are asked.
scorecards-sharing-wins = When something went well
scorecards-sharing-ask = Ask me each time whether the team may know
scorecards-sharing-never = Never ask me
scorecards-sharing-star-label = Star of the month
scorecards-sharing-star = I take part
scorecards-sharing-star-note = Where the scheme has one, the best complete card of those who take part is the star; of equals all are, or whoever waited longest, as the scheme says. Whoever does not take part is neither named nor counted. A later revision of a card takes no star away.
scorecards-stars-title = Stars of the month
scorecards-stars-intro = Chosen by the scheme’s rule among those who take part. A later revision of a card takes no star away; you can.
scorecards-stars-none = There has been no star yet. Members say in `{ -perf } sharing` whether they take part.
scorecards-stars-of = { $team } · { $count } took part
scorecards-stars-back = taken back
scorecards-stars-take = Take back
scorecards-stars-sure = The team’s post will be without it. This cannot be undone.
scorecards-closing-title = Month’s cards
scorecards-closing-running = The month is not over yet. Its cards are made after that.
scorecards-closing-waiting = The month is over; nobody has begun to make its cards.
scorecards-closing-making = Cards are being made.
scorecards-closing-made = Cards are made and wait; nobody sees them yet.
scorecards-closing-held = *Held.* Nothing comes out until somebody lets it go.
scorecards-closing-released-at =
    { $total ->
        [one] :white_check_mark: { $total } card is out, since { $day }, { $time }.
       *[other] :white_check_mark: { $total } cards are out, since { $day }, { $time }.
    }
scorecards-closing-progress = { $made } of { $total } made
scorecards-closing-wanted = They come out as soon as they are made and nobody holds them.
scorecards-closing-until = People can enter figures until { $day }, { $time }.
scorecards-closing-locked = Figures have been locked since { $day }, { $time }. Whoever runs Evenhand can still bring in what is missing or wrong, by a table: `evenhand import entries`.
scorecards-closing-due = They come out on { $day } at { $time }.
scorecards-closing-planned = They were to come out on { $day } at { $time }.
scorecards-closing-held-by = *Held by { $name } on { $day }, { $time }*
scorecards-closing-kinds = *How they come out:* { $complete } complete · { $incomplete } incomplete · { $unscored } without a score
scorecards-closing-band = { $band }: *{ $cards }*
scorecards-closing-band-before = {" "}(month before: { $cards })
scorecards-closing-few-cards = few
scorecards-closing-few = “Few” stands for groups of fewer than { $minimum }, and for one more where the total would give a group away.
scorecards-closing-lacking =
    { $teams ->
        [one] *A team lacks figures:*
       *[other] *{ $teams } teams lack figures:*
    }
scorecards-closing-lacking-team = • { $team }: { $unscored } of { $members } without a score
scorecards-closing-look = Look again
scorecards-closing-again = Make again
scorecards-closing-let-go = Stop holding
scorecards-closing-let-go-asked = If their day has passed, the cards come out at once and everybody gets theirs.
scorecards-closing-release = Release now
scorecards-closing-release-asked = Everybody gets their card, and nothing takes it back. Later corrections make new revisions.
scorecards-closing-open = Look at them
scorecards-closing-soon = The cards of { $month } come out tomorrow.
scorecards-hold-title = Hold the cards
scorecards-hold-button = Hold
scorecards-hold-intro = Nothing of { $month } comes out until somebody of HR lets it go.
scorecards-hold-label = Why? HR reads it here.
scorecards-error-month = “{ $typed }” is not a month; write it as 2026-10.
scorecards-error-no-figures = Nobody told a figure for { $typed } and nobody was rated, so there is nothing to close: its cards would be empty.
scorecards-error-not-over = { $typed } is not over yet; its last day is { $ends }. A month can be closed from the day after.
scorecards-error-held-already = { $typed } is held already, by { $name }.
scorecards-error-hold-reason = Say why, in 1 to { $limit } characters.
scorecards-error-out = The cards of { $typed } are out already.
scorecards-error-held = { $typed } is held: its cards stay in until HR stops holding it in `{ -perf } close { $typed }`.
scorecards-error-unknown-request = “{ $typed }” is not a month I can read. Try `{ -scorecard } 2026-10`, `{ -scorecard } oct`, `{ -scorecard } last`, `{ -scorecard } why` or `{ -scorecard } help`. To see somebody else’s card, put @ before the name.
scorecards-error-unknown-metric = There is no metric “{ $typed }” on this card. There are: { $known }.
scorecards-error-no-card-yet = There is no card yet. `{ -scorecard }` tells when the next ones come out.
scorecards-error-no-card-of-month = There is no card for { $month }. There are cards for: { $months }.
scorecards-error-no-provisional = There is no provisional card for { $month }: it needs a team that works by a scheme.
scorecards-talk-button = Prepare our talk
scorecards-question-button = Question it
scorecards-question-title = Question about a card
scorecards-questions-title = Questions about cards
scorecards-question-intro = *Something is wrong with your figures of { $month }?* Say what, and where the right ones are found. Your manager and HR read it and answer.
scorecards-question-label = What is wrong?
scorecards-question-note = While the question is open, the month counts for nothing that looks at several months in a row.
scorecards-question-sent = Your manager and HR have your question. You get a message once it is answered.
scorecards-questioned = { $name } says that something is wrong with the figures of { $month }.
scorecards-question-read = Read and answer
scorecards-question-of = *{ $name } · { $month }*, revision { $revision } of the card
scorecards-question-led = Figures or a rating were put right after this question: see revision { $revision } of the card.
scorecards-question-see = See the question
scorecards-question-waits = Not answered yet.
scorecards-question-answered = Your question about { $month } is answered.
scorecards-question-aside = HR left this month out: it counts for nothing that looks at several months in a row.
scorecards-questions-none = No question waits for you.
scorecards-answer-read = Read the answer
scorecards-answer-label = Your answer
scorecards-answer-aside-label = And the month?
scorecards-answer-aside = Leave it out of everything that looks at several months in a row
scorecards-answer-by = *{ $name }, { $day }*
scorecards-error-win-late = The post is three working days old, and nothing is added to it any more. Thank you all the same.
scorecards-error-question-open = You have asked about this card already, and nobody has answered yet.
scorecards-error-question-answered = This question has been answered meanwhile.
scorecards-error-question-text = Write 1 to { $limit } characters.
scorecards-notice = You have a private message about your work.
