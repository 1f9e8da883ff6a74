"""meters scan --later-round: ask the printers that slept in today's run once more; no letter comes of it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from agent.commands.scan import make_adapters, make_order
from agent.context.office import Office, now, open_store, tell
from agent.core.conditions.kinds import ConditionKind
from agent.core.messages import commands
from agent.core.model.exit_codes import ExitCode
from agent.core.schedule.later_round import after_later_round, sleepers
from agent.core.schedule.tasks import LATER_ROUND
from agent.edge.lock import hold
from agent.edge.secret_store import secret_store_of
from agent.jobs.conditions import coming_to_an_end, heard_nobody
from agent.jobs.report import close_without_letter
from agent.jobs.scan import scan
from agent.ui.progress import progress_bar

if TYPE_CHECKING:
    from argparse import Namespace

    from agent.core.model.access import Endpoint
    from agent.edge.snmp.readers import Readers


def run(arguments: Namespace, office: Office, readers: Readers) -> int:
    """Ask the sleepers of the last run; the store has their values, the next letter tells of them."""
    with ExitStack() as stack:
        stack.enter_context(hold(office.folder.lock))
        store, identity = stack.enter_context(open_store(office.folder))
        stack.enter_context(coming_to_an_end(LATER_ROUND.name, store, now))
        last = store.scans.last_closed()
        places = sleepers(last.summary, store.readings.devices()) if last else ()
        if last is None or not places:
            print(commands.NOBODY_SLEPT)
            return ExitCode.FINE
        order = make_order(arguments, office, secret_store_of(identity.agent_id))
        order = replace(order, targets=tuple(map(_target, places)))
        for note in order.notes:
            tell(note)
        with progress_bar() as watch:
            finished = scan(order, make_adapters(readers), store, watch)
        summary = after_later_round(last.summary, finished.summary)
        close_without_letter(replace(finished, summary=summary), store)
        if not heard_nobody(finished):
            store.conditions.clear(ConditionKind.PRINTERS_SILENT, "", finished.ended)
        print(commands.woken(len(places) - len(summary["silent_known"]), len(places)))
    return ExitCode.FINE


def _target(place: Endpoint) -> str:
    """Return a target with its port: the settings' port is not this printer's."""
    host = f"[{place.address}]" if place.is_ipv6 else place.address
    return f"{host}:{place.port}"
