"""A network of one's own for a test: `unshare` of util-linux makes it, `ip` of iproute2 its cards."""

from __future__ import annotations

import shutil
import subprocess

UNSHARE = ("unshare", "--map-root-user", "--net")


def is_possible() -> bool:
    """Return whether this user may make a network namespace with a bridge in it."""
    if not (shutil.which("unshare") and shutil.which("ip")):
        return False
    command = [*UNSHARE, "ip", "link", "add", "br-test", "type", "bridge"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
