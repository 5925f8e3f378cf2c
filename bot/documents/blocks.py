"""The pieces of a document. All texts are plain: whatever somebody wrote is printed as it stands, sign by sign, and a
line break in it stays one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class Tone(StrEnum):
    """How a piece looks: what went well, what did not, what is still open, what is only said beside."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    OPEN = "open"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Heading:
    """Of a section, level 1, or of a part of one, level 2. It stays with what follows."""

    text: str
    level: int = 1
    type: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text, with a smaller `label` above it where there is one. One that `introduces` stays with what follows."""

    text: str
    label: str = ""
    tone: Tone = Tone.PLAIN
    introduces: bool = False
    type: str = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what they name, in two columns."""

    items: Sequence[tuple[str, str]]
    type: str = field(default="facts", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the page's; each row has as many cells. The heads are repeated on each page."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    type: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """One of a strip: a month, its figure, and what that says."""

    label: str
    value: str
    note: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Strip:
    """A title with a verdict, and below it a row of cells; no more than a page takes."""

    title: str
    verdict: str
    cells: Sequence[Cell]
    tone: Tone = Tone.PLAIN
    type: str = field(default="strip", init=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody wrote: `title` says who, `aside` when."""

    title: str
    text: str
    aside: str = ""
    tone: Tone = Tone.PLAIN
    type: str = field(default="entry", init=False)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a person did instead of signing by hand, and when."""

    role: str
    name: str
    done: str
    comment: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Signatures:
    """Beside each other, on one page."""

    items: Sequence[Signature]
    type: str = field(default="signatures", init=False)


Block: TypeAlias = Heading | Paragraph | Facts | Table | Strip | Entry | Signatures


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document. `language` as in `en` or `zh-CN`; `title`, `subtitle` and `badge` stand at its head; `mark`
    (say, Confidential) and `ref` on each page, and `page` with `{page}` and `{pages}` in it for the numbers. `caption`
    is what a window that shows the file is called, and names nobody."""

    language: str
    title: str
    subtitle: str
    badge: str
    mark: str
    ref: str
    page: str
    caption: str
    blocks: Sequence[Block]
    badge_tone: Tone = Tone.PLAIN
