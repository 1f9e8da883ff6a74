"""meters remove: everything that this program left for this user, after a yes."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from agent.commands.doctor import YES
from agent.context.deployment import deployment_of
from agent.context.folder import folder_path
from agent.context.office import open_store, tell
from agent.core.messages import keyring
from agent.core.messages import removal as messages
from agent.core.model.errors import AgentError, Wording
from agent.core.model.exit_codes import ExitCode
from agent.core.settings import secret_names
from agent.edge import autostart, files, own_files, session_start
from agent.edge.lock import hold
from agent.edge.secret_store import KeyringSecretStore
from agent.jobs.remove import Traces, forget, kept_names, lines_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from agent.core.model.records import Delivery


def run(arguments: Namespace) -> int:
    """Show what would go and remove it; refused while the icon or a scan runs."""
    folder = files.Folder(folder_path(arguments.data))
    found = own_files.own_files(folder.path) if folder.path.is_dir() else ()
    locks = _locks(folder) if found else {}
    with _held({path: taken for path, taken in locks.items() if path.exists()}):
        traces = _traces(folder, found)
    if traces.is_empty:
        print(messages.NOTHING)
        return ExitCode.FINE
    print("\n".join(lines_of(traces)))
    if not _is_agreed(arguments):
        tell(messages.KEPT)
        return ExitCode.FINE
    with _held(locks):
        forget(traces, KeyringSecretStore)
        _end_starts()
    _remove_files(folder.path)  # now that no lock is held: Windows removes no open file
    print(messages.DONE)
    return ExitCode.FINE


def _locks(folder: files.Folder) -> dict[Path, Wording | None]:
    """Return the locks of all that works in a folder, each with what is said where it is taken."""
    files.open_folder(folder.path)
    return {folder.path / "tray.lock": messages.ICON_RUNS, folder.lock: None, folder.sending: None}


@contextmanager
def _held(locks: Mapping[Path, Wording | None]) -> Iterator[None]:
    """Hold all locks; a look alone takes those that are there, so that it leaves no file behind."""
    with ExitStack() as stack:
        for path, taken in locks.items():
            stack.enter_context(hold(path, taken=taken))
        yield


def _remove_files(folder: Path) -> None:
    if folder.is_dir() and (left := own_files.remove(own_files.own_files(folder), folder)):
        print(messages.others(left, str(folder)))


def _is_agreed(arguments: Namespace) -> bool:
    if arguments.yes:
        return True
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise AgentError(messages.NOBODY_AGREED)
    return input(messages.QUESTION).strip().lower() in YES


def _traces(folder: files.Folder, found: tuple[Path, ...]) -> Traces:
    agents, letters = _of_database(folder)
    names = _names(folder) if agents else ()
    return Traces(
        folder=folder.path,
        files=found,
        secrets={agent: _kept(agent, names) for agent in agents},
        starts=tuple(_starts()),
        letters=letters,
        is_known=bool(agents) or not found,
    )


def _kept(agent_id: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the secrets of an agent; where this computer has no keyring there can be none."""
    try:
        return kept_names(KeyringSecretStore(agent_id), names)
    except AgentError as error:
        if error.kind != keyring.NO_KEYRING:
            raise
        return ()


def _of_database(folder: files.Folder) -> tuple[tuple[str, ...], tuple[Delivery, ...]]:
    """Return the agents of a folder and what nobody has received; a damaged database is set aside."""
    if not folder.database.exists():
        noted = files.noted_agent(folder)
        return ((noted.agent_id,) if noted else ()), ()
    try:
        with open_store(folder) as (store, _):
            return store.agents.ids(), (*store.letters.waiting(), *store.letters.refused())
    except AgentError as error:
        tell(f"{error.title} {error.advice}")
        noted = files.noted_agent(folder)
        return ((noted.agent_id,) if noted else ()), ()


def _names(folder: files.Folder) -> Sequence[str]:
    """Return the secrets that the settings name; settings that can't be read name none."""
    try:
        return secret_names(files.load_settings(folder, deployment_of(folder).layers))
    except AgentError as error:
        tell(f"{error.title} {error.advice}")
        return ()


def _starts() -> list[str]:
    icon = [messages.AT_SIGN_IN] if session_start.starts() else []
    return [*icon, messages.DAILY_LOOP] if autostart.is_installed() else icon


def _end_starts() -> None:
    session_start.set_start((), on=False)
    if autostart.is_installed():
        autostart.remove()
