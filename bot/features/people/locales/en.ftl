people-error-not-visible = There is nobody here that you may look at. You can see yourself and the people you manage; HR can see everybody.
people-error-not-administrator =
    { $found ->
        [0] Only an administrator of Evenhand may do this, and there is none yet. An admin of this Slack workspace can appoint one with `/perf people`.
       *[other] Only an administrator of Evenhand or HR may do this. These people can help: { $helpers }.
    }
people-error-unknown-member =
    { $found ->
        [0] Nobody here is called “{ $typed }”. Pick the person with @, or give their e-mail address.
       *[other] Nobody here is called “{ $typed }”. Did you mean { $nearest }? You can also pick the person with @.
    }
people-error-ambiguous-member = { $found } people here are called “{ $typed }”. Pick the person with @, or give their e-mail address.
people-error-unknown-team = There is no team “{ $typed }” any more. Open `/perf people` again to see the teams there are.
