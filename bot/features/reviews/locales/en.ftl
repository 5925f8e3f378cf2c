reviews-error-move = That cannot be done with a review that { $state ->
    [draft] is being prepared
    [nominating] is still looking for raters
    [open] is open
    [closed] is closed
    [discarded] was discarded
   *[released] has been released
}.
reviews-error-no-reason = Please say why: people were told otherwise.
reviews-error-long-reason = Please keep it under { $limit } characters.
reviews-error-no-working-day = { $month } has no working day on which people could rate.
reviews-error-extension = Please choose a day after { $closes } that is not over, up to { $latest }.
reviews-error-extended = This cannot be extended any more: it was to end on { $planned }, and it can last { $days } days longer than that, however often it is extended.
reviews-error-day-off = { $on } is not a working day.
reviews-error-no-anchors = *{ $metric }* has no sentences for 1 to 5, so raters would mean different things by them. Please add them to the scheme.
reviews-error-month = “{ $typed }” is not a month. Please write it as 2026-10.
reviews-error-no-questions = No metric that colleagues rate is due in { $month } for these teams.
reviews-error-overlap = There is a review of { $month } for some of these teams on the same days. Please close it first, or choose other teams.
reviews-error-kind = Please choose who rates whom. Ratings about a project are opened by its retrospective.
reviews-error-no-names = Raters can only be named for peer ratings: here it is settled who rates.
reviews-error-over = The days for rating in { $month } are over.
reviews-error-unknown = There is no such review.
reviews-error-not-asked = You are not asked to rate this person. The list of those you are asked about is up to date.
reviews-error-closed = This review was closed on { $closes }, so the rating was not saved. HR can open it again for you.
reviews-error-not-open = Ratings can be given from { $opens } on.
reviews-error-given = You have already rated this person. You can change the rating, but no longer decline.
reviews-error-declined = You have declined to rate this person. Where that is possible, somebody else has been asked.
reviews-error-answer = Please choose 1 to 5, or “cannot judge”.
reviews-error-no-case = For a 1 or a 5, please describe what you have seen: a concrete example.
reviews-error-long-case = Please keep it under { $limit } characters; now it has { $length }.
reviews-error-own-rating = You rate or are rated in this one, so somebody else from HR has to open it again.
reviews-error-enough-raters = This person has { $least } raters or more by now, so nobody else is asked.
reviews-error-until = Please choose a day from today on, up to { $latest }.
reviews-error-reopened = HR wanted a rating open again until { $until }. The review can be released after that.
reviews-error-no-peer = There is nobody else who could be asked about this person: managers and those they manage, people who are away, and who rates many already are left out.

# Running
topic-reviews = `{ -perf } reviews` — peer ratings: prepare, open, see who has finished, release (HR)
reviews-kind-peer = Peer ratings
reviews-kind-cross = Ratings by other teams
reviews-kind-upward = Feedback to managers
reviews-kind-project = Project retrospective
reviews-headline = { $kind } · { $month }
reviews-headline-test = { $kind } · { $month } · test
reviews-state-draft = Being prepared. Opens on { $opens }, ends on { $closes }.
reviews-state-nominating = Members name who should rate them. Opens on { $opens }, ends on { $closes }.
reviews-state-open = Open from { $opens } to { $closes }.
reviews-state-closed = Ended on { $closes }.
reviews-state-released = Results are out; it ended on { $closes }.
reviews-state-discarded = Was never opened.
reviews-releases = Results come out on { $on }, or earlier when you release them.
reviews-releases-held = Results wait for you, and come out on { $on } at the latest.
reviews-numbers-raters = Raters: { $done } done · { $begun } in progress · { $none } not started
reviews-numbers-released = Ratings: { $done } of { $asked } given by { $raters } raters · { $declined } declined
reviews-numbers-declined =
    { $count ->
        [one] { $count } rating was declined.
       *[other] { $count } ratings were declined.
    }
reviews-numbers-short =
    { $count ->
        [one] { $count } person has too few raters for a score.
       *[other] { $count } people have too few raters for a score.
    }
reviews-numbers-quorum = At most { $below } of { $rated } people had fewer than { $least } ratings this morning, too few for a score.
reviews-numbers-quorum-hardly = Fewer than { $few } of { $rated } people had { $least } ratings this morning, enough for a score. You can extend the review.
reviews-numbers-unrated =
    { $count ->
        [one] { $count } manager has fewer than { $least } reports who are there, and will not be rated.
       *[other] { $count } managers have fewer than { $least } reports who are there, and will not be rated.
    }
