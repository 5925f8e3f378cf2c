"""Serves the page, one address per acting person, so that tabs can act as different people."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.page.texts import locale_for, region_for, texts

# Everything comes from this server, also what a message asks the browser to load.
_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Person(Protocol):
    """Whoever may act: `locale` is like "en-US" or "zh-CN"."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def locale(self) -> str: ...
    @property
    def is_bot(self) -> bool: ...
    @property
    def deleted(self) -> bool: ...


class Workspace(Protocol):
    """Who exists, by Slack user id, in the order they are offered."""

    @property
    def people(self) -> Mapping[str, Person]: ...


class Sandbox(Protocol):
    """What the page needs of the sandbox; its conversations come through the JSON routes."""

    @property
    def workspace(self) -> Workspace: ...


def page_routes(sandbox: Sandbox) -> list[BaseRoute]:
    """`/` leads to the first person, `/as/{user}` is the page, `/static` its files.

    404 for strangers, bots and closed accounts.
    """
    page = _Page(sandbox)
    static = StaticFiles(directory=str(files(__package__) / "static"))
    return [Route("/", page.first), Route("/as/{user}", page.show), Mount("/static", static, name="page-static")]


class _Page:
    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        environment = Environment(
            loader=PackageLoader(__package__ or "", "templates"), autoescape=True, undefined=StrictUndefined
        )
        self._template = environment.get_template("page.html")

    async def first(self, request: Request) -> Response:
        person = next((each for each in self._people().values() if _may_act(each)), None)
        if person is None:
            raise HTTPException(404, "The workspace has no people. Add one to its sample.")
        return RedirectResponse(f"/as/{person.id}")

    async def show(self, request: Request) -> Response:
        user = request.path_params["user"]
        person = self._people().get(user)
        if person is None or not _may_act(person):
            raise HTTPException(404, f"Nobody here has the id {user}. Open / to start as the first person.")
        locale = locale_for(person.locale)
        config = {
            "as": person.id,
            "locale": locale,
            "region": region_for(person.locale),
            "strings": dict(texts(locale)),
        }
        return HTMLResponse(self._template.render(config=config, title=person.name), headers=_HEADERS)

    def _people(self) -> Mapping[str, Person]:
        return self._sandbox.workspace.people


def _may_act(person: Person) -> bool:
    return not person.is_bot and not person.deleted
