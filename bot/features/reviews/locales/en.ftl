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
reviews-error-enough-raters = This person has { $least } raters or more by now, so nobody else is asked.
reviews-error-until = Please choose a day from today on, up to { $latest }.
reviews-error-reopened = A rating is open again until { $until }. The review can be released after that.
reviews-error-no-peer = { $name } cannot rate this person: managers and those they manage, people who are away and those who rate { $most } already are left out.
