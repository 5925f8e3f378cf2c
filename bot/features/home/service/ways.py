"""From Home to the messages that it tells of: the reader's own, and the posts of the team that they are in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.places import places_of_own
from bot.features.feedback import service as feedback
from bot.features.feedback.rules.keys import asked_key, given_key
from bot.features.home.rules.due import Due, What
from bot.features.people import service as people
from bot.features.people.models import Team
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.service import PublishedCard
from bot.turn import Who

TODAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ways:
    """Addresses; empty where there is no such message any more, or where it is not known. `post` is the newest of the
    team, `details` the thread under it; `requests` are by the key of the question for feedback, as text."""

    prompt: str = ""
    card: str = ""
    kudos: str = ""
    post: str = ""
    details: str = ""
    requests: Mapping[str, str] = field(default_factory=dict)

    def to(self, due: Due) -> str:
        """The message about a thing to do."""
        if due.what is What.REQUEST:
            return self.requests.get(due.value, "")
        return {What.FIGURES: self.prompt, What.CARD: self.card}.get(due.what, "")


NO_WAYS = Ways()


async def ways_of(
    session: AsyncSession,
    who: Who,
    *,
    team: Team | None,
    card: PublishedCard | None,
    given: feedback.Summary,
    now: datetime,
) -> Ways:
    """The reader's own messages are looked for under their own account alone; a post in its team's channel, for whoever
    is in the team today. Four statements at most."""
    links = await people.links_into(session, who.workspace_id)
    if not links.url:
        return NO_WAYS
    today = who.day_of(now)
    prompt = (await people.prompts_of(session, who, now=now, back=TODAY)).newest
    prompt_key = prompt.key if prompt and prompt.on == today else ""
    card_key = scorecards.card_key(who.member_id, card.card.period, card.card.revision) if card else ""
    kudos_key = given_key(given.newest) if given.newest else ""
    asked = {str(each.request.key): asked_key(each.request.key) for each in given.waiting}
    keys = [each for each in (prompt_key, card_key, kudos_key, *asked.values()) if each]
    found = await places_of_own(session, who.workspace_id, who.slack_user, keys)
    posted = await scorecards.newest_post(session, team, today=today) if team else None
    return Ways(
        prompt=links.message(found.get(prompt_key)),
        card=links.message(found.get(card_key)),
        kudos=links.message(found.get(kudos_key)),
        post=links.message(posted.place) if posted else "",
        details=links.thread(posted.place) if posted and posted.has_details else "",
        requests={value: links.message(found.get(key)) for value, key in asked.items()},
    )


def led_to(due: Iterable[Due], ways: Ways) -> tuple[Due, ...]:
    """With the way to the message about each, where there is one."""
    return tuple(replace(each, link=ways.to(each)) for each in due)
