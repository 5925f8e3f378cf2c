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


def is_in_circle(member_id: int, manager_of: Mapping[int, int | None]) -> bool:
    """True when following the managers leads back to the member."""
    return member_id in chain_above(member_id, manager_of)
