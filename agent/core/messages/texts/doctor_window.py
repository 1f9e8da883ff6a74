"""What the doctor's window says beside the steps."""

from agent.core.messages.catalogue import ngettext
from agent.core.messages.error_kinds import ErrorKind

ADDRESS_LABEL = "Printer's IP address or name"
CHECK_PRINTER = "Check printer"
CHECK_OFFICE = "Check email and this computer"
CHECK_WITH_TEST = "The same, with a test email to yourself"
LOOK_AT_PORTS = "Also try TCP ports 631, 443 and 80"
WHY = "Why?"
CLOSE = "Close"
COPY = "Copy"
COPIED = "Copied."
CHECKING = "Checking… this can take half a minute."
SEE_ABOVE = "See above for what to do."
NO_ADDRESS_YET = "Enter the printer's address first. It is on its display or status page."
WINDOW_HINT = "Nothing but this printer and your mail server is contacted."

# Errors: what happened, and what to do about it.
NO_DISPLAY = ErrorKind(
    "This window can't be opened here.",
    "Open it in a desktop session, or use 'meters doctor' without --window.",
    icon="Open it in a desktop session.",
)
NO_TK = ErrorKind(
    "This window needs python3-tk, which is not installed.",
    "Install python3-tk, or use 'meters doctor' without --window.",
    icon="Install python3-tk.",
)


def known_problems(number: int) -> str:
    """Return how many things are known to be wrong."""
    return ngettext("{count} known problem", "{count} known problems", number)
