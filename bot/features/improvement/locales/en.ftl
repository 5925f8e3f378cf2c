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
improvement-month = • { $month }: { $value } · { $said }
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
improvement-document-mood-on-track = Going well
improvement-document-mood-unsure = Unsure
improvement-document-mood-stuck = Stuck
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
improvement-document-files = { $count ->
    [one] Attached: { $names }
   *[other] Attached ({ $count }): { $names }
}
improvement-document-end = How it ended
improvement-document-consequence = What followed
improvement-document-transfer = Another post
improvement-document-termination = The contract ended
improvement-document-appealed = appealed on { $day }
improvement-document-undecided = The appeal has not been decided yet.
improvement-document-committee = Committee
improvement-document-decision-upheld = The outcome stays
improvement-document-decision-passed = The plan counts as passed
improvement-document-decision-extended = There is more time
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
improvement-document-move-begin = Drafted
improvement-document-move-propose = New terms written
improvement-document-move-hand-over = Handed over to another manager
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
       *[other] The last { $count } months that count are under the line. We tell you now so that there is time.
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
       *[other] The last { $count } months that count are under the line.
    } { $name } knows; please talk with them: what got in the way, and what would help?
improvement-note-private = Nobody else is told, and nothing follows by itself.
improvement-see-receipt = Why this score
improvement-talk-wanted = { $name } would like to talk with you about the last month. Please find a time this week.
improvement-talk-asked = { $name } has been told that you would like to talk.
improvement-proposed = *{ $name }*: the last { $count } months that count came out under the line. By the rules of { $scheme }, manager and HR now decide whether there is a plan: { $plan }.
improvement-said-low = • { $month }: *{ $value }*, under the line of { $line }
improvement-said-fine = • { $month }: { $value }, not under the line of { $line }
improvement-passed-over = ◦ { $month }: not counted, { $why }
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
improvement-doubted = A card of *{ $name }* has changed, and the proposal no longer rests on it. Please decide whether it stays.
improvement-doubted-plan = A card of *{ $name }* has changed, and what the plan was proposed for no longer holds. Please decide whether the proposal stays. The plan goes on until somebody ends it.
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
improvement-open = Open
improvement-draft = Draft a plan
improvement-dismiss = Dismiss with a reason
improvement-keep = Keep it
improvement-void = Void it
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
### From draft to publication
topic-plan = `{ -perf } plan` — your coaching or improvement plan, if you have one; managers and HR: `{ -perf } plan @bo`
topic-plans = `{ -perf } plans` — managers and HR: the plans you look after, and what waits for you
improvement-title = Plan
improvement-notice = You have a message about your work.
improvement-nothing = There is nothing here for you. Most people never have a plan; if you would like support with your work, talk to your manager or HR.
improvement-nothing-about = *{ $name }* has no plan that you could read here. A plan begins with a proposal that you and HR get after a run of low months; to coach somebody you need none.
improvement-begin = Begin a coaching plan
improvement-begin-ask = A draft is made that only you and HR read. Nothing is told to the person before HR has published it.
improvement-kind-coaching = Coaching plan
improvement-kind-improvement = Improvement plan
improvement-back = Back
improvement-save = Save
improvement-earlier = Earlier
improvement-later = Later
improvement-more = And { $count } more.
improvement-period = *{ $first }* to *{ $last }*
improvement-whole-card = The monthly card as a whole
improvement-reasons = *Reasons*
improvement-reasons-note = What was seen, in figures where there are any. The person reads this.
improvement-milestones = *Milestones*
improvement-milestones-note = An ability to gain or a result to reach: what, how one sees it, by when, and who helps.
improvement-criteria = *Passing*
improvement-criteria-note = What is enough is looked up on the monthly cards; HR decides in the end, not the bot.
improvement-meetings = *Talks*
improvement-meetings-note = Days on which you sit down together, besides the weekly notes.
improvement-resources-title = *Help and resources*
improvement-name-reasons = reasons
improvement-name-milestones = milestones
improvement-name-criteria = what is enough to pass
improvement-open-reasons = Reasons
improvement-open-milestones = Milestones
improvement-open-criteria = Passing
improvement-open-meetings = Talks and help
improvement-open-period = Dates
improvement-open-files = Attachments
improvement-attachments = *Attachments*
improvement-files = Attach files
improvement-files-hint = At most { $count } in all, { $limit } MB each: { $types }. Whoever may read this may have them.
improvement-files-taken-out = Remove what was attached before
improvement-file-kb = 📎 { $name } · { $size } kB
improvement-file-mb = 📎 { $name } · { $size } MB
improvement-file-get = Send it to me
improvement-file-waiting = { $file } · is being saved
improvement-refused-gone = Your file *{ $name }* could not be saved: Slack does not have it any more. What you wrote has been saved. Please attach the file again, and do not delete it in Slack within the next minute.
improvement-refused-size = Your file *{ $name }* could not be saved: it is empty or larger than { $limit } MB. What you wrote has been saved. Please attach a smaller one, or a link to where it is kept.
improvement-refused-type = Your file *{ $name }* could not be saved: its content is not what its name says. What you wrote has been saved. Please save it as one of { $types } and attach it again.
improvement-criterion = *{ $metric }*: at least { $value } in { $months ->
    [one] one month
   *[other] { $months } months
}
improvement-meeting = { $day } · { $kind }
improvement-meeting-other = Talk
improvement-meeting-mid = Mid-term review
improvement-meeting-final = Final review
improvement-by-day = by { $day }
improvement-seen-title = *Seen by:*
improvement-helps-title = *Who helps:*
improvement-writing = *{ $name }* · { $kind }, draft. Everything you save is kept; only you, the managers above you and HR read it.
improvement-writing-proposal = *{ $name }* · { $kind }, new terms. Those in force stay as they are until HR publishes these; then the plan pauses until the person has answered.
improvement-writing-note = “Send” gives it to HR, who approve and publish it, or return it with a reason.
improvement-none-yet = Nothing yet
improvement-missing = Still missing: { $parts }.
improvement-preview = Preview
improvement-preview-note = This is how the person will read it.
improvement-send = Send to HR
improvement-take-back = Discard
improvement-take-back-ask = The new terms are deleted. Those in force stay as they are.
improvement-drop = Drop it…
improvement-change = Change
improvement-remove = Remove
improvement-add = Add
improvement-resources = Help and resources
improvement-resources-hint = Training, time, tools, people: what the person can count on.
improvement-shifted = Moved to a working day: { $days }.
improvement-shifted-day = { $wanted } → { $on }
improvement-period-note = Milestones and talks move along with the first day. Days off become the next working day.
improvement-first-day = First day
improvement-last-day = Last day
improvement-metric = About which figure?
improvement-reason-text = What was seen?
improvement-reason-text-hint = One thing, as concrete as you can: numbers, dates, what it led to.
improvement-what = What is to be gained or reached?
improvement-what-hint = Something the person can do, not something about the person.
improvement-seen = How will you both see it?
improvement-seen-hint = So that two people who look at it say the same.
improvement-due-on = By when?
improvement-helps = Who helps, and how?
improvement-helps-hint = Names and what one can ask them for.
improvement-at-least = At least
improvement-at-least-hint = Points of the card, or percent of the figure’s target: 60
improvement-months = In how many months
improvement-meeting-kind = Which talk?
improvement-meeting-on = On
improvement-head = *{ $name }* · { $kind } · { $state }
improvement-owned = Manager: { $name }
improvement-since-run = Proposed after low cards up to { $month }. The cards themselves are under `{ -scorecard }`.
improvement-unpublished = The person does not know of it yet.
improvement-on-leave = Paused while the person is on leave; goes on by itself on { $day }.
improvement-has-proposal = New terms have been proposed.
improvement-awaits = The person has not answered these terms yet.
improvement-answer-acknowledged = The person has read and acknowledged these terms.
improvement-answer-refused = The person does not agree with these terms. It is recorded and stops nothing.
improvement-answer-unanswered = HR went on without an answer.
improvement-state-draft = Draft
improvement-state-submitted = Waits for HR
improvement-state-approved = Approved, not published
improvement-state-published = Waits for the person
improvement-state-acknowledged = Begins soon
improvement-state-active = Running
improvement-state-extended = Running, extended
improvement-state-paused = Paused
improvement-state-passed = Passed
improvement-state-not_passed = Not passed
improvement-state-closed = Closed
improvement-state-dropped = Dropped
improvement-state-withdrawn = Withdrawn
improvement-do-approve = Approve
improvement-do-approve-and-publish = Approve and publish
improvement-do-publish = Publish
improvement-publish-ask = The person is told now. From here on these terms cannot be changed, only replaced by new ones that the person is asked about again.
improvement-do-return = Return…
improvement-do-drop = Drop…
improvement-do-pause = Pause…
improvement-do-resume = Resume
improvement-do-extend = Extend…
improvement-do-go-on = Go on without an answer…
improvement-do-withdraw = Withdraw…
improvement-do-change = Publish these terms…
improvement-write = Write on
improvement-write-proposal = Propose new terms
improvement-see-proposal = Read the new terms
improvement-proposed-by = New terms, written by { $name }. They hold once HR publishes them.
improvement-ask-return = Return the plan for *{ $name }* to the manager. What needs to change?
improvement-ask-drop = Drop the plan for *{ $name }*. The person never hears of it. The reason is kept.
improvement-ask-pause = Pause the plan for *{ $name }* from today. Its dates move on by the working days of the pause.
improvement-ask-extend = Extend the plan for *{ $name }*: once, and by no more than its own length. The final review moves to the new last day.
improvement-ask-go_on = Go on with the plan for *{ $name }* although the person has not answered for five working days. Have you talked to them?
improvement-ask-withdraw = End the plan for *{ $name }* without an outcome. The person reads the reason.
improvement-ask-change = Publish the new terms for *{ $name }*. The plan pauses until the person has answered them; they read the reason.
improvement-new-last-day = New last day
improvement-reason = Why?
improvement-reason-inner = Why?
improvement-reason-inner-hint = Kept with your name. Managers and HR read it, the person does not.
improvement-reason-unnamed = Why?
improvement-reason-unnamed-hint = The person and HR read it, without your name.
improvement-reason-hint = Kept with your name; the person reads it.
improvement-board-hr = *Plans* · what waits for a decision comes first. A plan about yourself is never among them.
improvement-board = *Plans in your hands*
improvement-board-none = There is nothing to look after.
improvement-board-line = *{ $name }* · { $kind } · { $first } – { $last } · manager { $owner }
improvement-history = *What has happened*
improvement-by-dates = the calendar
improvement-moved = { $day } · { $by } { $did }
improvement-did-begin = began the draft
improvement-did-submit = sent it to HR
improvement-did-return = returned it
improvement-did-approve = approved it
improvement-did-publish = published it
improvement-did-drop = dropped it
improvement-did-acknowledge = acknowledged the terms
improvement-did-refuse = did not agree with the terms
improvement-did-go-on = went on without an answer
improvement-did-start = started it
improvement-did-pause = paused it
improvement-did-propose = proposed new terms
improvement-did-change = published new terms
improvement-did-resume = resumed it
improvement-did-extend = extended it
improvement-did-pass = decided: passed
improvement-did-fail = decided: not passed
improvement-did-uphold = upheld the decision
improvement-did-grant = granted the appeal: passed
improvement-did-grant-time = granted more time
improvement-did-close = closed it
improvement-did-withdraw = withdrew it
improvement-did-hand-over = handed it to the new manager
improvement-own-head = *Your plan* · { $kind } · { $state }
improvement-own-words = It is there to help: { $manager } and HR want you to succeed. Take your time to read it, ask whatever is unclear, and say so if something in it is wrong.
improvement-own-state-published = waits for your answer
improvement-own-state-acknowledged = begins soon
improvement-own-state-active = running
improvement-own-state-extended = running, extended
improvement-own-state-paused = paused
improvement-own-state-passed = passed
improvement-own-state-not_passed = not passed
improvement-own-state-closed = closed
improvement-own-state-withdrawn = withdrawn
improvement-own-awaits = *We ask for your answer.* That you have read it does not mean that you agree. If you do not, say so: it is recorded in your words, stops nothing, and nobody may hold it against you.
improvement-own-acknowledged = You have read and acknowledged these terms.
improvement-own-refused = You do not agree with these terms; that is on record, with what you wrote.
improvement-own-unanswered = HR has gone on without your answer. You can still comment.
improvement-own-private = Only you, your manager and those above, and HR know of it; of an appeal, those who decide it, too.
improvement-do-acknowledge = I have read it
improvement-do-refuse = I do not agree
improvement-do-comment = Comment
improvement-say-acknowledge = You confirm that you have read these terms, no more than that. A comment is welcome and not needed.
improvement-say-refuse = You do not agree with these terms. That is your right: it is recorded and blocks nothing. What should HR and your manager know?
improvement-say-comment = A comment on these terms, for your manager and HR. Another one on the same day replaces it.
improvement-comment = Your words
improvement-comment-hint = Your manager, those above and HR read this.
improvement-told-hr-submit = A plan for *{ $name }* waits for you. { $by } has sent it; read it whole before you approve it.
improvement-told-hr-propose = { $by } proposes new terms for the plan of *{ $name }*.
improvement-told-hr-drop = { $by } has dropped the plan for *{ $name }*.
improvement-told-hr-acknowledge = *{ $name }* has read and acknowledged the terms of the plan.
improvement-told-hr-refuse = *{ $name }* does not agree with the terms of the plan. That is recorded and stops nothing; a talk helps more than a form.
improvement-told-manager-return = { $by } has returned the plan for *{ $name }*. The reason stands in it.
improvement-told-manager-approve = { $by } has approved the plan for *{ $name }*. It is not published yet.
improvement-told-manager-publish = { $by } has published the plan for *{ $name }*. It runs from { $first } to { $last }. Talk to { $name } today if you can.
improvement-told-manager-drop = { $by } has dropped the plan for *{ $name }*. The reason stands in it.
improvement-told-manager-acknowledge = *{ $name }* has read and acknowledged the terms of the plan.
improvement-told-manager-refuse = *{ $name }* does not agree with the terms of the plan. That is recorded and stops nothing; listen to why.
improvement-told-manager-go-on = { $by } goes on with the plan for *{ $name }* without an answer.
improvement-told-manager-start = The plan for *{ $name }* has begun and runs until { $last }.
improvement-told-manager-pause = The plan for *{ $name }* is paused.
improvement-told-manager-resume = The plan for *{ $name }* goes on, now until { $last }.
improvement-told-manager-extend = { $by } has extended the plan for *{ $name }* until { $last }.
improvement-told-manager-change = { $by } has published new terms for *{ $name }*. The plan is paused until they are answered.
improvement-told-manager-withdraw = { $by } has withdrawn the plan for *{ $name }*.
improvement-told-manager-hand-over = *{ $name }* reports to you now and has a plan, which is yours from here on. Read it before you talk to each other.
improvement-told-person-publish = Hello { $name }. { $by } from HR has made a plan with your manager that is meant to help you. It runs from { $first } to { $last }. Take your time to read it; we ask for your answer within five working days. Nobody else hears of it.
improvement-told-person-go-on = HR goes on with your plan although there is no answer from you yet. You can comment at any time.
improvement-told-person-start = Your plan has begun and runs until { $last }. Take one step at a time; ask for help whenever you need it.
improvement-told-person-pause = Your plan is paused. Its dates move on accordingly, so you lose no time.
improvement-told-person-resume = Your plan goes on, now until { $last }: every day of the pause was added.
improvement-told-person-extend = You have more time: your plan now runs until { $last }. The reason stands in it.
improvement-told-person-change = The terms of your plan have changed. It is paused until you have read the new ones and answered.
improvement-told-person-withdraw = Your plan has ended without an outcome. The reason stands in it.
improvement-asked-left = *{ $name }* has left and has a plan that has not ended. Nothing ends by itself: please withdraw it, with a reason.
improvement-asked-alone = *{ $name }* has a plan and at present no manager. It goes on; until there is one it is with you.
improvement-error-long = At most { $limit } characters.
improvement-error-empty = This cannot be empty.
improvement-error-no-day = Choose a day.
improvement-error-choice = Choose one.
improvement-error-at-least = Give a number above 0, up to 200.
improvement-error-months-number = Give a number from 1 to 12.
improvement-error-months = The plan touches { $months } months, and no more can be asked for.
improvement-error-metric = { $metric } is not among the figures by which the person is scored.
improvement-error-outside = { $day } does not lie in the plan, which runs from { $first } to { $last }.
improvement-error-period = The last day has to be after { $first }.
improvement-error-long-period = A plan lasts a year at most: until { $last }.
improvement-error-far = The first day has to be between { $first } and { $last }.
improvement-error-twice = Two items have the same name. Remove one of them.
improvement-error-many = There can be { $most } at most.
improvement-error-file-type = “{ $name }” is of a type that is not taken. Save it as one of { $types }, or remove it here.
improvement-error-file-size = “{ $name }” is empty or larger than { $limit } MB. Attach a smaller one, or a link to where it is kept.
improvement-error-file-waiting = “{ $name }” is still being saved. Try again in a moment.
improvement-error-files-many = At most { $limit } files. Remove some first.
improvement-error-gone = That is not there any more. Open the plan again.
improvement-error-no-reasons = Give at least one reason.
improvement-error-no-milestones = Set at least one milestone.
improvement-error-no-criteria = Say what is enough to pass.
improvement-error-changed-meanwhile = This plan has changed since you opened it. Open it again before you decide.
improvement-error-done-already = { $name } has done that already.
improvement-error-other-version = The terms have changed meanwhile. Open the plan again.
improvement-error-too-early = The person has { $days } full working days from { $day } for an answer. Days on which they are away do not count.
improvement-error-nothing-to-answer = These terms have been answered already.
improvement-error-not-later = Choose a day after { $last }.
improvement-error-too-late = Not after { $last }: an extension is no longer than the plan itself.
improvement-error-past = The last day of the new terms, { $last }, is over.
improvement-error-already = { $name } has a plan that has not ended. There is one at a time.
improvement-error-no-proposal = This proposal has been decided already, or there is none. An improvement plan begins with a proposal; to coach somebody you need none.
improvement-error-no-hr = Nobody from HR can decide about a plan for { $name } at the moment. It stays a draft. Ask an administrator to give somebody the role.
improvement-error-no-scheme = { $name } is in no team with a scheme, so there is nothing a plan could be measured by.
improvement-error-locked = These terms cannot be changed now. Once the plan runs, manager and HR can propose new ones.
improvement-error-nothing-new = Nothing is different from the terms in force.
improvement-see-evidence = See the evidence

