"""Blocks of every kind that the page draws, and what people in the tests get to see."""

from typing import Any

Json = dict[str, Any]

NOON = 1_795_161_600  # 2026-11-20 08:00 UTC, a Friday: 16:00 in Shanghai, 09:00 in Madrid


def ts(minutes: int = 0) -> str:
    """A message id `minutes` after NOON."""
    return f"{NOON + 60 * minutes}.000100"


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str, text: str, description: str | None = None) -> Json:
    hint = {"description": plain(description)} if description else {}
    return {"text": plain(text), "value": value, **hint}


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    """An input block whose element's action id is "value"."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "value", **element},
        **more,
    }


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(action_id: str, text: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), "value": action_id, **more}


SCALE = [
    option("1", "Promises are often late and nobody hears of it"),
    option("3", "Most things come when agreed, and delays are told"),
    option("5", "I can plan my week on this colleague's word", "Seen several times this month"),
]
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

FORM: list[Json] = [
    section("*Tuesday's figures* · 20 seconds"),
    field(
        "leads",
        "Form submissions",
        {"type": "number_input", "is_decimal_allowed": False, "min_value": "0", "max_value": "500"},
        hint=plain("Yesterday 38, month 412 of 600"),
    ),
    field("spend", "Spend", {"type": "number_input", "is_decimal_allowed": True, "initial_value": "3200.5"}),
    field(
        "goal",
        "Today's goal",
        {"type": "plain_text_input", "initial_value": "Landing page", "min_length": 3, "max_length": 60},
    ),
    field(
        "blockers",
        "Blockers",
        {
            "type": "plain_text_input",
            "multiline": True,
            "max_length": 200,
            "placeholder": plain("What holds you up?"),
        },
        optional=True,
    ),
    field("anchor", "Keeps promises", {"type": "radio_buttons", "options": SCALE}),
    field("tags", "Campaigns", {"type": "checkboxes", "options": CAMPAIGNS}, optional=True),
    field(
        "colleagues",
        "Colleagues",
        {"type": "multi_users_select", "placeholder": plain("Add a colleague")},
        optional=True,
    ),
    field("due", "Due", {"type": "datepicker"}, optional=True),
    field("mail", "E-mail", {"type": "email_text_input"}, optional=True),
    field("page", "Page", {"type": "url_text_input"}, optional=True),
    field("proof", "Proof", {"type": "file_input"}, optional=True),
    field(
        "search",
        "Search",
        {
            "type": "plain_text_input",
            "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
        },
        dispatch_action=True,
        optional=True,
    ),
]


def modal(view_id: str = "V1", *, title: str = "Check in", blocks: list[Json] | None = None, **more: Any) -> Json:
    """A modal with a submit button."""
    return {
        "id": view_id,
        "type": "modal",
        "title": plain(title),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "private_metadata": "secret-of-the-app",
        "blocks": FORM if blocks is None else blocks,
        **more,
    }


HOME: Json = {
    "id": "VHOME",
    "type": "home",
    "private_metadata": "secret-of-the-app",
    "blocks": [
        {"type": "header", "block_id": "h", "text": plain("Good morning, Bo")},
        section(
            "*Due today* · 3 figures, about 20 seconds",
            accessory=button("checkin", "Fill in", style="primary"),
        ),
        {"type": "divider", "block_id": "d"},
        {
            "type": "section",
            "block_id": "f",
            "fields": [mrkdwn("*Form submissions*\n412 of 600"), mrkdwn("*Spend*\n¥31,900 of ¥50,000")],
        },
    ],
}

PROMPT = (
    "*Friday's figures, Bo* · 20 seconds\n"
    "Form submissions — yesterday 38, month 412 of 600 (day 14 of 21, pace 103 %)\n"
    "Spend — yesterday ¥3,200, month ¥31,900 of ¥50,000"
)
PROMPT_ZH = (
    "*周五数据，陈琳* · 约 20 秒\n"
    "表单提交 — 昨日 38，本月 412 / 600（第 14 个工作日，共 21 个，进度 103%）\n"
    "投放花费 — 昨日 ¥3,200，本月 ¥31,900 / ¥50,000"
)


def message(minutes: int, user: str, text: str = "", **more: Any) -> Json:
    """A message `minutes` after NOON as the page's contract shows it."""
    return {
        "ts": ts(minutes),
        "user": user,
        "is_bot": user == "U0BOT",
        "text": text,
        "blocks": [],
        "edited": False,
        "ephemeral": False,
        "thread_ts": None,
        "files": [],
        **more,
    }
