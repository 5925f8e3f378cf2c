topic-retro = `{ -perf } retro` — look back on a project: notes, ratings and what to do next; leads of teams: `{ -perf } retro Autumn launch` opens one
retrospectives-title = Retrospective
retrospectives-open-submit = Open it
retrospectives-save = Save
retrospectives-new = New retrospective
retrospectives-see = Open
retrospectives-all = All my retrospectives
retrospectives-back = Back
retrospectives-earlier = Previous page
retrospectives-more = Next page
retrospectives-none = You have not been in a retrospective yet. The lead of a team opens one when a project ends, and you are told.
retrospectives-none-lead = You have not been in a retrospective yet. Open one when a project ends: its members write notes and rate each other, and you agree on what to do next.
retrospectives-line-open = *{ $title }* · { $name } · { $members } people · until { $day }
retrospectives-line-closed = *{ $title }* · { $name } · { $members } people · closed on { $day }
retrospectives-others = *Other retrospectives* · that they exist, and nothing else, is for HR to see
retrospectives-members = In the project: { $names }
retrospectives-opening-intro = Look back on a project with the people who did it.
retrospectives-field-title = Project
retrospectives-field-members = Who was in it?
retrospectives-field-description = What was it about?
retrospectives-field-closes-on = Until when?
retrospectives-opening-note = Everybody you pick writes notes, which are shown without names after the close, and rates at most eight of the others. Pick yourself too if you were in it. A working day, three weeks on at most.
retrospectives-opened = ✓ *{ $title }* is open for { $count } people until { $day }.
retrospectives-opened-note = They are told during their working hours. You see how many are missing, never who. You can add actions from now on.
retrospectives-no-ratings = Nobody is rated: nobody here has three colleagues who may rate them.
retrospectives-unrated = Nobody is asked about { $names }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
  }: fewer than three people could rate them, and managers do not rate their own people here.
retrospectives-write = Write notes
retrospectives-write-again = Change my notes
retrospectives-notes-intro = *{ $title }* · until { $day } you can change what you write.
retrospectives-field-well = What went well?
retrospectives-field-not-well = What did not go well?
retrospectives-field-next = What should we do next?
retrospectives-field-few = If fewer than three people write
retrospectives-for-few = Show my notes all the same
retrospectives-notes-note = The others read it after the close: shuffled and without your name, which is erased then. They may recognise your wording. If fewer than three people write, notes are deleted unread, unless you tick the box.
retrospectives-rate-note = You are asked separately to rate the colleagues you worked with, without your name.
retrospectives-unwritten = { $count ->
    [0] Everybody else has written notes.
    [one] One other person has not written notes yet.
   *[other] { $count } others have not written notes yet.
  }
retrospectives-missing = { $count ->
    [0] Everybody else has rated.
    [one] One other person still has ratings to give.
   *[other] { $count } others still have ratings to give.
  }
retrospectives-written = { $writers ->
    [0] Nobody has written notes.
    [one] One of { $members } people wrote; { $notes } notes are shown.
   *[other] { $writers } of { $members } people wrote; { $notes } notes are shown.
  }
retrospectives-few-note = Fewer than { $least } people wrote, so only the notes of those are shown who agreed to that.
retrospectives-see-well = What went well
retrospectives-see-not-well = What did not
retrospectives-see-next = What next
retrospectives-notes-shown = In an order of chance. That you read them is kept in the audit log, for notes are other people’s words.
retrospectives-notes-none = There are no notes of this kind.
retrospectives-not-released = The ratings are not out yet. You are told when they are.
retrospectives-own-score = *Working with you:* { $score } of 5, by { $raters } colleagues. Only you see this here; your managers and HR see it as they see other ratings.
retrospectives-own-few = *Working with you:* fewer than three colleagues have rated, so there is no score.
retrospectives-team-score = *Working together as a team:* { $score } of 5, the mean of { $members } people.
retrospectives-team-few = *Working together as a team:* no score is shown. It takes five people with a score of their own, of whom you must not know all but one or two.
retrospectives-actions = *Actions* · { $count ->
    [0] none yet. What do you want to do differently next time, who does it, and until when?
   *[other] { $count }
  }
