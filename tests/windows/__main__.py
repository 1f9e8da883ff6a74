"""`make test-windows`: a Windows Python, the exe, its tests, its figures; a log keeps all that is said."""
# It says what it does.
# ruff: noqa: T201

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import IO

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE.parent), str(HERE)]

import assemble  # noqa: E402 (from here on they are found)
import build_exe  # noqa: E402 (as above)
import wine  # noqa: E402 (as above)
from tests.support import sign_rig  # noqa: E402 (as above)

LOG = build_exe.FOLDER / "test.log"
SIGNING = "tests/sign/test_sign_token.py"
NOT_DONE = 3  # neither green nor red: nothing was tested


def main() -> int:
    """Build and test; return the exit code."""
    missing = [*wine.MISSING, *assemble.MISSING, *sign_rig.missing()]
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("w", encoding="utf-8") as log:
        if missing:
            write(
                f"SKIPPED: the Windows exe was not tested, because there is no {', no '.join(missing)}.", log
            )
            return NOT_DONE
        began = time.monotonic()
        exe = build_exe.build()
        size = exe.stat().st_size / 1e6
        write(f"{exe.relative_to(ROOT)}: {size:.1f} MB, ready after {time.monotonic() - began:.0f} s", log)
        return (
            run("-m", "pytest", "-m", "windows", "tests/windows", log=log)
            or run("-m", "pytest", SIGNING, log=log)  # once more: now there is the real exe to sign
            or run(str(HERE / "bench_windows.py"), log=log)
        )


def run(*command: str, log: IO[str]) -> int:
    """Run Python and let its words pass into the log; return its exit code."""
    with subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as child:
        assert child.stdout
        for line in child.stdout:
            write(line.rstrip("\n"), log)
    return child.returncode


def write(line: str, log: IO[str]) -> None:
    """Say a line to who watches and to the log."""
    print(line, flush=True)
    print(line, file=log, flush=True)


if __name__ == "__main__":
    sys.exit(main())
