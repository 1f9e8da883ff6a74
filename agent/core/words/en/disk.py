"""The disk and what lies on it: files, the lock, the database; and programs that can't be started."""

from __future__ import annotations

_NO_RIGHT = "You have no right to do that there: choose another place, or ask who looks after this computer."
# By the names of errno.
ADVICE = {
    "ENOSPC": "The disk is full: make room on it, then try again.",
    "EDQUOT": "Your share of the disk is used up: make room, then try again.",
    "EROFS": "The disk is read-only: choose another place for it.",
    "EACCES": _NO_RIGHT,
    "EPERM": _NO_RIGHT,
    "ENOENT": "The folder does not exist: create it, or choose another place.",
    "ENOTDIR": "A part of its path is a file: choose another place.",
    "EISDIR": "That is a folder: name a file.",
    "EEXIST": "A file of that name is in the way: choose another place.",
    "ENAMETOOLONG": "Its name is too long: choose a shorter one.",
}
TOO_LONG_ADVICE = "It should be a short text: put the right file there."

IS_A_LINK = "It is a link to another file, and links are not followed: name the file itself."
NOT_REGULAR_ADVICE = "Somebody may have put it there. Look at it, move it away, then try again."

ANOTHER_RUN = "Another run of Meters Agent is at work."
ANOTHER_RUN_ADVICE = "Wait until it has ended, then try again."
NO_LOCK_ADVICE = "Give this user the right to write there, or choose another folder with --data."

# The database.
OTHER_FOLDER = "Choose another folder with --data."
BUSY_ADVICE = "Another run of this program is writing to it; try again shortly."
DAMAGED_ADVICE = "Start the program again: it sets the damaged file aside, keeps it, and begins a new one."
DAMAGED_AGAIN_ADVICE = "Check the disk, or choose another folder with --data."
NOT_SET_ASIDE_ADVICE = (
    "Close every other window of this program, or rename the file yourself; then try again."
)
FORBIDDEN_ADVICE = "Give this account the right to write to the file and its folder."
FULL_ADVICE = "Free some space. What was stored before is safe; only the last step was not kept."
DISK_FAILS_ADVICE = "Check that the disk or network share is there, works and has space; then try again."
NOT_A_DATABASE_ADVICE = "Move it away, or choose another folder with --data; nothing was changed."
NOT_OPENED_ADVICE = (
    "Check that its folder is there, that this account may write to it, or choose another folder with --data."
)
NEWER_ADVICE = "Install that version or a later one, or choose another folder with --data."

# Programs and libraries.
OPEN_YOURSELF = "Open it with a program of your own."
NOT_STARTED_ADVICE = "Install Meters Agent again; an antivirus program may have removed it."
NO_READER_ADVICE = "Close other programs or restart the computer: it is short of memory or processes."
NO_SNMP = "The SNMP library can't be loaded."
NO_SNMP_ADVICE = "Please install the program again; on Linux, macOS and BSD it needs the net-snmp libraries."
NOT_BOUND = "it can't be bound"
PORT_TAKEN_ADVICE = "Another program may use this port. Choose another one above 1023."
ONE_LOOPBACK_ADVICE = (
    "This system has one loopback address for all: use 127.0.0.1 with a port for each printer."
)


def says(reason: str) -> str:
    """Return what the system itself says, where we know nothing better."""
    return f"The system says: {reason}."


def not_created(folder: str) -> str:
    """Return that a folder can't be made."""
    return f"The folder {folder} can't be created."


def not_regular(path: str) -> str:
    """Return that a link, a pipe, a device or a folder lies where a file should be."""
    return f"{path} is no ordinary file, so it is not opened."


def not_read(path: str) -> str:
    """Return that a file can't be read."""
    return f"{path} can't be read."


def not_written(path: str) -> str:
    """Return that a file can't be written."""
    return f"{path} can't be written."


def too_long(path: str) -> str:
    """Return that a file is longer than any text that a person edits here."""
    return f"{path} is too long."


def not_utf8(path: str) -> str:
    """Return that a file is no UTF-8."""
    return f"{path} is not UTF-8 text."


def not_utf8_advice(line: int) -> str:
    """Return in which line that is."""
    return f"Line {line} holds another encoding. Save the file as UTF-8 with a text editor."


def no_lock(path: str, reason: str) -> str:
    """Return that the lock's file can't be used."""
    return f"The lock file {path} can't be written: {reason}."


def busy(path: str) -> str:
    """Return that another process writes to the database."""
    return f"The database {path} is busy."


def damaged(path: str) -> str:
    """Return that the database is no whole one."""
    return f"The database {path} is damaged."


def damaged_again(path: str) -> str:
    """Return that a database that was just made is damaged."""
    return f"The new database {path} is damaged again."


def not_set_aside(path: str) -> str:
    """Return that a damaged database can't be renamed."""
    return f"The damaged database {path} can't be set aside."


def set_aside(path: str, letters: int) -> str:
    """Return that a damaged database was kept, and how many waiting reports came over into the new one."""
    return (
        f"The database was damaged. It is kept at {path}, and a new one was begun with all that could be "
        f"read of it. Waiting reports carried over: {letters}."
    )


def not_a_database(path: str) -> str:
    """Return that a link, a device or a folder lies where the database should."""
    return f"{path} is no file, so no database can be kept there."


def forbidden(path: str) -> str:
    """Return that the database can't be written."""
    return f"The database {path} can't be written."


def full(path: str) -> str:
    """Return that no room is left."""
    return f"The disk that holds {path} is full."


def disk_fails(path: str) -> str:
    """Return that the disk itself fails."""
    return f"The disk that holds {path} can't be read or written."


def not_opened(path: str) -> str:
    """Return that the database can't be opened."""
    return f"The database {path} can't be opened."


def no_folder(path: str) -> str:
    """Return that the database's folder can't be made."""
    return f"The folder {path} can't be made."


def newer(path: str) -> str:
    """Return that a later version of this program wrote the database."""
    return f"The database {path} was written by a newer version of this program."


def nothing_opens(path: str) -> str:
    """Return that the desktop has no way to open a file."""
    return f"Nothing here can open {path}."


def not_shown(path: str, reason: str) -> str:
    """Return that opening a file failed."""
    return f"{path} can't be opened: {reason}."


def not_started(program: str, reason: str) -> str:
    """Return that a program of ours can't be started."""
    return f"{program} can't be started: {reason}."


def no_reader(reason: str) -> str:
    """Return that no process can be started to read printers in."""
    return f"No process can be started to read printers in: {reason}."


def port_taken(endpoint: str, reason: str) -> str:
    """Return that a simulated printer gets no port."""
    return f"A simulated printer can't listen on {endpoint}: {reason}."


def one_loopback(endpoint: str) -> str:
    """Return that answers would come from another address than the one that was asked."""
    return f"A simulated printer at {endpoint} would answer from another address."
