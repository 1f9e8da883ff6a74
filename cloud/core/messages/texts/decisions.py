"""What is decided, as buttons and as the log tells it."""

from agent.core.messages.catalogue import gettext, translated

DEEDS = {
    "done": "Done",
    "snooze": "Snooze",
    "reopen": "Reopen",
    "retire": "Retire",
    "unretire": "Undo retirement",
    "manage": "Manage",
    "unmanage": "Stop managing",
    "confirm": "Confirm",
    "reject": "Reject",
    "resolve": "Use this report",
    "add_site": "Add office",
    "office": "Save",
    "issue_code": "Issue code",
    "withdraw_code": "Withdraw code",
    "notify": "Save",
    "close": "Freeze",
    "read_by_hand": "Save reading",
    "swap_board": "Save board change",
    "ask_meters": "Send email",
    "ask_order": "Order",
    "approve_order": "Approve",
    "send_order": "Mark as sent",
    "ignore_order": "Ignore until the next cartridge",
    "mail_orders": "Send approved orders now",
    "erp_profile": "Save",
    "erp_address": "Save",
}
_DONE = {
    "done": "marked as done",
    "snooze": "snoozed",
    "reopen": "reopened",
    "retire": "retired the printer",
    "unretire": "undid the retirement",
    "manage": "set to managed",
    "unmanage": "set to not managed",
    "confirm": "confirmed the agent",
    "reject": "rejected the agent",
    "resolve": "chose a report",
    "add_site": "added the office",
    "rename_site": "renamed the office",
    "office": "changed the office",
    "issue_code": "issued an enrolment code",
    "withdraw_code": "withdrew an enrolment code",
    "notify": "changed notifications",
    "close": "froze a closing",
    "read_by_hand": "entered a meter reading",
    "swap_board": "recorded a new main board",
    "ask_meters": "asked an office for meter readings",
    "ask_order": "ordered a supply",
    "approve_order": "approved the order",
    "send_order": "sent the supply",
    "ignore_order": "ignored the order",
    "mail_orders": "sent the approved orders by email",
    "erp_profile": "changed a profile of order files",
    "erp_address": "changed where order files go",
    "add_dealer": "added the dealer",
    "mail_digest": "changed the digest's recipient",
    "set_language": "changed the language of the emails",
    "grow": "enlarged the lists",
    "erase_site": "erased an office",
}
DECIDE = "Decide"
NOTE, UNTIL, WHY = "Note", "Until", "Reason"
CONFIRM_FOR = "Office id"
FIRST = "Somebody else decided first"
CODE_TITLE = "Enrolment code"
CODE = (
    "Enter this code in the agent's settings at the office. It is shown only once and works for one computer."
)
WEBHOOK_TITLE = "Webhook secret"
WEBHOOK = "Your program checks the signature of each call with this secret. It is shown only once."


def deed(what: str) -> str:
    """Return the label of a button."""
    return translated(DEEDS).get(what, what)


def done(what: str) -> str:
    """Return the decision in words, after the name of who did."""
    return translated(_DONE).get(what, what.replace("_", " "))


def said(who: str, what: str, when: str) -> str:
    """Return a sentence with person, decision and moment."""
    return gettext("{who} {done}, {when}", who=who or gettext("Operator"), done=done(what), when=when)


def until(day: str) -> str:
    """Return until when something is snoozed."""
    return gettext("until {day}", day=day)
