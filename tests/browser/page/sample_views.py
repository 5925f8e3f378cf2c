"""A modal with every input and a Home."""

from typing import Any

from tests.browser.page.blocks import Json, button, field, mrkdwn, option, plain, section
from tests.browser.page.gallery import CAMPAIGNS

SCALE = [
    option("1", "Promises are often late and nobody hears of it"),
    option("3", "Most things come when agreed, and delays are told"),
    option("5", "I can plan my week on this colleague's word", "Seen several times this month"),
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
