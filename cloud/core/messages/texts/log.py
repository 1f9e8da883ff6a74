"""The log's page."""

TITLE = "Log"
WHEN, WHO, WHAT, WHY, ABOUT = "When (UTC)", "Who", "What", "Reason", "About"
CSV, OLDER, NOTHING = "Whole log as CSV", "Older entries", "No decisions yet."
HELP = "Every decision is kept. Entries can't be changed or removed here."
OPERATOR = "Operator"
