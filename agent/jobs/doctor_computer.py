"""What is wrong with this computer: every step is tried, for none of them explains another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.doctor.computer import (
    clock_step,
    condition_steps,
    disk_step,
    failed,
    keyring_step,
    networks_step,
    secrets_step,
    settings_step,
    signature_step,
    start_step,
    vpn_step,
)
from agent.core.doctor.ladder import DoctorPart, DoctorStep, Verdict
from agent.core.model.access import Secret
from agent.core.model.errors import AgentError
from agent.core.settings import Settings, secret_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from agent.core.discovery.networks import Interface
    from agent.edge.store import Store
    from agent.jobs.ports import SecretStore

PROBE = "doctor"  # the name of the entry that is stored, read and deleted


@dataclass(frozen=True, slots=True)
class ComputerTools:
    """This computer.

    `open_store` yields the store and the secret store of its agent; AgentError as office has it.
    `probe` is a text that nobody has stored before; `program` is the path of what runs,
    and `signature` a cause of its step.
    """

    open_store: Callable[[], AbstractContextManager[tuple[Store, SecretStore]]]
    folder: str
    has_room: Callable[[], bool]
    now: Callable[[], datetime]
    starts: Callable[[], bool | None]
    interfaces: Callable[[], Sequence[Interface]]
    has_default_route: Callable[[], bool | None]
    probe: str
    program: str
    signature: Callable[[], str]


def computer_steps(
    settings: Settings, tools: ComputerTools, flaw: AgentError | None = None
) -> Iterator[DoctorStep]:
    """Yield every step; `flaw` is what is wrong with the settings, whether they can be used or not."""
    yield settings_step(flaw)
    yield disk_step(tools.folder, has_room=tools.has_room())
    try:
        with tools.open_store() as (store, secret_store):
            yield DoctorStep(DoctorPart.COMPUTER, "database", Verdict.OK, "database_fine")
            yield from _keyring_steps(settings, secret_store, tools.probe)
            scan = store.scans.last_closed()
            yield clock_step(tools.now(), scan.began if scan else None)
            yield from condition_steps(store.conditions.standing())
    except AgentError as error:
        yield failed("database", error)
        yield clock_step(tools.now(), None)
    yield start_step(wanted=settings.tray.autostart, starts=tools.starts())
    yield signature_step(tools.program, tools.signature())
    try:
        interfaces = tools.interfaces()
        yield networks_step(interfaces, has_default=tools.has_default_route())
        yield vpn_step(interfaces)
    except AgentError as error:
        yield failed("networks", error)


def _keyring_steps(settings: Settings, secret_store: SecretStore, probe: str) -> Iterator[DoctorStep]:
    """Store, read and delete an entry of our own, then look for what the settings need."""
    try:
        secret_store.set(PROBE, Secret(probe))
        is_faithful = secret_store.get(PROBE) == Secret(probe)
        secret_store.delete(PROBE)
        yield keyring_step(is_faithful=is_faithful)
        wanted = secret_names(settings)
        if wanted:
            yield secrets_step(wanted, [name for name in wanted if secret_store.get(name) is None])
    except AgentError as error:
        yield failed("keyring", error)
