"""What can be wrong with one report, its signature or its place in the chain."""

from enum import StrEnum


class ReportProblem(StrEnum):
    """One thing that no honest report has; `reporting.verification` gives the sentences."""

    NOT_A_REPORT = "no JSON object in UTF-8"
    OTHER_SCHEMA = "another schema"
    BAD_NUMBER = "run_number is no whole number from 1"
    BAD_REFERENCE = "previous_sha256 is no SHA-256"
    WRONG_REFERENCE = "only the first run has no previous_sha256"
    BROKEN_CHANGE = "key_change is not signed by the key that it names"
    INVALID = "the signature is not that of these bytes"
    UNSIGNED = "no signature"
    OTHER_KEY = "another key than the expected one"
