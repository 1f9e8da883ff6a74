"""The start with the computer or the session: what was written, what to do where it can't be."""

from __future__ import annotations

DESCRIPTION = "Reads printer meters every day"  # what the system's own lists say of the program
WRITE_RIGHT = "Give this user write permission there."
ASK = "Ask your IT."
ALLOW_TASKS = "Ask your IT to allow scheduled tasks."
DELETE_BY_HAND = "Delete it manually."
NOTHING_INSTALLED = "Autostart was not set up."
_KEYRING = (
    "While nobody is signed in, the keyring is locked: reports are not signed, "
    "and passwords of the mail server and printers can't be used."
)
WAITS_FOR_FOLDER = "Meters Agent starts as soon as it is available."
NOT_THERE_YET_ADVICE = (
    "Check that its drive or network share is connected. Nothing was written there. If the folder was "
    "deleted on purpose, start Meters Agent once manually."
)
ANOTHER_AGENTS_ADVICE = (
    "Connect the right drive or network share, or set up the start for this folder: 'meters watch --install'."
)


def watches(next_run: str, log: str) -> str:
    """Return what the loop does on a terminal; `next_run` is a sentence."""
    return (
        "Meters Agent is running: it reads the printers once a day. "
        f"{next_run} Log: {log}. Stop it with Ctrl+C."
    )


def unit_runs(path: str) -> str:
    """Return that systemd starts it from now on."""
    return (
        f"{path} was created. Meters Agent runs now and at every sign-in. "
        f"To start it with the computer, run: loginctl enable-linger. {_KEYRING}"
    )


def unit_waits(path: str, problem: str, typed: str) -> str:
    """Return that the unit is there but nobody started it; `typed` are the commands for that."""
    return f"{path} was created. It could not be started ({problem}). Sign in, then run: {typed}. {_KEYRING}"


def agent_runs(path: str) -> str:
    """Return that launchd starts it from now on."""
    return f"{path} was created. Meters Agent runs now and at every sign-in. {_KEYRING}"


def agent_waits(path: str, problem: str) -> str:
    """Return that launchd will start it at the next log-on."""
    return (
        f"{path} was created. It could not be started now ({problem}); "
        f"it starts at the next sign-in. {_KEYRING}"
    )


def task_there(task: str) -> str:
    """Return that Windows will start it at the next log-on."""
    return f'The task "{task}" was added to Task Scheduler. It starts at the next sign-in. {_KEYRING}'


def task_refused(problem: str) -> str:
    """Return that Windows did not take the task."""
    return f"Windows didn't accept the task: {problem}."


def task_stays(problem: str) -> str:
    """Return that Windows didn't remove the task."""
    return f"Windows didn't remove the task: {problem}."


def delete_task(task: str) -> str:
    """Return how to remove it."""
    return f'Delete "{task}" in Task Scheduler.'


def task_removed(task: str) -> str:
    """Return that the task is gone."""
    return f'The task "{task}" was removed.'


def not_written(path: str, reason: str) -> str:
    """Return that a file can't be written."""
    return f"{path} can't be written: {reason}."


def not_removed(path: str, reason: str) -> str:
    """Return that a file can't be removed."""
    return f"{path} can't be removed: {reason}."


def removed(path: str) -> str:
    """Return that a file is gone."""
    return f"{path} was removed."


def not_here(command: str) -> str:
    """Return that the system has no such command; completes "could not be started (...)"."""
    return f"{command} not found"


def no_answer(command: str) -> str:
    """Return that a command of the system hangs."""
    return f"{command} doesn't respond"


def ended_with(command: str, code: int) -> str:
    """Return that a command of the system failed without a word."""
    return f"{command} ended with code {code}"


def session_unchanged(path: str, reason: str) -> str:
    """Return that the start with the session stays as it is."""
    return f"The start at sign-in can't be changed: {path}: {reason}."


def windows_unchanged(reason: str) -> str:
    """Return that the start with Windows stays as it is."""
    return f"The start with Windows can't be changed: {reason}."


def not_there_yet(folder: str, agent_id: str) -> str:
    """Return that the folder of the agent that is to be started is not there, or empty."""
    return f"The data folder of agent {agent_id} was not found: {folder}."


def another_agents(folder: str, other: str, agent_id: str) -> str:
    """Return that a folder is that of another agent than the one that is to be started."""
    return f"The data folder {folder} belongs to agent {other}, not to agent {agent_id}."
