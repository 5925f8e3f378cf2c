"""A marketing department of three teams to try Evenhand with."""
