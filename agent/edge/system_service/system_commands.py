"""The system's own commands: run to their end, secrets through pipes alone."""

import shutil
import subprocess

from agent.core.messages import service as messages
from agent.core.messages import starting
from agent.core.model.errors import AgentError

LONGEST = 120  # seconds; `systemctl restart` waits until the service is ready, at most its 90 seconds


def call(*command: str, stdin: str = "") -> str:
    """Run a command and return what it said; AgentError with its words where it fails."""
    program = shutil.which(command[0])
    if program is None:
        raise _failed(command, starting.not_here(command[0]))
    try:
        ended = subprocess.run(
            [program, *command[1:]],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=LONGEST,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(command, starting.no_answer(command[0])) from error
    if ended.returncode:
        said = " ".join(ended.stderr.split()).rstrip(".")
        raise _failed(command, said or starting.ended_with(command[0], ended.returncode))
    return ended.stdout


def answer(*command: str) -> str:
    """Return the output of a command, empty where it fails: as `getent` answers to what isn't there."""
    try:
        return call(*command)
    except AgentError:
        return ""


def _failed(command: tuple[str, ...], problem: str) -> AgentError:
    return AgentError(messages.COMMAND_FAILED, {"command": " ".join(command[:2]), "problem": problem})
