"""What stands on the pages of a PDF, and where."""

from collections.abc import Iterator

import pypdfium2

ZERO_WIDTH = "\u200b"
A4 = (595, 842)
"""Points."""


def pages(content: bytes) -> list[str]:
    """The text of each page, without the breaks of its lines."""
    with pypdfium2.PdfDocument(content) as document:
        return [_joined(page.get_textpage().get_text_bounded()) for page in document]


def raw(content: bytes) -> str:
    """With every sign, also those that nobody sees."""
    with pypdfium2.PdfDocument(content) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def text(content: bytes) -> str:
    return "".join(pages(content))


def _joined(read: str) -> str:
    return "".join(read.replace(ZERO_WIDTH, "").replace("\u00ad", "").split())


def outside(content: bytes, *, beside: float, above: float) -> Iterator[tuple[int, str]]:
    """Signs that are seen in the margins at the sides, or at the head and foot (all in points), with their pages."""
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            shown = page.get_textpage()
            for index in range(shown.count_chars()):
                left, bottom, right, top = shown.get_charbox(index)
                is_inside = left >= beside and right <= width - beside and bottom >= above and top <= height - above
                sign = shown.get_text_range(index, 1)
                if not is_inside and sign.strip(f"{ZERO_WIDTH} \r\n"):
                    yield number, sign


def extent(content: bytes, sign: str) -> tuple[float, float]:
    """The left and right ends of all places of a sign on the first page, in points."""
    with pypdfium2.PdfDocument(content) as document:
        shown = document[0].get_textpage()
        places = [i for i in range(shown.count_chars()) if shown.get_text_range(i, 1) == sign]
        boxes = [shown.get_charbox(i) for i in places]
    return min(box[0] for box in boxes), max(box[2] for box in boxes)


def picture(content: bytes, page: int = 0) -> tuple[tuple[int, int], bytes]:
    """A page as pixels: its size, and what it looks like."""
    with pypdfium2.PdfDocument(content) as document:
        drawn = document[page].render(scale=2)
        return (drawn.width, drawn.height), bytes(drawn.buffer)
