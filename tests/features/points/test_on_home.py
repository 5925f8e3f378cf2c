"""What waits for somebody stands on their Home, without whose it is."""

from datetime import date

from bot.features.home import service as home
from bot.features.home.rules.due import What
from bot.features.home.views import home_view
from bot.i18n.translator import translator
from bot.slack.messages import view_payload
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.points.cast import OCTOBER_20, WHY, Office


async def test_who_can_agree_has_it_on_home_until_it_is_decided(office: Office) -> None:
    """HR and the committee, by the day before the cards come out; nobody learns there whose they are."""
    row = await office.propose(ANA)
    assert [await _due(office, user) for user in (EVE, DEE, ANA, BO, CHEN)] == [1, 1, 0, 0, 0]
    await office.agree(EVE, row)
    assert [await _due(office, user) for user in (EVE, DEE)] == [0, 1]
    await office.decline(DEE, row)
    assert [await _due(office, user) for user in (EVE, DEE)] == [0, 0]


async def _due(office: Office, user: str) -> int:
    async with office.firm.database.read() as session:
        board = await home.board_of(session, await office.firm.cast.who(user), OCTOBER_20)
    shown = str(view_payload(home_view(translator("en"), board)))
    assert WHY not in shown
    found = [each for each in board.due if each.what is What.POINTS]
    assert [each.until for each in found] == [date(2026, 11, 6)] * len(found)
    assert ("yours to decide" in shown) is bool(found)
    return sum(each.count for each in found)
