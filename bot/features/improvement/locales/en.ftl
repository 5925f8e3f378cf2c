### Checklists

improvement-error-checklist = { $count ->
        [one] One item of the labour-law checklist has not been seen to yet.
       *[other] { $count } items of the labour-law checklist have not been seen to yet.
    } Only then can this be recorded.
improvement-error-no-item = The checklist has no item { $item } any more. Open it again.
