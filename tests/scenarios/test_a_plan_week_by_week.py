"""Twelve weeks of Bo's plan: what he is asked and says, what Ana notes and misses, of what HR hears; nobody else hears
anything. In between he is away for two weeks."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.sandbox.messages import Message
from tests.office import ANA, BO, BRAND_CHANNEL, CHEN, DEE, EVE, FINN, GROWTH_CHANNEL, HANA, Office, office
from tests.scenarios.audited import say, shown, words
from tests.scenarios.test_a_plan_begins import (
    NOTICES,
    close_windows,
    fill,
    moment,
    newest,
    opens,
    plan_row,
    press,
    seat,
)

EVERYBODY = (ANA, BO, CHEN, DEE, EVE, FINN, HANA)
OWN = ("something of your own", "1 项个人事项")
OTTER, HERON, LYNX = "quartz-otter", "amber-heron", "velvet-lynx"
MISSED = ("2026-12-14", "2026-12-21")
"""Mondays on which Ana writes nothing."""
FRIDAYS = [date(2026, 11, 27) + timedelta(weeks=k) for k in range(14)]
AWAY = (date(2026, 12, 28), date(2027, 1, 8))


@dataclass(slots=True)
class Story:
    """What everybody was told of plans, by day: the beginning of a message's words, or "prompt"."""

    at: Office
    told: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[str, int] = field(default_factory=dict)

    async def moves_to(self, day: str, time: str = "17:05") -> None:
        await moment(self.at, day, time)
        self.listen(day)

    def listen(self, day: str) -> None:
        for user in EVERYBODY:
            sent = [each for each in self.at.person(user).messages() if not each.is_ephemeral]
            for each in sent[self.seen.get(user, 0) :]:
                if each.text in NOTICES:
                    self.told[user].append((day, each.blocks[0]["text"]["text"].split(". ")[0].rstrip(".")))
                elif any(own in each.text for own in OWN):
                    self.told[user].append((day, "prompt"))
            self.seen[user] = len(sent)

    def prompted(self, user: str) -> list[str]:
        return [day for day, what in self.told[user] if what == "prompt"]

    def heard(self, user: str) -> list[tuple[str, str]]:
        return [(day, what) for day, what in self.told[user] if what != "prompt"]


