"""Where the single exe has unpacked itself: kept while we run, cleared away when others died, told to nobody.

PyInstaller's one-file program unpacks into a new folder _MEI..., runs from there, and removes it at the
end. Its children of the same exe share that folder; environment variables tell them. Every other program
must get the environment that we were started with: a browser would load our libraries, and an exe that
is started from it later would look for a folder that is gone. Where Python runs the source nothing of
this happens.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

MARK = "meters-agent.txt"  # build.spec puts it in: other programs' folders have the same names
YOUNGEST = 3600  # seconds: before that a folder may still be on its way to be filled

_LIBRARIES = "LD_LIBRARY_PATH"  # the bootloader changes it, and keeps what was there under another name
_BEFORE = "LD_LIBRARY_PATH_ORIG"
_OF_TK = ("TCL_LIBRARY", "TK_LIBRARY")
_SYNCHRONIZE = 0x00100000  # the right to wait for a process
_NO_SUCH_PROCESS = 87  # ERROR_INVALID_PARAMETER of OpenProcess: nobody has that number any more
_own_variables: dict[str, str] = {}
_held: list[int] = []


def program() -> Path | None:
    """Return the exe that runs; None where Python runs the source."""
    return Path(sys.executable) if getattr(sys, "frozen", False) else None


def settle() -> None:
    """Call first in the frozen program: keeps our folder, clears dead ones, hides both from others."""
    _own_variables.update(_take_own_variables(os.environ))
    folder = Path(getattr(sys, "_MEIPASS", ""))
    if folder.name.startswith("_MEI"):
        # Who can't hold it, such as on a network's disk, runs all the same.
        with contextlib.suppress(OSError):
            _held.append(_hold(folder))
        clear(folder, time.time())
        if sys.platform == "win32":
            threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(first: int) -> None:
    """End this process when the one that unpacked the folder, or that shares it with us, is gone.

    The Task Manager and `schtasks /End` end that one alone. What is written is whole at any moment.
    """
    if sys.platform == "win32":
        import _winapi

        try:
            process = _winapi.OpenProcess(_SYNCHRONIZE, False, first)
            _winapi.WaitForSingleObject(process, _winapi.INFINITE)
        except OSError as error:
            if error.winerror != _NO_SUCH_PROCESS:
                return  # a process of another person's, such as an administrator's
        os._exit(1)  # it may have ended while this one started


def prepare_tk() -> None:
    """Let Tk find its own files; call before a window is opened."""
    os.environ.update({name: _own_variables[name] for name in _OF_TK if name in _own_variables})


def own_environment() -> Mapping[str, str]:
    """Return the environment for a child that shares our folder and ends before us."""
    return {**os.environ, **_own_variables}


def clear(own: Path, now: float) -> None:
    """Remove the folders beside `own` that killed processes of ours have left; `now` is Unix time."""
    for folder in own.parent.glob("_MEI*"):
        # Others may be at the same work.
        with contextlib.suppress(OSError):
            if folder != own and _is_left(folder, now):
                shutil.rmtree(folder, ignore_errors=True)


def _take_own_variables(environment: MutableMapping[str, str]) -> dict[str, str]:
    """Take what the bootloader has put there, and put back what was there before."""
    before = environment.pop(_BEFORE, None)
    names = (name for name in environment if name.startswith("_PYI_") or name in (*_OF_TK, _LIBRARIES))
    taken = {name: environment.pop(name) for name in tuple(names)}
    if before is not None:
        environment[_LIBRARIES] = before
    return taken


def _hold(folder: Path) -> int:
    """Show that the folder is in use for as long as this process lives; return what shows it.

    systemd-tmpfiles passes by a locked folder (tmpfiles.d(5), Age). Windows lets nobody move or delete
    a file that is open, and its folder lies where no cleaner comes by (build.spec, runtime_tmpdir).
    """
    if sys.platform == "win32":
        return os.open(folder / MARK, os.O_RDONLY)
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return descriptor


def _is_left(folder: Path, now: float) -> bool:
    """Return whether this is a folder of ours and nobody runs from it; OSError where somebody does."""
    status = folder.lstat()
    if now - status.st_mtime < YOUNGEST or not (folder / MARK).is_file():
        return False
    if sys.platform == "win32":
        (folder / MARK).rename(folder / MARK)  # to its own name: refused while somebody has it open
        return True
    import fcntl

    if status.st_uid != os.getuid():
        return False
    # Never through a link that somebody laid there: what is behind it may be another's.
    descriptor = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(descriptor)
    return True
