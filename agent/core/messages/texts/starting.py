"""The start with the computer or the session: what was written, what to do where it can't be."""

from agent.core.messages.catalogue import gettext
from agent.core.messages.error_kinds import ErrorKind

DESCRIPTION = "Reads printer meters every day"  # what the system's own lists say of the program
NOTHING_INSTALLED = "Autostart was not set up."
_SIGNED_OUT = (
    "While nobody is signed in, reports are not signed, and passwords of the mail server and printers "
    "can't be used."
)
WAITS_FOR_FOLDER = "Meters Agent starts as soon as it is available."


# Errors: what happened, and what to do about it.
NOT_THERE_YET = ErrorKind(
    "The data folder of agent {agent_id} was not found: {folder}.",
    "Check that its drive or network share is connected. Nothing was written there. If the folder "
    "was deleted on purpose, start Meters Agent once manually.",
)
ANOTHER_AGENTS = ErrorKind(
    "The data folder {folder} belongs to agent {other}, not to agent {agent_id}.",
    "Connect the right drive or network share, or set up the start for this folder: 'meters watch "
    "--install'.",
    icon="Connect the right drive or network share.",
)
SESSION_UNCHANGED = ErrorKind(
    "The start at sign-in can't be changed: {path}: {reason}.",
    "Give this user write permission there.",
)
WINDOWS_UNCHANGED = ErrorKind(
    "The start with Windows can't be changed: {reason}.",
    "Ask your IT.",
)
TASK_STAYS = ErrorKind(
    "Windows didn't remove the task: {problem}.",
    'Delete "{task}" in Task Scheduler.',
)
TASK_REFUSED = ErrorKind(
    "Windows didn't accept the task: {problem}.",
    "Ask your IT to allow scheduled tasks.",
)
NOT_WRITTEN = ErrorKind(
    "{path} can't be written: {reason}.",
    "Give this user write permission there.",
)
NOT_REMOVED = ErrorKind(
    "{path} can't be removed: {reason}.",
    "Delete it manually.",
)


def watches(next_run: str, log: str) -> str:
    """Return what the loop does on a terminal; `next_run` is a sentence."""
    return gettext(
        "Meters Agent is running: it reads the printers once a day. {next_run} Log: {log}. Stop it "
        "with Ctrl+C.",
        next_run=next_run,
        log=log,
    )


def unit_runs(path: str) -> str:
    """Return that systemd starts it from now on."""
    return gettext(
        "{path} was created. Meters Agent runs now and at every sign-in. To start it with the "
        "computer, run: loginctl enable-linger. {signed_out}",
        path=path,
        signed_out=gettext(_SIGNED_OUT),
    )


def unit_waits(path: str, problem: str, typed: str) -> str:
    """Return that the unit is there but nobody started it; `typed` are the commands for that."""
    return gettext(
        "{path} was created. It could not be started ({problem}). Sign in, then run: {typed}. {signed_out}",
        path=path,
        problem=problem,
        typed=typed,
        signed_out=gettext(_SIGNED_OUT),
    )


def agent_runs(path: str) -> str:
    """Return that launchd starts it from now on."""
    return gettext(
        "{path} was created. Meters Agent runs now and at every sign-in. {signed_out}",
        path=path,
        signed_out=gettext(_SIGNED_OUT),
    )


def agent_waits(path: str, problem: str) -> str:
    """Return that launchd will start it at the next log-on."""
    return gettext(
        "{path} was created. It could not be started now ({problem}); it starts at the next sign-in. "
        "{signed_out}",
        path=path,
        problem=problem,
        signed_out=gettext(_SIGNED_OUT),
    )


def task_there(task: str) -> str:
    """Return that Windows will start it at the next log-on."""
    return gettext(
        'The task "{task}" was added to Task Scheduler. It starts at the next sign-in. {signed_out}',
        task=task,
        signed_out=gettext(_SIGNED_OUT),
    )


def task_removed(task: str) -> str:
    """Return that the task is gone."""
    return gettext('The task "{task}" was removed.', task=task)


def removed(path: str) -> str:
    """Return that a file is gone."""
    return gettext("{path} was removed.", path=path)


def not_here(command: str) -> str:
    """Return that the system has no such command; completes "could not be started (...)"."""
    return gettext("{command} not found", command=command)


def no_answer(command: str) -> str:
    """Return that a command of the system hangs."""
    return gettext("{command} doesn't respond", command=command)


def ended_with(command: str, code: int) -> str:
    """Return that a command of the system failed without a word."""
    return gettext("{command} ended with code {code}", command=command, code=code)
