topic-people = `{ -perf } people` — teams, managers and roles, for administrators
topic-language = `{ -perf } language zh-CN|en|auto` — the language you read; `auto` follows Slack
topic-hours = `{ -perf } hours 9:30` — when your daily prompt comes, in your own time zone; `auto` for the usual hour
topic-quiet = `{ -perf } quiet 20:00-8:00` — hours in which nothing is sent to you; `off` for none
topic-away = `{ -perf } away 2026-12-01..2026-12-05 [vacation|sick|leave|trip]` — days on which nobody asks you; without days, what is planned
topic-back = `{ -perf } back [2026-12-01]` — you are back, and asked again; with a day, calls off what was planned around it
topic-pause = `{ -perf } pause 2026-12-05` — no prompts before that day; `off` brings them back
topic-country = `{ -perf } country CN|DE-BY|auto` — whose public holidays you have; `auto` for the workspace’s
topic-calendar = `{ -perf } calendar` — the workspace’s holidays and own days; administrators: `country CN`, `off 2026-12-24 Company day`, `work 2026-12-27`, `clear 2026-12-24`

people-title = Teams and people
people-counts =
    { $teams ->
        [one] { $teams } team
       *[other] { $teams } teams
    } · { $people ->
        [one] { $people } person
       *[other] { $people } people
    } · { $without } without a team
people-no-teams = There is no team yet. Add one above, or import a table with `evenhand import members`.
people-add-team = Add a team
people-change-team = Change a team
people-change-person = Change a person
people-change = Change
people-previous = Previous page
people-next = Next page
people-back = Back to the overview
people-save = Save
people-cancel = Cancel
people-saved = Saved
people-team-line =
    Lead: { $lead } · { $channel } · { $size ->
        [one] { $size } person
       *[other] { $size } people
    }
people-more-teams = … and { $more } more.
people-and-more = { $shown } and { $more } more
people-nobody = nobody
people-no-channel = no channel
people-no-team = no team

people-team-name = Name
people-team-name-hint = As it is to be read in posts and on scorecards.
people-team-channel = Channel
people-team-channel-hint = The team’s monthly post goes here. Invite the bot to a private channel; without a channel there is no post.
people-team-lead = Lead
people-team-lead-hint = Told who has not checked in. The lead belongs to the team without being picked below.
people-team-members = Members
people-team-members-hint = Everybody in the team. Somebody who is in another team moves to this one; who is taken out is in no team.
people-team-language = Language of the team’s posts
people-team-language-hint = Automatic is the language of the workspace.
people-team-saved = *{ $team }* is saved.
people-team-has = Members: { $members }
people-team-empty = Nobody is in this team yet.
people-team-moved = { $name } moved here from { $origin }: a person is in one team at a time.
people-team-moved-more = … and { $more } more moved here from other teams.
people-team-removed = Taken out, now in no team: { $members }

people-person = *{ $name }* · { $team }
people-person-manager = Manager
people-person-manager-hint = Sees this person’s entries and scorecards, as do the managers above.
people-person-has = Holds: { $roles }
people-person-roles = Roles
people-person-roles-hint = HR sees everybody’s scorecards, auditors everybody’s entries; administrators see neither.
people-person-reason = Reason
people-person-reason-hint = Needed when a role is given or taken; kept with it.
people-person-until = Last day
people-person-until-hint = Of roles that are new; empty: until somebody takes them away.
people-person-language = Language
people-person-language-hint = Automatic follows the person’s setting in Slack.
people-person-saved =
    { "*" }{ $name }* is saved.
    Manager: { $manager }
    Roles: { $roles }
    Language: { $language }
    Team: { $team }
people-role-member = Member
people-role-lead = Lead
people-role-hr = HR
people-role-committee = Committee
people-role-auditor = Auditor
people-role-operator = Operator
people-role-admin = Administrator
people-role-until = { $role } (until { $until })
people-language-auto = Automatic
people-language-en = English
people-language-zh-CN = 简体中文

