"""Bo's plan and Chen's on paper: every page in both languages, for each reader."""

from dataclasses import replace
from datetime import date

import pytest

from bot.documents.blocks import Heading, Paragraph, Sheet
from bot.features.improvement.rules.checklists import Consequence
from bot.features.improvement.rules.criteria import MonthFigure, Progress, Reading, Verdict
from bot.features.improvement.rules.documents import Appeal, Document, Happened, Reader, Written, seen_by
from bot.features.improvement.rules.notes import Kind, Mood
from bot.features.improvement.rules.states import Move, Mover, State
from bot.features.improvement.rules.terms import Criterion, Meeting
from bot.features.improvement.views.documents import render, sheet_of, upload
from bot.i18n.catalogues import LANGUAGES
from tests.documents.pages import A4, outside, pages, picture, text
from tests.features.improvement.views.records import CRITERIA, WORDS, whole

IN_BOTH = pytest.mark.parametrize("language", LANGUAGES)
MARGIN = 2 * 28.34


def sections(sheet: Sheet) -> list[str]:
    return [each.text for each in sheet.blocks if isinstance(each, Heading) and each.level == 1]


def printed(words: str) -> str:
    return "".join(words.split())


def test_the_sections_in_their_order() -> None:
    assert sections(sheet_of(whole(), "en")) == [
        "Why there is a plan",
        "Milestones",
        "Help and training",
        "Exit criteria",
        "Meetings",
        "Week by week",
        "Comments, help and evidence",
        "Before the decision",
        "How it ended",
        "Labour-law checklist",
        "Signatures",
        "History",
        "Earlier terms, version 1",
        "Terms not published, version 3",
    ]
    assert sections(sheet_of(whole("zh-CN"), "zh-CN"))[:6] == [
        "制定计划的原因",
        "里程碑",
        "支持与培训",
        "通过标准",
        "面谈",
        "每周记录",
    ]


@IN_BOTH
def test_the_first_page_says_whose_plan_it_is_how_it_stands_and_why(language: str) -> None:
    words = WORDS[language]
    first, *_, last = read = pages(render(whole(language), language))
    for told in (words["person"], words["manager"], words["team"], words["reason"], words["what"]):
        assert printed(told) in first
    heads = {
        "en": ("Improvementplan", "Notpassed", "0of3criteriamet;3cannotbeknown.", "Dec1,2026toMar5,2027"),
        "zh-CN": ("绩效改进计划", "未通过", "3项标准中已达到0项，3项无法判断。", "2026年12月1日至2027年3月5日"),
    }
    assert [head for head in heads[language] if head not in first] == []
    pattern = {"en": "Page{}of{}", "zh-CN": "第{}页，共{}页"}[language]
    assert pattern.format(1, len(read)) in first
    assert pattern.format(len(read), len(read)) in last
    mark = {"en": "Confidential", "zh-CN": "保密"}[language]
    assert all(mark in page and whole().ref in page for page in read)


@IN_BOTH
def test_each_month_of_a_criterion_tells_its_figure_and_why_it_does_not_count(language: str) -> None:
    read = text(render(whole(language), language))
    told = {
        "en": ["Leadconversion:atleast95%ofthetargetin2months", "December202691.2%below", "January2027–mostlyaway"],
        "zh-CN": ["线索转化率：至少2个月达成率不低于95%", "2026年12月91.2%未达标", "2027年1月–休假过半，不计"],
    }
    assert [each for each in told[language] if each not in read] == []


@IN_BOTH
def test_signatures_say_who_answered_what_and_when(language: str) -> None:
    read = text(render(whole(language), language))
    refused = {"en": "ReadonNov30,2026andnotagreedto", "zh-CN": "2026年11月30日已阅，不同意"}[language]
    agreed = {"en": "AcknowledgedonFeb2,2027", "zh-CN": "2027年2月2日已确认"}[language]
    assert refused + printed(WORDS[language]["comment"]) in read
    assert agreed in read


@IN_BOTH
def test_what_a_reader_may_not_see_is_on_none_of_their_pages(language: str) -> None:
    words = WORDS[language]
    secret = {
        Reader.PERSON: ("internal", "return", "checked"),
        Reader.MANAGER: ("uphold", "checked"),
        Reader.HR: (),
    }
    for reader, hidden in secret.items():
        read = text(render(seen_by(whole(language), reader), language))
        for key in ("internal", "return", "checked", "uphold", "comment", "fail"):
            assert (printed(words[key]) in read) == (key not in hidden), (reader, key)
        assert "Gus" not in read, "who of the committee decided is nobody's to know"


@IN_BOTH
@pytest.mark.parametrize("reader", Reader)
def test_nothing_stands_outside_of_the_page(language: str, reader: Reader) -> None:
    content = render(seen_by(whole(language), reader), language)
    assert list(outside(content, beside=MARGIN, above=28)) == []
    (width, height), _ = picture(content)
    assert (width, height) == (A4[0] * 2 + 1, A4[1] * 2)