async def test_twelve_weeks(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        story = Story(at)
        await it_begins(at)
        story.listen("2026-11-18")
        await story.moves_to("2026-11-25", "10:00")
        for friday in FRIDAYS:
            await a_week(story, friday)
        await he_needs_help(story)
        await what_everybody_was_told(story)
        await nobody_else_finds_anything(at)


async def it_begins(at: Office) -> None:
    await seat(at)
    await opens(at, ANA, f"/perf plan <@{BO}>")
    await press(at, ANA, "improvement.begin")
    await press(at, ANA, "improvement.part:reasons")
    await press(at, ANA, "improvement.item:new")
    await fill(at, ANA, text="Two launches came late")
    await press(at, ANA, "improvement.write")
    await press(at, ANA, "improvement.submit")
    await at.settle()
    await at.person(EVE).click(newest(at, EVE), "improvement.open")
    await press(at, EVE, "improvement.publish")
    await at.settle()
    await opens(at, BO, "/perf plan")
    await press(at, BO, "improvement.say:yes")
    assert (await fill(at, BO, comment="")).ok
    await at.settle()
    await say(at, BO, f"/perf away {AWAY[0]}..{AWAY[1]} vacation")


async def a_week(story: Story, friday: date) -> None:
    """Bo's Friday and Ana's Monday."""
    at, monday = story.at, friday + timedelta(days=3)
    await story.moves_to(str(friday))
    if story.prompted(BO)[-1:] == [str(friday)]:
        await bo_says(at)
    await story.moves_to(str(monday))
    if story.prompted(ANA)[-1:] == [str(monday)] and str(monday) not in MISSED:
        await ana_notes(at)


async def bo_says(at: Office) -> None:
    bo = at.person(BO)
    await close_windows(bo)
    await bo.click(prompt(at, BO), "improvement.due")
    text = shown(bo)
    assert "How this week goes" in text
    await press(at, BO, "improvement.checkin")
    refused = await fill(at, BO, mood="unsure", text="  ")
    assert "Something has to stand here" in str(refused.errors)
    assert (await fill(at, BO, mood="unsure", text=OTTER)).ok
    if "improvement.reach" in str(bo.view.blocks):
        await press(at, BO, "improvement.reach")
        assert (await fill(at, BO, text=f"{LYNX} https://example.com/report")).ok
    await at.settle()
    stands = words(prompt(at, BO).blocks)
    assert "Something of your own is due" not in stands or "talk" in text, "shown as done in place"


async def ana_notes(at: Office) -> None:
    ana = at.person(ANA)
    await close_windows(ana)
    await ana.click(prompt(at, ANA), "improvement.due")
    text = shown(ana)
    if "your note about last week" in text:
        await press(at, ANA, "improvement.note")
        assert (await fill(at, ANA, text=HERON)).ok
        assert "What was written" in shown(ana)
    await close_windows(ana)
    await opens(at, ANA, "/perf plans")
    assert "your weekly note is due" not in shown(ana)
    await at.settle()


def prompt(at: Office, user: str) -> Message:
    """The newest that asks for something of one's own, or did."""
    found = [each for each in at.person(user).messages() if not each.is_ephemeral and each.metadata]
    return [each for each in found if "prompt:" in str(each.metadata["event_payload"]["key"])][-1]


async def he_needs_help(story: Story) -> None:
    """At once to manager and HR; what he writes is read behind the button."""
    at = story.at
    assert "Milestones:* 3 of 3 reached" in await opens(at, BO, "/perf plan")
    await press(at, BO, "improvement.help")
    assert (await fill(at, BO, text=OTTER)).ok
    await at.settle()
    await story.moves_to("2027-03-02", "10:00")
    eve = at.person(EVE)
    await close_windows(eve)
    await eve.click(newest(at, EVE), "improvement.open")
    text = await press(at, EVE, "improvement.notes")
    for written in (OTTER, HERON, LYNX, "asked for help", "milestone reached", "weekly note"):
        assert written in text
    assert HERON in await read_notes(at, BO), "the person reads what the manager notes"


async def read_notes(at: Office, user: str) -> str:
    await opens(at, user, "/perf plan")
    return await press(at, user, "improvement.notes")


async def what_everybody_was_told(story: Story) -> None:
    assert story.heard(BO) == [
        ("2026-11-18", "Hello Bo Lindgren"),
        ("2026-11-25", "Your plan has begun and runs until Feb 24, 2027"),
        ("2027-01-11", "Your plan goes on, now until Mar 10, 2027: every day of the pause was added"),
    ]
    assert story.prompted(BO) == [
        *("2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18", "2026-12-25"),
        *("2027-01-15", "2027-01-22", "2027-01-25", "2027-01-29"),
        *("2027-02-05", "2027-02-12", "2027-02-19", "2027-02-26"),
    ], "each week that he was there, and on the day of the mid-term review"
    reached = "*Bo Lindgren* has reached a milestone of their plan and says what shows it"
    assert story.heard(ANA) == [
        ("2026-11-18", "Eve Moreau has published the plan for *Bo Lindgren*"),
        ("2026-11-18", "*Bo Lindgren* has read and acknowledged the terms of the plan"),
        ("2026-11-25", "The plan for *Bo Lindgren* has begun and runs until Feb 24, 2027"),
        *[(day, reached) for day in ("2026-11-30", "2026-12-07", "2026-12-14")],
        ("2026-12-28", "The plan for *Bo Lindgren* is paused"),
        ("2027-01-11", "The plan for *Bo Lindgren* goes on, now until Mar 10, 2027"),
        ("2027-03-02", "*Bo Lindgren* asks for help with their plan"),
    ]
    assert story.prompted(ANA) == [
        *("2026-11-30", "2026-12-07", *MISSED, "2026-12-28"),
        *("2027-01-18", "2027-01-22", "2027-01-25"),
        *("2027-02-01", "2027-02-08", "2027-02-15", "2027-02-22", "2027-03-01"),
    ]
    missed = "In *Bo Lindgren*’s plan the manager has noted nothing for two weeks in a row"
    assert story.heard(EVE) == [
        ("2026-11-18", "A plan for *Bo Lindgren* waits for you"),
        ("2026-11-18", "*Bo Lindgren* has read and acknowledged the terms of the plan"),
        ("2026-12-25", missed),
        ("2027-03-02", "*Bo Lindgren* asks for help with their plan"),
    ]
    assert story.prompted(EVE) == []
    assert (await plan_row(story.at, BO)).ends_on == date(2027, 3, 10), "ten working days later"
    assert [user for user in EVERYBODY if story.told[user]] == [ANA, BO, EVE]


async def nobody_else_finds_anything(at: Office) -> None:
    said = (OTTER, HERON, LYNX, "own is due", *OWN)
    for user in (CHEN, DEE, FINN, HANA):
        home = await at.person(user).open_home()
        everything = words(home.blocks if home else []) + str([each.blocks for each in at.person(user).messages()])
        assert [each for each in said if each in everything] == []
        assert "improvement." not in str(home.blocks if home else [])
    for channel, user in ((GROWTH_CHANNEL, CHEN), (BRAND_CHANNEL, DEE)):
        assert [each for each in said if each in str(at.person(user).messages(channel))] == []
    homes = {user: words((await at.person(user).open_home()).blocks) for user in (ANA, BO, EVE)}
    assert "*Your plan* · running" in homes[BO]
    assert "3 of 3 reached" in homes[BO]
    assert "Plans that you look after:* 1" in homes[ANA]
    assert "Plans that you look after:* 1" in homes[EVE]