people-language-is = You read everything in { $language } from now on. `{ -perf } language auto` follows Slack again.
people-language-follows = Your language follows Slack: { $language }. Choose one with `{ -perf } language en` or `{ -perf } language zh-CN`.
people-hours-are = Your daily prompt comes at { $time } ({ $zone }). `{ -perf } hours auto` returns to the usual hour.
people-hours-usual = Your daily prompt comes at the usual hour of this workspace. Choose your own with, for example, `{ -perf } hours 9:30`.
people-quiet-are = Nothing is sent to you between { $start } and { $end } ({ $zone }). A prompt that would fall into these hours comes when they end, or shortly before they start. `{ -perf } quiet off` ends this.
people-quiet-none = You have no quiet hours. Set them with, for example, `{ -perf } quiet 20:00-8:00`.
people-away-none = You have no days away ahead. Enter them with, for example, `{ -perf } away 2026-12-01..2026-12-05`.
people-away-ahead = You get no prompts on these days:
people-away-line = • { $first } – { $last } · { $kind }
people-away-day = • { $first } · { $kind }
people-away-more = … and { $more } more.
people-away-hint = `{ -perf } back` ends what runs today, `{ -perf } back 2026-12-01` calls off what is planned. Targets shrink with these days, except for a trip. The kind is shown to nobody but you.
people-absence-vacation = vacation
people-absence-sick = sick
people-absence-leave = leave
people-absence-trip = business trip
people-paused = You get no prompts before { $day }; your figures are still expected. `{ -perf } pause off` brings prompts back.
people-not-paused = Your prompts come as usual. Stop them for a while with, for example, `{ -perf } pause 2026-12-05`.
people-back-now = Welcome back: you are asked again as usual.
people-called-off = Called off: you are asked on these days as usual.
people-country-own = You have the public holidays of { $country }. `{ -perf } country auto` returns to the workspace’s.
people-country-follows = You have the public holidays of the workspace. Choose others with, for example, `{ -perf } country CN` or `{ -perf } country DE-BY`.
people-calendar-country = Public holidays: { $country }
people-calendar-no-country = Public holidays: none. An administrator sets the country with, for example, `{ -perf } calendar country CN`.
people-calendar-off = • { $day } · day off { $name }
people-calendar-worked = • { $day } · working day { $name }
people-calendar-no-days = The workspace has no days of its own ahead.
people-calendar-more = … and { $more } more.

people-error-not-visible = There is nobody here that you may look at. You can see yourself and the people you manage; HR can see everybody.
people-error-not-administrator =
    { $found ->
        [0] Only an administrator of Evenhand may do this, and there is none yet. An admin of this Slack workspace can appoint one with `{ -perf } people`.
       *[other] Only an administrator of Evenhand or HR may do this. These people can help: { $helpers }.
    }
people-error-unknown-member =
    { $found ->
        [0] Nobody here is called “{ $typed }”. Pick the person with @, or give their e-mail address.
       *[other] Nobody here is called “{ $typed }”. Did you mean { $nearest }? You can also pick the person with @.
    }
people-error-ambiguous-member = { $found } people here are called “{ $typed }”. Pick the person with @, or give their e-mail address.
people-error-unknown-team = There is no team “{ $typed }” any more. Open `{ -perf } people` again to see the teams there are.
people-error-team-name = “{ $typed }” cannot be a team’s name. Give it 1 to { $limit } characters.
people-error-team-exists = There is a team “{ $typed }” already. Choose another name, or change that team instead.
people-error-no-active-member =
    { $found ->
        [one] This person is not an active member: guests, bots and deactivated accounts are left out. Pick somebody else.
       *[other] { $found } of these people are not active members: guests, bots and deactivated accounts are left out. Take them out.
    }
people-error-own-manager = { $name } cannot be their own manager. Pick somebody else, or leave it empty.
people-error-circle = { $manager } works for { $name }, directly or through others, so { $name } cannot work for { $manager }. Change { $manager }’s manager first.
people-error-only-hr = Only HR gives or takes the roles HR, committee and auditor, changes an administrator’s own roles, or puts an administrator above somebody, be it through others. Ask HR to do this.
people-error-changed-meanwhile = Somebody else has changed this since you opened it, so nothing was saved. Close it, open it again and change what is still needed.
people-error-own-role = Nobody gives themselves a role. Ask another administrator, or HR.
people-error-no-reason = Write why the role is given or taken.
people-error-long-reason = The reason is too long. Use { $limit } characters at most.
people-error-past-end = { $until } is over. Choose today or a later day, or leave it empty.
people-error-unknown-role = There is no role “{ $typed }”. There are: { $known }.
people-error-unknown-language = There is no language “{ $typed }”. There are: { $known }.
people-error-bad-time = “{ $typed }” is not a time of day. Write it like `9:30`, `17:00` or `5pm`.
people-error-bad-day = “{ $typed }” is not a day. Write it like `2026-12-01`, `12-01` or `tomorrow`, and two days like `2026-12-01..2026-12-05`.
people-error-days-backwards = { $first } comes after { $last }. Write the first day first.
people-error-too-long-away = That is more than { $days } days. Enter a shorter time, and the rest later.
people-error-too-long-ago = { $first } is more than { $days } days ago. Days away can be entered up to then.
people-error-not-ahead = { $on } is not in the future. Give a day after today.
people-error-away-closed = The cards of { $first } are made already, and days away change their targets. You can enter days from { $earliest } on; for earlier ones ask HR.
people-error-away-twice = You have entered { $first } – { $last } already. Call it off first with `{ -perf } back { $day }`.
people-error-not-away = You are not away on { $on }, and your prompts are not paused.
people-error-bad-quiet = “{ $typed }” are not two times of day. Write them like `20:00-8:00`.
people-error-long-quiet = Quiet hours may last { $hours } hours at most. Choose a shorter time; `{ -perf } pause` stops prompts for days.
people-error-unknown-country = “{ $typed }” is not a country whose holidays are known. Write its code, such as `CN` or `US`, with a part where there are some, such as `DE-BY`.
people-error-bad-calendar = “{ $typed }” is nothing that can be done with the calendar. Write `country CN`, `off 2026-12-24 Company day`, `work 2026-12-27` or `clear 2026-12-24`.
people-error-no-own-day = { $on } is not among the workspace’s own days.

