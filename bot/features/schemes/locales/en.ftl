topic-scheme = `{ -perf } scheme` — how your team is scored: every metric, weight, data source, target and band
schemes-modal-title = Scheme
schemes-close = Close
schemes-next = Next
schemes-save = Save
schemes-assign-button = Assign
schemes-and-more = … and { $count } more
schemes-headline = { $scheme } · version { $version }
schemes-runs =
    {"*How it runs*"} for { $team }: { $groups }.
    Figures are checked in day by day. After each month everybody gets a card with a score, made from these rules alone, and every number on it opens to what it was computed from. The rules of a published card never change (`{ $hash }`).
schemes-since = These rules have held since { $month }.
schemes-follows = From { $month } on { $scheme } takes their place.
schemes-weights-scaled = The weights of these metrics add to { $total }, not to 100. They are scaled to 100, which is the second number at each metric.
schemes-dimension = *{ $title }* · { $kind } · { $share }% of the score
schemes-kind-result = result
schemes-kind-process = process
schemes-kind-capability = capability
schemes-metric = *{ $title }* — weight { $weight } · { $cadence }
schemes-metric-scaled = *{ $title }* — weight { $weight } → { $share }% · { $cadence }
schemes-cadence-month = every month
schemes-cadence-quarter = every quarter
schemes-cadence-half = every half year
schemes-cadence-year = every year
schemes-formula = Computed as `{ $formula }`
schemes-source = Data source: { $source }
schemes-rated = Rated from 1 to 5 by { $who }, without a target; 1 is worth 0 points and 5 is worth 100
schemes-rated-by-peer = colleagues
schemes-rated-by-manager = the manager
schemes-rated-by-customer = customers
schemes-rated-by-retro = the project retrospective
schemes-rated-by-audit = an auditor
schemes-rated-by-self = the member
schemes-anchor = { $points } – { $behaviour }
schemes-target-higher = Target: at least *{ $target }* ({ $origin })
schemes-target-lower = Target: at most *{ $target }*, lower is better ({ $origin })
schemes-target-within = Target: between *{ $low }* and *{ $high }*
schemes-target-none = No target yet, so it is not scored.
schemes-origin-own = your own
schemes-origin-team = your team’s
schemes-origin-reference = from the written rules
schemes-origin-default = the scheme’s starting value
schemes-curve = Attainment → points, linear between: { $steps }
schemes-curve-step = { $attainment }% → { $points }
schemes-bands =
    {"*Bands*"}
    { $bands }
schemes-band = • *{ $band }* from { $min } points, coefficient { $coefficient }
schemes-how =
    {"*The line*"} is { $line }: a month below it counts towards a plan, which a person decides about.
    {"*Coverage*"}: metrics without figures are left out, never counted as zero; their weight goes to the others. A card with less than { $needed }% of its due weight covered is incomplete: it has no band, and nothing that could hurt you follows from it.
    {"*Limits*"}: no score is above { $cap }. A metric counts on the card with which its own period ends ({ $cadences }); until then it is shown as in progress.
schemes-terms-rewards = What results earn
schemes-terms-plans = What weak months in a row start
schemes-terms-aims = Further aims of the rules; no score is computed from them
schemes-terms-further = Further terms
schemes-numbers-reference = from the written rules
schemes-numbers-default = starting values, to be confirmed before use
schemes-rule-note = {"   "}{ $note }
schemes-reward = • *{ $title }* — { $rule } ({ $origin })
schemes-reward-when = { $cadence }: { $rule }
schemes-reward-perks = {"   "}With it: { $perks }
schemes-reward-perk = { $band } – { $perk }
schemes-reward-band-bonus = base bonus × the coefficient of the card’s band
schemes-reward-attainment-bonus = the whole base bonus from 100% attainment of { $metric }; above that { $rate } × base × the part over 100%, counted up to { $cap }%
schemes-reward-commission = commission on { $metric }, each rate on its own interval: { $tiers }
schemes-reward-tier = { $rate } from { $start }
schemes-reward-pool = an amount for each campaign, split in proportion to contribution points
schemes-reward-points = points for what somebody did: { $actions }
schemes-reward-points-limited = points for what somebody did, { $limit } at most: { $actions }
schemes-reward-action = { $title } { $points }
schemes-reward-raise-list = whoever is in the top { $top }% for { $span } in a row is first in line for a raise
schemes-reward-promotion-list = whoever has band { $band } or better for { $span } in a row may be promoted
schemes-reward-training = training in the weakest dimension of the card
schemes-reward-training-below = training in the weakest dimension of the card, when it is under { $below }
schemes-reward-role-fit = for the bottom { $bottom }%, people assess whether the role fits
schemes-reward-top-teams = for the best { $n } teams
schemes-reward-star-shared = the best of those who agreed to be named; equals share it
schemes-reward-star-longest-ago = the best of those who agreed to be named; among equals whoever waited longest
schemes-reward-award = people decide who gets it
schemes-plan = • *{ $title }* — after { $span } in a row with { $under } a person decides whether it starts; observed for { $observation }, looked at { $every } ({ $origin })
schemes-plan-under-score = a score under { $line }
schemes-plan-under-target = less than { $line }% attainment of { $metric }
schemes-plan-under-targets = an own score under { $line } (100 is every target just met)
schemes-plan-outcomes = {"   "}What may follow: { $outcomes }
schemes-every-week = every week
schemes-every-month = every month
schemes-span-month =
    { $n ->
        [one] one month
       *[other] { $n } months
    }
