topic-kudos = `{ -perf } kudos` — the kudos and feedback you got and gave; managers: `{ -perf } kudos @bo` shows what Bo lets you read; `{ -kudos } @mei …` thanks Mei
topic-feedback = `{ -perf } feedback @mei …` — write feedback that only Mei reads, with your name
topic-ask = `{ -perf } ask @mei How was my talk?` — ask Mei for feedback; Mei is asked once and reminded once
feedback-help =
    `{ -kudos } @mei what for` — thank Mei: in the team’s channel, or so that only Mei reads it
    `{ -kudos } list` — the kudos and feedback you got and gave
    Also: “Give kudos for this” in the menu of a message. Kudos never count in a score.
feedback-title = Kudos and feedback
feedback-kudos-title = Give kudos
feedback-feedback-title = Give feedback
feedback-ask-title = Ask for feedback
feedback-decline-title = Say no
feedback-send = Send
feedback-ask-submit = Ask
feedback-decline-submit = Say no
feedback-pick = Pick a person
feedback-somebody = somebody who has left
feedback-for = For *{ $name }*
feedback-for-whom = *Whom would you like to thank?*
feedback-dimension = What does it belong to?
feedback-dimension-pick = Pick a dimension
feedback-kudos-text = What did they do?
feedback-kudos-hint = What they did and what came of it says more than an adjective.
feedback-feedback-text = Your feedback
feedback-feedback-hint = What happened, what it led to, and what you would keep or try next time.
feedback-audience = Who reads it?
feedback-public = Everybody in the team’s channel
feedback-private = Only the person I thank
feedback-channel = The team’s channel is { $channel }.
feedback-private-only = Only { $name } reads it: their team has no channel for kudos.
feedback-kudos-note = Your name stands beside it. Kudos never count in a score. You can take them back for 24 hours; the person you thank can delete them at any time.
feedback-feedback-note = Never anonymous: your name stands beside it. Only the person you write to reads it, and may share it with their manager. You can take it back for 24 hours.
feedback-field-person = Person
feedback-field-question = What would you like to hear about?
feedback-field-reason = Why not?
feedback-ask-note = The person gets one message, and one reminder after three working days. The answer comes to you alone and carries their name.
feedback-answer-intro = *{ $name }* asks you:
feedback-decline-intro = *{ $name }* is told that you say no, and which reason you choose.
feedback-reason-not-enough = I have not seen enough of it
feedback-reason-no-time = I do not have the time now
feedback-reason-in-person = I would rather tell you in person
feedback-reason-other = Another reason
feedback-now = now
feedback-then = on { $day } at { $time }
feedback-sent-kudos = ✓ *{ $name }* gets your kudos { $when }.
feedback-sent-feedback = ✓ *{ $name }* gets your feedback { $when }.
feedback-sent-public = It is also posted in { $channel }, now.
feedback-sent-kudos-note = `{ -perf } kudos` shows what you gave. There you can take it back for 24 hours.
feedback-sent-feedback-note = `{ -perf } kudos` shows what you gave. There you can take it back for 24 hours.
feedback-asked = ✓ *{ $name }* is asked { $when }.
feedback-asked-note = `{ -perf } kudos` shows what you wait for, and calls it off.
feedback-tab-received = Received
feedback-tab-given = Given
feedback-tab-requests = Requests
feedback-none-received = Nobody has written to you yet. `{ -perf } ask @mei …` asks somebody for feedback.
feedback-none-given = You have not given any yet. `{ -kudos } @mei …` thanks somebody.
feedback-none-requests = Nobody waits for an answer of yours, and you have asked nobody in the last 30 days. `{ -perf } ask @mei …` asks somebody.
feedback-newer = Newer
feedback-older = Older
feedback-kudos-from = Kudos from *{ $name }*
feedback-kudos-to = Kudos to *{ $name }*
feedback-feedback-from = Feedback from *{ $name }*
feedback-feedback-to = Feedback to *{ $name }*
feedback-shared-with = { $name } may read it
feedback-share = Share with my manager
feedback-share-confirm = Your manager of today may read it with the writer’s name, until you stop sharing it.
feedback-unshare = Stop sharing
feedback-remove = Delete
feedback-remove-confirm = It is erased for everybody, also where it was posted or shared. This cannot be undone.
feedback-withdraw = Take back
feedback-withdraw-confirm = It is erased for everybody, also where it was posted or shared.
feedback-call-off = Call off
feedback-you-asked = You asked *{ $name }* on { $day } · { $state }
feedback-asks-you = *{ $name }* asks you, since { $day } · { $state }
feedback-state-open = waiting
feedback-state-answered = answered
feedback-state-declined = declined
feedback-state-called-off = called off
feedback-state-expired = over, nobody answered
feedback-state-reason = { $state }: { $reason }
feedback-shared-intro = *{ $name }* lets you read this.
feedback-shared-note = It is meant for the two of you. That you read it is kept in the audit log.
feedback-digest-intro = *{ $name }* since { $since }: public kudos, and what { $name } lets you read.
feedback-digest-none = Nothing yet. Feedback belongs to whom it was written for; { $name } decides what you may read.
feedback-digest-more = There is more; the newest come first.
feedback-home-newest = see the newest
feedback-home =
    {"*Kudos and feedback this month*"}
    { $kudos ->
        [0] No kudos
        [one] One kudos
       *[other] { $kudos } kudos
    } · { $feedback ->
        [0] no feedback
        [one] one piece of feedback
       *[other] { $feedback } pieces of feedback
    }