people-import-empty = the file is empty. Start it with a line of headings such as member,team,manager,role
people-import-unreadable = this line and what follows cannot be read: { $reason }. Look for a quotation mark without its partner.
people-import-unknown-column = there is no column “{ $column }”. Columns are: { $allowed }.
people-import-column-twice = the column “{ $column }” repeats the column { $meaning }. Leave one of them out.
people-import-no-member-column = the column member is missing: the Slack id or e-mail address of a person. Columns are: { $allowed }.
people-import-too-many-cells = { $found } cells, but { $expected } columns. Put a cell that contains the separator in quotation marks.
people-import-no-member = no member is given. Write a Slack id such as U012AB3CD, or an e-mail address.
people-import-unknown-role = there is no role “{ $typed }”. Roles are: { $allowed }.
people-import-bad-channel = “{ $typed }” is not a channel’s id. Write the id such as C012AB3CD; Slack shows it at the end of the channel’s details.
people-import-bad-lead = “{ $typed }” in the column lead is neither yes nor no.
people-import-long-team = the team’s name “{ $typed }” is longer than 80 characters. Shorten it.
people-import-unknown-member = “{ $typed }” is not an active member of this workspace; guests and bots are left out. Check the Slack id or e-mail address.
people-import-member-twice = “{ $typed }” stands in line { $first } already, which is the one that counts. Remove one of the two.
people-import-unknown-manager = the manager “{ $typed }” is not an active member of this workspace. Check the Slack id or e-mail address, or write - for none.
people-import-own-manager = “{ $typed }” would be their own manager. Give another one, or write - for none.
people-import-no-team = a lead or channel is given, but “{ $typed }” is in no team. Name the team in the column team.
people-import-circle =
    { $found ->
        [0] with the manager “{ $manager }”, “{ $typed }” would be above themselves. Check the managers above { $manager }.
       *[other] with the manager “{ $manager }”, “{ $typed }” would be above themselves; the circle goes through line { $others } too. Correct one of them.
    }
people-import-two-channels = the team has the channel { $other } in line { $first }, and “{ $typed }” here. Give it one.
people-import-two-leads = “{ $typed }” would be a second lead beside “{ $other }” in line { $first }. A team has one.
people-import-scheme-without-team = the scheme “{ $typed }” is a team’s. Name the team in the column team.
people-import-groups-without-scheme = “{ $typed }” are dimensions of a scheme. Name the scheme in the column scheme.
people-import-encoding = The file is neither UTF-8 nor UTF-16 nor GB 18030. Save it again as “CSV UTF-8”.

people-merge-unknown = “{ $typed }” is not the Slack id of anybody who is or was a member of this workspace. Write an id such as U012AB3CD; guests and bots are left out.
people-merge-oneself = { $member } is one and the same account. Name the old one and the new one.
people-merge-again = { $member } has been merged into another account already.
people-merge-forgotten = { $member } has been forgotten, or is about to be: there is nothing to put together.
people-merge-into-gone = { $member } is not active in Slack. Merge into the account that the person uses now.
people-merge-both-active = { $old } and { $new } are both active in Slack. Deactivate the old account first, or have it merged on the command line with --force.
people-merge-two-open = Both accounts have something open that only HR sees. HR has to end one of the two before the accounts can become one.
people-merge-no-reason = Write why the two accounts are one person.
people-merge-own-manager = { $manager } was the manager of { $member } from { $on } on, so they are not one person. Correct that first.
people-merge-circle = As one person, { $member } would be above themselves on { $on }. Change a manager first.
people-merge-clash-figure = { $figure } of { $on }: told under both, with different values
people-merge-clash-card = card of { $month }: published for both
people-merge-clash-target = target of { $metric }: different for both
people-merge-clash-team = team from { $first } to { $last }: different for both
people-merge-clash-team-open = team from { $first } on: different for both
people-merge-clash-manager = manager from { $first } to { $last }: different for both
people-merge-clash-manager-open = manager from { $first } on: different for both

