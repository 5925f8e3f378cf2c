listing-separator = ,{" "}

edge-unexpected = Something went wrong on our side; nothing was saved. Please try again. If it happens again, give your operator this reference: `{ $reference }`
edge-database-away = The database cannot be reached right now, so nothing was saved. Please try again in a minute.
edge-not-a-member = You are not on Evenhand's list of members: guests, bots and deactivated accounts are left out. Ask whoever administers Evenhand to look at `/perf admin`.
edge-modal-expired = Slack closed the window before we could open it. Please try again.
edge-close = Close
edge-notice-title = Evenhand

topic-unknown = There is no topic “{ $typed }”. There are: { $known }.
topic-unknown-nearest = There is no topic “{ $typed }”. Did you mean `{ $nearest }`? `/perf help` lists them all.
