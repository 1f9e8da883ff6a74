"""CloudFormation: how the stack stands, a change set made, told and carried out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError, WaiterError

from cloud.deploy.stack_settings import Wrong

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloud.deploy.stack_settings import StackSettings

ABSENT = "ABSENT"  # our word: no stack of that name, or one that only has been planned
_PLANNED = "REVIEW_IN_PROGRESS"
_UNCHANGED = (
    "didn't contain changes",
    "No updates are to be performed",
)  # AWS's reasons for an empty change set
_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]  # roles, and SAM's transform


@dataclass(frozen=True, slots=True)
class State:
    """How a stack stands: CloudFormation's status, and the outputs by their names."""

    status: str
    outputs: Mapping[str, str]
    reason: str = ""


def state_of(cloudformation: Any, stack: str) -> State:  # noqa: ANN401 (a client)
    """Return how a stack stands."""
    try:
        (found,) = cloudformation.describe_stacks(StackName=stack)["Stacks"]
    except ClientError as error:
        if "does not exist" in str(error):
            return State(ABSENT, {})
        raise
    outputs = {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", ())}
    status = ABSENT if found["StackStatus"] == _PLANNED else found["StackStatus"]
    return State(status, outputs, found.get("StackStatusReason", ""))


def refuse_if_stuck(state: State, stack: str) -> None:
    """Raise Wrong for a state in which CloudFormation takes no change."""
    if state.status in {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED", "CREATE_FAILED"}:
        told = (
            f"The stack {stack} could not be made ({state.status}. {state.reason}). Delete it in the console"
        )
        raise Wrong(f"{told}, mend what it names, then do this again. Buckets, table, key and people stay.")
    if state.status == "UPDATE_ROLLBACK_FAILED":
        raise Wrong(
            f"The stack {stack} hangs ({state.reason}). Choose 'Continue update rollback' in the console."
        )
    if state.status.endswith("_IN_PROGRESS"):
        raise Wrong(
            f"The stack {stack} is being changed at this moment ({state.status}). Wait, then do this again."
        )


def make_change_set(
    cloudformation: Any,  # noqa: ANN401 (a client)
    settings: StackSettings,
    *,
    template: str,
    name: str,
    is_new: bool,
) -> bool:
    """Let CloudFormation plan; return whether there is anything to change. Wrong if it can't."""
    cloudformation.create_change_set(
        StackName=settings.stack,
        ChangeSetName=name,
        ChangeSetType="CREATE" if is_new else "UPDATE",
        TemplateURL=template,
        Parameters=[
            {"ParameterKey": key, "ParameterValue": value}
            for key, value in sorted(settings.parameters.items())
        ],
        Capabilities=_CAPABILITIES,
    )
    named = {"StackName": settings.stack, "ChangeSetName": name}
    try:
        cloudformation.get_waiter("change_set_create_complete").wait(**named)
    except WaiterError as error:
        answer = cloudformation.describe_change_set(**named)
        if answer["Status"] == "FAILED" and any(why in answer.get("StatusReason", "") for why in _UNCHANGED):
            cloudformation.delete_change_set(**named)
            return False
        told = f"CloudFormation can't plan this: {answer.get('StatusReason') or answer['Status']}."
        raise Wrong(told) from error
    return True


def changes(cloudformation: Any, stack: str, name: str) -> Iterator[str]:  # noqa: ANN401 (a client)
    """Yield what a change set would do, a line each; what would be replaced says so."""
    pages = cloudformation.get_paginator("describe_change_set").paginate(StackName=stack, ChangeSetName=name)
    for page in pages:
        for change in page.get("Changes", ()):
            of = change["ResourceChange"]
            replaced = ", IN PLACE OF THE OLD ONE" if of.get("Replacement") in {"True", "Conditional"} else ""
            yield f"{of['Action'].lower()} {of['LogicalResourceId']} ({of['ResourceType']}){replaced}"


def execute(cloudformation: Any, stack: str, name: str, *, is_new: bool) -> State:  # noqa: ANN401 (a client)
    """Carry a change set out and wait for its end. Wrong with the first reason if it fails."""
    cloudformation.execute_change_set(StackName=stack, ChangeSetName=name)
    try:
        cloudformation.get_waiter("stack_create_complete" if is_new else "stack_update_complete").wait(
            StackName=stack
        )
    except WaiterError as error:
        raise Wrong(f"The stack could not be made. {_first_failure(cloudformation, stack)}") from error
    return state_of(cloudformation, stack)


def _first_failure(cloudformation: Any, stack: str) -> str:  # noqa: ANN401 (a client)
    """Return the reason of the failure that came first: those after it only follow."""
    failed = [
        event
        for page in cloudformation.get_paginator("describe_stack_events").paginate(StackName=stack)
        for event in page["StackEvents"]
        if event["ResourceStatus"].endswith("_FAILED")
        and "cancelled" not in event.get("ResourceStatusReason", "")
    ]
    if not failed:
        return "CloudFormation gives no reason; its events in the console may."
    first = min(failed, key=lambda event: event["Timestamp"])
    return f"{first['LogicalResourceId']}: {first.get('ResourceStatusReason', first['ResourceStatus'])}"
