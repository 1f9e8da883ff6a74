"""The disk: where the agent's folder lies, and files that are the old one or the new one, never half."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.messages import disk as messages
from agent.core.model.chain_end import OCTETS, ChainEnd, of_note
from agent.core.model.errors import AgentError
from agent.edge.regular_files import check_folder, read_regular, read_text, refusal, write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from agent.core.settings import Settings
    from agent.core.settings.layers import Layers

__all__ = [
    "Folder",
    "data_folder",
    "load_settings",
    "noted_agent",
    "open_folder",
    "profile_names",
    "profile_text",
    "read_text",
    "write_atomically",
]

PORTABLE_NAME = "meters-data"
FILE_NAMES = (
    *("settings.toml", "provisioned.toml"),
    *(
        "agent.log",
        "agent.log.1",
        "agent.log.2",
        "agent.lock",
        "send.lock",
        "tray.lock",
        "tray.session",
        "log.lock",
    ),
    *("agent.db-wal", "agent.db-shm", "agent.db-journal", "agent.db-chain", "agent.db-unreadable"),
)  # of the data folder; of the database itself the store knows more
# What is believed as it stands; who can write into one of these sends what he likes.
TRUSTED_NAMES = (
    "settings.toml",
    "provisioned.toml",
    "agent.db",
    "agent.db-wal",
    "agent.db-journal",
    "agent.db-chain",
)


@dataclass(frozen=True, slots=True)
class Folder:
    """The agent's folder: what the office chose, what the agent knows, its log and its lock."""

    path: Path

    @property
    def settings(self) -> Path:
        """What the office chose; it need not exist."""
        return self.path / "settings.toml"

    @property
    def provisioned(self) -> Path:
        """What a provision file set beneath that; it need not exist."""
        return self.path / "provisioned.toml"

    @property
    def database(self) -> Path:
        """What the agent knows."""
        return self.path / "agent.db"

    @property
    def chain_note(self) -> Path:
        """The note beside the database: whose it is."""
        return self.path / "agent.db-chain"

    @property
    def log(self) -> Path:
        """The log that is written now; older ones lie beside it."""
        return self.path / "agent.log"

    @property
    def lock(self) -> Path:
        """The file whose lock a running scan holds."""
        return self.path / "agent.lock"

    @property
    def sending(self) -> Path:
        """The file whose lock is held by who hands letters to the mail server."""
        return self.path / "send.lock"

    @property
    def profiles(self) -> Path:
        """Where dealer profiles of one's own lie, as NAME.toml; it need not exist."""
        return self.path / "profiles"


def data_folder(argument: str | None, environment: Mapping[str, str], frozen_program: Path | None) -> Path:
    """Return where settings, store and logs lie; nothing is created.

    In this order: `argument` (--data), METERS_DATA, a folder meters-data beside `frozen_program` (the
    path of the single exe, None where Python runs the source), the user's data folder of the system.
    """
    chosen = argument or environment.get("METERS_DATA")
    if chosen:
        return Path(os.path.expanduser(chosen)).absolute()  # noqa: PTH111 (its sibling raises at an unknown ~user)
    if frozen_program is not None and (frozen_program.parent / PORTABLE_NAME).is_dir():
        return (frozen_program.parent / PORTABLE_NAME).absolute()
    from platformdirs import user_data_path

    return user_data_path("Meters Agent", appauthor=False)


def open_folder(path: Path) -> Folder:
    """Return the folder at `path`, created for this user alone if absent.

    AgentError if it can't be, or where others may write there or have laid a link or a pipe into it.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise refusal(messages.FOLDER_REFUSED, path, error) from error
    check_folder(path, FILE_NAMES, TRUSTED_NAMES)
    return Folder(path)


def noted_agent(folder: Folder) -> ChainEnd | None:
    """Return the agent of this folder without a look into the database; None where none has begun there."""
    try:
        return of_note(read_regular(folder.chain_note, OCTETS))
    except (AgentError, OSError):
        return None


def load_settings(folder: Folder, layers: Layers | None = None) -> Settings:
    """Return the settings of a folder, defaults where there is no file; AgentError names every problem."""
    from agent.core.settings.check import load
    from agent.core.settings.layers import NO_LAYERS

    return load(read_text(folder.settings) or "", layers or NO_LAYERS)


def profile_text(folder: Folder, name: str) -> str | None:
    """Return the text of a dealer profile: one's own before ours of the same name; None if there is none."""
    own = read_text(folder.profiles / f"{name}.toml")
    built_in = _built_in_profiles() / f"{name}.toml"
    return built_in.read_text("utf-8") if own is None and built_in.is_file() else own


def profile_names(folder: Folder) -> tuple[str, ...]:
    """Return the names of all dealer profiles there are, sorted."""
    try:
        own = [path.name for path in folder.profiles.iterdir()]
    except OSError:  # mostly there is no such folder
        own = []
    files = [*own, *(path.name for path in _built_in_profiles().iterdir())]
    return tuple(sorted({name.removesuffix(".toml") for name in files if name.endswith(".toml")}))


def _built_in_profiles() -> Traversable:
    from importlib import resources

    return resources.files("agent.core.reporting") / "profiles"