@IN_BOTH
def test_a_rich_record_fills_its_pages(language: str) -> None:
    """Twelve weeks of long notes with signs outside of the alphabet and a word that is longer than any line."""
    long = " 😀👍🏽 https://docs.example.com/" + "a-very-long-way/" * 12
    record = whole(language, weeks=12)
    rich = replace(record, notes=tuple(replace(each, text=each.text + long) for each in record.notes))
    content = render(rich, language)
    assert list(outside(content, beside=MARGIN, above=28)) == []
    *full, _ = pages(content)
    assert [n for n, page in enumerate(full, 1) if len(page) < 300] == [], "pages with next to nothing on them"


@IN_BOTH
def test_the_same_record_gives_the_same_file(language: str) -> None:
    assert render(whole(language), language) == render(whole(language), language)


def test_the_file_says_nothing_by_its_name() -> None:
    for language, title in (("en", "Document"), ("zh-CN", "文件")):
        file = upload(whole(language), language)
        assert file.name == f"document-{whole().ref}.pdf"
        assert (file.title, file.alt_text, file.comment) == (title, "", "")
        assert file.content.startswith(b"%PDF-")


def test_a_long_record_is_whole() -> None:
    long = whole(weeks=104)
    notes = tuple(replace(each, text=(each.text * 60)[:3_000]) for each in long.notes)
    read = pages(render(replace(long, notes=notes), "en"))
    assert len(read) > 100
    assert f"Page{len(read)}of{len(read)}" in read[-1]
    assert "".join(read).count("Weekof") == 104


def test_what_people_write_is_printed_as_it_stands() -> None:
    typed = '#read("/etc/passwd") *a* $b$ \\ @c <d> 😀 שלום'
    notes = (Written(date(2026, 12, 7), Kind.CHECKIN, Mover.PERSON, typed, typed, mood="stuck"),)
    record = replace(whole(), person=typed, manager=typed, team=typed, notes=notes)
    read = text(render(record, "en"))
    assert read.count(printed('#read("/etc/passwd") *a* $b$ \\ @c <d> 😀')) > 6
    assert "root:" not in read


def test_a_metric_that_the_scheme_has_no_more_is_named_by_its_id() -> None:
    assert "on_time:atleast100%" in text(render(replace(whole(), titles={}), "en"))


def test_a_plan_that_has_only_begun_leaves_out_what_there_is_nothing_of() -> None:
    draft = whole().versions[2]
    fresh = replace(
        whole(), state=State.DRAFT, versions=(draft,), progress=(), moves=(), notes=(), checks=(), appeal=None
    )
    told = sections(sheet_of(replace(fresh, consequence=None), "en"))
    assert told == ["Why there is a plan", "Milestones", "Help and training", "Meetings", "Signatures"]


def every_word(language: str, **changes: object) -> Sheet:
    return sheet_of(replace(whole(language), **changes), language)


@IN_BOTH
def test_there_are_words_for_everything_that_can_happen(language: str) -> None:
    """A LookupError otherwise."""
    day, record = date(2027, 3, 1), whole(language)
    every_word(language, kind="coaching", consequence=Consequence.TERMINATION)
    for state in State:
        every_word(language, state=state)
    for reader in Reader:
        every_word(language, reader=reader)
    moves = tuple(Happened(day, move, State.ACTIVE, State.ACTIVE, by, "Eve") for move in Move for by in Mover)
    notes = tuple(Written(day, kind, Mover.PERSON, "Bo", "…", mood=mood) for kind in Kind for mood in (*Mood, ""))
    every_word(language, moves=moves, notes=notes)
    figures = tuple(MonthFigure("2026-12", reading, None) for reading in Reading)
    every_word(language, progress=tuple(Progress(CRITERIA[0], verdict, figures) for verdict in Verdict))
    for decision in ("upheld", "passed", "extended", None):
        every_word(language, appeal=Appeal(day, "…", decision, day if decision else None))
    for answer in ("acknowledged", "refused", None):
        every_word(language, versions=(replace(record.versions[0], answer=answer),))
    meetings = tuple(Meeting(ref=kind, kind=kind, on=day) for kind in ("mid", "final", "other"))
    terms = record.versions[0].terms.model_copy(
        update={"meetings": meetings, "criteria": (Criterion(ref="a", at_least=1),)}
    )
    every_word(language, versions=(replace(record.versions[0], terms=terms),), notes=())


def test_meetings_tell_when_they_were_held_if_not_on_their_day() -> None:
    def held(on: date) -> str:
        note = Written(on, Kind.MEETING, Mover.MANAGER, "Ana Ruiz", "We talked.", ref="mid")
        return text(render(_with(whole(), note), "en"))

    assert "Mid-termreviewJan15,2027・AnaRuiz" in held(date(2027, 1, 15)).replace("·", "・")
    assert "heldonJan18,2027" in held(date(2027, 1, 18))


def _with(document: Document, note: Written) -> Document:
    return replace(document, notes=(note,))


def test_one_of_three_in_numbers() -> None:
    met = tuple(replace(each, verdict=Verdict.MET if n else Verdict.NOT_MET) for n, each in enumerate(whole().progress))
    told = [each.text for each in every_word("en", progress=met).blocks if isinstance(each, Paragraph)]
    assert "2 of 3 criteria met." in told