reviews-unrated-intro = { $review }: nobody will be asked about these managers. Fewer than { $least } of their reports are there, and each of so few would be recognised.
reviews-unrated-none = { $review }: all managers have at least { $least } reports who are there, or it has been opened already.
reviews-reasons-later = Reasons can be read once it has ended, if at least three people have given some.
reviews-reasons-few = Reasons are shown when at least three people have given some, so that nobody is recognised. There are none to show.
reviews-reasons-intro = Why people have declined, without names and in an order of chance. Please do not try to find out who wrote what.
reviews-pattern-same = { $count } raters gave all of their colleagues the same value.
reviews-pattern-mutual = { $count } pairs gave each other nothing but the highest value.
reviews-pattern-none = Nothing to point out: raters who gave everybody the same, and pairs who gave each other only the highest, are counted from 20 raters and 3 cases on.
reviews-hr-title = Reviews
reviews-hr-none = There has been no review yet. The calendar opens one when a scheme asks colleagues; you can prepare one yourself.
reviews-hr-of-teams =
    { $more ->
        [0] { $teams }
       *[other] { $teams } and { $more } more
    }
reviews-hr-note = Who has finished is shown to HR only, and never what somebody said or about whom. You are not on these lists yourself.
reviews-hr-see = Look
reviews-hr-see-short = Too few raters
reviews-hr-see-people = People
reviews-hr-see-reasons = Reasons for declining
reviews-hr-see-unrated = Managers not rated
reviews-hr-everybody = Everybody
reviews-hr-all-teams = all teams
reviews-hr-people = { $review }, { $team }: { $count ->
        [one] { $count } rater
       *[other] { $count } raters
    }
reviews-hr-team = *{ $team }*: { $done } of { $asked } done
reviews-hr-no-team = In no team any more: { $done } of { $asked } done
reviews-hr-before = Previous page
reviews-hr-after = Next page
reviews-hr-back = Back to the review
reviews-hr-new = New review
reviews-hr-prepare = Prepare
reviews-hr-test-box = A test: counts for nothing, and nothing of it is kept
reviews-hr-start = Open now
reviews-hr-start-ask = Everybody who is to rate is asked from now on. This cannot be undone.
reviews-hr-discard = Discard
reviews-hr-discard-ask = Nobody will be asked, and the calendar will not prepare it again for these teams.
reviews-hr-extend = Extend
reviews-hr-extend-intro = { $review } ends on { $closes }. It can be extended until { $latest }.
reviews-hr-extend-submit = Extend
reviews-hr-close = End early
reviews-hr-close-intro = { $review } is planned to end on { $closes }. From now on nobody could rate or change a rating.
reviews-hr-close-submit = End now
reviews-hr-release = Release now
reviews-hr-release-ask = Results come out, and who rated whom is erased for good. This cannot be undone.
reviews-hr-hold = Hold results
reviews-hr-let-go = Stop holding
reviews-hr-reopen = Reopen one rating
reviews-hr-reopen-intro = { $review } has ended. One person can give or change one rating again; results wait until then. You are not told whether this person was asked about that colleague: if not, nothing can be changed, and results wait all the same.
reviews-hr-reopen-submit = Reopen
reviews-progress-not-started = ○ { $name } · not started
reviews-progress-in-progress = ◐ { $name } · in progress
reviews-progress-done = ● { $name } · done
reviews-short-intro =
    { $count ->
        [one] { $review }: { $count } person has too few raters. Whoever else is asked is drawn by chance, gets their prompt with the others, and is named to nobody.
       *[other] { $review }: { $count } people have too few raters. Whoever else is asked is drawn by chance, gets their prompt with the others, and is named to nobody.
    }
reviews-short-none = { $review }: everybody has enough raters.
reviews-short-one = *{ $name }* has { $raters ->
        [one] { $raters } rater
       *[other] { $raters } raters
    }.
reviews-short-nobody = *{ $name }* has { $raters ->
        [one] { $raters } rater
       *[other] { $raters } raters
    }. Nobody else has time or may.