schemes-span-quarter =
    { $n ->
        [one] one quarter
       *[other] { $n } quarters
    }
schemes-span-half =
    { $n ->
        [one] one half year
       *[other] { $n } half years
    }
schemes-span-year =
    { $n ->
        [one] one year
       *[other] { $n } years
    }
schemes-aim = • { $title }: { $value }
schemes-aim-per = • { $title }: { $value } ({ $per })
schemes-aim-range = { $low } to { $high }
schemes-per-day = every day
schemes-per-week = every week
schemes-per-month = every month
schemes-per-quarter = every quarter
schemes-per-half = every half year
schemes-per-year = every year
schemes-team-coefficient = • *Team coefficient*: the own score is multiplied by how far the team’s goals were met, within { $low } and { $high }; without team goals by 1.
schemes-attribution = • *Attribution*: results of several contacts may be attributed by { $models }.
schemes-attribution-first = first contact
schemes-attribution-last = last contact
schemes-attribution-linear = equal shares
schemes-attribution-position = position (first and last count most)
schemes-attribution-time-decay = time decay
schemes-attribution-markov = Markov chain
schemes-attribution-shapley = Shapley value
schemes-review = • *Review*: these rules hold from { $adopted } and are looked at again by { $on }.
schemes-choose-intro = Choose a team and the scheme it is to work by. What is on cards that are out stays as it is.
schemes-team-label = Team
schemes-scheme-label = Scheme
schemes-team-with = { $team } · { $scheme }
schemes-team-without = { $team } · no scheme yet
schemes-team-since = since { $month }
schemes-team-coming = from { $month }: { $scheme }
schemes-since-label = Valid from
schemes-since-last = { $month } · last month, its cards are not out yet
schemes-since-running = { $month } · this month
schemes-since-next = { $month } · next month
schemes-since-hint = Cards of a month go by the scheme of that month. A team’s first scheme also holds for the months before.
schemes-teams-page = Teams { $first } to { $last }
schemes-groups-intro = *{ $team }* · { $scheme }, version { $version }. Tick the groups of metrics that fit the team’s work; their weights are scaled to 100.
schemes-groups-since = Valid from { $month } on.
schemes-groups-first = It is the team’s first scheme and holds for earlier months, too.
schemes-groups-before = Until then it is { $scheme }.
schemes-groups-follows = From { $month } on it is { $scheme } as planned; assign something else for that month to change it.
schemes-groups-label = Groups of metrics
schemes-targets-intro = *Targets of { $team }.* The scheme is assigned. A target is for one period of its metric; leave a field empty to keep what the scheme says. To give one person other targets, choose them here.
schemes-targets-intro-member = *Targets of { $member }*, { $team }. A field left empty means the team’s target.
schemes-targets-since = What you save holds from { $month } on.
schemes-targets-always = What you save also holds for the months before.
schemes-member-placeholder = One person
schemes-target-hint = If empty: { $target }
schemes-target-hint-none = If empty: no target, not scored
schemes-label-higher = { $title } ({ $unit }, { $cadence })
schemes-label-lower = { $title } ({ $unit }, { $cadence }, lower is better)
schemes-unit-count = number
schemes-unit-score = score
schemes-targets-saved = Saved. These are the targets of *{ $team }*; everybody sees theirs in `{ -perf } scheme`.
schemes-targets-saved-member = Saved. These are the targets of *{ $member }* ({ $team }).
schemes-error-since = “{ $typed }” is not a month from which a scheme can hold. Write it like 2026-11, at most { $months } months ahead.
schemes-error-month-out = The cards of { $last } are out, and what they went by stays: nothing can hold from { $month } on any more. Choose { $first } or a later month.
schemes-error-no-team = You are not in a team yet, so no scheme applies to you. Ask your manager or whoever administers Evenhand to add you to one in `{ -perf } people`.
schemes-error-no-scheme = This team has no scheme yet. Whoever administers Evenhand can assign one in `{ -perf } admin`.
schemes-error-no-teams-yet = There are no teams yet. Create one in `{ -perf } people` first.
schemes-error-not-in-team = { $member } is not in the team { $team }. Choose somebody who is.
schemes-error-unknown-scheme = There is no scheme “{ $typed }”. There are: { $known }.
schemes-error-unknown-group = This scheme has no group “{ $typed }”. It has: { $known }.
schemes-error-no-groups = Choose at least one group: { $known }.
schemes-error-unknown-metric = This team’s scheme has no metric “{ $typed }”. It has: { $known }.
schemes-error-target-is-range = { $metric } is scored within a range that the scheme sets; it takes no target.
schemes-error-target-is-rated = { $metric } is rated by people; it takes no target.
schemes-error-target-number = “{ $typed }” is not a number. Write the target of { $metric } like 1200 or 3.5.
schemes-error-target-size = “{ $typed }” cannot be a target. It must be above 0 and below { $largest }.
schemes-error-target-decimals = “{ $typed }” has more than { $decimals } decimals.
schemes-error-two-schemes = Another line gives the team { $team } a different scheme or different groups than “{ $typed }” here. A team works by one scheme.
