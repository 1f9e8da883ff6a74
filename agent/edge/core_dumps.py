"""Memory that holds secrets is never written to disk, whatever crashes."""

import sys

_PR_SET_DUMPABLE = 4  # prctl(2)
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x1, 0x2  # SetErrorMode
_WER_FAULT_REPORTING_FLAG_NOHEAP = 0x1  # WerSetFlags


def forbid() -> None:
    """Let the system keep no image of this process and of those forked from it; call before a secret is read.

    On Linux RLIMIT_CORE alone is not enough: a core_pattern that is a program, such as systemd's, gets an
    image whatever that limit is. Programs that are started from here are free to dump again.
    """
    if sys.platform == "win32":
        _forbid_on_windows()
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _forbid_on_windows() -> None:
    """Report no fault of this process with its heap, and show no window for one."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
        kernel.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP)