### The end

improvement-document-for-committee = For those who decide the appeal, with internal notes. Please keep it to yourselves; nobody else on the committee knows of it.
improvement-document-reading-set-aside = under question or left out; not counted
improvement-document-move-ask = Both were asked for their words
improvement-document-move-appeal = Appealed
improvement-did-ask = asked for statement and view
improvement-did-appeal = appealed
improvement-run = *What it was begun for*
improvement-progress = *How it stands.*
improvement-progress-note = Figures as on the cards. They are evidence and decide nothing: people do.
improvement-statement-said = *The person’s statement*
improvement-view-said = *The manager’s view* (the person does not read it)
improvement-statement-none = There is no statement of the person. Nothing follows from that.
improvement-view-none = There is no view of the manager.
improvement-statement-awaited = The person’s statement is awaited until { $day }. They need not write one.
improvement-view-awaited = The manager’s view is awaited until { $day }.
improvement-can-decide = HR can decide now. Dates alone decide nothing.
improvement-cannot-decide = HR decides once both have had their say, or the days for it are over.
improvement-do-statement = Write a statement
improvement-do-view = Write your view
improvement-do-appeal = Appeal
improvement-do-followup = Say how it goes
improvement-do-paper = Have it as a file
improvement-do-pass = Passed…
improvement-do-fail = Not passed…
improvement-do-uphold = The decision stays…
improvement-do-grant = It counts as passed…
improvement-do-grant-time = More time…
improvement-do-checklist = Checklist
improvement-do-name = Name who decides…
improvement-do-close = Close…
improvement-words-person = Your plan comes to its end. What should HR know before they decide: what went well, what got in the way, what would have helped? You need not write anything. Writing again replaces it.
improvement-words-manager = The plan of *{ $name }* comes to its end. What is your view: what has changed, and what do you propose? Managers and HR read it, { $name } does not. Writing again replaces it.
improvement-words-text-person = Your statement
improvement-words-text-person-hint = HR and your managers read it. It becomes part of the record.
improvement-words-text-manager = Your view
improvement-words-text-manager-hint = With what it rests on: figures, examples, talks.
improvement-followup-person = You passed your plan some time ago. How is it going, and is there anything you miss?
improvement-followup-manager = *{ $name }* passed the plan some time ago. How is it going?
improvement-followup-text-person = How it goes
improvement-followup-text-person-hint = Your manager and HR read it. Nothing is measured by it.
improvement-followup-text-manager = How it goes
improvement-followup-text-manager-hint = HR and the person read it. Nothing is measured by it.
improvement-appeal-person = You can ask people who were not involved to look at the decision afresh. They read the plan and what you write here; your manager only learns that you appealed. You can do so once, and nobody may hold it against you.
improvement-appeal-text-person = Why should it be looked at again?
improvement-appeal-text-person-hint = HR and those who decide read it.
improvement-appeal = Appeal
improvement-appeal-until = An appeal is possible until { $day }. Nothing follows before.
improvement-appeal-none = There was no appeal until { $day }.
improvement-appeal-by = Decided by: { $names }
improvement-appeal-decided = Your decision is recorded, and everybody concerned is told privately. You cannot read the plan any more. Thank you.
improvement-ask-pass = The plan of *{ $name }* is passed. { $name } and the manager are told, and asked after one and three months how it goes. They read the reason.
improvement-ask-fail = The plan of *{ $name }* is not passed. { $name } is told privately, with the right of appeal and its last day. Talk to { $name } yourself, today. They read the reason.
improvement-ask-uphold = The decision about *{ $name }* stays. { $name } and HR read the reason; your name is told to nobody.
improvement-ask-grant = The appeal of *{ $name }* is granted: the plan counts as passed. { $name } and HR read the reason; your name is told to nobody.
improvement-ask-grant_time = The appeal of *{ $name }* is granted with more time: the plan runs again, until the day you name. { $name } and HR read the reason; your name is told to nobody.
improvement-ask-close-passed = Close the plan of *{ $name }*. Nothing more is asked afterwards.
improvement-ask-close-not_passed = Close the plan of *{ $name }* and record what follows. Another post or the end of the contract needs everything on the checklist, and counsel’s word before that.
improvement-follows = What follows?
improvement-follows-none = Nothing
improvement-follows-transfer = { $open ->
    [0] Another post
    [one] Another post (one item of the checklist is open)
   *[other] Another post ({ $open } items of the checklist are open)
}
improvement-follows-termination = { $open ->
    [0] The contract ends
    [one] The contract ends (one item of the checklist is open)
   *[other] The contract ends ({ $open } items of the checklist are open)
}
improvement-followed = *What followed:* { $what }
improvement-checklist-head = *{ $name }* · { $title }
improvement-checklist-open = Open on the checklist: { $transfer } for another post, { $termination } for the end of the contract.
improvement-check = Seen to…
improvement-uncheck = Open again
improvement-check-note = Note
improvement-check-note-hint = What you found, and where. No diagnosis, nothing that an employer may not ask.
improvement-check-maybe = Note
improvement-check-maybe-hint = What you found, and where. No diagnosis, nothing that an employer may not ask.
improvement-name-ask = Nobody on the committee can decide the appeal of *{ $name }*. Choose people who have nothing to do with the case: no manager of { $name }, and nobody who decided it.
improvement-name-label = Who decides?
improvement-followed-up-person = *{ $day }* · the person
improvement-followed-up-manager = *{ $day }* · the manager
improvement-paper-comes = The file is on its way to your messages with this app. Its name says nothing about anybody.
improvement-told-person-ask = Your plan ends on { $last }. Before HR decides, you can say how you see it: until { $until }, as much or as little as you like.
improvement-told-person-pass = You have passed your plan. Congratulations, and thank you for the work you put into it. In a month and in three we ask you how it goes; that is all.
improvement-told-person-fail = This is hard to read: HR has decided that what your plan asked for was not reached. The reason stands in it. It says nothing about your worth, and nobody else is told. You can appeal until { $until }; then people who were not involved look at it afresh, and nothing follows before. Please talk to HR or your manager about whatever is unclear.
improvement-told-person-fail-final = This is hard to read: HR has decided that what your plan asked for was not reached. The reason stands in it. It says nothing about your worth, and nobody else is told. Your appeal has been heard before, so there is none this time; HR talks with you about what comes next.
improvement-told-person-uphold = Your appeal was looked at by people who were not involved. The decision stays. Their reason stands in the plan; HR talks with you about what comes next.
improvement-told-person-grant = Your appeal was granted: your plan counts as passed. The reason stands in it.
improvement-told-person-grant-time = Your appeal was granted: you have more time, until { $last }. The reason stands in your plan.
improvement-told-person-close-passed = Your plan is closed. We wish you all the best with your work.
improvement-told-person-close-not-passed = Your plan is closed. What follows stands in it, and HR talks with you about it.
improvement-told-manager-ask = The plan of *{ $name }* ends on { $last }. HR asks for your view until { $until }. Please sit down with { $name } before.
improvement-told-manager-pass = { $by } has decided: *{ $name }* has passed the plan. Say something kind to { $name } today.
improvement-told-manager-fail = { $by } has decided: *{ $name }* has not passed the plan. The reason stands in it. Be there for { $name } today, and keep it between you.
improvement-told-manager-appeal = *{ $name }* has appealed. That is a right; please treat { $name } as before.
improvement-told-manager-uphold = The appeal of *{ $name }* is decided: the decision stays.
improvement-told-manager-grant = The appeal of *{ $name }* is decided: the plan counts as passed.
improvement-told-manager-grant-time = The appeal of *{ $name }* is decided: there is more time, until { $last }.
improvement-told-manager-close-passed = { $by } has closed the plan of *{ $name }*.
improvement-told-manager-close-not-passed = { $by } has closed the plan of *{ $name }*. What follows stands in it.
improvement-told-hr-appeal = *{ $name }* has appealed. Nothing can be closed before it is decided.
improvement-told-hr-uphold = The appeal of *{ $name }* is decided: the decision stays.
improvement-told-hr-grant = The appeal of *{ $name }* is decided: the plan counts as passed.
improvement-told-hr-grant-time = The appeal of *{ $name }* is decided: there is more time, until { $last }.
improvement-told-committee-appeal = You are asked to decide an appeal of *{ $name }*. Any one of you can; the first decision counts. Until then you can read the plan. Please talk about it with nobody but the others who decide.
improvement-told-committee-uphold = The appeal of *{ $name }* has been decided. There is nothing left to do for you.
improvement-told-committee-grant = The appeal of *{ $name }* has been decided. There is nothing left to do for you.
improvement-told-committee-grant-time = The appeal of *{ $name }* has been decided. There is nothing left to do for you.
improvement-asked-decide = The plan of *{ $name }* ends on { $last } and waits for your decision. It can be made once both have had their say, or their days for it are over. Until then it goes on as it is.
improvement-asked-close-passed = *{ $name }* passed the plan some months ago, and both were asked how it goes. Please close it.
improvement-asked-close-not-passed = The days of an appeal of *{ $name }* are over, or it has been decided. Please close the plan and record what follows.
improvement-asked-committee = *{ $name }* has appealed, and nobody on the committee can decide it. Please name some who have nothing to do with the case.
improvement-asked-month-person = A month ago you passed your plan. How is it going? A line is enough, if you like.
improvement-asked-month-manager = *{ $name }* passed the plan a month ago. How is it going? A line is enough.
improvement-asked-quarter-person = Three months ago you passed your plan. How is it going by now? This is the last time we ask.
improvement-asked-quarter-manager = *{ $name }* passed the plan three months ago. How is it going by now? This is the last time we ask.
improvement-error-not-asked = Nothing is asked for here at the moment.
improvement-error-decide-from = It can be decided from the last week on: { $day }, once both were asked for their words.
improvement-error-words = Both have until { $day } for their words. Before that, it can be decided once both are there.
improvement-error-appealed = There is an appeal. It is decided first.
improvement-error-may-appeal = The person can appeal until { $day }. The plan can be closed after that.
improvement-error-no-checklist = There is no checklist at the moment: it belongs to a plan that was not passed.
improvement-error-appealed-already = You have appealed already. There is one appeal.
improvement-error-appeal-over = This decision cannot be appealed now.
improvement-error-no-appeal = No appeal waits for a decision.
improvement-error-has-committee = There are people who decide this appeal.
improvement-error-not-neutral = { $name } has to do with the case. Choose somebody else.

