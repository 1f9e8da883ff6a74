"""A computer of one's own for a test: its /etc/meters-agent and its name, in namespaces of util-linux.

What stands in /etc of the real computer is seen there, too, and nothing is written to it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import ENVIRONMENT, Ended
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NOBODY = 65534
_BEGIN = """
mount -t tmpfs tmpfs "$1" && mkdir "$1/upper" "$1/work"
mount -t overlay overlay -o "lowerdir=/etc,upperdir=$1/upper,workdir=$1/work" /etc
cp -a "$2" /etc/meters-agent
hostname "$3"
shift 3
exec "$@"
"""
# Reads everything, as the sources of a developer lie in his home; writes what this user may.
AS_NOBODY = (
    *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
    *("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"),
)


def _is_possible() -> bool:
    if not all(map(shutil.which, ("unshare", "setpriv", "hostname"))) or os.getuid() != 0:
        return False
    command = ["unshare", "--mount", "--uts", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


needs_own_etc = pytest.mark.skipif(not _is_possible(), reason="needs root, unshare and setpriv")


@contextmanager
def open_place() -> Iterator[Path]:
    """Yield a folder that every user may pass through: pytest's own are for its user alone."""
    with tempfile.TemporaryDirectory(prefix="meters-test-") as name:
        place = Path(name)
        place.chmod(0o755)
        yield place


@dataclass(frozen=True, slots=True)
class Computer:
    """A computer with an administrator: `etc` becomes its /etc/meters-agent, `data` is its user's folder."""

    place: Path
    name: str = "front-desk"
    user: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=lambda: ENVIRONMENT)

    @property
    def etc(self) -> Path:
        """What lies in /etc/meters-agent, with its owners and modes."""
        return self.place / "etc"

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.place / "data"

    def made(self) -> Computer:
        """Make the folders; the user's is the user's own."""
        self.etc.mkdir(parents=True, mode=0o755)
        (self.place / "mount").mkdir()
        self.data.mkdir(mode=0o700)
        if self.user:
            os.chown(self.data, NOBODY, NOBODY)
        return self

    def policy(self, text: str) -> None:
        """Let the administrator write a policy."""
        (self.etc / "policy.toml").write_text(text, encoding="utf-8")

    def provision(self, text: str) -> None:
        """Let the administrator write a provision file."""
        (self.etc / "provision.toml").write_text(text, encoding="utf-8")

    def settings(self, text: str) -> None:
        """Let the user write settings.toml."""
        (self.data / "settings.toml").write_text(text, encoding="utf-8")
        if self.user:
            os.chown(self.data / "settings.toml", NOBODY, NOBODY)

    def command(self, *command: str) -> list[str]:
        """Return the words that start a command on this computer."""
        begin = ["unshare", "--mount", "--uts", "--propagation", "private", "sh", "-euc", _BEGIN, "sh"]
        return [*begin, str(self.place / "mount"), str(self.etc), self.name, *self.user, *command]

    def run(self, *arguments: str, environment: Mapping[str, str] | None = None) -> Ended:
        """Run the program with its data folder to its end."""
        program = (sys.executable, "-m", "agent", "--data", str(self.data), *arguments)
        ended = subprocess.run(
            self.command(*program),
            env={**self.environment, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    def says(self, *arguments: str, code: int = 0, environment: Mapping[str, str] | None = None) -> str:
        """Run the program and return what it says, on one line; AssertionError where it ends otherwise."""
        ended = self.run(*arguments, environment=environment)
        said = (ended.stdout + ended.stderr).decode()
        assert ended.code == code, said
        assert "Traceback" not in said
        return " ".join(said.split())
