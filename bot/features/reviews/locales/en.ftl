reviews-error-move = That cannot be done with a review that { $state ->
    [draft] is being prepared
    [nominating] is still looking for raters
    [open] is open
    [closed] is closed
   *[released] has been released
}.
reviews-error-no-reason = Please say why: people were told otherwise.
reviews-error-long-reason = Please keep it under { $limit } characters.
reviews-error-no-working-day = { $month } has no working day on which people could rate.
reviews-error-extension = Please choose a day after { $closes } that is not over, up to { $latest }.
reviews-error-day-off = { $on } is no working day.
reviews-error-no-anchors = *{ $metric }* has no sentences for 1 to 5, so raters would mean different things by them. Please add them to the scheme.
reviews-error-month = “{ $typed }” is no month. Please write it as 2026-10.
reviews-error-no-questions = No metric that colleagues rate is due in { $month } for these teams.
reviews-error-overlap = There is a review of { $month } for some of these teams on the same days. Please close it first, or choose other teams.
reviews-error-over = The days for rating in { $month } are over.
reviews-error-unknown = There is no such review.
reviews-error-not-asked = You are not asked to rate this person. The list of those you are asked about is up to date.
reviews-error-closed = This review was closed on { $closes }, so the rating was not saved. HR can open it again for you.
reviews-error-not-open = Ratings can be given from { $opens } on.
reviews-error-given = You have already rated this person. You can change the rating, but no longer decline.
reviews-error-declined = You have declined to rate this person, and somebody else has been asked.
reviews-error-answer = Please choose 1 to 5, or “cannot judge”.
reviews-error-no-case = For a 1 or a 5, please describe what you have seen: a concrete example.
reviews-error-long-case = Please keep it under { $limit } characters; now it has { $length }.
reviews-error-own-rating = You rate or are rated in this one, so somebody else from HR has to open it again.
reviews-error-no-rating = This person is not asked to rate that one, so there is nothing to open again.
reviews-error-until = Please choose a day from today on, up to { $latest }.
reviews-error-reopened = A rating is open again until { $until }. The review can be released after that.
reviews-error-no-peer = { $name } cannot rate this person: managers and those they manage, people who are away and those who rate { $most } already are left out.

# Rating

topic-ratings = `{ -perf } ratings` — what colleagues said about you, once it has been released
reviews-help =
    `{ -rate }` opens the next colleague whom you are asked about, `{ -rate } @mei` a certain one.
    `{ -rate } list` shows everybody, also those whom you have rated: you can change that until the last day.
reviews-prompt = Your view of { $people ->
    [one] one colleague
   *[other] { $people } colleagues
} is asked for: about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}, until { $until }.
reviews-reminder = { $people ->
    [one] One colleague is
   *[other] { $people } colleagues are
} still waiting for your rating: about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}, until { $until }.
reviews-left = Thank you. { $people ->
    [one] One colleague is
   *[other] { $people } colleagues are
} left: about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}, until { $until }.
reviews-all-done = ✓ That is everybody, thank you. You can change what you said until { $until }.
reviews-over = This is over: nobody is waiting for a rating of yours.
reviews-home-due = *Ratings due*: { $people ->
    [one] one colleague
   *[other] { $people } colleagues
}, about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}, until { $until }.
reviews-home-done = *Ratings*: ✓ all given. You can change them until { $until }.
reviews-home-late = *Ratings*: a draft of yours came too late. You can still read and discard it.
reviews-button-rate = Rate now
reviews-button-list = Everybody
reviews-title = Ratings
reviews-title-peer = Rate a colleague
reviews-title-cross = Rate a colleague
reviews-title-upward = Rate your manager
reviews-title-project = Rate a colleague
reviews-kind-peer = Peer review
reviews-kind-cross = Review across teams
reviews-kind-upward = Feedback for managers
reviews-kind-project = Project retrospective
reviews-is-test = a test that counts for nothing
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
reviews-decline-intro = Somebody else will be asked about *{ $name }*. { $name } does not hear of it.
reviews-decline-reason = Why? For HR only
reviews-decline-submit = Decline
reviews-declined = ✓ You have declined, and somebody else is asked where possible.
reviews-nothing = Nobody is waiting for a rating of yours. You get a message when there is something to rate.
reviews-error-nothing-due = There is nothing left to rate, so there is nothing to put off.
reviews-error-not-yours = This form was opened by somebody else. Please open your own with `{ -rate }`.
reviews-line-due = *{ $name }*
reviews-line-draft = *{ $name }* · draft
reviews-line-given = ✓ *{ $name }*
reviews-rate = Rate
reviews-change = Change
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
