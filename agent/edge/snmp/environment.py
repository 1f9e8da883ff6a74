"""What net-snmp may see of this computer: nothing.

The library reads configuration and MIB files when it is loaded, and writes a file with its engine's
counters when the process ends, later than anything of ours could remove it. A file planted in one
of its compiled-in folders could redirect it. So it is given a folder that can't exist.
"""

from __future__ import annotations

import os
import sys

NOWHERE = os.path.join(sys.executable, "nowhere")  # noqa: PTH118 (a text for C code, no path of ours): below a file


def prepare() -> None:
    """Point net-snmp at a folder that can be neither read nor made; call before a binding is imported.

    Calling again, from any thread, changes nothing: the same values are set.
    """
    os.environ["MIBS"] = ""
    for name in ("MIBDIRS", "SNMPCONFPATH", "SNMP_PERSISTENT_DIR"):
        os.environ[name] = NOWHERE
    if sys.platform == "win32":
        # net-snmp opens sockets without starting Winsock; Python's own module starts it for the process.
        import socket  # noqa: F401, PLC0415 (imported for its effect, where it has one)
