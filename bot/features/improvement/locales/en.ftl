### Checklists

improvement-error-checklist = { $count ->
        [one] One item of the labour-law checklist has not been seen to yet.
       *[other] { $count } items of the labour-law checklist have not been seen to yet.
    } Only then can this be recorded.
improvement-error-no-item = The checklist has no item { $item } any more. Open it again.

### Documents

improvement-error-no-document = There is no document yet.
improvement-document-caption = Document
improvement-document-mark = Confidential
improvement-document-page = Page { $page } of { $pages }
improvement-document-coaching = Coaching plan
improvement-document-improvement = Improvement plan
improvement-document-state-draft = Draft
improvement-document-state-submitted = Waits for HR
improvement-document-state-approved = Approved
improvement-document-state-published = Published
improvement-document-state-acknowledged = Acknowledged
improvement-document-state-active = Under way
improvement-document-state-extended = Extended
improvement-document-state-paused = Paused
improvement-document-state-passed = Passed
improvement-document-state-not-passed = Not passed
improvement-document-state-closed = Closed
improvement-document-state-dropped = Dropped
improvement-document-state-withdrawn = Withdrawn
improvement-document-manager = Manager
improvement-document-team = Team
improvement-document-period = Period
improvement-document-made = As of
improvement-document-days = { $first } to { $last }
improvement-document-for-person = For the person whom the plan is about. Manager and HR know of it, and so do those who decide an appeal; nobody else does.
improvement-document-for-manager = For the manager. Only the person, their managers and HR know of this plan, and those who decide an appeal: please keep it as you would your own.
improvement-document-for-hr = For HR, with internal notes and the checklist. It does not leave HR but to those who decide an appeal.
improvement-document-reasons = Why there is a plan
improvement-document-whole-card = The whole scorecard
improvement-document-milestones = Milestones
improvement-document-what = What
improvement-document-seen = How it is seen
improvement-document-helps = Who and what helps
improvement-document-by = By
improvement-document-reached = ✓ { $day }
improvement-document-resources = Help and training
improvement-document-criteria = Exit criteria
improvement-document-criterion = { $title }: at least { $value }% of the target in { $months ->
        [one] one month
       *[other] { $months } months
    }
improvement-document-criterion-score = { $title }: at least { $value } points in { $months ->
        [one] one month
       *[other] { $months } months
    }
improvement-document-tally = { $met } of { $total } criteria met.
improvement-document-tally-unknown = { $met } of { $total } criteria met; { $unknown ->
        [one] one
       *[other] { $unknown }
    } cannot be known.
improvement-document-verdict-met = Met
improvement-document-verdict-not-met = Not met
improvement-document-verdict-not-yet = Not yet
improvement-document-verdict-unknown = Cannot be known
improvement-document-of-months = { $count } of { $needed ->
        [one] 1 month
       *[other] { $needed } months
    }
