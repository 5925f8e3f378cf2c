"""Cards from files alone, to compute again what was published or to try rules before they count."""

from pathlib import Path
from typing import Annotated

import typer

EntriesFile = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="CSV: date, member, metric, value; as for import entries."),
]
RatingsFile = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="CSV: month, metric, member, rater, value from 1 to 5."),
]
TargetsFile = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="CSV: member, metric, target; without a member it is everybody's."),
]
PresenceFile = Annotated[
    Path | None, typer.Option(exists=True, dir_okay=False, help="CSV: member, month, share from 0 to 1.")
]


CardFile = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="The file of one card, as the bot sends it; nothing else then."),
]


def score(
    scheme: Annotated[str | None, typer.Option(help="A built-in scheme's id, or a file *.yaml.")] = None,
    entries: EntriesFile = None,
    period: Annotated[str | None, typer.Option(help="2026-10, 2026-Q4, 2026-H2 or 2026.")] = None,
    ratings: RatingsFile = None,
    targets: TargetsFile = None,
    presence: PresenceFile = None,
    team_attainment: Annotated[
        float | None, typer.Option(help="The team's goal attainment in %, of everybody.")
    ] = None,
    groups: Annotated[
        str | None, typer.Option(help="Dimensions in use, such as traffic,brand; all if left out.")
    ] = None,
    card: CardFile = None,
    member: Annotated[str | None, typer.Option(help="Show only this member, with every metric.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Cards and receipts, nothing else on stdout.")] = False,
) -> None:
    """Compute cards from CSV files, or one again from its own file: no database, no settings. Lines that cannot be used
    are left out and named."""
    if card is not None:
        _compute_again(card, as_json=json)
        return
    if scheme is None or entries is None or period is None:
        raise typer.BadParameter("give --scheme, --entries and --period, or --card")
    from bot.cli.cards import print_recomputed
    from bot.cli.files import Files, recomputed
    from bot.errors import Refused
    from scoring.errors import ScoringError
    from scoring.periods import Period
    from scoring.scheme import load

    files = Files(entries, ratings, targets, presence, team_attainment)
    try:
        chosen = None if groups is None else [group.strip() for group in groups.split(",") if group.strip()]
        done = recomputed(load(scheme), chosen, Period.parse(period), files)
    except ScoringError as error:
        raise Refused(str(error)) from None
    print_recomputed(done, member=member, as_json=json)


def _compute_again(path: Path, *, as_json: bool) -> None:
    from bot.cli.cards import print_card_again
    from bot.errors import Refused
    from scoring.card_file import read_card_file
    from scoring.errors import ScoringError

    try:
        file = read_card_file(path.read_bytes())
        print_card_again(file.receipt, file.computed(), as_json=as_json)
    except ScoringError as error:
        raise Refused(str(error)) from None