reviews-short-ask = Ask somebody else
reviews-field-kind = Who rates whom
reviews-field-kind-hint = Ratings about a project are opened by its retrospective.
reviews-field-month = Month
reviews-field-month-hint = Colleagues, of other teams too, are asked about the metrics that are due with this month.
reviews-field-teams = Teams
reviews-field-teams-hint = Whose members, or managers, are rated: names with commas between them; empty for all.
reviews-field-opens-on = First day
reviews-field-opens-on-hint = Empty for the usual days, which are the last working days of the month.
reviews-field-closes-on = Last day
reviews-field-closes-on-hint = A working day, at least three working days after the beginning.
reviews-field-test = Test
reviews-field-test-hint = To try the review with a few people.
reviews-field-reason = Reason
reviews-field-reason-hint = It is kept in the audit log.
reviews-field-rater = Who may rate again
reviews-field-rater-hint = Please tell them yourself: nobody else does.
reviews-field-subject = Whom
reviews-field-subject-hint = The colleague whom the rating is about.
reviews-field-until = Until
reviews-field-until-hint = The last day on which that is possible.
reviews-notice-prepared = *{ $review }* is prepared: it opens by itself on { $opens }, and people rate until { $closes }. Please check days and teams before.
reviews-notice-opened = *{ $review }* has opened: people rate until { $closes }.
reviews-notice-halfway = *{ $review }* is half over: people rate until { $closes }.
reviews-notice-last-day = *{ $review }* ends today.
reviews-notice-closed = *{ $review }* has ended.
reviews-notice-patterns = *{ $review }*: what stood out among the ratings that have been released.
reviews-notice-patterns-note = These are numbers and no accusation: who it was is known to nobody any more.
reviews-notice-released = *{ $review }*: results are out, and who rated whom is erased.
reviews-notice-discarded = *{ $review }* was not opened: its days had passed before the program could. You can prepare another one on other days.
reviews-team-missing =
    { $missing ->
        [one] Peer ratings: { $missing } of { $asked } people in { $team } has not finished yet.
       *[other] Peer ratings: { $missing } of { $asked } people in { $team } have not finished yet.
    } A word to the whole team may help; names are not shown here.
reviews-error-opens = Please choose a first day from { $earliest } to { $latest }.
reviews-error-closes = Please choose a last day from { $earliest } to { $latest }.
reviews-error-one-day = Please choose both days, or neither.
reviews-error-few-days = People need at least { $least } working days to rate.
reviews-error-team = There is no team “{ $typed }”.
reviews-error-team-nearest = There is no team “{ $typed }”. Did you mean { $nearest }?
reviews-error-large = With more than { $most } people this takes longer than Slack waits. The calendar does it shortly after midnight of the day that the review shows.
reviews-hr-nominate = Let members name raters
reviews-hr-nominate-ask = Everybody who is to be rated is asked to name up to eight colleagues; their managers approve or change that before the review opens.
reviews-name-ask = *{ $review }*: who should rate you? Before { $opens } you can name up to { $most } colleagues who know your work. Your manager looks at the names; where they are too few, others you work with are asked as well.
reviews-name-open = Name colleagues
reviews-name-title = Name raters
reviews-name-intro = { $review } opens on { $opens }. Name colleagues who have seen you at work, also from other teams. Managers, and people you manage, rate in other ways.
reviews-name-whom = Colleagues, { $most } at most
reviews-name-note = Nobody you name is told that you did. Who of them is asked in the end, and who has rated, is shown to nobody.
reviews-named = You have named { $names }. Your manager looks at it before the review opens.
reviews-named-nobody = You have named nobody: raters are chosen for you among those you work with.
reviews-named-done = { $count ->
    [one] ✓ You have named one colleague.
   *[other] ✓ You have named { $count } colleagues.
  }
reviews-naming-over = ✓ No names of raters are waiting for you.
reviews-approve-ask =
    { $count ->
        [one] *{ $review }*: { $count } person who reports to you has named raters. Please look at them before { $opens }; names that nobody has approved do not count.
       *[other] *{ $review }*: { $count } people who report to you have named raters. Please look at them before { $opens }; names that nobody has approved do not count.
    }
reviews-approve-open = Look at the names
reviews-approve-title = Named raters
reviews-approve-intro = Whom the people who report to you have named:
reviews-approve-none = Nobody who reports to you has named anybody yet.
reviews-approve-more =
    { $count ->
        [one] { $count } more; approve some first.
       *[other] { $count } more; approve some first.
    }
reviews-approve = Approve
reviews-approve-one = *{ $name }* names { $names }
reviews-approved-one = ✓ *{ $name }* is rated by { $names }
reviews-change = Change
reviews-change-intro = Who should rate *{ $name }*? The names you save are approved.
reviews-error-too-late-to-name = Raters can be named until the day before { $opens }.
reviews-error-many-named = Please name { $most } colleagues at most.
reviews-error-not-named = { $name } cannot rate this person: managers and those they manage, people in no team and those who are away are left out.
# Rating

topic-ratings = `{ -perf } ratings` — what colleagues said about you, once it has been released
reviews-help =
    `{ -rate }` opens the next colleague whom you are asked about, `{ -rate } @mei` a certain one.
    `{ -rate } list` shows everybody, also those whom you have rated: you can change that until the last day.
