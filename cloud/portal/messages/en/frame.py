"""What stands around every page, and the pages of somebody who is not signed in."""

from __future__ import annotations

NAME = "Meters"
SKIP = "Skip to content"
NAVIGATION = "Pages"
PAGES = {"/": "Today", "/fleet": "Fleet", "/offices": "Offices", "/log": "Log"}
LANGUAGE, LANGUAGES = "Language", {"en": "English", "de": "Deutsch"}
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
_PROBLEMS = {
    400: ("This address or form is not valid", "Go back and try again."),
    403: ("Not allowed", "Your role doesn't include this. Ask an administrator of your company."),
    404: ("Not found", "It may have been removed, or the address is wrong."),
    409: ("Changed in the meantime", "Somebody else decided first. Check what they did, then decide again."),
    410: ("No longer stored", "Emails are deleted after their retention period. The readings are kept."),
    413: ("Too large", "The form is too large."),
}


def problem(status: int) -> tuple[str, str]:
    """Return title and advice for a question that is not answered."""
    return _PROBLEMS.get(status, _PROBLEMS[400])


def role(name: str) -> str:
    """Return a role's name."""
    return ROLES.get(name, NO_ROLE)
