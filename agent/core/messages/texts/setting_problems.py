"""What is wrong with a report's signature, its chain or its form."""

from agent.core.messages.catalogue import gettext

BROKEN_CHANGE = "The report has a new signing key that is not confirmed by the previous key."
INVALID = "The signature doesn't match: the report was changed, or the signature belongs to another report."
UNSIGNED = "The report is not signed, so changes and the sender can't be checked."
OTHER_KEY = "The report has a different key than expected. Someone else may have sent it."
NOT_A_REPORT = "The file is not a report: it is not a JSON object in UTF-8."
BAD_NUMBER = "The report number is not a whole number from 1."
BAD_REFERENCE = "The reference to the previous report is not a SHA-256."
WRONG_REFERENCE = "Every report except the first must name the previous one. This report doesn't."


def other_kind(schema: str) -> str:
    """Return that a file does not say that it is a report."""
    return gettext("The file is not a report of the type {schema}.", schema=schema)
