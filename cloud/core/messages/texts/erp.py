"""The page of files for a dealer's own programs, and the mail that brings one."""

from agent.core.messages.catalogue import gettext, ngettext

TITLE = "Files for your system"
HELP = "Approved orders as a file that your merchandise or shop system imports, by a profile."
PROFILE, FORMAT, ABOUT, DOWNLOAD = "Profile", "Format", "Description", "Download"
MAIL_TITLE, MAIL_TO, SEND = "By email", "Send to", "Send approved orders now"
MAIL_HELP = "The file goes to this address only. Nothing is sent by itself."
NO_MAIL = "No address is set. An administrator can enter one here."
OWN_TITLE, NAME, TEXT = "Your own profiles", "Name", "Profile"
OWN_HELP = (
    "Copy a profile from above, change it and save it under a name of its own. "
    "Saving an empty text removes a profile."
)
SHOW_TEXT = "Show the profile"


def subject(orders: int) -> str:
    """Return the subject of a mail with orders."""
    return ngettext("Meters: {count} order", "Meters: {count} orders", orders)


def letter(name: str) -> str:
    """Return the text of a mail with a file."""
    return gettext("The approved orders are in the attached file {name}.", name=name)
