"""A computer that systemd has really booted: this one's files under an overlay, in namespaces of nspawn.

Nothing is written to this computer: what the other one changes lies in memory and goes with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
# Two minutes of a quiet computer for boot and all steps; ten where others are at work, too.
LONGEST = 600
_BOOT = """
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
: > "$1/root/etc/machine-id"
rm -rf "$1/root/etc/meters-agent" "$1/root/etc/systemd/system/"*.wants
mkdir -p "$1/root/opt/meters" "$1/root/test"
cp "$2/steps.service" "$1/root/etc/systemd/system/"
exec systemd-nspawn --quiet --register=no --keep-unit --private-network --machine="meters-test-$$" \
    --directory="$1/root" --bind-ro="$3:/opt/meters" --bind-ro="$4:/opt/python" --bind="$2:/test" \
    --boot -- --unit=steps.service
"""
_STEPS_UNIT = """
[Unit]
Requires=basic.target
After=basic.target
SuccessAction=poweroff-force
FailureAction=poweroff-force

[Service]
Type=oneshot
ExecStart=/bin/sh -eu /test/steps
"""
# Python lies where the service may look: a developer's own, in his home, would be hidden from it.
PYTHON = f"/opt/python/bin/python{sys.version_info.major}.{sys.version_info.minor}"
_PACKAGES = Path(sysconfig.get_path("purelib")).relative_to(ROOT)
_ENVIRONMENT = f"""
PYTHONPATH=/opt/meters:/opt/meters/{_PACKAGES} PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8
LD_LIBRARY_PATH=/opt/python/lib
export PYTHONPATH PYTHONDONTWRITEBYTECODE LC_ALL LD_LIBRARY_PATH
systemctl import-environment PYTHONPATH PYTHONDONTWRITEBYTECODE LC_ALL LD_LIBRARY_PATH
meters="{PYTHON} -m agent"
"""
# `step NAME COMMAND...` keeps what a command said and how it ended; `until_so COMMAND...` waits until it
# succeeds, for two minutes at most.
_FUNCTIONS = """
as() { user=$1; shift; setpriv --reuid="$user" --regid="$user" --clear-groups -- "$@"; }
step() {
    name=$1; shift
    code=0; "$@" > "/test/said.$name" 2>&1 < "/test/stdin" || code=$?
    echo "$code" > "/test/code.$name"
}
until_so() { tries=0; until "$@" > /dev/null 2>&1; do
    tries=$((tries + 1)); [ "$tries" -lt 240 ] || return 0; sleep 0.5; done; }
"""
needs_boot = pytest.mark.skipif(
    os.getuid() != 0 or not all(map(shutil.which, ("systemd-nspawn", "unshare", "systemd-creds"))),
    reason="needs root and systemd-nspawn (.ci/setup test installs it)",
)


@dataclass(frozen=True, slots=True)
class Step:
    """What a command said, on one line, and its exit code."""

    code: int
    said: str


def booted(place: Path, steps: str, *files: Path) -> Mapping[str, Step]:
    """Boot, run a shell script as root, and switch off; return its steps by name. `files` lie in its /test.

    AssertionError where it does not come to its end.
    """
    (place / "mount").mkdir()
    shared = place / "shared"
    shared.mkdir()
    (shared / "stdin").touch()
    for file in files:
        shutil.copy(file, shared)
    (shared / "steps.service").write_text(_STEPS_UNIT)
    (shared / "steps").write_text(f"{_ENVIRONMENT}{_FUNCTIONS}\n{steps}\ntouch /test/done\n")
    begin = ["unshare", "--mount", "--propagation", "private", "sh", "-euc", _BOOT, "sh"]
    ended = subprocess.run(
        [*begin, str(place / "mount"), str(shared), str(ROOT), sys.base_prefix],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LONGEST,
        check=False,
    )
    found = {path.name.partition(".")[2]: path for path in shared.glob("code.*")}
    assert (shared / "done").exists(), (sorted(found), ended.stdout.decode(errors="replace")[-3000:])
    return {
        name: Step(int(path.read_text()), " ".join((shared / f"said.{name}").read_text().split()))
        for name, path in found.items()
    }
