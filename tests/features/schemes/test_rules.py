"""Which dimensions and targets are accepted, and which target is in force."""

from decimal import Decimal

import pytest

from bot.errors import Rejected
from bot.features.schemes.rules import (
    accepted_target,
    adds_to_whole,
    builtin,
    chosen_groups,
    metric_of,
    read_target,
    shares,
    targets_in_force,
)

PROMOTION = builtin("promotion")


def test_groups_keep_the_schemes_order() -> None:
    assert chosen_groups(PROMOTION, ["brand", "traffic"]) == ["traffic", "brand"]
    assert chosen_groups(PROMOTION, None) == ["traffic", "conversion", "brand"]


def test_an_unknown_group_is_named_with_those_that_exist() -> None:
    with pytest.raises(Rejected) as refused:
        chosen_groups(PROMOTION, ["traffic", "bran"])
    assert refused.value.params == {"typed": "bran", "known": ["traffic", "conversion", "brand"]}
    with pytest.raises(Rejected, match="no-groups"):
        chosen_groups(PROMOTION, [])


def test_an_unknown_scheme_is_named_with_those_that_exist() -> None:
    with pytest.raises(Rejected) as refused:
        builtin("promotoin")
    assert "promotion" in refused.value.params["known"]  # type: ignore[operator]  # params hold objects


def test_weights_of_one_group_are_scaled_to_a_hundred() -> None:
    traffic = PROMOTION.restricted_to(["traffic"])
    assert not adds_to_whole(traffic)
    assert shares(traffic) == pytest.approx(
        {"uv_growth": 20, "lead_conversion": 80 / 3, "mql_count": 100 / 3, "cpl": 20}
    )


def test_the_later_target_wins() -> None:
    in_force = targets_in_force(
        PROMOTION, {"mql_count": Decimal(50), "cpl": Decimal(80)}, {"mql_count": Decimal("9.5")}
    )
    assert (in_force["mql_count"], in_force["cpl"], in_force["close_rate"]) == (9.5, 80, 30)
    assert "nothing" not in targets_in_force(PROMOTION, {"nothing": Decimal(1)})


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", None),
        ("  ", None),
        ("50", 50),
        ("1,200", 1200),
        ("3.5", Decimal("3.5")),
        ("\uff13\uff0e\uff15", Decimal("3.5")),
    ],
)
def test_targets_as_people_type_them(typed: str, value: Decimal | None) -> None:
    assert read_target(typed, metric_of(PROMOTION, "mql_count")) == value


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("many", "schemes-error-target-number"),
        ("1,2", "schemes-error-target-number"),
        ("NaN", "schemes-error-target-number"),
        ("1e9", "schemes-error-target-number"),
        ("0", "schemes-error-target-size"),
        ("-3", "schemes-error-target-size"),
        ("9" * 13, "schemes-error-target-size"),
        ("0.00001", "schemes-error-target-decimals"),
    ],
)
def test_what_is_no_target(typed: str, key: str) -> None:
    with pytest.raises(Rejected, match=key):
        read_target(typed, metric_of(PROMOTION, "mql_count"))


@pytest.mark.parametrize("value", ["0", "-1", "NaN", "Infinity", "1000000000000", "0.00001"])
def test_a_target_that_no_form_has_read_is_checked_too(value: str) -> None:
    with pytest.raises(Rejected, match="schemes-error-target"):
        accepted_target(PROMOTION, "mql_count", Decimal(value))


def test_what_people_rate_takes_no_target() -> None:
    with pytest.raises(Rejected, match="schemes-error-target-is-rated"):
        accepted_target(builtin("integrated_team"), "peer_collaboration", Decimal(4))
