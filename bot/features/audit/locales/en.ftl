topic-audit = `{ -perf } audit` — who looked at your card or changed something of yours, and when; `{ -perf } admin audit` searches everybody's (HR and auditors)
audit-title = Who saw what
audit-own-intro = What others did with what is yours, the newest first: who opened your card, changed your role, your team or a target of yours. Nobody can take a line out of this log.
audit-own-none = Nobody has looked at anything of yours or changed it so far.
audit-search-intro = Who saw or changed what, the newest first. That you look is kept, too.
audit-search-none = There is nothing like that in the log. Choose another person or action.
audit-open-search = Search everybody's
audit-any-person = Anybody
audit-any-action = Whatever was done
audit-newer = Newer
audit-older = Older
audit-line = { $day }, { $time } · *{ $by }* { $did }
audit-line-about = { $day }, { $time } · *{ $by }* { $did } · { $about }
audit-by-operator = The operator
audit-by-program = Evenhand
audit-nobody = nobody
audit-gone = no. { $id }
audit-about-member = somebody
audit-about-team = a team
audit-about-month = everybody
audit-about-delivery = a message
audit-about-workspace = the workspace
audit-error-only-hr = Only HR and auditors search the whole log. `{ -perf } audit` shows what it says about you.
audit-anchor = Audit log: { $seq }:{ $hash }
audit-did-card-read = { $shown ->
    [receipt] opened the receipt of { $month }
   *[other] opened the card of { $month }
  }
audit-did-access-denied = asked for something out of their sight and was refused
audit-name-access-denied = Refused: out of sight
audit-did-administration-denied = asked for administration or for rights and was refused
audit-name-administration-denied = Refused: administration
audit-name-card-read = Cards and receipts read
audit-did-entries-read = read the figures told day by day
audit-name-entries-read = Figures read
audit-did-member-role-changed = changed the role from { $old } to { $new }
audit-name-member-role-changed = Roles changed
audit-did-member-manager-changed = changed the manager from { $old } to { $new }
audit-name-member-manager-changed = Managers changed
audit-did-member-team-changed = changed the team or its lead: { $old } before, { $new } now
audit-name-member-team-changed = Teams changed
audit-did-member-language-changed = changed the language
audit-name-member-language-changed = Languages changed
audit-did-member-country-changed = changed whose public holidays count
audit-name-member-country-changed = Holidays of a member changed
audit-did-member-absence-changed = changed days away
audit-name-member-absence-changed = Days away changed
audit-did-team-saved = changed a team's name, channel or language
audit-name-team-saved = Teams renamed
audit-did-scheme-assigned = assigned a scheme
audit-name-scheme-assigned = Schemes assigned
audit-did-target-changed = changed a target
audit-name-target-changed = Targets changed
audit-did-calendar-changed = changed the working calendar
audit-name-calendar-changed = Calendar changed
audit-did-members-imported = imported people from a file
audit-name-members-imported = People imported
audit-did-entries-imported = imported figures from a file
audit-name-entries-imported = Figures imported
audit-did-figure-corrected = corrected { $figure } of { $on }
audit-name-figure-corrected = Figures corrected
audit-did-month-closed = closed { $month }
audit-name-month-closed = Months closed
audit-did-review-moved = { $move ->
    [draft] prepared the review of { $month }
    [nominate] asked for raters in the review of { $month }
    [open] opened the review of { $month }
    [extend] gave more time to the review of { $month }
    [release] released the review of { $month }
   *[other] closed the review of { $month }
  }
audit-name-review-moved = Reviews opened, closed, released
audit-did-review-rating-reopened = had a rating opened again after the close
audit-name-review-rating-reopened = Ratings opened again
audit-did-ratings-read = read what the ratings of { $month } came to
audit-name-ratings-read = Rating results read
audit-did-delivery-retried = had a message sent again
audit-name-delivery-retried = Messages sent again
audit-did-delivery-resolved = decided about a message that was stuck
audit-name-delivery-resolved = Messages decided about
audit-did-audit-searched = searched this log
audit-name-audit-searched = Log searched
audit-did-audit-exported = exported this log
audit-name-audit-exported = Log exported
