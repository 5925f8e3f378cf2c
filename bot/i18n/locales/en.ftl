listing-separator = ,{" "}

unit-name-minutes = minutes
unit-name-hours = hours
unit-name-day-of-month = day of the month
unit-name-days = days
unit-name-weeks = weeks
unit-name-times = times
unit-minutes = { $value } min
unit-minutes-one = { $value } min
unit-hours = { $value } h
unit-hours-one = { $value } h
unit-day-of-month = day { $value }
unit-day-of-month-one = day { $value }
unit-days = { $value } days
unit-days-one = { $value } day
unit-weeks = { $value } weeks
unit-weeks-one = { $value } week
unit-times = { $value }×
unit-times-one = { $value }×

edge-unexpected = Something went wrong on our side; nothing was saved. Please try again. If it happens again, give your operator this reference: `{ $reference }`
edge-database-away = The database cannot be reached right now, so nothing was saved. Please try again in a minute.
edge-too-late = The database did not answer in time, so we cannot tell whether this was saved. Please try again: the same figure never counts twice.
edge-not-a-member = You are not on Evenhand’s list of members: guests, bots and deactivated accounts are left out. Ask whoever administers Evenhand to look at `{ -perf } admin`.
edge-modal-expired = Slack closed the window before we could open it. Please try again.
edge-too-fast =
    { $seconds ->
        [one] That was a little fast for me. Please go on in a second: nothing you entered is lost.
       *[other] That was a little fast for me. Please go on in { $seconds } seconds: nothing you entered is lost.
    }
edge-too-much =
    { $seconds ->
        [one] Searches and files take me a little longer. Please go on in a second; everything else works as usual.
       *[other] Searches and files take me a little longer. Please go on in { $seconds } seconds; everything else works as usual.
    }
edge-repeated = This command reached me twice; it was carried out once. If the first answer did not reach you, please send it again.
edge-repeated-form = Your first attempt had arrived after all: it was taken once, and nothing is lost. You can close this window.
edge-close = Close
edge-open-home = Open Home
edge-cancel = Cancel
edge-send = Send
edge-notice-title = Evenhand

topic-unknown = There is no topic “{ $typed }”. There are: { $known }.
topic-unknown-nearest = There is no topic “{ $typed }”. Did you mean `{ $nearest }`? `{ -perf } help` lists them all.

-perf = /perf
-checkin = /checkin
-kudos = /kudos
-rate = /rate
-scorecard = /scorecard

help-title = Evenhand: what you can do
help-daily =
    {"*Every day*"}
    `{ -checkin }` — today’s goal, blockers and figures in one form
    `{ -checkin } leads 42` — one figure at once; add a date or a note if you like
    `{ -checkin } fix leads` — correct an earlier value; the old one stays on record
    `{ -scorecard }` — your latest card; `{ -scorecard } 2026-10` a given month; `{ -scorecard } why` how it came about
    `{ -kudos } @mei what for` — thank a colleague; `{ -kudos } list` shows what you got and gave
    `{ -rate }` — rate the colleagues whom you are asked about; `{ -rate } list` shows all of them
help-own =
    {"*Your month*"}
    `{ -perf } talk` — the talk about your card · `{ -perf } report` — your own report
    `{ -perf } ratings` · `{ -perf } voice` · `{ -perf } kudos` — what colleagues and customers say
    `{ -perf } feedback @mei` · `{ -perf } ask @mei` — tell Mei something about her work, or ask her
    `{ -perf } goals` · `{ -perf } campaigns` · `{ -perf } retro` — what you aim at and work on with others, and looking back on it
    `{ -perf } scheme` · `{ -perf } plan` · `{ -perf } points` · `{ -perf } sharing` — the rules, your plan, special points, what your team may know
help-self =
    {"*Yourself*"}
    `{ -perf } away` · `back` · `pause` · `hours` · `quiet` · `country` · `calendar` — when you are asked, and when not
    `{ -perf } language` — English or Chinese
    `{ -perf } audit` · `export me` · `forget me` — who looked, and what is stored about you
help-for-manager =
    {"*Your people*"}
    `{ -perf } talk @bo` — prepare and note the talk about Bo’s card · `{ -scorecard } @bo` — the card
    `{ -perf } appraise` — rate everybody’s month, each with a case · `{ -perf } report @bo` — Bo’s own report
    `{ -perf } proposals` · `{ -perf } plans` — what waits for your decision, and the plans you look after
    `{ -perf } voice @bo` — ask customers and partners · `{ -scorecard } questions` — what people ask about their cards
help-for-hr =
    {"*The month, for HR*"}
    `{ -perf } close` — cards before they come out: progress, spread, hold or release · `{ -perf } verify @bo` — check entries
    `{ -perf } reviews` — peer ratings: prepare, open, see who is done, release
    `{ -perf } proposals` · `{ -perf } plans` — what waits for HR, and the plans that run
    `{ -scorecard } questions` · `{ -scorecard } corrections` · `{ -perf } stars` — after the release
    `{ -perf } people` · `{ -perf } admin` · `{ -perf } admin audit` — teams, schemes and targets, the log
help-for-admin =
    {"*Setting up*"}
    `{ -perf } people` — teams, managers and roles
    `{ -perf } admin` — schemes, targets, who has come and who has gone
    `{ -perf } calendar off 2026-12-24` — the workspace’s own holidays
help-for-auditor =
    {"*Auditing*"}
    `{ -perf } verify @bo` — check what somebody has entered, day by day
    `{ -perf } admin audit` — who saw or changed what, of everybody
    `{ -perf } scheme` — every metric, weight and source
help-promise = Only you see these answers. `{ -perf } help talk` tells more about one of them, `{ -perf } help card` about a command; `{ -perf } help all` lists everything.
help-private = Only you see these answers. `{ -perf } help talk` tells more about one of them.
help-aliases = Also: { $aliases }
