"""meters watch: the daily loop without a tray, and its start with the session."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from agent.context.folder import NotItsFolderError, keep_to_agent, own_data
from agent.context.office import now, open_folder, open_office, open_store, tell
from agent.context.status import read_status
from agent.context.tray_state import schedule_state_of
from agent.core.messages import office_status
from agent.core.messages import starting as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.edge import autostart, child
from agent.jobs.watch import TICK, LoopView, Watch, tick_forever
from agent.ui.folding import folded

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from agent.edge.files import Folder


def run(arguments: Namespace) -> int:
    """Run for ever; --install and --remove only write or remove the start with the session."""
    if arguments.install:
        return _install(arguments)
    if arguments.remove:
        print(autostart.remove())
        return ExitCode.FINE
    signal.signal(signal.SIGTERM, _end)
    folder = _wait_for_folder(arguments)

    if sys.stdout.isatty():
        with suppress(AgentError):  # the loop's first look tells it, and waits until it is mended
            _say_what_it_does(arguments)

    def run_child(command: Sequence[str], deadline: float) -> child.Ended:
        return child.run((*command, *own_data(arguments, folder)), deadline)

    watch = Watch(partial(_look, arguments), run_child, now, tell)
    tick_forever(watch.tick, time.sleep)
    return ExitCode.FINE


def _say_what_it_does(arguments: Namespace) -> None:
    office = open_office(arguments)
    status, _ = read_status(office)
    sentence = messages.watches(office_status.next_run(status.next_run), str(office.folder.log))
    print(folded(sentence), flush=True)


def _install(arguments: Namespace) -> int:
    """Write the start with the session; it names the agent, so that it starts no other one."""
    folder = open_folder(arguments)
    with open_store(folder):  # an agent is there from now on
        command = child.own_command(("watch", *own_data(arguments, folder)))
    print(autostart.install(command))
    return ExitCode.FINE


def _wait_for_folder(arguments: Namespace) -> Folder:
    """Return the data folder as soon as it is the agent's own; say once what is waited for."""
    shown = ""
    while True:
        try:
            return open_folder(arguments)
        except NotItsFolderError as error:
            if str(error) != shown:
                shown = str(error)
                tell(f"{error.title}\n{error.advice}\n{messages.WAITS_FOR_FOLDER}")
            time.sleep(TICK)


def _look(arguments: Namespace, bad_ends: Mapping[str, str]) -> LoopView:
    """Read settings and store anew: a person may have changed either since the last tick."""
    office = open_office(arguments)
    with open_store(office.folder) as (store, identity):
        keep_to_agent(arguments, office.folder)
        schedule_state = schedule_state_of(office, store, identity)
    status, are_kept = read_status(office, bad_ends)
    return LoopView(schedule_state, status.conditions, are_kept)


def _end(_signal: int, _frame: object) -> NoReturn:
    sys.exit(0)
