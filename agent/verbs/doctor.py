"""meters doctor: why a printer can't be read, why a mail doesn't leave, what is wrong with this computer."""

from __future__ import annotations

import json
import secrets
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from agent.core.doctor.ladder import as_json, lines_of, needs_attention
from agent.core.words import doctor as words
from agent.edge import lan, one_address
from agent.edge.snmp.ask import ask
from agent.edge.vault import KeyringVault
from agent.jobs.doctor import Asked, Tools, printer_ladder
from agent.jobs.read_apart import Way, read_alone
from agent.jobs.rights import rights_of
from agent.ui.terminal import hanging
from agent.verbs.office import now, open_office, open_store
from agent.verbs.scan import open_readers

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from agent.core.access import User
    from agent.core.asking.sweep import Found
    from agent.core.doctor.ladder import Step
    from agent.edge.snmp.readers import Readers
    from agent.jobs.read_device import Outcome
    from agent.jobs.rights import Rights
    from agent.verbs.office import Office

NEEDS_A_HAND = 1
YES = {"y", "yes", "j", "ja"}


def run(arguments: Namespace) -> int:
    """Climb the ladder of an address; without one, those of the mail and of this computer."""
    with closing(open_readers()) as readers:  # first of all, as for a scan
        office = open_office(arguments)
        steps = _shown(_printer(arguments, office, readers), quietly=arguments.json)
    if arguments.json:
        print(json.dumps({"steps": as_json(steps)}, ensure_ascii=False, indent=2))
    return NEEDS_A_HAND if needs_attention(steps) else 0


def _shown(steps: Iterable[Step], *, quietly: bool) -> list[Step]:
    """Print each step as it comes, and return all of them."""
    kept = []
    for step in steps:
        kept.append(step)
        if not quietly:
            print("\n".join(hanging(line) for line in lines_of(step)), flush=True)
    if not quietly and not needs_attention(kept):
        print(words.ALL_WELL)
    return kept


def _printer(arguments: Namespace, office: Office, readers: Readers) -> Iterable[Step]:
    network = office.settings.network

    def rights() -> Rights:
        with open_store(office.folder) as (_, identity):
            return rights_of(network, KeyringVault(identity.agent_id))

    def read(found: Found, users: Sequence[User]) -> Outcome:
        return read_alone(found, Way(readers, ask, now, network.timeout, tuple(users), frozenset()))

    tools = Tools(
        interfaces=lan.interfaces,
        resolve=lan.resolve,
        source_for=one_address.source_for,
        ask=one_address.ask,
        neighbour=one_address.neighbour,
        read=read,
        open_ports=one_address.open_ports,
        start_page=one_address.start_page,
        new_request_id=lambda: secrets.randbelow(1 << 30),
        may_look_at_ports=lambda address: arguments.ports or _agrees(address, quietly=arguments.json),
    )
    return printer_ladder(Asked(arguments.address, network, arguments.maker), rights, tools)


def _agrees(address: str, *, quietly: bool) -> bool:
    """Ask the person at the terminal; where nobody sits there, the answer is no."""
    if quietly or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return input(words.may_look(address)).strip().lower() in YES
