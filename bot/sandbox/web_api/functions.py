"""functions.*"""

import json
from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import SlackError
from bot.sandbox.web_api.arguments import Arguments


def complete_success(core: Core, args: Arguments) -> dict[str, Any]:
    """functions.completeSuccess"""
    outputs = args.given.get("outputs")
    if isinstance(outputs, str):
        outputs = json.loads(outputs)
    if not isinstance(outputs, dict):
        raise SlackError("invalid_arguments")
    core.executions.complete(args.text("function_execution_id"), outputs)
    return {}


def complete_error(core: Core, args: Arguments) -> dict[str, Any]:
    """functions.completeError"""
    if not args.text("error"):
        raise SlackError("invalid_arguments")
    core.executions.fail(args.text("function_execution_id"), args.text("error"))
    return {}
