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
