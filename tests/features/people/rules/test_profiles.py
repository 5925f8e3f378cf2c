import pytest

from bot.features.people.rules.profiles import NAME_LIMIT, read_profile
from tests.features.people.cast import BO, CHEN, account


def test_a_member_is_read_as_slack_describes_them() -> None:
    profile = read_profile(account(CHEN, "陈琳", tz="Asia/Shanghai", locale="zh-CN"))
    assert (profile.name, profile.email, profile.zone, profile.locale) == (
        "陈琳",
        "chen@example.com",
        "Asia/Shanghai",
        "zh-CN",
    )
    assert profile.is_member
    assert not profile.is_slack_admin


@pytest.mark.parametrize(
    "mark", ["deleted", "is_bot", "is_app_user", "is_restricted", "is_ultra_restricted", "is_stranger"]
)
def test_the_gone_bots_and_guests_are_no_members(mark: str) -> None:
    assert not read_profile(account(BO, "Bo Lindgren", **{mark: True})).is_member


def test_slackbot_is_no_member_although_slack_does_not_call_it_a_bot() -> None:
    assert not read_profile(account("USLACKBOT", "Slackbot", is_bot=False)).is_member


@pytest.mark.parametrize("mark", ["is_admin", "is_owner", "is_primary_owner"])
def test_admins_and_owners_administer_slack(mark: str) -> None:
    assert read_profile(account(BO, "Bo Lindgren", **{mark: True})).is_slack_admin


def test_the_display_name_stands_in_for_a_real_name() -> None:
    assert read_profile({"id": BO, "profile": {"real_name": " ", "display_name": "bo"}}).name == "bo"
    assert read_profile({"id": BO, "name": "bo.l"}).name == "bo.l"
    assert read_profile({"id": BO}).name == BO


def test_what_slack_leaves_out_is_unknown() -> None:
    profile = read_profile({"id": BO, "profile": {"real_name": "Bo"}, "tz": "Mars/Olympus"})
    assert (profile.zone, profile.locale, profile.email) == (None, None, None)


def test_a_long_name_is_cut_to_what_the_column_holds() -> None:
    assert len(read_profile({"id": BO, "profile": {"real_name": "B" * 500}}).name) == NAME_LIMIT


@pytest.mark.parametrize(
    ("team", "more", "is_member"),
    [
        ("T1", {}, True),
        (None, {}, True),
        ("T2", {}, False),
        ("T2", {"enterprise_user": {"id": BO, "teams": ["T1", "T2"]}}, True),
        ("T2", {"enterprise_user": {"id": BO, "teams": ["T2", "T3"]}}, False),
        ("T2", {"enterprise_user": {"id": BO}}, False),
    ],
)
def test_people_of_another_company_in_a_shared_channel_are_no_members(
    team: str | None, more: dict[str, object], is_member: bool
) -> None:
    theirs = {**account(BO, "Bo Lindgren"), "team_id": team, **more}
    assert read_profile(theirs, slack_team="T1").is_member is is_member
