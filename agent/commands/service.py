"""meters service: the daily loop as a service of the computer; install, remove, status, and its secrets."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from agent.commands.settings import read_secret
from agent.context.service_seen import ask_service, state_of_service
from agent.core.messages import service as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.service.linux_unit import DATA, HIDDEN
from agent.core.service.service_state import lines_of
from agent.edge import administrator, child, paths
from agent.edge.secret_store import check_size
from agent.jobs import settings as job

if TYPE_CHECKING:
    from argparse import Namespace

    from agent.core.model.access import Secret
    from agent.jobs.ports import SystemService


def run(arguments: Namespace) -> int:
    """Do what the action says; without one, show how the service stands."""
    if arguments.action == "ask":
        ask_service(arguments, arguments.request)
        print(messages.ASKED)
        return ExitCode.FINE
    service = _system_service()
    if arguments.action in {None, "status"}:
        return _show(service)
    if not service.may_change():
        raise AgentError(messages.NEEDS_ROOT, {"command": _typed(arguments)})
    if arguments.action == "install":
        return _install(service)
    if arguments.action == "remove":
        print("\n".join(service.remove(is_all=arguments.purge)))
        return ExitCode.FINE
    if arguments.action == "password":
        return _keep_password(service, arguments.name)
    shown = state_of_service(arguments)
    return _rotate(service, shown.public_key if shown else None)


def _system_service() -> SystemService:
    """Return the service manager of this system; AgentError where the program can't be a service."""
    if sys.platform != "linux":
        raise AgentError(messages.SESSION_ONLY)
    from agent.edge.system_service import systemd

    systemd.require()
    return systemd


def _show(service: SystemService) -> int:
    """Print how the service stands; code 1 where it does not run."""
    state = service.state()
    print("\n".join(lines_of(state)))
    return ExitCode.FINE if state.is_active else ExitCode.NEEDS_ATTENTION


def _install(service: SystemService) -> int:
    command = child.own_command(("watch", "--data", DATA))
    program = Path(command[0])
    is_hidden = any(program.resolve().is_relative_to(home) for home in HIDDEN)
    if is_hidden or not administrator.is_administrators(program):
        raise AgentError(messages.PROGRAM_OPEN_TO_OTHERS, {"path": command[0]})
    for line in service.install(command):
        print(line, flush=True)
    code = _show(service)
    print(messages.NEXT_STEPS)
    return code


def _keep_password(service: SystemService, name: str | None) -> int:
    if not service.state().is_installed:
        raise AgentError(messages.NOT_SET_UP)

    def keep(name: str, secret: Secret) -> None:
        check_size(secret)
        service.keep_secret(name, secret)

    code = job.password(name, read_secret, keep, print)
    print(service.use_secrets())
    return code


def _rotate(service: SystemService, signs_now: str | None) -> int:
    if not service.next_key(signs_now):
        print(messages.KEY_WAITS)
        return ExitCode.FINE
    print(messages.KEY_MADE)
    print(service.use_secrets())
    return ExitCode.FINE


def _typed(arguments: Namespace) -> str:
    """Return the command that was typed, for root."""
    name = getattr(arguments, "name", None)
    purge = ["--purge"] if getattr(arguments, "purge", False) else []
    words = ("service", arguments.action, *purge, *([name] if name else []))
    return shlex.join((str(paths.program() or "meters"), *words))