### Week by week

improvement-own-due = Something of your own is due.
improvement-own-done = ✓ Nothing of your own is due any more.
improvement-due-title = What is due
improvement-due-head = *What is due from you*
improvement-due-none = Nothing is due from you now.
improvement-due-checkin-own = How this week goes
improvement-due-milestone-own = By { $day }: { $what }
improvement-due-meeting-own = A talk about your plan on { $day }: note down beforehand what you want to say.
improvement-due-note-of = *{ $name }*: your note about last week
improvement-due-meeting-of = *{ $name }*: a talk on { $day }; afterwards, note down what came out of it.
improvement-do-checkin = Say how it goes
improvement-do-reach = I have reached it
improvement-do-help = I need help
improvement-do-note = Write the note
improvement-do-hold = Note a talk’s outcome
improvement-do-open = Open
improvement-do-read = Read everything
improvement-milestones-done = *Milestones:* { $done } of { $total } reached
improvement-weeks-told = *Check-ins:* { $told } of { $total ->
        [one] one week
       *[other] { $total } weeks
    }
improvement-reached-on = ✓ { $what } · { $day }
improvement-next = *Next, by { $day }:* { $what }
improvement-no-notes = Nothing has been written down yet.
improvement-mark-missed = ⚠ { $count ->
        [one] One weekly note of the manager is missing.
       *[other] { $count } weekly notes of the manager in a row are missing.
    }
