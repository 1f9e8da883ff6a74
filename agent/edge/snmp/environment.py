"""What net-snmp may see of this computer: nothing.

The library reads configuration and MIB files when it is loaded, and writes a file with its engine's
counters when the process ends, later than anything of ours could remove it. A file planted in one
of its compiled-in folders could redirect it. So it is given a folder that can't exist.
"""

import os
import sys

NOWHERE = os.path.join(sys.executable, "nowhere")  # noqa: PTH118 (a text for C code, no path of ours): below a file

OPEN_FILES = 8192  # more sessions than the largest scan finds printers


def prepare() -> None:
    """Show net-snmp nothing of this computer, and allow it its sockets; call before a binding is imported.

    Calling again, from any thread, changes nothing: the same values are set.
    """
    os.environ["MIBS"] = ""
    for name in ("MIBDIRS", "SNMPCONFPATH", "SNMP_PERSISTENT_DIR"):
        os.environ[name] = NOWHERE
    _allow_many_sockets()
    if sys.platform == "win32":
        # net-snmp opens sockets without starting Winsock; Python's own module starts it for the process.
        import socket  # noqa: F401 (imported for its effect, where it has one)


def _allow_many_sockets() -> None:
    """Raise the limit of open files: where SNMPv3 is used each session keeps its socket to the end."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
