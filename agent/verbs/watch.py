"""meters watch: the daily loop without a tray, and its start with the session."""

from __future__ import annotations

import signal
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from agent.edge import autostart, child
from agent.jobs.watch import Watch, tick_forever
from agent.verbs.office import now, open_folder, open_office, open_store, tell
from agent.verbs.standing import situation_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from agent.core.errands import Situation


def run(arguments: Namespace) -> int:
    """Run for ever; --install and --remove only write or remove the start with the session."""
    folder = open_folder(arguments)
    own_data = ("--data", str(folder.path))
    if arguments.install:
        print(autostart.install(child.own_command(("watch", *own_data))))
        return 0
    if arguments.remove:
        print(autostart.remove())
        return 0
    signal.signal(signal.SIGTERM, _end)

    def run_child(verb: Sequence[str], deadline: float) -> child.Ended:
        return child.run((*verb, *own_data), deadline)

    watch = Watch(partial(_look, arguments), run_child, now, tell)
    tick_forever(watch.tick, time.sleep)
    return 0


def _look(arguments: Namespace) -> Situation:
    """Read settings and store anew: a person may have changed either since the last tick."""
    office = open_office(arguments)
    with open_store(office.folder) as (store, identity):
        return situation_of(office, store, identity)


def _end(_signal: int, _frame: object) -> NoReturn:
    sys.exit(0)
