"""What nearly every command begins with: the folder, the settings, the store, who we are."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from agent import __version__
from agent.context.folder import now, open_folder
from agent.core.messages import disk
from agent.core.messages.error_kinds import SAID
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.edge import files

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from agent.context.deployment import Deployment
    from agent.core.report_builder.report import Sender
    from agent.core.settings import Settings
    from agent.edge.store import AgentIdentity, Store

__all__ = [
    "Office",
    "new_id",
    "now",
    "open_folder",
    "open_office",
    "open_store",
    "sender",
    "tell",
    "write",
]


def _nothing_set_up() -> Deployment:
    from agent.context.deployment import Deployment

    return Deployment()


@dataclass(frozen=True, slots=True)
class Office:
    """The data folder, the settings that count, and what was set up beforehand."""

    folder: files.Folder
    settings: Settings
    deployment: Deployment = field(default_factory=_nothing_set_up)


def new_id() -> str:
    """Return 128 random bits as 32 hexadecimal digits."""
    return os.urandom(16).hex()


def open_office(arguments: Namespace) -> Office:
    """Return folder and settings; AgentError names every setting that is wrong."""
    from agent.context.deployment import deployment_of

    folder = open_folder(arguments)
    deployment = deployment_of(folder)
    return Office(folder, files.load_settings(folder, deployment.layers), deployment)


@contextmanager
def _telling_of_a_full_disk(folder: files.Folder) -> Iterator[None]:
    """Raise what a full disk is: SQLite says of one only that it can't be read or written."""
    from agent.core.conditions.kinds import Condition, ConditionKind
    from agent.core.conditions.text import advice_of, title_of
    from agent.edge.disk_space import has_room

    try:
        yield
    except AgentError as error:
        if has_room(folder.path):
            raise
        full = Condition(ConditionKind.DISK_FULL, str(folder.path), now(), {})
        raise AgentError(
            SAID, {"title": title_of(full), "advice": advice_of(full)}, code=ExitCode.NEEDS_ATTENTION
        ) from error


@contextmanager
def open_store(folder: files.Folder) -> Iterator[tuple[Store, AgentIdentity]]:
    """Yield the store and this machine's agent; a damaged store is set aside and the person told."""
    from agent.edge import machine
    from agent.edge.store import Store

    with _telling_of_a_full_disk(folder):
        store = Store.open(folder.database, now())
    with store:
        if store.set_aside:
            tell(disk.set_aside(str(store.set_aside), len(store.letters.waiting())))
        yield store, store.agents.identity(machine.fingerprint(), new_id(), now())


def sender(settings: Settings, identity: AgentIdentity) -> Sender:
    """Return the sender of a report."""
    from agent.core.report_builder.report import Sender
    from agent.core.report_format.enrolment import enrolment_of
    from agent.edge import machine

    return Sender(
        site_id=settings.site.id or identity.site_id,
        site_name=settings.site.name,
        agent_id=identity.agent_id,
        version=__version__,
        platform=machine.platform_name(),
        public_key=identity.public_key,
        key_change=identity.key_change,
        follows=identity.follows,
        enrolment=enrolment_of(settings.site.enrolment, identity.agent_id, identity.public_key),
    )


def tell(line: str) -> None:
    """Say something to the person at the terminal, beside a command's own output."""
    print(line, file=sys.stderr)


def write(target: str, data: bytes) -> None:
    """Write to a file, whole or not at all; "-" is the standard output."""
    if target == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        files.write_atomically(Path(target), data)
