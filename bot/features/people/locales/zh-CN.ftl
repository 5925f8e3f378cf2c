people-error-not-visible = 这里没有您可以查看的人员。您可以查看自己和您管理的同事;HR 可以查看所有人。
people-error-not-administrator =
    { $found ->
        [0] 只有持平的管理员可以这样做,目前还没有管理员。本 Slack 工作区的管理员可以用 `/perf people` 指定一位。
       *[other] 只有持平的管理员或 HR 可以这样做。您可以联系:{ $helpers }。
    }
people-error-unknown-member =
    { $found ->
        [0] 没有找到“{ $typed }”。请用 @ 选择同事,或填写邮箱。
       *[other] 没有找到“{ $typed }”。您是不是想找{ $nearest }?也可以用 @ 选择同事。
    }
people-error-ambiguous-member = 有 { $found } 位同事叫“{ $typed }”。请用 @ 选择同事,或填写邮箱。
people-error-unknown-team = 团队“{ $typed }”已不存在。请重新打开 `/perf people` 查看现有团队。
