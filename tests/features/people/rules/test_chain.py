from bot.features.people.rules.chain import chain_above, is_in_circle


def test_the_chain_runs_upwards() -> None:
    assert chain_above(1, {1: 2, 2: 3, 3: None}) == [2, 3]
    assert chain_above(3, {1: 2, 2: 3, 3: None}) == []


def test_a_circle_ends_by_itself() -> None:
    circle: dict[int, int | None] = {1: 2, 2: 3, 3: 1, 4: 1}
    assert chain_above(1, circle) == [2, 3, 1]
    assert is_in_circle(1, circle)
    assert is_in_circle(3, circle)


def test_working_for_somebody_in_a_circle_is_not_being_in_it() -> None:
    assert not is_in_circle(4, {1: 2, 2: 1, 4: 1})


def test_a_manager_who_is_not_known_ends_the_chain() -> None:
    assert chain_above(1, {1: 99}) == [99]
