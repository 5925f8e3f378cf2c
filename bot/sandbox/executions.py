"""Steps of workflows that the app was asked to carry out, and how each of them ended."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from bot.sandbox.errors import Refused, SlackError, with_messages
from bot.sandbox.identity import Manifest
from bot.sandbox.workspace import Workspace

Json = Mapping[str, Any]
TYPES: Final[Mapping[str, type]] = {
    "boolean": bool,
    "integer": int,
    "number": float,
    "slack#/types/timestamp": int,
    "slack#/types/user_id": str,
    "string": str,
}
USER: Final = "slack#/types/user_id"


@dataclass(slots=True, kw_only=True)
class Execution:
    """`function` is its callback id; `outputs` are set once it is completed, `error` once it has failed."""

    id: str
    function: str
    inputs: Json
    state: Literal["running", "completed", "failed"] = "running"
    outputs: Json | None = None
    error: str | None = None


class Executions:
    """What Workflow Builder keeps: checks inputs by the manifest before the app hears of them, and outputs after."""

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self.all: dict[str, Execution] = {}

    def start(self, workspace: Workspace, callback_id: str, inputs: Json) -> Execution:
        """Refused when the manifest declares no such step, and for inputs that a workflow could not be saved with."""
        declared = self._manifest.functions.get(callback_id)
        if declared is None:
            raise Refused(f"the manifest declares no step {callback_id!r}")
        parameters = declared["input_parameters"]
        if wrong := _wrong(parameters, inputs):
            raise Refused("; ".join(wrong))
        for name, value in inputs.items():
            if parameters[name]["type"] == USER and value not in workspace.people:
                raise Refused(f"{name}: nobody here has the id {value!r}")
        execution = Execution(id=f"Fx{secrets.token_hex(5).upper()}", function=callback_id, inputs=dict(inputs))
        self.all[execution.id] = execution
        return execution

    def complete(self, key: str, outputs: Json) -> None:
        """SlackError as functions.completeSuccess has them."""
        execution = self._running(key)
        if wrong := _wrong(self._manifest.functions[execution.function]["output_parameters"], outputs):
            raise with_messages("parameter_validation_failed", wrong)
        execution.state, execution.outputs = "completed", dict(outputs)

    def fail(self, key: str, error: str) -> None:
        """SlackError as functions.completeError has them."""
        execution = self._running(key)
        execution.state, execution.error = "failed", error

    def event(self, execution: Execution, *, app_id: str, bot_token: str, ts: str) -> dict[str, Any]:
        """function_executed, as the app gets it."""
        declared = self._manifest.functions[execution.function]
        return {
            "type": "function_executed",
            "function": {
                "id": f"Fn{execution.function.upper()[:9]}",
                "callback_id": execution.function,
                "title": declared["title"],
                "description": declared["description"],
                "type": "app",
                "input_parameters": list(declared["input_parameters"].values()),
                "output_parameters": list(declared["output_parameters"].values()),
                "app_id": app_id,
                "date_created": 0,
                "date_updated": 0,
                "date_deleted": 0,
            },
            "inputs": execution.inputs,
            "function_execution_id": execution.id,
            "workflow_execution_id": f"Wx{secrets.token_hex(5).upper()}",
            "event_ts": ts,
            "bot_access_token": bot_token,
        }

    def _running(self, key: str) -> Execution:
        if key not in self.all:
            raise SlackError("function_execution_not_found")
        if self.all[key].state != "running":
            raise SlackError("execution_not_in_running_state")
        return self.all[key]


def _wrong(parameters: Mapping[str, Json], given: Json) -> list[str]:
    """What does not fit the parameters: unknown, of another type, or missing."""
    found = [f"{name}: is no parameter" for name in given.keys() - parameters.keys()]
    for name, parameter in parameters.items():
        value = given.get(name)
        if value in (None, ""):
            found += [f"{name}: is required"] * bool(parameter["is_required"])
        elif type(value) is not TYPES[parameter["type"]]:
            found.append(f"{name}: is no {parameter['type']}")
    return sorted(found)