improvement-mark-risk = ⚠ At risk: { $day }
improvement-mark-late = ⚠ Late since { $day }
improvement-note-due = *{ $name }*: your weekly note is due.
improvement-home-own = *Your plan* · { $state }
improvement-home-next = next by { $day }
improvement-home-board = *Plans that you look after:* { $count }
improvement-home-proposals = *Proposals that wait for a decision:* { $count }
improvement-home-waiting = { $count } for you to approve
improvement-home-notes = { $count ->
        [one] one note to write
       *[other] { $count } notes to write
    }
improvement-home-missed = { $count } without the manager’s notes
improvement-home-late = { $count } with a day at risk
improvement-checkin-head = *Your week from { $day } on.* Your manager, those above and HR read it. You can change it until Sunday.
improvement-mood = How is it going?
improvement-checkin-text = What went well, what is in the way, what would help?
improvement-checkin-text-hint = A few words are enough.
improvement-note-head = *{ $name }*, week from { $day } on: what you have seen, and how you help.
improvement-note-text = Your note
improvement-note-text-hint = The person reads it, and so do managers above and HR. You can change it until the next one is due.
improvement-reach-head = *Reached:* { $what }
improvement-reach-text = What shows it?
improvement-reach-text-hint = Words, links, and files below: a document, a message, a report. Your manager is told that there is something to read.
improvement-help-head = Your manager and HR are told at once that you ask for help, not what you write.
improvement-help-text = What would help you?
improvement-help-text-hint = Your manager, those above and HR read it.
improvement-hold-head = *{ $name }* · { $kind }, planned for { $day }
improvement-held-on = Held on
improvement-hold-text = What came out of it
improvement-hold-text-hint = The person reads it, and so do managers and HR.
improvement-said-of-help = *{ $name }* asks for help with their plan. Please talk with them today.
improvement-said-of-reached = *{ $name }* has reached a milestone of their plan and says what shows it.
improvement-asked-missed = In *{ $name }*’s plan the manager has noted nothing for two weeks in a row. Please talk with the manager: whoever has a plan must not be left alone with it.
improvement-error-not-while =
    { $state ->
        [published] That is possible once the plan runs. First, please answer its terms.
        [acknowledged] The plan begins on { $first }. Until then you can ask for help or comment on it.
        [paused] The plan is paused, so nothing is expected now. You can ask for help, or write again once it goes on.
       *[other] This plan does not run, so nothing can be written down in it.
    }
improvement-error-week-over = The week from { $monday } on is over. Please open the form again, and say how this week goes.
improvement-error-note-over = The note about the week from { $monday } on cannot be written any more. Please open the form again: it shows the week that is due.
improvement-error-no-week = There is no week to write about yet: the first note can be written at the end of the first week.
improvement-error-held-on = Choose a day from { $first } to { $last }.
