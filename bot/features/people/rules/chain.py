"""The chain of managers, which must not run in a circle."""

from collections.abc import Mapping


def chain_above(member_id: int, manager_of: Mapping[int, int | None]) -> list[int]:
    """Managers from the direct one upwards; stops where the chain would repeat itself."""
    above: list[int] = []
    manager = manager_of.get(member_id)
    while manager is not None and manager not in above:
        above.append(manager)
        manager = manager_of.get(manager)
    return above


def comes_above(
    viewer_id: int, member_id: int, before: Mapping[int, int | None], after: Mapping[int, int | None]
) -> bool:
    """True when the viewer stands above the member afterwards, directly or not, and did not before."""
    return viewer_id in chain_above(member_id, after) and viewer_id not in chain_above(member_id, before)


def is_in_circle(member_id: int, manager_of: Mapping[int, int | None]) -> bool:
    """True when following the managers leads back to the member."""
    return member_id in chain_above(member_id, manager_of)
