"""What stands around every page, and the pages of somebody who is not signed in."""

from agent.core.messages.catalogue import gettext, translated

NAME = "Meters"
SKIP = "Skip to content"
NAVIGATION = "Pages"
LANGUAGE = "Language"
SIGN_IN, SIGN_OUT = "Sign in", "Sign out"
SIGNED_IN_AS = "Signed in as"
ROLES = {"reader": "Reader", "dispatcher": "Dispatcher", "billing": "Billing", "admin": "Administrator"}
NO_ROLE = "no role"
BACK, CLOSE = "Back", "Close"
TIMES = "Times are those of the office, else UTC. Dates of empty supplies are forecasts."
SAVE = "Save"
NOTHING = "None"
SAID = {
    "signed_out": ("You are signed out", "You can close this window."),
    "refused": (
        "Sign-in failed",
        "The sign-in expired or was started in another window. Please sign in again.",
    ),
    "unreachable": ("The sign-in service is not available", "Please try again in a few minutes."),
    "nobody": (
        "No access",
        "Your user isn't assigned to a dealer. Ask the operator of this service to assign it.",
    ),
    "no_page": ("Page not found", "Check the address, or go to Today."),
    "refused_form": ("Not accepted", "The form came from another site or is too large. Open the page again."),
    "our_mistake": ("Something went wrong", "The error was recorded. Please try again in a few minutes."),
}


def role(name: str) -> str:
    """Return a role's name."""
    return translated(ROLES).get(name) or gettext(NO_ROLE)