retrospectives-own-actions = *What you have to do* · { $count }
retrospectives-actions-more = … and { $count } more: see the retrospectives that they come from.
retrospectives-add = Add an action
retrospectives-action-intro = For *{ $title }*
retrospectives-field-text = What is to be done?
retrospectives-field-owner = Who does it?
retrospectives-field-due-on = Until when?
retrospectives-field-reason = Why?
retrospectives-action-note = Whoever does it is told, and reminded three working days before, on the day, and once after it. Everybody of this retrospective can see the list; what is still open stands in the team’s monthly post.
retrospectives-action-open = *{ $text }* · by { $day }
retrospectives-action-overdue = *{ $text }* · was due on { $day }
retrospectives-action-done = ✓ { $text } · done on { $day }
retrospectives-of-project = From “{ $project }”
retrospectives-finish = Done
retrospectives-reopen = Not done after all
retrospectives-put-off = Put off
retrospectives-put-off-intro = *{ $text }* · by { $day }
retrospectives-put-off-note = { $left ->
    [one] You can put this off once more. The lead reads why.
   *[other] You can put this off { $left } more times. The lead reads why.
  }
retrospectives-put-off-because = Put off { $times ->
    [one] once
    [2] twice
   *[other] { $times } times
  }: { $reason }
retrospectives-change = Change
retrospectives-call-off = Call off
retrospectives-call-off-confirm = It is taken off the list, and nobody is reminded of it any more.
retrospectives-told-opened = *{ $name }* would like to look back on *{ $title }* with you
retrospectives-told-opened-note = Until { $day } you can write what went well, what did not, and what should come next. The others read it afterwards without your name.
retrospectives-told-closed = The notes on *{ $title }* are there. What do you make of them?
retrospectives-told-results = The ratings of *{ $title }* are out. You see your own score and the team’s.
retrospectives-told-given = { $count ->
    [one] You have something to do
   *[other] You have { $count } things to do
  }
retrospectives-told-due = { $count ->
    [one] A reminder of what you wanted to do
   *[other] A reminder of { $count } things you wanted to do
  }
retrospectives-told-nothing = This is not yours to do any more.

retrospectives-error-only-leads = Leads of teams open retrospectives. `{ -perf } retro` shows those that you are in.
retrospectives-error-no-title = Give the project a name.
retrospectives-error-long = This has { $length } characters. Use { $limit } at most.
retrospectives-error-size = A retrospective is for { $first } to { $most } people; you picked { $found }.
retrospectives-error-not-here = One of these cannot take part: guests, bots and people who have left are not members here. Take them off the list.
retrospectives-error-many = You have { $limit } retrospectives open. Open another one when one of them is closed.
retrospectives-error-close = Choose a later day, until { $ends } at the latest.
retrospectives-error-day-off = { $on } is not a working day. Choose another one.
retrospectives-error-soon = People need three working days, today included. Choose { $on } or later.
retrospectives-error-closed = This retrospective was open until { $on }. What you wrote was not kept: tell the others, or add an action.
retrospectives-error-not-closed = The notes are shown once it is closed, after { $on }.
retrospectives-error-no-action = Write what is to be done.
retrospectives-error-no-owner = Choose somebody who was in the project, or its lead.
retrospectives-error-deadline = Choose a day from today on, until { $ends } at the latest.
retrospectives-error-actions = There are { $limit } actions. Nobody keeps more than that in mind: finish some first, or start with the next retrospective.
retrospectives-error-over = This is done or called off already.
retrospectives-error-no-reason = Write why.
retrospectives-error-not-later = Choose a day later than { $on }.
retrospectives-error-put-off-enough = You have put this off { $limit } times. Ask the lead of the retrospective to change the deadline, to give it to somebody else, or to call it off.