people-import-month-without-scheme = “{ $typed }” says from when on a scheme holds. Name the scheme in the column scheme.
people-import-bad-from = “{ $typed }” is not a day. Write it like 2026-12-01.
people-import-role-from = roles change at once: give “{ $typed }” in a file without the column from.
people-error-from-old = { $on } is more than { $days } days ago. Changes can be entered up to then.
people-error-from-far = { $on } is more than { $days } days ahead. Choose an earlier day.
people-error-from-before = { $on } is before { $since }, from which on it is as it is now. Choose that day or a later one.

people-team-from = From
people-team-from-hint = The day on which who comes, goes or leads changes; empty: now. Name, channel and language change at once.
people-team-planned = People change on { $on }; until then the team is as it is.
people-person-from = Manager from
people-person-from-hint = The day on which the manager changes; empty: now. Roles and language change at once.
people-planned-team = From { $on } · team: { $to }
people-planned-manager = From { $on } · manager: { $to }
people-planned-lead = From { $on } · lead: { $to }
people-planned-comes = • from { $on }: { $name } joins
people-planned-goes = • from { $on }: { $name } leaves
people-planned-more = … and { $more } more changes are planned.
people-call-off = Call off
people-error-nothing-planned = Nothing is planned there for { $on } any more. Open the form again to see what is.
people-error-planned-circle = Without this change { $name } would be above themselves from { $on } on. Call off the other change first.
people-import-workbook = This is an Excel workbook. Save it as “CSV UTF-8” and import that file.
people-import-too-many-rows = a table may have { $limit } lines. Split it; nothing of it was taken.
people-import-too-many-columns = { $found } columns; a table may have { $limit }. Nothing of it was taken.
people-import-long-cell = a cell of { $length } characters; { $limit } are allowed. Nothing of the table was taken.

people-arrivals = Who is new, who left
people-joined-intro =
    { $found ->
        [0] Nobody has joined in the last { $days } days.
        [one] One person has joined in the last { $days } days.
       *[other] { $found } people have joined in the last { $days } days.
    } Guests and bots are never among them.
people-left-intro =
    { $found ->
        [0] Nobody has left in the last { $days } days.
        [one] One person has left in the last { $days } days. They get no messages any more, and can open nothing. Their figures and cards stay for as long as such data is kept here; their managers and HR can still see them.
       *[other] { $found } people have left in the last { $days } days. They get no messages any more, and can open nothing. Their figures and cards stay for as long as such data is kept here; their managers and HR can still see them.
    }
people-joined-line = *{ $name }* · since { $on } · { $team }
people-left-line = *{ $name }* · left { $on } · { $team }
people-left-leads = Still named as lead of { $team }: choose another one.
people-left-manages =
    { $found ->
        [one] Still the manager of one person: choose another one.
       *[other] Still the manager of { $found } people: choose others.
    }
people-show-left = Who left
people-show-joined = Who is new
people-last-days = Last { $days } days
people-days-away = Days away
people-days-away-of = Days away of *{ $name }*. They see them with `{ -perf } away` and can call them off; nobody is told why they are away.
people-days-away-none = No days away are known ahead.
people-days-from-to = { $first } – { $last }
people-away-first = First day
people-away-first-hint = Up to 31 days back.
people-away-last = Last day
people-away-last-hint = Empty for a single day.
people-away-kind = Kind
people-away-kind-hint = Shown to the person only.
people-error-away-already = { $first } – { $last } is entered already. Call it off first, or choose other days.
people-error-bad-kind = There is no kind “{ $typed }”. Choose one of the list.
people-error-no-days-away = These days are not entered any more. Open the form again to see what is.

people-merge = Has a new account
people-merge-intro = *{ $name }* is here again with another account? Then the new one gets everything of the old one: figures, cards, targets, teams, managers, roles, days away. Cards that are out stay as they are. This cannot be undone.
people-merge-new = New account
people-merge-new-hint = The account that the person uses now.
people-merge-keep = Where both say something different
people-merge-keep-hint = Of figures and cards the other’s stay as earlier revisions; of targets, teams and managers one remains.
people-merge-keep-ask = Show me first
people-merge-keep-old = The old account counts
people-merge-keep-new = The new account counts
people-merge-reason-hint = Why the two are one person; kept in the audit log.
people-merge-reason = Reason
people-merge-clashes = Nothing has been changed: the two accounts say different things. Correct one of them, or choose below whose counts.
people-merge-more = … and { $more } more.
people-merge-done = Everything of the old account is with *{ $name }* now.
