"""What of a plan's record Bo, Ana and Eve each get to read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import Rejected
from bot.features.improvement.rules.documents import Document, Reader, reference, seen_by
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import Move, Mover
from tests.features.improvement.views.records import MADE_AT, WORDS, whole

WHOLE = whole()
INTERNAL = WORDS["en"]["internal"]


def kinds(document: Document) -> set[tuple[Kind, Mover]]:
    return {(each.kind, each.by) for each in document.notes}


def test_hr_reads_everything() -> None:
    assert seen_by(WHOLE, Reader.HR) == WHOLE


def test_bo_reads_neither_drafts_nor_what_others_write_for_each_other() -> None:
    own = seen_by(WHOLE, Reader.PERSON)
    assert own.reader is Reader.PERSON
    assert [each.number for each in own.versions] == [1, 2]
    assert Kind.VIEW not in {kind for kind, _ in kinds(own)}
    assert kinds(WHOLE) - kinds(own) == {(Kind.VIEW, Mover.MANAGER), (Kind.VIEW, Mover.HR)}
    assert own.checks == ()
    assert own.appeal == WHOLE.appeal
    assert INTERNAL not in repr(own)
    assert WORDS["en"]["return"] not in repr(own), "why HR returned the draft is between HR and Ana"


def test_for_bo_the_plan_begins_with_its_publication() -> None:
    own = seen_by(WHOLE, Reader.PERSON)
    assert own.moves[0].move is Move.PUBLISH
    assert own.moves == WHOLE.moves[4:]


def test_ana_reads_what_managers_and_bo_wrote() -> None:
    document = seen_by(WHOLE, Reader.MANAGER)
    assert {by for _, by in kinds(document)} == {Mover.MANAGER, Mover.PERSON}
    assert (Kind.VIEW, Mover.MANAGER) in kinds(document)
    assert "(HR)" not in repr(document)
    assert document.checks == ()
    assert [each.number for each in document.versions] == [1, 2, 3], "she wrote the draft"
    assert WORDS["en"]["return"] in repr(document), "and has to mend what HR returned"


def test_ana_hears_that_there_is_an_appeal_and_not_what_it_says_of_her() -> None:
    assert WHOLE.appeal
    hidden = seen_by(WHOLE, Reader.MANAGER).appeal
    assert hidden
    assert (hidden.text, hidden.reason) == (None, "")
    assert (hidden.on, hidden.decision, hidden.decided_on) == (
        WHOLE.appeal.on,
        WHOLE.appeal.decision,
        WHOLE.appeal.decided_on,
    )


def test_before_publication_there_is_no_document_for_bo() -> None:
    drafts = replace(WHOLE, versions=WHOLE.versions[2:])
    with pytest.raises(Rejected, match="improvement-error-no-document"):
        seen_by(drafts, Reader.PERSON)
    assert seen_by(drafts, Reader.MANAGER).in_force.number == 3


def test_the_newest_published_terms_are_in_force() -> None:
    assert WHOLE.in_force.number == 2
    assert seen_by(WHOLE, Reader.PERSON).in_force.number == 2


def test_a_reference_tells_documents_apart_and_says_nothing_else() -> None:
    later = MADE_AT + timedelta(seconds=1)
    given = [reference(1, 7, MADE_AT), reference(1, 8, MADE_AT), reference(2, 7, MADE_AT), reference(1, 7, later)]
    assert len(set(given)) == 4
    assert all(len(each) == 10 and each.isalnum() for each in given)
    assert reference(1, 7, MADE_AT) == given[0]
