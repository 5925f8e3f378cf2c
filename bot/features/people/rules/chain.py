"""The chain of managers, which must not run in a circle."""

from collections.abc import Mapping


def chain_above(member_id: int, manager_of: Mapping[int, int | None]) -> list[int]:
    """Managers from the direct one upwards; stops where the chain would repeat itself."""
    above: dict[int, None] = {}
    manager = manager_of.get(member_id)
    while manager is not None and manager not in above:
        above[manager] = None
        manager = manager_of.get(manager)
    return list(above)


def comes_above(
    viewer_id: int, member_id: int, before: Mapping[int, int | None], after: Mapping[int, int | None]
) -> bool:
    """True when the viewer stands above the member afterwards, directly or not, and did not before."""
    return viewer_id in chain_above(member_id, after) and viewer_id not in chain_above(member_id, before)


def is_in_circle(member_id: int, manager_of: Mapping[int, int | None]) -> bool:
    """True when following the managers leads back to the member."""
    return member_id in chain_above(member_id, manager_of)


def circles(manager_of: Mapping[int, int | None]) -> list[list[int]]:
    """All there are, each once; every member is looked at once, however long the chains."""
    found: list[list[int]] = []
    walk_of: dict[int, int] = {}
    for start in manager_of:
        path: list[int] = []
        member: int | None = start
        while member is not None and member not in walk_of:
            walk_of[member] = start
            path.append(member)
            member = manager_of.get(member)
        if member is not None and walk_of[member] == start and path:
            found.append(path[path.index(member) :])
    return found
