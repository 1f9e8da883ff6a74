"""meters settings: the window, with the disk, the keyring, the mail server and the network at its back."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from agent.context.deployment import Waiting, refuse, take
from agent.core.messages import deployment
from agent.core.messages import window as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.edge import child, console, desktop, paths, theme
from agent.edge.clock import now
from agent.edge.files import Folder, profile_names
from agent.jobs.settings_window import TypedFirst, WindowAdapters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from agent.jobs.ports import NetworkSearch, SecretStore
    from agent.jobs.settings import TextFile

FIRST_PAGE = "networks"


def open_window(folder: Folder, file: TextFile, page: str | None) -> int:
    """Show the settings window until it is closed."""
    paths.prepare_tk()
    show = _window()
    console.leave()
    show(_adapters(folder, file), page or FIRST_PAGE)
    return ExitCode.FINE


def open_first_run(folder: Folder, file: TextFile, page: str | None) -> int:
    """Show the three steps of the first start until they are closed; the page mail begins with the second."""
    paths.prepare_tk()
    show = _first_run()
    console.leave()
    show(_adapters(folder, file), page)
    return ExitCode.FINE


def ask_about(folder: Folder, waiting: Waiting) -> None:
    """Show the settings that somebody prepared and keep what the person says; put off, it waits on."""
    paths.prepare_tk()
    with _tk_is_needed():
        from agent.ui.window.provision import ask
    introduction = deployment.found_by_administrator if waiting.is_administrators else deployment.found_in
    answer = ask(introduction(waiting.path), waiting.rows(), is_dark=theme.windows_are_dark())
    if answer is not None:
        (take if answer else refuse)(folder, waiting)


def _adapters(folder: Folder, file: TextFile) -> WindowAdapters:
    own = ("--data", str(folder.path))

    def secret_store() -> SecretStore:
        secret_store: SecretStore = _behind().secret_store(folder)
        return secret_store

    @cache
    def search() -> NetworkSearch:
        search: NetworkSearch = _behind().network_search(folder)
        return search

    return WindowAdapters(
        file=file,
        secret_store=secret_store,
        own_networks=lambda: _behind().networks_of_this_computer(),
        send_test=lambda settings, typed: _behind().send_test(
            settings, TypedFirst(typed, secret_store()), folder.path
        ),
        certificate_of=lambda settings: _behind().certificate_of_server(settings),
        try_user=lambda row, typed, address: _behind().try_user(
            row, TypedFirst(typed, secret_store()), address
        ),
        next_run=lambda settings: _behind().sentence_of_next_run(folder, settings),
        search=search,
        now=now,
        folder=str(folder.path),
        open_folder=lambda: desktop.open_path(folder.path),
        open_log=lambda: desktop.open_path(folder.log),
        show_printers=lambda: child.start_alone(("report", "--open", *own)),
        open_bundle=lambda: child.start_alone(("bundle", "--window", *own)),
        open_doctor=lambda place: child.start_alone(("doctor", "--window", *place.arguments, *own)),
        conditions=lambda: _behind().conditions_that_stand(folder),
        system=theme.system_name().lower(),
        is_dark=theme.windows_are_dark(),
        profiles=profile_names(folder),
        start_hint=_start_hint(folder),
    )


def _start_hint(folder: Folder) -> str:
    if sys.platform != "win32":
        return ""
    from agent.edge import session_start

    own = child.own_command(("--data", str(folder.path)))
    return messages.IN_STARTUP_FOLDER if session_start.is_too_long(own) else ""


def _window() -> Callable[[WindowAdapters, str], None]:
    """Return the function that shows the window; AgentError where this Python came without Tk."""
    with _tk_is_needed():
        from agent.ui.window.window import open_window as show
    return show


def _first_run() -> Callable[[WindowAdapters, str | None], None]:
    """Return the function that shows the first steps; AgentError where this Python came without Tk."""
    with _tk_is_needed():
        from agent.ui.window.first_run import open_first_run as show
    return show


@contextmanager
def _tk_is_needed() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        if error.name not in {"tkinter", "_tkinter"}:
            raise
        raise AgentError(messages.NO_TK) from error


def _behind() -> ModuleType:
    from agent.context import window_adapters

    return window_adapters


def try_from_stdin() -> int:
    """Ask one address as the SNMPv3 user that stdin tells; the exit code is the verdict."""
    from agent.edge.snmp import open_session
    from agent.jobs.try_user import ask_once, from_stdin

    user, endpoint = from_stdin(sys.stdin.buffer.read())
    return ask_once(user, endpoint, open_session)
