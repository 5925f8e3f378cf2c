listing-separator = 、

edge-unexpected = 系统出错了,本次内容没有保存,请再试一次。如果仍然出错,请把这个编号告诉管理员:`{ $reference }`
edge-database-away = 暂时连不上数据库,本次内容没有保存,请一分钟后再试。
edge-not-a-member = 您不在持平的成员名单里:访客、机器人和已停用的账号不参与。请联系管理员,在 `/perf admin` 中查看。
edge-modal-expired = Slack 没能及时打开窗口,请再试一次。
edge-close = 关闭
edge-notice-title = 持平

topic-unknown = 没有“{ $typed }”这个主题。可用的有:{ $known }。
topic-unknown-nearest = 没有“{ $typed }”这个主题,您是不是想找 `{ $nearest }`?全部主题请看 `/perf help`。