improvement-document-reading-reached = reached
improvement-document-reading-below = below
improvement-document-reading-open = still to come
improvement-document-reading-no-card = no card; not counted
improvement-document-reading-incomplete = incomplete card; not counted
improvement-document-reading-away = mostly away; not counted
improvement-document-reading-dropped = not in the scheme; not counted
improvement-document-reading-unscored = not scored; not counted
improvement-document-meetings = Meetings
improvement-document-meeting-mid = Mid-term review
improvement-document-meeting-final = Final review
improvement-document-meeting-other = Meeting
improvement-document-no-notes = Nothing was written down.
improvement-document-held = held on { $day } · { $name }
improvement-document-weeks = Week by week
improvement-document-week = Week of { $day }
improvement-document-mood-on-track = goes well
improvement-document-mood-unsure = unsure
improvement-document-mood-stuck = stuck
improvement-document-besides = Comments, help and evidence
improvement-document-statements = Before the decision
improvement-document-followups = Afterwards
improvement-document-note-checkin = check-in
improvement-document-note-manager = weekly note
improvement-document-note-comment = comment
improvement-document-note-help = asked for help
improvement-document-note-evidence = evidence
improvement-document-note-reached = milestone reached
improvement-document-note-meeting = meeting
improvement-document-note-statement = the person’s statement
improvement-document-note-view = view on the outcome
improvement-document-note-followup = follow-up
improvement-document-file = A file was uploaded with it.
improvement-document-end = How it ended
improvement-document-consequence = What followed
improvement-document-transfer = Another post
improvement-document-termination = The contract ended
improvement-document-appealed = appealed on { $day }
improvement-document-undecided = The appeal has not been decided yet.
improvement-document-committee = Committee
improvement-document-decision-upheld = The outcome stays.
improvement-document-decision-passed = The plan counts as passed.
improvement-document-decision-extended = There is more time.
improvement-document-checklist = Labour-law checklist
improvement-document-checklist-note = An aid to memory, not legal advice.
improvement-document-item-open = Still open
improvement-document-item-done = { $name }, { $day }
improvement-document-signatures = Signatures
improvement-document-version = Version { $number }, published on { $day }
improvement-document-draft = Version { $number }, a draft
improvement-document-role-person = The person
improvement-document-role-wrote = Written by
improvement-document-role-approved = Approved for HR by
improvement-document-acknowledged = Acknowledged on { $day }
improvement-document-refused = Read on { $day } and not agreed to
improvement-document-open = No answer yet
improvement-document-wrote = Wrote these terms
improvement-document-approved = Published on { $day }
improvement-document-signed-note = Given in Slack by each person’s own account. Having read it does not mean agreeing with it, and not agreeing has no disadvantage.
improvement-document-history = History
improvement-document-day = Day
improvement-document-step = Step
improvement-document-who = By whom
improvement-document-reason = Reason
improvement-document-by-dates = By the calendar
improvement-document-move-submit = Sent to HR
improvement-document-move-return = Returned to the manager
improvement-document-move-approve = Approved
improvement-document-move-publish = Published
improvement-document-move-drop = Dropped
improvement-document-move-acknowledge = Acknowledged
improvement-document-move-refuse = Read, not agreed to
improvement-document-move-go-on = Went on without an answer
improvement-document-move-start = Began
improvement-document-move-pause = Paused
improvement-document-move-change = Terms changed
improvement-document-move-resume = Went on
improvement-document-move-extend = Extended
improvement-document-move-pass = Passed
improvement-document-move-fail = Not passed
improvement-document-move-uphold = Appeal: the outcome stays
improvement-document-move-grant = Appeal: passed
improvement-document-move-grant-time = Appeal: more time
improvement-document-move-close = Closed
improvement-document-move-withdraw = Withdrawn
improvement-document-earlier = Earlier terms, version { $number }
improvement-document-drafted = Terms not published, version { $number }
### Early warnings and proposals

topic-proposals = `{ -perf } proposals` — managers and HR: what waits for your decision about people whom you lead
improvement-private = You have a private message about your work.
improvement-warning = { $month } came out at { $value }, under the line of { $line }.
improvement-warning-metric = In { $month }, { $metric } came to { $value } of its target, under the line of { $line }.
improvement-warning-why =
    { $count ->
        [1] One month means little; we tell you now so that there is time.
       *[other] It is number { $count } in a row of the months that count. We tell you now so that there is time.
    }
improvement-warning-weak = *What would lift it most*
improvement-weak = • { $title }: { $attainment }% of the target, { $points } points. Had the target just been met, the score would be { $gain } higher.
improvement-weak-rated = • { $title }: { $points } of 100 points, as people rated it.
improvement-warning-next =
    { $left ->
        [1] If the next month that counts is under the line too, { $name } and HR will be asked whether
       *[other] If the next { $left } months that count are under the line too, { $name } and HR will be asked whether
    } { $kind ->
        [coaching] a coaching plan
       *[improvement] an improvement plan
    } would help. Nothing happens by itself. { $name } can help you now, and has been asked to talk with you.
