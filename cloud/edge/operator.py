"""The operator's own machine: calls the stack's `admin` with the operator's own rights, and replays mails."""

import json
from functools import cached_property
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from cloud.edge.aws import client

OUTPUT = "Admin"


class NoAnswer(Exception):  # noqa: N818 (it is told as a sentence)
    """AWS did not answer, or admin failed; its text is a sentence."""


class Operator:
    """Whoever types, with the rights of their AWS credentials."""

    def __init__(self, stack: str) -> None:
        """Ask a CloudFormation stack by name; nothing is asked yet."""
        self.stack = stack

    @cached_property
    def function(self) -> str:
        """The name of the stack's admin."""
        found = self._call("cloudformation", "describe_stacks", StackName=self.stack)["Stacks"][0]
        outputs = {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", ())}
        if OUTPUT not in outputs:
            raise NoAnswer(f"The stack {self.stack} has no output {OUTPUT}: is it the receiver's?")
        return str(outputs[OUTPUT])

    def name(self) -> str:
        """Return the caller's AWS identity."""
        return str(self._call("sts", "get_caller_identity")["Arn"])

    def ask(self, event: dict[str, str]) -> dict[str, Any]:
        """Let admin do one thing and return its answer; NoAnswer if it failed."""
        payload = json.dumps(event).encode()
        answer = self._call("lambda", "invoke", FunctionName=self.function, Payload=payload)
        body = json.loads(answer["Payload"].read() or b"null")
        if answer.get("FunctionError") or not isinstance(body, dict):
            said = body.get("errorMessage", "") if isinstance(body, dict) else ""
            raise NoAnswer(
                f"The receiver failed: {said or 'it gave no reason'}. Its log {self.function} has more."
            )
        return body

    def environment(self) -> dict[str, str]:
        """Return the values of admin's environment: TABLE, MAILS, MAIL_DOMAIN, SETTLE_TASKS."""
        found = self._call("lambda", "get_function_configuration", FunctionName=self.function)
        return dict(found["Environment"]["Variables"])

    def _call(self, service: str, what: str, **given: Any) -> Any:  # noqa: ANN401 (AWS's own)
        try:
            return getattr(client(service), what)(**given)
        except ClientError as error:
            said = error.response.get("Error", {})
            raise NoAnswer(f"AWS refuses {what}: {said.get('Message') or said.get('Code')}.") from error
        except BotoCoreError as error:
            raise NoAnswer(f"AWS did not answer: {error}.") from error
