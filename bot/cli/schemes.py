"""The schemes that come with Evenhand, and those in files: as tables, JSON or findings."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.cli.output import as_json, heading, table

if TYPE_CHECKING:
    from bot.i18n.translator import Translator
    from scoring.scheme import Dimension, Metric, Scheme

AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on stdout.")]
Language = Annotated[Literal["en", "zh-CN"], typer.Option(help="The language of titles and terms.")]
_BOLD = re.compile(r"\*([^*]+)\*(?: (?=：))?")
"""Slack's bold, with the space it needs before Chinese punctuation."""
SIGNS = {"higher": "≥", "lower": "≤"}


def list_(json: AsJson = False, language: Language = "en") -> None:
    """Name every built-in scheme."""
    from scoring.scheme import builtin_ids, load

    schemes = [load(each) for each in builtin_ids()]
    if json:
        as_json([{"id": each.id, "version": each.version, "title": each.title.into(language)} for each in schemes])
        return
    for each in schemes:
        heading(each.id, f" v{each.version}  {each.title.into(language)}")


def show(
    id: Annotated[str, typer.Argument(help="A built-in scheme's id, such as promotion, or a file *.yaml.")],  # noqa: A002 - the usage line names it
    json: AsJson = False,
    language: Language = "en",
) -> None:
    """Every metric of a scheme, and what results earn and start."""
    from bot.errors import Refused
    from bot.i18n.translator import translator
    from scoring.errors import ScoringError
    from scoring.scheme import load

    try:
        scheme = load(id)
    except ScoringError as error:
        raise Refused(str(error)) from None
    if json:
        as_json(scheme.model_dump(mode="json", by_alias=True) | {"hash": scheme.version_hash})
    else:
        _print(scheme, translator(language))


def check(
    file: Annotated[str, typer.Argument(help="A scheme in a file *.yaml, or a built-in one's id.")],
    json: AsJson = False,
) -> None:
    """Everything there is to say about a scheme, with lines. Exit code 1 when an error keeps it from being used."""
    from bot.cli.checking import findings_of, print_findings

    print_findings(file, findings_of(file), json=json)


def _print(scheme: "Scheme", t: "Translator") -> None:
    from bot.features.schemes.rules import terms_of
    from bot.slack.text import unescape

    heading(scheme.title.into(t.language), f"  {scheme.id} v{scheme.version}")
    for dimension in scheme.dimensions:
        headings = ("metric", "weight", "cadence", "formula", "target")
        table(headings, _rows(dimension, t), title=dimension.title.into(t.language))
    for terms in terms_of(t, scheme):
        heading(f"\n{terms.heading}")
        for line in terms.lines:
            typer.echo(unescape(_BOLD.sub(r"\1", line)))


def _rows(dimension: "Dimension", t: "Translator") -> Iterator[tuple[str, ...]]:
    for metric in dimension.metrics:
        title, weight = metric.title.into(t.language), f"{metric.weight:g} %"
        computed = f"rated 1-5 by {metric.source.value}" if metric.is_rated else metric.formula
        yield title, weight, metric.cadence.value, computed, _target(metric, t)


def _target(metric: "Metric", t: "Translator") -> str:
    if metric.low is not None and metric.high is not None:
        return f"{metric.low:g} to {metric.high:g} {t.unit(metric.unit)}"
    return "–" if metric.target is None else f"{SIGNS[metric.direction.value]} {metric.target:g} {t.unit(metric.unit)}"
