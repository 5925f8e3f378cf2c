"""What other slices and this slice's listeners may ask about reports and managers' ratings."""

from bot.features.appraisals.repository.expiry import old_appraisals
from bot.features.appraisals.service.due import Asked, Line
from bot.features.appraisals.service.evidence import rated_since_published, ratings_for
from bot.features.appraisals.service.rating import Rated, RatingForm, keep_rating, rate, rating_form
from bot.features.appraisals.service.reading import Reported, Said, appraisal_about, own_appraisal, report_about
from bot.features.appraisals.service.reporting import ReportForm, keep_report, report_form, submit_report
from bot.features.appraisals.service.rounds import hold, open_due, publish, publish_late
from bot.features.appraisals.service.status import MOST_AT_ONCE, PAGE, Status, ask_for_reports, status_of
from bot.features.appraisals.service.todo import Todo, is_asked_on, open_round, reporters_outside, todo_of

__all__ = [
    "MOST_AT_ONCE",
    "PAGE",
    "Asked",
    "Line",
    "Rated",
    "RatingForm",
    "ReportForm",
    "Reported",
    "Said",
    "Status",
    "Todo",
    "appraisal_about",
    "ask_for_reports",
    "hold",
    "is_asked_on",
    "keep_rating",
    "keep_report",
    "old_appraisals",
    "open_due",
    "open_round",
    "own_appraisal",
    "publish",
    "publish_late",
    "rate",
    "rated_since_published",
    "rating_form",
    "ratings_for",
    "report_about",
    "report_form",
    "reporters_outside",
    "status_of",
    "submit_report",
    "todo_of",
]
