import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests import databases
from tests.cli.running import Cli
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, Cast, account, opened

TABLE = f"member,team,manager,role\n{ANA},Growth,,lead\n{BO},Growth,{ANA},\n{DEE},Brand,,lead\n{EVE},,,hr|auditor\n"
MOVED = f"member,team,manager,role\n{BO},Brand,{DEE},operator\n"


def written(folder: Path, text: str) -> str:
    path = folder / "members.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def seated(office: Cli, folder: Path) -> None:
    assert office("members", "import", written(folder, TABLE)).code == 0


def sync(url: str, *accounts: Mapping[str, Any]) -> None:
    """Slack's list, as the running bot would read it."""
    asyncio.run(_synced(url, accounts))


async def _synced(url: str, accounts: Iterable[Mapping[str, Any]]) -> None:
    database = databases.opened(url)
    async with database.write() as session:
        cast = Cast(database, await opened(session))
    await cast.sync(*accounts)
    await database.close()


def test_members_are_listed_by_team_and_role(office: Cli, tmp_path: Path) -> None:
    seated(office, tmp_path)
    everybody = office("members", "list", "--json").json
    assert {each["member"] for each in everybody} >= {ANA, BO, CHEN, DEE, EVE}
    assert [each["member"] for each in office("members", "list", "--team", "growth", "--json").json] == [ANA, BO]
    held = office("members", "list", "--role", "auditor", "--json").json
    assert [(each["member"], each["roles"]) for each in held] == [(EVE, ["hr", "auditor"])]
    assert office("members", "list", "--left", "--json").json == []
    assert "Bo" in office("members", "list", "--team", "Growth").out


def test_a_members_history_has_teams_managers_and_roles(office: Cli, tmp_path: Path) -> None:
    seated(office, tmp_path)
    office("members", "import", written(tmp_path, MOVED))
    shown = office("members", "show", "bo@example.com", "--json").json
    assert [each["name"] for each in shown["teams"]] == ["Brand"], "both were on one day, so the last stays"
    assert (shown["teams"][0]["last_on"], len(shown["managers"])) == (None, 1)
    assert [(each["name"], each["reason"]) for each in shown["roles"]] == [("operator", "imported")]
    assert "operator" in office("members", "show", BO).out


def test_somebody_unknown_is_said_so(office: Cli, tmp_path: Path) -> None:
    seated(office, tmp_path)
    ran = office("members", "show", "Nobody Atall")
    assert (ran.code, ran.out) == (1, "")
    assert "Nobody Atall" in ran.err


def test_two_accounts_of_one_person_are_merged(office: Cli, tmp_path: Path, sqlite_url: str) -> None:
    seated(office, tmp_path)
    sync(sqlite_url, account(BO, "Bo Lindgren", deleted=True), account("U0BO2", "Bo Lindgren"))
    asked = ("members", "merge", BO, "U0BO2", "--reason", "SSO moved")
    planned = office(*asked, "--dry-run", "--json").json
    assert (planned["merged"], planned["rows"]["membership"], planned["clashes"]) == (False, 1, [])
    assert office("members", "show", "U0BO2", "--json").json["teams"] == []
    ran = office(*asked)
    assert (ran.code, "U0BO merged into U0BO2" in ran.out) == (0, True)
    assert [each["name"] for each in office("members", "show", BO, "--json").json["teams"]] == ["Growth"]
    again = office(*asked)
    assert (again.code, "has been merged into another account already" in again.err) == (1, True)


def test_contradictions_are_listed_and_end_with_1(office: Cli, tmp_path: Path, sqlite_url: str) -> None:
    seated(office, tmp_path)
    sync(sqlite_url, account("U0BO2", "Bo Lindgren"))
    office("members", "import", written(tmp_path, MOVED.replace(BO, "U0BO2")))
    asked = ("members", "merge", BO, "U0BO2", "--reason", "SSO moved")
    assert "--force" in office(*asked).err
    ran = office(*asked, "--force")
    assert (ran.code, "Nothing was changed" in ran.err) == (1, True)
    assert "on: different for both" in ran.err
    assert [each["what"] for each in office(*asked, "--force", "--json").json["clashes"]] == ["team", "manager"]
    assert office(*asked, "--force", "--keep", "new").code == 0
    assert [each["name"] for each in office("members", "show", BO, "--json").json["teams"]] == ["Brand"]


def test_a_list_for_spreadsheets_computes_nothing(office: Cli, tmp_path: Path) -> None:
    seated(office, tmp_path)
    office("members", "import", written(tmp_path, f"member,team\n{CHEN},=1+1\n{BO},@SUM\n"))
    listed = office("members", "list", "--csv").out
    assert listed.startswith('\ufeff"member","name","team","roles"\r\n')
    assert f'"{CHEN}","陈琳","\'=1+1",""' in listed
    assert f'"{BO}","Bo Lindgren","\'@SUM",""' in listed
    assert '"hr|auditor"' in listed
    assert office("members", "list", "--team", "=1+1", "--json").json[0]["team"] == "=1+1"
