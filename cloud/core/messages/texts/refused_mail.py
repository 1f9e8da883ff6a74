"""Why a mail is not taken."""

REASONS = {
    "too_large": "The mail or one of its parts is larger than any report's.",
    "too_many_parts": "The mail has more lines or parts than any report's.",
    "too_deep": "Mails within mails, or parts within parts, without end.",
    "bad_header": "The mail's header can't be read.",
    "no_report": "The mail carries no meters.json.",
    "several_reports": "The mail carries more than one meters.json or meters.sig.",
    "not_json": "meters.json is not one JSON object in UTF-8.",
    "newer_schema": "The report is of a newer kind than this receiver knows.",
    "older_schema": "The report is of a kind that is no longer taken.",
    "not_a_report": "meters.json does not fit the schema of a report.",
    "no_run": "The report has no run number: it stands in no chain.",
    "unsigned": "The report is not signed.",
    "bad_signature": "The signature does not fit the report.",
    "dated_ahead": "The report is dated after its arrival: the agent's clock is wrong.",
    "dated_wrong": "The report is dated before 2000 or after 2100: the agent's clock is wrong.",
    "too_many_dealers": "The mail names more dealers than a report has readers.",
    "no_such_dealer": "No dealer takes reports at this address.",
}
