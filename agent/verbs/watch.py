"""meters watch: the daily loop without a tray, and its start with the session."""

from __future__ import annotations

import signal
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from agent.core.words import speak
from agent.edge import autostart, child
from agent.edge.language import language
from agent.jobs.watch import Seen, Watch, tick_forever
from agent.verbs.office import now, open_folder, open_office, open_store
from agent.verbs.standing import situation_of
from agent.verbs.status import read_status

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence


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

    watch = Watch(partial(_look, arguments), run_child, now, tell_at_once)
    tick_forever(watch.tick, time.sleep)
    return 0


def _look(arguments: Namespace, bad_ends: Mapping[str, str]) -> Seen:
    """Read settings and store anew: a person may have changed either since the last tick."""
    office = open_office(arguments)
    speak(language(office.folder.settings))
    status, are_kept = read_status(office, bad_ends)
    with open_store(office.folder) as (store, identity):
        return Seen(situation_of(office, store, identity), status.conditions, are_kept)


def tell_at_once(line: str) -> None:
    """Say something on stderr, a journal's too, before the next child runs for an hour."""
    print(line, file=sys.stderr, flush=True)


def _end(_signal: int, _frame: object) -> NoReturn:
    sys.exit(0)
