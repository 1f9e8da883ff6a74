"""A job of Windows that ends its processes when we are gone, however we end: killed, crashed, logged off."""

import ctypes
import sys
from ctypes import wintypes
from functools import cache
from typing import ClassVar

_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
# JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE and SILENT_BREAKAWAY_OK: a browser that a child opens is not ours to end.
_FLAGS = 0x2000 | 0x1000


class _Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h, with its parts laid out flat."""

    _fields_: ClassVar = [
        *((name, ctypes.c_int64) for name in ("process_time", "job_time")),
        ("flags", wintypes.DWORD),
        *((name, ctypes.c_size_t) for name in ("least_working_set", "most_working_set")),
        ("processes", wintypes.DWORD),
        ("affinity", ctypes.c_size_t),
        *((name, wintypes.DWORD) for name in ("priority", "scheduling")),
        ("input_output", ctypes.c_uint64 * 6),
        *((name, ctypes.c_size_t) for name in ("process_memory", "job_memory", "peak_process", "peak_job")),
    ]


def end_with_us(process: int) -> None:
    """Let the process of this handle end when we do; where Windows does not let it, it stays."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.AssignProcessToJobObject(_job(), wintypes.HANDLE(process))


@cache
def _job() -> wintypes.HANDLE:
    """Return our job; its last handle closes with this process, and that ends what is in it."""
    if sys.platform != "win32":
        return wintypes.HANDLE()
    kernel = ctypes.windll.kernel32
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
    limits = _Limits(flags=_FLAGS)
    kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    return job