feedback-give-kudos = Give kudos
feedback-ask-somebody = Ask for feedback
feedback-see-all = Show all
feedback-answer = Answer
feedback-decline = Say no
feedback-read = Read
feedback-told-kudos = *{ $name }* gives you kudos
feedback-with-title = { $text } · { $title }
feedback-channel-too = Also posted in { $channel }.
feedback-only-you = Only you see this.
feedback-told-feedback = *{ $name }* has written feedback for you
feedback-told-feedback-note = Only you can read it. You decide whether your manager may.
feedback-told-ended = What stood here has been taken back or deleted.
feedback-posted = *{ $giver }* thanks *{ $receiver }*
feedback-post-ended = The kudos that stood here have been taken back or deleted.
feedback-told-shared = *{ $name }* lets you read what somebody wrote to them
feedback-told-unshared = This is no longer shared with you.
feedback-told-asked = *{ $name }* asks you for feedback
feedback-told-reminder = *{ $name }* still hopes for your feedback; this is the only reminder
feedback-told-asked-note = Your answer goes to them alone, with your name. Saying no is fine.
feedback-over-answered = ✓ You have answered *{ $name }*.
feedback-over-declined = You have said no to *{ $name }*.
feedback-over-called-off = *{ $name }* no longer waits for your feedback.
feedback-told-declined = *{ $name }* cannot give you feedback this time: “{ $reason }”.
feedback-month = What *{ $month }* brought you: { $what }
feedback-month-open = *{ $manager }*, your manager, may read so far: { $what }
feedback-month-open-none = *{ $manager }*, your manager, may read none of it so far.
feedback-month-note = You talk about the month within seven days of the card. Before that you can let your manager read single pieces: there is a button beside each. Of what you do not share nobody else learns.
feedback-month-see = Read and share
feedback-reports = *{ $month }*: thanks to people who report to you, and what they let you read
feedback-reports-one = *{ $name }*: { $what }
feedback-reports-see = Look
feedback-reports-more = { $count ->
    [one] One more person: `{ -perf } kudos @…` shows it.
   *[other] { $count } more people: `{ -perf } kudos @…` shows it.
  }
feedback-reports-note = For your talks about the month, within seven days of the cards. Public kudos and what was shared with you are counted, and nothing else.
feedback-count-kudos = { $count ->
    [one] one kudos
   *[other] { $count } kudos
  }
feedback-count-feedback = { $count ->
    [one] one piece of feedback
   *[other] { $count } pieces of feedback
  }
feedback-count-public = { $count ->
    [one] one public kudos
   *[other] { $count } public kudos
  }
feedback-count-shared = { $count ->
    [one] one piece that you have shared
   *[other] { $count } pieces that you have shared
  }
feedback-count-shared-with-you = { $count ->
    [one] one piece shared with you
   *[other] { $count } pieces shared with you
  }

feedback-error-not-here = This person cannot get kudos or feedback: guests, bots and people who have left are not members here. Pick somebody else.
feedback-error-self = That would be you. Pick a colleague.
feedback-error-no-person = Pick a person first.
feedback-error-no-text = Write what it is about.
feedback-error-no-question = Write what you would like to hear about.
feedback-error-long = This has { $length } characters. Use { $limit } at most.
feedback-error-no-dimension = Pick the dimension it belongs to. Should there be none to pick, choose the person again.
feedback-error-no-channel = Their team’s channel has changed in the meantime. Choose the person again to see who would read it.
feedback-error-enough-kudos = You have thanked { $limit } people today, which is lovely. There is room for more tomorrow, so that each of them stands out.
feedback-error-enough-kudos-for-one = You have thanked this person { $limit } times today already. Tomorrow there is room for more.
feedback-error-enough-feedback = You have written feedback { $limit } times today. Let it sink in, and go on tomorrow.
feedback-error-enough-feedback-for-one = You have written to this person { $limit } times today already. Let it sink in, and go on tomorrow, or talk to each other.
feedback-error-asked-already = { $name } has your question already and is reminded once. `{ -perf } kudos` shows it under “Requests”.
feedback-error-asked-enough = You wait for { $limit } answers. Wait for one of them, or call one off under “Requests” in `{ -perf } kudos`.
feedback-error-asked-today = You have asked { $name } { $limit } times since yesterday. Give them a day.
feedback-error-asked-many = You have asked { $limit } times since yesterday. Go on tomorrow.
feedback-error-busy = { $name } is being asked by several people at the moment. Ask again in a few days, or ask somebody else.
feedback-error-no-reason = Choose a reason.
feedback-error-request-over = Nobody waits for this answer any more. `{ -perf } feedback @mei …` writes feedback all the same.
feedback-error-too-late = This is more than 24 hours old and belongs to the person you wrote to. They can delete it: ask them.
feedback-error-no-manager = You have no manager here at the moment. HR or an administrator can enter one.
