"""What the window of the first start shows: searching, where the report goes, done."""

from agent.core.messages.catalogue import gettext

OPTION = "open the three first steps: search, email, done"
MENU = "First steps…"
TITLE = "Meters Agent: first steps"
HEADINGS = {
    "search": "Step 1 of 3: Searching for printers",
    "mail": "Step 2 of 3: Where should the daily report go?",
    "done": "Step 3 of 3: Done",
}
INTRODUCTION = (
    "Meters Agent reads the meters and supplies of your network printers once a day and emails a report. "
    "The search uses these networks:"
)
OTHER_NETWORK = "Printers in another network? Add it here."
VALUES = "Your IT or print dealer has these values."
BACK, NEXT, SKIP, FINISH, SHOW = "Back", "Next", "Skip", "Finish", "Show printers"

SERVICE = "Mail service"
OTHER_SERVICE = "Another mail service"
OTHER_FACTS = "Enter the server, port and encryption that your mail provider gives for sending."
PUBLIC_TITLE = "Send reports over the internet?"
ALLOW, REFUSE = "Allow", "Cancel"

SAVED = "Your settings are saved."
SKIPPED = (
    "No report is emailed yet. To set it up later, select \N{LEFT DOUBLE QUOTATION MARK}Set up email"
    "\N{HORIZONTAL ELLIPSIS}\N{RIGHT DOUBLE QUOTATION MARK} in the menu of the icon."
)
WHERE = {
    "windows": (
        "The icon of Meters Agent is beside the clock. If you don't see it, select the arrow ^ there and "
        "drag the icon out."
    ),
    "macos": "The icon of Meters Agent is in the menu bar at the top of the screen.",
    "linux": "The icon of Meters Agent is in the panel, beside the clock.",
}
CLICK = "A click on it shows the printers. Its menu has the settings and these first steps."


def public_question(host: str) -> str:
    """Return the question before reports are handed to a server outside the office's network."""
    return gettext(
        "{host} is a mail server on the internet. Reports with serial numbers and meter readings of your "
        "printers leave your network, encrypted, to this server. Allow this?",
        host=host,
    )


def goes_to(recipients: str) -> str:
    """Return where each report is sent."""
    return gettext("Each report is emailed to {recipients}.", recipients=recipients)
