"""`delivery list`, `retry` and `resolve`: who was to get what kind of message and why it did not come."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from bot.delivery.models import Delivery
from bot.features.people.service import only_workspace
from tests.cli.running import Cli
from tests.databases import opened

DUE_AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
ROWS = {
    "card:bo": ("dead", "channel_not_found"),
    "card:chen": ("dead", "http_502"),
    "team:growth": ("unsure", "history cannot be read: missing_scope"),
    "prompt:bo": ("due", None),
    "prompt:chen": ("sending", None),
    "prompt:dee": ("sent", None),
    "prompt:eve": ("dropped", None),
}


@pytest.fixture
def post(office: Cli, sqlite_url: str) -> Cli:
    """The office with a delivery in every state."""
    asyncio.run(_change(sqlite_url))
    return office


async def _change(url: str) -> None:
    database = opened(url)
    async with database.write() as session:
        workspace_id = await only_workspace(session)
        for number, (key, (state, error)) in enumerate(ROWS.items()):
            session.add(
                Delivery(
                    workspace_id=workspace_id,
                    unique_key=key,
                    kind="test.note",
                    recipient="U0BO",
                    payload={"text": "a secret"},
                    state=state,
                    due_at=DUE_AT + timedelta(minutes=number),
                    created_at=DUE_AT,
                    is_ambiguous=state == "unsure",
                    last_error=error,
                )
            )
    await database.close()


async def _row(url: str, key: str) -> Delivery:
    database = opened(url)

    async with database.read() as session:
        row = (await session.exec(select(Delivery).where(Delivery.unique_key == key))).one()
    await database.close()
    return row


def test_what_needs_a_person_is_listed_with_the_reason_and_nothing_of_what_it_says(post: Cli) -> None:
    ran = post("delivery", "list")
    assert ran.code == 0
    for key in ("card:bo", "card:chen", "team:growth"):
        assert key in ran.out
    for key in ("prompt:bo", "prompt:dee"):
        assert key not in ran.out
    assert "channel_not_found: the channel or person is unknown" in ran.out
    assert "reinstall the app" in ran.out
    assert ran.err.strip() == "1 due, 1 sending, 1 sent, 1 dropped, 1 unsure, 2 dead."
    assert "secret" not in ran.out + ran.err + post("delivery", "list", "--json").out


def test_the_list_as_data(post: Cli) -> None:
    ran = post("delivery", "list", "--state", "unsure", "--json")
    assert (ran.code, ran.err) == (0, "")
    (only,) = ran.json["deliveries"]
    assert (only["key"], only["recipient"], only["state"]) == ("team:growth", "U0BO", "unsure")
    assert set(only) == {"key", "kind", "recipient", "state", "attempts", "due_at", "error", "reason"}
    assert ran.json["counts"]["dead"] == 2


def test_a_long_list_says_what_it_leaves_out(post: Cli) -> None:
    ran = post("delivery", "list", "--limit", "1")
    assert "card:bo" in ran.out
    assert "card:chen" not in ran.out
    assert "2 more are not shown; ask for them with --limit 3." in ran.err


def test_an_office_without_trouble_has_an_empty_list(office: Cli) -> None:
    ran = office("delivery", "list")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("0 due, ")


@pytest.mark.parametrize(("key", "warned"), [("card:bo", False), ("team:growth", True), ("prompt:bo", False)])
def test_what_was_stopped_is_sent_again(post: Cli, sqlite_url: str, key: str, warned: bool) -> None:
    ran = post("delivery", "retry", key)
    assert (ran.code, ran.out) == (0, "")
    assert f"{key} was {ROWS[key][0]} and is due now" in ran.err
    assert ("it will be there twice" in ran.err) is warned
    row = asyncio.run(_row(sqlite_url, key))
    assert (row.state, row.is_ambiguous, row.last_error) == ("due", False, None)
    assert abs(row.due_at - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("prompt:chen", "it is being sent at this moment"),
        ("prompt:dee", "it has been sent"),
        ("prompt:eve", "it was given up"),
        ("prompt:gus", "there is no delivery 'prompt:gus'; `evenhand delivery list"),
    ],
)
def test_what_cannot_be_sent_again_is_refused_with_the_reason(post: Cli, key: str, why: str) -> None:
    ran = post("delivery", "retry", key)
    assert (ran.code, ran.out) == (1, "")
    assert why in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("key", "how"),
    [("team:growth", "sent"), ("team:growth", "dropped"), ("card:bo", "dropped"), ("prompt:bo", "dropped")],
)
def test_a_person_decides(post: Cli, sqlite_url: str, key: str, how: str) -> None:
    ran = post("delivery", "resolve", key, f"--{how}")
    assert (ran.code, ran.out) == (0, "")
    assert f"{key} was {ROWS[key][0]} and is {how} now." in ran.err
    row = asyncio.run(_row(sqlite_url, key))
    assert (row.state, row.last_error) == (how, "resolved by hand")
    assert (row.sent_at is not None) is (how == "sent")


@pytest.mark.parametrize(
    ("key", "how", "why"),
    [
        ("card:bo", "sent", "Slack refused it, so it cannot have arrived"),
        ("prompt:bo", "sent", "it is still to be sent"),
        ("prompt:chen", "dropped", "it is being sent at this moment"),
        ("prompt:dee", "dropped", "it has been sent"),
    ],
)
def test_where_there_is_nothing_to_decide_nothing_changes(
    post: Cli, sqlite_url: str, key: str, how: str, why: str
) -> None:
    ran = post("delivery", "resolve", key, f"--{how}")
    assert ran.code == 1
    assert why in ran.err
    assert asyncio.run(_row(sqlite_url, key)).state == ROWS[key][0]


@pytest.mark.parametrize("flags", [[], ["--sent", "--dropped"]])
def test_to_decide_is_to_say_how(post: Cli, flags: list[str]) -> None:
    ran = post("delivery", "resolve", "team:growth", *flags)
    assert ran.code == 2
    assert "either --sent or --dropped" in ran.err
