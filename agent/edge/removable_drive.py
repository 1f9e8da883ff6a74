"""A stick or a folder that a person carries: files are put beside what is there, nothing is overwritten."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from agent.core.messages import carried_reports as messages
from agent.core.messages import system_errors
from agent.core.model.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

CLUSTER = 32_768  # octets: FAT32 gives every file whole ones of up to this size


def put(folder: Path, contents: Mapping[str, bytes], write: Callable[[Path, bytes], None]) -> int:
    """Write the files that are not there yet, in their order; return how many that were.

    One with the same bytes stays. `write` writes a file whole or raises AgentError. AgentError, and
    nothing is written, where the folder is absent, another file has one of the names, or room is short.
    """
    if not folder.is_dir():
        raise AgentError(messages.NO_FOLDER, {"path": str(folder)})
    try:
        there = [name for name in contents if (folder / name).exists() or (folder / name).is_symlink()]
        others = [name for name in there if not _holds(folder / name, contents[name])]
        free = shutil.disk_usage(folder).free
    except OSError as error:
        facts = {"path": str(folder), "why": system_errors.reason_of(error)}
        raise AgentError(messages.LOST, facts) from error
    if others:
        kind = messages.ANOTHER_THERE if len(others) == 1 else messages.OTHERS_THERE
        raise AgentError(kind, {"names": others})
    fresh = {name: content for name, content in contents.items() if name not in there}
    needed = sum(_room_of(content) for content in fresh.values())
    if needed > free:
        raise AgentError(
            messages.NO_ROOM, {"path": str(folder), "needed": -(-needed // 1000), "free": -(-free // 1000)}
        )
    for name, content in fresh.items():
        write(folder / name, content)
    return len(fresh)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _room_of(content: bytes) -> int:
    return -(-len(content) // CLUSTER) * CLUSTER
