"""What is wrong with a report's signature, its chain or its form."""

from __future__ import annotations

BROKEN_CHANGE = "The report says that its key changed, but the key before it did not sign that."
INVALID = "The signature does not fit: the report was changed, or the signature is another report's."
UNSIGNED = "The report is not signed: nothing shows whether it was changed, or who sent it."
OTHER_KEY = "The report carries another key than the expected one: somebody else may have sent it."
NOT_A_REPORT = "The file is not a report: it is not one JSON object in UTF-8."
BAD_NUMBER = "The run number is not a whole number from 1 on."
BAD_REFERENCE = "The reference to the previous report is not a SHA-256."
WRONG_REFERENCE = "Every run but the first names the report before it, and only those do; this one differs."


def other_kind(schema: str) -> str:
    """Return that a file does not say that it is a report."""
    return f"The file does not say that it is a report of the kind {schema}."
