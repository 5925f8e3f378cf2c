"""What is asked, for how long, what a token is worth, and what may be shown."""

import secrets
from datetime import UTC, date, datetime

import pytest

from bot.db.sealing.keyring import Keyring, new_key
from bot.errors import Rejected, RejectedFields
from bot.features.voices.rules.answers import COMMENT_LIMIT, accepted
from bot.features.voices.rules.limits import accepted_labels, end_of, last_day_of_links
from bot.features.voices.rules.questions import Question, customer_questions, packaged_questions, shortest_period
from bot.features.voices.rules.results import Rating, is_over, rating_of
from bot.features.voices.rules.tokens import PURPOSE, digest_of, is_signed, parts_of, token_of
from scoring.periods import Cadence, Period
from scoring.scheme import builtin_ids, load
from tests.keys import KEYRING

SECRET, TAG = bytes(range(16)), bytes(range(16, 48))
ASKED = packaged_questions()
FULL = {each.metric: ["3"] for each in ASKED}


def test_a_token_is_read_as_it_was_written() -> None:
    token = token_of(SECRET, TAG)
    assert parts_of(token) == (SECRET, TAG[:16])
    for wrong in (token[:-1], token + "a", token.upper(), "1" + token[1:], "", "é" * 52, token[:-1] + "\n"):
        assert parts_of(wrong) is None, wrong


def test_each_token_can_be_written_in_one_way() -> None:
    token = token_of(SECRET, TAG)
    last = [token[:-1] + sign for sign in "abcdefghijklmnopqrstuvwxyz234567"]
    assert sum(parts_of(each) is not None for each in last) == 2, "one bit of the last sign counts"
    assert {parts_of(each) for each in last} - {None, (SECRET, TAG[:16])} != set()


def test_a_signature_is_of_any_key_here_and_of_this_purpose() -> None:
    old, new = new_key(), new_key()
    before, after = Keyring([old]), Keyring([new, old])
    tag = before.tags(PURPOSE, SECRET)[0]
    assert is_signed(tag[:16], after.tags(PURPOSE, SECRET)), "keys are exchanged while links are out"
    assert not is_signed(tag[:16], Keyring([new]).tags(PURPOSE, SECRET))
    assert not is_signed(tag[:16], after.tags("another purpose", SECRET))
    assert not is_signed(tag[:16], after.tags(PURPOSE, SECRET[::-1]))
    assert not is_signed(secrets.token_bytes(16), KEYRING.tags(PURPOSE, SECRET))
    assert digest_of(SECRET) != digest_of(SECRET[::-1])


@pytest.mark.parametrize(
    ("typed", "asked", "key"),
    [
        (" \n\t\n", 0, "nobody"),
        ("x" * 61, 0, "long-label"),
        ("Acme\nBolt\n Acme ", 0, "label-twice"),
        ("\n".join(map(str, range(21))), 0, "too-many"),
        ("Acme\nBolt", 19, "too-many"),
        ("Acme", 25, "too-many"),
    ],
)
def test_labels_that_cannot_be_taken(typed: str, asked: int, key: str) -> None:
    with pytest.raises(Rejected) as refused:
        accepted_labels(typed, asked=asked)
    assert (refused.value.key, refused.value.field) == (f"voices-error-{key}", "labels")


def test_labels_are_lines_without_spaces_around() -> None:
    assert accepted_labels(" Acme,  Ms Li \r\n\n安可科技 李女士\u200b\n", asked=18) == (
        "Acme, Ms Li",
        "安可科技 李女士",
    )


@pytest.mark.parametrize(
    ("today", "until"), [("2026-11-18", "2026-12-02"), ("2026-12-17", "2026-12-31"), ("2026-12-31", "2026-12-31")]
)
def test_links_end_with_their_period(today: str, until: str) -> None:
    assert last_day_of_links(date.fromisoformat(today), date(2026, 12, 31)) == date.fromisoformat(until)


def test_a_day_ends_at_midnight_where_the_workspace_is() -> None:
    assert end_of(date(2026, 12, 31), "Asia/Shanghai") == datetime(2026, 12, 31, 16, tzinfo=UTC)
    assert end_of(date(2026, 3, 28), "Europe/Berlin") == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert end_of(date(2026, 3, 29), "Europe/Berlin") == datetime(2026, 3, 29, 22, tzinfo=UTC)


def test_customers_are_asked_what_the_schemes_say() -> None:
    asked = {name: [each.metric for each in customer_questions(load(name))] for name in builtin_ids()}
    assert asked["marketing_team"] == ["customer_evaluation"]
    assert asked["promotion"] == []
    assert len(ASKED) == 3
    assert all(len({anchor.zh_cn for anchor in each.anchors}) == 5 for each in ASKED)


def test_the_shortest_period_ends_first() -> None:
    monthly = Question("m", ASKED[0].title, ASKED[0].anchors, Cadence.MONTH)
    day = date(2026, 11, 18)
    assert str(shortest_period([*ASKED, monthly], day)) == "2026-11"
    assert str(shortest_period(ASKED, day)) == "2026-Q4"
    assert monthly.period(Period.parse("2026-11").end) == Period.parse("2026-11")
    assert str(ASKED[0].period(Period.parse("2026-11").end)) == "2026-Q4"


def test_an_answer_is_one_of_those_on_offer() -> None:
    first = ASKED[0].metric
    for wrong in ([], [""], ["0"], ["6"], ["1", "2"], ["３"], ["3.0"], ["None"], ["true"]):
        with pytest.raises(RejectedFields) as refused:
            accepted(ASKED, FULL | {first: wrong})
        assert [*refused.value.fields] == [first], wrong
    given = accepted(ASKED, FULL | {first: ["none"], "comment": [" good\r\nwork\0 "], "else": ["x"]})
    assert given.values == {first: None} | {each.metric: 3 for each in ASKED[1:]}
    assert given.comment == "good\nwork"
    with pytest.raises(RejectedFields) as refused:
        accepted(ASKED, {"comment": ["x" * (COMMENT_LIMIT + 1)]})
    assert len(refused.value.fields) == 4


def test_fewer_than_three_are_nobody() -> None:
    assert rating_of([5, 1, None, None, None]) is None
    assert rating_of([5, 1, 3, None]) == Rating(3.0, 3)
    assert rating_of([]) is None


def test_a_period_is_over_the_day_after() -> None:
    last = date(2026, 12, 31)
    assert [is_over(last, day) for day in (last, date(2027, 1, 1))] == [False, True]
