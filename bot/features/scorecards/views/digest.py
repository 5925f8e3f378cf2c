"""A month's teams at a glance."""

from collections.abc import Iterator

from bot.features.scorecards.service import TeamDigest, TeamLine
from bot.features.scorecards.views.words import listed, month, packed, points, section, told_points
from bot.i18n.translator import Translator
from bot.slack.links import linked
from bot.slack.messages import Message
from bot.slack.pieces import note
from bot.slack.text import cut, escape
from scoring.periods import Period

NAME_LIMIT = 60


def digest_message(t: Translator, digest: TeamDigest) -> Message:
    headline = t("scorecards-digest-headline", month=month(t, digest.period))
    blocks = [section(f"*{headline}*"), *packed(t, list(_lines(t, digest)))]
    return Message(headline, [*blocks, note(t("scorecards-digest-note"))])


def _lines(t: Translator, digest: TeamDigest) -> Iterator[str]:
    if len(digest.lines) > 1:
        yield t("scorecards-digest-mean", teams=len(digest.lines), cards=digest.cards, score=points(t, digest.mean))
    yield from (_line(t, digest, line) for line in digest.lines)
    if digest.hidden:
        names = [escape(cut(name, NAME_LIMIT)) for name in digest.hidden]
        yield t("scorecards-digest-hidden", teams=listed(t, names))


def _line(t: Translator, digest: TeamDigest, line: TeamLine) -> str:
    name = linked(line.link, escape(cut(line.name, NAME_LIMIT)))
    parts = [t("scorecards-digest-team", team=name, score=told_points(t, line.score, line.end))]
    if line.change is not None:
        direction = "up" if line.change > 0 else "down" if line.change < 0 else "same"
        since = month(t, str(Period.parse(digest.period).previous()))
        moved = t.number(abs(line.change), decimals=1)
        parts.append(t(f"scorecards-change-{direction}", moved=moved, month=since))
    parts.append(t("scorecards-digest-cards", scored=line.n_scored, count=line.n_members))
    if line.questions:
        parts.append(t("scorecards-digest-questions", count=line.questions))
    return " · ".join(parts)
