"""views.*"""

from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import SlackError, with_messages
from bot.sandbox.limits import check_view
from bot.sandbox.views import View
from bot.sandbox.web_api.arguments import Arguments


def _content(core: Core, args: Arguments, *, kind: str = "modal") -> Any:
    args.required("view")
    view = args.structure("view")
    found = check_view(view, kind=kind) or core.unknown_files(view["blocks"], pointer="/view/blocks")
    found = found or core.forbidden_fields(view["blocks"])
    if found:
        raise with_messages("invalid_arguments", found)
    return view


def _shown(core: Core, view: View) -> dict[str, Any]:
    return {"view": core.view_json(view)}


def views_open(core: Core, args: Arguments) -> dict[str, Any]:
    """views.open: needs a fresh trigger id."""
    content = _content(core, args)
    trigger = core.triggers.exchange(args.required("trigger_id"))
    return _shown(core, core.views.open(trigger.user, content))


def views_push(core: Core, args: Arguments) -> dict[str, Any]:
    """views.push: needs a fresh trigger id that came from an open modal."""
    content = _content(core, args)
    trigger = core.triggers.exchange(args.required("trigger_id"))
    if trigger.view_id is None:
        raise SlackError("invalid_trigger_id")
    return _shown(core, core.views.push(trigger.user, content))


def views_update(core: Core, args: Arguments) -> dict[str, Any]:
    """views.update: by `view_id` or `external_id`, guarded by `hash` when given."""
    by_id = args.text("view_id")
    view = core.views.find(by_id) if by_id else core.views.find_external(args.required("external_id"))
    return _shown(
        core, core.views.update(view, _content(core, args, kind=view.kind), expected_hash=args.text("hash") or None)
    )


def views_publish(core: Core, args: Arguments) -> dict[str, Any]:
    """views.publish: the Home tab of one person."""
    user = core.workspace.person(args.required("user_id")).id
    return _shown(
        core, core.views.publish(user, _content(core, args, kind="home"), expected_hash=args.text("hash") or None)
    )
