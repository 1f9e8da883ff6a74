"""Why the operating system refused something, by the names of errno (POSIX)."""

import errno

from agent.core.messages.catalogue import translated

REASONS = {
    "E2BIG": "too many arguments",
    "EACCES": "no permission",
    "EADDRINUSE": "the address is already in use",
    "EADDRNOTAVAIL": "this computer doesn't have the address",
    "EAGAIN": "temporarily not available",
    "EBADF": "the file is not open",
    "EBUSY": "in use by another program",
    "ECONNREFUSED": "connection refused",
    "ECONNRESET": "connection reset",
    "EDQUOT": "the disk quota is used up",
    "EEXIST": "already exists",
    "EFBIG": "the file is too large",
    "EHOSTUNREACH": "the computer can't be reached",
    "EINVAL": "invalid value",
    "EIO": "read or write error of the disk",
    "EISDIR": "it is a folder",
    "ELOOP": "the links lead in a circle",
    "EMFILE": "too many open files",
    "ENAMETOOLONG": "the name is too long",
    "ENETUNREACH": "the network can't be reached",
    "ENFILE": "too many open files on this computer",
    "ENODEV": "the device is missing",
    "ENOENT": "file or folder not found",
    "ENOEXEC": "it is not a program",
    "ENOLCK": "no locks available",
    "ENOMEM": "not enough memory",
    "ENOSPC": "the disk is full",
    "ENOTCONN": "not connected",
    "ENOTDIR": "a part of the path is a file",
    "ENOTEMPTY": "the folder is not empty",
    "EPERM": "not allowed",
    "EPIPE": "the other side has closed",
    "EROFS": "the disk is read-only",
    "ESTALE": "the network share is not connected any more",
    "ETIMEDOUT": "no response in time",
    "ETXTBSY": "the program is running",
    "EXDEV": "on another disk",
}


def reason_of(error: OSError) -> str:
    """Return why the system refused: our words for the usual reasons, else its own text."""
    name = errno.errorcode.get(error.errno or 0, "")
    return translated(REASONS).get(name) or error.strerror or str(error)