reviews-prompt = Your view of { $people ->
    [one] one person
   *[other] { $people } people
} is asked for: about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}, until { $until }.
reviews-reminder = { $people ->
    [one] One person is
   *[other] { $people } people are
} still waiting for your rating: about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}, until { $until }.
reviews-left = Thank you. { $people ->
    [one] One person is
   *[other] { $people } people are
} left: about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}, until { $until }.
reviews-all-done = ✓ That is everybody, thank you. You can change what you said until { $until }.
reviews-over = This is over: nobody is waiting for a rating of yours.
reviews-button-rate = Rate now
reviews-button-list = Everybody
reviews-title = Ratings
reviews-title-peer = Rate a colleague
reviews-title-cross = Rate a colleague
reviews-title-upward = Rate your manager
reviews-title-project = Rate a colleague
reviews-is-test = a test that counts for nothing
reviews-about-upward = How is it to work for *{ $name }*?
reviews-about = How is it to work with *{ $name }*?
reviews-until = until { $until }
reviews-still = { $people ->
    [one] one left
   *[other] { $people } left
}
reviews-source-given = This is what you said. Send it again to change it.
reviews-source-draft = This is your draft. It has not been sent yet.
reviews-answer = Your answer
reviews-points = { $value }
reviews-cannot-judge = I cannot judge this
reviews-unanswered = Not answered
reviews-case = A concrete example
reviews-case-hint = Needed for a 1 or a 5: what did you see, and when?
reviews-style-note = Your name is kept apart from what you say and forgotten when results are released. But whoever reads your example may recognise your wording. With five raters or more it is shown in a shuffled order, without the number.
reviews-send = Send
reviews-send-next = Send, next one
reviews-save = Save for later
reviews-discard = Discard draft
reviews-discard-confirm = What you have written and not sent will be gone.
reviews-saved = ✓ Your rating of *{ $name }* is saved.
reviews-draft-kept = ✓ Your draft is kept. Only you can read it.
reviews-discarded = ✓ The draft is gone.
reviews-decline = I cannot rate them
reviews-decline-title = Decline
reviews-decline-intro-upward = Nobody else is asked about *{ $name }* instead. { $name } does not hear that you have declined.
reviews-decline-intro = Somebody else will be asked about *{ $name }*. { $name } does not hear of it.
reviews-decline-reason = Why? HR reads it without your name
reviews-decline-reason-hint = Once the review has ended and at least three people have declined; otherwise nobody reads it. It is deleted when results are released.
reviews-decline-submit = Decline
reviews-declined = ✓ You have declined, and somebody else is asked where possible.
reviews-nothing = Nobody is waiting for a rating of yours. You get a message when there is something to rate.
reviews-error-not-yours = This form was opened by somebody else. Please open your own with `{ -rate }`.
reviews-line-due = *{ $name }*
reviews-line-draft = *{ $name }* · draft
reviews-line-given = ✓ *{ $name }*
reviews-rate = Rate
reviews-read = Read
reviews-more = And { $count } more: `{ -rate } @name` opens them.
reviews-late-intro = *Drafts that came too late.* They count for nothing, and are gone once results are released.
reviews-late-note = This draft was not sent before the review was closed. Only you can read it. HR can open the rating again for you.
reviews-kept-late = The review has been closed meanwhile, so your rating of *{ $name }* could not be taken. What you wrote is kept as a draft that only you can read. HR can open the rating again for you.
reviews-read-draft = Read the draft
reviews-results-title = What colleagues said
reviews-results-none = Nothing has been released yet that colleagues said about you. Results are shown here after a review has been closed and released.
reviews-result = *{ $title }*: *{ $score }* of 5, from { $raters } raters
reviews-result-few = *{ $title }*: rated by { $raters ->
    [one] one colleague
   *[other] { $raters } colleagues
}. So few would be recognised, so there is no number this time.
reviews-results-note-upward = Numbers are rounded to a half point around the mean, up or down by chance, so that nobody’s answer follows from them.
reviews-results-note = Numbers are corrected for raters who are severe or lenient on the whole.
reviews-comments = *Examples*, in a shuffled order
reviews-comments-none = Examples are shown from { $least } raters on, so that nobody is recognised by being one of few. There are none to show this time.
reviews-comments-more = More examples
reviews-newer = Newer
reviews-older = Older
reviews-leaning-well-below = *How you rate*: well below those who rated the same colleagues.
reviews-leaning-below = *How you rate*: a little below those who rated the same colleagues.
reviews-leaning-same = *How you rate*: about the same as those who rated the same colleagues.
reviews-leaning-above = *How you rate*: a little above those who rated the same colleagues.
reviews-leaning-well-above = *How you rate*: well above those who rated the same colleagues.
reviews-leaning-note = Only you see this. It is corrected for, so it does your colleagues neither good nor harm. “A little” is a quarter of a point or more, “well” three quarters.
