"""What text in messages turns into, and what it can never do."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.page.conftest import Visit
from tests.browser.page.fake_workspace import FakeWorkspace
from tests.browser.page.gallery import NOON, message

pytestmark = pytest.mark.browser


def shown(visit: Visit, fake: FakeWorkspace, text: str, *, user: str = "U0BO") -> Locator:
    fake.messages[(user, "D0APP")] = [message(0, "U0BOT", text)]
    return visit(user).get_by_test_id("message").locator(".text")


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("*bold* _it_ ~gone~ `code`", "<strong>bold</strong> <em>it</em> <s>gone</s> <code>code</code>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("* no bold *", "* no bold *"),
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
    ],
)
def test_markup(visit: Visit, fake: FakeWorkspace, text: str, markup: str) -> None:
    assert shown(visit, fake, text).inner_html() == markup


@pytest.mark.parametrize(
    "text",
    [
        "<script>document.title='caught'</script>",
        "<img src=x onerror=\"document.title='caught'\">",
        "*<svg onload=document.title='caught'>*",
        "<javascript:document.title='caught'|click me>",
        "<JaVaScRiPt:document.title='caught'>",
        "<data:text/html,<script>document.title='caught'</script>|click me>",
        "[click](javascript:document.title='caught')",
        "&lt;script&gt;document.title='caught'&lt;/script&gt;",
    ],
)
def test_text_never_becomes_code(visit: Visit, fake: FakeWorkspace, text: str) -> None:
    body = shown(visit, fake, text)
    body.click()
    assert body.locator("script, img, svg, iframe, a").count() == 0
    assert "caught" not in body.page.title()


@pytest.mark.parametrize("address", ["https://example.com/a?b=1&amp;c=2", "mailto:bo@example.com"])
def test_links_open_in_a_new_tab_without_telling_where_from(visit: Visit, fake: FakeWorkspace, address: str) -> None:
    link = shown(visit, fake, f"see <{address}|the plan>").get_by_role("link", name="the plan")
    expect(link).to_have_attribute("href", address.replace("&amp;", "&"))
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


@pytest.mark.parametrize(
    ("user", "expected"),
    [("U0BO", "due Today at 09:00, 20 November 2026"), ("U0CHEN", "due 今天 at 16:00, 2026年11月20日")],
)
def test_dates_follow_the_reader(visit: Visit, fake: FakeWorkspace, user: str, expected: str) -> None:
    text = f"due <!date^{NOON}^{{date_pretty}} at {{time}}|later>, <!date^{NOON}^{{date}}|later>"
    expect(shown(visit, fake, text, user=user)).to_have_text(expected)
