"""The disk and what lies on it: files, the lock, the database; and programs that can't be started."""

from agent.core.messages.catalogue import gettext
from agent.core.messages.error_kinds import ErrorKind

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

NOT_BOUND = "the port is not available"

# Errors: what happened, and what to do about it.
WRITE_REFUSED = ErrorKind("{path} can't be written.", "{advice}")
FOLDER_REFUSED = ErrorKind("The folder {path} can't be created.", "{advice}")
READ_REFUSED = ErrorKind("{path} can't be read.", "{advice}")
ANOTHER_RUN = ErrorKind(
    "Meters Agent is already running a scan.",
    "Wait until it has finished, then try again.",
)
NO_LOCK = ErrorKind(
    "The lock file {path} can't be written: {reason}.",
    "Give this user write permission there, or choose another folder with --data.",
    icon="Give this user write permission there.",
)
NOT_REGULAR = ErrorKind(
    "{path} is not a regular file and was not opened.",
    "Check it, move it to another folder and try again.",
)
NOT_READ = ErrorKind(
    "{path} can't be read.",
    "Message from the system: {reason}.",
)
IS_A_LINK = ErrorKind(
    "{path} can't be written.",
    "This is a link to another file. Links are not followed: enter the file itself.",
)
TOO_LONG = ErrorKind(
    "{path} is too long.",
    "A short text file is expected. Put the right file there.",
)
NOT_UTF8 = ErrorKind(
    "{path} is not UTF-8 text.",
    "Line {line} has a different encoding. Save the file as UTF-8 in a text editor.",
)
DAMAGED_AGAIN = ErrorKind(
    "The new database {path} is damaged again.",
    "Check the disk, or choose another folder with --data.",
    window=(
        "The new database {path} is damaged again.",
        "Check the disk.",
    ),
)
NO_FOLDER = ErrorKind(
    "The folder {path} can't be created.",
    "Choose another folder with --data.",
    icon="Check that its drive is connected and this user may write to it.",
)
BUSY = ErrorKind(
    "The database {path} is busy.",
    "Meters Agent is already writing to it. Try again shortly.",
)
DAMAGED = ErrorKind(
    "The database {path} is damaged.",
    "Restart Meters Agent. It keeps the damaged file under another name and creates a new database.",
)
FORBIDDEN = ErrorKind(
    "The database {path} can't be written.",
    "Give this user write permission for the file and its folder.",
)
FULL = ErrorKind(
    "The disk of {path} is full.",
    "Free up space. Your saved data is safe; only the last step was not saved.",
)
DISK_FAILS = ErrorKind(
    "The disk of {path} can't be read or written.",
    "Check that the disk or network share is connected, works and has free space, then try again.",
)
NOT_OPENED = ErrorKind(
    "The database {path} can't be opened.",
    "Check that the folder exists and this user may write to it, or choose another folder with --data.",
    window=(
        "The database {path} can't be opened.",
        "Check that the folder exists and this user may write to it.",
    ),
)
NOT_A_DATABASE = ErrorKind(
    "{path} is not a file, so it can't be used as a database.",
    "Nothing was changed. Move the file, or choose another folder with --data.",
    window=(
        "{path} is not a file, so it can't be used as a database.",
        "Nothing was changed. Move the file.",
    ),
)
NOT_SET_ASIDE = ErrorKind(
    "The damaged database {path} can't be renamed.",
    "Close all other windows of Meters Agent or rename the file yourself, then try again.",
)
NEWER = ErrorKind(
    "The database {path} was written by a newer version of Meters Agent.",
    "Install that version or a later one, or choose another folder with --data.",
    window=(
        "The database {path} was written by a newer version of Meters Agent.",
        "Install that version or a later one.",
    ),
)
NO_SNMP = ErrorKind(
    "The SNMP library can't be loaded.",
    "Reinstall Meters Agent. On Linux, macOS and BSD it needs the net-snmp libraries.",
)
NO_READER = ErrorKind(
    "The process that reads printers can't be started: {reason}.",
    "The computer is low on memory or processes. Close other programs or restart it.",
)
NOT_STARTED = ErrorKind(
    "{program} can't be started: {reason}.",
    "Reinstall Meters Agent. Antivirus software may have removed the file.",
)
NOTHING_OPENS = ErrorKind(
    "No program found to open {path}.",
    "Open it with another program.",
)
NOT_SHOWN = ErrorKind(
    "{path} can't be opened: {reason}.",
    "Open it with another program.",
)
ONE_LOOPBACK = ErrorKind(
    "A simulated printer at {endpoint} would respond from a different address.",
    "This system has only one loopback address. Use 127.0.0.1 with a different port for each printer.",
)
PORT_TAKEN = ErrorKind(
    "A simulated printer can't listen on {endpoint}: {reason}.",
    "Another program may be using this port. Choose another port above 1023.",
)


def says(reason: str) -> str:
    """Return what the system itself says, where we know nothing better."""
    return gettext("Message from the system: {reason}.", reason=reason)


def set_aside(path: str, letters: int) -> str:
    """Return that a damaged database was kept, and how many waiting reports came over into the new one."""
    return gettext(
        "The database was damaged and is kept as {path}. A new database was created with all data "
        "that could be read. Waiting reports carried over: {letters}.",
        path=path,
        letters=letters,
    )
