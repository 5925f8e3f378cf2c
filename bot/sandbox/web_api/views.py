"""views.*"""

from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import SlackError
from bot.sandbox.views import View
from bot.sandbox.web_api.arguments import Arguments


def _content(args: Arguments) -> Any:
    args.required("view")
    return args.structure("view")


def _shown(core: Core, view: View) -> dict[str, Any]:
    return {"view": core.view_json(view)}


def views_open(core: Core, args: Arguments) -> dict[str, Any]:
    """views.open: needs a fresh trigger id."""
    content = _content(args)
    trigger = core.triggers.exchange(args.required("trigger_id"))
    return _shown(core, core.views.open(trigger.user, content))


def views_push(core: Core, args: Arguments) -> dict[str, Any]:
    """views.push: needs a fresh trigger id that came from an open modal."""
    content = _content(args)
    trigger = core.triggers.exchange(args.required("trigger_id"))
    if trigger.view_id is None:
        raise SlackError("invalid_trigger_id")
    return _shown(core, core.views.push(trigger.user, content))


def views_update(core: Core, args: Arguments) -> dict[str, Any]:
    """views.update: by `view_id` or `external_id`, guarded by `hash` when given."""
    by_id = args.text("view_id")
    view = core.views.find(by_id) if by_id else core.views.find_external(args.required("external_id"))
    return _shown(core, core.views.update(view, _content(args), expected_hash=args.text("hash") or None))


def views_publish(core: Core, args: Arguments) -> dict[str, Any]:
    """views.publish: the Home tab of one person."""
    user = core.workspace.person(args.required("user_id")).id
    return _shown(core, core.views.publish(user, _content(args), expected_hash=args.text("hash") or None))
