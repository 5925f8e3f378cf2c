"""What text in messages turns into, and what it can never do."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.page.blocks import NOON, button, message
from tests.browser.page.conftest import Visit
from tests.browser.page.fake_workspace import FakeWorkspace

pytestmark = pytest.mark.browser


MARKUP = [
    ("*bold* _it_ ~gone~ `code`", "<strong>bold</strong> <em>it</em> <s>gone</s> <code>code</code>"),
    ("*_both_*", "<strong><em>both</em></strong>"),
    ("*see <https://example.com/a*b|here>*!", "<strong>see LINK</strong>!"),
    ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
    ("* no bold *", "* no bold *"),
    ("本月*38*个，*达标*。", "本月*38*个，<strong>达标</strong>。"),
    ("`*not bold* <b>`", "<code>*not bold* &lt;b&gt;</code>"),
    ("a &lt;b&gt; &amp;amp; c", "a &lt;b&gt; &amp;amp; c"),
    ("one\ntwo", "one<br>two"),
    ("&gt; said\nanswer", "<blockquote>said</blockquote><div>answer</div>"),
    ("• one\n• two", "<ul><li>one</li><li>two</li></ul>"),
    ("3. three\n4. four", '<ol start="3"><li>three</li><li>four</li></ol>'),
    ("```\n*raw*\n```", "<pre><code>*raw*</code></pre>"),
    ("```open", "```open"),
    ("well :tada: :nothing:", "well 🎉 :nothing:"),
    ("<@U0CHEN> in <#C0GROWTH>", '<span class="mention">@陈琳</span> in <span class="mention">#growth</span>'),
    ("<!channel>", '<span class="mention">@channel</span>'),
    ("3 < 4 and 5 > 2", "3 &lt; 4 and 5 &gt; 2"),
]
LINK = '<a href="https://example.com/a*b" target="_blank" rel="noopener noreferrer">here</a>'
ATTACKS = [
    "<script>document.title='caught'</script>",
    "<img src=x onerror=\"document.title='caught'\">",
    "*<svg onload=document.title='caught'>*",
    "<javascript:document.title='caught'|click me>",
    "<JaVaScRiPt:document.title='caught'>",
    "<data:text/html,<script>document.title='caught'</script>|click me>",
    "[click](javascript:document.title='caught')",
    "&lt;script&gt;document.title='caught'&lt;/script&gt;",
]


def show(visit: Visit, fake: FakeWorkspace, *texts: str, user: str = "U0BO") -> Locator:
    """The bodies of messages with these texts."""
    fake.messages[(user, "D0APP")] = [message(minute, "U0BOT", text) for minute, text in enumerate(texts)]
    bodies = visit(user).get_by_test_id("message").locator(".text")
    expect(bodies).to_have_count(len(texts))
    return bodies


def test_markup(visit: Visit, fake: FakeWorkspace) -> None:
    bodies = show(visit, fake, *(text for text, _ in MARKUP))
    assert [body.inner_html() for body in bodies.all()] == [markup.replace("LINK", LINK) for _, markup in MARKUP]


def test_text_never_becomes_code(visit: Visit, fake: FakeWorkspace) -> None:
    bodies = show(visit, fake, *ATTACKS)
    for body in bodies.all():
        body.click()
    expect(bodies.locator("script, img, svg, iframe, a")).to_have_count(0)
    assert "caught" not in bodies.page.title()


def test_markdown_blocks_and_buttons_follow_no_dangerous_link(visit: Visit, fake: FakeWorkspace) -> None:
    attack = "javascript:document.title='caught'"
    blocks = [
        {"type": "markdown", "block_id": "m", "text": f"[click]({attack}) <b>bold</b>"},
        {"type": "actions", "block_id": "a", "elements": [button("bad", "Press", url=attack)]},
        {
            "type": "rich_text",
            "block_id": "r",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "link", "url": attack, "text": "tap"}]}],
        },
    ]
    fake.messages[("U0BO", "D0APP")] = [message(0, "U0BOT", blocks=blocks)]
    note = visit("U0BO").get_by_test_id("message")
    for text in ("click", "tap", "Press"):
        note.get_by_text(text, exact=text != "click").click()
    expect(note.get_by_role("link")).to_have_count(0)
    expect(note).to_contain_text("<b>bold</b>")
    assert "caught" not in note.page.title()


@pytest.mark.parametrize("address", ["https://example.com/a?b=1&amp;c=2", "mailto:bo@example.com"])
def test_links_open_in_a_new_tab_without_telling_where_from(visit: Visit, fake: FakeWorkspace, address: str) -> None:
    link = show(visit, fake, f"see <{address}|the plan>").get_by_role("link", name="the plan")
    expect(link).to_have_attribute("href", address.replace("&amp;", "&"))
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


@pytest.mark.parametrize(
    ("user", "expected"),
    [("U0BO", "due Today at 09:00, 20 November 2026"), ("U0CHEN", "due 今天 at 16:00, 2026年11月20日")],
)
def test_dates_follow_the_reader(visit: Visit, fake: FakeWorkspace, user: str, expected: str) -> None:
    text = f"due <!date^{NOON}^{{date_pretty}} at {{time}}|later>, <!date^{NOON}^{{date}}|later>"
    expect(show(visit, fake, text, user=user)).to_have_text(expected)
