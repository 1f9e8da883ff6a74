"""The page on where new findings go."""

from agent.core.messages.catalogue import gettext

TITLE = "Notifications"
HELP = "New findings are sent as soon as the morning's analysis or a report brings them."
URL = "Webhook"
URL_HELP = "An https address of your program. Each call is signed; the secret is shown once, after saving."
MAIL = "Email"
LANGUAGE = "Language of emails"
LANGUAGE_HELP = "Of these messages and of the daily digest."
KINDS, KINDS_HELP = "Kinds", "None selected: all kinds."
FAILED = "The last message was not delivered"


def failed(since: str, reason: str) -> str:
    """Return since when messages are not delivered, and why."""
    return gettext("Since {since}: {reason}", since=since, reason=reason)
