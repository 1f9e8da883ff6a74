"""The folder and the clock: all that the tray itself needs of the office."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from agent.edge import files, log, paths
from agent.edge.clock import now

__all__ = ["folder_path", "now", "open_folder"]

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path


def folder_path(data: str | None) -> Path:
    """Return where the data folder lies that --data or the environment names; nothing is created."""
    return files.data_folder(data, os.environ, paths.program())


def open_folder(arguments: Namespace) -> files.Folder:
    """Return the data folder that the arguments or the environment name, with its log open."""
    folder = files.open_folder(folder_path(arguments.data))
    log.open_log(folder.log)
    return folder
