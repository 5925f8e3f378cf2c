"""The list of slices: whoever adds one names it here and nowhere else."""

from collections.abc import Mapping

from bot.features.appraisals import jobs as appraisals_jobs
from bot.features.appraisals import slack as appraisals
from bot.features.audit import jobs as audit_jobs
from bot.features.audit import slack as audit
from bot.features.campaigns import jobs as campaigns_jobs
from bot.features.campaigns import slack as campaigns
from bot.features.feedback import jobs as feedback_jobs
from bot.features.feedback import slack as feedback
from bot.features.goals import jobs as goals_jobs
from bot.features.goals import slack as goals
from bot.features.home import jobs as home_jobs
from bot.features.home import slack as home
from bot.features.improvement import jobs as improvement_jobs
from bot.features.improvement import slack as improvement
from bot.features.metrics import jobs as metrics_jobs
from bot.features.metrics import slack as metrics
from bot.features.people import slack as people
from bot.features.points import jobs as points_jobs
from bot.features.points import slack as points
from bot.features.privacy import jobs as privacy_jobs
from bot.features.privacy import slack as privacy
from bot.features.prompts import jobs as prompts_jobs
from bot.features.prompts import slack as prompts
from bot.features.retrospectives import jobs as retrospectives_jobs
from bot.features.retrospectives import slack as retrospectives
from bot.features.reviews import jobs as reviews_jobs
from bot.features.reviews import slack as reviews
from bot.features.schemes import slack as schemes
from bot.features.scorecards import jobs as scorecards_jobs
from bot.features.scorecards import slack as scorecards
from bot.features.talks import jobs as talks_jobs
from bot.features.talks import slack as talks
from bot.features.voices import slack as voices
from bot.features.workflows import jobs as workflows_jobs
from bot.features.workflows import slack as workflows
from bot.scheduling.service import Handler
from bot.settings import Settings
from bot.slack.listen import merged
from bot.slack.topics import router

LISTENERS = merged(
    slice_.listeners
    for slice_ in (
        scorecards,
        prompts,
        improvement,
        talks,
        metrics,
        feedback,
        points,
        appraisals,
        reviews,
        retrospectives,
        campaigns,
        goals,
        voices,
        workflows,
        schemes,
        people,
        audit,
        privacy,
        home,
    )
)
LISTENERS.commands["perf"] = router(LISTENERS.topics, LISTENERS.commands, people.duties)
RENDERERS = {
    **prompts_jobs.RENDERERS,
    **metrics_jobs.RENDERERS,
    **feedback_jobs.RENDERERS,
    **retrospectives_jobs.RENDERERS,
    **campaigns_jobs.RENDERERS,
    **goals_jobs.RENDERERS,
    **points_jobs.RENDERERS,
    **appraisals_jobs.RENDERERS,
    **reviews_jobs.RENDERERS,
    **scorecards_jobs.RENDERERS,
    **improvement_jobs.RENDERERS,
    **talks_jobs.RENDERERS,
    **home_jobs.RENDERERS,
    **workflows_jobs.RENDERERS,
    **audit_jobs.RENDERERS,
    **privacy_jobs.RENDERERS,
}


def handlers(settings: Settings) -> Mapping[str, Handler]:
    """What the schedules set off, by kind."""
    return {
        **prompts_jobs.HANDLERS,
        **metrics_jobs.HANDLERS,
        **retrospectives_jobs.HANDLERS,
        **reviews_jobs.handlers(settings),
        **appraisals_jobs.handlers(settings),
        **scorecards_jobs.handlers(settings),
        **improvement_jobs.handlers(settings),
        **talks_jobs.HANDLERS,
        **audit_jobs.handlers(settings),
    }
