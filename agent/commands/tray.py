"""meters, without a command: the icon beside the clock, its daily loop, its children."""

from __future__ import annotations

import logging
import os
import queue
import signal
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agent.context.folder import NotItsFolderError, folder_path, now, open_folder, own_data
from agent.context.service_seen import SHOWN_STATE
from agent.core.messages import tray as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.tray.icon_view import first_icon_view
from agent.edge import administrator, child, console, files, login_session, session_start, theme
from agent.edge.lock import hold
from agent.jobs.ports import TrayAdapters
from agent.jobs.tray import TrayLoop
from agent.ui import drawn
from agent.ui.early_arguments import for_surface
from agent.ui.icon_sizes import SIZES, SMALL
from agent.ui.tray import load_backend, run_icon

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence

    from agent.core.schedule.tasks import Task
    from agent.core.tray.icon_state import IconState

LOG = logging.getLogger(__name__)

KEPT = 400_000  # characters of a child's output: the drawings; the icon's state is far shorter
LONGEST_DRAWING = 20.0  # seconds
LONGEST_LOOK = 30.0  # seconds, at a sign-in, when a computer has much to do
LONGEST_PAGE = 60.0  # seconds, of hundreds of printers on a slow disk
# The exit codes with the page open; the second where something on it needs attention.
SHOWN = (ExitCode.FINE, ExitCode.NEEDS_ATTENTION)
SESSION = "tray.session"  # in whose session the icon is; the lock's own file can't be read on Windows


def run(arguments: Namespace) -> int:
    """Show the icon until Quit; where one is shown already, open its settings or its page instead.

    Where the folder is not there yet, such as on a share, the icon says so and waits for it.
    """
    if arguments.at_sign_in and not _is_wanted_at_sign_in(arguments):
        return ExitCode.FINE
    folder = files.Folder(folder_path(arguments.data))
    with ExitStack() as stack:
        single_icon = SingleIcon(arguments, stack)
        try:
            single_icon.take()
        except NotItsFolderError as error:
            LOG.warning("%s %s", error.title, error.advice)
        except AgentError as error:
            if error.code != ExitCode.ALREADY_RUNNING:
                raise
            if not arguments.at_sign_in:  # nobody has clicked on anything
                _show_what_is_there(folder, own_data(arguments, folder))
            return ExitCode.FINE
        _show(folder, arguments, single_icon)
    return ExitCode.FINE


def _is_wanted_at_sign_in(arguments: Namespace) -> bool:
    """Return whether the start entry for all users of a computer starts this user's icon.

    This user's own entry goes before, and so does a choice not to start. Settings that can't be read are
    told by the icon.
    """
    if session_start.starts():
        return False
    data = ("--data", arguments.data) if arguments.data else ()
    return child.run(("settings", "get", "tray.autostart", *data), LONGEST_LOOK).output.strip() != "false"


@dataclass(slots=True)
class SingleIcon:
    """The right to be the one icon of a folder; it is taken as soon as the folder is there."""

    arguments: Namespace
    stack: ExitStack
    is_taken: bool = False

    def take(self) -> None:
        """Open the folder and its log, and hold its lock until the end.

        NotItsFolderError while the folder is not there, AgentError ALREADY_RUNNING where another icon has it.
        """
        folder = open_folder(self.arguments)
        if not self.is_taken:
            self.stack.enter_context(hold(folder.path / "tray.lock"))
            self.is_taken = True
            _note_session(folder)


def _note_session(folder: files.Folder) -> None:
    try:
        files.write_atomically(folder.path / SESSION, login_session.identity())
    except AgentError as error:  # a full disk keeps no icon away
        LOG.warning("%s", error)


def _show_what_is_there(folder: files.Folder, own: Sequence[str]) -> None:
    """Open the settings of the icon in this session; where it is in another one, show the printers.

    Whoever logs in a second time sees no icon: it is on a screen that is not theirs now.
    """
    is_here = files.read_text(folder.path / SESSION) in {None, login_session.identity()}
    if is_here or child.run(("report", "--open", *own), LONGEST_PAGE).code not in SHOWN:
        child.start_alone(("settings", *own))


def _show(folder: files.Folder, arguments: Namespace, single_icon: SingleIcon) -> None:
    finished: queue.SimpleQueue[child.Ended] = queue.SimpleQueue()
    system = theme.system_name()
    child.start((*_drawing(system), "--data", str(folder.path)), LONGEST_DRAWING, finished.put, KEPT)
    pystray = load_backend()  # the slow part; the drawings are made beside it
    tray = TrayLoop(_adapters(folder, arguments, single_icon))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: tray.click("quit"))
    drawings = _drawings(finished.get(), system)
    console.leave()
    run_icon(pystray, drawings, first_icon_view(), tray.click, tray.work)


def _adapters(folder: files.Folder, arguments: Namespace, single_icon: SingleIcon) -> TrayAdapters:
    def start(task: Task, when_ended: Callable[[child.Ended], None]) -> child.RunningChild:
        own = own_data(arguments, folder)
        return child.start((*task.command, *own, for_surface("icon")), task.deadline, when_ended, KEPT)

    def set_autostart(on: bool) -> None:
        session_start.set_start(child.own_command(own_data(arguments, folder)), on=on)

    return TrayAdapters(
        start=start,
        fingerprint=partial(_fingerprint, folder, single_icon),
        set_autostart=set_autostart,
        now=now,
        hides_new_icons=theme.hides_new_icons(),
    )


def _drawing(system: str) -> tuple[str, ...]:
    """Return the command that draws the icon's states as this desktop wants them."""
    bar = {True: "dark", False: "light", None: "unknown"}[theme.bar_is_dark()]
    form = ("--ico", "--sizes", *map(str, SIZES)) if system == "Windows" else ("--sizes", str(SMALL))
    return ("icon", *form, "--bar", bar)


def _drawings(ended: child.Ended, system: str) -> Mapping[IconState, object]:
    try:
        drawings = drawn.of_output(ended.output)
    except ValueError as error:
        LOG.warning("drawing ended with %s: %s", ended.code, ended.output.strip()[-500:])
        raise AgentError(messages.DRAWING_FAILED) from error
    if system == "macOS":
        return {icon_state: drawn.as_image(drawing) for icon_state, drawing in drawings.items()}
    return drawings


def _fingerprint(folder: files.Folder, single_icon: SingleIcon) -> tuple[tuple[int, int] | None, ...]:
    """Return values that change when settings or store are written: times and sizes, no content.

    AgentError while the folder is not there, and where another icon was quicker to take it.
    """
    if not single_icon.is_taken:
        single_icon.take()
    write_ahead = folder.database.with_name(f"{folder.database.name}-wal")
    return (
        *map(_written, (folder.settings, folder.provisioned, folder.database, write_ahead, SHOWN_STATE)),
        administrator.policy_changed_at(),
    )


def _written(path: os.PathLike[str]) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 (the sibling is the same call)
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_size) if status.st_size else None
