"""The `evenhand` command. Each file holds one family of commands; heavy imports wait until a command runs."""

import sys

import typer

from bot.cli import audit, delivery, doctor, figures, keys, members, operate, retention, schedule, schemes, score
from bot.cli.output import fail, in_english
from bot.errors import ConfigurationError, Refused, Rejected

app = typer.Typer(
    name="evenhand",
    help="Evenhand (持平): continuous, explainable feedback for marketing teams, in Slack.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich takes longer to load than everything else that --help needs
    context_settings={"help_option_names": ["-h", "--help"]},
)
imports = typer.Typer(no_args_is_help=True, help="Bring people and figures in from CSV files.")
imports.command("members")(figures.import_members)
imports.command("entries")(figures.import_entries)
about_schemes = typer.Typer(no_args_is_help=True, help="The schemes that come with Evenhand, and your own in files.")
about_schemes.command("list")(schemes.list_)
about_schemes.command("show")(schemes.show)
about_schemes.command("check")(schemes.check)

about_deliveries = typer.Typer(no_args_is_help=True, help="Messages that did not arrive: who, when and why.")
about_deliveries.command("list")(delivery.list_)
about_deliveries.command("retry")(delivery.retry)
about_deliveries.command("resolve")(delivery.resolve)

about_the_log = typer.Typer(no_args_is_help=True, help="Who saw or changed what, and that nobody has changed that.")
about_the_log.command("verify")(audit.verify)
about_the_log.command("head")(audit.head)
about_the_log.command("search")(audit.search)
about_the_log.command("export")(audit.export)

about_members = typer.Typer(no_args_is_help=True, help="Who is in which team, and was.")
about_members.command("list")(members.list_)
about_members.command("show")(members.show)
about_members.command("readmit")(members.readmit)
about_members.command("import")(figures.import_members)
about_members.command("merge")(members.merge)

schedules = typer.Typer(no_args_is_help=True, help="Who is asked when, and why not.")
schedules.command("show")(schedule.show)

about_keys = typer.Typer(no_args_is_help=True, help="The keys that seal what people write.")
about_keys.command("new")(keys.new)
about_keys.command("check")(keys.check)
about_keys.command("rotate")(keys.rotate)

app.command()(operate.run)
app.command()(operate.demo)
app.command()(operate.migrate)
app.command()(operate.manifest)
app.command()(doctor.doctor)
app.add_typer(imports, name="import")
app.add_typer(about_schemes, name="schemes")
app.add_typer(about_members, name="members")
app.add_typer(schedules, name="schedule")
app.add_typer(about_deliveries, name="delivery")
app.add_typer(about_the_log, name="audit")
app.add_typer(about_keys, name="keys")
app.command()(figures.card)
app.command()(figures.close)
app.command()(score.score)
app.command()(retention.retention)


def main() -> None:
    """Exit codes: 0 done, 1 refused, 2 wrong usage."""
    try:
        app()
    except (ConfigurationError, Refused) as error:
        fail(str(error))
        sys.exit(1)
    except Rejected as rejected:
        fail(in_english(rejected))
        sys.exit(1)
