from bot.features.people.rules.chain import chain_above, circles, is_in_circle


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


def test_every_circle_is_found_once() -> None:
    chain: dict[int, int | None] = {1: 2, 2: 1, 3: 1, 4: 5, 5: 6, 6: 4, 7: None, 8: 7, 9: 9}
    assert [sorted(circle) for circle in circles(chain)] == [[1, 2], [4, 5, 6], [9]]
    assert circles({1: 2, 2: 3, 3: None}) == []
    assert circles({1: 99}) == []


def test_a_company_in_one_long_chain_or_one_large_circle() -> None:
    n = 50_000
    assert circles({k: k - 1 if k else None for k in reversed(range(n))}) == []
    (circle,) = circles({k: (k + 1) % n for k in range(n)})
    assert len(circle) == n
