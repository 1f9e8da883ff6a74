"""The computer's zone changes while the program runs: the next look at the clock is in the new one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ZONES = Path("/usr/share/zoneinfo")
# In a file system of its own, where /etc/localtime is a link as systemd's timedatectl lays it.
TRAVELLER = """
mount -t tmpfs none /etc && ln -s /usr/share/zoneinfo/Asia/Tokyo /etc/localtime && exec "$0" -c "$1"
"""
LOOKS = """
import os
from agent.context.folder import now
print(now().utcoffset().total_seconds() / 3600)
for zone in ("America/New_York", "UTC"):
    os.symlink("/usr/share/zoneinfo/" + zone, "/etc/next")
    os.replace("/etc/next", "/etc/localtime")
    print(now().utcoffset().total_seconds() / 3600, now().astimezone().utcoffset() == now().utcoffset())
"""


@pytest.mark.skipif(not ZONES.is_dir(), reason="needs the zones of tzdata")
def test_a_new_zone_counts_from_the_next_look_on() -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], check=False).returncode:
        pytest.skip("this machine lets nobody have a file system of one's own")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}  # no TZ
    ended = subprocess.run(
        [unshare, "-rm", "sh", "-c", TRAVELLER, sys.executable, LOOKS],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    tokyo, york, utc = ended.stdout.splitlines()
    assert tokyo == "9.0"
    assert york in {"-5.0 True", "-4.0 True"}  # winter or summer
    assert utc == "0.0 True"
