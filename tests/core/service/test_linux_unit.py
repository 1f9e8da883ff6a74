"""The service's unit as systemd's own tools see it: no complaint, and little exposed."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from agent.core.service.linux_unit import (
    CREDENTIALS,
    DATA,
    UNIT,
    account_entry,
    credential_of,
    file_of,
    service_unit,
)
from agent.core.service.service_state import ServiceState, lines_of, of_systemd
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

MOST_EXPOSED = 2.0  # of 10; what systemd calls OK
needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
COMMAND = ("/bin/true", "watch", "--data", DATA)


def analyzed(folder: Path, text: str, *how: str) -> subprocess.CompletedProcess[str]:
    """Let systemd-analyze look at a unit of this text."""
    (folder / UNIT).write_text(text)
    command = ["systemd-analyze", *how, str(folder / UNIT)]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)


@needs_systemd
def test_systemd_finds_nothing_to_complain_of(tmp_path: Path) -> None:
    ended = analyzed(tmp_path, service_unit(COMMAND), "verify", "--man=no")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


@needs_systemd
def test_systemd_would_complain_of_a_setting_that_it_does_not_know(tmp_path: Path) -> None:
    wrong = service_unit(COMMAND).replace("WatchdogSec", "WatchdogSeconds")
    assert "WatchdogSeconds" in analyzed(tmp_path, wrong, "verify", "--man=no").stderr


@needs_systemd
def test_little_is_exposed(tmp_path: Path) -> None:
    ended = analyzed(tmp_path, service_unit(COMMAND), "security", "--offline=yes")
    level = re.search(r"Overall exposure level for meters-agent.service: ([0-9.]+)", ended.stdout)
    assert level, ended
    assert float(level[1]) <= MOST_EXPOSED


def test_the_unit_runs_the_loop_as_its_own_account_and_watches_it() -> None:
    lines = service_unit(("/opt/meters agent/meters", "watch", "--data", DATA)).splitlines()
    assert f'ExecStart="/opt/meters agent/meters" "watch" "--data" "{DATA}"' in lines
    assert {"Type=notify", "User=meters-agent", "WatchdogSec=300", "Restart=on-failure"} <= set(lines)
    assert f"LoadCredentialEncrypted=meters:{CREDENTIALS}" in lines
    assert "DynamicUser" not in "".join(lines)  # its folders are closed to users (docs/adr/0065)
    assert account_entry().split()[:3] == ["u", "meters-agent", "-"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("mail", "mail"),
        ("signing-key-next", "signing-key-next"),
        ("community:ware.house", "community%3Aware.house"),
        ("v3-auth:jörg ../x", "v3-auth%3Aj%C3%B6rg%20..%2Fx"),
    ],
)
def test_each_secret_has_a_file_whose_name_systemd_takes(name: str, file: str) -> None:
    assert (file_of(name), credential_of(name)) == (file, f"meters_{file}")


SHOWN = {"LoadState": "loaded", "ActiveState": "active", "UnitFileState": "enabled", "NRestarts": "0"}


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ({"LoadState": "not-found", "ActiveState": "inactive"}, ["The service is not set up."]),
        (
            {**SHOWN, "ActiveState": "inactive", "UnitFileState": "disabled"},
            ["The service is not set up."],
        ),
        (SHOWN, ["The service is running.", "It starts with the computer."]),
        (
            {**SHOWN, "ActiveState": "activating", "NRestarts": "3"},
            ["The service is starting.", "It starts with the computer.", "Restarted after failures: 3."],
        ),
        (
            {**SHOWN, "ActiveState": "failed", "Result": "watchdog", "ExecMainStatus": "6"},
            ["The service isn't running (watchdog, exit code 6).", "To see why: journalctl"],
        ),
        ({**SHOWN, "UnitFileState": "disabled"}, ["The service is running.", "It doesn't start with"]),
        ({}, ["The service is not set up."]),
    ],
)
def test_the_state_is_told_as_systemd_has_it(properties: dict[str, str], said: list[str]) -> None:
    lines = list(lines_of(of_systemd(properties)))
    assert [line.startswith(start) for line, start in zip(lines, said, strict=False)] == [True] * len(said)


def test_a_number_that_is_none_counts_as_none() -> None:
    assert of_systemd({**SHOWN, "NRestarts": "[not set]", "ExecMainStatus": "²"}) == ServiceState(
        is_installed=True, is_active=True, starts_at_boot=True
    )
