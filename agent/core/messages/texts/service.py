"""The service of a computer: set up, removed, asked, its secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.numbers import moment as written

if TYPE_CHECKING:
    from datetime import datetime

ASK_OPTION = "ask the service to read the printers, or to send rejected reports again"
OPTION = "run as a service of this computer, also while nobody is signed in (Linux; as root)"
INSTALL_OPTION = "set the service up and start it"
REMOVE_OPTION = "stop the service and remove it; data and secrets stay"
PURGE_OPTION = "also remove its data, secrets and account"
STATUS_OPTION = "show whether the service runs"
PASSWORD_OPTION = "store a password for the service"  # noqa: S105 (a sentence)
ROTATE_OPTION = "use a new signing key from the service's next report on"

NO_SCAN_YET = "It has not finished a scan yet."
MAIL_NOT_SET_UP = "Email is not set up. Ask your administrator."
NOT_INSTALLED = "The service is not set up. To set it up, as root: meters service install"
RUNS = "The service is running."
STARTS_AT_BOOT = "It starts with the computer."
STARTS_BY_HAND = "It doesn't start with the computer. To change that: systemctl enable meters-agent"
STARTING = "The service is starting."
WHY_NOT = "To see why: journalctl -u meters-agent"
KEPT = "Kept: data, secrets and the account meters-agent. To remove these, too: meters service remove --purge"
PURGED = "Data, secrets and the account meters-agent were removed."
NOTHING_TO_REMOVE = "The service was not set up."
RESTARTED = "The service was restarted and uses it now."
USED_AT_START = "The service uses it when it starts."
KEY_WAITS = "A new key waits already: the next report introduces it."
KEY_MADE = "The next report introduces a new key, confirmed by the previous one. Until then nothing changes."
FROM_A_PACKAGE = "Its program and unit belong to a package: apt remove meters-agent"
ASKED = "The service was asked. It begins within a minute, or when it has finished what it does now."
NEXT_STEPS = (
    "Settings: /etc/meters-agent/provision.toml or policy.toml, then: systemctl restart meters-agent\n"
    "Passwords, as root: meters service password"
)


# Errors: what happened, and what to do about it.
NEEDS_ROOT = ErrorKind("Only root can do this.", "Run: sudo {command}")
NO_SYSTEMD = ErrorKind(
    "This computer is not run by systemd 250 or later, which the service needs.",
    "Start Meters Agent with the session instead: 'meters watch --install'.",
)
SESSION_ONLY = ErrorKind(
    "On this system Meters Agent can't be a service.",
    "Start Meters Agent with the session instead: 'meters watch --install'.",
)
PROGRAM_OPEN_TO_OTHERS = ErrorKind(
    "The service can't run {path}: this file and all folders above it must be root's, not in /home or /root.",
    "Copy the program to /opt/meters-agent, for example, and run it there.",
)
COMMAND_FAILED = ErrorKind("{command} failed: {problem}.", "To see why: journalctl -u meters-agent")
UNIT_OF_ANOTHER = ErrorKind(
    "{path} was not made by Meters Agent.",
    "Nothing was changed. Remove or rename that file first.",
)
NOT_SET_UP = ErrorKind("The service is not set up.", "Set it up first: 'meters service install'.")
FOLDER_OF_ANOTHER = ErrorKind(
    "{path} does not belong to the service.",
    "Ask your administrator to remove it and to restart the service.",
)
FOLDER_UNUSABLE = ErrorKind("{path} can't be used: {reason}.", "Ask your administrator.")
SHOWN_UNUSABLE = ErrorKind(
    "What the service shows can't be read: {path}.",
    "Use the same version of Meters Agent as the service, or ask your administrator.",
)
NO_SERVICE = ErrorKind(
    "This computer has no service that could be asked.",
    "Read the printers yourself: 'meters scan'.",
    icon='Choose "Read printers now".',
)
READ_ONLY = ErrorKind(
    "The service's secrets can be changed by root alone.",
    "As root, run: {command}",
)
NOT_IN_THE_SERVICE = ErrorKind(
    "The service's secrets can be read by the service alone.",
    "To store one again, as root: 'meters service password'.",
)
CREDENTIAL_UNUSABLE = ErrorKind(
    "The service can't use the stored password {name}.",
    "As root, store it again: 'meters service password {name}'.",
)


def created(path: str) -> str:
    """Return that a file was made."""
    return gettext("{path} was created.", path=path)


def stopped(result: str, code: int) -> str:
    """Return that the service does not run, and what systemd calls the cause."""
    return gettext("The service isn't running ({result}, exit code {code}).", result=result, code=code)


def restarted(times: int) -> str:
    """Return how often systemd had to start it anew."""
    return gettext("Restarted after failures: {times}.", times=times)


def shown_at(when: datetime) -> str:
    """Return of when the state is that the service shows."""
    return gettext("State of this computer's service, as of {moment}:", moment=written(when.astimezone()))
