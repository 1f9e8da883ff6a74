"""The exit codes of every command; docs/admin/exit-codes.md explains them to administrators."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended. Scripts rely on the numbers: none is ever given another meaning."""

    FINE = 0
    NEEDS_ATTENTION = 1  # done, but a printer was silent, a letter waits or a condition stands
    NEEDS_A_PERSON = 2  # settings or arguments are wrong, or the folder can't be used
    ALREADY_RUNNING = 3  # another process holds the lock
    BUG = 4  # a mistake of this program
