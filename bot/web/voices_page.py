"""The page that people outside see: one template in two languages, which works without scripts."""

import base64
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from starlette.responses import HTMLResponse

from bot.errors import Rejected
from bot.features.voices.rules.answers import CANNOT_JUDGE, COMMENT, COMMENT_LIMIT
from bot.features.voices.rules.questions import Question
from bot.features.voices.service import LEAST_ANSWERS, LEAST_FOR_COMMENTS, Form
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import Translator, translator

NAMES = {"en": "English", "zh-CN": "简体中文"}
NONCE_BYTES = 16
NOTHING: Mapping[str, Sequence[str]] = {}
RIGHT: Mapping[str, Rejected] = {}


@dataclass(frozen=True, slots=True)
class Reply:
    """What was sent and cannot be taken yet: the fields as they came, and what is wrong with them."""

    sent: Mapping[str, Sequence[str]]
    wrong: Mapping[str, Rejected]
    nonce: str


def form_page(language: str, form: Form, zone: ZoneInfo, reply: Reply | None = None) -> HTMLResponse:
    """Status 422 when something has to be mended first; what was chosen and typed is still there."""
    t, sent, wrong = translator(language), reply.sent if reply else NOTHING, reply.wrong if reply else RIGHT
    name = form.subject.name
    questions = [_question(t, each, sent.get(each.metric, ()), wrong.get(each.metric)) for each in form.questions]
    typed = (sent.get(COMMENT) or ("",))[0]
    comment = {"text": typed, "limit": COMMENT_LIMIT, "wrong": _said(t, wrong.get(COMMENT))}
    errors = [{"place": each["place"], "title": each["title"]} for each in questions if each["wrong"]]
    if comment["wrong"]:
        errors.append({"place": COMMENT, "title": t("voices-page-comment")})
    last_day = (form.ends_at - timedelta(seconds=1)).astimezone(zone).date()
    shown = {
        "heading": t(f"voices-page-heading-{form.subject.kind}", name=name),
        "asks": t("voices-page-asks", organisation=form.organisation),
        "until": t("voices-page-until", until=t.full_day(last_day), zone=str(zone)),
        "nonce": reply.nonce if reply else secrets.token_hex(NONCE_BYTES),
        "questions": questions,
        "comment": comment,
        "errors": errors,
        "private": _private(t, form),
    }
    title = t("voices-page-title", name=name)
    return _page(language, title, status=422 if reply else 200, organisation=form.organisation, form=shown)


def notice_page(language: str, what: str, *, status: int, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """A title and a sentence, `voices-page-<what>` in the catalogue; the same bytes whoever asks in this language."""
    t = translator(language)
    title, text = t(f"voices-page-{what}-title"), t(f"voices-page-{what}")
    return _page(language, title, status=status, headers=headers, organisation=t("edge-notice-title"), text=text)


def _question(t: Translator, question: Question, sent: Sequence[str], wrong: Rejected | None) -> dict[str, Any]:
    chosen = sent[0] if len(sent) == 1 else None
    choices = [
        {
            "value": str(value),
            "text": anchor.into(t.language),
            "is_chosen": chosen == str(value),
        }
        for value, anchor in enumerate(question.anchors, start=1)
    ]
    none = {"value": CANNOT_JUDGE, "text": t("voices-page-cannot-judge"), "is_chosen": chosen == CANNOT_JUDGE}
    return {
        "metric": question.metric,
        "place": f"q-{question.metric}",
        "title": question.title.into(t.language),
        "choices": choices,
        "none": none,
        "wrong": _said(t, wrong),
    }


def _said(t: Translator, wrong: Rejected | None) -> str:
    return t(wrong.key, **wrong.params) if wrong else ""


def _private(t: Translator, form: Form) -> str:
    least = {"least": LEAST_ANSWERS, "more": LEAST_FOR_COMMENTS}
    if form.subject.kind == "team":
        return t("voices-page-private-team", **least)
    return t("voices-page-private", name=form.subject.name, **least)


def _page(
    language: str, title: str, *, status: int, headers: Mapping[str, str] | None = None, **fields: object
) -> HTMLResponse:
    t = translator(language)
    words = {
        "language": t("voices-page-language"),
        "errors": t("voices-page-errors"),
        "comment": t("voices-page-comment"),
        "comment_hint": t("voices-page-comment-hint", limit=COMMENT_LIMIT),
        "private_title": t("voices-page-private-title"),
        "send": t("voices-page-send"),
    }
    languages = [{"code": code, "name": NAMES[code], "is_shown": code == language} for code in LANGUAGES]
    shown = {"form": None, "text": ""} | fields
    body = _template().render(shown, language=language, languages=languages, title=title, words=words, css=_style())
    return HTMLResponse(body, status_code=status, headers={**_headers(), **(headers or {})})


@cache
def _headers() -> Mapping[str, str]:
    """Nothing is kept, found, framed, run or told to others."""
    style = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return {
        "cache-control": "no-store",
        "content-security-policy": f"default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-robots-tag": "noindex, nofollow, noarchive",
        "vary": "accept-language",
    }


@cache
def _style() -> Any:
    from markupsafe import Markup

    # Our own file, with nothing of anybody's in it.
    return Markup((resources.files("bot.web") / "templates" / "voice.css").read_text(encoding="utf-8"))


@cache
def _template() -> Any:
    # Here, for it takes a megabyte that only who shows the page should pay.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("voice.html")
