"""meters settings: the window; or show, get, set, check, password."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from agent.context import settings_window
from agent.context.deployment import deployment_of
from agent.context.office import open_folder, open_store
from agent.context.profiles import open_profile, settings_flaw
from agent.core.messages import commands
from agent.core.model.exit_codes import ExitCode
from agent.core.settings.keyring_names import MAIL
from agent.edge import files
from agent.edge.secret_store import require_writable, secret_store_of
from agent.jobs import settings as job

if TYPE_CHECKING:
    from argparse import Namespace

    from agent.jobs.ports import SecretStore


PROFILE = "mail.profile"


def run(arguments: Namespace) -> int:
    """Do what the action says; without one, open the window."""
    if arguments.action == "try":
        return settings_window.try_from_stdin()
    return _run_in(open_folder(arguments), arguments)


def _run_in(folder: files.Folder, arguments: Namespace) -> int:
    deployment = deployment_of(folder)
    if arguments.action is None and deployment.waiting:
        settings_window.ask_about(folder, deployment.waiting)
        deployment = deployment_of(folder)
    file = job.TextFile(
        read=lambda: files.read_text(folder.settings),
        write=lambda text: files.write_atomically(folder.settings, text),
        layers=deployment.layers,
    )
    if arguments.action == "get":
        return job.get(arguments.key, file, print)
    if arguments.action == "set":
        if arguments.key == PROFILE and arguments.value.strip():
            open_profile(folder, arguments.value.strip())
        return job.set_value(arguments.key, arguments.value, file, print)
    if arguments.action == "check":
        return _check(folder, file)
    if arguments.action == "show":
        return job.show(file, _secret_store(folder), print)
    if arguments.action == "password":
        require_writable(arguments.name or MAIL)
        return job.password(arguments.name, read_secret, _secret_store(folder).set, print)
    open_ = settings_window.open_first_run if arguments.first_run else settings_window.open_window
    return open_(folder, file, arguments.page)


def _check(folder: files.Folder, file: job.TextFile) -> int:
    """Print what is wrong with the settings; AgentError where their dealer profile can't be used."""
    lines: list[str] = []
    code = job.check(file, lines.append)
    if code == ExitCode.FINE and (flaw := settings_flaw(folder, file.layers)):
        raise flaw
    print("\n".join(lines))
    return code


def _secret_store(folder: files.Folder) -> SecretStore:
    with open_store(folder) as (_, identity):
        return secret_store_of(identity.agent_id)


def read_secret() -> str:
    """Ask at a terminal without showing it; else read the first line of the standard input."""
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(commands.PASSWORD_PROMPT)
    return sys.stdin.readline()
