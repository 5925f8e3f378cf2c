"""The schemes that come with Evenhand, as tables or JSON."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import as_json, results

if TYPE_CHECKING:
    from scoring.scheme import Scheme

AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on stdout.")]
Language = Annotated[str, typer.Option(help="en or zh-CN.")]


def list_(json: AsJson = False, language: Language = "en") -> None:
    """Name every built-in scheme."""
    from bot.features.schemes.service import builtin_schemes

    schemes = builtin_schemes()
    if json:
        as_json([{"id": each.id, "version": each.version, "title": each.title.into(language)} for each in schemes])
        return
    for each in schemes:
        results.print(f"[bold]{each.id}[/bold] v{each.version}  {each.title.into(language)}")


def show(
    id: Annotated[str, typer.Argument(help="A built-in scheme's id, such as promotion.")],  # noqa: A002 - the usage line names it
    json: AsJson = False,
    language: Language = "en",
) -> None:
    """Every metric of a scheme with weight, cadence, formula and target."""
    from bot.errors import Refused
    from scoring.errors import ScoringError
    from scoring.scheme import load

    try:
        scheme = load(id)
    except ScoringError as error:
        raise Refused(str(error)) from None
    if json:
        as_json(scheme.model_dump(mode="json", by_alias=True) | {"hash": scheme.version_hash})
    else:
        _print(scheme, language)


def _print(scheme: "Scheme", language: str) -> None:
    from rich.table import Table

    results.print(f"[bold]{scheme.title.into(language)}[/bold]  {scheme.id} v{scheme.version}")
    for dimension in scheme.dimensions:
        table = Table(title=dimension.title.into(language), title_justify="left")
        for heading in ("metric", "weight", "cadence", "formula", "target"):
            table.add_column(heading)
        for metric in dimension.metrics:
            sign = "≤" if metric.direction == "lower" else "≥"
            target = "–" if metric.target is None else f"{sign} {metric.target:g} {metric.unit}"
            title = metric.title.into(language)
            table.add_row(title, f"{metric.weight:g} %", metric.cadence.value, metric.formula, target)
        results.print(table)
