from bot.features.reviews.rules.collaboration import LARGEST_TEAM, Tie, Worked, graph_of, of_one_manager

ANA, BO, CHEN, DEE, EVE = range(1, 6)
TEAMS = {ANA: 1, BO: 1, CHEN: 1, DEE: 2, EVE: None}


def test_what_people_have_in_common_adds_up() -> None:
    worked = [Worked(BO, CHEN, Tie.PROJECT), Worked(DEE, BO, Tie.KUDOS, times=2), Worked(BO, DEE, Tie.CAMPAIGN)]
    graph = graph_of(TEAMS, worked)
    assert graph.around(BO) == {ANA: 1.0, CHEN: 4.0, DEE: 4.0}
    assert graph.around(DEE) == {BO: 4.0}
    assert graph.around(EVE) == {}


def test_praising_each_other_a_hundred_times_is_not_working_together_a_hundred_times() -> None:
    assert graph_of(TEAMS, [Worked(BO, DEE, Tie.KUDOS, times=100)]).around(DEE) == {BO: 5.0}


def test_who_has_left_and_who_praises_themselves_ties_nobody() -> None:
    gone = 99
    assert graph_of(TEAMS, [Worked(DEE, gone, Tie.PROJECT), Worked(DEE, DEE, Tie.KUDOS)]).around(DEE) == {}


def test_in_a_large_team_not_everybody_works_with_everybody() -> None:
    teams = dict.fromkeys(range(LARGEST_TEAM + 1), 1)
    assert graph_of(teams, []).one == ()
    assert graph_of(teams, [Worked(0, 1, Tie.PROJECT)]).around(0) == {1: 3.0}


def test_leads_who_report_to_one_person_are_colleagues_and_nobody_is_one_of_three_dozen() -> None:
    kim, finn = 9, 10
    managers = {ANA: kim, DEE: kim, BO: ANA, CHEN: ANA, finn: DEE}
    teams = TEAMS | {kim: 3, finn: 2}
    assert of_one_manager(managers, teams) == [Worked(ANA, DEE, Tie.TEAM)]
    assert graph_of(teams, of_one_manager(managers, teams)).around(ANA) == {BO: 1.0, CHEN: 1.0, DEE: 1.0}
    assert of_one_manager(managers, {each: team for each, team in teams.items() if each != DEE}) == []
    many = dict.fromkeys(range(20, 20 + LARGEST_TEAM + 1), kim)
    assert of_one_manager(many, {member: member % 5 for member in many}) == []
