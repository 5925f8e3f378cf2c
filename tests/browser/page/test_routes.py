"""The page's addresses."""

from collections.abc import Iterator

import pytest
from httpx import Client

from tests.browser.page.conftest import Served


@pytest.fixture
def client(page_server: Served) -> Iterator[Client]:
    with Client(base_url=page_server.url, trust_env=False) as client:
        yield client


def test_the_start_leads_to_the_first_person(client: Client) -> None:
    assert client.get("/").headers["location"] == "/as/U0ANA"


@pytest.mark.parametrize(("user", "language"), [("U0BO", "en"), ("U0CHEN", "zh-CN"), ("U0EVE", "en")])
def test_the_page_speaks_the_acting_persons_language(client: Client, user: str, language: str) -> None:
    answer = client.get(f"/as/{user}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text


@pytest.mark.parametrize("user", ["U0NOBODY", "U0BOT", "<script>"])
def test_nobody_acts_as_a_stranger_or_a_bot(client: Client, user: str) -> None:
    assert client.get(f"/as/{user}").status_code == 404


def test_the_page_may_load_nothing_from_elsewhere(client: Client) -> None:
    answer = client.get("/as/U0BO")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert 'src="http' not in answer.text
    assert 'href="http' not in answer.text


@pytest.mark.parametrize("path", ["/static/js/app.js", "/static/css/base.css", "/static/icon.svg"])
def test_its_files_are_served(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_other_files_are_not_served(client: Client) -> None:
    assert client.get("/static/../routes.py").status_code == 404
    assert client.get("/static/%2e%2e/routes.py").status_code == 404
