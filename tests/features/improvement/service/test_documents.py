"""What is stored of Chen's plan is what gets printed, by the days of where Chen is."""

from datetime import UTC, date, datetime

from bot.features.improvement.models import Plan, PlanAppeal, PlanCheck, PlanFile, PlanMove, PlanNote, PlanTerms
from bot.features.improvement.rules.checklists import packaged_checklists
from bot.features.improvement.rules.documents import Document, Reader, seen_by
from bot.features.improvement.rules.files import Attached
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import Move, Mover, State
from bot.features.improvement.service.documents import Around, Rows, compose
from bot.features.improvement.views.documents import render
from tests.documents.pages import text
from tests.features.improvement.views.records import terms

ANA, CHEN, EVE, MEI, GUS = 1, 2, 3, 4, 5
NAMES = {ANA: "Ana", CHEN: "陈琳", EVE: "Eve", MEI: "Mei", GUS: "Gus"}
EVENING = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
"""The 27th already, in Shanghai."""
OF_PLAN = {"workspace_id": 1, "plan_id": 7}


def note(key: int, author: int, kind: Kind, on: date, **more: object) -> PlanNote:
    return PlanNote(
        **OF_PLAN, id=key, author_id=author, kind=kind, on=on, text=f"note {key}", written_at=EVENING, **more
    )


def move(key: int, what: Move, since: State, to: State, by: int | None) -> PlanMove:
    return PlanMove(**OF_PLAN, id=key, move=what, since=since, to=to, by_id=by, at=EVENING, reason=f"reason {key}")


def attached(key: int, note_id: int | None, name: str) -> PlanFile:
    told = {
        "media_type": "",
        "size": 12,
        "state": "kept",
        "uploaded_by": CHEN,
        "uploaded_at": EVENING,
        "slack_id": "F1",
    }
    return PlanFile(**OF_PLAN, id=key, note_id=note_id, name=name, **told)


def stored(**more: object) -> Rows:
    plan = Plan(
        workspace_id=1,
        id=7,
        member_id=CHEN,
        owner_id=ANA,
        scheme_version_id=1,
        kind="coaching",
        state="not_passed",
        starts_on=date(2026, 12, 1),
        ends_on=date(2027, 2, 26),
        made_at=EVENING,
        **more,
    )
    content = terms("zh-CN").model_dump_json()
    versions = [
        PlanTerms(**OF_PLAN, version=2, content=content, written_by=ANA),
        PlanTerms(
            **OF_PLAN,
            version=1,
            content=content,
            written_by=MEI,
            approved_by=EVE,
            published_at=EVENING,
            answer="refused",
            answered_at=EVENING,
            comment="not I alone",
        ),
    ]
    return Rows(
        plan,
        versions,
        moves=[
            move(3, Move.UPHOLD, State.NOT_PASSED, State.NOT_PASSED, GUS),
            move(2, Move.START, State.ACKNOWLEDGED, State.ACTIVE, None),
            move(1, Move.PUBLISH, State.APPROVED, State.PUBLISHED, EVE),
        ],
        notes=[
            note(4, EVE, Kind.VIEW, date(2027, 2, 26)),
            note(3, MEI, Kind.VIEW, date(2027, 2, 26)),
            note(2, MEI, Kind.MANAGER, date(2026, 12, 7)),
            note(1, CHEN, Kind.CHECKIN, date(2026, 12, 7), mood="stuck"),
        ],
        checks=[PlanCheck(**OF_PLAN, item="consulted", by_id=EVE, at=EVENING, note="on Monday")],
        appeal=PlanAppeal(**OF_PLAN, text="I ask for time", made_at=EVENING),
        files=[attached(9, 1, "report.pdf"), attached(8, None, "training.docx")],
    )


def composed(**more: object) -> Document:
    around = Around(NAMES, "Asia/Shanghai", "Growth", managers={MEI}, checklist=packaged_checklists()["cn"])
    return compose(stored(**more), around, made_at=EVENING)


def test_everything_is_in_the_order_of_time_with_the_names_and_days_of_where_chen_is() -> None:
    found = composed()
    assert (found.person, found.manager, found.team, found.made_on) == ("陈琳", "Ana", "Growth", date(2026, 11, 27))
    assert [(each.number, each.wrote, each.approved) for each in found.versions] == [(1, "Mei", "Eve"), (2, "Ana", "")]
    first, second = found.versions
    assert (first.published_on, first.answer, first.comment) == (date(2026, 11, 27), "refused", "not I alone")
    assert (second.published_on, second.answered_on, found.in_force) == (None, None, first)
    assert [each.move for each in found.moves] == [Move.PUBLISH, Move.START, Move.UPHOLD]
    report = Attached(9, "report.pdf", 12)
    assert [(each.text, each.files) for each in found.notes][:2] == [("note 1", (report,)), ("note 2", ())]
    assert found.appeal
    assert (found.appeal.on, found.appeal.decision) == (date(2026, 11, 27), None)


def test_who_did_it_is_told_by_what_they_are_to_chen() -> None:
    found = composed()
    assert [each.by for each in found.moves] == [Mover.HR, Mover.CALENDAR, Mover.COMMITTEE]
    assert [each.by for each in found.notes] == [Mover.PERSON, Mover.MANAGER, Mover.MANAGER, Mover.HR]
    assert "note 4" not in repr(seen_by(found, Reader.MANAGER)), "what Eve wrote is for HR"
    assert "note 3" in repr(seen_by(found, Reader.MANAGER)), "what Mei wrote when she was the manager is Ana's to read"


def test_the_checklist_shows_what_is_done_and_with_a_consequence_also_what_is_open() -> None:
    assert [(each.item.id, each.name) for each in composed().checks] == [("consulted", "Eve")]
    checks = composed(consequence="transfer").checks
    assert {each.item.id for each in checks if each.on is None} >= {"duties_known", "pay_agreed"}
    assert all("transfer" in each.item.needed_for for each in checks)


def test_it_prints() -> None:
    assert "陈琳" in text(render(seen_by(composed(), Reader.PERSON), "zh-CN"))
