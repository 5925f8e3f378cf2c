"""Who is which of the three parties, and what points may be."""

from decimal import Decimal

import pytest

from bot.errors import Rejected
from bot.features.points.rules.parties import Firm, Party, candidates, party_of
from bot.features.points.rules.wishes import read_points, within

BO, ANA, KIM, EVE, FAY, DEE = range(1, 7)
MANAGER, HR, COMMITTEE = Party
USUAL = Firm({BO: ANA, ANA: KIM}, frozenset({EVE}), frozenset({DEE}))
ALONE = Firm({BO: ANA}, frozenset({EVE}), frozenset({EVE}))


@pytest.mark.parametrize(
    ("viewer", "firm", "agreed", "party"),
    [
        (ANA, USUAL, {}, MANAGER),
        (KIM, USUAL, {}, MANAGER),
        (EVE, USUAL, {MANAGER: ANA}, HR),
        (DEE, USUAL, {MANAGER: ANA}, COMMITTEE),
        (KIM, USUAL, {MANAGER: ANA}, None),
        (ANA, USUAL, {MANAGER: ANA}, None),
        (BO, Firm({BO: ANA}, frozenset({BO, EVE}), frozenset({BO})), {}, None),
        # without a committee: another of HR, or a manager above, never the direct one
        (KIM, Firm(USUAL.managers, frozenset({EVE}), frozenset()), {MANAGER: ANA, HR: EVE}, COMMITTEE),
        (FAY, Firm({BO: ANA}, frozenset({EVE, FAY}), frozenset()), {MANAGER: ANA, HR: EVE}, COMMITTEE),
        (ANA, Firm(USUAL.managers, frozenset({EVE}), frozenset()), {MANAGER: KIM, HR: EVE}, None),
        # a committee that is only the person, or has agreed as another party, is none
        (KIM, Firm(USUAL.managers, frozenset({EVE}), frozenset({BO})), {MANAGER: ANA, HR: EVE}, COMMITTEE),
        (KIM, Firm(USUAL.managers, frozenset({EVE}), frozenset({EVE})), {MANAGER: ANA, HR: EVE}, COMMITTEE),
        # without a manager who is there: HR
        (FAY, Firm({}, frozenset({EVE, FAY}), frozenset({DEE})), {HR: EVE}, MANAGER),
        (FAY, Firm({BO: ANA}, frozenset({EVE, FAY}), frozenset({DEE}), frozenset({ANA})), {HR: EVE}, MANAGER),
        # nobody stands in for HR
        (KIM, Firm(USUAL.managers, frozenset(), frozenset({DEE})), {MANAGER: ANA, COMMITTEE: DEE}, None),
        # who could be two is the one that leaves the other to somebody
        (EVE, Firm({BO: EVE, EVE: KIM}, frozenset({EVE}), frozenset({DEE})), {}, HR),
        (EVE, Firm({BO: ANA}, frozenset({EVE, FAY}), frozenset({EVE})), {MANAGER: ANA}, COMMITTEE),
        # where there are too few for three, each is at least one
        (EVE, ALONE, {MANAGER: ANA}, HR),
        (EVE, ALONE, {MANAGER: ANA, HR: EVE}, None),
    ],
)
def test_as_which_party_somebody_agrees(viewer: int, firm: Firm, agreed: dict[Party, int], party: Party | None) -> None:
    assert party_of(viewer, BO, firm, agreed) is party


def test_two_people_are_never_three_parties() -> None:
    assert candidates(BO, ALONE, {MANAGER: ANA, HR: EVE}) == {COMMITTEE: frozenset()}


@pytest.mark.parametrize(
    ("typed", "points"), [("2", "2"), ("0.5", "0.5"), ("1,5", "1.5"), ("+3", "3"), ("２", "2"), (" 5 ", "5")]
)
def test_points_are_read_as_people_write_them(typed: str, points: str) -> None:
    assert read_points(typed) == Decimal(points)


@pytest.mark.parametrize("typed", ["", "0", "-1", "0.3", "two", "1e9", "1.25", "1,5,0", "٢٠٠٠"])
def test_anything_else_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(Rejected) as refused:
        read_points(typed)
    assert (refused.value.field, refused.value.params["typed"]) == ("points", typed)


def test_a_month_has_no_more_than_the_scheme_allows() -> None:
    within(Decimal(3), Decimal(5), Decimal(2))
    for points, others, key in ((Decimal("3.5"), Decimal(2), "limit"), (Decimal("5.5"), Decimal(0), "limit-alone")):
        with pytest.raises(Rejected, match=f"points-error-{key}"):
            within(points, Decimal(5), others)
