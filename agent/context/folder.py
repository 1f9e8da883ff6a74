"""The folder and the clock: all that the tray itself needs of the office."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.messages import starting as messages
from agent.core.model.errors import AgentError
from agent.edge import files, log_file, paths
from agent.edge.clock import now

__all__ = ["NotItsFolderError", "folder_path", "keep_to_agent", "now", "open_folder", "own_data"]

if TYPE_CHECKING:
    from argparse import Namespace


def folder_path(data: str | None) -> Path:
    """Return where the data folder lies that --data or the environment names; nothing is created."""
    return files.data_folder(data, os.environ, paths.program())


class NotItsFolderError(AgentError):
    """The folder is not that of the agent that --agent names: a share may not be mounted yet."""


def open_folder(arguments: Namespace) -> files.Folder:
    """Return the data folder that the arguments or the environment name, with its log open.

    Where --agent names an agent the folder must be its own: another one or an empty one is refused, and
    nothing is made there.
    """
    path = folder_path(arguments.data)
    if arguments.agent:
        _refuse_another(files.Folder(path), arguments.agent)
    folder = files.open_folder(path)
    log_file.open_log(folder.log)
    return folder


def own_data(arguments: Namespace, folder: files.Folder) -> tuple[str, ...]:
    """Return the arguments by which a child, or a start entry, finds this folder and no other agent's."""
    keep_to_agent(arguments, folder)
    agent = ("--agent", arguments.agent) if arguments.agent else ()
    return ("--data", str(folder.path), *agent)


def keep_to_agent(arguments: Namespace, folder: files.Folder) -> None:
    """From the moment that an agent has begun here, let this process and its children serve no other."""
    if not arguments.agent and (noted := files.noted_agent(folder)):
        arguments.agent = noted.agent_id


def _refuse_another(folder: files.Folder, agent_id: str) -> None:
    noted = files.noted_agent(folder)
    if noted is None or not noted.is_of(agent_id):
        log_file.open_log(Path(os.devnull))  # a log that was open here would be begun anew in the empty place
    if noted is None:
        raise NotItsFolderError(messages.NOT_THERE_YET, {"folder": str(folder.path), "agent_id": agent_id})
    if not noted.is_of(agent_id):
        facts = {"folder": str(folder.path), "other": noted.agent_id, "agent_id": agent_id}
        raise NotItsFolderError(messages.ANOTHER_AGENTS, facts)
