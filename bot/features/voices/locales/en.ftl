topic-voice = `{ -perf } voice` — what people outside said about your work; managers, leads and HR: `{ -perf } voice @bo` or `{ -perf } voice Growth` asks customers and partners, by links that work once

voices-title = Voices from outside
voices-ask-title = Ask people outside
voices-links-title = Links
voices-make-links = Make links
voices-own-intro = *What people outside say about your work*
voices-intro = *What people outside say about { $name }*
voices-ask = Ask people outside
voices-nothing = Nobody outside has been asked yet.
voices-note = Ratings are shown once the period is over, from { $least } people on; comments from { $more } on, in no particular order. Nobody is shown who said what.
voices-count = { $asked ->
        [one] { $answered } of 1 person has answered
       *[other] { $answered } of { $asked } people have answered
    }
voices-not-yet = Shown after { $day }, when nothing can be added any more.
voices-rated = { $title }: *{ $mean }* of 5 ({ $count } people)
voices-too-few = { $title }: too few to be shown
voices-read-comments = Read comments
voices-comments-intro = *What people outside wrote about { $name }* · { $period }
voices-more-comments = More
voices-comments-note = In an order of chance. Wording can be recognised: please do not ask who wrote what.
voices-period-quarter = Q{ $number } { $year }
voices-period-half = H{ $number } { $year }
voices-period-year = { $year }
voices-made = *Whom you have asked*
voices-made-line = { $name } · { $answered } of { $asked } answered · links work until { $until }
voices-have-answered = Answered:
voices-wait = Not yet:
voices-revoke = Revoke open links
voices-revoke-sure = Links that nobody has used stop working at once. What was answered stays.
voices-ask-intro =
    People outside are asked about *{ $name }* for { $period }.
    Each gets a link of their own that works once, without an account. They rate from 1 to 5:
voices-labels = Who gets a link? One line each
voices-labels-hint = Such as “Acme, Ms Li”. Only you see these names, and only while the links work. Up to { $left }.
voices-ask-note = You send the links yourself. They work until { $until }. You see how many have answered, from three answers on also who has not, and never what somebody said.
voices-links-intro =
    {"*Links about "}{ $name }{"*"}, until { $until }
    Copy them now: they cannot be shown again. Send each to one person, not to a channel.
voices-links-note = Whoever has a link can answer once with it. Opening it uses nothing up. `{ -perf } voice` shows how many have answered.

voices-error-no-address = Links need an address of this app that people outside can reach. Please ask whoever runs it to set `EVENHAND_PUBLIC_URL`, such as `https://evenhand.example.com`.
voices-error-enough = { $limit } people have been asked in this period already; more are not asked.
voices-error-nobody = Please write at least one line: whom will you send a link to?
voices-error-long-label = “{ $typed }” is too long: at most { $limit } characters a line.
voices-error-label-twice = “{ $typed }” is there twice. One line for each person.
voices-error-too-many = At most { $limit } people are asked in a period; { $found } are left.
voices-error-unanswered = Please choose one of the answers. “I cannot judge” is one, too.
voices-error-long-comment = These are { $length } characters; please use at most { $limit }.

voices-page-title = Your view of { $name }
voices-page-heading-member = How was it to work with { $name }?
voices-page-heading-team = How was it to work with the team { $name }?
voices-page-asks = { $organisation } asks for your view. It takes about two minutes.
voices-page-until = It can be answered once, until the end of { $until } ({ $zone }).
voices-page-cannot-judge = I cannot judge
voices-page-comment = Would you like to add anything?
voices-page-comment-hint = Optional, at most { $limit } characters. Whoever reads it may recognise your wording.
voices-page-send = Send
voices-page-errors = Nothing was sent yet. Please see to what is marked below.
voices-page-private-title = What happens with your answers
voices-page-private = Your answers are kept without your name, your address or the time, and apart from this link. { $name }, those who manage them and HR see averages once the period is over, and only if at least { $least } people could judge; comments only if at least { $more } people answered.
voices-page-private-team = Your answers are kept without your name, your address or the time, and apart from this link. The team, those who manage it and HR see averages once the period is over, and only if at least { $least } people could judge; comments only if at least { $more } people answered.
voices-page-language = Language
voices-page-thanks-title = Thank you
voices-page-thanks = Your answers have arrived. You can close this page.
voices-page-gone-title = This page is not open
voices-page-gone = The link may have been answered already, its time may be over, it may have been withdrawn, or a part of it got lost on the way. If you have answered already: thank you, nothing more is needed. Otherwise please ask whoever sent it to you for a new one.
voices-page-fast-title = One moment, please
voices-page-fast = There were many requests from your network. Please try again in a minute; nothing you typed is lost if you go back.
voices-page-unread-title = This could not be read
voices-page-unread = What arrived was not what this page sends, or more than it takes. Nothing was kept. Please open the link again.
voices-page-away-title = Please try again in a moment
voices-page-away = We cannot keep your answers at the moment. Please go back and send them again in a minute.
