"""meters watch: the daily loop without a tray, and its start with the session."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from agent.context.folder import NotItsFolderError, keep_to_agent, own_data
from agent.context.office import now, open_folder, open_office, open_store, tell
from agent.context.status import read_status
from agent.context.tray_state import schedule_state_of
from agent.core.messages import office_status
from agent.core.messages import starting as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.service.linux_unit import DATA, STATE
from agent.edge import autostart, child
from agent.edge.service_manager import ServiceManager, service_manager
from agent.jobs.watch import TICK, LoopView, Watch, tick_forever
from agent.ui.folding import folded

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence

    from agent.context.service_share import ServiceShare
    from agent.edge.child import Beat
    from agent.edge.files import Folder


def run(arguments: Namespace) -> int:
    """Run for ever; --install and --remove only write or remove the start with the session."""
    if arguments.install:
        return _install(arguments)
    if arguments.remove:
        print(autostart.remove())
        return ExitCode.FINE
    manager = service_manager()
    signal.signal(signal.SIGTERM, partial(_end, manager))
    folder = _wait_for_folder(arguments)

    if sys.stdout.isatty():
        with suppress(AgentError):  # the loop's first look tells it, and waits until it is mended
            _say_what_it_does(arguments)

    def run_child(command: Sequence[str], deadline: float, beat: Beat = manager.alive) -> child.Ended:
        return child.run((*command, *own_data(arguments, folder)), deadline, beat=beat)

    share = _share_with_users(run_child) if folder.path == Path(DATA) else None
    look = partial(_look, arguments, share)
    watch = Watch(look, partial(run_child, beat=partial(_beat, manager, look)), now, tell)
    if share:
        watch.take_requests = share.take_requests

    def tick() -> None:
        manager.alive()
        watch.tick()

    manager.ready()
    tick_forever(tick, time.sleep)
    return ExitCode.FINE


def _beat(manager: ServiceManager, look: Callable[[Mapping[str, str]], LoopView]) -> None:
    """Give a sign of life while a task runs, and show users how far it is."""
    manager.alive()
    if manager.address:
        with suppress(AgentError):  # the loop's next look tells it
            look({})


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


def _share_with_users(run_child: Callable[[Sequence[str], float], child.Ended]) -> ServiceShare:
    from agent.context.service_share import ServiceShare  # on Windows there are no such folders

    share = ServiceShare(Path(STATE), run_child)
    share.prepare()
    return share


def _look(arguments: Namespace, share: ServiceShare | None, bad_ends: Mapping[str, str]) -> LoopView:
    """Read settings and store anew: a person may have changed either since the last tick."""
    try:
        office = open_office(arguments)
    except AgentError as error:
        if share:
            share.show_unusable(str(error))
        raise
    with open_store(office.folder) as (store, identity):
        keep_to_agent(arguments, office.folder)
        schedule_state = schedule_state_of(office, store, identity)
    status, are_kept = read_status(office, bad_ends)
    if share:
        share.show(status, schedule_state, identity.public_key)
    return LoopView(schedule_state, status.conditions, are_kept)


def _end(manager: ServiceManager, _signal: int, _frame: object) -> NoReturn:
    manager.stopping()
    sys.exit(0)
