"""A plan with all that was said and done in it, as one value, and what of it each reader may see. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import blake2s

from bot.errors import Rejected
from bot.features.improvement.rules.checklists import Consequence, Item
from bot.features.improvement.rules.criteria import Progress
from bot.features.improvement.rules.files import Attached
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import UNPUBLISHED, Move, Mover, State
from bot.features.improvement.rules.terms import Terms
from scoring.values import Text

REFERENCE_BYTES = 5


class Reader(StrEnum):
    """For whom a document is made: the person whom the plan is about; a manager; HR; whoever decides an appeal."""

    PERSON = "person"
    MANAGER = "manager"
    HR = "hr"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the terms, and what was answered to it. `published_on` is None for a draft; `answer` is
    acknowledged or refused, with the person's `comment`; who `wrote` and who `approved` it are names, "" for nobody."""

    number: int
    terms: Terms
    wrote: str
    approved: str = ""
    published_on: date | None = None
    answer: str | None = None
    answered_on: date | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """Somebody moved the plan; `name` is "" for what followed from dates."""

    on: date
    move: Move
    since: State
    to: State
    by: Mover
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A note in the plan. `on` is the day it is about, for weekly ones the week's Monday; `ref` a milestone's or
    meeting's; `mood` a `notes.Mood`; `files` were uploaded with it."""

    on: date
    kind: Kind
    by: Mover
    name: str
    text: str
    ref: str = ""
    mood: str = ""
    files: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """An item of the labour-law checklist, and who saw to it when; `on` None while it is open."""

    item: Item
    on: date | None = None
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Appeal:
    """`text` is None for who may not read it. `decision`: upheld, passed or extended; None while it is open."""

    on: date
    text: str | None
    decision: str | None = None
    decided_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything about one plan as of `made_at`, in aware time. `kind` is coaching or improvement; `progress` that of
    the criteria in force; `titles` those of the metrics that terms name. Lists are in the order of time. `ref` is
    printed on each page and part of the file's name: see `reference`."""

    ref: str
    reader: Reader
    made_at: datetime
    made_on: date
    person: str
    manager: str
    team: str
    kind: str
    state: State
    starts_on: date
    ends_on: date
    versions: tuple[Version, ...]
    progress: tuple[Progress, ...] = ()
    titles: Mapping[str, Text] = field(default_factory=dict)
    moves: tuple[Happened, ...] = ()
    notes: tuple[Written, ...] = ()
    checks: tuple[Checked, ...] = ()
    appeal: Appeal | None = None
    consequence: Consequence | None = None

    @property
    def in_force(self) -> Version:
        """The newest published version; before there is one, the newest draft."""
        return next((each for each in reversed(self.versions) if each.published_on), self.versions[-1])


def files_in(document: Document) -> set[int]:
    """Keys of all files that are attached to something in it: whoever may see the document may have these."""
    of_terms = {each.file for version in document.versions for each in version.terms.attachments}
    return of_terms | {each.key for note in document.notes for each in note.files}


def reference(workspace_id: int, plan_id: int, made_at: datetime) -> str:
    """Ten signs that tell two documents from each other and say nothing of what is in them."""
    named = f"{workspace_id}:{plan_id}:{made_at.timestamp()}".encode()
    return blake2s(named, digest_size=REFERENCE_BYTES, person=b"document").hexdigest()


def seen_by(document: Document, reader: Reader) -> Document:
    """What that reader may see of it; made from one that has everything.

    The person sees what was published, and neither drafts nor what managers and HR write for each other. A manager sees
    what managers and the person wrote, of an appeal only that there is one and what was decided. HR sees all, the
    committee of an appeal all but the checklist. Rejected for a person before anything was published.
    """
    if reader is Reader.HR:
        return replace(document, reader=reader)
    if reader is Reader.COMMITTEE:
        return replace(document, reader=reader, checks=())
    if reader is Reader.MANAGER:
        return _for_manager(document)
    if not any(each.published_on for each in document.versions):
        raise Rejected("improvement-error-no-document")
    return _for_person(document)


def may_read(kind: Kind, by: Mover, reader: Reader) -> bool:
    """Of what was written down, on paper and in chat alike: the person reads all but the manager's view on the outcome;
    managers what managers and the person wrote, and what came out of talks; HR and an appeal's committee all."""
    if reader is Reader.PERSON:
        return kind is not Kind.VIEW
    return reader in (Reader.HR, Reader.COMMITTEE) or kind is Kind.MEETING or by in (Mover.MANAGER, Mover.PERSON)


def _for_person(document: Document) -> Document:
    return replace(
        document,
        reader=Reader.PERSON,
        versions=tuple(each for each in document.versions if each.published_on),
        moves=tuple(_published(document.moves)),
        notes=tuple(each for each in document.notes if may_read(each.kind, each.by, Reader.PERSON)),
        checks=(),
    )


def _published(moves: tuple[Happened, ...]) -> Iterator[Happened]:
    """What happened since the person knows of the plan: its publication is the first of it."""
    return (each for each in moves if each.to not in UNPUBLISHED and each.to is not State.DROPPED)


def _for_manager(document: Document) -> Document:
    appeal = document.appeal
    return replace(
        document,
        reader=Reader.MANAGER,
        moves=tuple(replace(each, reason="") if each.by is Mover.COMMITTEE else each for each in document.moves),
        notes=tuple(each for each in document.notes if may_read(each.kind, each.by, Reader.MANAGER)),
        checks=(),
        appeal=replace(appeal, text=None, reason="") if appeal else None,
    )
