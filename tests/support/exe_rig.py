"""The single exe, copied alone into a folder of a user who has nothing yet."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.command_line import Ended
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
BUILDER = ROOT / ".cache" / "exe" / "bin" / "python"
LONGEST = PATIENCE
LONGEST_BUILD = 300.0  # seconds
OTHERS_LIBRARIES = "/opt/others/lib"


def build(source: Path, dist: Path) -> Path:
    """Build the exe from the source in that folder and return it."""
    command = [str(BUILDER), "-m", "packing.build", "--dist", str(dist)]
    ended = subprocess.run(
        command, cwd=source, capture_output=True, text=True, timeout=LONGEST_BUILD, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return dist / "meters"


@dataclass(frozen=True, slots=True)
class Exe:
    """The exe of a user: `home` and `temporary` are empty folders of this user's."""

    path: Path
    home: Path
    temporary: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a session without a desktop gives its programs, and libraries of some other program."""
        return {
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "LD_LIBRARY_PATH": OTHERS_LIBRARIES,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }

    def started(self, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own; `more` is environment."""
        return subprocess.Popen(
            [str(self.path), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**self.environment, **more},
            start_new_session=True,
        )

    def run(self, *arguments: str, **more: str) -> Ended:
        """Run a command to its end."""
        with self.started(*arguments, **more) as child:
            try:
                stdout, stderr = child.communicate(timeout=LONGEST)
            finally:
                child.kill()
        return Ended(child.returncode, stdout, stderr)

    def unpacked(self) -> list[Path]:
        """Return the folders that it has unpacked itself into and not removed."""
        return sorted(self.temporary.glob("_MEI*"))

    def files(self) -> list[str]:
        """Return the files in the user's home."""
        return sorted(path.relative_to(self.home).as_posix() for path in self.home.rglob("*"))


def put(exe: Path, folder: Path, name: str) -> Exe:
    """Copy the exe under that name into a folder that has nothing else."""
    place, home, temporary = (folder / part for part in ("An Bürö, 2. Stock", "home", "tmp"))
    for new in (place, home, temporary):
        new.mkdir(parents=True)
    return Exe(Path(shutil.copy(exe, place / name)), home, temporary)


def eventually(happened: Callable[[], object], what: str, longest: float = LONGEST) -> None:
    """Wait until something is so; AssertionError after a while."""
    end = time.monotonic() + longest
    while not happened():
        assert time.monotonic() < end, f"it did not happen that {what}"
        time.sleep(0.02)
