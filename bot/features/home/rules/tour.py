"""The tour of Home for who opens it for the first time: a few short steps, each once. Pure."""

STEPS = 3
OVER = 0


def step_named(value: str) -> int:
    """Which step a button asks for. What comes with a button can be forged: what is none ends the tour."""
    return int(value) if value in {str(each) for each in range(1, STEPS + 1)} else OVER


def following(step: int) -> int:
    """The step after this one; over after the last."""
    return step + 1 if step < STEPS else OVER
