"""All parts of a prompt, in the order in which it shows them: whoever adds one names it here."""

from bot.features.prompts.jobs.part import Part
from bot.features.prompts.jobs.parts import actions, figures, goals, nominations, own, ratings, reports, talks

PARTS: tuple[Part, ...] = (
    figures.PART,
    ratings.PART,
    reports.PART,
    *nominations.PARTS,
    actions.PART,
    talks.PART,
    goals.PART,
    own.PART,
)
