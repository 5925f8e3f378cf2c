"""How often one person may ask; nobody pays for what somebody else does, and nobody twice for one request."""

from dataclasses import dataclass

from bot.slack.forms import Caller
from bot.slack.rate_limit import Haste, RateLimit
from bot.slack.seen.keys import Key

BO, CHEN = Caller("T0", "U0BO"), Caller("T0", "U0CHEN")


@dataclass
class Watch:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def limit(watch: Watch, *, per_minute: int = 60, heavy: int = 6, largest: int = 50_000) -> RateLimit:
    return RateLimit(per_minute=per_minute, heavy_per_minute=heavy, seconds=watch, largest=largest)


def test_a_minutes_worth_at_once_and_then_at_an_even_pace() -> None:
    watch = Watch()
    limits = limit(watch)
    assert [limits.take(BO) for _ in range(60)] == [None] * 60
    assert limits.take(BO) == Haste(1, is_heavy=False)
    watch.now = 1.0
    assert limits.take(BO) is None
    assert limits.take(BO) == Haste(1, is_heavy=False)
    watch.now = 120.0
    assert [limits.take(BO) for _ in range(61)] == [None] * 60 + [Haste(1, is_heavy=False)]


def test_waiting_as_long_as_one_is_told_is_enough() -> None:
    watch = Watch()
    limits = limit(watch, per_minute=7, heavy=2)
    for _ in range(50):
        if haste := limits.take(BO, is_heavy=True):
            watch.now += haste.seconds
            assert limits.take(BO, is_heavy=True) is None


def test_what_takes_long_has_a_bucket_of_its_own_and_leaves_the_rest_alone() -> None:
    limits = limit(Watch())
    assert [limits.take(BO, is_heavy=True) for _ in range(6)] == [None] * 6
    assert limits.take(BO, is_heavy=True) == Haste(10, is_heavy=True)
    assert [limits.take(BO) for _ in range(54)] == [None] * 54
    assert limits.take(BO) == Haste(1, is_heavy=False)


def test_nobody_waits_for_somebody_else() -> None:
    limits = limit(Watch(), per_minute=1)
    assert limits.take(BO) is None
    assert limits.take(BO)
    assert limits.take(CHEN) is None
    assert limits.take(Caller("T1", "U0BO")) is None


def test_copies_of_what_has_passed_take_nothing() -> None:
    """A double-click storm, and an event that Slack sends again."""
    watch = Watch()
    limits = limit(watch, per_minute=2)
    event, press = Key("event:Ev1", 90_000), Key("press:abc", 2)
    assert [limits.take(BO, (event,)) for _ in range(100)] == [None] * 100
    assert [limits.take(BO, (Key(f"trigger:{k}", 3600), press)) for k in range(100)] == [None] * 100
    assert limits.take(BO) == Haste(30, is_heavy=False)
    watch.now = 2.5
    assert limits.take(BO, (press,))


def test_what_was_refused_is_no_copy_when_it_is_tried_again_too_soon() -> None:
    watch = Watch()
    limits = limit(watch, per_minute=1)
    form = (Key("form:1", 90_000),)
    assert limits.take(BO) is None
    assert limits.take(BO, form) == Haste(60, is_heavy=False)
    assert limits.take(BO, form) == Haste(60, is_heavy=False)
    watch.now = 60.0
    assert limits.take(BO, form) is None


def test_zero_switches_either_off() -> None:
    free = limit(Watch(), per_minute=0, heavy=0)
    assert [free.take(BO, is_heavy=True) for _ in range(500)] == [None] * 500
    assert free.people == 0
    heavy_only = limit(Watch(), per_minute=0, heavy=1)
    assert [heavy_only.take(BO) for _ in range(500)] == [None] * 500
    assert [heavy_only.take(BO, is_heavy=True) for _ in range(2)] == [None, Haste(60, is_heavy=True)]


def test_a_company_that_has_asked_is_forgotten_after_a_minute() -> None:
    watch = Watch()
    limits = limit(watch)
    for k in range(10_000):
        watch.now = k / 1_000
        for n in range(3):
            limits.take(Caller("T0", f"U{k}"), (Key(f"trigger:{k}.{n}", 3600),))
    assert limits.people == 10_000
    watch.now = 71.0
    limits.take(BO)
    assert limits.people == 1


def test_a_flood_of_names_takes_no_more_than_so_much_memory() -> None:
    watch = Watch()
    limits = limit(watch, largest=100)
    for k in range(1_000):
        limits.take(Caller("T0", f"U{k}"))
    assert limits.people == 100
    for k in range(1_000):
        limits.take(BO, (Key(f"trigger:{k}", 3600),))
    assert len(limits._people[(BO.team, BO.user)].taken) <= 60


def test_whoever_hammers_is_told_once_in_a_while() -> None:
    watch = Watch()
    limits = limit(watch, per_minute=1)
    limits.take(BO)
    told = []
    for k in range(100):
        watch.now = k / 10
        assert limits.take(BO)
        told.append(limits.may_tell(BO))
    assert [k for k, is_told in enumerate(told) if is_told] == [0, 50]
    assert not limits.may_tell(CHEN)


def test_what_is_typed_is_heard_every_two_seconds_and_takes_nothing_from_the_rest() -> None:
    watch = Watch()
    limits = limit(watch, per_minute=2)
    assert [limits.may_note(BO) for _ in range(50)] == [True] + [False] * 49
    assert limits.may_note(CHEN)
    assert [limits.take(BO) for _ in range(3)] == [None, None, Haste(30, is_heavy=False)]
    watch.now = 1.9
    assert not limits.may_note(BO)
    watch.now = 2.0
    assert limits.may_note(BO)
    watch.now = 0.5  # a clock that is set back keeps nobody silent
    assert limits.may_note(BO)
    assert [limit(watch, per_minute=0).may_note(BO) for _ in range(3)] == [True] * 3
