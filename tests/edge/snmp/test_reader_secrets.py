"""Which process of a scan holds a passphrase: looked for in the memory of each while it runs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from agent.core.model.access import Endpoint
from agent.demo.simulator import SimulatedAgent, serve
from tests.support.command_line import ENVIRONMENT, ROOT, Program
from tests.support.crashing_rogues import USER
from tests.support.loopback import needs_127_8
from tests.support.made_keyring import PASSPHRASE
from tests.support.patience import PATIENCE
from tests.support.printer_walks import honest_walk

pytestmark = [
    needs_127_8,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is read through /proc"),
    pytest.mark.skipif(
        sys.platform == "linux" and os.getuid() != 0,
        reason="the memory of a process that leaves no core dump is shown to root alone",
    ),
]

SETTINGS = f"""
[network]
[[network.users]]
name = "{USER.name}"
auth = "{USER.auth_protocol}"
privacy = "none"
"""


def holds(process: int, text: bytes) -> bool:
    """Return whether a text stands in the writable memory of a process."""
    with suppress(FileNotFoundError, ProcessLookupError), Path(f"/proc/{process}/mem").open("rb") as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            bounds, mode = line.split()[:2]
            if not mode.startswith("rw"):
                continue
            start, end = (int(bound, 16) for bound in bounds.split("-"))
            with suppress(OSError):  # what has been given back since
                memory.seek(start)
                if text in memory.read(end - start):
                    return True
    return False


def children(process: int) -> list[int]:
    """Return the children of a process."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def test_the_fork_server_was_there_before_any_secret(tmp_path: Path) -> None:
    program = Program(tmp_path / "data")
    program.settings(SETTINGS)
    versions = frozenset({"3"})
    slow = SimulatedAgent(
        honest_walk(b"SLOW0001"), Endpoint("127.83.8.1", 0), versions=versions, user=USER, answer_delay=0.4
    )
    environment = {
        **ENVIRONMENT,
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(Path(__file__).parents[2]))),
        "PYTHON_KEYRING_BACKEND": "tests.support.made_keyring.OnePassphrase",
    }
    secret = PASSPHRASE.encode()
    held: dict[str, bool] = {}
    with serve([slow]) as (agent,):
        command = [sys.executable, "-m", "agent", "--data", str(program.data), "scan", str(agent.endpoint)]
        scan = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE
        while not held.get("reader") and time.monotonic() < end:
            for fork_server in children(scan.pid):
                readers = children(fork_server)
                held = {
                    "scan": holds(scan.pid, secret),
                    "fork server": holds(fork_server, secret),
                    "reader": any(holds(reader, secret) for reader in readers),
                }
            time.sleep(0.05)
        code = scan.wait(PATIENCE)
    # That the scan and the reader have it shows that it would be found.
    assert held == {"scan": True, "fork server": False, "reader": True}
    assert code == 0
