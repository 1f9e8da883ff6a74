"""A user's side of the folders that the computer's service shares."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from agent.context.folder import folder_path
from agent.core.messages import commands
from agent.core.messages import service as messages
from agent.core.model.errors import AgentError
from agent.core.service.linux_unit import SHOWN, STATE
from agent.core.service.shown_state import LARGEST, PAGE_FILE, STATE_FILE, ShownState, of_text
from agent.edge.files import data_folder

if TYPE_CHECKING:
    from argparse import Namespace

PLACE = Path(STATE)
SHOWN_STATE = PLACE / SHOWN / STATE_FILE


def state_of_service(arguments: Namespace) -> ShownState | None:
    """Return the state that this computer's service shows its users.

    None where there is no service, or this user works in a folder of his own choice. AgentError where the
    file is not the service's, or none that it writes.
    """
    owner = _owner(arguments)
    if owner is None or sys.platform == "win32":
        return None
    from agent.edge import shared_folders

    text = shared_folders.shown(PLACE, owner, STATE_FILE, LARGEST)
    if text is None:
        return None
    shown = of_text(text)
    if shown is None:
        raise AgentError(messages.SHOWN_UNUSABLE, {"path": str(SHOWN_STATE)})
    return shown


def page_of_service(arguments: Namespace) -> Path | None:
    """Return the report page of this computer's service; None as above, AgentError before its first scan."""
    if state_of_service(arguments) is None:
        return None
    page = SHOWN_STATE.with_name(PAGE_FILE)
    if not page.is_file():
        raise AgentError(commands.NO_SCAN_YET)
    return page


def ask_service(arguments: Namespace, request: str) -> None:
    """Ask this computer's service; AgentError where there is none."""
    owner = _owner(arguments)
    if owner is None or sys.platform == "win32" or state_of_service(arguments) is None:
        raise AgentError(messages.NO_SERVICE)
    from agent.edge import shared_folders

    shared_folders.ask(PLACE, owner, request)


def _owner(arguments: Namespace) -> int | None:
    """Return the service's account as its users see it; None as above, and for the service itself."""
    if sys.platform != "linux":
        return None
    from agent.edge import shared_folders

    owner = shared_folders.service_account()
    if owner is None or owner == os.geteuid():
        return None
    # The icon's children, and its start entry, name the usual folder, too.
    return owner if folder_path(arguments.data) == data_folder(None, {}, None) else None