improvement-warning-next-hr =
    { $left ->
        [1] If the next month that counts is under the line too, HR will be asked whether
       *[other] If the next { $left } months that count are under the line too, HR will be asked whether
    } { $kind ->
        [coaching] a coaching plan
       *[improvement] an improvement plan
    } would help. Nothing happens by itself. HR can help you now.
improvement-see-what = See what moved
improvement-ask-talk = Ask for a talk
improvement-wrong-figures = Something is wrong with the figures
improvement-note = *{ $name }*: { $month } came out at { $value }, under the line of { $line }. { $count ->
        [1] One month means little.
       *[other] It is number { $count } in a row of the months that count.
    } { $name } knows; please talk with them: what got in the way, and what would help?
improvement-note-private = Nobody else is told, and nothing follows by itself.
improvement-see-receipt = Why this score
improvement-talk-wanted = { $name } would like to talk with you about the last month. Please find a time this week.
improvement-talk-asked = { $name } hears that you would like to talk.
improvement-proposed = *{ $name }*: { $count } months that count in a row are under the line. By the rules of { $scheme } people now decide whether there is a plan: { $plan }.
improvement-said-low = • { $month }: *{ $value }*, under the line of { $line }
improvement-said-fine = • { $month }: { $value }, not under the line of { $line }
improvement-passed-over = ◦ { $month }: passed over, { $why }
improvement-said-no-card = there is no card
improvement-said-incomplete = the card is incomplete
improvement-said-questioned = a question about the figures is open
improvement-said-excluded = HR left the month out
improvement-said-on-leave = away on more than half of the working days
improvement-said-trial = the scheme was on trial
improvement-said-not-joined = not here yet on most of the working days
improvement-said-other-rules = the card was computed by other rules
improvement-said-settled = a plan has ended since
improvement-receipt = { $month }
improvement-was-warned = An early warning came before.
improvement-was-not-warned = No early warning could come before: the months counted only later.
improvement-nothing-by-itself = Nothing starts by itself: the manager drafts a plan, HR approves and publishes it, or dismisses the proposal with a reason. Until a plan is published, the person hears nothing of this.
improvement-doubted = A card of *{ $name }* says something else by now, and the proposal no longer rests on it. Please decide whether it stays.
improvement-doubted-plan = A card of *{ $name }* says something else by now, and what the plan was proposed for no longer holds. Please decide whether the proposal stays. The plan goes on until somebody ends it.
improvement-doubt-now = *By now the months say*
improvement-why-nothing-counts = None of these months counts any more.
improvement-why-fine = The newest month that counts is not under the line.
improvement-why-low = Too few months in a row are under the line.
improvement-why-reached = As many months in a row as the rule asks for are under the line.
improvement-why-proposed = It has been proposed, and is not again until the run is broken or a plan has ended.
improvement-why-has-plan = A plan is under way.
improvement-decided-dismissed = Dismissed by { $name } on { $day }:
improvement-decided-void = Found void by { $name } on { $day }:
improvement-decided-kept = Kept by { $name } on { $day }, although the months say something else:
improvement-proposal-title = Proposal
improvement-proposals-title = Proposals
improvement-proposals-none = Nothing waits for your decision.
improvement-proposals-more = And { $count } more.
improvement-open = See the evidence
improvement-draft = Draft a plan
improvement-dismiss = Dismiss with a reason
improvement-keep = It stays
improvement-void = It is void
improvement-reason-label = Reason
improvement-reason-dismiss = Why is there no plan for { $name }? Their managers and HR can read it.
improvement-reason-keep = Why does the proposal about { $name } stay? Their managers and HR can read it.
improvement-reason-void = Why is the proposal about { $name } void? Their managers and HR can read it.
improvement-error-decided = This has been decided meanwhile.
improvement-error-no-manager = You have no manager at the moment; please ask HR.

### Moves

improvement-error-no-reason = Please give a reason.
improvement-error-long-reason = A reason has at most { $limit } characters.
improvement-error-move = That is not possible any more: somebody has been quicker, or the plan is in another state by now. Open it again to see how it stands.
improvement-error-awaits-answer = The new terms have not been answered yet; the plan goes on once they are.
