"""A marketing team of twelve to try Evenhand with."""
