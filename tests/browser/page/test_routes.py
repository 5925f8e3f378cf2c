"""The page's addresses."""

from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient

from tests.browser.page.fake_workspace import FakeWorkspace


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(FakeWorkspace().app())
    async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


async def test_the_start_leads_to_the_first_person(client: AsyncClient) -> None:
    assert (await client.get("/")).headers["location"] == "/as/U0ANA"


@pytest.mark.parametrize(("user", "language"), [("U0BO", "en"), ("U0CHEN", "zh-CN"), ("U0EVE", "en")])
async def test_the_page_speaks_the_acting_persons_language(client: AsyncClient, user: str, language: str) -> None:
    answer = await client.get(f"/as/{user}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text


@pytest.mark.parametrize("user", ["U0NOBODY", "U0BOT", "<script>"])
async def test_nobody_acts_as_a_stranger_or_a_bot(client: AsyncClient, user: str) -> None:
    assert (await client.get(f"/as/{user}")).status_code == 404


async def test_the_page_may_load_nothing_from_elsewhere(client: AsyncClient) -> None:
    answer = await client.get("/as/U0BO")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert 'src="http' not in answer.text
    assert 'href="http' not in answer.text


@pytest.mark.parametrize("path", ["/static/js/app.js", "/static/css/base.css", "/static/icon.svg"])
async def test_its_files_are_served(client: AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 200


async def test_other_files_are_not_served(client: AsyncClient) -> None:
    assert (await client.get("/static/../routes.py")).status_code == 404
    assert (await client.get("/static/%2e%2e/routes.py")).status_code == 404
