"""Layout blocks and elements of every kind that the page draws."""

from tests.browser.page.blocks import NOON, Json, button, mrkdwn, option, plain, section

CAMPAIGNS = [option("autumn", "Autumn launch"), option("spring", "Spring fair"), option("news", "Newsletter")]

LAYOUT: list[Json] = [
    {"type": "header", "block_id": "title", "text": plain("October 2026 · 84.2 · A")},
    section("*Promotion scheme v3* · 11 of 12 metrics (92 % of weight)\n• MQL 58 / 50\n• CPL ¥74 / ≤ ¥80"),
    {
        "type": "section",
        "block_id": "fields",
        "fields": [mrkdwn("*Traffic and leads*\n43.1 of 50"), mrkdwn("*Conversion*\n24.0 of 30")],
        "accessory": button("why", "Why this score"),
    },
    {"type": "divider", "block_id": "line"},
    {
        "type": "image",
        "block_id": "chart",
        "title": plain("Twelve months"),
        "slack_file": {"url": "/static/icon.svg"},
        "alt_text": "Scores of twelve months",
    },
    {
        "type": "image",
        "block_id": "foreign",
        "image_url": "https://elsewhere.example/spy.png",
        "alt_text": "A picture from elsewhere",
    },
    {
        "type": "context",
        "block_id": "small",
        "elements": [mrkdwn("± 2.1 from ratings"), plain("since September ▲ 3.1")],
    },
    {
        "type": "table",
        "block_id": "figures",
        "column_settings": [{"align": "left"}, {"align": "right"}],
        "rows": [
            [{"type": "raw_text", "text": "Metric"}, {"type": "raw_text", "text": "Value"}],
            [{"type": "raw_text", "text": "MQL"}, {"type": "raw_text", "text": "58"}],
            [
                {
                    "type": "rich_text",
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [
                                {"type": "text", "text": "Lead conversion", "style": {"bold": True}},
                            ],
                        }
                    ],
                },
                {"type": "raw_text", "text": "3.1 %"},
            ],
        ],
    },
    {
        "type": "rich_text",
        "block_id": "rich",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Thanks to "},
                    {"type": "user", "user_id": "U0CHEN"},
                    {"type": "text", "text": " for "},
                    {"type": "link", "url": "https://example.com/launch", "text": "the launch"},
                    {"type": "emoji", "name": "tada"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "plan"}]},
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "publish"}]},
                ],
            },
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "leads = 58"}]},
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "Well done"}]},
        ],
    },
    {
        "type": "markdown",
        "block_id": "md",
        "text": "## Next month\n\n1. **Landing page** with _Mei_\n2. [Plan](https://example.com)\n\n> soon",
    },
    {"type": "hologram", "block_id": "odd"},
]

ACTIONS: list[Json] = [
    {
        "type": "actions",
        "block_id": "acts",
        "elements": [
            button("fill", "Fill in", style="primary"),
            button(
                "erase",
                "Erase",
                style="danger",
                confirm={
                    "title": plain("Erase it?"),
                    "text": mrkdwn("It *cannot* come back."),
                    "confirm": plain("Erase"),
                    "deny": plain("Keep"),
                },
            ),
            button("site", "Open site", url="https://example.com/site"),
            {
                "type": "static_select",
                "action_id": "snooze",
                "placeholder": plain("Snooze"),
                "options": [option("10m", "10 minutes"), option("1h", "1 hour")],
            },
            {
                "type": "overflow",
                "action_id": "more",
                "options": [option("hide", "Hide"), option("mute", "Mute")],
            },
        ],
    },
    {
        "type": "actions",
        "block_id": "pickers",
        "elements": [
            {"type": "users_select", "action_id": "who", "placeholder": plain("A colleague")},
            {"type": "conversations_select", "action_id": "where", "placeholder": plain("A conversation")},
            {"type": "channels_select", "action_id": "channel", "placeholder": plain("A channel")},
            {
                "type": "datepicker",
                "action_id": "day",
                "placeholder": plain("A day"),
                "initial_date": "2026-11-20",
            },
            {
                "type": "timepicker",
                "action_id": "hour",
                "placeholder": plain("An hour"),
                "initial_time": "09:30",
            },
            {
                "type": "datetimepicker",
                "action_id": "moment",
                "accessibility_label": "A moment",
                "initial_date_time": NOON,
            },
        ],
    },
    {
        "type": "section",
        "block_id": "groups",
        "text": mrkdwn("Which campaigns?"),
        "accessory": {
            "type": "multi_static_select",
            "action_id": "campaigns",
            "placeholder": plain("Add a campaign"),
            "option_groups": [
                {"label": plain("This year"), "options": CAMPAIGNS[:2]},
                {"label": plain("Always"), "options": CAMPAIGNS[2:]},
            ],
            "initial_options": CAMPAIGNS[:1],
        },
    },
    {
        "type": "actions",
        "block_id": "boxes",
        "elements": [
            {
                "type": "checkboxes",
                "action_id": "done",
                "accessibility_label": "Done today",
                "options": CAMPAIGNS[:2],
                "initial_options": CAMPAIGNS[:1],
            },
            {
                "type": "radio_buttons",
                "action_id": "mood",
                "accessibility_label": "Mood",
                "options": [option("up", "Up"), option("down", "Down")],
            },
        ],
    },
]
