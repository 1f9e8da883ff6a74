"""What a user may ask of the service: a name in a folder that is open for writing, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from agent.core.schedule.tasks import SOON, Task
from agent.core.tray.actions import AGAIN, READ

if TYPE_CHECKING:
    from collections.abc import Mapping


COLLECT, SEND = "collect", "send"
# A minute from one to the next, however many ask: the printers are the office's.
TASKS: Mapping[str, Task] = {COLLECT: replace(READ, pause=SOON), SEND: replace(AGAIN, pause=SOON)}
TOKEN = 8  # random octets of a request's name: nobody can be in the way of another one's request
_NAME = re.compile(rf"({COLLECT}|{SEND})-[0-9a-f]{{{2 * TOKEN}}}")


def file_of_request(request: str, token: bytes) -> str:
    """Return the name of the empty file that asks; `token` are TOKEN random octets."""
    return f"{request}-{token.hex()}"


def request_of(name: str) -> str | None:
    """Return the request that a file of this name is, None where it is none."""
    found = _NAME.fullmatch(name)
    return found[1] if found else None
