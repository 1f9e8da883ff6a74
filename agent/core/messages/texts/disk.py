"""The disk and what lies on it: files, the lock, the database; and programs that can't be started."""

from __future__ import annotations

from agent.core.messages.catalogue import gettext

_NO_RIGHT = "You don't have permission. Choose another folder or ask your IT."
# By the names of errno.
ADVICE = {
    "ENOSPC": "The disk is full. Free up space and try again.",
    "EDQUOT": "Your disk quota is used up. Free up space and try again.",
    "EROFS": "The disk is read-only. Choose another folder.",
    "EACCES": _NO_RIGHT,
    "EPERM": _NO_RIGHT,
    "ENOENT": "The folder doesn't exist. Create it or choose another one.",
    "ENOTDIR": "Part of the path is a file. Choose another folder.",
    "EISDIR": "This is a folder. Enter a file name.",
    "EEXIST": "A file with this name already exists. Choose another folder.",
    "ENAMETOOLONG": "The name is too long. Choose a shorter one.",
}
TOO_LONG_ADVICE = "A short text file is expected. Put the right file there."

IS_A_LINK = "This is a link to another file. Links are not followed: enter the file itself."
NOT_REGULAR_ADVICE = "Check it, move it to another folder and try again."

ANOTHER_RUN = "Meters Agent is already running a scan."
ANOTHER_RUN_ADVICE = "Wait until it has finished, then try again."
NO_LOCK_ADVICE = "Give this user write permission there, or choose another folder with --data."

# The database.
OTHER_FOLDER = "Choose another folder with --data."
BUSY_ADVICE = "Meters Agent is already writing to it. Try again shortly."
DAMAGED_ADVICE = (
    "Restart Meters Agent. It keeps the damaged file under another name and creates a new database."
)
DAMAGED_AGAIN_ADVICE = "Check the disk, or choose another folder with --data."
NOT_SET_ASIDE_ADVICE = "Close all other windows of Meters Agent or rename the file yourself, then try again."
FORBIDDEN_ADVICE = "Give this user write permission for the file and its folder."
FULL_ADVICE = "Free up space. Your saved data is safe; only the last step was not saved."
DISK_FAILS_ADVICE = (
    "Check that the disk or network share is connected, works and has free space, then try again."
)
NOT_A_DATABASE_ADVICE = "Nothing was changed. Move the file, or choose another folder with --data."
NOT_OPENED_ADVICE = (
    "Check that the folder exists and this user may write to it, or choose another folder with --data."
)
NEWER_ADVICE = "Install that version or a later one, or choose another folder with --data."

# Programs and libraries.
OPEN_YOURSELF = "Open it with another program."
NOT_STARTED_ADVICE = "Reinstall Meters Agent. Antivirus software may have removed the file."
NO_READER_ADVICE = "The computer is low on memory or processes. Close other programs or restart it."
NO_SNMP = "The SNMP library can't be loaded."
NO_SNMP_ADVICE = "Reinstall Meters Agent. On Linux, macOS and BSD it needs the net-snmp libraries."
NOT_BOUND = "the port is not available"
PORT_TAKEN_ADVICE = "Another program may be using this port. Choose another port above 1023."
ONE_LOOPBACK_ADVICE = (
    "This system has only one loopback address. Use 127.0.0.1 with a different port for each printer."
)


def says(reason: str) -> str:
    """Return what the system itself says, where we know nothing better."""
    return gettext("Message from the system: {reason}.", reason=reason)


def not_created(folder: str) -> str:
    """Return that a folder can't be made."""
    return gettext("The folder {folder} can't be created.", folder=folder)


def not_regular(path: str) -> str:
    """Return that a link, a pipe, a device or a folder lies where a file should be."""
    return gettext("{path} is not a regular file and was not opened.", path=path)


def not_read(path: str) -> str:
    """Return that a file can't be read."""
    return gettext("{path} can't be read.", path=path)


def not_written(path: str) -> str:
    """Return that a file can't be written."""
    return gettext("{path} can't be written.", path=path)


def too_long(path: str) -> str:
    """Return that a file is longer than any text that a person edits here."""
    return gettext("{path} is too long.", path=path)


def not_utf8(path: str) -> str:
    """Return that a file is no UTF-8."""
    return gettext("{path} is not UTF-8 text.", path=path)


def not_utf8_advice(line: int) -> str:
    """Return in which line that is."""
    return gettext(
        "Line {line} has a different encoding. Save the file as UTF-8 in a text editor.", line=line
    )


def no_lock(path: str, reason: str) -> str:
    """Return that the lock's file can't be used."""
    return gettext("The lock file {path} can't be written: {reason}.", path=path, reason=reason)


def busy(path: str) -> str:
    """Return that another process writes to the database."""
    return gettext("The database {path} is busy.", path=path)


def damaged(path: str) -> str:
    """Return that the database is no whole one."""
    return gettext("The database {path} is damaged.", path=path)


def damaged_again(path: str) -> str:
    """Return that a database that was just made is damaged."""
    return gettext("The new database {path} is damaged again.", path=path)


def not_set_aside(path: str) -> str:
    """Return that a damaged database can't be renamed."""
    return gettext("The damaged database {path} can't be renamed.", path=path)


def set_aside(path: str, letters: int) -> str:
    """Return that a damaged database was kept, and how many waiting reports came over into the new one."""
    return gettext(
        "The database was damaged and is kept as {path}. A new database was created with all data "
        "that could be read. Waiting reports carried over: {letters}.",
        path=path,
        letters=letters,
    )


def not_a_database(path: str) -> str:
    """Return that a link, a device or a folder lies where the database should."""
    return gettext("{path} is not a file, so it can't be used as a database.", path=path)


def forbidden(path: str) -> str:
    """Return that the database can't be written."""
    return gettext("The database {path} can't be written.", path=path)


def full(path: str) -> str:
    """Return that no room is left."""
    return gettext("The disk of {path} is full.", path=path)


def disk_fails(path: str) -> str:
    """Return that the disk itself fails."""
    return gettext("The disk of {path} can't be read or written.", path=path)


def not_opened(path: str) -> str:
    """Return that the database can't be opened."""
    return gettext("The database {path} can't be opened.", path=path)


def no_folder(path: str) -> str:
    """Return that the database's folder can't be made."""
    return gettext("The folder {path} can't be created.", path=path)


def newer(path: str) -> str:
    """Return that a later version of this program wrote the database."""
    return gettext("The database {path} was written by a newer version of Meters Agent.", path=path)


def nothing_opens(path: str) -> str:
    """Return that the desktop has no way to open a file."""
    return gettext("No program found to open {path}.", path=path)


def not_shown(path: str, reason: str) -> str:
    """Return that opening a file failed."""
    return gettext("{path} can't be opened: {reason}.", path=path, reason=reason)


def not_started(program: str, reason: str) -> str:
    """Return that a program of ours can't be started."""
    return gettext("{program} can't be started: {reason}.", program=program, reason=reason)


def no_reader(reason: str) -> str:
    """Return that no process can be started to read printers in."""
    return gettext("The process that reads printers can't be started: {reason}.", reason=reason)


def port_taken(endpoint: str, reason: str) -> str:
    """Return that a simulated printer gets no port."""
    return gettext(
        "A simulated printer can't listen on {endpoint}: {reason}.", endpoint=endpoint, reason=reason
    )


def one_loopback(endpoint: str) -> str:
    """Return that answers would come from another address than the one that was asked."""
    return gettext(
        "A simulated printer at {endpoint} would respond from a different address.", endpoint=endpoint
    )
