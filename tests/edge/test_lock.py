"""The lock: held against a second process, and free the moment its holder is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from agent.core.model.errors import AgentError
from agent.edge.lock import hold

HOLDER = """
import sys, time
from pathlib import Path
from agent.edge.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
ROOT = Path(__file__).parents[1].parent


def test_a_second_process_is_refused_until_the_first_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "data" / "scan.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            with (
                pytest.raises(AgentError, match="Meters Agent is already running a scan") as refused,
                hold(path),
            ):
                pass
            assert refused.value.code == 3
        finally:
            holder.kill()
        holder.wait()
        with hold(path):
            pass


def test_a_lock_is_free_after_its_block_even_if_that_failed(tmp_path: Path) -> None:
    path = tmp_path / "scan.lock"
    with pytest.raises(ZeroDivisionError), hold(path):
        raise ZeroDivisionError
    with hold(path):
        pass


def test_a_lock_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(AgentError, match="can't be written") as refused,
        hold(tmp_path / "file" / "scan.lock"),
    ):
        pass
    assert refused.value.code == 2
