"""The disk: where the agent's folder lies, and files that are the old one or the new one, never half."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import stat
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.errors import AgentError
from agent.core.words import disk as words
from agent.edge.regular import check_folder, read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.resources.abc import Traversable

    from agent.core.settings import Settings

PORTABLE_NAME = "meters-data"
TEXT_BYTES = 1_000_000  # no text that a person edits here is longer
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds between two tries to take a file's place
OF_THE_SYSTEM = ("/dev/", "/proc/")  # where links are the kernel's own
FILE_NAMES = (
    "settings.toml",
    *("agent.log", "agent.log.1", "agent.log.2", "agent.lock", "send.lock", "tray.lock"),
    *("agent.db-wal", "agent.db-shm", "agent.db-journal", "agent.db-chain"),
)  # of the data folder; of the database itself the store knows more
LEFTOVER_SECONDS = 3600  # a temporary file this old belongs to a process that died


@dataclass(frozen=True, slots=True)
class Folder:
    """The agent's folder: what the office chose, what the agent knows, its log and its lock."""

    path: Path

    @property
    def settings(self) -> Path:
        """What the office chose; it need not exist."""
        return self.path / "settings.toml"

    @property
    def database(self) -> Path:
        """What the agent knows."""
        return self.path / "agent.db"

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
    from platformdirs import user_data_path  # noqa: PLC0415 (24 ms to load, often not needed)

    return user_data_path("Meters Agent", appauthor=False)


def open_folder(path: Path) -> Folder:
    """Return the folder at `path`, created for this user alone if absent.

    AgentError if it can't be, or where others may write there or have laid a link or a pipe into it.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _refusal(words.not_created(str(path)), error) from error
    check_folder(path, FILE_NAMES)
    return Folder(path)


def read_text(path: Path) -> str | None:
    """Return the UTF-8 text of a file without its byte order mark, None where there is no file.

    Line ends stay as they are. AgentError where it is no regular file, can't be read, is no UTF-8 or is
    over a megabyte.
    """
    try:
        data = read_regular(path, TEXT_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refusal(words.not_read(str(path)), error) from error
    if len(data) > TEXT_BYTES:
        raise AgentError(words.too_long(str(path)), words.TOO_LONG_ADVICE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise AgentError(words.not_utf8(str(path)), words.not_utf8_advice(line)) from error


def load_settings(folder: Folder, check_target: Callable[[str], str | None]) -> Settings:
    """Return the settings of a folder, defaults where there is no file; AgentError names every problem."""
    from agent.core.settings.check import load  # noqa: PLC0415 (20 ms that finding the folder need not cost)

    return load(read_text(folder.settings) or "", check_target)


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
    from importlib import resources  # noqa: PLC0415 (no other call needs it)

    return resources.files("agent.core.reporting") / "profiles"


def write_atomically(path: Path, data: bytes | str) -> None:
    """Write a whole file; whoever reads it sees the old one or the new one, also after a power cut.

    A new file is for this user alone, an existing one keeps its mode. A text becomes UTF-8 with its
    line ends as they are. A symbolic link is not followed, but for those of the system itself, such as
    /dev/stdout. What is no regular file, such as a pipe or /dev/null, is written straight. AgentError where
    it can't be done: the old file is still there.
    """
    content = data.encode() if isinstance(data, str) else data
    try:
        if path.absolute().as_posix().startswith(OF_THE_SYSTEM):
            path.write_bytes(content)
        elif path.is_symlink():
            raise AgentError(words.not_written(str(path)), words.IS_A_LINK)
        elif path.exists() and not path.is_file():
            _write_straight(path, content)
        else:
            _replace(path, content)
    except OSError as error:
        raise _refusal(words.not_written(str(path)), error) from error


def _write_straight(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)), "wb") as file:
        file.write(content)


def _replace(path: Path, content: bytes) -> None:
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    temporary = Path(name)
    try:
        _fill(descriptor, content)
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        _take_place(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _make_durable(path.parent)
    _remove_leftovers(path)


def _take_place(temporary: Path, path: Path) -> None:
    """Let the new file be the file; Windows refuses while a virus scanner looks at the old one."""
    for pause in PAUSES if sys.platform == "win32" else ():
        with contextlib.suppress(PermissionError):
            temporary.replace(path)
            return
        time.sleep(pause)
    temporary.replace(path)


def _fill(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _make_durable(folder: Path) -> None:
    """Write the folder's own entry to disk; only POSIX systems can and need it."""
    if os.name != "posix":
        return
    # The new file is in place already; some network file systems refuse to sync a folder.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_leftovers(path: Path) -> None:
    """Remove the temporary files of processes that were killed while they wrote `path`."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.new"):
        # Another process may finish or remove its own meanwhile.
        with contextlib.suppress(OSError):
            if path.stat().st_mtime - leftover.stat().st_mtime > LEFTOVER_SECONDS:
                leftover.unlink()


def _refusal(title: str, error: OSError) -> AgentError:
    advice = words.ADVICE.get(errno.errorcode.get(error.errno or 0, ""))
    return AgentError(title, advice or words.says(error.strerror or str(error)))
