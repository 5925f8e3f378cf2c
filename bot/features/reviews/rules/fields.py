"""How the form's fields are named: whom and what they are about is in the name, so that Slack shows the next
colleague's form empty instead of keeping what was typed about the one before."""

VALUE, CASE = "value", "case"
CANNOT_JUDGE = "none"


def value_field(cycle_id: int, subject_id: int, metric: str) -> str:
    return f"{VALUE}:{cycle_id}:{subject_id}:{metric}"


def case_field(cycle_id: int, subject_id: int, metric: str) -> str:
    return f"{CASE}:{cycle_id}:{subject_id}:{metric}"
