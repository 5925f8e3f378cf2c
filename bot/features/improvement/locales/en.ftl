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
