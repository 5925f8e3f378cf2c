"""Sheets with every message, window and Home, English beside Chinese, to be looked at: `make gallery`.

They are drawn by the page of the local workspace, of what `tests/blockkit` makes. Typefaces are those of the machine.
"""

import asyncio
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from playwright.async_api import Browser, Frame, Page, Route

import bot.sandbox.page
from bot.i18n.catalogues import LANGUAGES
from bot.sandbox.page.texts import texts
from tests.browser.same_loop import chromium
from tests.gallery.cases import Drawn, everything, worth_drawing

FOLDER = Path(__file__).parents[2] / "build" / "gallery"
SITE = "http://gallery.invalid"
COLUMN, HIGHEST, LONGEST = 680, 2_000, 1_500
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
STYLE = f"""
html, body, .case {{ height: auto }}
body {{ display: block; overflow: hidden }}
.case {{ padding: 6px 10px 12px; border-bottom: 1px solid #bbb; overflow: hidden }}
.case[hidden] {{ display: none }}
.case h6 {{ margin: 0 0 4px; color: #a33; font: 11px monospace }}
.limit {{ max-height: {LONGEST}px; overflow: hidden }}
.folded {{ color: #36c; font-size: 12px; line-height: 1.4 }}
.dialog, .modal-form, .modal-body {{ max-height: none !important }}
.home-view {{ margin: 0 }}
"""
SHEETS = ("base", "layout", "chat", "blocks", "forms", "dialogs")


async def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    slices: dict[str, list[Drawn]] = defaultdict(list)
    for each in worth_drawing(everything()):
        slices[each.slice].append(each)
    async with chromium() as browser:
        page = await _opened(browser)
        index = [line for name in sorted(slices) for line in await _slice(page, name, slices[name])]
    (FOLDER / "INDEX").write_text("".join(f"{line}\n" for line in index), encoding="utf-8")


async def _slice(page: Page, name: str, cases: Sequence[Drawn]) -> list[str]:
    """Lines of the index: a sheet, and what is on it."""
    frames = [frame for frame in page.frames if frame.parent_frame]
    found = [await frame.evaluate("cases => draw(cases)", _cases(cases, k)) for k, frame in enumerate(frames)]
    heights = [max(each) for each in zip(*found, strict=True)]
    lines = []
    for number, (start, end) in enumerate(packed(heights), 1):
        file = f"{name.replace(' ', '-')}-{number:02}.png"
        await _shoot(page, frames, (start, end, heights), FOLDER / file)
        lines.append(f"{file}: {'; '.join(each.name for each in cases[start:end])}")
    print(f"{name}: {len(cases)} cases on {len(lines)} sheets")
    return lines


def _cases(cases: Sequence[Drawn], language: int) -> list[dict[str, object]]:
    return [{"name": each.name, "payload": each.payloads[language], "folded": each.folded[language]} for each in cases]


def packed(heights: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and after the last of each sheet; at least one on each."""
    start, full = 0, 0
    for k, height in enumerate(heights):
        if k > start and full + height > HIGHEST:
            yield start, k
            start, full = k, 0
        full += height
    if heights:
        yield start, len(heights)


async def _shoot(page: Page, frames: Sequence[Frame], shown: tuple[int, int, list[int]], path: Path) -> None:
    start, end, heights = shown
    for frame in frames:
        await frame.evaluate("shown => only(...shown)", shown)
    full = sum(heights[start:end])
    await page.set_viewport_size({"width": COLUMN * len(frames), "height": full})
    await page.evaluate("document.fonts.ready")
    await page.screenshot(path=path, animations="disabled", caret="hide")


async def _opened(browser: Browser) -> Page:
    page = await browser.new_page(color_scheme="light", reduced_motion="reduce")
    await page.route("**/*", _serve)
    page.on("pageerror", lambda error: print(f"pageerror: {error}"))
    await page.goto(SITE)
    for frame in page.frames:
        if frame.parent_frame:
            await frame.wait_for_function("Boolean(window.only)")
    return page


async def _serve(route: Route) -> None:
    path = route.request.url.removeprefix(SITE).lstrip("/")
    static = files(bot.sandbox.page) / path
    if not path:
        frames = "".join(f"<iframe src='/as/{language}'></iframe>" for language in LANGUAGES)
        style = f"body {{ margin: 0; display: flex }} iframe {{ width: {COLUMN}px; height: 100vh; border: 0 }}"
        await route.fulfill(content_type="text/html", body=f"<!doctype html><style>{style}</style>{frames}")
    elif path.startswith("as/"):
        await route.fulfill(content_type="text/html; charset=utf-8", body=_frame(path.removeprefix("as/")))
    elif path == "sheet.js":
        await route.fulfill(content_type=TYPES[".js"], body=Path(__file__).with_name(path).read_text("utf-8"))
    elif path.startswith("static/") and static.is_file():
        await route.fulfill(content_type=TYPES[Path(path).suffix], body=static.read_text("utf-8"))
    else:
        await route.fulfill(status=404)


def _frame(language: str) -> str:
    config = {"as": "U0BO", "locale": language, "region": language, "strings": dict(texts(language))}
    links = "".join(f'<link rel="stylesheet" href="/static/css/{sheet}.css">' for sheet in SHEETS)
    plain = json.dumps(config).replace("<", "\\u003c")
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">{links}<style>{STYLE}</style>'
        f'<script id="page" type="application/json">{plain}</script>'
        '<script type="module" src="/sheet.js"></script><body></body></html>'
    )


if __name__ == "__main__":
    asyncio.run(main())
