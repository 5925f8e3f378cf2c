"""People outside, with a browser and nothing else; and an office in which Ana asks them."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from bot.app import web_of
from bot.features.people import service as people
from bot.features.schemes.service import assign
from bot.features.voices.rules.questions import packaged_questions
from bot.web.server import served_locally
from tests.office import MEMBERS_CSV, WEDNESDAY, Office, office

PUBLIC_URL = "https://voices.example.com"
LINK = re.compile(rf"{PUBLIC_URL}(/voices/[a-z2-7]{{52}})")
NONCE = re.compile(r'name="form" value="([0-9a-f]{32})"')
EVALUATION = "customer_evaluation"
PACKAGED = tuple(each.metric for each in packaged_questions())


@dataclass(frozen=True, slots=True)
class Outside:
    """Speaks real HTTP with the bot; `path` is that of a link."""

    client: httpx.AsyncClient

    async def look(self, path: str, language: str = "en") -> httpx.Response:
        return await self.client.get(path, headers={"accept-language": language})

    async def send(self, path: str, fields: Mapping[str, object], language: str = "en") -> httpx.Response:
        return await self.client.post(path, data=dict(fields), headers={"accept-language": language})

    async def answer(self, path: str, value: str = "4", comment: str = "", metric: str = EVALUATION) -> httpx.Response:
        """Opens the form, fills it in and sends it; where it leads to."""
        page = await self.look(path)
        assert page.status_code == 200, page.text
        fields = {"form": nonce_of(page), metric: value, "comment": comment}
        return await self.send(path, fields)


def nonce_of(page: httpx.Response) -> str:
    found = NONCE.search(page.text)
    assert found, page.text
    return found[1]


@asynccontextmanager
async def asking_office(database_url: str, **fields: object) -> AsyncIterator[tuple[Office, Outside]]:
    """Growth works by the scheme that asks customers; everybody has their place."""
    async with office(database_url, public_url=PUBLIC_URL, **fields) as at:
        await seat(at)
        async with (
            served_locally(at.watch.listened_to(web_of(at.parts))) as url,
            httpx.AsyncClient(base_url=url, trust_env=False) as client,
        ):
            yield at, Outside(client)


async def seat(at: Office) -> None:
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(MEMBERS_CSV)
        await people.import_rows(session, at.parts.workspace_id, rows, unread, WEDNESDAY.date())
        for team in await people.teams(session, at.parts.workspace_id):
            scheme = "marketing_team" if team.name == "Growth" else "promotion"
            await assign(session, at.parts.workspace_id, team.key, scheme, now=WEDNESDAY)


async def ask(at: Office, user: str, about: str, *labels: str) -> list[str]:
    """By command, button and form; the paths of the links."""
    person = at.person(user)
    while person.views:
        await person.close()
    done = await person.command(f"/perf voice {about}")
    assert done.ok, done
    assert person.views, "a window"
    await person.click(person.view, "voices.open_ask")
    sent = await person.submit(values={"labels": "\n".join(labels)})
    assert sent.ok, sent
    links = LINK.findall(str(person.view.blocks))
    assert len(links) == len(labels)
    return links
