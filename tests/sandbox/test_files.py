"""Files that people put into forms: what the field takes, what the app gets, and who may have the bytes."""

from typing import Any

import httpx
import pytest

from bot.sandbox import Refused, Sandbox
from bot.sandbox.form_checks import MOST_BYTES, refusals
from bot.sandbox.form_state import fill_in, initial_state
from bot.sandbox.identity import Manifest
from tests.loopback import loopback

TEXT = {"type": "plain_text", "text": "Files"}
FIELD: dict[str, Any] = {
    "type": "input",
    "block_id": "files",
    "label": TEXT,
    "optional": True,
    "element": {"type": "file_input", "action_id": "value", "filetypes": ["pdf"], "max_files": 2},
}


def file(name: str = "a.pdf", size: int = 5) -> dict[str, Any]:
    return {"id": "F1", "name": name, "filetype": name.rpartition(".")[2], "size": size}


def refused(*files: dict[str, Any]) -> str | None:
    state = fill_in(initial_state([FIELD]), [FIELD], {"files": list(files)})
    return refusals([FIELD], state).get("files")


def test_the_field_takes_so_many_of_its_types_up_to_ten_megabytes() -> None:
    assert refused() is None
    assert refused(file(), file("b.PDF", MOST_BYTES)) is None
    assert "up to 2" in str(refused(file(), file(), file()))
    assert "10 MB" in str(refused(file(size=MOST_BYTES + 1)))
    assert "pdf" in str(refused(file("a.exe")))


async def test_what_a_person_has_put_into_a_form_takes_the_apps_token(sandbox: Sandbox) -> None:
    uploaded = sandbox.person("U0BO").upload("报告 #1.pdf", b"%PDF-")
    assert (uploaded["user"], uploaded["size"], uploaded["mimetype"]) == ("U0BO", 5, "application/pdf")
    async with loopback() as http:
        signed = await http.get(uploaded["url_private_download"], headers=bearer(sandbox.bot_token))
        strangers = [await http.get(uploaded["url_private_download"], headers=each) for each in ({}, bearer("xoxb-1"))]
    assert signed.content == b"%PDF-"
    assert [each.headers["content-type"][:9] for each in strangers] == ["text/html"] * 2


async def test_the_app_is_told_of_it_until_it_is_deleted(sandbox: Sandbox) -> None:
    bo = sandbox.person("U0BO")
    uploaded = bo.upload("a.pdf", b"%PDF-")
    async with loopback(base_url=f"{sandbox.base_url}/api") as http:
        headers = bearer(sandbox.bot_token)
        known = (await http.get("/files.info", params={"file": uploaded["id"]}, headers=headers)).json()
        assert known["file"] == uploaded
        with pytest.raises(Refused):
            sandbox.person("U0ANA").delete_file(uploaded)
        bo.delete_file(uploaded)
        gone = (await http.get("/files.info", params={"file": uploaded["id"]}, headers=headers)).json()
    assert (gone["ok"], gone["error"]) == (False, "file_not_found")


async def test_without_the_scope_there_is_no_such_field(sandbox: Sandbox) -> None:
    assert sandbox.core.forbidden_fields([FIELD]) == []
    object.__setattr__(sandbox.core, "manifest", Manifest({"oauth_config": {"scopes": {"bot": ["chat:write"]}}}))
    assert "files:read" in str(sandbox.core.forbidden_fields([FIELD]))


async def test_nobody_hands_in_a_file_that_is_not_theirs(sandbox: Sandbox) -> None:
    hers = sandbox.person("U0ANA").upload("a.pdf", b"%PDF-")
    view = sandbox.core.views.open(
        "U0BO", {"type": "modal", "callback_id": "form", "title": TEXT, "submit": TEXT, "blocks": [FIELD]}
    )
    with pytest.raises(Refused, match="has put no file"):
        await sandbox.person("U0BO").submit(view, {"files": [hers]})


async def test_the_page_sends_the_bytes_as_they_are(sandbox: Sandbox) -> None:
    async with loopback(base_url=f"{sandbox.base_url}/page/api") as http:
        answer = (await send(http, {"as": "U0BO", "name": "a.pdf"})).json()
        assert sandbox.core.files.find(answer["file"]["id"]).content == b"%PDF-"  # type: ignore[union-attr]  # just put
        assert (await send(http, {"as": "U0NOBODY", "name": "a.pdf"})).status_code == 400


async def send(http: httpx.AsyncClient, query: dict[str, str]) -> httpx.Response:
    return await http.post("/upload", params=query, content=b"%PDF-")


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
